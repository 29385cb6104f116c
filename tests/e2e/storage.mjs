// Storages that misbehave, as functions that run in the page before the app does.

/** The key that `corrupt-index` damages, and what it puts there. */
export const INDEX_KEY = "counterpoise:index";
export const DAMAGE = '{"workbooks":[{"id":';

export const STUBS = {
  ok: () => {},

  /** Every write of ours fails, as when the quota is used up. */
  quota: () => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      if (!String(key).startsWith("counterpoise:")) return setItem.call(this, key, value);
      throw new DOMException("Setting the value exceeded the quota.", "QuotaExceededError");
    };
  },

  /** The same in the words of Firefox. */
  "full in Firefox": () => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
      if (!String(key).startsWith("counterpoise:")) return setItem.call(this, key, value);
      throw new DOMException("The quota has been reached.", "NS_ERROR_DOM_QUOTA_REACHED");
    };
  },

  /** Reading `localStorage` throws, as when the browser blocks cookies. */
  denied: () => {
    const get = () => {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    };
    Object.defineProperty(window, "localStorage", { get, configurable: true });
  },

  /** There is no second copy. */
  single: () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("There is none here.", "InvalidStateError");
    };
  },

  /** The program's files are not kept. */
  online: () => {
    Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined });
  },

  /** The browser's own storage is damaged. */
  corrupted: () => {
    const fail = () => {
      throw new DOMException("", "NS_ERROR_FILE_CORRUPTED");
    };
    for (const name of ["getItem", "setItem", "removeItem", "key"]) Storage.prototype[name] = fail;
  },

  /** Writes seem to work and are not kept. */
  forgetful: () => {
    Storage.prototype.setItem = () => {};
  },

  /** The index is damaged when the app starts for the first time; a reload finds what the app left. */
  "corrupt-index": `try {
    if (!sessionStorage.getItem("damaged")) localStorage.setItem(${JSON.stringify(INDEX_KEY)}, ${JSON.stringify(DAMAGE)});
    sessionStorage.setItem("damaged", "yes");
  } catch {
    // about:blank has no storage.
  }`,
};
