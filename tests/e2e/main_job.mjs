// The main job by keyboard alone: a month is read, explained, entered and kept. In any browser, from any place.

import assert from "node:assert/strict";
import { narrowRevenue, printed, total, totalWithGaps } from "./arithmetic.mjs";
import { pressNamed, rowOf, toDecember } from "./keyboard.mjs";

export const TOTAL = "[data-testid=total]";
const DECEMBER_TOTAL = "[data-testid=total-0-11]";

/** A narrow revenue between 120.00 and 199.99, from a seed that is printed. */
export function draw(t) {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 8000));
  t.diagnostic(`SEED=${seed}`);
  const value = 12000 + (seed % 8000);
  return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, "0")}`;
}

/** Finds the unit, its total and the explanation of a measure. */
export async function readTheSample(app, words) {
  await pressNamed(app, words.firstSurgery);
  assert.equal(await app.text(TOTAL), "96.58");
  assert.equal(await app.text("[data-testid=coverage]"), words.full);
  await pressNamed(app, words.drugShare);
  assert.equal(await app.text("[data-testid=headline]"), "−0.2 × (46.5 − 45) = −0.30");
  const steps = await app.text("[data-testid=steps]");
  for (const part of ["146.475", "315", "146.475 ÷ 315 × 100 = 46.5", "71.30 + 26.58 − 1.30 = 96.58"]) {
    assert.ok(steps.includes(part), `${part} in ${steps}`);
  }
}

/** Types the drawn figure into narrow revenue of December; total and explanation follow. */
export async function enter(app, words, drawn) {
  await pressNamed(app, words.seeFigures);
  await app.page.waitForSelector("[data-row='0'][data-column='0']");
  while (!(await inGrid(app))) await app.press("Tab");
  await toDecember(app);
  await rowOf(app, words.narrowRevenue);
  await app.type(drawn);
  await app.waitForText(DECEMBER_TOTAL, printed(total(drawn)));
  await app.press("Enter");
  await toScores(app, words);
  await app.waitForText(TOTAL, printed(total(drawn)));
  assert.equal(await app.text("[data-testid=points-t2-f04]"), printed(narrowRevenue(drawn)));
  await pressNamed(app, words.costRatio);
  const steps = await app.text("[data-testid=steps]");
  assert.ok(steps.includes(`268.38 ÷ ${shortened(drawn)} × 100 = `), steps);
  assert.ok(steps.includes(` = ${printed(total(drawn))}`), steps);
}

/** From the grid to the scores of the unit. */
async function toScores(app, words) {
  await pressNamed(app, words.scores, { backwards: true });
  await app.page.waitForSelector(".matrix");
  await pressNamed(app, words.firstSurgery);
}

function inGrid(app) {
  return app.page.evaluate(() => document.activeElement.dataset.row !== undefined);
}

/** A decimal without trailing zeros, as explanations print it. */
function shortened(text) {
  return text.replace(/\.?0+$/, "");
}

/** One figure missing, one not applicable, one zero. */
export async function enterGaps(app, words, drawn) {
  await pressNamed(app, words.seeFigures);
  await app.page.waitForSelector("[data-row='0'][data-column='0']");
  while (!(await inGrid(app))) await app.press("Tab");
  await toDecember(app);
  await rowOf(app, words.visits);
  await app.press("Delete", "Enter");
  await rowOf(app, words.admissions);
  await app.type(words.notApplicable);
  await app.press("Enter");
  await rowOf(app, words.operations);
  await app.type("0");
  await app.press("Enter");
  await app.waitForText(DECEMBER_TOTAL, printed(totalWithGaps(drawn)));
  await toScores(app, words);
  await app.waitForText(TOTAL, printed(totalWithGaps(drawn)));
  assert.equal(await app.text("[data-testid=coverage]"), words.partly);
  assert.equal(await app.text("[data-testid=points-t2-p04]"), "0.00");
}

/** Undo takes back the three gaps and leaves the drawn figure, which outlives a reload. */
export async function undoAndReload(app, words, drawn) {
  await app.press("Control+z", "Control+z", "Control+z");
  await app.waitForText(TOTAL, printed(total(drawn)));
  await app.waitForText(".save-word", words.saved);
  const table = await app.text(".score-table");
  await app.reload();
  await app.waitForText(TOTAL, printed(total(drawn)));
  assert.equal(await app.text(".score-table"), table);
  return { table, total: printed(total(drawn)) };
}
