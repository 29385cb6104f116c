// The whole app in one file, opened from the disk: it works, asks for nothing, keeps to its policy, and can be saved
// with a workbook inside.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ONE_FILE, addressOf, kill, newFolder, openApart } from "./apart.mjs";
import { textMade } from "./exchange.mjs";
import { IS_FAST } from "./harness.mjs";
import { WORDS } from "./words.mjs";

const CELL = "input[aria-label='Narrow revenue, First Surgery, December 2025']";
const FIGURES = "#/figures/first-surgery/2025";
const words = WORDS.en;

const open = (t, file, folder) => openApart(t, { place: addressOf(file), hash: FIGURES, folder });

test("the file is small, and what is packed in it is unpacked at once", async (t) => {
  assert.ok(!IS_FAST || statSync(ONE_FILE).size <= 1_200_000, `${statSync(ONE_FILE).size} bytes`);
  const { app } = await open(t, ONE_FILE, newFolder(t));
  const took = await app.page.evaluate(async () => {
    const start = performance.now();
    const { headers } = await counterpoiseParts.wasm();
    return [headers.get("Content-Type"), performance.now() - start];
  });
  assert.equal(took[0], "application/wasm");
  t.diagnostic(`unpacked within ${Math.round(took[1])} ms`);
  // What no machine should need.
  assert.ok(took[1] < (IS_FAST ? 3_000 : 30_000), `${took[1]} ms`);
});

test("the file declares the policy that names its one script and style, and has no others", () => {
  const text = readFileSync(ONE_FILE, "utf8");
  const [, policy] = text.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/);
  const digest = (content) => `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
  const scripts = [...text.matchAll(/<script(?![^>]*type="(?!module))[^>]*>([^]*?)<\/script>/g)].map(([, content]) => digest(content));
  const styles = [...text.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(([, content]) => digest(content));
  assert.equal(
    policy,
    `default-src 'none'; script-src ${scripts.join(" ")} 'wasm-unsafe-eval'; style-src ${styles.join(" ")}; img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'`,
  );
  assert.deepEqual([scripts.length, styles.length], [1, 1]);
  assert.doesNotMatch(text.replace(/<(script|style)[^>]*>[^]*?<\/\1>/g, ""), /\sstyle=|\son\w+=|\ssrc=/);
});

for (const [what, damage] of [
  ["altered", (letters) => letters.slice(0, 5_000) + (letters[5_000] === "9" ? "8" : "9") + letters.slice(5_001)],
  ["cut", (letters) => letters.slice(0, letters.length / 2)],
]) {
  test(`a file whose program was ${what} says so, and offers what is stored`, async (t) => {
    const folder = newFolder(t);
    const file = join(folder, "counterpoise.html");
    const text = readFileSync(ONE_FILE, "utf8");
    const [, before, letters, after] = text.match(/^(.*id="program">)([^<]*)(<.*)$/s);
    writeFileSync(file, before + damage(letters) + after);
    const { app } = await openApart(t, { place: addressOf(file), folder, ready: false });
    await app.waitForText("#boot p[lang=en]", "this file is not as it was made; take another copy of it");
    await app.waitForText("#boot p[lang=zh-Hans]", "此文件与制作时不同");
    await app.waitForText("#boot button", "Download all my data");
    assert.deepEqual(app.faults, []);
  });
}

test("the app opens from the disk, and keeps what is saved when the browser is killed", async (t) => {
  const folder = newFolder(t);
  const first = await open(t, ONE_FILE, folder);
  await (await first.app.page.waitForSelector(CELL)).focus();
  await first.app.press("Control+a");
  await first.app.type("140.4");
  await first.app.press("Tab");
  const saved = () => document.querySelector(".save-word").textContent;
  await first.app.waitFor((text) => document.querySelector(".save-word").textContent === text, words.saved);
  assert.equal(await first.app.page.evaluate(saved), words.saved);
  await first.app.axe();
  await first.app.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));
  await kill(first.browser);
  assert.deepEqual(first.app.faults, []);
  const second = await open(t, ONE_FILE, folder);
  await second.app.waitFor((cell) => Number(document.querySelector(cell)?.value) === 140.4, CELL);
  assert.deepEqual(second.app.faults, []);
});

test("the file can be saved with a workbook inside, which another browser opens", async (t) => {
  const folder = newFolder(t);
  const { app, browser } = await open(t, ONE_FILE, join(folder, "one"));
  const name = "</script><b>My ward</b>";
  await app.page.evaluate(() => document.querySelector(".header-name").select());
  await app.page.focus(".header-name");
  await app.press("Control+a");
  await app.type(name);
  await app.press("Tab");
  await app.page.evaluate(() => {
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      window.savedAs = this.download;
      click.call(this);
    };
  });
  await app.clickText("button", "Share");
  const text = await textMade(app, () => app.clickText("button", "Save as one file with this workbook"));
  assert.equal(await app.page.evaluate(() => window.savedAs), "counterpoise.html", "browsers keep data by the name of the file");
  assert.deepEqual(app.faults, []);
  await browser.close();
  const file = join(folder, "counterpoise.html");
  writeFileSync(file, text);
  assert.ok(text.length - readFileSync(ONE_FILE, "utf8").length < 500_000);
  const other = await open(t, file, join(folder, "other"));
  await other.app.waitForText("dialog[open] dd", name);
  // The same workbook as the sample that a first start opens: a copy or in its place.
  await other.app.clickText("button", words.replace);
  await other.app.waitFor((name) => document.querySelector(".header-name").value === name, name);
  assert.deepEqual(other.app.faults, []);
});
