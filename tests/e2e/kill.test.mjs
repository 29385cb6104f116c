// A browser that is killed one second after an edit that was said to be saved: started again, it has the edit, on http
// and from the disk. `cargo xtask kill-test` does it twenty times, and with a workbook of 1 MB edited every second.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { App } from "./app.mjs";
import { BASE_URL } from "./harness.mjs";
import { WORDS } from "./words.mjs";

const CELL = "input[aria-label='Narrow revenue, First Surgery, December 2025']";
const FIGURES = "#/figures/first-surgery/2025";
const ONE_FILE = pathToFileURL(join(import.meta.dirname, "../../dist-file/counterpoise.html")).href;
const PLACES = { http: BASE_URL, "a file": ONE_FILE };
const words = WORDS.en;
const KILLS = Number(process.env.KILLS ?? 2);
const SECONDS = Number(process.env.SECONDS ?? 0);
const HOUR = { timeout: 3_600_000 };

/** A profile of its own, and browsers that use it one after the other. */
class Machine {
  constructor(t, place) {
    this.place = place;
    this.profile = mkdtempSync(join(tmpdir(), "counterpoise-kill-"));
    t.after(async () => {
      await this.browser?.close().catch(() => {});
      rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
    });
  }

  async start(hash = FIGURES) {
    const args = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--lang=en-US"];
    this.browser = await puppeteer.launch({ executablePath: process.env.CHROME, args, userDataDir: this.profile });
    const page = await this.browser.newPage();
    this.app = new App(page, { folder: this.profile, context: { id: "killed" }, baseUrl: this.place });
    await page.goto(this.place + hash);
    await this.app.ready();
  }

  async kill() {
    const gone = new Promise((resolve) => this.browser.process().once("exit", resolve));
    this.browser.process().kill("SIGKILL");
    await gone;
  }

  async saved() {
    await this.app.waitFor((text) => document.querySelector(".save-word")?.textContent === text, words.saved);
  }

  /** Types a figure and waits until it is said to be saved. */
  async type(text) {
    await (await this.app.page.waitForSelector(CELL)).focus();
    await this.app.press("Control+a");
    await this.app.type(text);
    await this.app.press("Tab");
    await this.saved();
  }

  /** The figure in the cell, as a number; the grid shows it with its decimals. */
  async value() {
    return Number(await (await this.app.page.waitForSelector(CELL)).evaluate((it) => it.value));
  }
}

// As long as a person would need; what counts was said to be saved before.
const second = () => new Promise((resolve) => setTimeout(resolve, 1000));

for (const [name, place] of Object.entries(PLACES)) {
  test(`an edit that was saved is there after the browser was killed, ${KILLS} times, on ${name}`, HOUR, async (t) => {
    const machine = new Machine(t, place);
    let expected;
    let mirrored = 0;
    for (let round = 0; round <= KILLS; round += 1) {
      await machine.start();
      if (expected) assert.equal(await machine.value(), expected, `round ${round}`);
      mirrored += (await machine.app.page.$(".notice[data-tone=note]")) ? 1 : 0;
      if (round === KILLS) break;
      await machine.saved();
      for (let edit = 0; edit < 3; edit += 1) {
        expected = 100 + round + (1 + edit) / 10;
        await machine.type(String(expected));
      }
      await second();
      await machine.kill();
    }
    t.diagnostic(`${mirrored} of ${KILLS} times the edit came from the second copy`);
  });

  const skip = SECONDS ? false : "by cargo xtask kill-test";
  test(`a workbook of 1 MB edited every second for ${SECONDS} s, on ${name}`, { ...HOUR, skip }, async (t) => {
    const machine = new Machine(t, place);
    await machine.start("#/workbooks");
    const bytes = enlarged(await exported(machine));
    t.diagnostic(`${bytes.length} bytes`);
    assert.ok(bytes.length >= 1_000_000);
    const path = join(machine.profile, "large.counterpoise.json");
    writeFileSync(path, bytes);
    await (await machine.app.page.waitForSelector("input[type=file]")).uploadFile(path);
    await machine.app.clickText("button", words.replace);
    await machine.app.waitFor(() => !document.querySelector("dialog[open]"));
    await machine.saved();
    await machine.app.page.evaluate((hash) => (location.hash = hash), FIGURES);
    let expected;
    let slowest = 0;
    const end = Date.now() + 1000 * SECONDS;
    for (let edit = 0; Date.now() < end; edit += 1) {
      const start = Date.now();
      expected = 100 + edit / 10;
      await machine.type(String(expected));
      slowest = Math.max(slowest, Date.now() - start);
      await second();
    }
    await machine.kill();
    await machine.start();
    assert.equal(await machine.value(), expected);
    t.diagnostic(`typed and saved within ${slowest} ms; last edit ${expected}`);
  });
}

/** The text of the file that is exported. */
async function exported(machine) {
  return machine.app.page.evaluate(async (label) => {
    const made = new Promise((resolve) => {
      const { createObjectURL } = URL;
      URL.createObjectURL = (blob) => (resolve(blob.text()), createObjectURL.call(URL, blob));
    });
    [...document.querySelectorAll("button")].find((it) => it.innerText.trim() === label).click();
    return made;
  }, words.export);
}

/** The same workbook, which has two years, with figures of earlier ones, until it has 1 MB. */
function enlarged(text) {
  const file = JSON.parse(text);
  const lines = file.workbook.figures.filter((line) => line.year === 2025);
  for (let year = 2023; JSON.stringify(file).length < 1_000_000; year -= 1) {
    file.workbook.figures.push(...lines.map((line) => ({ ...line, year })));
  }
  return JSON.stringify(file);
}
