// A scorecard designed by hand: from nothing to a total, by keyboard alone; and what the page says.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";
import { pressNamed, tabTo } from "./keyboard.mjs";

const WORDS = {
  en: {
    workbooks: "Workbooks",
    design: "Design",
    figures: "Figures",
    scores: "Scores",
    start: "Start an empty workbook",
    add: (name) => `New measure in ${name}`,
    financial: "Financial",
    patient: "Patient",
    weight: (name) => `Weight of ${name}`,
    edit: (name) => `Edit ${name}`,
    revenue: "Revenue",
    complaints: "Complaints",
    target: "Target value",
    method: "Method",
    deduction: "deduction",
    each: "Points off for each",
    complete: "They come to 100.",
    nonsense: "“sixty” is not a number. What counted before still counts.",
    cell: (name) => `${name}, My hospital, January`,
    total: "90.00",
  },
  "zh-Hans": {
    workbooks: "工作簿",
    design: "设计",
    figures: "数据",
    scores: "得分",
    start: "新建空白工作簿",
    add: (name) => `在“${name}”中新增指标`,
    financial: "财务",
    patient: "患者",
    weight: (name) => `${name}的权重`,
    edit: (name) => `编辑${name}`,
    revenue: "收入",
    complaints: "投诉",
    target: "目标值",
    method: "计分方法",
    deduction: "deduction",
    each: "每个扣分",
    complete: "合计为 100。",
    nonsense: "“sixty”不是数字。仍按之前的取值计算。",
    cell: (name) => `${name}，我的医院，`,
    total: "90.00",
  },
};

/** Presses Tab until what has the focus is called `name`, or its label begins so. */
async function tabToLabel(app, name) {
  for (let count = 0; count < 700; count += 1) {
    await app.press("Tab");
    const { label } = await app.focused();
    if ((label ?? "").trim().split("\n")[0] === name) return;
  }
  assert.fail(`no way by Tab to ${name}`);
}

/** Chooses a value of the select that has the focus, with the arrow keys. */
async function choose(app, value) {
  for (let count = 0; count < 20; count += 1) {
    if ((await app.focused()).value === value) return;
    await app.press("ArrowDown");
    await app.waitFor(() => document.activeElement.localName === "select");
  }
  assert.fail(`no choice ${value}`);
}

/** Waits until something of this name is edited beside the table, and has the focus. */
async function editorOf(app, name) {
  await app.waitForText("#editor-heading", name);
  await app.waitFor(() => document.activeElement.id === "editor-heading");
}

/** Waits until the table has something of this name, and the field for new ones the focus again. */
async function added(app, name) {
  await app.waitFor((name) => [...document.querySelectorAll("[data-column=name]")].some((it) => it.value === name), name);
  await app.waitFor(() => document.activeElement.dataset.adding !== undefined);
}

async function replaceBy(app, text) {
  await app.press("Control+a");
  await app.type(text);
}

for (const language of ["en", "zh-Hans"]) {
  test(`a card is built from nothing by keyboard alone (${language})`, async (t) => {
    const words = WORDS[language];
    const app = await openApp(t, { language });
    await pressNamed(app, words.workbooks);
    await pressNamed(app, words.start);
    await app.waitForText("h1", words.design);

    await tabTo(app, words.add(words.financial));
    await app.type(words.revenue);
    await app.press("Enter");
    await added(app, words.revenue);
    await tabTo(app, words.add(words.patient));
    await app.type(words.complaints);
    await app.press("Enter");
    await added(app, words.complaints);

    // A weight that makes no sense stays, with a sentence, and does not count.
    await tabTo(app, words.weight(words.revenue), { backwards: true });
    await replaceBy(app, "sixty");
    await app.waitForText(".field-error", words.nonsense);
    await replaceBy(app, "60");
    await app.press("Enter");
    assert.equal((await app.focused()).label, words.weight(words.complaints));
    await replaceBy(app, "40");
    await app.waitForText(".weights-about", words.complete);

    await pressNamed(app, words.edit(words.revenue), { backwards: true });
    await editorOf(app, words.revenue);
    await tabToLabel(app, words.target);
    await app.type("100");
    await pressNamed(app, words.edit(words.complaints), { backwards: true });
    await editorOf(app, words.complaints);
    await tabToLabel(app, words.method);
    await choose(app, words.deduction);
    await tabToLabel(app, words.each);
    await replaceBy(app, "5");
    await app.axe();
    await app.screenshot(`design-built-${language}`);

    // 60 × 100 ÷ 100, and 40 − 2 × 5.
    await pressNamed(app, words.figures, { backwards: true });
    await app.page.waitForSelector("[data-row='0'][data-column='0']");
    while (!(await app.page.evaluate(() => document.activeElement.dataset.row !== undefined))) await app.press("Tab");
    await app.type("100");
    await app.press("Enter");
    await app.type("2");
    await app.press("Enter");
    await pressNamed(app, words.scores, { backwards: true });
    await app.waitForText("[data-testid=total]", words.total);

    // One step for each thing that was done: back to a workbook without measures, and forth again.
    await pressNamed(app, words.design, { backwards: true });
    await app.waitForText("[data-testid=total-now]", words.total);
    for (let count = 0; count < 40; count += 1) await app.press("Control+z");
    await app.waitFor(() => document.querySelectorAll(".tree-row[data-kind=measure]").length === 0);
    for (let count = 0; count < 40; count += 1) await app.press("Control+y");
    await app.waitForText("[data-testid=total-now]", words.total);
  });
}

