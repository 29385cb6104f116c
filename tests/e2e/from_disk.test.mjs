// The main job in the one-file build, opened from the disk in Chromium and in Firefox, where every local file is an origin of
// its own: it works, keeps what was entered, asks for nothing and keeps to its policy.

import assert from "node:assert/strict";
import { test } from "node:test";
import { CHROMIUM, ONE_FILE, addressOf, openApart } from "./apart.mjs";
import { exportedText, paste } from "./exchange.mjs";
import { TOTAL, draw, enter, enterGaps, readTheSample, undoAndReload } from "./main_job.mjs";
import { WORDS } from "./words.mjs";

const words = WORDS.en;

const BROWSERS = {
  Chromium: CHROMIUM,
  Firefox: {
    browser: "firefox",
    executablePath: process.env.FIREFOX,
    extraPrefsFirefox: {
      "security.fileuri.strict_origin_policy": true,
      "intl.accept_languages": "en-US",
      // The panel of downloads would take the keys.
      "browser.download.alwaysOpenPanel": false,
      "browser.download.useDownloadDir": true,
    },
  },
};

for (const [name, launch] of Object.entries(BROWSERS)) {
  const skip = launch.executablePath ? false : `${name} is not installed here`;
  test(`the main job from the disk, in ${name}`, { skip, timeout: 300_000 }, async (t) => {
    const { app } = await openApart(t, { place: addressOf(ONE_FILE), launch });
    // Firefox answers more slowly to each of some thousand keys.
    app.page.setDefaultTimeout(30_000);
    t.diagnostic(await app.page.browser().version());
    await readTheSample(app, words);
    const drawn = draw(t);
    await enter(app, words, drawn);
    await enterGaps(app, words, drawn);
    const shown = await undoAndReload(app, words, drawn);

    // Exported, and opened again as a copy from pasted text; pressed with the pointer, because in a dialog the keys of
    // Firefox also lead to its own tools.
    await app.page.evaluate(() => document.activeElement.blur());
    await paste(app, await exportedText(app));
    await app.clickText("button", "Open as a copy");
    await app.page.waitForSelector(".matrix");
    await app.clickText("link", words.firstSurgery);
    await app.waitForText(TOTAL, shown.total);
    await app.axe();
    assert.deepEqual(app.faults, []);
  });
}
