// What is said to be saved is kept: two tabs, and what can be brought back. `kill.test.mjs` kills the browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";
import { STUBS } from "./storage.mjs";
import { WORDS } from "./words.mjs";

const CELL = "input[aria-label='Narrow revenue, First Surgery, December 2025']";
const FIGURES = "#/figures/first-surgery/2025";
const words = WORDS.en;
// By hand EDITS=200.
const EDITS = Number(process.env.EDITS ?? 16);

async function type(app, text) {
  const cell = await app.page.waitForSelector(CELL);
  await cell.focus();
  await app.press("Control+a");
  await app.type(text);
  await app.press("Tab");
}

/** The figure in the cell, as a number; the grid shows it with its decimals. */
async function value(app) {
  return Number(await (await app.page.waitForSelector(CELL)).evaluate((it) => it.value));
}

async function saved(app) {
  await app.waitFor((text) => document.querySelector(".save-word")?.textContent === text, words.saved);
}

/** In the page: whether the second copy has nothing of a workbook. */
async function unmirrored(part) {
  const answer = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
  const database = await answer(indexedDB.open("counterpoise"));
  const keys = await answer(database.transaction("texts").objectStore("texts").getAllKeys());
  database.close();
  return !keys.some((key) => key.includes(part));
}

/** Presses the button of the banner; how long it took until this tab may write, in milliseconds. */
async function takeOver(app) {
  return app.page.evaluate(
    () =>
      new Promise((resolve) => {
        const start = performance.now();
        const seen = () => document.documentElement.dataset.writes === "true" && resolve(performance.now() - start);
        new MutationObserver(seen).observe(document.documentElement, { attributes: true });
        document.querySelector("[data-testid=read-only] button").click();
      }),
  );
}

for (const locks of [true, false]) {
  const how = locks ? "with a lock" : "without locks";
  const without = (page) =>
    page.evaluateOnNewDocument(() => Object.defineProperty(Navigator.prototype, "locks", { value: undefined }));

  test(`two tabs that take turns lose none of ${EDITS} edits, ${how}`, { timeout: Math.max(300_000, EDITS * 5_000) }, async (t) => {
    const first = await openApp(t, { hash: FIGURES, ready: false });
    if (!locks) await without(first.page).then(() => first.page.reload());
    await first.ready();
    await saved(first);
    const second = await openApp(t, { hash: FIGURES, context: first.context, ready: false });
    if (!locks) await without(second.page).then(() => second.page.reload());
    await second.ready();
    await second.page.waitForSelector("[data-testid=read-only]");
    await second.axe();

    // What is typed into the tab that only shows is not taken.
    const before = await value(second);
    await second.page.bringToFront();
    await type(second, "1");
    assert.equal(await value(second), before);

    let slowest = 0;
    for (let edit = 0; edit < EDITS; edit += 1) {
      const [writer, other] = edit % 2 ? [first, second] : [second, first];
      await writer.page.bringToFront();
      slowest = Math.max(slowest, await takeOver(writer));
      const seen = edit ? 999.5 + edit : before;
      assert.equal(await value(writer), seen, `edit ${edit}: what the other tab wrote is here`);
      await type(writer, `${1000 + edit}.5`);
      await saved(writer);
      await other.page.bringToFront();
      await other.waitFor((cell, seen) => Number(document.querySelector(cell).value) === seen, CELL, 1000.5 + edit);
    }
    assert.ok(slowest < 1000, `taking over took ${slowest} ms`);

    // The tab that writes is closed, and the other takes over by itself.
    const [writer, other] = EDITS % 2 ? [second, first] : [first, second];
    await other.page.bringToFront();
    const closed = Date.now();
    await writer.page.close();
    await other.waitFor(() => document.documentElement.dataset.writes === "true");
    t.diagnostic(`taking over at most ${slowest} ms, after closing ${Date.now() - closed} ms`);
    assert.ok(Date.now() - closed < 1000);
    await type(other, "7.5");
    await saved(other);
    await other.reload();
    assert.equal(await value(other), 7.5);
  });
}

test("a browser without a second copy says so, and so does one with it", async (t) => {
  const app = await openApp(t, { hash: FIGURES });
  await saved(app);
  await app.page.evaluateOnNewDocument(STUBS.single);
  await app.reload();
  await app.waitForText(".save-word", "Saved in this browser, without a second copy");
  await type(app, "140.4");
  await app.waitForText(".save-word", "Saved in this browser, without a second copy");
});

