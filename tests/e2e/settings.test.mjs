// The Settings page: what is stored, going back, leaving nothing behind; by keyboard, in three languages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";
import { WORDS } from "./words.mjs";

const CELL = "input[aria-label='Narrow revenue, First Surgery, December 2025']";
const PATIENTS = { en: "Do not enter data of patients.", "zh-Hans": "请勿输入患者个人数据", "zh-Hant": "請勿輸入病人個人資料" };
const words = WORDS.en;

async function type(app, text) {
  await app.page.evaluate(() => (location.hash = "#/figures/first-surgery/2025"));
  await (await app.page.waitForSelector(CELL)).focus();
  await app.press("Control+a");
  await app.type(text);
  await app.press("Tab");
  await app.waitForText(".save-word", words.saved);
}

for (const [language, heading] of [["en", "Settings"], ["zh-Hans", "设置"], ["zh-Hant", "設定"]]) {
  for (const [theme, width] of [["light", 1280], ["dark", 360]]) {
    test(`the page in ${language}, ${theme}, ${width} px`, async (t) => {
      const app = await openApp(t, { language, theme, width, hash: "#/settings" });
      await app.waitForText("h1", heading);
      await app.page.waitForSelector("[data-testid=usage]");
      await app.waitForText("main p", PATIENTS[language]);
      await app.axe();
      assert.equal(await app.overflow(), 0);
      await app.screenshot(`settings-${language}-${theme}-${width}`);
    });
  }
}

test("an earlier state can be gone back to, which can be undone", async (t) => {
  const app = await openApp(t, { hash: "#/settings" });
  await app.waitForText(".save-word", words.saved);
  await app.clickText("button", "Keep the present state");
  await app.page.waitForSelector("::-p-text(Go back to)");
  await type(app, "999.5");
  await app.page.evaluate(() => (location.hash = "#/settings"));
  const back = await app.page.waitForSelector(".stored-row button");
  await back.focus();
  await app.press("Enter");
  await app.waitForText("h1", words.scores);
  await app.page.evaluate(() => (location.hash = "#/figures/first-surgery/2025"));
  await app.waitFor((cell) => ![null, 999.5].includes(document.querySelector(cell) && Number(document.querySelector(cell).value)), CELL);
  await app.page.evaluate(() => document.activeElement.blur());
  await app.press("Control+z");
  await app.waitFor((cell) => Number(document.querySelector(cell)?.value) === 999.5, CELL);
});

test("everything here is deleted, nothing else, and can be put back", async (t) => {
  const app = await openApp(t, { hash: "#/settings" });
  await app.waitForText(".save-word", words.saved);
  const foreign = { "another:program": "1", counterpoise: "not ours", 数据: "x".repeat(1000) };
  await app.page.evaluate((foreign) => Object.entries(foreign).forEach(([key, text]) => localStorage.setItem(key, text)), foreign);
  const before = await app.stored();
  await app.clickText("button", "Delete everything here");
  await app.page.waitForSelector("::-p-text(Put it back)");
  assert.deepEqual(Object.keys(await app.stored()).filter((key) => !/:(writer|asks):/.test(key)), []);
  await app.axe();
  await app.clickText("button", "Put it back");
  await app.page.waitForSelector("::-p-text(Delete everything here)");
  const after = await app.stored();
  for (const key of Object.keys(before).filter((key) => /:(workbook|piece):/.test(key))) assert.equal(after[key], before[key]);
  const left = await app.page.evaluate((keys) => keys.map((key) => [key, localStorage.getItem(key)]), Object.keys(foreign));
  assert.deepEqual(Object.fromEntries(left), foreign);
});

test("without storing, nothing is written, and the screen says so", async (t) => {
  const app = await openApp(t, { hash: "#/settings" });
  await app.waitForText(".save-word", words.saved);
  const before = await app.stored();
  const box = await app.page.waitForSelector("input[type=checkbox]");
  await box.focus();
  await app.press("Space");
  await app.waitForText(".save-word", words.notSaved);
  await app.page.evaluate(() => (location.hash = "#/figures/first-surgery/2025"));
  await (await app.page.waitForSelector(CELL)).focus();
  await app.type("140.4");
  await app.press("Tab");
  await app.waitForText(".save-word", words.notSaved);
  await app.waitForText("[role=alert] .notice", "You chose to work without storing.");
  assert.deepEqual(await app.stored(), before);
  await app.reload();
  await app.waitForText(".save-word", words.saved);
});

test("the storage is measured, those of others included, and warned of at 70 and 95 %", async (t) => {
  const app = await openApp(t, { hash: "#/settings" });
  await app.waitForText(".save-word", words.saved);
  const fill = async (key, percent) => {
    await app.page.evaluate((key, units) => localStorage.setItem(key, "x".repeat(units)), key, Math.floor(52_428.8 * percent));
    await app.page.evaluate(() => (location.hash = "#/workbooks"));
    await app.waitForText("h1", words.workbooks);
    await app.page.evaluate(() => (location.hash = "#/settings"));
  };
  await fill("another:program", 70);
  await app.waitForText("[data-testid=room]", /7[0-4] % of this browser's storage/);
  await fill("yet:another", 25);
  await app.waitForText("[data-testid=room]", "the next change may not fit");
  await app.axe();
});
