// The strategy map: objectives stand in their layers, move by keyboard and by pointer, and are handed over as drawings.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";
import { tabTo } from "./keyboard.mjs";

/** The sample with an objective in each of the first two perspectives of T2, the second leading to the first. */
async function withObjectives(t, options) {
  const app = await openApp(t, options);
  const { bytes } = await app.download(() => app.clickText("button", options.exportWord));
  const file = JSON.parse(bytes.toString());
  file.workbook.id = "with-objectives";
  for (const revision of file.workbook.scorecards.find((card) => card.id === "T2").revisions) {
    for (const [place, perspective] of revision.perspectives.slice(0, 2).entries()) {
      const objective = { id: `aim-${place}`, name: options.names[place], weight: "0", least_scored: null };
      perspective.objectives = [{ ...objective, leads_to: place ? ["aim-0"] : [], measures: perspective.measures }];
      perspective.measures = [];
    }
  }
  await app.page.evaluate(() => (location.hash = "#/workbooks"));
  await app.upload(Buffer.from(JSON.stringify(file)), "map.json");
  await app.clickText("button", options.openWord);
  await app.waitForText(".matrix-total", "96.58");
  await app.page.evaluate(() => (location.hash = "#/map/first-surgery/T2/2025-12"));
  await app.page.waitForSelector(".map-card");
  return app;
}

const boxOf = (app, key) =>
  app.page.$eval(`.map-card[data-key="${key}"]`, (card) => card.getBoundingClientRect().toJSON());

test("objectives are moved by keyboard and by pointer, and stay there", async (t) => {
  const names = ["More patients, well cared for", "Ward rounds and ethics"];
  const app = await withObjectives(t, { names, exportWord: "Export file", openWord: "Open it" });
  assert.equal((await app.page.$$(".map-card")).length, 2);
  assert.equal((await app.page.$$(".chart-arrow-line")).length, 1);
  assert.match(await app.text("[data-key=aim-0] .map-note"), /● on target 101.9 %/);
  assert.match(await app.text("[data-key=aim-1] .map-note"), /▲ at risk 88.6 %/);
  await app.waitForText("table", /over \d+ periods/);
  await app.axe();
  const start = await boxOf(app, "aim-0");
  await tabTo(app, "More patients, well cared for, ● on target 101.9 %");
  await app.press("ArrowRight", "ArrowRight");
  await app.waitFor(() => document.activeElement.dataset.key === "aim-0");
  const moved = await app.page.$eval("[data-key=aim-0] .map-box", (box) => Number(box.getAttribute("x")));
  await app.press("Delete");
  await app.waitFor((x) => Number(document.querySelector("[data-key=aim-0] .map-box").getAttribute("x")) !== x, moved);
  const before = await app.page.$eval("[data-key=aim-0] .map-box", (box) => Number(box.getAttribute("x")));
  assert.ok(moved > before, `${moved} is to the right of ${before}`);
  const { mouse } = app.page;
  await mouse.move(start.x + 20, start.y + 20);
  await mouse.down();
  await mouse.move(start.x + 120, start.y + 50, { steps: 5 });
  await mouse.up();
  await app.waitFor((x) => Number(document.querySelector("[data-key=aim-0] .map-box").getAttribute("x")) !== x, before);
  await app.waitForText(".save-word", "Saved in this browser");
  await app.screenshot("map");
  await app.reload();
  await app.page.waitForSelector(".map-card");
  const kept = await app.page.$eval("[data-key=aim-0] .map-box", (box) => Number(box.getAttribute("x")));
  assert.ok(kept > before, "it stays where it was put");
});

test("the map and a chart are handed over as SVG and PNG, in Chinese", async (t) => {
  const names = ["提高患者满意度并缩短平均住院日", "查房与医德医风"];
  const options = { names, language: "zh-Hans", width: 360, exportWord: "导出文件", openWord: "打开" };
  const app = await withObjectives(t, options);
  assert.equal(await app.overflow(), 0);
  await app.axe();
  await app.screenshot("map-zh-Hans-360");
  const svg = await app.download(() => app.clickText("button", "下载 SVG"));
  assert.match(svg.name, /\.svg$/);
  const drawing = svg.bytes.toString();
  assert.ok(drawing.includes("http://www.w3.org/2000/svg") && drawing.includes("住院日") && !drawing.includes("class="));
  const png = await app.download(() => app.clickText("button", "下载 PNG"));
  assert.match(png.name, /\.png$/);
  assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");
  assert.ok(png.bytes.length > 5000, `${png.bytes.length} bytes`);
  await tabTo(app, "得分", { backwards: true });
});
