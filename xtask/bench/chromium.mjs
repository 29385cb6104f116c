// node chromium.mjs <contender> <data.json> <prefix>: as node.mjs, but measures in the browser that CHROME
// names, on a page from BASE_URL, where the contender and the data are too.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import puppeteer from "puppeteer-core";
import { STAGES } from "./run.mjs";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];

const [contender, file, prefix] = process.argv.slice(2);
const { BASE_URL, CHROME } = process.env;
const profile = mkdtempSync(join(tmpdir(), "counterpoise-bench-"));
const options = { executablePath: CHROME, args: FLAGS, userDataDir: profile, protocolTimeout: 0 };
const browser = await puppeteer.launch(options);
try {
  const page = await browser.newPage();
  await page.goto(`${BASE_URL}page.html`);
  const { times, results } = await page.evaluate(measure, contender, basename(file));
  for (const [index, stage] of STAGES.entries()) {
    writeFileSync(`${prefix}-${stage}.results`, Buffer.from(results[index], "base64"));
  }
  for (const [name, milliseconds] of Object.entries(times)) console.log(name, milliseconds);
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}

/** Runs on the page. Bytes leave it as base64. */
async function measure(contender, file) {
  const { run } = await import("./run.mjs");
  const module = await import(`./${contender}.mjs`);
  const data = await (await fetch(`./${file}`)).json();
  const Contender = Object.values(module)[0];
  await Contender.prepare?.(`./${file}`);
  const { times, results } = run(Contender, data);
  const base64 = (bytes) =>
    new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
      reader.readAsDataURL(new Blob([bytes]));
    });
  return { times, results: await Promise.all(results.map(base64)) };
}
