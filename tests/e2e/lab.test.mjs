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

/** The lines of the first table of differences add up to its last line, to the last digit; before, after and change. */
async function sums(app) {
  const tables = await app.page.$$eval(".contribution td:last-child", () =>
    [...document.querySelectorAll("table:has(.contribution)")].map((table) => ({
      lines: [...table.querySelectorAll(".contribution td:last-child")].map((it) => it.textContent),
      total: [...table.querySelectorAll("[data-testid=contributions-total] td")].map((it) => it.textContent),
    })),
  );
  assert.ok(tables.length > 0 && tables[0].lines.length > 0, "something makes the difference");
  for (const { lines, total } of tables) {
    assert.equal(lines.map(whole).reduce((sum, line) => sum + line, 0n), whole(total[2]));
    assert.equal(whole(total[1]) - whole(total[0]), whole(total[2]));
  }
  return tables[0].total;
}

/** The total of First Surgery by the design on trial. */
const tried = (app) =>
  app.page.$$eval(".moves tbody tr", (rows) => rows.find((row) => row.textContent.startsWith("First Surgery")).children[2].textContent);

test("one weight doubled: contributions add up, and it is adopted from the next month on", async (t) => {
  const app = await openApp(t, { hash: "#/lab/first-surgery/T2/2025-12" });
  await app.waitForText("[data-testid=trial-summary]", "0 units gain, 0 lose, 4 stay as they are.");
  await app.axe();
  const now = await app.text("[data-testid=trial-weight]");
  const weight = Number(now.match(/now (\d+)/)[1]);
  // The weight is typed, by keyboard alone.
  await tabTo(app, "Full points");
  await app.press("Control+a");
  await app.type(String(2 * weight));
  await app.press("Tab");
  await app.waitForText("[data-testid=trial-weight]", `Weight: ${2 * weight}`);
  const [before] = await sums(app);
  assert.equal(before, "96.58");
  await app.axe();
  await app.screenshot("lab");
  // Undo takes the trial back, not the workbook; redo does it again.
  await app.press("Control+z");
  await app.waitForText("[data-testid=trial-weight]", `Weight: ${weight} `);
  await app.press("Control+Shift+z");
  await app.waitForText("[data-testid=trial-weight]", `Weight: ${2 * weight}`);
  await pressNamed(app, "Adopt from January 2026");
  await app.waitForText("[role=status]", "Adopted");
  // The last month is as it was; the design has a revision from January on.
  await app.page.evaluate(() => (location.hash = "#/scores/first-surgery/T2/2025-12"));
  await app.waitForText("[data-testid=total]", "96.58");
  await app.waitFor(() => Object.values(localStorage).some((text) => text.includes("2026-01")));
  await app.press("Control+z");
  await app.waitForText(".save-word", "Saved in this browser");
});

test("a target and a method are tried, measure by measure, on all months there are", async (t) => {
  const app = await openApp(t, { hash: "#/lab/first-surgery/T2/2025-12/m-t2-f14" });
  await app.waitForText("[data-testid=trial-summary]", "4 stay as they are.");
  // Drug share 46.5 %, 0.2 points for each percentage point above 45 %: −0.30. Against 40 %: −1.30.
  const target = await app.byName("textbox", "Target value");
  await target.click({ count: 3 });
  await target.type("40");
  await app.waitForText(".contribution", "−1.00");
  assert.deepEqual((await sums(app)).map((it) => it.replace("−", "-")), ["96.58", "95.58", "-1.00"]);
  assert.equal(await tried(app), "95.58");
  await app.waitForText(".trial-design tr[data-selected=true]", "now: ");
  // Patient satisfaction by pass or fail instead of steps: another method has other fields.
  await app.goTo("#/lab/first-surgery/T2/2025-12/m-t2-p04");
  await app.page.waitForSelector("[data-testid=trial-weight]");
  const method = await app.byName("combobox", "Method");
  await method.select("pass-fail");
  await app.waitForText(".trial-design tr[data-selected=true]", "now: ");
  await app.waitForText("[data-testid=trial-overall]", "The total changed by");
  await sums(app);
  // A text that makes no sense stays, with the reason, and changes nothing.
  // Both measures may have such a field.
  await app.goTo("#/lab/first-surgery/T2/2025-12/m-t2-f14");
  const again = await app.byName("textbox", "Target value");
  await again.click({ count: 3 });
  await again.type("much");
  await app.waitForText("[role=alert]", "much");
  await app.axe();
  // Every month has its line; without a unit every unit has its column.
  const months = (await app.page.$$(".periods tbody tr")).length;
  assert.ok(months >= 12, `${months} months`);
  await app.page.evaluate(() => (location.hash = "#/lab/*/T2/2025-12/m-t2-f14"));
  await app.waitForText(".periods thead", "Oncology");
  assert.equal((await app.page.$$(".periods tbody tr")).length, months);
  await sums(app);
  // It is still there after a look at another page, and gone once it is dropped.
  await app.goTo("#/settings");
  await app.goTo("#/lab/first-surgery/T2/2025-12/m-t2-f14");
  await app.page.waitForSelector(".trial-design .differs");
  await app.clickText("button", "Drop the trial");
  await app.waitForText("[data-testid=trial-summary]", "0 units gain, 0 lose, 4 stay as they are.");
  assert.equal((await app.page.$$(".trial-design .differs")).length, 0);
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
  // A weight and a target.
  await app.goTo("#/design/T2/2000-01/measures/m-t2-p04");
  const weight = await app.byName("textbox", "Full points");
  await weight.click({ count: 3 });
  await weight.type("20");
  await app.goTo("#/design/T2/2000-01/measures/m-t2-f14");
  const target = await app.byName("textbox", "Target value");
  await target.click({ count: 3 });
  await target.type("40");
  await app.press("Tab");
  await app.page.evaluate(() => (location.hash = "#/scores/*/T2/2025-12"));
  // 20 × 165 ÷ 150 = 22.00 in place of 16.50, and −0.2 × (46.5 − 40) = −1.30 in place of −0.30.
  const firstSurgery = () =>
    app.page.$$eval(".matrix tbody tr", (rows) => rows.find((row) => row.textContent.startsWith("First Surgery")).textContent);
  await app.waitForText(".matrix tbody tr", /First Surgery.*closed 96\.58, now 101\.08/);
  // A figure.
  await app.page.evaluate(() => (location.hash = "#/figures/first-surgery/2025"));
  const cell = await app.page.waitForSelector("[data-row='0'][data-column='11']");
  await cell.click();
  await app.press("Control+a");
  await app.type("1");
  await app.press("Enter");
  await app.page.evaluate(() => (location.hash = "#/scores/*/T2/2025-12"));
  await app.waitForText(".matrix .differs", "closed 96.58, now");
  await app.waitForText(".matrix tbody tr", /First Surgery.*closed 96\.58, now (?!101\.08)/);
  assert.match(await firstSurgery(), /96\.58/);
  await app.waitForText("[data-testid=closed]", "First Surgery (closed 96.58, now");
  await app.screenshot("closed");
  // The page of the unit says so too.
  await app.page.evaluate(() => (location.hash = "#/scores/first-surgery/T2/2025-12"));
  await app.waitForText("[data-testid=closed-total]", "closed 96.58, now");
  assert.equal(await app.text("[data-testid=total]"), "96.58");
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
  assert.equal((await app.page.$$(".matrix .differs")).length, 0);
  assert.doesNotMatch(await firstSurgery(), /96\.58/);
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
  await app.waitFor(() => document.activeElement.id === "editor-heading");
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
