// One tab writes a workbook; the others follow it and can take over. A Web Lock says who writes where the browser has
// one for this page; else a key does, which the writer writes anew whenever another tab asks whether it is still there.

const WRITER = "counterpoise:writer:";
const ASKS = "counterpoise:asks:";
// Another tab has had its say after so long, and a writer that does not answer is gone (milliseconds).
const SETTLE = 80;
const ANSWER = 400;
const HEAR = 100;

const me = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
let count = 0;
// The workbook that is open here: its part of the keys, whom to tell, whether this tab writes it.
let claim;

/** This tab has opened a workbook: `tell` hears whether it may write it, now and later. */
export function follow(part, tell) {
  leave();
  claim = { part, tell };
  if (navigator.locks) byLock(claim);
  else byKey(claim);
}

/** This tab no longer shows a workbook. */
export function leave() {
  const mine = claim;
  claim = undefined;
  if (!mine) return;
  clearTimeout(mine.timer);
  mine.stop?.abort();
  mine.release?.();
  if (mine.byKey && holder(mine) === me) remove(WRITER + mine.part);
}

/** The person wants to write here. */
export function takeOver() {
  const mine = claim;
  if (!mine || mine.writing) return;
  mine.wish = true;
  put(ASKS + mine.part, `${me} take ${++count}`);
  // The writer lets go at once; one that does not is gone.
  later(mine, ANSWER, () => (mine.byKey ? settle(mine) : steal(mine)));
}

// In a page that was busy the time is over before what came meanwhile has been heard; so it is heard first.
function later(mine, time, act) {
  clearTimeout(mine.timer);
  mine.timer = setTimeout(() => (mine.timer = setTimeout(act, HEAR)), time);
}

function tell(mine, writing) {
  if (mine !== claim || mine.writing === writing) return;
  mine.writing = writing;
  if (writing) mine.wish = false;
  mine.tell(writing);
}

function byLock(mine) {
  mine.stop = new AbortController();
  request(mine, { signal: mine.stop.signal });
  // Nobody is told before the lock had its time; then another tab has it, and this one waits in the queue.
  later(mine, SETTLE, () => !mine.release && !mine.byKey && tell(mine, false));
}

function steal(mine) {
  if (mine !== claim || mine.release || !mine.wish) return;
  mine.wish = false;
  clearTimeout(mine.timer);
  mine.stop?.abort();
  request(mine, { steal: true });
}

function request(mine, options) {
  const hold = (resolve) => {
    mine.release = resolve;
    tell(mine, true);
  };
  const granted = () => (mine === claim && !mine.release ? new Promise(hold) : undefined);
  navigator.locks.request(WRITER + mine.part, options, granted).catch((error) => {
    if (mine !== claim || options.signal?.aborted) return;
    if (error?.name !== "AbortError") return byKey(mine);
    // Another tab has taken over.
    mine.release = undefined;
    tell(mine, false);
    byLock(mine);
  });
}

function byKey(mine) {
  mine.byKey = true;
  if (holder(mine)) ask(mine);
  else settle(mine);
}

// Writes the own name, and believes it when it still stands there after others had their say.
function settle(mine) {
  if (mine !== claim || mine.writing) return;
  if (!put(WRITER + mine.part, `${me} ${++count}`)) return tell(mine, true);
  later(mine, SETTLE, () => (holder(mine) === me ? tell(mine, true) : ask(mine)));
}

// Asks again and again whether the writer is still there, while somebody looks at this tab.
function ask(mine) {
  if (mine !== claim || mine.writing) return;
  const asleep = document.hidden && mine.writing === false;
  mine.answered = asleep;
  if (!asleep) put(ASKS + mine.part, `${me} there ${++count}`);
  later(mine, ANSWER, () => (mine.answered ? ask(mine) : settle(mine)));
}

function asked(mine, text) {
  const [who, what] = text.split(" ");
  if (!mine.writing || who === me) return;
  if (what === "take") {
    // Hearing this, the program stores what it has.
    tell(mine, false);
    if (mine.byKey) remove(WRITER + mine.part);
    remove(ASKS + mine.part);
    if (mine.byKey) later(mine, ANSWER, () => ask(mine));
  } else if (mine.byKey) {
    put(WRITER + mine.part, `${me} ${++count}`);
  }
}

function keyChanged(mine, text) {
  if (text === null) {
    // The writer has let go: to the one that wished for it, or else to whoever comes first.
    if (mine.wish) settle(mine);
    else if (!mine.writing) later(mine, SETTLE, () => (holder(mine) ? ask(mine) : settle(mine)));
    return;
  }
  if (text.startsWith(`${me} `)) return;
  mine.answered = true;
  const wrote = mine.writing;
  tell(mine, false);
  if (wrote) ask(mine);
}

addEventListener("storage", ({ key, newValue }) => {
  const mine = claim;
  if (!mine) return;
  if (key === ASKS + mine.part) {
    if (newValue !== null) asked(mine, newValue);
    else if (!mine.byKey) steal(mine);
  } else if (key === WRITER + mine.part && mine.byKey) {
    keyChanged(mine, newValue);
  }
});
addEventListener("pagehide", leave);
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

function holder(mine) {
  try {
    return localStorage.getItem(WRITER + mine.part)?.split(" ")[0];
  } catch {
    return undefined;
  }
}

function put(key, text) {
  try {
    localStorage.setItem(key, text);
    return localStorage.getItem(key) === text;
  } catch {
    return false;
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // It stays; a writer that does not answer is not believed.
  }
}
