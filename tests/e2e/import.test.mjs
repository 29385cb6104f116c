// What is refused is refused in words, and changes nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { paste } from "./exchange.mjs";
import { openApp } from "./harness.mjs";
import { WORDS } from "./words.mjs";

const words = WORDS.en;

async function exported(app) {
  const { bytes } = await app.download(() => app.clickText("button", words.export));
  return bytes;
}

async function offer(app, bytes, name = "offered.counterpoise.json") {
  await app.page.evaluate(() => (location.hash = "#/workbooks"));
  await app.upload(bytes, name);
  await app.page.waitForSelector("dialog[open]");
}

async function withoutBackup(app) {
  const stored = Object.entries(await app.stored()).filter(([key]) => !key.startsWith("counterpoise:backup:"));
  return JSON.stringify(stored.sort());
}

const REFUSED = {
  garbage: [() => Buffer.from("not a workbook at all"), /cannot be read at line 1, column/],
  "a truncated file": [(bytes) => bytes.subarray(0, bytes.length / 2), /cannot be read at line \d+, column \d+/],
  "another JSON file": [() => Buffer.from('{"hello": "world"}'), /not a Counterpoise workbook/],
  "a file that is no text": [() => Buffer.from([0xc3, 0x28, 0xa0, 0xa1, 0xfe]), /not a text file/],
  "a newer version": [
    (bytes) => Buffer.from(bytes.toString().replace('"version": 1', '"version": 2')),
    /newer version of Counterpoise wrote it \(file version 2\)/,
  ],
  "a wrong figure": [
    (bytes) => Buffer.from(bytes.toString().replace('"months":["', '"months":["x')),
    /cannot be read at line \d+, column \d+/,
  ],
  "65 megabytes": [() => Buffer.alloc(65 * 1024 * 1024, 0x20), /larger than 64 MB/],
  "deep nesting": [() => Buffer.from("[".repeat(100_000) + "]".repeat(100_000)), /nested too deeply/],
};

for (const [what, [make, message]] of Object.entries(REFUSED)) {
  test(`${what} is refused`, async (t) => {
    const app = await openApp(t);
    await app.waitForText(".save-word", words.saved);
    const bytes = await exported(app);
    const before = await withoutBackup(app);
    const start = Date.now();
    await offer(app, make(bytes));
    assert.match(await app.text("[data-testid=refusal]"), message);
    assert.ok(Date.now() - start < 5000, `took ${Date.now() - start} ms`);
    await app.clickText("button", words.close);
    assert.equal(await withoutBackup(app), before);
    await app.clickText("link", words.scores);
    await app.waitForText(".matrix-total", "96.58");
  });
}

test("a file with a byte order mark, CRLF or UTF-16 opens", async (t) => {
  const app = await openApp(t);
  const text = (await exported(app)).toString();
  const windows = text.replaceAll("\n", "\r\n");
  for (const bytes of [Buffer.from(`\ufeff${windows}`), Buffer.from(`\ufeff${windows}`, "utf16le")]) {
    await offer(app, bytes);
    await app.waitForText("dialog[open] h2", "Open this workbook?");
    await app.waitForText("dialog[open] .facts", "Sample hospital");
    await app.clickText("button", "Cancel");
  }
});

test("what is in a file is shown before it is opened", async (t) => {
  const app = await openApp(t);
  const file = JSON.parse((await exported(app)).toString());
  file.workbook.id = "another";
  file.workbook.name = "My 外一科";
  file.changed = "2026-02-03T12:00:00Z";
  file.workbook.figures = file.workbook.figures.filter(({ year }) => year === 2025);
  await offer(app, Buffer.from(JSON.stringify(file)));
  const facts = await app.page.$$eval("dialog[open] .facts div", (all) => all.map((it) => [...it.children].map((part) => part.textContent)));
  const { units, scorecards } = file.workbook;
  const measures = scorecards.flatMap(({ revisions }) =>
    revisions.at(-1).perspectives.flatMap((it) => [...it.measures, ...it.objectives.flatMap((objective) => objective.measures)]),
  );
  const { Months: months, "Last change": changed, ...others } = Object.fromEntries(facts);
  assert.deepEqual(others, { Name: "My 外一科", Units: `${units.length}`, Measures: `${measures.length}`, "File version": "1" });
  assert.match(months, /Jan.*Dec.* 2025$/);
  assert.match(changed, /2026/);
});

