// Templates: one workbook from several for units of several kinds, and a card as a file.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

const CLINICAL = ["外一科", "外二科", "骨科", "心内科", "肿瘤科", "重症医学科"];
const CARDIOLOGY = ["心内一病区", "心内二病区", "心内三病区"];
const TEAMS = ["家庭医生一队", "家庭医生二队", "家庭医生三队"];

// Units, their figures, and the total by hand. What has no figures hands its points to its siblings.
const FIGURES = [
  // 9 and 17.5 of 30 points stand for 100: 30.00 + 58.33; the drug share is 1.5 over 45: 0.2 × 1.5 off.
  [CLINICAL, [["ethics_deductions", "1"], ["ward_round_deductions", "2.5"], ["drug_revenue", "46.5"], ["revenue_broad", "100"]], "88.03"],
  // 30 × 81 ÷ 90 of 30 points.
  [CARDIOLOGY, [["patient_satisfaction", "81"]], "90.00"],
  // 30 × 1500 ÷ 2000 and 40 × 54 ÷ 60 of 70 points: 32.14 + 51.43.
  [TEAMS, [["signed_residents", "1500"], ["hypertension_controlled", "54"], ["hypertension_enrolled", "100"]], "83.57"],
];

const WORDS = {
  en: {
    workbooks: "Workbooks",
    several: "Start from several",
    hospital: "Name of the hospital",
    from: "The scorecards hold from the month",
    t2: "T2 Monthly performance evaluation",
    t5b: "T5b Dual-improvement contract, cardiology pilot",
    t6b: "T6b Family-doctor team contract",
    kind: (id) => `Kind of unit for ${id}`,
    units: (id) => `Units for ${id}, one a line`,
    sum: "3 scorecards for 12 units in 3 kinds",
    make: "Make the workbook",
    figures: "Figures",
    scores: "Scores",
    import: "Import figures",
    read: "Read the pasted cells",
    take: (count) => `Take ${count} figures`,
  },
  "zh-Hans": {
    workbooks: "工作簿",
    several: "用多张模板新建",
    hospital: "医院名称",
    from: "计分卡自某月起生效",
    t2: "T2 月度绩效评估",
    t5b: "T5b 双提升科室绩效合同（心内科试点）",
    t6b: "T6b 家庭医生团队绩效合同",
    kind: (id) => `${id} 的科室类别`,
    units: (id) => `${id} 的科室，每行一个`,
    sum: "3 张计分卡，12 个科室，3 类",
    make: "新建工作簿",
    figures: "数据",
    scores: "得分",
    import: "导入数据",
    read: "读取粘贴的单元格",
    take: (count) => `导入 ${count} 个数据`,
  },
};

async function list(app, name, lines) {
  const field = await app.byName("textbox", name);
  await field.focus();
  await app.page.keyboard.sendCharacter(lines.join("\n"));
}

for (const [language, width] of [["en", 1280], ["zh-Hans", 360]]) {
  test(`twelve units in three kinds start from three templates (${language})`, async (t) => {
    const words = WORDS[language];
    const app = await openApp(t, { language, width });
    await app.clickText("link", words.workbooks);
    await app.clickText("button", words.several);
    await (await app.byName("textbox", words.hospital)).type("市一医院");
    const from = await app.byName("textbox", words.from);
    await from.click({ clickCount: 3 });
    await app.type("2025-01");
    for (const [name, id, units] of [[words.t2, "T2", CLINICAL], [words.t5b, "T5b", CARDIOLOGY], [words.t6b, "T6b", TEAMS]]) {
      await app.clickText("checkbox", name);
      await list(app, words.units(id), units);
    }
    await app.waitForText("[data-testid=several-sum]", words.sum);
    await app.axe();
    assert.equal(await app.overflow(), 0);
    await app.screenshot(`several-${language}`);
    await app.clickText("button", words.make);

    // Each of the twelve has its card.
    await app.waitForText("h1", words.figures);
    await app.clickText("link", words.scores);
    await app.waitForText("h1", words.scores);
    const named = () => app.page.evaluate(() => [...document.querySelectorAll("main option")].map((it) => it.textContent.trim()));
    const units = await named();
    for (const unit of [...CLINICAL, ...CARDIOLOGY, ...TEAMS]) assert.ok(units.includes(unit), `${unit} in ${units}`);
  });
}

