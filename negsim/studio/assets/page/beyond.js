// What the file says of a thing beyond what its form shows: named, and one press away in the text.

import { h } from "/explore/page/dom.js";
import { dotted } from "./fields.js";
import { entries } from "./outline.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Tree} Tree */

/** @param {Path} path @param {Tree} value @param {readonly string[]} shown keys that the form shows */
export function beyond(path, value, shown) {
  const more = entries(value)
    .map(([key]) => key)
    .filter((key) => !shown.includes(key));
  if (more.length === 0) return null;
  const links = more.flatMap((key, place) => [place ? ", " : "", inside([...path, key], key.replaceAll("_", " "))]);
  return h("p", { class: "note beyond" }, "Also written of it, in the text: ", ...links);
}

/** What leads to a place in the text. @param {Path} path @param {string} words */
export function inside(path, words) {
  return h("button", { type: "button", class: "link", "data-text-of": dotted(path) }, words);
}