test("a page that was busy for long does not take that for a missing second copy", async (t) => {
  const app = await openApp(t, { hash: FIGURES });
  await saved(app);
  const copied = await app.page.evaluate(
    () =>
      new Promise((resolve) => {
        counterpoise.copy("sample-hospital", resolve);
        const end = performance.now() + 5500;
        while (performance.now() < end);
      }),
  );
  assert.ok(copied);
});

test("what only the second copy has is taken from it, and the screen says so", async (t) => {
  const app = await openApp(t, { hash: FIGURES });
  await app.page.evaluate(() => localStorage.setItem("another:program", "stays"));
  await saved(app);
  const before = await app.page.evaluate(() => Object.entries(localStorage));
  await type(app, "140.4");
  await saved(app);
  // Before the app starts again, the store is put back to what it was.
  await app.page.evaluateOnNewDocument((before) => {
    for (const key of Object.keys(localStorage)) localStorage.removeItem(key);
    for (const [key, text] of before) localStorage.setItem(key, text);
  }, before);
  await app.reload();
  await app.waitForText(".notice[data-tone=note]", "The newer state was taken from the second copy");
  assert.equal(await value(app), 140.4);
  await app.axe();
  assert.equal(await app.page.evaluate(() => localStorage.getItem("another:program")), "stays");
});

test("a workbook in the bin and one that was imported can be taken back by undo", async (t) => {
  const app = await openApp(t, { hash: "#/workbooks" });
  const { bytes } = await app.download(() => app.clickText("button", words.export));
  await (await app.page.waitForSelector("button[aria-label^='Move ']")).click();
  await app.waitForText("h3", "Bin");
  await app.waitForText(".stored-changed", "30 days");
  await app.page.keyboard.press("Escape");
  await app.press("Control+z");
  await app.waitFor(() => document.querySelector("h1")?.textContent === "Scores");
  await app.page.evaluate(() => (location.hash = "#/workbooks"));
  await app.upload(bytes, "x.counterpoise.json");
  await app.clickText("button", "Open as a copy");
  await app.waitFor(() => document.querySelector(".header-name")?.value.endsWith("(copy)"));
  await app.press("Control+z");
  await app.waitFor(() => !document.querySelector(".header-name")?.value.endsWith("(copy)"));
  await app.press("Control+y");
  await app.waitFor(() => document.querySelector(".header-name")?.value.endsWith("(copy)"));
});

test("a workbook of the bin that is opened from its file again is out of the bin, and stays", async (t) => {
  const app = await openApp(t, { hash: "#/workbooks" });
  await saved(app);
  const { bytes } = await app.download(() => app.clickText("button", words.export));
  await (await app.page.waitForSelector("button[aria-label^='Move ']")).click();
  await app.waitForText("h3", "Bin");
  await app.upload(bytes, "x.counterpoise.json");
  await app.clickText("button", "Replace the one here");
  await app.waitFor(() => document.querySelector("h1")?.textContent === "Scores");
  await saved(app);
  const head = JSON.parse((await app.stored())["counterpoise:workbook:sample-hospital"]);
  assert.equal(head.deleted, null);
});

test("a workbook in the bin can be deleted for good, and only if one is sure", async (t) => {
  const app = await openApp(t, { hash: "#/workbooks" });
  await saved(app);
  const ours = async () => Object.keys(await app.stored()).filter((key) => key.includes("sample-hospital"));
  await (await app.page.waitForSelector("button[aria-label^='Move ']")).click();
  await app.waitForText("h3", "Bin");
  app.agrees = false;
  await (await app.page.waitForSelector("button[aria-label$=' for good']")).click();
  assert.match(app.questions.at(-1), /deleted for good/);
  assert.ok((await ours()).length > 0);
  app.agrees = true;
  await (await app.page.waitForSelector("button[aria-label$=' for good']")).click();
  await app.waitFor(() => document.querySelectorAll(".stored-row").length === 0);
  assert.deepEqual(await ours(), []);
  await app.waitFor(unmirrored, "sample-hospital");
  // Where nothing is left the next start has a fresh sample, and nothing of the second copy.
  await app.reload();
  await saved(app);
  const head = JSON.parse((await app.stored())["counterpoise:workbook:sample-hospital"]);
  assert.equal(head.revision, 1);
  assert.equal(await app.page.$("[role=alert] .notice"), null);
});

