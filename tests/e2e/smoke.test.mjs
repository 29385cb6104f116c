// The page loads, keeps to its policy, and stays honest when it cannot start.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DIST, openApp } from "./harness.mjs";

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Waits until the start-up text has gone and the app shows its heading. */
async function mounted(app) {
  await app.waitFor(() => !document.querySelector("#boot") && document.querySelector("h1") !== null);
}

test("the page declares the policy, and has no inline script or style", () => {
  const page = readFileSync(join(DIST, "index.html"), "utf8");
  assert.ok(page.includes(`<meta http-equiv="Content-Security-Policy" content="${POLICY}">`));
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
});

for (const theme of ["light", "dark"]) {
  test(`the page loads in the ${theme} theme`, async (t) => {
    const app = await openApp(t, { theme, ready: false });
    await mounted(app);
    assert.ok((await app.text("h1")).length > 0);
    assert.deepEqual(app.warnings, []);
    await app.axe();
    await app.screenshot(`smoke-${theme}`);
  });
}

test("the page has something to show before the program runs", async (t) => {
  const app = await openApp(t, { ready: false });
  const shell = await app.page.evaluate(async () => (await fetch("index.html")).text());
  for (const words of ["The Balanced Scorecard workbench", "医院平衡计分卡工作台", "醫院平衡計分卡工作台"]) {
    assert.ok(shell.includes(words), words);
  }
});

for (const [language, locale] of [["en", "en-US"], ["zh-Hans", "zh-CN"], ["zh-Hant", "zh-TW"]]) {
  test(`the browser of the journey prefers ${locale}`, async (t) => {
    const app = await openApp(t, { language, ready: false });
    assert.equal(await app.page.evaluate(() => navigator.language), locale);
  });
}

test("without WebAssembly the page says so and offers the data", async (t) => {
  const app = await openApp(t, { ready: false });
  await mounted(app);
  await app.page.evaluate(() => localStorage.setItem("counterpoise:kept", "\u20ac"));
  await app.page.evaluateOnNewDocument(() => delete window.WebAssembly);
  await app.page.reload();
  await app.waitForText("#boot", "this browser cannot run WebAssembly");
  assert.doesNotMatch(await app.text("#boot"), /Reload/, "which would not help");
  await app.axe();
  const { name, bytes } = await app.download(() => app.page.click("#boot button"));
  assert.match(name, /^counterpoise-all-data-\d{4}-\d\d-\d\d\.json$/);
  assert.equal(JSON.parse(bytes)["counterpoise:kept"], "\u20ac");
});

test("when a part of the program cannot be loaded the page says so", async (t) => {
  const app = await openApp(t, { ready: false, expectErrors: true });
  await mounted(app);
  await app.page.setRequestInterception(true);
  app.page.on("request", (request) => (/wasm$/.test(request.url()) ? request.abort() : request.continue()));
  await app.page.reload();
  await app.waitForText("#boot", /a part of the program could not be loaded.*Reload the page to go on/);
});

/** What the browser reports for an error in the program; one thrown by a journey would reach the page muted. */
function failWith(app, kind, text) {
  return app.page.evaluate(
    (kind, text) => {
      const [error, promise] = [new Error(text), Promise.resolve()];
      if (kind === "error") dispatchEvent(new ErrorEvent(kind, { error }));
      else dispatchEvent(new PromiseRejectionEvent(kind, { promise, reason: error }));
    },
    kind,
    text,
  );
}

const KINDS = ["error", "unhandledrejection"];
for (const [kind, other] of [KINDS, KINDS.toReversed()]) {
  test(`an ${kind} that nothing caught is shown as plain text, once`, async (t) => {
    const app = await openApp(t, { ready: false });
    await mounted(app);
    await failWith(app, kind, "<b>first</b>");
    await failWith(app, other, "second");
    await app.waitForText(".boot[role=alert]", "The program has stopped because of an error: <b>first</b>.");
    assert.equal(await app.page.$$eval(".boot[role=alert]", (found) => found.length), 1);
    await app.axe();
    await app.screenshot(`smoke-stopped-${kind}`);
    await app.page.evaluate(() => localStorage.setItem("counterpoise:kept", "1"));
    const { bytes } = await app.download(() => app.page.click(".boot[role=alert] button"));
    assert.equal(JSON.parse(bytes)["counterpoise:kept"], "1");
  });
}

test("with storage denied the same page does not promise data", async (t) => {
  const app = await openApp(t, { ready: false, storage: "denied" });
  await mounted(app);
  await failWith(app, "error", "first");
  await app.waitForText(".boot[role=alert]", "does not let the page read stored data");
  assert.equal(await app.page.$(".boot[role=alert] button"), null);
});
