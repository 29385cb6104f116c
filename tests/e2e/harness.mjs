// Opens the app in a real browser for a journey, and watches over what no journey may do:
// break the Content-Security-Policy, throw, or ask for anything but the files of dist/.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { after } from "node:test";
import puppeteer from "puppeteer-core";
import { App } from "./app.mjs";
import { STUBS } from "./storage.mjs";

export const BASE_URL = required("BASE_URL");
export const DIST = join(import.meta.dirname, "../../dist");
/** The folder in it with the program, which is named after what is in it. */
export const PROGRAM = join(DIST, readdirSync(DIST).find((name) => name.startsWith("app-")) ?? "app");

/** Whether it is built as for people: a build for development is several times as large and as slow. */
export const IS_FAST = statSync(join(PROGRAM, "counterpoise_bg.wasm"), { throwIfNoEntry: false })?.size < 6_000_000;

const LOCALES = { en: "en-US", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW" };
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Two pages of the browser's own in every window, for its address field: half of what a window costs.
  "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
  // Whatever the page might ask for elsewhere is recorded and does not leave the computer.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

let launched;

after(async () => {
  if (!launched) return;
  const { browser, folder } = await launched;
  await browser.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** The browser of this test file, and its folder for the profile, downloads and uploads. */
export function launch() {
  launched ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), "counterpoise-e2e-"));
    const executablePath = required("CHROME");
    const browser = await puppeteer.launch({ executablePath, args: FLAGS, userDataDir: join(folder, "profile") });
    return { browser, folder };
  })();
  return launched;
}

/**
 * Opens the app in a fresh browser context and returns an `App`.
 *
 * At the end of the test `t` the context is closed, and the test fails on any violation of the policy,
 * uncaught error, console error, or request beyond the files of dist/. `expectErrors: true` leaves out
 * the errors (not the violations and requests) for journeys about failure; `app.errors` has them.
 * `ready: false` does not wait until the app says that it is ready. Options for a second tab: `app.context`.
 * `baseUrl` is another place where `dist/` is served; with it the program's files are kept for use without a network,
 * which would make every other journey slower.
 */
export async function openApp(t, options = {}) {
  const { browser, folder } = await launch();
  const context = options.context ?? (await browser.createBrowserContext());
  const page = await context.newPage();
  const app = new App(page, { folder, context, baseUrl: options.baseUrl ?? BASE_URL });
  t.after(async () => {
    // A round trip, so that what the page has reported has arrived; a closed page has nothing left to say.
    await page.evaluate(() => 0).catch(() => {});
    await app.close(!options.context);
    assertHarmless(app, options.expectErrors);
  });
  await watch(page, app);
  await dress(page, options);
  await app.watchDownloads(browser);
  await page.goto(app.baseUrl + (options.hash ? `#${options.hash.replace(/^#/, "")}` : ""));
  if (options.ready ?? true) await app.ready();
  return app;
}

/** Records errors, violations and requests. */
async function watch(page, app) {
  page.on("pageerror", (error) => app.errors.push(`page error: ${error?.stack ?? error}`));
  page.on("console", (message) => record(app, message));
  // The browser's own questions are answered with yes, unless the journey has another answer.
  page.on("dialog", (dialog) => {
    app.questions.push(dialog.message() || dialog.type());
    return app.agrees ? dialog.accept() : dialog.dismiss();
  });
  page.on("request", (request) => app.requests.push(request.url()));
  page.on("workercreated", (worker) => app.requests.push(worker.url()));
  // A new tab loads by itself, and its page would not tell us.
  // The browser's own surfaces are no page of ours.
  const isNoPage = (url) => ["", "about:blank"].includes(url) || url.startsWith("chrome://");
  const opened = (target) => isNoPage(target.url()) || app.requests.push(target.url());
  app.context.on("targetcreated", opened).on("targetchanged", opened);
  await page.exposeFunction("reportViolation", (text) => app.violations.push(text));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { violatedDirective, blockedURI, sourceFile, lineNumber } = event;
      window.reportViolation(`${violatedDirective} blocked ${blockedURI} at ${sourceFile}:${lineNumber}`);
    });
  });
}

function record(app, message) {
  const text = `${message.text()} (${message.location()?.url ?? "?"})`;
  // The browser asks for the icon by itself, of a host that is gone too.
  if (/ERR_CONNECTION_REFUSED .*icon\.svg/.test(text)) return;
  if (/Content.Security.Policy/i.test(text)) app.violations.push(text);
  else if (message.type() === "error") app.errors.push(`console error: ${text}`);
  else if (message.type() === "warn") app.warnings.push(text);
}

/** Theme, language, size, and a storage that misbehaves. */
async function dress(page, options) {
  const { language = "en", theme = "light", width = 1280, height = 800, touch = false, storage = "ok" } = options;
  const locale = LOCALES[language];
  assert.ok(locale && STUBS[storage], `no language ${language} or storage ${storage}`);
  await page.setViewport({ width, height, hasTouch: touch, isMobile: touch });
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: theme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ]);
  const session = await page.createCDPSession();
  const userAgent = (await page.browser().userAgent()).replace("Headless", "");
  await session.send("Emulation.setUserAgentOverride", { userAgent, acceptLanguage: locale });
  await page.evaluateOnNewDocument(STUBS[storage]);
  if (!options.baseUrl) await page.evaluateOnNewDocument(STUBS.online);
}

function assertHarmless(app, expectErrors = false) {
  assert.deepEqual(app.violations, [], "violations of the Content-Security-Policy");
  assert.deepEqual(foreign(app), [], "requests for something that is not a file of dist/");
  if (!expectErrors) assert.deepEqual(app.errors, [], "errors on the page");
}

/** Requests that are neither for a file of dist/ nor inside the browser (a download, a picture). */
function foreign({ requests, baseUrl }) {
  const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(DIST, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"));
  const allowed = new Set(["", ...files].map((name) => baseUrl + name));
  // Elsewhere versions come and go; the host itself knows what was asked for.
  const isOwn = (url) => (baseUrl === BASE_URL ? allowed.has(url) : url.startsWith(baseUrl));
  return requests.filter((url) => !/^(blob|data):/.test(url) && !isOwn(url.replace(/[?#].*$/, "")));
}

function required(name) {
  const value = process.env[name];
  assert.ok(value, `${name} is not set: run the journeys with \`cargo xtask test --journeys\``);
  return value;
}
