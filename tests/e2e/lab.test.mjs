// Another design tried out: who gains and loses, adopted from the next month on; a closed month keeps its numbers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";
import { pressNamed, tabTo } from "./keyboard.mjs";

/** A decimal as a whole number of 10⁻²⁰. */
function whole(text) {
  const [, sign, digits, rest = ""] = text.replaceAll(",", "").match(/^([+−]?)(\d+)(?:\.(\d+))?$/);
  const value = BigInt(digits + rest.padEnd(20, "0"));
  return sign === "−" ? -value : value;
}

test("one weight doubled: contributions add up, and it is adopted from the next month on", async (t) => {
  const app = await openApp(t, { hash: "#/lab/first-surgery/T2/2025-12" });
  await app.waitForText("[data-testid=trial-summary]", "0 units gain, 0 lose, 4 stay as they are.");
  await app.axe();
  const now = await app.text("[data-testid=trial-weight]");
  const weight = Number(now.match(/now (\d+)/)[1]);
  // The weight is typed, by keyboard alone.
  await tabTo(app, "Weight");
  await app.press("Control+a");
  await app.type(String(2 * weight));
  await app.press("Enter");
  await app.waitForText("[data-testid=trial-weight]", `Weight: ${2 * weight}`);
  const lines = await app.page.$$eval(".contribution td:last-child", (cells) => cells.map((it) => it.textContent));
  const [before, after, change] = await app.page.$$eval("[data-testid=contributions-total] td", (cells) =>
    cells.map((it) => it.textContent),
  );
  assert.ok(lines.length > 0, "something makes the difference");
  assert.equal(before, "96.58");
  assert.equal(lines.map(whole).reduce((sum, line) => sum + line, 0n), whole(change));
  assert.equal(whole(after) - whole(before), whole(change));
  await app.screenshot("lab");
  await pressNamed(app, "Adopt from January 2026");
  await app.waitForText("[role=status]", "Adopted");
  // The last month is as it was; the design has a revision from January on.
  await app.page.evaluate(() => (location.hash = "#/scores/first-surgery/T2/2025-12"));
  await app.waitForText("[data-testid=total]", "96.58");
  await app.waitFor(() => Object.values(localStorage).some((text) => text.includes("2026-01")));
  await app.press("Control+z");
  await app.waitForText(".save-word", "Saved in this browser");
});

test("a closed month keeps its number and says what it would be now", async (t) => {
  const app = await openApp(t, { hash: "#/settings" });
  await (await app.byName("textbox", "Your name in the log")).type("Li Wei");
  await app.press("Tab");
  await app.page.evaluate(() => (location.hash = "#/scores/*/T2/2025-12"));
  await app.clickText("button", "Close this period");
  await app.waitForText("[data-testid=closed]", "It would be the same now.");
  assert.match(await app.text("[data-testid=closed]"), /^Closed on .+ by Li Wei\./);
  await app.axe();
  await app.page.evaluate(() => (location.hash = "#/figures/first-surgery/2025"));
  const cell = await app.page.waitForSelector("[data-row='0'][data-column='11']");
  await cell.click();
  await app.press("Control+a");
  await app.type("1");
  await app.press("Enter");
  await app.page.evaluate(() => (location.hash = "#/scores/*/T2/2025-12"));
  await app.waitForText(".matrix .differs", "closed 96.58, now");
  assert.ok((await app.text(".matrix")).includes("96.58"));
  await app.waitForText("[data-testid=closed]", "First Surgery (closed 96.58, now");
  await app.screenshot("closed");
  // It is asked why, after the fact; the answer stands in the log, and can be taken back.
  await app.waitForText("[data-testid=why]", "because of: ");
  await app.waitForText("[data-testid=why]", "First Surgery, December 2025");
  await app.axe();
  await app.clickText("button", "Later");
  await app.waitFor(() => !document.querySelector("[data-testid=why]"));
  await app.page.evaluate(() => (location.hash = "#/settings"));
  await app.page.waitForSelector("[data-testid=why] input");
  await tabTo(app, "Reason", { backwards: true });
  await app.type("A late invoice");
  await pressNamed(app, "Note the reason");
  await app.waitFor(() => !document.querySelector("[data-testid=why]"));
  await app.waitForText(".log-table tbody tr:first-child td:last-child", "A late invoice");
  const { bytes } = await app.download(() => app.clickText("button", "Export file"));
  assert.equal(JSON.parse(bytes).workbook.changes.at(-1).reason, "A late invoice");
  await app.page.evaluate(() => document.activeElement.blur());
  await app.press("Control+z");
  await app.page.waitForSelector("[data-testid=why]");
  await app.press("Control+y");
  await app.waitFor(() => !document.querySelector("[data-testid=why]"));
  await app.page.evaluate(() => (location.hash = "#/scores/*/T2/2025-12"));
  // Reopening needs a reason.
  await app.clickText("button", "Reopen");
  await app.waitForText("[role=alert]", "Reopening a period needs a reason.");
  await (await app.byName("textbox", "Reason for reopening")).type("A figure was wrong");
  await app.clickText("button", "Reopen");
  await app.waitForText("[data-testid=closing]", "Open");
});

test("units and periods side by side; an action noted for the meeting", async (t) => {
  const app = await openApp(t, { hash: "#/compare/first-surgery/T2/2025-12/%402025-11" });
  await app.waitForText("[data-testid=compare-total]", "96.58");
  await app.axe();
  await app.page.evaluate(() => (location.hash = "#/compare/first-surgery/T2/2025-12/oncology%0Acardiology"));
  await app.waitForText("[data-testid=compare-total]", "103.41");
  await app.page.evaluate(() => (location.hash = "#/alerts/*/T2/2025-12"));
  await app.page.waitForSelector(".alerts");
  await app.axe();
  await app.page.click(".alerts tbody td:last-child a");
  await (await app.byName("textbox", "Action")).type("Ask the pharmacy");
  await (await app.byName("textbox", "Due, as 2026-03-31")).type("31 March");
  await app.clickText("button", "Note it");
  await app.waitForText("[role=alert]", "is no day");
  const due = await app.byName("textbox", "Due, as 2026-03-31");
  await due.click({ count: 3 });
  await due.type("2026-03-31");
  await app.clickText("button", "Note it");
  await app.waitForText(".actions", "Ask the pharmacy");
  await app.waitForText(".actions", "2026-03-31");
  await app.axe();
  await app.screenshot("alerts");
});
