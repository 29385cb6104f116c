// Getting about with the keyboard alone.

import assert from "node:assert/strict";

const MOST_TABS = 700;

/** Presses Tab (or Shift+Tab) until the element called `name` has the focus. */
export async function tabTo(app, name, { backwards = false } = {}) {
  for (let count = 0; count < MOST_TABS; count += 1) {
    await app.press(backwards ? "Shift+Tab" : "Tab");
    if (nameOf(await app.focused()) === name) return;
  }
  assert.fail(`no way by Tab to ${name}`);
}

/** Goes to a link or button and presses it. */
export async function pressNamed(app, name, options) {
  await tabTo(app, name, options);
  await app.press("Enter");
}

/** From a cell of the grid, goes down or up to the row of `item`, in the same month. */
export async function rowOf(app, item) {
  const here = async () => nameOf(await app.focused());
  for (const key of ["ArrowDown", "ArrowUp"]) {
    for (let before = ""; before !== (await here()); ) {
      before = await here();
      if (before.startsWith(`${item},`) || before.startsWith(`${item}，`)) return;
      await app.press(key);
    }
  }
  assert.fail(`no row of ${item}`);
}

/** From the first cell of the grid, goes right to the twelfth month. */
export async function toDecember(app) {
  for (let column = 0; column < 11; column += 1) await app.press("ArrowRight");
}

function nameOf({ label }) {
  return (label ?? "").trim();
}