test("the units of three kinds are scored once their figures are there", async (t) => {
  const words = WORDS.en;
  const app = await openApp(t);
  await app.clickText("link", words.workbooks);
  await app.clickText("button", words.several);
  const from = await app.byName("textbox", words.from);
  await from.click({ clickCount: 3 });
  await app.type("2025-01");
  for (const [name, id, units] of [[words.t2, "T2", CLINICAL], [words.t5b, "T5b", CARDIOLOGY], [words.t6b, "T6b", TEAMS]]) {
    await app.clickText("checkbox", name);
    await list(app, words.units(id), units);
  }
  await app.clickText("button", words.make);
  await app.waitForText("h1", words.figures);
  await app.clickText("button", words.import);
  const rows = [["unit", "item", "value"]];
  for (const [units, figures] of FIGURES) for (const unit of units) for (const [item, figure] of figures) rows.push([unit, item, figure]);
  const cells = rows.map((row, line) => [...row, line === 0 ? "month" : "2025-01"].join("\t")).join("\n");
  await app.page.waitForSelector("dialog[open] textarea");
  await app.page.focus("dialog[open] textarea");
  await app.page.keyboard.sendCharacter(cells);
  await app.clickText("button", words.read);
  await app.clickText("button", words.take(rows.length - 1));
  await app.clickText("link", words.scores);
  await app.waitForText("h1", words.scores);
  for (const [units, , total] of FIGURES) {
    for (const unit of units) {
      const picker = await app.byName("combobox", "Unit");
      const value = await picker.evaluate((it, unit) => [...it.options].find((own) => own.text.trim() === unit).value, unit);
      await picker.select(value);
      await app.waitFor((unit) => location.hash.includes(`/${unit}/`), value);
      // The unit before may have the same total.
      await app.waitForText(".score-table caption", unit);
      await app.waitForText("[data-testid=total]", total);
    }
  }
});

test("a card becomes a file, and the file another card", async (t) => {
  const app = await openApp(t, { hash: "#/design/T2/2000-01/rules" });
  const { name, bytes } = await app.download(() => app.clickText("button", "Save as a template file"));
  assert.match(name, /^Monthly performance evaluation-\d{4}-\d\d-\d\d\.counterpoise-template\.json$/);
  await app.clickText("link", "Workbooks");
  await app.upload(bytes, name);
  await app.waitForText("dialog[open]", "Use this template?");
  await app.waitForText("dialog[open] .weights", "Work efficiency 70");
  await app.axe();
  await app.screenshot("template-sent");
  await app.clickText("button", "Add it to the open workbook");
  await app.waitForText("h1", "Design");
  await app.byName("checkbox", "Monthly performance evaluation, First Surgery");
  await app.clickText("button", "Undo");

  await app.clickText("link", "Workbooks");
  const cut = bytes.subarray(0, bytes.length - 40);
  await app.upload(cut, "cut.json");
  await app.waitForText("[data-testid=refusal]", /^It cannot be read at line \d+/);
  await app.clickText("button", "Close");
  await app.upload(Buffer.from(bytes.toString().replace('"version": 1', '"version": 9')), "newer.json");
  await app.waitForText("[data-testid=refusal]", "A newer version of Counterpoise wrote it (file version 9).");
  await app.clickText("button", "Close");
  await app.upload(bytes, name);
  await app.clickText("button", "Start a workbook from it");
  await app.waitForText("h1", "Figures");
});
