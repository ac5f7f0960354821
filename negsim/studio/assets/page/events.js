// What the server tells by itself: files changed or gone, answers begun and done.

import { silent } from "./notices.js";
import { bare } from "/explore/records.js";

/** @typedef {{name: string, fingerprint?: string, by?: string}} Told */
/** @typedef {(told: Told) => void} Listener */

const KINDS = ["changed", "faults", "answering", "answered", "gone"];

/** @type {Map<string, Set<Listener>>} */
const listeners = new Map(KINDS.map((kind) => [kind, new Set()]));

/** @param {string} kind @param {Listener} listener @returns {() => void} stop listening */
export function on(kind, listener) {
  const all = listeners.get(kind);
  all?.add(listener);
  return () => void all?.delete(listener);
}

export function listen() {
  const source = new EventSource("/api/events");
  source.onopen = () => silent(false);
  source.onerror = () => silent(true);
  for (const kind of KINDS) {
    source.addEventListener(kind, (event) => {
      const told = bare(JSON.parse(/** @type {MessageEvent} */ (event).data));
      for (const listener of listeners.get(kind) ?? []) listener(told);
    });
  }
  window.addEventListener("pagehide", () => source.close());
}