test("a workbook stays in the bin for 30 days, and is gone after that", async (t) => {
  const app = await openApp(t, { hash: "#/workbooks" });
  await saved(app);
  await (await app.page.waitForSelector("main section:nth-of-type(3) button")).click();
  await app.waitFor(() => location.hash.startsWith("#/design"));
  await saved(app);
  await app.page.evaluate(() => (location.hash = "#/workbooks"));
  for (const name of ["New", "Sample"]) {
    await (await app.page.waitForSelector(`button[aria-label^='Move ${name}']`)).click();
    await app.page.waitForSelector(`button[aria-label^='Delete ${name}']`);
  }
  const left = async (days) => {
    await app.page.evaluate((time) => {
      for (const [key, text] of Object.entries(localStorage).filter(([key]) => key.startsWith("counterpoise:workbook:"))) {
        localStorage.setItem(key, JSON.stringify({ ...JSON.parse(text), changed: time, deleted: time }));
      }
    }, new Date(Date.now() - days * 86_400_000).toISOString());
    await app.reload();
    return Object.keys(await app.stored()).filter((key) => /:(workbook|piece):(?!sample)/.test(key)).length;
  };
  assert.ok((await left(29)) > 1);
  assert.equal(await left(31), 0);
});

test("beside the save state stands how old the last file copy is", async (t) => {
  const app = await openApp(t, { hash: "#/workbooks" });
  await saved(app);
  await app.waitForText(".save-backup", "Last backup: never");
  for (const [days, words] of [[12, "12 days ago"], [1, "yesterday"], [0, "today"]]) {
    const time = new Date(Date.now() - days * 86_400_000).toISOString();
    await app.page.evaluate((time) => localStorage.setItem("counterpoise:backup:sample-hospital", time), time);
    await app.reload();
    await app.waitForText(".save-backup", `Last backup: ${words}`);
  }
});

test("each tab comes back with the workbook that was open in it", async (t) => {
  const first = await openApp(t, { hash: FIGURES });
  await saved(first);
  const { bytes } = await first.download(() => first.clickText("button", words.export));
  const second = await openApp(t, { hash: "#/workbooks", context: first.context });
  await second.upload(bytes, "x.counterpoise.json");
  await second.clickText("button", "Open as a copy");
  await second.waitFor(() => document.querySelector(".header-name")?.value.endsWith("(copy)"));
  await saved(second);
  await first.page.bringToFront();
  await first.reload();
  assert.ok(!(await first.page.$eval(".header-name", (it) => it.value)).endsWith("(copy)"));
  await second.page.bringToFront();
  await second.reload();
  assert.ok((await second.page.$eval(".header-name", (it) => it.value)).endsWith("(copy)"));
});

test("what undo took back is not done again over later work", async (t) => {
  const app = await openApp(t, { hash: "#/workbooks" });
  await saved(app);
  await (await app.page.waitForSelector("button[aria-label^='Move ']")).click();
  await app.waitForText("h3", "Bin");
  await app.press("Control+z");
  await app.waitFor(() => document.querySelector("h1")?.textContent === "Scores");
  await app.page.evaluate((hash) => (location.hash = hash), FIGURES);
  await type(app, "140.4");
  await app.press("Control+y");
  await saved(app);
  assert.equal(await value(app), 140.4);
  const head = JSON.parse((await app.stored())["counterpoise:workbook:sample-hospital"]);
  assert.equal(head.deleted, null);
});

test("a note and a unit's name count while they are typed", async (t) => {
  const app = await openApp(t, { hash: FIGURES });
  await (await app.page.waitForSelector(CELL)).focus();
  await app.page.focus("#note");
  await app.type("counted twice ");
  await saved(app);
  await app.page.focus("main input[type=text]:not([role]):not(#note)");
  await app.press("End");
  await app.type(" A");
  await saved(app);
  await app.reload();
  await (await app.page.waitForSelector(CELL.replace("First Surgery", "First Surgery A"))).focus();
  await app.waitFor(() => document.querySelector("#note").value === "counted twice");
});
