// Starts the program. When it cannot start, or stops, says so in plain words and offers the stored data.
// Plain JavaScript on purpose: it has to work where WebAssembly, the storage or the program itself does not.

const PREFIX = "counterpoise:";

const LANGUAGES = ["en", "zh-Hans", "zh-Hant"];
const TEXTS = {
  failed: ["Counterpoise could not start: ", "Counterpoise 无法启动：", "Counterpoise 無法啟動："],
  stopped: ["The program has stopped because of an error: ", "程序因错误而停止：", "程式因錯誤而停止："],
  noWasm: [
    "this browser cannot run WebAssembly; a current Chrome, Edge, Firefox or Safari can",
    "此浏览器无法运行 WebAssembly；较新的 Chrome、Edge、Firefox 或 Safari 可以",
    "此瀏覽器無法執行 WebAssembly；較新的 Chrome、Edge、Firefox 或 Safari 可以",
  ],
  damaged: [
    "this file is not as it was made; take another copy of it",
    "此文件与制作时不同，请另取一份副本",
    "此檔案與製作時不同，請另取一份副本",
  ],
  notLoaded: ["a part of the program could not be loaded", "程序的一部分无法加载", "程式的一部分無法載入"],
  kept: [
    ". Your data is kept in this browser as it was last saved.",
    "。您的数据按最后一次保存的状态保留在此浏览器中。",
    "。您的資料按最後一次儲存的狀態保留在此瀏覽器中。",
  ],
  reload: [" Reload the page to go on.", "重新加载页面即可继续。", "重新載入頁面即可繼續。"],
  denied: [
    ". This browser does not let the page read stored data.",
    "。此浏览器不允许本页面读取已存储的数据。",
    "。此瀏覽器不允許本頁面讀取已儲存的資料。",
  ],
  download: ["Download all my data", "下载我的全部数据", "下載我的全部資料"],
};

// Where the program and its scripts are: in files, or all in the one file that this stands in.
const inFile = globalThis.counterpoiseParts;
const PARTS = {
  program: async () => inFile?.program ?? import("./counterpoise.js"),
  modules: async () => inFile?.modules ?? Promise.all([import("./mirror.js"), import("./writer.js"), import("./offline.js")]),
  wasm: async () => (inFile ? inFile.wasm() : fetch(new URL("./counterpoise_bg.wasm", import.meta.url))),
};

let shown = false;

// Only the first cause is shown: what follows it is a consequence.
function show(happened, cause, detail = "") {
  if (shown) return;
  shown = true;
  const data = stored();
  const text = (key, index) => TEXTS[key]?.[index] ?? "";
  // What this browser or this file lacks, it lacks the next time too.
  const reload = data && cause !== "noWasm" && cause !== "damaged" ? "reload" : "";
  const words = (index) =>
    text(happened, index) + text(cause, index) + detail + text(data ? "kept" : "denied", index) + text(reload, index);
  const paragraphs = LANGUAGES.map((lang, index) => element("p", { lang, textContent: words(index) }));
  const block = document.getElementById("boot") ?? element("div", { className: "boot" });
  block.role = "alert";
  block.replaceChildren(element("h1", { textContent: "Counterpoise" }), ...paragraphs);
  if (data) block.append(element("button", { type: "button", className: "button", textContent: TEXTS.download.join(" · "), onclick: download }));
  // Everything outside an open dialog is out of reach.
  if (!block.isConnected) (document.querySelector("dialog:modal") ?? document.body).prepend(block);
  block.scrollIntoView();
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

// Everything that the program has stored here, or nothing when the browser refuses.
function stored() {
  try {
    return Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith(PREFIX)));
  } catch {
    return null;
  }
}

function download() {
  const href = URL.createObjectURL(new Blob([JSON.stringify(stored(), null, 2)], { type: "application/json" }));
  const name = `counterpoise-all-data-${new Date().toISOString().slice(0, 10)}.json`;
  element("a", { href, download: name }).click();
}

async function start() {
  if (typeof WebAssembly !== "object") return show("failed", "noWasm");
  const notLoaded = (error) =>
    error.message === "damaged" ? show("failed", "damaged") : show("failed", "notLoaded", ` (${message(error)})`);
  const scripts = PARTS.modules().then(async (modules) => {
    globalThis.counterpoise = Object.assign({}, ...modules);
    await globalThis.counterpoise.look();
  });
  const parts = await Promise.all([PARTS.program(), PARTS.wasm(), scripts]).catch(notLoaded);
  if (!parts) return;
  const [program, wasm] = parts;
  if (!wasm.ok) return notLoaded(`${wasm.url}: ${wasm.status}`);
  await program.default({ module_or_path: wasm });
  document.getElementById("boot")?.remove();
  globalThis.counterpoise.keepFilesIfWanted?.();
}

function message(error) {
  return String(error?.message ?? error);
}

// Reports without an error, such as those about resize observers, stop nothing.
addEventListener("error", ({ error }) => error && show("stopped", "", message(error)));
addEventListener("unhandledrejection", ({ reason }) => show("stopped", "", message(reason)));
start().catch((error) => show("failed", "", message(error)));
