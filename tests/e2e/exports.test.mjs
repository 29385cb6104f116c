// The workbook for other programs: a spreadsheet whose scores are formulas, and lists as CSV.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { openApp } from "./harness.mjs";

const WORDS = {
  en: { share: "Share", excel: "Excel with formulas", scores: "All scores as CSV", figures: "All figures as CSV", sheet: "Definitions" },
  "zh-Hans": { share: "分享", excel: "导出 Excel（含公式）", scores: "导出全部得分（CSV）", figures: "导出全部数据（CSV）", sheet: "目标与定义" },
  "zh-Hant": { share: "分享", excel: "匯出 Excel（含公式）", scores: "匯出全部得分（CSV）", figures: "匯出全部數據（CSV）", sheet: "目標與定義" },
};

/** The parts of a packed file, by name. */
function parts(bytes) {
  const found = {};
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const [size, name] = [bytes.readUInt32LE(at + 18), bytes.readUInt16LE(at + 26)];
    const start = at + 30 + name + bytes.readUInt16LE(at + 28);
    found[bytes.toString("utf8", at + 30, at + 30 + name)] = inflateRawSync(bytes.subarray(start, start + size)).toString();
    at = start + size;
  }
  return found;
}

for (const [language, words] of Object.entries(WORDS)) {
  test(`the sample leaves as formulas and as lists, ${language}`, async (t) => {
    const app = await openApp(t, { language, hash: "#/scores" });
    await app.waitForText("h1", /./);
    await (await app.byName("button", words.share)).click();
    await app.page.waitForSelector("dialog[open] h3");
    await app.axe();
    await app.screenshot(`exports-${language}`);

    const started = Date.now();
    const excel = await app.download(() => app.clickText("button", words.excel));
    t.diagnostic(`${excel.name}: ${excel.bytes.length} bytes after ${Date.now() - started} ms`);
    assert.match(excel.name, /\.xlsx$/);
    const files = parts(excel.bytes);
    assert.ok(files["xl/workbook.xml"].includes(`name="${words.sheet}"`));
    const formulas = Object.values(files).join("").match(/<f>/g).length;
    t.diagnostic(`${formulas} formulas`);
    assert.ok(formulas > 10_000);
    assert.doesNotMatch(Object.values(files).join(""), /<f>[^<]*(NOW|TODAY|RAND|OFFSET|INDIRECT)\(/);

    const scores = await app.download(() => app.clickText("button", words.scores));
    const [heading, ...rows] = scores.bytes.toString().trimEnd().split("\r\n");
    assert.equal(heading.split(",")[0], "\ufeffscorecard", "spreadsheets know UTF-8 by the mark at the beginning");
    assert.ok(rows.filter((row) => row.startsWith("T2,first-surgery,")).length > 24);

    const figures = await app.download(() => app.clickText("button", words.figures));
    assert.match(figures.bytes.toString(), /^\ufeffunit,unit_name,item,/);
  });
}
