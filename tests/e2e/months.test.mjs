// The grid in both directions: any months of one unit, all units in one month; only what is in sight is in the page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

const at = (row, column) => `[data-row='${row}'][data-column='${column}']`;
const label = (app, row, column) => app.page.$eval(at(row, column), (it) => it.ariaLabel);
const address = (app) => app.page.evaluate(() => location.hash);

test("months beyond a calendar year have an address of their own", async (t) => {
  const app = await openApp(t, { hash: "#/figures/first-surgery/2024-11/2025-02" });
  await app.page.waitForSelector(at(0, 3));
  const heads = await app.page.$$eval(".figures-table thead th .column-name", (heads) => heads.map((it) => it.textContent));
  assert.deepEqual(heads, ["Nov 2024", "Dec 2024", "Jan 2025", "Feb 2025"]);
  assert.match(await label(app, 0, 3), /, First Surgery, February 2025$/);
  await (await app.byName("combobox", "To")).select("2025-03");
  await app.page.waitForSelector(at(0, 4));
  assert.equal(await address(app), "#/figures/first-surgery/2024-11/2025-03");
  await (await app.byName("combobox", "Year")).select("2025");
  await app.page.waitForSelector(at(0, 11));
  assert.equal(await address(app), "#/figures/first-surgery/2025");
  await app.page.goBack();
  await app.waitFor(() => document.querySelectorAll(".figures-table thead .column-name").length === 5);
  await app.axe();
});

for (const [language, theme, width] of [["en", "light", 1280], ["zh-Hans", "dark", 360]]) {
  test(`all units in one month, ${language}, ${theme}, ${width} px`, async (t) => {
    const app = await openApp(t, { hash: "#/month/2025-12", language, theme, width });
    await app.page.waitForSelector("[data-kind=month] input");
    const cell = `input[aria-label='${language === "en" ? "Narrow revenue, First Surgery, December 2025" : "狭义收入，外一科，2025年12月"}']`;
    const input = await app.page.$(cell);
    assert.ok(input, "the cell is there");
    await input.focus();
    await app.type("140.4");
    await app.press("Enter");
    await app.waitFor((cell) => document.querySelector(cell).value === "140.40", cell);
    await app.press("Control+z");
    await app.waitFor((cell) => document.querySelector(cell).value === "157.50", cell);
    await app.axe();
    assert.equal(await app.overflow(), 0);
    await app.screenshot(`month-${theme}-${width}-${language}`);
  });
}

/** A workbook of many units with twenty items each, of one month. */
function largeBook(units) {
  const items = Array.from({ length: 20 }, (_, item) => ({
    id: `i${item}`, code: `i${item}`, name: `Item ${item}`, unit_of_measure: "cases", decimals: 0,
    month_rule: { rule: "sum" }, unit_rule: "sum", plausible: null,
  }));
  const ids = Array.from({ length: units }, (_, unit) => `u${unit}`);
  const months = (value) => [value, ...Array(11).fill(null)];
  return JSON.stringify({
    format: "counterpoise", version: 1, changed: null,
    workbook: {
      id: "large", name: "Large", about: null, first_month: 1, number_style: "point", kinds: [], items, scorecards: [],
      units: ids.map((id, unit) => ({ id, name: `Unit ${unit}`, parent: null, kinds: [] })),
      figures: ids.flatMap((unit, u) => items.map(({ id }, i) => ({ unit, item: id, year: 2026, months: months(String(u * 20 + i)) }))),
      notes: [],
    },
  });
}

const UNITS = 2474;

