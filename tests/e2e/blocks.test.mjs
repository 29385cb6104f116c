// Blocks of cells in the grid: chosen, copied, pasted, filled and emptied, each as one step.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { BASE_URL, openApp } from "./harness.mjs";

const at = (row, column) => `[data-row='${row}'][data-column='${column}']`;
const SAID = "[data-testid=cell-reading]";

/** Twenty rows of twelve cells as LibreOffice writes them, with tabs and as they are shown: among them `1,234.5`,
 * `12 %`, full-width digits, four blanks, and two that are no numbers, one of them on two lines. */
const CALC = readFileSync(join(import.meta.dirname, "../fixtures/calc-block.tsv"), "utf8");

async function openGrid(t, options = {}) {
  const app = await openApp(t, { hash: "#/figures/first-surgery/2025", ...options });
  await app.context.overridePermissions(new URL(BASE_URL).origin, ["clipboard-read", "clipboard-write", "clipboard-sanitized-write"]);
  await (await app.page.waitForSelector(at(0, 0))).focus();
  return app;
}

const value = (app, row, column) => app.page.$eval(at(row, column), (it) => it.value);

async function allValues(app) {
  return app.page.$$eval("input.cell", (cells) => cells.map((it) => it.value));
}

async function withCommand(app, key, command) {
  await app.page.keyboard.down("Control");
  await app.page.keyboard.press(key, { commands: [command] });
  await app.page.keyboard.up("Control");
}

/** Pastes a text as Ctrl+V does. */
async function paste(app, text) {
  await app.page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await withCommand(app, "v", "Paste");
}

for (const [language, theme, width] of [["en", "light", 1280], ["zh-Hans", "dark", 360]]) {
  test(`a block of LibreOffice Calc is pasted after a look at what cannot be read, ${language}, ${width} px`, async (t) => {
    const app = await openGrid(t, { language, theme, width });
    const before = await allValues(app);
    await paste(app, CALC);
    await app.page.waitForSelector("dialog[open]");
    await app.waitForText("[data-testid=paste-summary]", language === "en" ? "cannot be pasted: 2." : "无法粘贴的单元格：2 个");
    const refused = await app.page.$$eval(".refused-cells li", (lines) => lines.map((it) => it.textContent));
    assert.equal(refused.length, 2);
    assert.match(refused[0], language === "en" ? /First Surgery, April 2025: “see note” is not a number\./ : /2025年4月：“see note”不是数字。/);
    assert.match(refused[1], /December 2025|2025年12月/);
    assert.match(refused[1], /about 40\s+or 41/);
    assert.deepEqual(await allValues(app), before, "nothing is changed before it is decided");
    await app.axe();
    assert.equal(await app.overflow(), 0);
    await app.screenshot(`paste-${theme}-${width}-${language}`);
    // The first button takes the others.
    await app.press("Tab", "Enter");
    await app.waitFor((cell) => document.querySelector(cell).value === "1234.5", at(0, 0));
    assert.equal(await app.page.$("dialog[open]"), null);
    assert.equal(Number(await value(app, 2, 2)), 123.5);
    assert.equal(await value(app, 4, 4), "");
    assert.equal(await value(app, 3, 3), before[3 * 12 + 3], "what cannot be read changes nothing");
    assert.equal(await value(app, 18, 11), "201.25");
    await app.press("Control+z");
    await app.waitFor((cell) => document.querySelector(cell).value !== "1234.5", at(0, 0));
    assert.deepEqual(await allValues(app), before, "one undo takes it back");
  });
}

test("a block that can be read is pasted at once", async (t) => {
  const app = await openGrid(t);
  const before = await allValues(app);
  await paste(app, "1.5\t2\r\n\t12 %\r\n");
  await app.waitForText(SAID, "Pasted: entered 3, emptied 1, unchanged 0");
  assert.equal(await app.page.$("dialog[open]"), null);
  assert.deepEqual([await value(app, 0, 0), await value(app, 0, 1), await value(app, 1, 0)], ["1.5", "2", ""]);
  await app.press("Control+z");
  await app.waitFor((cell) => document.querySelector(cell).value !== "1.5", at(0, 0));
  assert.deepEqual(await allValues(app), before);
});

