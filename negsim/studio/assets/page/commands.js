// Commands, made and carried out on a tree in memory: for drafts, which become part of the file in one step.

import { bare, record } from "/explore/records.js";

/** @typedef {import("./protocol.js").Command} Command */
/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Tree} Tree */

/** @param {Path} path @param {Tree} value @returns {Command} */
export const set = (path, value) => ({ do: "set", path, value });

/** @param {Path} path @param {string} key @param {Tree} value @param {number | null} [at] @returns {Command} */
export const insert = (path, key, value, at = null) => ({ do: "insert", path, key, value, at });

/** @param {Path} path @param {Tree} value @param {number | null} [at] @returns {Command} */
export const append = (path, value, at = null) => ({ do: "insert", path, value, at });

/** @param {Path} path @returns {Command} */
export const remove = (path) => ({ do: "remove", path });

/** @param {Path} path @param {number} to @returns {Command} */
export const move = (path, to) => ({ do: "move", path, to });

/** @param {Path} path @param {string} to @returns {Command} */
export const rename = (path, to) => ({ do: "rename", path, to });

/** What stands at a path; undefined where nothing does. @param {Tree} tree @param {Path} path @returns {Tree} */
export function at(tree, path) {
  let found = tree;
  for (const key of path) {
    if (found === null || typeof found !== "object") return undefined;
    found = found[key];
  }
  return found;
}

/** The tree after some commands; the one given stays as it is. @param {Tree} tree @param {Command[]} commands */
export function applied(tree, commands) {
  const root = { root: bare(structuredClone(tree)) };
  for (const command of commands) {
    const path = ["root", ...(command.path ?? [])];
    if (command.do === "insert") put(made(root, path), command);
    else {
      const key = /** @type {string | number} */ (path.pop());
      change(made(root, path), key, command);
    }
  }
  return root.root;
}

/** @param {Tree} tree @param {Path} path */
function made(tree, path) {
  let place = tree;
  for (const key of path) {
    if (place[key] === null || typeof place[key] !== "object") place[key] = record();
    place = place[key];
  }
  return place;
}

/** @param {Tree} place @param {Command} command */
function put(place, { at: index, key, value }) {
  if (Array.isArray(place)) place.splice(index ?? place.length, 0, value);
  else if (key !== undefined) place[key] = value;
}

/** @param {Tree} place @param {string | number} key @param {Command} command */
function change(place, key, command) {
  if (command.do === "set") place[key] = command.value;
  else if (command.do === "remove") {
    if (Array.isArray(place)) place.splice(Number(key), 1);
    else delete place[key];
  } else if (command.do === "move") {
    const entries = Object.entries(place);
    const from = entries.findIndex(([name]) => name === String(key));
    entries.splice(Number(command.to), 0, ...entries.splice(from, 1));
    for (const [name] of entries) delete place[name];
    Object.assign(place, record(entries));
  }
}
