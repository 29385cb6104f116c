// The whole app in one file, opened from the disk: it works, asks for nothing, keeps to its policy, and can be saved
// with a workbook inside.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { App } from "./app.mjs";
import { WORDS } from "./words.mjs";

const FILE = join(import.meta.dirname, "../../dist-file/counterpoise.html");
const CELL = "input[aria-label='Narrow revenue, First Surgery, December 2025']";
const words = WORDS.en;

async function open(t, file, profile) {
  const args = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--lang=en-US"];
  const browser = await puppeteer.launch({ executablePath: process.env.CHROME, args, userDataDir: profile });
  t.after(() => browser.close().catch(() => {}));
  const page = await browser.newPage();
  const faults = [];
  page.on("request", (request) => /^(file|blob|data):/.test(request.url()) || faults.push(request.url()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => /error|violat|refused/i.test(message.type() + message.text()) && faults.push(message.text()));
  const app = new App(page, { folder: profile, context: { id: "file" }, baseUrl: "" });
  app.faults = faults;
  await page.goto(`${pathToFileURL(file)}#/figures/first-surgery/2025`);
  await app.ready();
  return { app, browser };
}

test("the app opens from the disk, and keeps what is saved when the browser is killed", async (t) => {
  const profile = mkdtempSync(join(tmpdir(), "counterpoise-file-"));
  t.after(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  const first = await open(t, FILE, profile);
  await (await first.app.page.waitForSelector(CELL)).focus();
  await first.app.press("Control+a");
  await first.app.type("140.4");
  await first.app.press("Tab");
  const saved = () => document.querySelector(".save-word").textContent;
  await first.app.waitFor((text) => document.querySelector(".save-word").textContent === text, words.saved);
  assert.equal(await first.app.page.evaluate(saved), words.saved);
  await first.app.axe();
  await first.app.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));
  const gone = new Promise((resolve) => first.browser.process().once("exit", resolve));
  first.browser.process().kill("SIGKILL");
  await gone;
  assert.deepEqual(first.app.faults, []);
  const second = await open(t, FILE, profile);
  await second.app.waitFor((cell) => Number(document.querySelector(cell)?.value) === 140.4, CELL);
  assert.deepEqual(second.app.faults, []);
});

test("the file can be saved with a workbook inside, which another browser opens", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "counterpoise-file-"));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const { app, browser } = await open(t, FILE, join(folder, "one"));
  const name = "</script><b>My ward</b>";
  await app.page.evaluate(() => document.querySelector(".header-name").select());
  await app.page.focus(".header-name");
  await app.press("Control+a");
  await app.type(name);
  await app.press("Tab");
  const text = await app.page.evaluate(async () => {
    const made = new Promise((resolve) => {
      const { createObjectURL } = URL;
      URL.createObjectURL = (blob) => (resolve(blob.text()), createObjectURL.call(URL, blob));
    });
    [...document.querySelectorAll("button")].find((it) => it.innerText.trim() === "Share").click();
    await new Promise((resolve) => setTimeout(resolve, 100));
    [...document.querySelectorAll("dialog[open] button")].find((it) => it.innerText.includes("one file")).click();
    return made;
  });
  assert.deepEqual(app.faults, []);
  await browser.close();
  const file = join(folder, "counterpoise.html");
  writeFileSync(file, text);
  assert.ok(text.length - readFileSync(FILE, "utf8").length < 500_000);
  const other = await open(t, file, join(folder, "other"));
  await other.app.waitForText("dialog[open] dd", name);
  // The same workbook as the sample that a first start opens: a copy or in its place.
  await other.app.clickText("button", words.replace);
  await other.app.waitFor((name) => document.querySelector(".header-name").value === name, name);
  assert.deepEqual(other.app.faults, []);
});
