// Keeps the files of the hosted app, so that it starts without a network. The build puts before this the VERSION and,
// by its address, the digest of each of the FILES.
//
// The page comes from the network where there is one, so that the next start has what was published last; all other
// files lie in a folder that is named after what is in them. So files of two versions never meet.

const OURS = `counterpoise ${registration.scope} `;
const NAME = OURS + VERSION;
// A network that does not answer for so long is none (milliseconds).
const PATIENCE = 3000;

const addressOf = (path) => new URL(path, registration.scope).href;
const HOME = addressOf("./");
const KNOWN = new Set(Object.keys(FILES).map(addressOf));

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(keep());
});

addEventListener("activate", (event) => event.waitUntil(forgetOthers()));

addEventListener("fetch", (event) => {
  const address = event.request.url.replace(/[?#].*/, "");
  if (event.request.method !== "GET") return;
  if (event.request.mode === "navigate") {
    if (address === HOME || address === addressOf("index.html")) event.respondWith(page());
  } else if (KNOWN.has(address)) {
    event.respondWith(kept(address).then((found) => found ?? fetch(event.request)));
  }
});

// Either every file as it was built, or none: a half published version is not taken.
async function keep() {
  const files = Object.entries(FILES).map(async ([path, integrity]) => {
    const response = await fetch(addressOf(path), { integrity, cache: "no-cache" });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return [addressOf(path), response];
  });
  const cache = await caches.open(NAME);
  try {
    for (const [address, response] of await Promise.all(files)) await cache.put(address, response);
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
}

async function forgetOthers() {
  const others = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== NAME);
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function kept(address) {
  return (await caches.open(NAME)).match(address);
}

async function page() {
  let response;
  try {
    response = await fetch(HOME, { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    // There is no network.
  }
  // What leads elsewhere, to a page for signing in perhaps, is not the app; and the app needs no host.
  if (response?.ok && !response.redirected) return response;
  return (await kept(HOME)) ?? (response?.redirected ? Response.redirect(response.url) : response) ?? Response.error();
}
