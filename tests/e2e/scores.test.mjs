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
  await app.waitFor(() => document.querySelector(".matrix tbody th a").textContent === "Cardiology");
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
  await (await app.byName("combobox", "Period")).select("2025-Q4");
  await app.waitFor(() => location.hash.includes("2025-Q4"));
  await app.waitForText(".matrix tbody", "Oncology");
});
