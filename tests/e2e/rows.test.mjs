// Long lists of units: only the rows in sight are in the page, and every unit can be reached.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

const WARDS = 300;

/** The sample with 300 more units, which have the card and the figures of First Surgery. */
async function openLarge(app) {
  const { bytes } = await app.download(() => app.clickText("button", "Export file"));
  const file = JSON.parse(bytes.toString());
  const book = file.workbook;
  const [one, card] = [book.units.find(({ id }) => id === "first-surgery"), book.scorecards.find(({ id }) => id === "T2")];
  const figures = book.figures.filter(({ unit }) => unit === one.id);
  for (let ward = 0; ward < WARDS; ward += 1) {
    const id = `ward-${ward}`;
    book.units.push({ ...one, id, name: `Ward ${ward}` });
    book.figures.push(...figures.map((own) => ({ ...own, unit: id })));
    card.units.push(id);
  }
  book.id = "large";
  await app.page.evaluate(() => (location.hash = "#/workbooks"));
  await app.upload(Buffer.from(JSON.stringify(file)), "large.counterpoise.json");
  await app.clickText("button", "Open it");
}

/** Scrolls from top to bottom in steps that are not those of the rows; every name that was there, by its place. */
async function walk(app) {
  const seen = new Map();
  let last;
  await app.page.$eval(".rows-part", (region) => region.scrollTo(0, 0));
  do {
    // The sight is filled: above the last pixel and below the first one there is a row.
    await app.waitFor(() => {
      const [rows, region] = [[...document.querySelectorAll(".rows-part [data-line]")], document.querySelector(".rows-part")];
      const [box, end] = [region.getBoundingClientRect(), rows.at(-1).getBoundingClientRect().bottom];
      return rows[0].getBoundingClientRect().top < box.bottom && (end >= box.bottom - 2 || region.scrollTop + region.clientHeight > region.scrollHeight - 20);
    });
    const rows = await app.page.$$eval(".rows-part [data-line]", (all) => all.map((it) => [Number(it.getAttribute("aria-rowindex")), it.querySelector("a").textContent]));
    assert.ok(rows.length < 80, `${rows.length} rows are in the page`);
    rows.forEach(([place], at) => assert.equal(place, rows[0][0] + at, "one after the other"));
    rows.forEach(([place, name]) => seen.set(place, name));
    last = await app.page.$eval(".rows-part", (region) => [region.scrollTop, region.scrollBy(0, 430), region.scrollTop]);
  } while (last[2] > last[0]);
  return seen;
}

test("every unit of many can be reached in the matrix and in the lab", async (t) => {
  const app = await openApp(t);
  await openLarge(app);
  await app.page.evaluate(() => (location.hash = "#/scores/*/T2/2025-12/name-up"));
  await app.waitForText(".grid-help", `Rows: ${WARDS + 4}.`);
  const seen = await walk(app);
  assert.equal(seen.size, WARDS + 4);
  assert.equal(new Set(seen.values()).size, WARDS + 4);
  assert.equal(seen.get(WARDS + 5), "Ward 99", "the last by name");
  // Sorted the other way round while the last rows are in sight: the same place, other rows.
  await app.page.click(".matrix thead a[data-key=name]");
  await app.waitFor(() => document.querySelector(".rows-part [data-line]:last-of-type, .rows-part [data-line]").textContent !== "");
  await app.waitForText(".rows-part [data-line]", "Cardiology");
  // By keyboard: the list itself has the focus and scrolls.
  await app.page.focus(".rows-part");
  await app.press("Home");
  await app.waitForText(".rows-part [data-line]", "Ward 99");
  await app.axe();
  // Few rows again: all of them, of their own height.
  await (await app.byName("searchbox", "Find a unit")).type("Ward 29");
  await app.waitFor(() => document.querySelectorAll(".rows-part [data-line]").length === 11 && !document.querySelector(".even"));

  await app.page.evaluate(() => (location.hash = "#/lab/*/T2/2025-12"));
  await app.waitForText("[data-testid=trial-summary]", `0 units gain, 0 lose, ${WARDS + 4} stay as they are.`);
  assert.equal((await walk(app)).size, WARDS + 4);
  await (await app.byName("combobox", "Order")).select("2");
  await app.axe();
  // A name leads to what makes the difference for its unit.
  await app.page.$eval(".rows-part", (region) => region.scrollTo(0, 5000));
  await app.waitForText(".rows-part [data-line]", "Ward 140");
  await app.page.$eval(".moves [data-line]:nth-child(10) a", (link) => link.click());
  await app.waitFor(() => location.hash.startsWith("#/lab/ward-"));
  await app.waitForText("h2", /What makes the difference for Ward \d+/);
});
