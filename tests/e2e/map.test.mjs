// The strategy map: objectives stand in their layers, move by keyboard and by pointer, and are handed over as drawings.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";
import { tabTo } from "./keyboard.mjs";

const boxOf = (app, key) =>
  app.page.$eval(`.map-card[data-key="${key}"]`, (card) => card.getBoundingClientRect().toJSON());

test("the sample has a map: objectives are moved by keyboard and by pointer, and stay there", async (t) => {
  const app = await openApp(t, { hash: "#/map" });
  await app.page.waitForSelector(".map-card");
  assert.equal((await app.page.$$(".map-card")).length, 8);
  assert.equal((await app.page.$$(".chart-arrow-line")).length, 6);
  assert.match(await app.text("[data-key=revenue] .map-note"), /● on target 105\.0 %/);
  // Every arrow says at each lag how strong the correlation is and on how many periods it rests.
  await app.waitForText("table.lags", /over \d+ periods/);
  assert.equal((await app.page.$$("table.lags td.lag")).length, 6 * 7);
  assert.equal((await app.page.$$("table.lags [data-strongest=true]")).length, 6);
  assert.match(await app.text("table.lags td.lag"), /^[+−]?[\d.]+\s*over \d+/);
  await app.axe();
  const start = await boxOf(app, "capacity");
  const label = await app.page.$eval("[data-key=capacity]", (card) => card.getAttribute("aria-label"));
  const place = () => app.page.$eval("[data-key=capacity] .map-box", (box) => Number(box.getAttribute("x")));
  const before = await place();
  const movedFrom = (x) =>
    app.waitFor((x) => Number(document.querySelector("[data-key=capacity] .map-box").getAttribute("x")) !== x, x);
  await tabTo(app, label);
  await app.press("ArrowRight", "ArrowRight");
  await app.waitFor(() => document.activeElement.dataset.key === "capacity");
  await movedFrom(before);
  const moved = await place();
  assert.ok(moved > before, `${moved} is to the right of ${before}`);
  await app.press("Delete");
  await movedFrom(moved);
  assert.equal(await place(), before);
  const { mouse } = app.page;
  await mouse.move(start.x + 20, start.y + 20);
  await mouse.down();
  await mouse.move(start.x + 120, start.y + 50, { steps: 5 });
  // The pointer is let go outside the drawing: the drag ends there all the same.
  await mouse.move(start.x + 120, 5, { steps: 3 });
  await mouse.up();
  await movedFrom(before);
  // One undo takes back the whole drag, one redo does it again.
  const dragged = await place();
  await app.press("Control+z");
  await movedFrom(dragged);
  assert.equal(await place(), before);
  await app.press("Control+y");
  await movedFrom(before);
  assert.equal(await place(), dragged);
  await app.waitForText(".save-word", "Saved in this browser");
  await app.screenshot("map");
  await app.reload();
  await app.page.waitForSelector(".map-card");
  assert.ok((await place()) > before, "it stays where it was put");
});

test("the map and a chart are handed over as SVG and PNG, in Chinese", async (t) => {
  const app = await openApp(t, { language: "zh-Hans", width: 360, hash: "#/map/first-surgery/T1/2025-12" });
  await app.page.waitForSelector(".map-card");
  assert.equal(await app.overflow(), 0);
  // All lags stand beside each other, nothing has to be scrolled.
  const room = await app.page.$eval(".table-scroll:has(.lags)", (it) => it.scrollWidth - it.clientWidth);
  assert.equal(room, 0);
  await app.axe();
  await app.screenshot("map-zh-Hans-360");
  await handedOver(app, "核心制度");
  // Every other chart as well: of a unit, of a measure, and the curve of the design.
  for (const [hash, part] of [
    ["#/scores/first-surgery/T2/2025-12", "总分"],
    ["#/scores/first-surgery/T2/2025-12/t2-p04/page", "手术人次"],
    ["#/design/T2/2000-01/measures/m-t2-p04", "15"],
  ]) {
    // The page left behind has a drawing too.
    await app.goTo(hash);
    await app.page.waitForSelector("figure:has(svg.chart) [data-chart=svg]");
    await app.page.$$eval("figure:has(svg.chart) details", (all) => all.forEach((it) => (it.open = true)));
    await handedOver(app, part);
  }
  await app.page.evaluate(() => (location.hash = "#/map/first-surgery/T1/2025-12"));
  await app.page.waitForSelector(".map-card");
  await tabTo(app, "得分", { backwards: true });
});

/** The first drawing of the page as both kinds of file. */
async function handedOver(app, part) {
  const press = (kind) => app.page.$eval(`figure [data-chart=${kind}]`, (button) => button.click());
  const svg = await app.download(() => press("svg"));
  assert.match(svg.name, /\.svg$/);
  const drawing = svg.bytes.toString();
  assert.ok(drawing.includes("http://www.w3.org/2000/svg") && drawing.includes(part) && !drawing.includes("class="), drawing);
  const png = await app.download(() => press("png"));
  assert.match(png.name, /\.png$/);
  assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");
  assert.ok(png.bytes.length > 3000, `${png.bytes.length} bytes`);
}
