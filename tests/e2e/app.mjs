// The app on a page, in the words of a journey. Nothing here sleeps: it waits for a condition, or fails.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
const PICTURES = join(import.meta.dirname, "pictures");
const TIMEOUT = 10_000;

export class App {
  errors = [];
  warnings = [];
  violations = [];
  requests = [];
  /** What the browser asked the person, and whether the person says yes. */
  questions = [];
  agrees = true;
  #downloads = [];
  #stopDownloads = async () => {};

  constructor(page, { folder, context, baseUrl }) {
    this.page = page;
    this.context = context;
    this.baseUrl = baseUrl;
    // Tabs of one context share a folder, because the browser has one folder per context for downloads.
    this.folder = join(folder, context.id);
    this.downloads = join(this.folder, "downloads");
    mkdirSync(this.downloads, { recursive: true });
    page.setDefaultTimeout(TIMEOUT);
  }

  /** Waits until the app has mounted and can be used. */
  async ready() {
    await this.waitFor(() => document.documentElement.dataset.ready === "true");
  }

  /** Waits until a function in the page returns something true, and returns that. */
  async waitFor(condition, ...values) {
    try {
      const handle = await this.page.waitForFunction(condition, { timeout: TIMEOUT }, ...values);
      return await handle.jsonValue();
    } catch (error) {
      const seen = this.errors.join("\n") || "no errors on the page";
      throw new Error(`waited in vain for ${condition} with ${JSON.stringify(values)}\n${seen}`, { cause: error });
    }
  }

  /** The visible text of the first element that matches, once there is one. */
  async text(selector) {
    const element = await this.page.waitForSelector(selector);
    return (await element.evaluate((it) => it.innerText ?? it.textContent)).trim();
  }

  /** Waits until an element that matches has this text in it, or matches this regular expression. */
  async waitForText(selector, text) {
    const [source, flags] = text instanceof RegExp ? [text.source, text.flags] : [null, text];
    await this.waitFor(
      (selector, source, rest) =>
        [...document.querySelectorAll(selector)].some((it) =>
          source === null ? it.textContent.includes(rest) : new RegExp(source, rest).test(it.textContent),
        ),
      selector,
      source,
      flags,
    );
  }

  /** Goes to an address within the app, and returns once the page has followed it and the focus is where it belongs. */
  async goTo(hash) {
    await this.page.evaluate(
      (hash) =>
        new Promise((resolve) => {
          // The app has heard of it before this does, and what it puts off until the page is drawn comes before the timer.
          const heard = () => setTimeout(resolve);
          if (location.hash === hash) return heard();
          addEventListener("hashchange", heard, { once: true });
          location.hash = hash;
        }),
      hash,
    );
  }

  /** The element with this role and accessible name, once it is visible. */
  async byName(role, name) {
    const quoted = name.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
    return this.page.waitForSelector(`::-p-aria([name="${quoted}"][role="${role}"])`, { visible: true });
  }

  /** Clicks the element with this role and accessible name. */
  async clickText(role, name) {
    await (await this.byName(role, name)).click();
  }

