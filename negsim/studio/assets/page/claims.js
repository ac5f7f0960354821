// Claims of a register.

import { h } from "/explore/page/dom.js";

/** @param {import("./open-file.js").OpenFile} _file @returns {Node[]} */
export function claimsPane(_file) {
  return [h("p", {}, "")];
}
