// A workbook as a link: it opens elsewhere as the same, and one that was cut says so.

import assert from "node:assert/strict";
import { test } from "node:test";
import { BASE_URL, openApp } from "./harness.mjs";
import { pressNamed } from "./keyboard.mjs";

const SHARE = { en: "Share", "zh-Hans": "分享", "zh-Hant": "分享" };

/** Starts a small workbook of one's own. */
async function start(app) {
  await app.page.evaluate(() => (location.hash = "#/workbooks"));
  const button = await app.page.waitForSelector("main section:nth-of-type(3) button");
  await button.click();
  await app.waitForText("h1", /./);
  await app.waitFor(() => location.hash.startsWith("#/design"));
}

for (const language of ["en", "zh-Hans", "zh-Hant"]) {
  test(`a link is made by keyboard and opens elsewhere, ${language}`, async (t) => {
    const app = await openApp(t, { language });
    await start(app);
    const name = await app.page.$eval(".header-name", (it) => it.value);
    await app.page.evaluate(() => document.activeElement.blur());
    await pressNamed(app, SHARE[language]);
    await app.page.waitForSelector("#share-link");
    await app.axe();
    await app.screenshot(`share-${language}`);
    const link = await app.page.$eval("#share-link", (it) => it.value);
    assert.ok(link.startsWith(`${BASE_URL}#/link/1/`), link);
    t.diagnostic(`an empty card in ${link.length} characters`);
    assert.ok(link.length < 2000);

    const other = await openApp(t, { language });
    await other.page.evaluate((link) => (location.href = link), link);
    await other.page.waitForSelector("dialog[open] .facts");
    await other.waitForText("dialog[open] dd", name);
    assert.doesNotMatch(await other.page.evaluate(() => location.href), /link/, "the link is taken out of the address");
    await other.page.click("dialog[open] button");
    await other.waitFor((name) => document.querySelector(".header-name").value === name, name);
  });
}

test("a link that was cut or altered says so and changes nothing", async (t) => {
  const app = await openApp(t);
  await start(app);
  await app.clickText("button", "Share");
  await app.page.waitForSelector("#share-link");
  const link = await app.page.$eval("#share-link", (it) => it.value);
  const other = await openApp(t, { hash: link.slice(link.indexOf("#"), -40) });
  await other.waitForText("[data-testid=refusal]", "The link was cut or altered on its way.");
  await other.axe();
  await other.page.keyboard.press("Escape");
  await other.waitFor(() => document.querySelector(".header-name").value.startsWith("Sample hospital"));
  await other.page.evaluate((link) => (location.href = link.replace(/.(?=.{30}$)/, (it) => (it === "A" ? "B" : "A"))), link);
  await other.waitForText("[data-testid=refusal]", "The link was cut or altered on its way.");
});

test("a workbook that is too large for a link says so", async (t) => {
  const app = await openApp(t);
  await app.clickText("button", "Share");
  await app.page.waitForSelector("[data-testid=too-long]");
  await app.axe();
});