test("a block that does not fit says which cells are outside", async (t) => {
  const app = await openGrid(t);
  await app.press("End");
  await paste(app, "7\t8\n");
  await app.waitForText(".refused-cells", "Row 1, column 2 of the block (“8”) lies outside the table.");
  const old = await value(app, 0, 11);
  await app.press("Escape");
  await app.waitFor(() => !document.querySelector("dialog[open]"));
  assert.equal(await value(app, 0, 11), old);
  assert.match((await app.focused()).label, /December 2025$/);
});

test("a block is chosen by keyboard, copied, filled down and emptied", async (t) => {
  const app = await openGrid(t);
  const before = await allValues(app);
  await app.press("Shift+ArrowRight", "Shift+ArrowDown", "Shift+ArrowDown");
  await app.waitForText(SAID, "3 × 2 cells chosen");
  assert.equal(await app.page.$$eval("td[data-chosen]", (cells) => cells.length), 6);
  await app.axe();
  await withCommand(app, "c", "Copy");
  await app.waitForText(SAID, "Copied: 3 × 2 cells");
  const copied = await app.page.evaluate(() => navigator.clipboard.readText());
  const row = (row) => [before[row * 12], before[row * 12 + 1]].join("\t");
  assert.equal(copied.replaceAll("\r\n", "\n"), [row(0), row(1), row(2), ""].join("\n"));
  await app.press("Control+d");
  await app.waitForText(SAID, /Filled: \d cells/);
  assert.equal(Number(await value(app, 2, 1)), Number(before[1]));
  await app.press("Control+z");
  await app.waitFor((cell, old) => document.querySelector(cell).value === old, at(2, 1), before[2 * 12 + 1]);
  await app.press("Delete");
  await app.waitForText(SAID, "Emptied: 6 cells");
  assert.equal(await value(app, 2, 1), "");
  await app.press("Control+z");
  await app.waitFor((cell, old) => document.querySelector(cell).value === old, at(2, 1), before[2 * 12 + 1]);
  assert.deepEqual(await allValues(app), before);
  await app.press("Escape");
  assert.equal(await app.page.$("td[data-chosen]"), null);
});

test("Shift and the pointer choose a block", async (t) => {
  const app = await openGrid(t);
  await app.page.click(at(1, 1));
  await app.page.keyboard.down("Shift");
  await app.page.click(at(3, 4));
  await app.page.keyboard.up("Shift");
  assert.equal(await app.page.$$eval("td[data-chosen]", (cells) => cells.length), 12);
  await app.page.click(at(0, 0));
  assert.equal(await app.page.$("td[data-chosen]"), null);
});

test("a block is dragged with the pointer, also from the cell whose text is selected", async (t) => {
  const app = await openGrid(t);
  const middle = (row, column) => app.page.$eval(at(row, column), (it) => {
    const { x, y, width, height } = it.getBoundingClientRect();
    return [x + width * 0.8, y + height / 2];
  });
  const before = await app.page.$$eval("input.cell", (all) => all.map((it) => it.value));
  for (const round of [1, 2]) {
    await app.page.mouse.move(...(await middle(1, 1)));
    await app.page.mouse.down();
    await app.page.mouse.move(...(await middle(2, 2)), { steps: 5 });
    await app.page.mouse.move(...(await middle(3, 3)), { steps: 5 });
    await app.page.mouse.up();
    assert.equal(await app.page.$$eval("td[data-chosen]", (cells) => cells.length), 9, `round ${round}`);
    await app.page.click(at(1, 1));
    assert.equal(await app.page.$("td[data-chosen]"), null);
  }
  assert.deepEqual(await app.page.$$eval("input.cell", (all) => all.map((it) => it.value)), before, "no text was moved");
});
