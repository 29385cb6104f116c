// The main job in the one-file build, opened from the disk in Chromium and in Firefox, where every local file is an origin of
// its own: it works, keeps what was entered, asks for nothing and keeps to its policy.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { App } from "./app.mjs";
import { pressNamed } from "./keyboard.mjs";
import { TOTAL, draw, enter, enterGaps, readTheSample, undoAndReload } from "./main_job.mjs";
import { WORDS } from "./words.mjs";

const FILE = pathToFileURL(join(import.meta.dirname, "../../dist-file/counterpoise.html")).href;
const words = WORDS.en;

const BROWSERS = {
  Chromium: { executablePath: process.env.CHROME, args: ["--headless", "--no-sandbox", "--disable-gpu", "--lang=en-US"] },
  Firefox: {
    browser: "firefox",
    executablePath: process.env.FIREFOX,
    extraPrefsFirefox: {
      "security.fileuri.strict_origin_policy": true,
      "intl.accept_languages": "en-US",
      // The panel of downloads would take the keys.
      "browser.download.alwaysOpenPanel": false,
      "browser.download.useDownloadDir": true,
    },
  },
};

async function open(t, launch) {
  const profile = mkdtempSync(join(tmpdir(), "counterpoise-disk-"));
  const browser = await puppeteer.launch({ ...launch, headless: true, userDataDir: profile });
  t.after(async () => {
    await browser.close().catch(() => {});
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const faults = [];
  page.on("request", (request) => /^(file|blob|data|about):/.test(request.url()) || faults.push(request.url()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.evaluateOnNewDocument(() => {
    const note = ({ violatedDirective, blockedURI }) => console.error(`violation: ${violatedDirective} ${blockedURI}`);
    document.addEventListener("securitypolicyviolation", note);
  });
  const app = new App(page, { folder: profile, context: { id: "disk" }, baseUrl: FILE });
  // Firefox answers more slowly to each of some thousand keys.
  page.setDefaultTimeout(30_000);
  await page.goto(FILE);
  await app.ready();
  return { app, faults };
}

for (const [name, launch] of Object.entries(BROWSERS)) {
  const skip = launch.executablePath ? false : `${name} is not installed here`;
  test(`the main job from the disk, in ${name}`, { skip, timeout: 300_000 }, async (t) => {
    const { app, faults } = await open(t, launch);
    t.diagnostic(await app.page.browser().version());
    await readTheSample(app, words);
    const drawn = draw(t);
    await enter(app, words, drawn);
    await enterGaps(app, words, drawn);
    const shown = await undoAndReload(app, words, drawn);

    // Exported, and opened again as a copy from pasted text; pressed with the pointer, because in a dialog the keys of
    // Firefox also lead to its own tools.
    const text = await exported(app);
    await app.page.evaluate(() => (location.hash = "#/workbooks"));
    const area = await app.page.waitForSelector("textarea");
    await area.evaluate((it, text) => {
      it.value = text;
      it.dispatchEvent(new Event("input", { bubbles: true }));
    }, text);
    await app.clickText("button", "Open the pasted text");
    await app.page.waitForSelector("dialog[open] .facts");
    await app.clickText("button", "Open as a copy");
    await app.page.waitForSelector(".matrix");
    await app.clickText("link", words.firstSurgery);
    await app.waitForText(TOTAL, shown.total);
    await app.axe();
    assert.deepEqual(faults, []);
  });
}

/** The text of the exported file. */
async function exported(app) {
  const made = app.page.evaluate(
    () =>
      new Promise((resolve) => {
        const { createObjectURL } = URL;
        URL.createObjectURL = (blob) => (resolve(blob.text()), createObjectURL.call(URL, blob));
      }),
  );
  await app.page.evaluate(() => document.activeElement.blur());
  await pressNamed(app, words.export);
  return made;
}
