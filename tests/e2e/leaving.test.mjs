// Work that could not be stored is not left without a question, and a file takes the place of a workbook only in the
// tab that writes it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";
import { STUBS } from "./storage.mjs";
import { WORDS } from "./words.mjs";

const CELL = "input[aria-label='Narrow revenue, First Surgery, December 2025']";
const FIGURES = "#/figures/first-surgery/2025";
const EMPTY = "main section:nth-of-type(3) button";
const words = WORDS.en;

/** Returns once the page has followed: the page of figures has an input for files too. */
async function go(app, hash) {
  await app.goTo(hash);
}

async function type(app, text) {
  await (await app.page.waitForSelector(CELL)).focus();
  await app.press("Control+a");
  await app.type(text);
  await app.press("Tab");
}

async function value(app) {
  await go(app, FIGURES);
  return Number(await (await app.page.waitForSelector(CELL)).evaluate((it) => it.value));
}

async function saved(app) {
  await app.waitFor((text) => document.querySelector(".save-word")?.textContent === text, words.saved);
}

/** From here on the browser keeps nothing of ours, until `full` is set to false. */
async function fill(app) {
  await app.page.evaluate(() => {
    const { setItem } = Storage.prototype;
    window.full = true;
    Storage.prototype.setItem = function (key, value) {
      if (window.full && key.startsWith("counterpoise:")) throw new DOMException("Full.", "QuotaExceededError");
      return setItem.call(this, key, value);
    };
  });
}

/** Another workbook is open in this tab, and the sample hospital has a figure that is stored nowhere. */
async function unsaved(t) {
  const app = await openApp(t, { hash: "#/workbooks" });
  await saved(app);
  await (await app.page.waitForSelector(EMPTY)).click();
  await app.waitFor(() => location.hash.startsWith("#/design"));
  await saved(app);
  await go(app, "#/workbooks");
  await app.clickText("button", "Open Sample hospital (invented figures)");
  await app.waitFor(() => document.querySelector("h1")?.textContent === "Scores");
  await saved(app);
  await go(app, FIGURES);
  await fill(app);
  await type(app, "140.4");
  await app.waitForText(".save-word", words.notSaved);
  return app;
}

const name = (app) => app.page.$eval(".header-name", (it) => it.value);

test("a workbook that could not be stored is left only if the person says so", async (t) => {
  const app = await unsaved(t);
  const here = await name(app);
  const { bytes } = await app.download(() => app.clickText("button", words.export));
  const file = JSON.parse(bytes);
  file.workbook.id = "another";
  app.agrees = false;
  const offer = async () => {
    await go(app, "#/workbooks");
    await app.upload(JSON.stringify(file), "another.counterpoise.json");
  };
  const ways = {
    "an empty workbook": async () => (await app.page.waitForSelector(EMPTY)).click(),
    "a stored workbook": async () => (await app.page.waitForSelector("button[aria-label^='Open New']")).click(),
    "the bin": async () => (await app.page.waitForSelector("button[aria-label^='Move Sample']")).click(),
    "a file": async () => offer().then(() => app.clickText("button", "Open it")),
    "everything from a file": async () => {
      const all = { ...(await app.stored()) };
      const key = "counterpoise:workbook:sample-hospital";
      all[key] = JSON.stringify({ ...JSON.parse(all[key]), revision: 999 });
      await app.upload(JSON.stringify(all), "counterpoise-all-data-2026-01-01.json");
      await app.clickText("button", "Take what is new");
    },
  };
  for (const [place, [what, leave]] of Object.entries(ways).entries()) {
    await go(app, "#/workbooks");
    await leave();
    await app.waitFor(() => !document.querySelector("dialog[open]"));
    assert.equal(app.questions.length, place + 1, `${what}: nothing was asked`);
    assert.match(app.questions.at(-1), /is not stored, and is lost when another one is opened/, what);
    assert.equal(await name(app), here, what);
    assert.equal(await value(app), 140.4, what);
  }
  // What was not opened is nothing that undo could take back: it takes back the figure.
  await app.page.evaluate(() => document.activeElement.blur());
  await app.press("Control+z");
  assert.notEqual(await value(app), 140.4);
  await app.press("Control+y");
  assert.equal(await value(app), 140.4);

  app.agrees = true;
  await go(app, "#/workbooks");
  await (await app.page.waitForSelector(EMPTY)).click();
  await app.waitFor((here) => document.querySelector(".header-name").value !== here, here);
  assert.equal(app.questions.length, Object.keys(ways).length + 1);
});

