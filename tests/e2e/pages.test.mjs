// Every page for everyone: both themes, narrow and wide, no barrier that axe finds, nothing wider than the window.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";

const PAGES = {
  matrix: "#/scores/*/T2/2025-12",
  cards: "#/scores/*/*/2025",
  scores: "#/scores/first-surgery/T2/2025-12",
  year: "#/scores/first-surgery/T2/2025",
  explanation: "#/scores/first-surgery/T1-rounded/2025-12/t1-f14",
  yearly: "#/scores/first-surgery/T3/2025/t3-p19",
  gaps: "#/scores/oncology/T2/2025-12/t2-p04",
  compare: "#/compare/first-surgery/T2/2025-12/oncology",
  alerts: "#/alerts/*/T2/2025-12",
  map: "#/map/first-surgery/T1/2025-12",
  lab: "#/lab/first-surgery/T2/2025-12",
  report: "#/report/first-surgery/T2/2025-12",
  figures: "#/figures/first-surgery/2025",
  month: "#/month/2025-12",
  design: "#/design/T2/2000-01/measures",
  measure: "#/design/T1-rounded/2000-01/measures/m-t1-f14",
  rules: "#/design/T2/2000-01/rules",
  units: "#/design/T2/2000-01/units",
  unit: "#/design/T2/2000-01/units/u-first-surgery",
  items: "#/design/T2/2000-01/items",
  revisions: "#/design/T2/2000-01/revisions",
  findings: "#/design/T2/2000-01/findings",
  workbooks: "#/workbooks",
};

/** What comes last on a page: the curve and the findings wait for a pause. */
const LAST = { workbooks: ".cards", measure: ".curve svg", findings: "[data-testid=doubts]" };

/** Drawings that are no ornament and have no title or description; a line as small as a word has a name. */
const unnamed = (drawings) =>
  drawings
    .filter((it) => !it.closest("[aria-hidden=true]") && !(it.matches(".spark") && it.ariaLabel))
    .filter((it) => !["title", "desc"].every((part) => it.querySelector(`:scope > ${part}`)?.textContent))
    .map((it) => it.outerHTML.slice(0, 200));

for (const theme of ["light", "dark"]) {
  for (const [language, width] of [["en", 1280], ["zh-Hans", 360], ["zh-Hant", 320]]) {
    test(`every page, ${theme}, ${width} px, ${language}`, async (t) => {
      const app = await openApp(t, { theme, language, width, height: 800 });
      for (const [name, hash] of Object.entries(PAGES)) {
        // The page left behind has most of it too.
        await app.goTo(hash);
        await app.page.waitForSelector(LAST[name] ?? ".pickers");
        await app.axe();
        assert.deepEqual(await app.page.$$eval("main svg", unnamed), [], `${name} has a drawing without a name or in need of one`);
        assert.equal(await app.overflow(), 0, `${name} is wider than the window`);
        await app.screenshot(`${name}-${theme}-${width}-${language}`);
      }
    });
  }
}

for (const language of ["en", "zh-Hans", "zh-Hant"]) {
  test(`on a phone the frame leaves the screen to the page, ${language}`, async (t) => {
    const app = await openApp(t, { language, width: 360, height: 640, hash: "#/settings" });
    const inSight = (selector) =>
      app.waitFor((selector) => {
        const found = document.querySelector(selector);
        const [own, line] = [found.getBoundingClientRect(), found.closest(".strip").getBoundingClientRect()];
        return own.left >= line.left - 1 && own.right <= line.right + 1;
      }, selector);
    await inSight(".rail-link[aria-current=page]");
    await app.page.evaluate(() => (location.hash = "#/figures"));
    await app.page.waitForSelector("[data-row='0'][data-column='0']");
    const top = await app.page.$eval("main", (it) => it.getBoundingClientRect().top);
    assert.ok(top <= 150, `the page begins at ${top} of 640 px`);
    // Whatever Tab comes to in the lines that scroll is in sight.
    await app.page.focus(".header-name");
    const links = (await app.page.$$(".rail-link")).length;
    for (let reached = 0; reached < links; ) {
      await app.press("Tab");
      await inSight(":focus");
      if (await app.page.$(".rail-link:focus")) reached += 1;
    }
    assert.equal(await app.overflow(), 0);
  });
}

