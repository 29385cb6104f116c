// What people stumble over on the first day: a hospital of their own with several units, where the page and the
// focus are after a link or a button, and what a field says that is left empty.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";
import { pressNamed, tabTo } from "./keyboard.mjs";

/** What has the focus: its element, its identity, and the text it begins with. */
const here = (app) =>
  app.page.evaluate(() => {
    const it = document.activeElement;
    return { tag: it.localName, id: it.id, text: (it.textContent ?? "").trim().slice(0, 60) };
  });

/** Waits until what has the focus matches. */
const focusOn = (app, selector) => app.waitFor((selector) => document.activeElement?.matches(selector), selector);

const scrolled = (app) => app.page.evaluate(() => Math.round(scrollY));

test("an empty workbook: a new unit uses the only scorecard, and the scores have it chosen", async (t) => {
  const app = await openApp(t, { hash: "#/workbooks" });
  await pressNamed(app, "Start an empty workbook");
  await focusOn(app, "h1");
  await app.waitForText("h1", "Design");
  await app.page.waitForSelector(".notice[data-tone=note]");
  assert.equal(await app.page.$(".notice:not([data-tone])"), null, "an instruction is no error");
  await app.clickText("link", "Units");
  const add = await app.page.waitForSelector("[data-adding=unit]");
  await add.type("Surgery");
  await app.press("Enter");
  await app.page.waitForSelector("tr[data-row-word=u-unit1] input[type=checkbox]:checked");
  // Both units need the figures of a measure, and both are scored by the card, which is chosen.
  await app.clickText("link", "Measures");
  const name = await app.page.waitForSelector("[data-adding=p-financial]");
  await name.type("Visits");
  await app.press("Enter");
  await app.page.waitForSelector("tr[data-row-word^=m-]");
  await app.clickText("link", "Figures");
  await app.waitForText("h1", "Figures");
  const unit = await app.byName("combobox", "Unit");
  await unit.select("unit1");
  await app.waitFor(() => location.hash.includes("unit1"));
  await app.page.waitForSelector("[data-row='0'][data-column='0']");
  await app.clickText("link", "Scores");
  await app.waitForText(".matrix", "Surgery");
  const chosen = () => app.page.$$eval(".picker select", (all) => all.map((it) => it.selectedIndex));
  assert.ok((await chosen()).every((place) => place >= 0), "every list has something chosen");
  await app.reload();
  await app.waitForText(".matrix", "Surgery");
  assert.ok((await chosen()).every((place) => place >= 0), "so after loading again");
  await pressNamed(app, "Close this period");
  // There is nothing to close yet, and it says so.
  await app.waitFor(() => [...document.querySelectorAll(".field-error")].some((it) => it.textContent.trim() !== ""));
  await app.waitFor(() => document.activeElement.closest("main") !== null);
});

test("a unit that uses no scorecard is led to the choice of one", async (t) => {
  const app = await openApp(t, { hash: "#/design/T2/2000-01/units" });
  const add = await app.page.waitForSelector("[data-adding=unit]");
  await add.type("Radiology");
  await app.press("Enter");
  await app.page.waitForSelector("tr[data-row-word=u-unit1]");
  await app.page.evaluate(() => (location.hash = "#/figures/unit1/2025"));
  await app.clickText("link", "Choose the unit's scorecard");
  await focusOn(app, "#editor-heading");
  assert.equal((await here(app)).text, "Radiology");
});

test("another page begins at its top with the focus in it; back is where it was", async (t) => {
  const app = await openApp(t, { hash: "#/report/first-surgery/T2/2025-12", height: 600 });
  const link = await app.page.waitForSelector(".report table a");
  await app.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await link.focus();
  const before = await scrolled(app);
  await app.press("Enter");
  await focusOn(app, "#explanation-heading, h1");
  const seen = () => document.activeElement.getBoundingClientRect().top >= 0 && document.activeElement.getBoundingClientRect().bottom <= innerHeight;
  await app.waitFor(seen);
  await app.page.goBack();
  await app.waitForText("h1", "Report");
  await app.waitFor((before) => Math.abs(scrollY - before) < 5, before);
  // A rail link keeps the focus, and begins at the top all the same.
  await app.clickText("link", "Settings");
  await app.waitForText("h1", "Settings");
  await app.waitFor(() => scrollY === 0);
  assert.equal((await here(app)).text, "Settings");
});

