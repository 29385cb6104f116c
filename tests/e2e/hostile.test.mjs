// Files that are made to do harm: each is refused in words within two seconds, the tab hardly grows, nothing is changed.

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { openApart } from "./apart.mjs";
import { exportedText } from "./exchange.mjs";
import { BASE_URL, IS_FAST } from "./harness.mjs";
import { WORDS } from "./words.mjs";
import { sheetOf, xlsx } from "./xlsx.mjs";

const words = WORDS.en;
const MB = 1024 * 1024;
const LIMIT = IS_FAST ? 2_000 : 9_000;
// What takes long in it is smaller.
const FULL = IS_FAST ? 1 : 0.2;
const MOST_MEMORY = 150 * MB;
const FIGURES = "[data-testid=figure-files]";

/** Changes a copy of the exported workbook. */
function changed(text, change) {
  const file = JSON.parse(text);
  change(file.workbook);
  return JSON.stringify(file);
}

const eachMeasure = (workbook, act) =>
  workbook.scorecards.forEach((card) => card.revisions.forEach((it) => it.perspectives.forEach((p) => p.measures.forEach(act))));

const WORKBOOKS = {
  "nesting 1,000,000 deep": () => "[".repeat(1_000_000),
  "nesting in objects": () => '{"a":'.repeat(1_000_000),
  "63 MB of blanks": () => " ".repeat(FULL * 63 * MB),
  "65 MB": () => " ".repeat(65 * MB),
  "one text of 60 MB": () => `{"format":"counterpoise","version":1,"changed":"${"a".repeat(FULL * 60 * MB)}"}`,
  "one number of 60 MB": () => `{"format":"counterpoise","version":${"1".repeat(FULL * 60 * MB)}}`,
  "30,000,000 values": () => `[${"1,".repeat(FULL * 30_000_000)}1]`,
  "1,900,000 values": () => `[${"1,".repeat(1_900_000)}1]`,
  "900,000 lists": () => `[${"[1],".repeat(900_000)}[]]`,
  "600,000 objects": () => `[${'{"a":1},'.repeat(600_000)}{}]`,
  "a key that stands 3,000,000 times": () => `{${'"a":1,'.repeat(3_000_000)}"a":1}`,
  "escapes without an end": () => `"${"\\u0041".repeat(FULL * 8_000_000)}`,
  "1,100,000 figures": (text) =>
    changed(text, (workbook) => {
      const [line] = workbook.figures;
      const months = Array.from({ length: 12 }, () => "1.5");
      for (let number = 0; number < 92_000; number += 1) workbook.figures.push({ ...line, item: `i${number}`, months });
    }),
  "a line of figures twice": (text) => changed(text, (it) => it.figures.push(it.figures[0])),
  "a decimal of 5 MB": (text) => changed(text, (it) => (it.figures[0].months[0] = "1".repeat(5 * MB))),
  "a year beyond all years": (text) => changed(text, (it) => (it.figures[0].year = 2 ** 53)),
  "units that contain themselves": (text) => changed(text, (it) => it.units.forEach((unit) => (unit.parent = unit.id))),
  "a formula nested 200,000 deep": (text) =>
    changed(text, (it) => eachMeasure(it, (measure) => (measure.actual = "(".repeat(200_000) + "1" + ")".repeat(200_000)))),
  "a formula of 2 MB": (text) => changed(text, (it) => eachMeasure(it, (measure, at) => at || (measure.actual = "1+".repeat(MB) + "1"))),
  // Fields of other programs are kept, so it is refused only for what stands behind them.
  "500,000 fields that nobody knows": (text) =>
    changed(text, (it) => {
      for (let number = 0; number < 500_000; number += 1) it[`field ${number}`] = number;
      it.units[0].parent = it.units[0].id;
    }),
  "half a character": () => Buffer.from([0xef, 0xbb, 0xbf, 0x22, 0xe5, 0x8c]),
};

const TABLES = {
  "inflates.xlsx": () => xlsx(sheetOf(1, 1) + " ".repeat(60 * MB)),
  "cells.xlsx": () => xlsx(sheetOf(3_000, 100)),
  "nested.xlsx": () => xlsx("<a>".repeat(3_000_000)),
  "entities.xlsx": () => xlsx(`<!DOCTYPE a [<!ENTITY a "${"a".repeat(1000)}">]><worksheet>${"&a;".repeat(100_000)}</worksheet>`),
  "large.xlsx": () => Buffer.concat([xlsx(sheetOf(1, 1)), Buffer.alloc(6 * MB)]),
  "cut.xlsx": () => xlsx(sheetOf(100, 10)).subarray(0, 700),
  "cells.csv": () => `${"1,".repeat(99)}1\n`.repeat(3_000),
  "line.csv": () => "1,".repeat(8_000_000),
  "large.csv": () => "a".repeat(40 * MB),
  "bytes.csv": () => Buffer.alloc(2 * MB, 0xff),
};