test("with forced colours the focus and the chosen page are seen, and with reduced motion nothing moves", async (t) => {
  const app = await openApp(t);
  const session = await app.page.createCDPSession();
  const features = ["forced-colors active", "prefers-reduced-motion reduce"].map((text) => text.split(" "));
  await session.send("Emulation.setEmulatedMedia", { features: features.map(([name, value]) => ({ name, value })) });
  const isOutlined = (selector) =>
    app.page.$eval(selector, (it) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(it);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
  assert.ok(await isOutlined(".rail-link[aria-current=page]"));
  for (let step = 0; step < 12; step += 1) {
    await app.press("Tab");
    assert.ok(await isOutlined(":focus"), JSON.stringify(await app.focused()));
  }
  await app.waitForText(".status", /on target|at risk|off target/);
  const moving = () => [...document.querySelectorAll("*")].filter((it) => parseFloat(getComputedStyle(it).transitionDuration) > 0).length;
  assert.equal(await app.page.evaluate(moving), 0);
  await app.axe();
});

/** Of nine places on the element that has the focus, how many are seen. */
const seen = () => {
  const it = document.activeElement;
  const { left, top, width, height } = it.getBoundingClientRect();
  const at = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [left + x * width, top + y * height]));
  return at.filter(([x, y]) => it.contains(document.elementFromPoint(x, y))).length;
};

for (const [hash, keys] of [
  ["#/figures/first-surgery/2025", ["Tab", "Enter"]],
  ["#/scores/*/T2/2025-12", ["Tab"]],
  ["#/design/T2/2000-01/measures", ["Tab"]],
]) {
  test(`what has the focus is never hidden: ${hash}`, async (t) => {
    const app = await openApp(t, { hash, width: 640, height: 400 });
    await app.page.waitForSelector(".pickers");
    for (const key of keys.flatMap((key) => Array(60).fill(key)).concat(Array(30).fill("Shift+Tab"))) {
      await app.press(key);
      const isPage = () => document.activeElement === document.body;
      if (await app.page.evaluate(isPage)) continue;
      assert.ok((await app.page.evaluate(seen)) > 0, `${key}: ${JSON.stringify(await app.focused())}`);
    }
  });
}

test("the language changes without a reload and is remembered", async (t) => {
  const app = await openApp(t);
  await app.page.evaluate(() => (window.sameDocument = true));
  // What a person types is no text of the program, and stays.
  await app.page.focus(".header-name");
  await app.press("Control+a");
  await app.type("Scores 得分");
  await app.press("Tab");
  const select = await app.byName("combobox", "Language");
  await select.select("zh-Hant");
  await app.waitForText("h1", "得分");
  assert.equal(await app.page.evaluate(() => document.documentElement.lang), "zh-Hant");
  assert.equal(await app.page.evaluate(() => window.sameDocument), true);
  assert.equal(await app.page.$eval(".header-name", (it) => it.value), "Scores 得分");
  await app.waitForText(".save-word", "已");
  await app.reload();
  await app.waitForText("h1", "得分");
});

test("an address leads to its page, and back leads back", async (t) => {
  const app = await openApp(t, { hash: "#/scores/first-surgery/T1-rounded/2025-12/t1-f14" });
  await app.waitForText("[data-testid=headline]", "10 × (2 − 46.5 ÷ 45) = 9.67");
  await app.clickText("link", "Workbooks");
  await app.waitForText("h1", "Workbooks");
  await app.page.goBack();
  await app.waitForText("[data-testid=headline]", "10 × (2 − 46.5 ÷ 45) = 9.67");
});

test("unrounded, the same card shows 97.04 and keeps 97.041666…", async (t) => {
  const app = await openApp(t, { hash: "#/scores/first-surgery/T1/2025-12/t1-f14" });
  await app.waitForText("[data-testid=total]", "97.04");
  await app.waitForText("[data-testid=steps]", "97.041666…");
});
