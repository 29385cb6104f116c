// The hosted app without a network: it starts, with its data; a new version comes as a whole; and there is a way out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openApp } from "./harness.mjs";
import { Host } from "./host.mjs";
import { WORDS } from "./words.mjs";

const CELL = "input[aria-label='Narrow revenue, First Surgery, December 2025']";
const HASH = "#/figures/first-surgery/2025";
const KEPT = "It is kept: the program starts without a network.";
const NOT_KEPT = "It is not kept: the program needs the network to start.";
const words = WORDS.en;

async function hosted(t, options = {}) {
  const host = new Host(t);
  await host.start();
  const app = await openApp(t, { hash: HASH, baseUrl: host.url, ...options });
  return { host, app };
}

/** Waits until the worker has the version that is published. */
async function kept(app, host) {
  await app.waitFor(async (folder) => {
    const names = await caches.keys();
    if (names.length !== 1) return false;
    const keys = await (await caches.open(names[0])).keys();
    const ready = (await navigator.serviceWorker.getRegistration())?.active?.state === "activated";
    return ready && keys.some((key) => key.url.includes(`/${folder}/`));
  }, host.program);
}

async function type(app, text) {
  await (await app.page.waitForSelector(CELL)).focus();
  await app.press("Control+a");
  await app.type(text);
  await app.press("Tab");
  await app.waitForText(".save-word", words.saved);
}

const build = (app) => app.page.evaluate(() => document.documentElement.dataset.build);
const figure = (app) => app.page.waitForSelector(CELL).then((cell) => cell.evaluate((it) => Number(it.value)));

test("without a network the app starts, with what was entered, and goes on working", async (t) => {
  const { host, app } = await hosted(t);
  await type(app, "140.4");
  await kept(app, host);
  await host.stop();
  await app.reload();
  assert.equal(await figure(app), 140.4);
  await type(app, "150.5");
  await app.reload();
  assert.equal(await figure(app), 150.5);
  // A new tab too.
  const other = await openApp(t, { hash: HASH, baseUrl: host.url, context: app.context });
  assert.equal(await figure(other), 150.5);
});

test("the worker asks for nothing but the app's own files", async (t) => {
  const { host, app } = await hosted(t);
  await kept(app, host);
  const own = /^(index\.html|sw\.js|icon\.svg|manifest\.webmanifest|app-[0-9a-f]{12}\/[a-z_]+\.(js|css|wasm))$/;
  assert.deepEqual(host.asked.filter((path) => !own.test(path)), []);
});

test("the next start has a new version as a whole, and nothing is lost", async (t) => {
  const { host, app } = await hosted(t);
  await type(app, "140.4");
  await kept(app, host);
  const first = await app.page.evaluate(() => caches.keys());
  host.publish("2");
  await app.reload();
  assert.equal(await build(app), "2");
  assert.equal(await figure(app), 140.4);
  await kept(app, host);
  const second = await app.page.evaluate(() => caches.keys());
  assert.notDeepEqual(first, second, "what was kept of the old version is gone");
  await host.stop();
  await app.reload();
  assert.equal(await build(app), "2");
  assert.equal(await figure(app), 140.4);
});

test("a version that is only half published is not kept; the one before stays whole", async (t) => {
  const { host, app } = await hosted(t, { expectErrors: true });
  await kept(app, host);
  const before = await app.page.evaluate(() => caches.keys());
  host.publish("3", { half: true });
  // The worker is told to look; what it finds is no version.
  const found = await app.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update().catch(() => {});
    const worker = registration.installing;
    if (!worker) return "refused";
    return new Promise((resolve) => {
      worker.addEventListener("statechange", () => resolve(worker.state));
    });
  });
  assert.ok(["redundant", "refused"].includes(found), found);
  assert.deepEqual(await app.page.evaluate(() => caches.keys()), before);
  await host.stop();
  await app.reload();
  assert.equal(await build(app), undefined, "the version before");
});

test("the way out: the switch in Settings takes the program out of the browser, and not the data", async (t) => {
  const { host, app } = await hosted(t);
  await type(app, "140.4");
  await kept(app, host);
  await app.page.evaluate(() => (location.hash = "#/settings"));
  await app.waitForText("[data-testid=offline-state]", KEPT);
  await app.axe();
  await app.screenshot("settings-offline");
  await app.page.focus("[data-testid=offline]");
  await app.press("Space");
  await app.waitForText("[data-testid=offline-state]", NOT_KEPT);
  const left = () =>
    app.page.evaluate(async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length]);
  await app.waitFor(async () => (await caches.keys()).length === 0);
  assert.deepEqual(await left(), [[], 0]);
  await app.reload();
  await app.waitForText("[data-testid=offline-state]", NOT_KEPT);
  assert.deepEqual(await left(), [[], 0], "it stays out");
  // And back in.
  await app.page.focus("[data-testid=offline]");
  await app.press("Space");
  await app.waitForText("[data-testid=offline-state]", KEPT);
  await kept(app, host);
  await host.stop();
  await app.page.evaluate((hash) => (location.hash = hash), HASH);
  await app.reload();
  assert.equal(await figure(app), 140.4);
});

for (const [what, status, headers] of [
  ["an error", 503, {}],
  ["another page", 302, { Location: "/login" }],
]) {
  test(`a host that answers with ${what} is no network`, async (t) => {
    const { host, app } = await hosted(t, { expectErrors: true });
    await kept(app, host);
    host.answers = (path) => (path === "login" ? [200, {}] : [status, headers]);
    await app.reload();
    assert.ok(await figure(app));
  });
}

test("the app can be installed", async (t) => {
  const { host, app } = await hosted(t);
  await kept(app, host);
  const session = await app.page.createCDPSession();
  const { data, errors, url } = await session.send("Page.getAppManifest");
  assert.equal(url, `${host.url}manifest.webmanifest`);
  assert.deepEqual(errors, []);
  assert.equal(JSON.parse(data).display, "standalone");
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A context of a journey counts as a private window, where nothing can be installed.
  assert.deepEqual(installabilityErrors.map((it) => it.errorId).filter((id) => id !== "in-incognito"), []);
});

test("a page that is left before the browser has answered stops nothing", async (t) => {
  const { app } = await hosted(t);
  await app.page.evaluate(() => (location.hash = "#/settings"));
  await app.page.waitForSelector("[data-testid=offline]");
  await app.page.evaluateOnNewDocument(() => {
    let answer;
    const ready = new Promise((resolve) => (answer = resolve));
    Object.defineProperty(ServiceWorkerContainer.prototype, "ready", { get: () => ready });
    window.answer = () => answer({ active: {} });
  });
  await app.page.reload();
  await app.ready();
  await app.page.waitForSelector("[data-testid=offline]");
  await app.page.evaluate(() => (location.hash = "#/workbooks"));
  await app.waitFor(() => document.querySelector("h1")?.textContent === "Workbooks");
  await app.page.evaluate(() => window.answer());
  await app.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  assert.equal(await app.page.$("[role=alert] h1"), null);
});
