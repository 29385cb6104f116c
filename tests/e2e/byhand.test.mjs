// A published card built by hand from an empty workbook, through the screen alone: twenty measures
// of the monthly performance evaluation, with the figures of its worked example.

import { test } from "node:test";
import { openApp } from "./harness.mjs";

const YEAR = 2025;

// Name, full points, the item's figure of last December and of this January.
const WORK = [
  ["Operations", "15", "150", "165"],
  ["Visits", "5", "2400", "2280"],
  ["Admissions", "5", "200", "192"],
  ["Bed days", "15", "2500", "2375"],
  ["Discharges", "5", "200", "190"],
  ["Broad revenue", "10", "300", "315"],
  ["Narrow revenue", "15", "150", "157.5"],
];
const POINTS_OFF = [
  ["Medical ethics", "10", "", "1"],
  ["Ward rounds", "20", "", "2.5"],
];
// Name, formula, points for each percentage point: against last year's monthly mean, both ways.
const RATIOS = [
  ["Cost to narrow revenue", "cost_total / narrow_revenue * 100", "0.2"],
  ["Expense to narrow revenue", "direct_expense / narrow_revenue * 100", "0.4"],
  ["Cost to broad revenue", "cost_total / broad_revenue * 100", "0.2"],
];
// Name, better, limit, points off for each unit beyond it, formula where it is no figure of its own, figure.
const LIMITS = [
  ["Drug share", "lower", "45", "0.2", "drug_revenue / broad_revenue * 100"],
  ["Self-paid drug share", "lower", "40", "0.2", "", "38"],
  ["Essential medicine use", "higher", "50", "0.2", "", "48"],
  ["Outpatient antibiotics", "lower", "20", "0.2", "", "22"],
  ["Inpatient antibiotics", "lower", "60", "0.2", "", "58"],
  ["Cured or improved", "higher", "95", "0.1", "", "94"],
  ["Length of stay", "lower", "12", "0.2", "bed_days / discharges"],
  ["Patient satisfaction", "higher", "95", "0.2", "", "96"],
];
// Items that the formulas name, by code.
const NAMED = [
  ["cost_total", "258", "268.38"],
  ["direct_expense", "180", "190.575"],
  ["drug_revenue", "", "146.475"],
];

/** The control with this label beside the table, once it is there. */
async function control(app, label) {
  const find = (label) =>
    [...document.querySelectorAll(".editor label.field, .editor label.check")]
      .find((it) => it.querySelector("span").textContent === label)
      ?.querySelector("input, select");
  return (await app.page.waitForFunction(find, {}, label)).asElement();
}

/** Puts a whole text into what has the focus at once, as pasting does. */
async function put(app, text) {
  await app.page.keyboard.sendCharacter(text);
}

async function write(app, label, text) {
  await (await control(app, label)).click({ clickCount: 3 });
  await put(app, text);
}

async function choose(app, label, value) {
  await (await control(app, label)).select(value);
}

/** Writes names into the field of this identity, each with Enter. */
async function addAll(app, field, names) {
  for (const name of names) {
    await app.page.focus(`[data-adding='${field}']`);
    await put(app, name);
    await app.press("Enter");
    await app.waitFor((name) => [...document.querySelectorAll("[data-column=name]")].some((it) => it.value === name), name);
    // The table is made anew, and only then the field has the focus again.
    await app.waitFor((field) => document.activeElement.dataset.adding === field, field);
  }
}

async function edit(app, name) {
  await app.page.click(`a[aria-label='Edit ${name}']`);
  await app.waitForText("#editor-heading", name);
  // Later it would take the focus from a field that is written into.
  await app.waitFor(() => document.activeElement.id === "editor-heading");
}

async function formula(app, text) {
  await write(app, "Item or formula", text);
  // Items that it names and that are not there yet are made with Enter.
  await app.press("Enter");
}

async function rename(app, word, name) {
  const field = await app.page.waitForSelector(`[data-row-word='${word}'] [data-column=name]`);
  await field.click({ clickCount: 3 });
  await put(app, name);
}

test("the monthly performance evaluation is built by hand and gets its printed total", async (t) => {
  const app = await openApp(t);
  await app.clickText("link", "Workbooks");
  await app.clickText("button", "Start an empty workbook");
  await app.waitForText("h1", "Design");
  await rename(app, "p-financial", "Work efficiency");
  await rename(app, "p-customer", "Management effectiveness");
  await rename(app, "p-process", "Service quality");
  await app.page.focus("[data-row-word='p-learning'] [data-column=name]");
  await app.clickText("button", "Delete");
  await app.waitFor(() => document.querySelectorAll("[data-kind=perspective]").length === 3);

  await addAll(app, "p-financial", WORK.map(([name]) => name));
  await addAll(app, "p-customer", [...POINTS_OFF, ...RATIOS].map(([name]) => name));
  await addAll(app, "p-process", LIMITS.map(([name]) => name));
  await app.page.focus(".tree [data-column=weight]");
  for (const [, points] of [...WORK, ...POINTS_OFF]) {
    await app.press("Control+a");
    await put(app, points);
    await app.press("Enter");
  }
  await app.waitForText(".weights-about", "They come to 100.");

  for (const [name] of WORK) {
    await edit(app, name);
    await choose(app, "Comes from", "last-year");
    await write(app, "At most, % of full points", "120");
  }
  for (const [name] of POINTS_OFF) {
    await edit(app, name);
    await choose(app, "Better is", "lower");
    await choose(app, "Method", "deduction");
    await write(app, "Points off for each", "1");
  }
  for (const [name, text, rate] of RATIOS) {
    await edit(app, name);
    await choose(app, "Better is", "lower");
    await formula(app, text);
    await choose(app, "Comes from", "last-year");
    await choose(app, "Method", "adjustment");
    await write(app, "Points off for each step on the bad side", rate);
    await write(app, "Points more for each step on the good side", rate);
  }
  for (const [name, better, limit, rate, text] of LIMITS) {
    await edit(app, name);
    await choose(app, "Better is", better);
    if (text) await formula(app, text);
    await write(app, "Target value", limit);
    await choose(app, "Method", "adjustment");
    await write(app, "Points off for each step on the bad side", rate);
    await write(app, "Points more for each step on the good side", "0");
  }
  await app.screenshot("design-by-hand");

  // The figures as a block of cells: items by two months.
  const rows = [...WORK, ...POINTS_OFF].map(([name, , before, now]) => [name, before, now]);
  rows.push(...LIMITS.filter(([, , , , text]) => !text).map(([name, , , , , figure]) => [name, "", figure]), ...NAMED);
  const cells = [["", `${YEAR - 1}-12`, `${YEAR}-01`], ...rows].map((row) => row.join("\t")).join("\n");
  await app.clickText("link", "Figures");
  await app.clickText("button", "Import figures");
  await app.page.waitForSelector("dialog[open] textarea");
  await app.page.focus("dialog[open] textarea");
  await put(app, cells);
  await app.clickText("button", "Read the pasted cells");
  // Nine items have both months, nine only the second.
  await app.waitForText("[data-testid=merge-summary]", "New 27,");
  await app.clickText("button", "Take 27 figures");
  await app.clickText("link", "Scores");
  // 71.30 + 26.58 − 1.30: the worked example of the table.
  await app.waitForText("[data-testid=total]", "96.58");
});
