// A browser of its own, with a profile that outlives it: opened from a file, killed, started again, or watched for the
// memory that it takes. Journeys that need no such thing share one browser (`harness.mjs`).

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { App } from "./app.mjs";

/** The whole app in one file: its path, and where a browser finds it. */
export const ONE_FILE = join(import.meta.dirname, "../../dist-file/counterpoise.html");
export const addressOf = (file) => pathToFileURL(file).href;

export const CHROMIUM = {
  executablePath: process.env.CHROME,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--lang=en-US"],
};

/** The browsers that a test has started. */
const started = new WeakMap();

/** A folder for profiles, downloads and files; after the test its browsers are closed and it is removed. */
export function newFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), "counterpoise-apart-"));
  t.after(async () => {
    for (const browser of started.get(t) ?? []) await browser.close().catch(() => {});
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return folder;
}

/**
 * Starts a browser and opens the app at `place`. With the same `folder` another one finds what this one has stored.
 * `app.faults` has the errors, violations of the policy, and requests for what is not at the place.
 */
export async function openApart(t, { place, hash = "", folder = newFolder(t), launch = CHROMIUM, ready = true }) {
  const userDataDir = join(folder, "profile");
  mkdirSync(userDataDir, { recursive: true });
  const browser = await puppeteer.launch({ ...launch, headless: true, userDataDir });
  started.set(t, [...(started.get(t) ?? []), browser]);
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const app = new App(page, { folder, context: { id: "apart" }, baseUrl: place });
  app.faults = [];
  const isOwn = (url) => /^(file|blob|data|about):/.test(url) || url.startsWith(place);
  page.on("request", (request) => isOwn(request.url()) || app.faults.push(request.url()));
  page.on("pageerror", (error) => app.faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && app.faults.push(message.text()));
  await page.evaluateOnNewDocument(() => {
    const note = ({ violatedDirective, blockedURI }) => console.error(`violation: ${violatedDirective} ${blockedURI}`);
    document.addEventListener("securitypolicyviolation", note);
  });
  await page.goto(place + hash);
  if (ready) await app.ready();
  return { app, browser };
}

/** Ends a browser at once, as a failure of the machine would. */
export async function kill(browser) {
  const gone = new Promise((resolve) => browser.process().once("exit", resolve));
  browser.process().kill("SIGKILL");
  await gone;
}
