// Units: from when they use which card, their totals beside a month's figures, and what thousands of them look like.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

test("a unit goes over to another card from a month on, and the months before keep their scores", async (t) => {
  const app = await openApp(t, { hash: "#/design/T2/2000-01/units/u-first-surgery" });
  const uses = (name) => app.byName("checkbox", `${name}, First Surgery`);
  await (await app.byName("textbox", "As of the month, such as 2026-03")).type("2025-04");
  await (await uses("Monthly performance evaluation")).click();
  await app.waitFor(() => [...document.querySelectorAll(".editor input")].some((it) => it.value === "2025-03"));
  const now = async (period) => {
    await app.goTo(`#/scores/first-surgery/T2/${period}`);
    await app.waitFor((period) => location.hash.endsWith(period), period);
  };
  await now("2025-03");
  await app.page.waitForSelector("[data-testid=total]");
  await now("2025-04");
  await app.waitForText("main", "does not use");
  // One month more, in the fields of the unit.
  await app.goTo("#/design/T2/2000-01/units/u-first-surgery");
  await app.waitFor(() => [...document.querySelectorAll(".editor input")].some((it) => it.value === "2025-03"));
  const until = await app.page.evaluateHandle(() => [...document.querySelectorAll(".editor input")].find((it) => it.value === "2025-03"));
  await until.click({ clickCount: 3 });
  await app.type("April");
  await app.waitForText(".editor .field-error", "A month is written as 2026-03.");
  await app.press("Control+a");
  await app.type("2025-04");
  await app.axe();
  await now("2025-04");
  await app.page.waitForSelector("[data-testid=total]");
  await app.press("Control+z", "Control+z");
  await now("2025-12");
  await app.waitForText("[data-testid=total]", "96.58");
});

for (const [language, width] of [["en", 1280], ["zh-Hans", 360]]) {
  test(`the total stands beside its unit and moves as one types (${language}, ${width} px)`, async (t) => {
    const app = await openApp(t, { hash: "#/month/2025-12/T2", language, width });
    const cell = language === "en" ? "Patient satisfaction, First Surgery, December 2025" : "患者满意度，外一科，2025年12月";
    const input = await app.page.waitForSelector(`input[aria-label='${cell}']`);
    const row = await input.evaluate((it) => it.dataset.row);
    const total = `[data-testid=row-total-${row}]`;
    await app.waitForText(total, "96.58");
    // 0.2 points for each point below 95: between 95 and 90 lies 1.00.
    await input.focus();
    await app.type("95");
    const best = await app.text(total);
    await app.press("Escape");
    await app.waitForText(total, "96.58");
    await app.type("90");
    await app.waitForText(total, (Number(best) - 1).toFixed(2));
    await app.press("Enter");
    await app.axe();
    assert.equal(await app.overflow(), 0);
    await app.screenshot(`month-totals-${language}-${width}`);
  });
}

/** A workbook of many units by one card, with a target for each. */
function manyUnits(count) {
  const ids = Array.from({ length: count }, (_, unit) => `u${unit}`);
  const target = { source: { kind: "fixed", values: ids.map((unit, at) => ({ unit, year: null, month: null, value: String(at + 1) })) }, uplift: "0", offset: "0" };
  const measure = {
    id: "m", code: "M", name: "Measure", unit_of_measure: "cases", decimals: 0, polarity: "higher", scope: "own", actual: "i", weight: "100",
    target, method: { kind: "completion", inverse: "mirror", floor: "0", cap: "1" }, data_source: null, proposals: [],
  };
  const revision = {
    from: "2000-01", weighting: "points", rounding: { rule: "half-away", decimals: 2 }, missing: "redistribute", least_coverage: "50",
    longer_periods: "mean-of-periods", grades: [], status: { on_target: "95", at_risk: "80" },
    perspectives: [{ id: "p", name: "Only", objectives: [], measures: [measure] }],
  };
  return JSON.stringify({
    format: "counterpoise", version: 1, changed: null,
    workbook: {
      id: "many", name: "Many", about: null, first_month: 1, number_style: "point", kinds: [],
      units: ids.map((id, at) => ({ id, name: `Unit ${at}`, parent: null, kinds: [] })),
      items: [{ id: "i", code: "i", name: "Item", unit_of_measure: "cases", decimals: 0, month_rule: { rule: "sum" }, unit_rule: "sum", plausible: null }],
      scorecards: [{ id: "c", name: "Card", template: null, source: null, units: ids, period: "month", revisions: [revision] }],
      figures: [{ unit: "u2000", item: "i", year: 2026, months: ["1000.5", ...Array(11).fill(null)] }], notes: [],
    },
  });
}

test("of 2,474 units with targets of their own a page is drawn, and one is found by its name", { timeout: 120_000 }, async (t) => {
  const app = await openApp(t, { hash: "#/workbooks" });
  await app.upload(Buffer.from(manyUnits(2474)), "many.counterpoise.json");
  await app.clickText("button", "Open it");
  await app.waitFor(() => !document.querySelector("dialog[open]"));
  await app.goTo("#/design/c/2000-01/measures/m-m");
  await app.waitForText(".editor [role=status]", "1 to 60 of 2474");
  const nodes = await app.page.evaluate(() => document.querySelectorAll("*").length);
  assert.ok(nodes < 6000, `${nodes} elements`);
  const find = await app.byName("textbox", "Only units called");
  await find.type("unit 2000");
  await app.waitFor(() => document.querySelectorAll(".editor .form-row").length === 1);
  const shown = await app.page.$$eval(".editor .form-row input", (fields) => fields.map((it) => it.value));
  assert.deepEqual([shown[0], shown.at(-1)], ["Unit 2000", "2001"]);
  // A unit is looked for: a part of the name is enough, and what nobody is called stays with a sentence.
  const seen = await app.byName("combobox", "Seen for");
  await seen.click();
  await app.type("nobody");
  await app.press("Enter");
  await app.waitForText(".pickers .field-error", "“nobody” is not the name of one alone.");
  await app.press("Control+a");
  await app.type("t 2000");
  await app.press("Enter");
  // 100 × 1000.5 ÷ 2001.
  await app.waitForText("[data-testid=total-now]", "Total of Unit 2000, January 2026: 50.00");
  await app.axe();
});