test("the curve is the engine's, and a number can be tried", async (t) => {
  const app = await openApp(t, { hash: "#/design/T1-rounded/2000-01/measures/m-t1-f14" });
  await app.page.waitForSelector(".curve svg");
  await app.waitForText("[data-testid=value-now]", "First Surgery, December 2025: 46.50 %");
  // 10 × (2 − 54 ÷ 45)
  const field = await app.page.waitForSelector("[data-testid=try]");
  await field.type("54");
  await app.waitForText("[data-testid=tried]", "54 gives 8.00 of 10 points.");
  await app.press("Control+a");
  await app.type("much");
  await app.waitForText("[data-testid=tried]", "“much” is not a number.");
});

test("rows move and weights are spread with a look at what is rounded", async (t) => {
  const app = await openApp(t, { hash: "#/design/T2/2000-01/measures" });
  await app.page.waitForSelector(".tree-row");
  const order = () =>
    app.page.evaluate(() => [...document.querySelectorAll(".tree-row[data-kind=measure]")].map((it) => it.dataset.rowWord));
  const before = await order();
  const second = await app.page.$(`[data-row-word="${before[1]}"] [data-column=name]`);
  await second.focus();
  await app.press("Alt+ArrowUp");
  await app.waitFor((first) => document.querySelector(".tree-row[data-kind=measure]").dataset.rowWord === first, before[1]);
  await app.waitFor((word) => document.activeElement.closest("tr")?.dataset.rowWord === word, before[1]);
  await app.press("Control+z");
  await app.waitFor((first) => document.querySelector(".tree-row[data-kind=measure]").dataset.rowWord === first, before[0]);
  // Nine measures with a weight: 100 ÷ 9 does not come out even.
  await app.clickText("button", "Spread evenly");
  await app.waitForText(".proposal-box", "15 → 11.12");
  await app.clickText("button", "Use these");
  await app.waitForText(".weights-about", "They come to 100.");
  const weights = () =>
    app.page.evaluate(() => [...document.querySelectorAll("[data-kind=measure] [data-column=weight]")].map((it) => it.value));
  assert.deepEqual([...new Set(await weights())].sort(), ["11.11", "11.12"]);
  await app.press("Control+z");
  await app.waitFor(() => document.querySelector("[data-kind=measure] [data-column=weight]").value === "15");
});

test("a perspective is duplicated with its measures, as one step", async (t) => {
  const app = await openApp(t, { hash: "#/design/T2/2000-01/measures" });
  const names = () => app.page.$$eval(".tree-row[data-kind=perspective] [data-column=name]", (all) => all.map((it) => it.value));
  const measures = () => app.page.$$eval(".tree-row[data-kind=measure]", (all) => all.length);
  await app.page.waitForSelector(".tree-row");
  const [before, count] = [await names(), await measures()];
  await app.page.focus(".tree-row[data-kind=perspective] [data-column=name]");
  await app.clickText("button", "Duplicate");
  await app.waitFor((count) => document.querySelectorAll(".tree-row[data-kind=perspective]").length === count, before.length + 1);
  assert.deepEqual(await names(), [before[0], `${before[0]} (copy)`, ...before.slice(1)]);
  assert.ok((await measures()) > count, "its measures came with it");
  await app.press("Control+z");
  await app.waitFor((count) => document.querySelectorAll(".tree-row[data-kind=perspective]").length === count, before.length);
  assert.equal(await measures(), count);
});

