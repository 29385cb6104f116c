// What is known of a cell beside its figure: notes, doubts, deductions, and rows that are worked out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

const NAME = "Narrow revenue, First Surgery, December 2025";
const CELL = `input[aria-label='${NAME}']`;
const SAID = "[data-testid=cell-reading]";
const signs = (app, cell) => app.page.$eval(cell, (it) => it.closest("td").dataset.signs ?? "");

test("a note is written by keyboard, seen, kept, and taken back", async (t) => {
  const app = await openApp(t, { hash: "#/figures/first-surgery/2025" });
  await (await app.page.waitForSelector(CELL)).focus();
  await app.press("Shift+F2");
  assert.equal((await app.focused()).label, "Note");
  await app.type("Counted twice, see mail of 5 January");
  await app.press("Enter");
  assert.equal((await app.focused()).label, NAME);
  await app.waitForText(SAID, "Note: Counted twice, see mail of 5 January.");
  assert.equal(await signs(app, CELL), "✎");
  assert.equal(await app.page.$eval(CELL, (it) => it.title), "Note: Counted twice, see mail of 5 January.");
  await app.axe();
  await app.waitForText(".save-word", "Saved");
  await app.reload();
  await app.page.waitForSelector(CELL);
  assert.equal(await signs(app, CELL), "✎");
  await app.page.focus(CELL);
  await app.press("Shift+F2", "Control+a", "Delete", "Enter");
  await app.waitFor((cell) => !document.querySelector(cell).closest("td").hasAttribute("data-signs"), CELL);
  await app.press("Control+z");
  await app.waitFor((cell) => document.querySelector(cell).closest("td").dataset.signs === "✎", CELL);
});

test("a slipped point is marked when the typing pauses, and said in the cell", async (t) => {
  const app = await openApp(t, { hash: "#/figures/first-surgery/2025" });
  await (await app.page.waitForSelector(CELL)).focus();
  await app.type("1575");
  await app.waitFor((cell) => document.querySelector(cell).closest("td").dataset.signs === "!", CELL);
  await app.waitForText(SAID, /1,575 is about ten times/);
  await app.axe();
  await app.press("Escape");
  await app.waitFor((cell) => !document.querySelector(cell).closest("td").hasAttribute("data-signs"), CELL);
});

for (const [language, theme, width] of [["en", "light", 1280], ["zh-Hans", "dark", 360]]) {
  test(`deductions are listed behind a cell, ${language}, ${width} px`, async (t) => {
    const app = await openApp(t, { hash: "#/figures/first-surgery/2025", language, theme, width });
    const [item, open, take, sum] = language === "en"
      ? ["Ward rounds", "Deductions", "Take the deductions", "Sum: 1.75"]
      : ["医疗查房", "扣分明细", "采用扣分明细", "合计：1.75"];
    await app.page.waitForSelector("[data-row='0'][data-column='11']");
    const cell = await app.page.evaluate((item) => {
      const it = [...document.querySelectorAll("[data-column='11']")].find((it) => it.ariaLabel.includes(item));
      return `[data-row='${it.dataset.row}'][data-column='11']`;
    }, item);
    const before = await app.page.$eval(cell, (it) => it.value);
    await app.page.focus(cell);
    await app.clickText("button", open);
    await app.page.waitForSelector("dialog[open] #deduction-day-0");
    await app.page.focus("#deduction-day-0");
    await app.type("5");
    await app.press("Tab");
    await app.type("late report");
    await app.press("Tab");
    await app.type("half");
    await app.clickText("button", take);
    await app.page.waitForSelector("#deduction-points-0[aria-invalid=true]");
    assert.equal(await app.page.$eval("#deduction-points-0", (it) => it.value), "half", "what was typed stays");
    assert.notEqual(await app.text("#deduction-points-0-error"), "");
    await app.axe();
    assert.equal(await app.overflow(), 0);
    await app.screenshot(`deductions-${theme}-${width}-${language}`);
    await app.page.focus("#deduction-points-0");
    await app.press("Control+a");
    await app.type("0.5");
    await app.clickText("button", language === "en" ? "Add a deduction" : "添加扣分");
    await app.waitFor(() => document.activeElement?.id === "deduction-day-1");
    await app.press("Tab");
    await app.type("complaint");
    await app.press("Tab");
    await app.type("1.25");
    await app.waitForText("[data-testid=deductions-sum]", sum);
    await app.clickText("button", take);
    await app.waitFor((cell) => Number(document.querySelector(cell).value) === 1.75, cell);
    assert.equal(await app.page.$eval(cell, (it) => it.readOnly), true);
    assert.equal(await signs(app, cell).then((text) => text.includes("Σ")), true);
    // F2 opens them again; the explanation of the score lists them.
    await app.page.focus(cell);
    await app.press("F2");
    await app.page.waitForSelector("dialog[open] #deduction-day-1");
    assert.equal(await app.page.$eval("#deduction-day-0", (it) => it.value), "2025-12-05");
    await app.press("Escape");
    await app.waitFor(() => !document.querySelector("dialog[open]"));
    await app.page.evaluate(() => (location.hash = "#/scores/first-surgery/T2/2025-12/t2-p11"));
    await app.waitForText("[data-testid=steps]", "2025-12-05");
    await app.waitForText("[data-testid=steps]", "complaint");
    await app.page.evaluate(() => (location.hash = "#/figures/first-surgery/2025"));
    await app.page.waitForSelector(cell);
    await app.press("Control+z");
    await app.waitFor((cell, before) => document.querySelector(cell).value === before, cell, before);
  });
}

test("what the units below come to stands below, and cannot be typed into", async (t) => {
  const app = await openApp(t, { hash: "#/figures/surgery/2025" });
  await app.page.waitForSelector("[data-testid=derived] td");
  await app.waitFor(() => /\d/.test(document.querySelector("[data-testid=derived]").innerText));
  assert.match(await app.text("[data-testid=derived]"), /from the units below/);
  assert.equal(await app.page.$("[data-testid=derived] input"), null);
  await app.axe();
});

test("nothing typed is lost by another language, page or direction", async (t) => {
  const app = await openApp(t, { hash: "#/figures/first-surgery/2025" });
  await (await app.page.waitForSelector(CELL)).focus();
  await app.type("140.4");
  await (await app.byName("combobox", "Language")).select("zh-Hans");
  const chinese = "input[aria-label='狭义收入，外一科，2025年12月']";
  await app.waitFor((cell) => document.querySelector(cell)?.value === "140.40", chinese);
  await app.page.focus(chinese);
  await app.type("14x");
  await app.page.evaluate(() => (location.hash = "#/month/2025-12"));
  await app.page.waitForSelector("[data-kind=month] input");
  await app.waitFor((cell) => document.querySelector(cell)?.value === "14x", chinese);
  assert.equal(await app.page.$eval(chinese, (it) => it.ariaInvalid), "true");
  await app.page.evaluate(() => (location.hash = "#/scores"));
  await app.waitForText("h1", "得分");
  await app.page.evaluate(() => (location.hash = "#/figures/first-surgery/2025"));
  await app.waitFor((cell) => document.querySelector(cell)?.value === "14x", chinese);
  await app.page.focus(chinese);
  await app.waitForText(SAID, "“14x”不是数字。仍按之前的数据计算：140.40。");
});