test("the editor beside the table takes the focus, and gives it back", async (t) => {
  const app = await openApp(t, { hash: "#/design/T2/2000-01/measures" });
  for (const close of [() => app.press("Escape"), () => app.clickText("button", "Close")]) {
    await app.page.focus("tr[data-row-word=m-t2-p04] a");
    await app.press("Enter");
    await focusOn(app, "#editor-heading");
    await close();
    await focusOn(app, "tr[data-row-word=m-t2-p04] a");
    await app.waitFor(() => !document.querySelector("#editor-heading"));
  }
});

test("the lab says what the points come to, and from when a design was adopted", async (t) => {
  const app = await openApp(t, { hash: "#/lab/first-surgery/T2/2025-12/m-t2-p04" });
  await app.page.waitForSelector("[data-testid=trial-weight]");
  assert.equal(await app.page.$eval("[data-testid=trial-sum]", (it) => it.textContent), "");
  await app.byName("combobox", "Counts from");
  const sum = await app.page.evaluate(() => document.querySelector("[data-testid=trial-weight]").textContent);
  const weight = Number(sum.match(/now (\d+)/)[1]);
  await tabTo(app, "Full points");
  await app.press("Control+a");
  await app.type(String(weight + 10));
  await app.waitForText("[data-testid=trial-sum]", /^\d+ points in all, 10 more than now$/);
  await app.press("Control+a");
  await app.type(String(weight - 1));
  await app.waitForText("[data-testid=trial-sum]", "1 fewer than now");
  await pressNamed(app, "Adopt from January 2026");
  await focusOn(app, "#adopted");
  assert.equal((await here(app)).text.startsWith("Adopted from January 2026; undo takes it back."), true);
  await app.axe();
  await app.clickText("link", "See it in Design");
  await app.waitFor(() => location.hash.startsWith("#/design/T2/2026-01"));
});

test("an explanation leads to its first figure, in its month", async (t) => {
  const app = await openApp(t, { hash: "#/scores/first-surgery/T2/2025-11/t2-p04" });
  await app.clickText("link", "See these figures");
  await app.waitFor(() => document.activeElement.dataset?.column === "10");
  assert.match((await app.focused()).label, /^Operation patients|^Operations?, |November 2025$/);
});

test("an action needs something to be done; what was typed stays", async (t) => {
  const app = await openApp(t, { hash: "#/alerts/*/T2/2025-12" });
  await app.page.waitForSelector(".alerts tbody td:last-child a");
  await app.page.focus(".alerts tbody td:last-child a");
  await app.press("Enter");
  await focusOn(app, "#editor-heading");
  await (await app.byName("textbox", "Owner")).type("Li Wei");
  await app.clickText("button", "Note it");
  await app.waitForText("[role=alert]", "Nothing was noted: write what is to be done");
  assert.equal((await app.focused()).label, "Action");
  assert.equal(await (await app.byName("textbox", "Owner")).evaluate((it) => it.value), "Li Wei");
  await app.type("Ask the pharmacy");
  await app.clickText("button", "Note it");
  await app.waitForText(".actions", "Ask the pharmacy");
  await app.waitFor(() => document.activeElement.closest("main") !== null && document.activeElement.localName !== "main");
});

test("keys find a unit and a measure, and list the keys", async (t) => {
  const app = await openApp(t, { hash: "#/scores" });
  await app.page.waitForSelector(".matrix");
  await app.press("Control+k");
  await app.page.waitForSelector("dialog[open] .found a");
  await focusOn(app, "#find-place");
  await app.type("onco");
  await app.waitFor(() => document.querySelectorAll(".found a").length === 1);
  await app.axe();
  await app.press("Enter");
  await app.waitFor(() => location.hash.startsWith("#/scores/oncology"));
  await app.waitFor(() => !document.querySelector("dialog[open]"));
  await app.press("?");
  await app.waitForText("dialog[open] h2", "Keys");
  await app.axe();
  // Closed and opened again before the browser has said that it was closed.
  await app.burst("Escape", "?");
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  await app.page.evaluate(frame);
  assert.ok(await app.page.$("dialog[open]"), "the keys are listed again");
  await app.press("Escape");
  await app.waitFor(() => !document.querySelector("dialog[open]"));
});
