// The main job: a hospital's month, read, explained, entered, kept and shared, by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";
import { pressNamed, tabTo } from "./keyboard.mjs";
import { TOTAL, draw, enter, enterGaps, readTheSample, undoAndReload } from "./main_job.mjs";
import { WORDS } from "./words.mjs";

for (const language of ["en", "zh-Hans"]) {
  test(`a month from reading to sharing (${language})`, async (t) => {
    const words = WORDS[language];
    const app = await openApp(t, { language });
    await readTheSample(app, words);
    const drawn = draw(t);
    await enter(app, words, drawn);
    await enterGaps(app, words, drawn);
    const shown = await undoAndReload(app, words, drawn);
    await share(t, app, words, language, shown);
  });
}

/** Exported, opened in a clean profile by replacing the sample there, exported again: the same bytes. */
async function share(t, app, words, language, shown) {
  await tabTo(app, words.export);
  const first = await app.download(() => app.press("Enter"));
  assert.match(first.name, /-\d{4}-\d\d-\d\d\.counterpoise\.json$/);
  await app.waitForText(".save-backup", words.backupToday);
  const other = await openApp(t, { language });
  await other.page.bringToFront();
  await pressNamed(other, words.workbooks);
  await tabTo(other, words.chooseFile);
  await other.upload(first.bytes, first.name, { action: () => other.press("Enter") });
  await other.page.waitForSelector("dialog[open]");
  await pressNamed(other, words.replace);
  await other.page.waitForSelector(".matrix");
  await pressNamed(other, words.firstSurgery);
  await other.waitForText(TOTAL, shown.total);
  assert.equal(await other.text(".score-table"), shown.table);
  await tabTo(other, words.export);
  const second = await other.download(() => other.press("Enter"));
  assert.ok(first.bytes.equals(second.bytes), "the second export differs from the first");
}
