// Figures from files: what they would change is shown first, taken in one step, and undone in one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

const HASH = "#/figures/first-surgery/2025";
const NAME = "Narrow revenue, First Surgery, December 2025";
const CELL = `input[aria-label='${NAME}']`;
const SUMMARY = "[data-testid=merge-summary]";
const FILES = { selector: "[data-testid=figure-files]" };

const value = (app) => app.page.$eval(CELL, (it) => it.value);

async function dialog(t, options = {}) {
  const app = await openApp(t, { hash: HASH, ...options });
  const word = options.language === "zh-Hans" ? "导入数据" : "Import figures";
  await app.clickText("button", word);
  await app.page.waitForSelector("dialog[open] [data-testid=figure-files]");
  return app;
}

test("a list with a bad cell and an unknown name is previewed, taken, and undone", async (t) => {
  const app = await dialog(t);
  const lines = ["科室,数据项,月份,数值", "外一科,revenue_narrow,2025年12月,\"1,234.5\"", "外一科,admissions,2025-12,about 5", "外一科,手术室,2025-12,7"];
  await app.upload(Buffer.from(lines.join("\r\n")), "list.csv", FILES);
  await app.waitForText(SUMMARY, "New 0, changed 1, in conflict 0, the same 0");
  await app.waitForText(".refused-cells", "D3: “about 5” is not a number.");
  await app.waitForText("dialog[open]", "Item “手术室” (B4)");
  await app.axe();
  await app.screenshot("intake-light-1280-en");
  await app.clickText("button", "Take 1 figures");
  await app.waitFor((cell) => document.querySelector(cell).value === "1234.50", CELL);
  assert.equal(await app.page.$("dialog[open]"), null);
  await app.clickText("button", "Undo");
  await app.waitFor((cell) => document.querySelector(cell).value === "157.50", CELL);
});

test("two files that contradict each other are decided", async (t) => {
  const app = await dialog(t);
  const list = (figure) => Buffer.from(`unit,item,month,value\nfirst-surgery,revenue_narrow,2025-12,${figure}\n`);
  await app.upload(list(100), "a.csv", FILES);
  await app.waitForText(SUMMARY, "changed 1");
  await app.upload(list(200), "b.csv", FILES);
  await app.waitForText(SUMMARY, "in conflict 1, the same 0. To be decided: 1");
  await app.clickText("button", "Take all of b.csv");
  await app.clickText("button", "Take 1 figures");
  await app.waitFor((cell) => document.querySelector(cell).value === "200.00", CELL);
});

test("a fill-in sheet comes back and changes nothing", async (t) => {
  const app = await openApp(t, { hash: HASH });
  const { name, bytes } = await app.download(() => app.clickText("button", "Fill-in sheets of all units"));
  assert.match(name, /fill-in-2025\.xlsx$/);
  await app.clickText("button", "Import figures");
  await app.upload(bytes, name, FILES);
  await app.waitForText(SUMMARY, /New 0, changed 0, in conflict 0, the same [1-9]\d+/);
});

test("a list in GB 18030 is read", async (t) => {
  const app = await dialog(t);
  const unit = Buffer.from([0xcd, 0xe2, 0xd2, 0xbb, 0xbf, 0xc6]);
  const text = (text) => Buffer.from(text);
  const bytes = Buffer.concat([unit, text(",revenue_narrow,2025-12,99\r\n"), unit, text(",admissions,2025-12,98\r\n")]);
  await app.upload(bytes, "old.csv", FILES);
  await app.waitForText(SUMMARY, "New 0, changed 2");
});

test("what cannot be read is refused in words, and changes nothing", async (t) => {
  const app = await dialog(t);
  const before = await value(app);
  await app.upload(Buffer.from("PK\x03\x04 and no more"), "cut.xlsx", FILES);
  await app.waitForText("[data-testid=refusal]", "cut.xlsx was not read. It is damaged or cut off.");
  await app.upload(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), "old.xls", FILES);
  await app.waitForText("dialog[open]", "old.xls was not read. It is an old Excel file");
  const cells = "1,".repeat(100) + "\n";
  const start = Date.now();
  await app.upload(Buffer.from(cells.repeat(3_000)), "large.csv", FILES);
  await app.waitForText("dialog[open]", "more than 200,000 cells");
  assert.ok(Date.now() - start < 5_000, `took ${Date.now() - start} ms`);
  assert.equal(await value(app), before);
});

test("in Chinese, dark, at 360 px nothing is wider than the window", async (t) => {
  const app = await dialog(t, { language: "zh-Hans", theme: "dark", width: 360, height: 800 });
  await app.upload(Buffer.from("x,y\n1,2\n"), "strange.csv", FILES);
  await app.waitForText("dialog[open]", "strange.csv");
  await app.axe();
  assert.equal(await app.overflow(), 0);
  await app.screenshot("intake-dark-360-zh-Hans");
});