test("a copy opens beside the original, and pasted text opens too", async (t) => {
  const app = await openApp(t);
  const text = (await exported(app)).toString();
  await paste(app, text);
  await app.axe();
  await app.screenshot("import");
  await app.clickText("button", "Open as a copy");
  await app.waitForText(".matrix-total", "96.58");
  await app.clickText("link", words.workbooks);
  await app.waitForText(".stored", "Sample hospital (invented figures) (copy)");
});

test("names are text wherever they are shown", async (t) => {
  const app = await openApp(t);
  const hostile = "<img src=x onerror=alert(1)>";
  const changed = JSON.parse((await exported(app)).toString());
  changed.workbook.id = "hostile";
  changed.workbook.name = hostile;
  changed.workbook.units.forEach((unit) => (unit.name = hostile));
  changed.workbook.scorecards.forEach((card) => {
    card.name = hostile;
    card.revisions.forEach((it) => it.perspectives.forEach((p) => p.measures.forEach((m) => (m.name = hostile))));
  });
  await offer(app, Buffer.from(JSON.stringify(changed)));
  await app.clickText("button", "Open it");
  await app.waitForText(".matrix", hostile);
  await app.page.click(".matrix tbody a");
  await app.waitForText(".score-table", hostile);
  await app.page.click(".measure-link");
  await app.waitForText("#explanation-heading", hostile);
  assert.equal(await app.page.evaluate(() => document.querySelectorAll("img").length), 0);
});

test("a workbook that takes the place of another says so in the change log, on the screen and in the file", async (t) => {
  const app = await openApp(t, { hash: "#/settings" });
  const file = JSON.parse((await exported(app)).toString());
  const figures = (workbook) => workbook.figures.flatMap(({ months }) => months).filter((it) => it !== null).length;
  const replace = async () => {
    file.workbook.figures.splice(0, 2);
    await offer(app, Buffer.from(JSON.stringify(file)));
    await app.clickText("button", words.replace);
    await app.waitFor(() => !document.querySelector("dialog[open]"));
    await app.clickText("link", "Settings");
    return figures(file.workbook);
  };
  const person = await app.page.waitForSelector(".log input");
  await person.type("Li");
  await app.press("Tab");

  // A sample that nobody has touched is no loss: it makes way without a word.
  const many = await replace();
  await app.page.waitForSelector(".log input");
  assert.deepEqual(JSON.parse((await exported(app)).toString()).workbook, file.workbook);

  const rest = await replace();
  assert.ok(rest < many);
  await app.waitForText(".log-table tbody tr", new RegExp(`Li.*Workbook.*figures: ${many}.*figures: ${rest}`));
  const { changes } = JSON.parse((await exported(app)).toString()).workbook;
  const { what, by, at, old, new: after } = changes.at(-1);
  assert.deepEqual([what.kind, by], ["workbook", "Li"]);
  assert.match(at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.match(old, new RegExp(`units: 6;.*figures: ${many}$`));
  assert.match(after, new RegExp(`units: 6;.*figures: ${rest}$`));

  // Taken back, the figures are there again, and the log says so too.
  await app.page.evaluate(() => document.activeElement.blur());
  await app.press("Control+z");
  await app.waitForText(".log-table tbody tr", new RegExp(`figures: ${rest}.*figures: ${many}`));
  assert.equal(figures(JSON.parse((await exported(app)).toString()).workbook), many);
});
