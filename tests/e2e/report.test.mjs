// The report as it comes from the printer: in Chinese, on A4, read back out of the PDF.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { openApp } from "./harness.mjs";

/** Letters as they are typed: a PDF may have the radical in place of the letter that looks like it. */
const plain = (text) => text.normalize("NFKC").replaceAll(" ", "");

/** The texts of each page with their places, in points. */
async function pagesOf(bytes) {
  const document = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: true, verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const [, , width, height] = page.view;
    const { items } = await page.getTextContent();
    pages.push({ width, height, items, text: plain(items.map((it) => it.str).join("")) });
  }
  return pages;
}

async function print(app, name) {
  const bytes = await app.page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: false, timeout: 60_000 });
  if (process.env.PICTURES) {
    const folder = join(import.meta.dirname, "pictures");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.pdf`), bytes);
  }
  return pagesOf(bytes);
}

function onThePage(pages) {
  for (const [index, { width, height, items }] of pages.entries()) {
    assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `page ${index + 1} is A4: ${width} × ${height}`);
    for (const { str, transform, width: length } of items.filter((it) => it.str.trim())) {
      assert.ok(transform[4] >= 0 && transform[4] + length <= width + 1, `“${str}” runs off page ${index + 1}`);
    }
    assert.ok(pages[index].text.includes(`${index + 1}/${pages.length}`), `page ${index + 1} has its number`);
  }
}

/** The lines of a page by their height, each with its texts from left to right. */
function linesOf({ items }) {
  const lines = new Map();
  for (const { str, transform } of items.filter((it) => it.str.trim())) {
    const y = Math.round(transform[5]);
    lines.set(y, [...(lines.get(y) ?? []), { str, x: transform[4] }]);
  }
  return [...lines.entries()].sort(([a], [b]) => b - a).map(([, line]) => plain(line.sort((a, b) => a.x - b.x).map((it) => it.str).join("")));
}

/** Pages on which a table goes on have its heading once more, above its first row there. */
function headsRepeat(pages, heading, rows) {
  const there = pages.filter((page) => rows.some((row) => page.text.includes(plain(row))));
  assert.ok(there.length > 1, "the table goes over several pages");
  for (const page of there) {
    const lines = linesOf(page);
    const head = lines.findIndex((line) => line.includes(plain(heading)));
    const first = lines.findIndex((line) => rows.some((row) => line.startsWith(plain(row))));
    assert.ok(head >= 0 && head < first, `${heading} above ${lines[first]} in\n${lines.join("\n")}`);
  }
}

test("the report of a unit in Chinese", async (t) => {
  const app = await openApp(t, { language: "zh-Hans", hash: "#/report/first-surgery/T2/2025-12" });
  await app.waitForText("[data-testid=total]", "96.58");
  await app.axe();
  assert.equal(await app.overflow(), 0);
  const pages = await print(app, "report-unit-zh-Hans");
  onThePage(pages);
  const text = pages.map((page) => page.text).join("\n");
  // The printed example: 71.30 + 26.58 − 1.30 = 96.58, each status as a word, and every step of the annex.
  for (const part of ["绩效考核报告", "外一科", "96.58", "71.30", "26.58", "−1.30", "达标", "附录", "−0.2 × (46.5 − 45) = −0.30", "编制", "审核"]) {
    assert.ok(text.includes(plain(part)), `${part} in\n${text}`);
  }
  // Every cell of the table of measures is on paper.
  const cells = await app.page.$$eval(".score-table td.number", (all) => all.map((it) => it.textContent.trim()).filter(Boolean));
  for (const cell of cells) assert.ok(text.includes(plain(cell)), cell);
  assert.ok(pages.length >= 3, `${pages.length} pages`);
});

test("the summary fits on a telephone", async (t) => {
  const app = await openApp(t, { language: "zh-Hant", width: 360, height: 800, hash: "#/report/first-surgery/T2/2025-12" });
  await app.waitForText(".report .table-scroll", "未達標");
  const [hidden] = await app.page.$$eval(".report .table-scroll", (all) => all.map((it) => it.scrollWidth - it.clientWidth));
  assert.equal(hidden, 0);
});

test("the report of the hospital in Chinese, in dark colours on the screen", async (t) => {
  const app = await openApp(t, { language: "zh-Hant", theme: "dark", hash: "#/report/*/T2/2025-12" });
  await app.waitForText(".report .matrix", "96.58");
  await app.axe();
  const pages = await print(app, "report-hospital-zh-Hant");
  onThePage(pages);
  const text = pages.map((page) => page.text).join("\n");
  for (const total of ["103.41", "97.84", "96.58", "85.99"]) assert.ok(text.includes(total), total);
  // The arithmetic of every measure, in tables that are longer than a page.
  assert.ok(text.includes(plain("15 × 165 ÷ 150 = 16.50")));
  const codes = await app.page.$$eval(".arithmetic tbody th", (all) => all.map((it) => it.textContent));
  const heading = await app.page.$eval(".arithmetic thead tr", (row) => row.textContent);
  assert.equal(codes.length, 80);
  headsRepeat(pages.slice(pages.findIndex((page) => page.text.includes("附錄"))), heading, codes);
  for (const unit of await app.page.$$eval(".matrix tbody th a", (all) => all.map((it) => it.textContent))) {
    assert.ok(text.includes(plain(unit)), unit);
  }
});
