// A browser that is killed one second after an edit that was said to be saved: started again, it has the edit, on http
// and from the disk. `cargo xtask kill-test` does it twenty times, and with a workbook of 1 MB edited every second.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ONE_FILE, addressOf, kill, newFolder, openApart } from "./apart.mjs";
import { exportedText } from "./exchange.mjs";
import { BASE_URL, IS_FAST } from "./harness.mjs";
import { WORDS } from "./words.mjs";

const CELL = "input[aria-label='Narrow revenue, First Surgery, December 2025']";
const FIGURES = "#/figures/first-surgery/2025";
const PLACES = { http: BASE_URL, "a file": addressOf(ONE_FILE) };
const words = WORDS.en;
const KILLS = Number(process.env.KILLS ?? 2);
const SECONDS = Number(process.env.SECONDS ?? 0);
const HOUR = { timeout: 3_600_000 };

/** A profile of its own, and browsers that use it one after the other. */
class Machine {
  constructor(t, place) {
    Object.assign(this, { t, place, folder: newFolder(t) });
  }

  async start(hash = FIGURES) {
    const { t, place, folder } = this;
    Object.assign(this, await openApart(t, { place, hash, folder }));
  }

  async kill() {
    await kill(this.browser);
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
    const bytes = enlarged(await exportedText(machine.app));
    t.diagnostic(`${bytes.length} bytes`);
    assert.ok(bytes.length >= 1_000_000);
    const path = join(machine.folder, "large.counterpoise.json");
    writeFileSync(path, bytes);
    await (await machine.app.page.waitForSelector("input[type=file]")).uploadFile(path);
    await machine.app.clickText("button", words.replace);
    await machine.app.waitFor(() => !document.querySelector("dialog[open]"));
    await machine.saved();
    await machine.app.page.evaluate((hash) => (location.hash = hash), FIGURES);
    let [edits, expected, slowest] = [0, 0, 0];
    const begin = Date.now();
    while (Date.now() < begin + 1000 * SECONDS) {
      const start = Date.now();
      expected = 100 + edits / 10;
      await machine.type(String(expected));
      edits += 1;
      slowest = Math.max(slowest, Date.now() - start);
      await new Promise((resolve) => setTimeout(resolve, begin + 1000 * edits - Date.now()));
    }
    assert.ok(!IS_FAST || edits >= 0.95 * SECONDS, `${edits} edits in ${SECONDS} s`);
    await second();
    await machine.kill();
    await machine.start();
    assert.equal(await machine.value(), expected);
    t.diagnostic(`${edits} edits, each typed and saved within ${slowest} ms; last edit ${expected}`);
  });
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