test("of 2,474 units × 20 items only what is in sight is in the page, and keys reach the rest", async (t) => {
  const app = await openApp(t, { hash: "#/workbooks" });
  await app.upload(Buffer.from(largeBook(UNITS)), "large.counterpoise.json");
  await app.clickText("button", "Open it");
  await app.page.evaluate(() => (location.hash = "#/month/2026-01"));
  await (await app.page.waitForSelector(at(0, 0))).focus();
  await app.waitForText("[data-testid=progress]", "49480 of 49480 entered");
  const count = () => app.page.$$eval("input.cell", (cells) => cells.length);
  assert.ok((await count()) <= 60 * 20, `${await count()} cells are in the page`);
  assert.equal(await app.page.$eval(".figures-table", (it) => it.ariaRowCount ?? it.getAttribute("aria-rowcount")), String(UNITS + 1));

  await app.press("Control+End");
  const last = await app.page.waitForSelector(at(UNITS - 1, 19));
  await app.waitFor((cell) => document.activeElement === document.querySelector(cell), at(UNITS - 1, 19));
  assert.equal((await app.focused()).label, `Item 19, Unit ${UNITS - 1}, January 2026`);
  assert.equal(await last.evaluate((it) => it.value), String((UNITS - 1) * 20 + 19));
  assert.equal(await last.evaluate((it) => it.closest("tr").getAttribute("aria-rowindex")), String(UNITS + 1));
  await app.type("5");
  await app.press("PageUp");
  await app.waitFor((row) => Number(document.activeElement.dataset.row) < row, UNITS - 3);
  await app.press("Control+Home");
  await app.waitFor((cell) => document.activeElement === document.querySelector(cell), at(0, 0));
  await app.press("PageDown");
  const page = await app.page.evaluate(() => Number(document.activeElement.dataset.row));
  assert.ok(page > 5, `a page has ${page} rows`);
  // However fast keys come, each starts where the one before has led, and what is typed stands there.
  await app.burst("PageDown", "PageDown", "PageDown", "7", "Enter");
  await app.waitFor((row) => Number(document.activeElement.dataset.row) === row, 4 * page + 1);
  assert.equal(await app.page.$eval(at(4 * page, 0), (it) => it.value), "7");
  assert.ok((await count()) <= 60 * 20, `${await count()} cells are in the page`);
  await app.axe();

  // Scrolled away, the cell that has the focus stays in the page, and what is typed goes there.
  const focused = await app.focused();
  await app.page.$eval(".grid-scroll", (it) => it.scrollTo(0, 50_000));
  await app.waitFor(() => [...document.querySelectorAll("input.cell")].some((it) => Number(it.dataset.row) > 1000));
  assert.equal((await app.focused()).label, focused.label);
  await app.type("77");
  assert.equal((await app.focused()).value, "77");
});

test("scrolling through 2,474 units, no frame makes more than a few rows", async (t) => {
  const app = await openApp(t, { hash: "#/workbooks" });
  await app.upload(Buffer.from(largeBook(UNITS)), "large.counterpoise.json");
  await app.clickText("button", "Open it");
  await app.page.evaluate(() => (location.hash = "#/month/2026-01"));
  await app.page.waitForSelector(at(0, 0));
  // What was made in each frame, and the tasks over 50 ms.
  const scroll = (step, frames) => app.page.evaluate(async (step, frames) => {
    const [made, tasks] = [[], []];
    const region = document.querySelector(".grid-scroll");
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map((it) => it.duration)));
    observer.observe({ type: "longtask" });
    const rows = new MutationObserver((list) => made.push(list.flatMap((it) => [...it.addedNodes])
      .reduce((cells, it) => cells + it.querySelectorAll("input").length, 0)));
    rows.observe(document.querySelector(".figures-table tbody"), { childList: true });
    for (let at = 0; at < frames; at++) {
      region.scrollBy(0, step);
      await frame();
    }
    await frame();
    tasks.push(...observer.takeRecords().map((it) => it.duration));
    observer.disconnect();
    rows.disconnect();
    return { made, tasks };
  }, step, frames);
  const there = () => app.waitFor(() => {
    const region = document.querySelector(".grid-scroll").getBoundingClientRect();
    const rows = [...document.querySelectorAll("tr[data-line]")].map((it) => it.getBoundingClientRect());
    return rows.some((it) => it.top <= region.top + 60) && rows.some((it) => it.bottom >= Math.min(region.bottom, innerHeight) - 30);
  });
  // A quick turn of the wheel, and the scrollbar pulled.
  for (const [step, frames] of [[120, 50], [600, 30], [-600, 10], [-120, 10]]) {
    const { made, tasks } = await scroll(step, frames);
    const cells = made.reduce((all, some) => all + some, 0);
    t.diagnostic(`${frames} frames of ${step} px: ${cells} cells, tasks over 50 ms: ${tasks.length}, longest ${Math.max(0, ...tasks)} ms`);
    assert.ok(cells >= 100, `${cells} cells were made`);
    assert.ok(Math.max(...made) <= 140, `${Math.max(...made)} cells were made at once`);
    assert.ok(tasks.length <= frames / 4, `${tasks.length} of ${frames} frames were late`);
    await there();
  }
  await app.page.$eval(".grid-scroll", (region) => region.scrollTo(0, region.scrollHeight));
  await app.page.waitForSelector(at(UNITS - 1, 0));
});

