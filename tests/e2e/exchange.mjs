// Workbooks on their way out of the app and into it, as texts.

import { WORDS } from "./words.mjs";

/** The text of the file that `action` in the page makes; no folder for downloads is needed. */
export async function textMade(app, action) {
  const made = app.page.evaluate(
    () =>
      new Promise((resolve) => {
        const { createObjectURL } = URL;
        URL.createObjectURL = (blob) => (resolve(blob.text()), createObjectURL.call(URL, blob));
      }),
  );
  await action();
  return made;
}

/** The text of the exported workbook. */
export async function exportedText(app, words = WORDS.en) {
  return textMade(app, () => app.clickText("button", words.export));
}

/** Pastes a text on the page of workbooks, and waits for the preview. */
export async function paste(app, text) {
  // The page of figures has such a field too.
  await app.goTo("#/workbooks");
  const area = await app.page.waitForSelector("textarea");
  await area.evaluate((it, text) => {
    it.value = text;
    it.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);
  await app.clickText("button", "Open the pasted text");
  await app.page.waitForSelector("dialog[open] .facts");
}