test("chosen measures are deleted together and come back together", async (t) => {
  const app = await openApp(t, { hash: "#/design/T2/2000-01/measures" });
  const rows = () => app.page.evaluate(() => document.querySelectorAll(".tree-row[data-kind=measure]").length);
  await app.page.waitForSelector(".tree-row");
  const before = await rows();
  const boxes = await app.page.$$(".tree-row[data-kind=measure] input[type=checkbox]");
  await boxes[0].click();
  // Two of them share the 20 points that they have together.
  await boxes[1].click();
  await app.waitForText("[data-testid=among-chosen]", "the 2 chosen measures");
  await app.clickText("button", "Spread evenly");
  const first = () => [...document.querySelectorAll("[data-kind=measure] [data-column=weight]")].slice(0, 3).map((it) => it.value).join(" ");
  await app.waitFor(() => document.querySelector("[data-kind=measure] [data-column=weight]").value === "10");
  assert.equal(await app.page.evaluate(first), "10 10 5");
  await app.press("Control+z");
  await app.waitFor(() => document.querySelector("[data-kind=measure] [data-column=weight]").value === "15");
  await boxes[1].click();
  await boxes[2].click();
  await app.waitForText(".toolbar-object", "2 chosen");
  await app.clickText("button", "Delete");
  await app.waitFor((count) => document.querySelectorAll(".tree-row[data-kind=measure]").length === count, before - 2);
  await app.press("Control+z");
  await app.waitFor((count) => document.querySelectorAll(".tree-row[data-kind=measure]").length === count, before);
});

test("target and method are changed in the table", async (t) => {
  const app = await openApp(t, { hash: "#/design/T2/2000-01/measures" });
  await app.waitForText("[data-testid=total-now]", "96.58");
  // A drug share of 46.5 is within 50: the 0.30 that it takes away are back.
  const target = await app.byName("textbox", "Target of Drug share");
  await target.click({ clickCount: 3 });
  await app.type("50");
  await app.waitForText("[data-testid=total-now]", "96.88");
  await app.press("Enter");
  assert.equal((await app.focused()).label, "Target of Insured patients' self-paid drug share");
  // 15 × 165 ÷ 150 = 16.50 become the 15 points of a target that is reached.
  const method = await app.page.waitForSelector("select[aria-label='Method of Operations (patients)']");
  await method.focus();
  await method.select("pass-fail");
  await app.waitForText("[data-testid=total-now]", "95.38");
  assert.equal((await app.focused()).label, "Method of Operations (patients)");
});

test("what was refused stays while pages and languages change, and counts once it makes sense", async (t) => {
  const app = await openApp(t, { hash: "#/design/T1-rounded/2000-01/measures/m-t1-f14" });
  const floor = await app.byName("textbox", "At least, % of full points");
  await floor.click({ clickCount: 3 });
  await app.type("150");
  await app.waitForText(".editor .field-error", "The lower of two values is above the higher one");
  await app.clickText("link", "Figures");
  await app.waitForText("h1", "Figures");
  await app.page.goBack();
  await (await app.byName("combobox", "Language")).select("zh-Hans");
  await app.waitForText(".editor .field-error", "两个值中较低的高于较高的");
  await (await app.byName("combobox", "语言")).select("en");
  // With a cap of 200 % a floor of 150 % makes sense.
  const cap = await app.byName("textbox", "At most, % of full points");
  await cap.click({ clickCount: 3 });
  await app.type("200");
  await app.waitFor(() => [...document.querySelectorAll(".editor .field-error")].every((it) => it.textContent.trim() === ""));
  await app.waitForText(".curve .chart-key", "full points 10");
  assert.equal(await floorOf(app), "150");
});

async function floorOf(app) {
  return (await app.byName("textbox", "At least, % of full points")).evaluate((it) => it.value);
}

test("names typed without a pause are all there, letter by letter", async (t) => {
  const app = await openApp(t, { hash: "#/design/T2/2000-01/measures" });
  const before = await app.page.$$eval("[data-column=name]", (fields) => fields.length);
  await (await app.page.waitForSelector("[data-adding]")).focus();
  const names = ["Alpha", "Beta", "Gamma"];
  await app.burst(...names.flatMap((name) => [...name, "Enter"]));
  await app.waitFor((count) => document.querySelectorAll("[data-column=name]").length === count, before + names.length);
  const all = await app.page.$$eval("[data-column=name]", (fields) => fields.map((field) => field.value));
  for (const name of names) assert.ok(all.includes(name), `${name} in ${all}`);
});