test("where there is room again the work is stored when it is left, and nothing is asked", async (t) => {
  const app = await unsaved(t);
  await app.page.evaluate(() => (window.full = false));
  app.agrees = false;
  await go(app, "#/workbooks");
  await (await app.page.waitForSelector(EMPTY)).click();
  await app.waitFor(() => location.hash.startsWith("#/design"));
  assert.deepEqual(app.questions, []);
  await go(app, "#/workbooks");
  await app.clickText("button", "Open Sample hospital (invented figures)");
  await app.waitFor(() => document.querySelector("h1")?.textContent === "Scores");
  assert.equal(await value(app), 140.4);
});

test("a page with work that could not be stored is closed only if the person says so", async (t) => {
  const app = await unsaved(t);
  app.agrees = false;
  // Where the person stays, the browser never says that it has closed the page.
  const close = () => void app.page.close({ runBeforeUnload: true }).catch(() => {});
  const soon = (what, done) =>
    new Promise((resolve, reject) => {
      const start = Date.now();
      const look = () => (done() ? resolve() : Date.now() - start > 10_000 ? reject(new Error(`never ${what}`)) : setTimeout(look, 20));
      look();
    });
  close();
  await soon("asked", () => app.questions.length > 0);
  assert.deepEqual(app.questions, ["beforeunload"]);
  assert.equal(await value(app), 140.4, "the page is still there, with the figure");

  // Where there is room again it is stored now, and nothing is asked.
  await app.page.evaluate(() => (window.full = false));
  close();
  await soon("closed", () => app.page.isClosed());
  assert.deepEqual(app.questions, ["beforeunload"]);
  const again = await openApp(t, { context: app.context, hash: FIGURES });
  assert.equal(await value(again), 140.4);
});

test("a file takes the place of a workbook only in the tab that writes it", async (t) => {
  const first = await openApp(t, { hash: FIGURES });
  await saved(first);
  const before = await value(first);
  const { bytes } = await first.download(() => first.clickText("button", words.export));
  const file = JSON.parse(bytes);
  const line = file.workbook.figures.find((it) => it.unit === "first-surgery" && it.item === "revenue_narrow" && it.year === 2025);
  line.months[11] = "999.5";
  const second = await openApp(t, { context: first.context, hash: "#/workbooks" });
  await second.page.waitForSelector("[data-testid=read-only]");
  await (await second.page.waitForSelector(EMPTY)).click();
  await second.waitFor(() => location.hash.startsWith("#/design"));
  await saved(second);
  const offer = async () => {
    await go(second, "#/workbooks");
    await second.upload(JSON.stringify(file), "x.counterpoise.json");
    await second.clickText("button", words.replace);
    await second.waitFor(() => document.querySelector(".header-name").value.startsWith("Sample"));
  };
  await offer();
  await second.waitForText("[role=alert] .notice", "Another tab is writing this workbook, so the file was not taken.");
  await second.page.waitForSelector("[data-testid=read-only]");
  await second.axe();
  assert.equal(await value(second), before);
  // It does not come later either.
  await first.page.bringToFront();
  await type(first, "140.4");
  await saved(first);
  await second.page.bringToFront();
  await second.waitFor((cell) => Number(document.querySelector(cell)?.value) === 140.4, CELL);
  await first.page.close();
  await second.waitFor(() => document.documentElement.dataset.writes === "true");
  await type(second, "150.4");
  await saved(second);
  assert.equal(await value(second), 150.4);

  // Where no other tab writes it, the file is taken; and that can be taken back.
  await go(second, "#/workbooks");
  await (await second.page.waitForSelector("button[aria-label^='Open New']")).click();
  await second.waitFor(() => document.querySelector("h1")?.textContent === "Scores");
  await offer();
  await second.waitFor(() => document.querySelector(".save-word") !== null);
  await go(second, FIGURES);
  await second.waitFor((cell) => Number(document.querySelector(cell)?.value) === 999.5, CELL);
  await saved(second);
  await second.page.evaluate(() => document.activeElement.blur());
  await second.press("Control+z");
  await second.waitFor((cell) => Number(document.querySelector(cell)?.value) === 150.4, CELL);
});