test("a cell keeps the focus when what stands around it changes", async (t) => {
  const app = await openApp(t, { hash: "#/design/T2/2000-01/units" });
  await (await app.byName("textbox", "Name, First Surgery")).click();
  await app.press("Control+a");
  await app.type("Ward A");
  await app.press("Enter");
  await app.goTo("#/month/2025-12");
  const cell = (unit) => `input[aria-label='Narrow revenue, ${unit}, December 2025']`;
  await (await app.page.waitForSelector(cell("Ward A"))).focus();
  await app.type("141");
  await app.press("Control+z");
  await app.press("Control+z");
  await app.page.waitForSelector(cell("First Surgery"));
  assert.equal((await app.focused()).label, "Narrow revenue, First Surgery, December 2025");
  assert.deepEqual(await app.page.$$eval(cell("First Surgery"), (all) => all.map((it) => it.value)), ["157.50"]);
  await app.press("ArrowDown");
  assert.equal((await app.focused()).label, "Narrow revenue, Orthopaedics, December 2025");
});

test("of 120 months the columns in sight come and go, and cells that stay say what they hold", async (t) => {
  const app = await openApp(t, { hash: "#/figures/first-surgery/2017-01/2026-12" });
  const cell = (row, column) => app.page.waitForSelector(at(row, column));
  const columns = () => app.page.evaluate(() => [
    [...document.querySelectorAll("tr[data-line]")].map((row) => [...row.querySelectorAll("input")].map((it) => Number(it.dataset.column))),
    [...document.querySelectorAll(".figures-table thead th[aria-colindex]")].map((it) => it.getAttribute("aria-colindex")),
  ]);
  /** The same columns in all rows, in order, under heads that are as many. */
  const check = async () => {
    const [all, heads] = await columns();
    for (const [place, row] of all.entries()) assert.equal(row.join(" "), all[0].join(" "), `row ${place}`);
    assert.deepEqual(all[0], all[0].toSorted((a, b) => a - b));
    assert.equal(new Set(all[0]).size, all[0].length);
    assert.ok(all[0].length < 60, `${all[0].length} columns`);
    assert.deepEqual(heads, all[0].map((column) => String(column + 2)));
    return all[0];
  };
  await (await cell(0, 0)).focus();
  await app.press("Control+End", "Control+Home", "End");
  // December 2026, the last column, has the focus; eleven months before it stands a figure that becomes exempt.
  await app.waitFor((cell) => document.activeElement === document.querySelector(cell), at(0, 119));
  for (let month = 0; month < 12; month += 1) await app.press("ArrowLeft");
  await app.waitFor((cell) => document.activeElement === document.querySelector(cell), at(0, 107));
  await app.press("Shift+F2", "Tab");
  assert.equal((await app.focused()).label, "Exempt because");
  await app.type("Flood");
  await app.press("Enter");
  const signs = (row, column) => app.page.$eval(at(row, column), (it) => it.closest("td").dataset.signs ?? "");
  await app.waitFor((cell) => document.querySelector(cell).closest("td").dataset.signs === "⊘", at(0, 107));
  await app.page.focus(at(0, 107));
  await app.press("Delete");
  // Scrolled while the cell is being typed into: other columns come, it stays and keeps the focus.
  for (const left of [6000, 3000, 0]) {
    await app.page.$eval(".grid-scroll", (it, left) => it.scrollTo(left, 0), left);
    await app.waitFor((left) => [...document.querySelectorAll("tr[data-line]:first-of-type input")].some((it) => Math.abs(Number(it.dataset.column) - left / 74) < 6), left);
    await app.waitFor((cell) => document.activeElement === document.querySelector(cell), at(0, 107));
  }
  assert.ok((await check()).includes(107), "the cell that has the focus is kept");
  await app.press("ArrowLeft");
  await app.waitFor((cell) => document.activeElement === document.querySelector(cell), at(0, 106));
  assert.equal(await signs(0, 107), "✎", "what is empty is no longer exempt; the reason stays as a note");
  assert.doesNotMatch(await label(app, 0, 107), /Flood/);
  await check();
  await app.axe();
});
