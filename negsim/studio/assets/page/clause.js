// A clause: what must hold, what must not, or what must hold where something else does.

import { h } from "/explore/page/dom.js";
import { insert, remove } from "./commands.js";
import { condition } from "./condition.js";
import { choice, idOf } from "./fields.js";
import { firstTest } from "./tests-in-words.js";
import { record } from "/explore/records.js";

/** @typedef {import("./protocol.js").Issue} Issue */
/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Pen} Pen */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {"require" | "forbid" | "if"} Kind */

/** @type {[string, string][]} */
const KINDS = [
  ["require", "It must be that"],
  ["forbid", "It must not be that"],
  ["if", "If … then …"],
];

/** @param {Tree} value @returns {Kind | null} */
export function kindOf(value) {
  for (const kind of /** @type {Kind[]} */ (["require", "forbid", "if"])) {
    if (value !== null && typeof value === "object" && kind in value) return kind;
  }
  return null;
}

/** @param {readonly Issue[]} issues @returns {Tree} a first condition, to be changed */
export function firstCondition(issues) {
  const first = issues[0];
  return record(first ? [[first.id, firstTest(first)]] : []);
}

/** @param {Pen} pen @param {Path} path of the element that carries the clause @param {Tree} value @param {readonly Issue[]} issues */
export function clause(pen, path, value, issues) {
  const kind = kindOf(value);
  const kinds = choice({
    id: `${idOf(path, pen.mark)}-kind`,
    label: "What it says",
    value: kind ?? "",
    options: KINDS,
    onset: (chosen) => pen.edit(turned(path, value, kind, /** @type {Kind} */ (chosen), issues), "Said it another way"),
  });
  const parts = kind === null ? [] : [condition(pen, [...path, kind], value[kind], issues)];
  if (kind === "if") {
    parts.push(h("div", { class: "then" }, "then"), condition(pen, [...path, "then"], value.then ?? record(), issues));
  }
  return h("div", { class: "clause" }, kinds, ...parts);
}

/** @param {Path} path @param {Tree} value @param {Kind | null} from @param {Kind} to @param {readonly Issue[]} issues */
function turned(path, value, from, to, issues) {
  const old = from === null ? firstCondition(issues) : from === "if" ? (value.then ?? value.if) : value[from];
  const at = from === null ? 0 : Object.keys(value).indexOf(from);
  const fresh =
    to === "if"
      ? [insert(path, "if", firstCondition(issues), at), insert(path, "then", old, at + 1)]
      : [insert(path, to, old, at)];
  const gone = from === null ? [] : [remove([...path, from])];
  if (from === "if" && value.then !== undefined) gone.push(remove([...path, "then"]));
  return [...fresh, ...gone];
}
