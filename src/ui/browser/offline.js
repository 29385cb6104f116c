// The hosted app on this computer: a service worker keeps its files, unless the person does not want that.

const UNWANTED = "counterpoise:offline";
const NO = "no";
// The folder of this script lies beside the page.
const HOME = new URL("../", import.meta.url);

/** Whether this browser can keep the app's files for this address. */
export function canKeepFiles() {
  return Boolean(navigator.serviceWorker);
}

/** Tells, once it is so, that the files are kept. */
export function filesKept(done) {
  if (canKeepFiles() && filesWanted()) navigator.serviceWorker.ready.then(() => done(true));
}

/** Keeps the files from now on, or no longer, and tells whether they are. */
export function keepFiles(wanted, done) {
  remember(wanted);
  (wanted ? register().then(() => navigator.serviceWorker.ready) : forget()).then(
    () => done(wanted),
    () => done(false),
  );
}

/** After the start: keeps the files where the person has not said no. */
export function keepFilesIfWanted() {
  if (canKeepFiles() && filesWanted()) register().catch(() => {});
}

function register() {
  return navigator.serviceWorker.register(new URL("sw.js", HOME), { updateViaCache: "none" });
}

async function forget() {
  await (await navigator.serviceWorker.getRegistration(HOME))?.unregister();
  const ours = (await caches.keys()).filter((name) => name.startsWith(`counterpoise ${HOME} `));
  await Promise.all(ours.map((name) => caches.delete(name)));
}

/** Whether the person wants them kept. */
export function filesWanted() {
  try {
    return localStorage.getItem(UNWANTED) !== NO;
  } catch {
    return false;
  }
}

function remember(wanted) {
  try {
    if (wanted) localStorage.removeItem(UNWANTED);
    else localStorage.setItem(UNWANTED, NO);
  } catch {
    // It holds until the page is left.
  }
}
