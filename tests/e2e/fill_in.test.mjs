// Fill-in sheets that departments send back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

const FILES = "[data-testid=figure-files]";
const SUMMARY = "[data-testid=merge-summary]";
const HASH = "#/figures/first-surgery/2026";
const FIXTURES = join(import.meta.dirname, "../fixtures");
// The sheets of the sample hospital for 2026 with figures of January, filled in and saved by LibreOffice:
// three of First Surgery, two of Orthopaedics, two of Cardiology.
const RETURNED = ["first-surgery", "orthopaedics", "cardiology"].map((unit) => join(FIXTURES, `fill_in_${unit}.xlsx`));

async function bring(app, ...files) {
  await app.clickText("button", "Import figures");
  await (await app.page.waitForSelector(FILES)).uploadFile(...files);
}

async function dropped(app, bytes, name) {
  await app.page.evaluate(
    (bytes, name) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name));
      window.dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
    },
    bytes.toString("base64"),
    name,
  );
}

test("three sheets filled in with LibreOffice are merged in one go, and one figure is decided", async (t) => {
  const app = await openApp(t, { hash: HASH });
  // A figure that stands here already; the sheet of First Surgery has 160.
  await app.clickText("button", "Import figures");
  await (await app.byName("textbox", "Or paste cells copied from a spreadsheet")).focus();
  await app.type("Narrow revenue,First Surgery,2026-01,150");
  await app.clickText("button", "Read the pasted cells");
  await app.waitForText(SUMMARY, "New 1,");
  await app.clickText("button", "Take 1 figures");

  await bring(app, ...RETURNED);
  await app.waitForText(SUMMARY, "New 6, changed 1, in conflict 0, the same 0. To be decided: 1");
  await app.waitForText("dialog[open] .table", "Narrow revenue");
  await app.axe();
  await app.screenshot("fill-in-merge");
  await app.clickText("button", "Take all of fill_in_first-surgery.xlsx");
  await app.clickText("button", "Take 7 figures");
  await bring(app, ...RETURNED);
  await app.waitForText(SUMMARY, "New 0, changed 0, in conflict 0, the same 7");
  await app.press("Escape");
  // One step takes all of them back, and the figure that was here is here again.
  await app.clickText("button", "Undo");
  await bring(app, ...RETURNED);
  await app.waitForText(SUMMARY, "New 6, changed 1, in conflict 0, the same 0. To be decided: 1");
});

test("a spreadsheet dropped on any page leads to the import of figures", async (t) => {
  const app = await openApp(t, { hash: "#/scores" });
  await app.waitForText("h1", "Scores");
  await dropped(app, readFileSync(RETURNED[1]), "fill_in_orthopaedics.xlsx");
  await app.waitForText("h1", "Figures");
  await app.waitForText(SUMMARY, "New 2,");
  // A second one joins it.
  await dropped(app, readFileSync(RETURNED[2]), "fill_in_cardiology.xlsx");
  await app.waitForText(SUMMARY, "New 4,");
});
