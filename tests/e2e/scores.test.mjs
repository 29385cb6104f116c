// From all units to the arithmetic of one point and back, by keyboard alone; another period; rows sorted and found.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";
import { pressNamed, tabTo } from "./keyboard.mjs";
import { WORDS } from "./words.mjs";

const names = (app) => app.page.$$eval(".matrix tbody th a", (links) => links.map((link) => link.textContent));

for (const [language, width] of [["en", 1280], ["zh-Hans", 360]]) {
  test(`from the matrix to a point and back (${language}, ${width} px)`, async (t) => {
    const words = WORDS[language];
    const app = await openApp(t, { language, width });
    await app.waitForText(".matrix-total", "96.58");
    const before = await app.text(".matrix");
    await app.axe();
    assert.equal(await app.overflow(), 0);
    // Two steps down: the unit, and the measure with its arithmetic.
    await pressNamed(app, words.firstSurgery);
    await app.waitForText("[data-testid=total]", "96.58");
    await pressNamed(app, words.drugShare);
    assert.equal(await app.text("[data-testid=headline]"), "−0.2 × (46.5 − 45) = −0.30");
    await app.screenshot(`scores-${language}-${width}`);
    await app.page.goBack();
    await app.page.goBack();
    await app.page.waitForSelector(".matrix");
    assert.equal(await app.text(".matrix"), before);
  });
}

test("another period, another order, one kind, a part of a name", async (t) => {
  const app = await openApp(t, { hash: "#/scores/*/T2/2025-12" });
  await app.waitForText(".matrix-total", "103.41");
  assert.deepEqual(await names(app), ["Cardiology", "Oncology", "First Surgery", "Orthopaedics"]);
  // By keyboard: the heading keeps the focus while the rows move.
  await tabTo(app, "Unit");
  await app.press("Enter");
  // Cardiology stands first in both orders: the second row tells them apart.
  await app.waitFor(() => document.querySelectorAll(".matrix tbody th a")[1].textContent === "First Surgery");
  await app.waitFor(() => document.activeElement.dataset.key === "name");
  assert.deepEqual(await names(app), ["Cardiology", "First Surgery", "Oncology", "Orthopaedics"]);
  await app.press("Enter");
  await app.waitFor(() => document.querySelector(".matrix tbody th a").textContent === "Orthopaedics");
  // The address says it all.
  await app.reload();
  await app.waitFor(() => document.querySelector(".matrix tbody th a")?.textContent === "Orthopaedics");
  await (await app.byName("combobox", "Kind")).select("medical");
  await app.waitFor(() => document.querySelectorAll(".matrix tbody th a").length === 2);
  await (await app.byName("searchbox", "Find a unit")).type("onc");
  await app.waitFor(() => document.querySelectorAll(".matrix tbody th a").length === 1);
  const month = await app.page.$eval(".matrix caption", (it) => it.textContent);
  await (await app.byName("combobox", "Period")).select("2025-Q4");
  await app.waitFor(() => location.hash.includes("2025-Q4"));
  await app.waitFor((month) => document.querySelector(".matrix caption")?.textContent !== month, month);
  await app.waitForText(".matrix tbody", "Oncology");
  // A mean of three months has its perspectives too.
  await app.waitForText(".matrix thead", "Work efficiency");
  // From a month to the year up to it.
  await (await app.byName("combobox", "Period")).select("2025-10");
  await app.waitFor(() => document.querySelector("option[value=ytd-2025-10]") !== null);
  await (await app.byName("combobox", "Period")).select("ytd-2025-10");
  await app.waitFor(() => location.hash.includes("ytd-2025-10"));
  await app.waitForText(".matrix caption", "January to October 2025");
});

test("a measure on a page of its own, from a point to its figures and back", async (t) => {
  const app = await openApp(t, { hash: "#/scores/first-surgery/T2/2025-12/t2-f14" });
  await app.waitForText("[data-testid=headline]", "−0.2 × (46.5 − 45) = −0.30");
  await pressNamed(app, "Open as a page");
  // The address is one that can be kept: it names the measure and survives a reload.
  await app.waitFor(() => location.hash === "#/scores/first-surgery/T2/2025-12/t2-f14/page");
  await app.reload();
  await app.waitForText("[data-testid=headline]", "−0.2 × (46.5 − 45) = −0.30");
  await app.waitForText("[data-testid=verdict]", /\./);
  assert.match(await app.text("[data-testid=measure-facts]"), /−0\.30/);
  assert.ok((await app.page.$$(".measure-page .trend tbody tr")).length >= 12, "a line for each month");
  await app.axe();
  await app.screenshot("measure");
  // Another period of the same measure; its neighbour; a peer; and back.
  await (await app.byName("combobox", "Period")).select("2025-11");
  await app.waitFor(() => location.hash.endsWith("2025-11/t2-f14/page"));
  await app.page.goBack();
  // Not that of the period left behind.
  await (await app.page.waitForSelector(".measure-page tbody a[href*='orthopaedics/T2/2025-12']")).click();
  await app.waitFor(() => location.hash === "#/scores/orthopaedics/T2/2025-12/t2-f14/page");
  await app.waitForText(".measure-ways [data-key=unit]", "Orthopaedics");
  await app.page.goBack();
  await app.waitForText(".measure-ways [data-key=unit]", "First Surgery");
  await app.waitForText("[data-testid=headline]", "46.5");
  await pressNamed(app, "See these figures");
  await app.waitFor(() => location.hash.startsWith("#/figures/first-surgery/"));
  await app.waitForText("h1", "Figures");
  await app.page.goBack();
  await (await app.page.waitForSelector(".measure-ways a")).click();
  await app.waitForText("[data-testid=total]", "96.58");
});

for (const [language, theme, hash] of [
  ["zh-Hans", "dark", "#/scores/first-surgery/T2/2025-12/t2-p04/page"],
  ["zh-Hant", "light", "#/lab/first-surgery/T2/2025-12/m-t2-p04"],
  ["en", "dark", "#/map/first-surgery/T1/2025-12"],
  ["zh-Hans", "light", "#/report/*/T2/2025-12"],
  ["en", "light", "#/scores/*/T2/2025-Q4"],
]) {
  test(`${hash} on a phone (${language}, ${theme})`, async (t) => {
    const app = await openApp(t, { language, theme, width: 360, hash });
    await app.page.waitForSelector("table, .map-card");
    assert.equal(await app.overflow(), 0);
    await app.axe();
    await app.screenshot(`phone-${hash.split("/")[1]}-${language}-${theme}`);
  });
}