test("findings lead to their places", async (t) => {
  const app = await openApp(t, { hash: "#/figures/first-surgery/2025" });
  // June has 162 operations, between 164 and 164.
  await (await app.page.waitForSelector("[data-row='0'][data-column='5']")).click();
  await app.type("1620");
  await app.press("Enter");
  const follow = async (text) => {
    await app.waitForText("[data-testid=doubts] a", text);
    const links = await app.page.$$("[data-testid=doubts] a");
    for (const link of links) if ((await link.evaluate((it) => it.textContent)).includes(text)) return link.click();
  };
  await app.clickText("link", "Design");
  await app.clickText("link", "Findings");
  await follow("June 2025");
  await app.waitForText("h1", "Figures");
  await app.press("Control+z");
  await app.page.goBack();
  await app.waitFor(() => document.querySelector("[data-testid=doubts]")?.textContent.includes("June 2025") === false);
  await follow("Work efficiency");
  await app.waitForText("#editor-heading", "Work efficiency");
});

test("units, kinds, items, rules and revisions are edited by hand", async (t) => {
  const app = await openApp(t, { hash: "#/design/T2/2000-01/units" });
  await (await app.byName("textbox", "New unit")).type("Third Surgery");
  await app.press("Enter");
  await added(app, "Third Surgery");
  // Below the hospital at first; Alt+→ puts it below the one before, and it keeps the focus there.
  await (await app.byName("textbox", "Name, Third Surgery")).click();
  await app.press("Alt+ArrowRight");
  await app.waitFor(() => [...document.querySelectorAll(".list-table tr")]
    .some((it) => it.querySelector("[data-column=name]")?.value === "Third Surgery" && it.cells[1].textContent !== "Sample hospital"));
  await app.waitFor(() => document.activeElement.value === "Third Surgery");
  await app.clickText("link", "Edit Third Surgery");
  await editorOf(app, "Third Surgery");
  await (await app.byName("combobox", "Belongs to")).select("surgery");
  await app.waitFor(() => [...document.querySelectorAll(".list-table tr")]
    .some((it) => it.querySelector("[data-column=name]")?.value === "Third Surgery" && it.cells[1].textContent === "Surgery division"));
  // Another kind and a headcount count from the month that is given.
  await (await app.byName("textbox", "As of the month, such as 2026-03")).type("2026-04");
  await (await app.byName("textbox", "Headcount, Third Surgery")).type("21");
  await (await app.byName("combobox", "Kind, First Surgery")).select("medical");
  await app.clickText("link", "Edit First Surgery");
  await app.waitFor(() => [...document.querySelectorAll(".editor .form-row")].filter((it) => it.textContent.includes("Remove kind")).length === 2);
  await app.clickText("button", "Undo");
  await app.waitFor(() => [...document.querySelectorAll(".editor .form-row")].filter((it) => it.textContent.includes("Remove kind")).length === 1);
  await (await app.byName("checkbox", "Monthly performance evaluation, Third Surgery")).click();
  await app.clickText("link", "Revisions");
  const begin = await app.byName("textbox", "Change from the month, such as 2026-04");
  await begin.type("soon");
  await app.press("Enter");
  await app.waitForText(".field-error", "A month is written as 2026-03.");
  await app.press("Control+a");
  await app.type("2026-04");
  await app.press("Enter");
  await app.waitForText(".revisions", "Nothing differs from the revision before yet.");
  await app.page.evaluate(() => (location.hash = "#/design/T2/2026-04/rules"));
  await (await app.byName("combobox", "A measure without figures")).select("zero");
  await app.waitForText(".field-hint", "The total falls by its full points until its figures are there.");
  await app.clickText("button", "Add a veto rule");
  await app.byName("textbox", "When 1");
  await app.clickText("link", "Revisions");
  await app.waitForText(".revisions", "The rules of the card differ.");
  await app.clickText("button", "Discard the revision from April 2026");
  await app.waitFor(() => document.querySelectorAll(".revisions > li").length === 1);
  await app.clickText("button", "Discard the revision from January 2000");
  await app.waitForText(".field-error", "A scorecard needs at least one revision.");
  await app.axe();
});
