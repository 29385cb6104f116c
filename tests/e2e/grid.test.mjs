// The habits of a spreadsheet, and numbers as people type them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { printed, total } from "./arithmetic.mjs";
import { openApp } from "./harness.mjs";

const NAME = "Narrow revenue, First Surgery, December 2025";
const CELL = `input[aria-label='${NAME}']`;
const TOTAL = "[data-testid=total-0-11]";

async function atCell(t) {
  const app = await openApp(t, { hash: "#/figures/first-surgery/2025" });
  await (await app.page.waitForSelector(CELL)).focus();
  return app;
}

const value = (app) => app.page.$eval(CELL, (it) => it.value);

test("Enter goes down, Shift+Enter up, Tab right, arrows move", async (t) => {
  const app = await atCell(t);
  await app.press("Enter");
  assert.match((await app.focused()).label, /^Total cost, /);
  await app.press("Shift+Enter");
  assert.equal((await app.focused()).label, NAME);
  await app.press("ArrowLeft");
  assert.match((await app.focused()).label, /^Narrow revenue, .*November 2025$/);
  await app.press("Tab");
  assert.equal((await app.focused()).label, NAME);
  await app.press("ArrowUp", "ArrowDown");
  assert.equal((await app.focused()).label, NAME);
});

test("typing replaces, Escape restores, F2 edits where it stands", async (t) => {
  const app = await atCell(t);
  await app.type("14");
  assert.equal(await value(app), "14");
  await app.press("Escape");
  assert.equal(await value(app), "157.50");
  await app.waitForText(TOTAL, "96.58");
  await app.press("F2", "ArrowLeft", "Backspace");
  assert.equal(await value(app), "157.0");
  await app.waitForText(TOTAL, printed(total("157")));
  await app.press("Control+z");
  await app.waitForText(TOTAL, "96.58");
});

test("after an undo in the cell what is typed replaces the figure", async (t) => {
  const app = await atCell(t);
  await app.type("14");
  await app.press("Control+z");
  assert.equal(await value(app), "157.50");
  await app.type("12");
  assert.equal(await value(app), "12");
  await app.press("Enter", "ArrowUp", "Control+z");
  assert.equal(await value(app), "157.50");
  await app.type("149");
  assert.equal(await value(app), "149");
  await app.waitForText(TOTAL, printed(total("149")));
});

for (const [typed, read] of [
  ["140,4", "140.4"],
  ["１４０．４", "140.4"],
  ["1 40", null],
  ["140.40", "140.4"],
]) {
  test(`${typed} is ${read ?? "no number"}`, async (t) => {
    const app = await atCell(t);
    await app.type(typed);
    await app.waitForText(TOTAL, read ? printed(total(read)) : "96.58");
    const invalid = await app.page.$eval(CELL, (it) => it.getAttribute("aria-invalid"));
    assert.equal(invalid, read ? null : "true");
  });
}

test("what could be read two ways is echoed", async (t) => {
  const app = await atCell(t);
  await app.type("1,234");
  await app.waitForText("[data-testid=cell-reading]", "Read as 1,234.00");
});

test("text that is no number stays, with a sentence, and the figure before it counts", async (t) => {
  const app = await atCell(t);
  await app.type("14x");
  await app.waitForText("[data-testid=cell-reading]", "“14x” is not a number. The figure before it still counts: 157.50.");
  await app.waitForText(TOTAL, "96.58");
  await app.axe();
  await app.press("Enter");
  assert.equal(await value(app), "14x");
  await app.clickText("link", "Scores");
  await app.waitForText("h1", "Scores");
  await app.clickText("link", "Figures");
  await app.page.waitForSelector(CELL);
  assert.equal(await value(app), "14x");
});

const FIELD = "#exemption";
const exempt = (reason) => `input[aria-label='${NAME}, exempt: ${reason}']`;

test("a figure is exempted with a reason by keyboard, retyped, and taken back", async (t) => {
  const app = await atCell(t);
  await app.press("Shift+F2");
  assert.equal((await app.focused()).label, "Note");
  await app.press("Tab");
  assert.equal((await app.focused()).label, "Exempt because");
  await app.type("Flood in the theatre");
  await app.press("Enter");
  const cell = await app.page.waitForSelector(exempt("Flood in the theatre"));
  assert.equal((await app.focused()).label, `${NAME}, exempt: Flood in the theatre`);
  assert.equal(await cell.evaluate((it) => it.value), "157.50");
  assert.equal(await cell.evaluate((it) => it.title), "Exempt: Flood in the theatre.");
  await app.axe();
  // Another number is exempt for the same reason, and outlives a reload.
  await app.type("140.4");
  await app.press("Enter");
  await app.waitForText(".save-word", "Saved");
  await app.reload();
  const kept = await app.page.waitForSelector(exempt("Flood in the theatre"));
  assert.equal(await kept.evaluate((it) => it.value), "140.40");
  // Escape leaves the reason as it was, and no reason makes it an ordinary figure.
  await kept.focus();
  await app.press("Shift+F2", "Control+a");
  await app.type("x");
  await app.press("Escape");
  assert.match((await app.focused()).label, /exempt: Flood in the theatre$/);
  await app.press("Shift+F2", "Control+a", "Delete", "Enter");
  await app.page.waitForSelector(CELL);
  await app.press("Control+z");
  await app.page.waitForSelector(exempt("Flood in the theatre"));
});

test("exempting is one step", async (t) => {
  const app = await atCell(t);
  await app.press("Shift+F2", "Tab");
  await app.type("Flood");
  await app.press("Enter");
  await app.page.waitForSelector(exempt("Flood"));
  await app.press("Control+z");
  await app.page.waitForSelector(CELL);
  assert.equal(await app.page.$eval(FIELD, (it) => it.value), "");
  await app.waitForText(TOTAL, "96.58");
});

test("a figure is exempted by pointer, and where there is none nothing can be", async (t) => {
  const app = await openApp(t, { hash: "#/figures/first-surgery/2025", language: "zh-Hans" });
  await app.page.waitForSelector(`${FIELD}:disabled`);
  await app.page.click("[data-row='0'][data-column='11']");
  await app.page.click(`${FIELD}:enabled`);
  await app.type("设备维修");
  await app.page.click("[data-row='1'][data-column='11']");
  await app.page.waitForSelector("[data-row='0'][data-column='11'][aria-label$='，已豁免：设备维修']");
  assert.equal(await app.page.$eval(FIELD, (it) => it.value), "");
  await app.page.click("[data-row='0'][data-column='11']");
  await app.waitFor((field) => document.querySelector(field).value === "设备维修", FIELD);
  await app.press("Delete");
  await app.page.waitForSelector(`${FIELD}:disabled`);
});

test("the wheel changes nothing", async (t) => {
  const app = await atCell(t);
  await app.page.hover(CELL);
  await app.page.mouse.wheel({ deltaY: 100 });
  assert.equal(await value(app), "157.50");
});

test("a new workbook from each template takes figures and scores them", async (t) => {
  for (const [template, unit] of [["T1", "My department"], ["T2", "My department"], ["T3", "My department"]]) {
    const app = await openApp(t, { hash: "#/workbooks" });
    await app.clickText("button", `Start from ${template}`);
    await app.page.waitForSelector("[data-row='0'][data-column='0']");
    assert.equal(await app.page.$eval(".pickers input", (it) => it.value), unit);
    await app.page.focus("[data-row='0'][data-column='0']");
    await app.type("12");
    await app.waitForText("[data-testid=progress]", "1 of ");
    await app.clickText("link", "Scores");
    await app.page.waitForSelector(".total");
    await app.axe();
  }
});
