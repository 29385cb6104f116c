// A host for `dist/` that can go away, and publish a new version.

import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { DIST } from "./harness.mjs";

const KINDS = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

export class Host {
  /** What was asked for, of pages and of the worker. */
  asked = [];
  /** What is answered instead of a file: status and headers. */
  answers = undefined;
  #server;
  #port = 0;

  constructor(t) {
    this.folder = mkdtempSync(join(tmpdir(), "counterpoise-host-"));
    cpSync(DIST, this.folder, { recursive: true });
    t.after(async () => {
      await this.stop();
      rmSync(this.folder, { recursive: true, force: true });
    });
  }

  get url() {
    return `http://127.0.0.1:${this.#port}/`;
  }

  /** The folder of the program. */
  get program() {
    return readdirSync(this.folder).find((name) => name.startsWith("app-"));
  }

  async start() {
    this.#server = createServer((request, response) => {
      const path = new URL(request.url, "http://x/").pathname.slice(1) || "index.html";
      this.asked.push(path);
      const other = this.answers?.(path);
      if (other) return response.writeHead(...other).end();
      const file = join(this.folder, path);
      if (!existsSync(file)) return response.writeHead(404).end();
      response.writeHead(200, { "Content-Type": KINDS[extname(path)] ?? "text/plain", "Cache-Control": "no-cache" });
      response.end(readFileSync(file));
    });
    await new Promise((resolve) => this.#server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = this.#server.address().port;
  }

  async stop() {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  /** Publishes another version, which says which one it is; with `half`, one of its files is still the old one. */
  publish(build, { half = false } = {}) {
    const old = this.program;
    const name = `app-${build.padEnd(12, "0")}`;
    renameSync(join(this.folder, old), join(this.folder, name));
    const start = join(this.folder, name, "start.js");
    const before = readFileSync(start, "utf8").replace(/^document.documentElement.dataset.build.*\n/, "");
    const after = `document.documentElement.dataset.build = "${build}";\n${before}`;
    writeFileSync(start, half ? before : after);
    const page = join(this.folder, "index.html");
    const text = readFileSync(page, "utf8").replaceAll(old, name);
    writeFileSync(page, text);
    const worker = join(this.folder, "sw.js");
    const digest = (content) => `sha256-${createHash("sha256").update(content).digest("base64")}`;
    const listed = (address, content) => [new RegExp(`"${address}": ".*"`), () => `"${address}": "${digest(content)}"`];
    const rewritten = readFileSync(worker, "utf8")
      .replaceAll(old, name)
      .replace(/const VERSION = ".*"/, `const VERSION = "${build}"`)
      .replace(...listed(`${name}/start.js`, after))
      .replace(...listed("./", text));
    writeFileSync(worker, rewritten);
  }
}