  /** Presses keys one after the other; `Control+z` presses the second while holding the first. */
  async press(...keys) {
    for (const combination of keys) await Promise.all(this.#strokes(combination));
  }

  /** The same as fast as the browser takes them, before the page has answered to the one before. */
  async burst(...keys) {
    await Promise.all(keys.flatMap((combination) => this.#strokes(combination)));
  }

  #strokes(combination) {
    const { keyboard } = this.page;
    // The last part is the key; `Control++` means Control and plus.
    const parts = combination.match(/[^+]+|\+$/g);
    const key = parts.pop();
    const down = parts.map((modifier) => keyboard.down(modifier));
    const pressed = [keyboard.down(key), keyboard.up(key)];
    return [...down, ...pressed, ...parts.reverse().map((modifier) => keyboard.up(modifier))];
  }

  /** Types into what has the focus. */
  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** The element, label and value of what has the focus. */
  async focused() {
    return this.page.evaluate(() => {
      const it = document.activeElement;
      return { tag: it.localName, label: it.ariaLabel ?? it.labels?.[0]?.innerText ?? it.innerText, value: it.value };
    });
  }

  /** Saves a picture of the page when PICTURES is set. */
  async screenshot(name) {
    if (!process.env.PICTURES) return;
    mkdirSync(PICTURES, { recursive: true });
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }

  /** Fails when axe finds a barrier; the source is evaluated, as a script element would break the policy. */
  async axe() {
    if (!(await this.page.evaluate(() => "axe" in window))) await this.page.evaluate(AXE);
    const violations = await this.page.evaluate(async (values) => {
      const { violations } = await axe.run(document, { runOnly: { type: "tag", values }, preload: false });
      return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((it) => [it.html, it.failureSummary]) }));
    }, AXE_TAGS);
    const readable = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.flat().join("\n")}`).join("\n\n");
    assert.equal(readable, "", `axe found barriers:\n${readable}`);
  }

  /** The size of the page beyond the window to the right, which should be 0. */
  async overflow() {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  /** Does `action`, waits for the download that it starts, and returns its `name` and `bytes`. */
  async download(action) {
    const next = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no download within ${TIMEOUT} ms`)), TIMEOUT);
      this.#downloads.push((file) => (clearTimeout(timer), resolve(file)));
    });
    const [{ guid, name }] = await Promise.all([next, action()]);
    return { name, bytes: readFileSync(join(this.downloads, guid)) };
  }

  /** Gives a file to a file input; with `action`, to the file chooser that it opens. */
  async upload(bytes, name, { selector = "input[type=file]", action } = {}) {
    const path = join(this.folder, basename(name));
    writeFileSync(path, bytes);
    if (!action) return (await this.page.waitForSelector(selector)).uploadFile(path);
    // A key reaches the page on another way than the request to hand the chooser over to us, and may overtake it:
    // the browser's own chooser would open. Once the page has answered, the request has arrived.
    const opened = this.page.waitForFileChooser({ timeout: TIMEOUT });
    const [chooser] = await Promise.all([opened, this.page.evaluate(() => 0).then(action)]);
    return chooser.accept([path]);
  }

  /** Milliseconds from the next keydown, which `action` must cause, to the second frame after it. */
  async twoFrames(action) {
    await this.page.evaluate(() => {
      window.twoFrames = new Promise((resolve) => {
        const measure = ({ timeStamp }) => {
          const end = () => resolve(performance.now() - timeStamp);
          requestAnimationFrame(() => requestAnimationFrame(end));
        };
        addEventListener("keydown", measure, { capture: true, once: true });
      });
    });
    await action();
    return this.page.evaluate(() => window.twoFrames);
  }

  /** Every key of ours in the storage, with its text. */
  async stored() {
    return this.page.evaluate(() =>
      Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith("counterpoise:"))),
    );
  }

  /** Loads the page again and waits until the app is ready. */
  async reload() {
    await this.page.reload();
    await this.ready();
  }

  /** Puts downloads into this app's folder, under a name that cannot collide, and tells who waits. */
  async watchDownloads(browser) {
    const session = await browser.target().createCDPSession();
    const names = new Map();
    session.on("Browser.downloadWillBegin", ({ guid, suggestedFilename }) => names.set(guid, suggestedFilename));
    session.on("Browser.downloadProgress", ({ guid, state }) => {
      if (state === "completed") this.#downloads.shift()?.({ guid, name: names.get(guid) });
    });
    await session.send("Browser.setDownloadBehavior", {
      behavior: "allowAndName",
      browserContextId: this.context.id,
      downloadPath: this.downloads,
      eventsEnabled: true,
    });
    this.#stopDownloads = () => session.detach();
  }

  /** Closes the page, and the context when it is ours. */
  async close(withContext) {
    await this.#stopDownloads();
    if (withContext) await this.context.close();
    else if (!this.page.isClosed()) await this.page.close();
  }
}
