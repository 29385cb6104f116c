// When the browser does not keep what it is given: the screen says so, the work goes on, and can be exported.

import assert from "node:assert/strict";
import { test } from "node:test";
import { printed, total } from "./arithmetic.mjs";
import { openApp } from "./harness.mjs";
import { WORDS } from "./words.mjs";

const CELL = "input[aria-label='Narrow revenue, First Surgery, December 2025']";
const words = WORDS.en;

const REASONS = {
  quota: "This browser's storage is full.",
  denied: "This browser does not allow storage.",
  forgetful: "This browser did not keep what was stored.",
};

async function typeFigure(app, text) {
  await app.page.evaluate(() => (location.hash = "#/figures/first-surgery/2025"));
  await (await app.page.waitForSelector(CELL)).focus();
  await app.type(text);
}

for (const [storage, reason] of Object.entries(REASONS)) {
  test(`storage that is ${storage}`, async (t) => {
    const app = await openApp(t, { storage });
    await app.waitForText("[role=alert] .notice", reason);
    await app.waitForText(".save-word", words.notSaved);
    await typeFigure(app, "140.4");
    await app.waitForText("[data-testid=total-0-11]", printed(total("140.4")));
    await app.waitForText(".save-word", words.notSaved);
    await app.axe();
    await app.screenshot(`storage-${storage}`);
    const { bytes } = await app.download(() => app.clickText("button", words.export));
    const { workbook } = JSON.parse(bytes);
    const line = workbook.figures.find((it) => it.unit === "first-surgery" && it.item === "revenue_narrow" && it.year === 2025);
    assert.equal(line.months[11], "140.4");
  });
}

test("every edit is stored soon after the last keystroke, in the piece it belongs to", async (t) => {
  const app = await openApp(t);
  await app.waitForText(".save-word", words.saved);
  const before = await app.stored();
  await typeFigure(app, "140.4");
  await app.waitForText(".save-word", words.saved);
  const after = await app.stored();
  const changed = Object.keys(after).filter((key) => after[key] !== before[key] && key !== "counterpoise:preferences");
  const kinds = changed.map((key) => key.replace(/[^:]*$/, "")).sort();
  assert.equal(changed.length, 2, `one piece and the head: ${changed}`);
  assert.ok(kinds.some((kind) => kind.includes("first-surgery:2025")), `${kinds}`);
});

test("an edit survives a page that is closed at once", async (t) => {
  const app = await openApp(t);
  await typeFigure(app, "140.4");
  await app.page.reload();
  await app.ready();
  await app.waitForText("[data-testid=total-0-11]", printed(total("140.4")));
});

test("a damaged piece is set aside, the rest opens, and nothing is overwritten", async (t) => {
  const app = await openApp(t);
  await app.waitForText(".save-word", words.saved);
  const damaged = await app.page.evaluate(() => {
    const key = Object.keys(localStorage).find((it) => it.includes("orthopaedics:2025"));
    localStorage.setItem(key, "[{broken");
    return key;
  });
  await app.reload();
  await app.waitForText("[role=alert] .notice", "Part of what was stored could not be read.");
  await app.waitForText(".matrix-total", "96.58");
  await typeFigure(app, "140.4");
  await app.waitForText(".save-word", words.saved);
  assert.ok(Object.values(await app.stored()).includes("[{broken"), `${damaged} was lost`);
});

test("a workbook stored by a newer version is left untouched", async (t) => {
  const app = await openApp(t);
  await app.waitForText(".save-word", words.saved);
  const edited = await app.page.evaluate(() => {
    const key = Object.keys(localStorage).find((it) => it.startsWith("counterpoise:workbook:"));
    const head = JSON.parse(localStorage.getItem(key));
    localStorage.setItem(key, JSON.stringify({ ...head, version: 999 }));
    return [key, localStorage.getItem(key)];
  });
  await app.reload();
  await app.waitForText("[role=alert] .notice", "A newer version of Counterpoise stored this workbook.");
  assert.equal((await app.stored())[edited[0]], edited[1]);
});
