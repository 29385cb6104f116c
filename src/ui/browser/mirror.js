// The mirror: a second copy of the stored workbooks in IndexedDB, which keeps what it has even when the browser
// is killed. Which of the two copies counts is decided by the program.

const NAME = "counterpoise";
const TEXTS = "texts";
const PIECE = "counterpoise:piece:";
const PREFERENCES = "counterpoise:preferences";
const KINDS = ["workbook", "piece", "snapshot", "backup"];
// A browser that does not answer for so long has no second copy (milliseconds).
const PATIENCE = 5000;

let database;
// What the mirror had at the start of workbooks that differ: key, text, key, text …
let texts = [];
// Until it is known what the mirror has, nothing in it may be replaced.
let looked = false;
// The workbooks that this page has copied as a whole; of these, pieces that are there are never written again.
const whole = new Set();

// The third part of a key names the workbook.
function partOf(key) {
  const [ours, kind, part] = key.split(":");
  return ours === NAME && KINDS.includes(kind) ? part : undefined;
}

function open() {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TEXTS);
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });
  return database;
}

// In steps: between them the answers arrive that had to wait while the page itself was busy.
async function late() {
  for (let step = 0; step < 10; step++) await new Promise((resolve) => setTimeout(resolve, PATIENCE / 10));
  throw new Error("no answer");
}

function inTime(promise) {
  return Promise.race([promise, late()]);
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Reads what the mirror has, before the program starts. */
export async function look() {
  try {
    texts = await inTime(differing());
    looked = true;
  } catch {
    // There is no mirror here; the program goes on without.
  }
}

async function differing() {
  const store = (await open()).transaction(TEXTS).objectStore(TEXTS);
  const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
  const differs = (key, index) => /^counterpoise:(workbook|piece):/.test(key) && localStorage.getItem(key) !== values[index];
  const parts = new Set(keys.filter(differs).map(partOf));
  return keys.flatMap((key, index) => (parts.has(partOf(key)) || key === PREFERENCES ? [key, values[index]] : []));
}

/** What was found: key, text, key, text … */
export function found() {
  return texts.splice(0);
}

/** Brings the mirror of a workbook to what is stored, and tells whether that is done. */
export function copy(part, done) {
  const copied = looked ? inTime(transfer((store, known) => update(store, known, part))) : Promise.reject();
  copied.then(
    () => (whole.add(part), done(true)),
    () => done(false),
  );
}

/** Removes everything from the mirror, and tells whether that is done. */
export function forget(done) {
  whole.clear();
  inTime(transfer((store) => store.clear())).then(
    () => done(true),
    () => done(false),
  );
}

async function transfer(change) {
  const transaction = (await open()).transaction(TEXTS, "readwrite", { durability: "strict" });
  const store = transaction.objectStore(TEXTS);
  const known = store.getAllKeys();
  known.onsuccess = () => {
    try {
      change(store, new Set(known.result));
    } catch {
      transaction.abort();
    }
  };
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}

function update(store, known, part) {
  // Thousands of keys: nothing is taken apart.
  const starts = KINDS.map((kind) => `${NAME}:${kind}:${part}`);
  const isOurs = (key) => starts.some((start) => key === start || key.startsWith(`${start}:`));
  const here = new Set(Object.keys(localStorage).filter(isOurs));
  const fresh = (key) => !known.has(key) || !key.startsWith(PIECE) || !whole.has(part);
  for (const key of [...[...here].filter(fresh), PREFERENCES]) {
    const text = localStorage.getItem(key);
    if (text !== null) store.put(text, key);
  }
  for (const key of known) {
    if (isOurs(key) && !here.has(key)) store.delete(key);
  }
}

// The lengths of pieces, which are never overwritten: reading thousands of texts takes long.
let lengths = new Map();

/** How much is stored of ours and of others, as the beginning of the keys and the length: key, length, key, length. */
export function usage() {
  const [known, sums] = [lengths, [0, 0]];
  lengths = new Map();
  for (const key of Object.keys(localStorage)) {
    const length = known.get(key) ?? (localStorage.getItem(key) ?? "").length;
    if (key.startsWith(PIECE)) lengths.set(key, length);
    sums[key.startsWith(`${NAME}:`) ? 0 : 1] += key.length + length;
  }
  return [`${NAME}:`, sums[0], "", sums[1]];
}