/** The processes that show pages, with what they take and took at most. */
class Tabs {
  constructor(session) {
    this.session = session;
  }

  async #processes() {
    const { processInfo } = await this.session.send("SystemInfo.getProcessInfo");
    return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => `/proc/${id}`);
  }

  /** The sum of a line of their status, in bytes. */
  async #sum(line) {
    const sizes = (await this.#processes()).filter(existsSync).map((process) => {
      const [, size] = readFileSync(`${process}/status`, "utf8").match(new RegExp(`${line}:\\s+(\\d+) kB`)) ?? [0, 0];
      return Number(size) * 1024;
    });
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  /** From now on the most is counted anew; what they take now. */
  async start() {
    for (const process of await this.#processes()) writeFileSync(`${process}/clear_refs`, "5");
    return this.#sum("VmRSS");
  }

  most() {
    return this.#sum("VmHWM");
  }
}

/** A browser of its own, in which nothing else takes memory. */
async function open(t, hash) {
  const { app, browser } = await openApart(t, { place: BASE_URL, hash });
  await app.waitForText(".save-word", words.saved);
  return { app, tabs: new Tabs(await browser.target().createCDPSession()) };
}

async function workbooks(app) {
  return Object.entries(await app.stored()).filter(([key]) => /:(workbook|piece|snapshot):/.test(key));
}

/** Starts the program anew: the memory that it once had is not given back. */
async function fresh(app) {
  await app.reload();
  await app.waitForText(".save-word", words.saved);
  const button = await app.page.$("::-p-aria([name='Import figures'][role='button'])");
  await button?.click();
}

/** Offers a file and reads the refusal; fails when that takes too long, or too much memory. */
async function refuse(t, { app, tabs }, name, content, selector, mark) {
  const linux = existsSync("/proc/self/clear_refs");
  const bytes = Buffer.from(content);
  if (bytes.length > MB) await fresh(app);
  const before = linux ? await tabs.start() : 0;
  const start = Date.now();
  await app.upload(bytes, name, { selector });
  await app.waitForText("[data-testid=refusal]", mark);
  const said = await app.page.$$eval("[data-testid=refusal]", (all, mark) => all.map((it) => it.innerText).find((it) => it.includes(mark)), mark);
  const took = Date.now() - start;
  const grown = linux ? (await tabs.most()) - before : 0;
  t.diagnostic(`${name}: ${(bytes.length / MB).toFixed(1)} MB, ${took} ms, ${(grown / MB).toFixed(0)} MB more: ${said.slice(0, 90)}`);
  assert.ok(said.length > 20, said);
  assert.ok(took < LIMIT, `${name} took ${took} ms`);
  assert.ok(grown < MOST_MEMORY, `${name} made the tab grow by ${grown / MB} MB`);
}

test("workbooks made to do harm are refused", { timeout: 300_000 }, async (t) => {
  const place = await open(t, "#/workbooks");
  const { app } = place;
  const text = await exportedText(app);
  const before = await workbooks(app);
  for (const [name, make] of Object.entries(WORKBOOKS)) {
    await refuse(t, place, `${name.replace(/\W+/g, "-")}.json`, make(text), "main input[type=file]", " ");
    await app.clickText("button", words.close);
    await app.waitFor(() => !document.querySelector("[data-testid=refusal]"));
  }
  assert.deepEqual(await workbooks(app), before);
  assert.deepEqual(app.faults, []);
  await app.clickText("link", words.scores);
  await app.waitForText(".matrix-total", "96.58");
});

test("tables made to do harm are refused", { timeout: 300_000 }, async (t) => {
  const place = await open(t, "#/figures/first-surgery/2026");
  const { app } = place;
  const before = await workbooks(app);
  await app.clickText("button", "Import figures");
  await app.page.waitForSelector(FIGURES);
  for (const [name, make] of Object.entries(TABLES)) {
    await refuse(t, place, name, make(), FIGURES, `${name} was not read.`);
  }
  assert.deepEqual(await workbooks(app), before);
  assert.deepEqual(app.faults, []);
});
