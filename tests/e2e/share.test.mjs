// A workbook as a link: it opens elsewhere as the same, and one that was cut says so.

import assert from "node:assert/strict";
import { test } from "node:test";
import jsQR from "jsqr";
import { paste } from "./exchange.mjs";
import { BASE_URL, openApp } from "./harness.mjs";
import { pressNamed } from "./keyboard.mjs";

const QR = { en: "QR code", "zh-Hans": "二维码", "zh-Hant": "QR 碼" };
const CUT = "The link was cut or altered on its way.";
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

test("where nothing can be downloaded the file goes as text, and is pasted elsewhere", async (t) => {
  const app = await openApp(t);
  await app.waitForText(".save-word", "Saved in this browser");
  await app.clickText("button", "Share");
  await app.page.evaluate(() => document.addEventListener("copy", ({ target }) => (window.copied = target.value)));
  await pressNamed(app, "Copy the file as text");
  await app.waitForText("dialog[open] [role=status]", "Copied. Paste it into a message");
  assert.equal((await app.focused()).label, "Copy the file as text", "the focus stays");
  const copied = await app.page.evaluate(() => window.copied);
  const { bytes } = await app.download(() => app.clickText("button", "Export file"));
  assert.equal(copied, bytes.toString());

  const other = await openApp(t);
  await paste(other, copied);
  await other.waitForText("dialog[open] dd", "Sample hospital");
});

/** What a camera would read off a picture of an element. */
async function scanned(app, selector) {
  const element = await app.page.waitForSelector(selector, { visible: true });
  await element.scrollIntoView();
  const png = await element.screenshot({ encoding: "base64" });
  const [width, height, letters] = await app.page.evaluate(async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: image.width, height: image.height });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let letters = "";
    for (let at = 0; at < data.length; at += 4) letters += data[at] > 127 ? "1" : "0";
    return [image.width, image.height, letters];
  }, png);
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  [...letters].forEach((letter, at) => letter === "0" && pixels.fill(0, 4 * at, 4 * at + 3));
  return jsQR(pixels, width, height)?.data;
}

for (const [language, theme] of [["en", "light"], ["zh-Hans", "dark"], ["zh-Hant", "light"]]) {
  test(`the link as a QR code is read back by another program, ${language}, ${theme}`, async (t) => {
    const app = await openApp(t, { language, theme, height: 1400 });
    await start(app);
    await app.page.evaluate(() => document.activeElement.blur());
    await pressNamed(app, SHARE[language]);
    await app.page.waitForSelector("#share-link");
    await pressNamed(app, QR[language]);
    const link = await app.page.$eval("#share-link", (it) => it.value);
    assert.equal(await scanned(app, ".qr-code"), link);
    await app.axe();
    assert.equal(await app.overflow(), 0);
    await app.screenshot(`qr-${language}-${theme}`);
    // On paper it stands alone, 16 cm wide.
    await app.page.emulateMediaType("print");
    const width = await app.page.$eval(".qr-code", (it) => it.getBoundingClientRect().width);
    assert.ok(Math.abs(width - (16 / 2.54) * 96) < 2, `${width}`);
    const shown = ["main", "#share-link", ".qr-code", ".qr-about"];
    const visible = await app.page.evaluate((shown) => shown.map((it) => document.querySelector(it).checkVisibility()), shown);
    assert.deepEqual(visible, [false, false, true, true]);
    assert.equal(await scanned(app, ".qr-code"), link);
  });
}

test("a link that is too long for a QR code says so, and offers the file", async (t) => {
  const app = await openApp(t);
  await app.page.evaluate(() => (location.hash = "#/workbooks"));
  const { bytes } = await app.download(() => app.clickText("button", "Export file"));
  const file = JSON.parse(bytes);
  file.workbook.figures = file.workbook.figures.slice(0, 60);
  file.workbook.id = "shorter";
  await app.upload(JSON.stringify(file), "x.counterpoise.json");
  await (await app.page.waitForSelector("dialog[open] button")).click();
  await app.waitFor(() => !document.querySelector("dialog[open]"));
  await app.clickText("button", "Share");
  await app.waitForText("[data-testid=qr-too-long]", "too long for a QR code");
  const length = await app.page.$eval("#share-link", (it) => it.value.length);
  assert.ok(length > 2000 && length <= 8000, `${length}`);
  await app.waitForText("dialog[open]", "Chat programs often cut links after 2,000 to 4,000 characters");
  await app.axe();
});

test("a link that was cut or altered anywhere says so and changes nothing", async (t) => {
  const app = await openApp(t);
  await start(app);
  await app.clickText("button", "Share");
  await app.page.waitForSelector("#share-link");
  const link = await app.page.$eval("#share-link", (it) => it.value);
  const fragment = link.slice(link.indexOf("#"));
  const other = await openApp(t, { hash: fragment.slice(0, -40) });
  await other.waitForText("[data-testid=refusal]", CUT);
  await other.axe();
  await other.page.keyboard.press("Escape");
  await other.waitFor(() => document.querySelector(".header-name").value.startsWith("Sample hospital"));
  const before = await other.stored();
  const damaged = [];
  for (let tenth = 1; tenth < 10; tenth += 1) damaged.push(fragment.slice(0, Math.ceil((fragment.length * tenth) / 10)));
  for (let place = 2; place < fragment.length; place += 37) {
    const flipped = fragment.charCodeAt(place) ^ (1 << (place % 7));
    damaged.push(fragment.slice(0, place) + String.fromCharCode(flipped) + fragment.slice(place + 1));
  }
  for (const hash of damaged) {
    await other.page.evaluate((hash) => (location.hash = hash), hash);
    await other.waitForText("[data-testid=refusal]", /cut or altered|newer version/).catch(() => assert.fail(`no word on ${hash}`));
    assert.doesNotMatch(await other.page.evaluate(() => location.hash), /.{60}/, "it is taken out of the address");
    await other.page.keyboard.press("Escape");
    await other.waitFor(() => !document.querySelector("[data-testid=refusal]"));
  }
  t.diagnostic(`${damaged.length} damaged links`);
  const kinds = (stored) => Object.entries(stored).filter(([key]) => /:(workbook|piece):/.test(key));
  assert.deepEqual(kinds(await other.stored()), kinds(before));
});

test("a workbook that is too large for a link says so", async (t) => {
  const app = await openApp(t);
  await app.clickText("button", "Share");
  await app.page.waitForSelector("[data-testid=too-long]");
  await app.axe();
});
