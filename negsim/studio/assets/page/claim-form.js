// The fields of one claim: who says it, of which kind, how well attributed, whose it is, what it bears on.

import { h } from "/explore/page/dom.js";
import { remove, set } from "./commands.js";
import { allOf } from "./condition.js";
import { area, choice, dotted, entry, idOf, line } from "./fields.js";
import { several } from "./outline.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Pen} Pen */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./coding.js").Coding} Coding */

const KINDS = "position demand red_line aim concern offer condition obligation threat ruling proposal expectation capability acknowledgement precedent reaction status_quo framing".split(" ");

/** @type {[string, string][]} */
const GRADES = [
  ["A", "A: a named person's own words, or an instrument's text"],
  ["B", "B: a named person, paraphrased"],
  ["C", "C: a spokesman or a body"],
  ["D", "D: unnamed officials, through a newspaper"],
  ["E", "E: the newspaper's inference"],
  ["F", "F: its framing, or ours"],
];

/** @type {[string, string][]} */
const STANDINGS = [
  ["", "confirmed"],
  ["proposed", "proposed: counts for nothing yet"],
  ["disputed", "disputed"],
  ["background", "background: not meant to be cited"],
];

/** @param {number} paragraph @param {string | null} document of several, the one @returns {Tree} */
export function firstClaim(paragraph, document = null) {
  return { ...(document ? { in: document } : {}), at: paragraph, kind: "position", grade: "B", says: "" };
}

/** @param {Pen} pen @param {Path} path @param {Tree} claim @param {Coding} coding */
export function claimFields(pen, path, claim, coding) {
  const own = (/** @type {string} */ key) => [...path, key];
  const put = (/** @type {string} */ key, /** @type {string} */ name) => (/** @type {string} */ text) =>
    pen.edit([text ? set(own(key), text) : remove(own(key))], `${name}: ${text}`);
  const id = (/** @type {string} */ key) => idOf(own(key), pen.mark);
  const kinds = KINDS.map((kind) => /** @type {[string, string]} */ ([kind, kind.replaceAll("_", " ")]));
  return h(
    "div",
    { class: "claim-fields", "data-path": dotted(path) || null },
    entry("In your own words, never the document's sentence", area({ id: id("says"), value: String(claim.says ?? ""), onset: put("says", "It says") }), own("says")),
    h(
      "div",
      { class: "range" },
      entry("Who says it", line({ id: id("speaker"), value: several(claim.speaker).join(", "), list: "speakers", onset: put("speaker", "Speaker") }), own("speaker")),
      entry("What sort of claim", choice({ id: id("kind"), value: String(claim.kind ?? ""), options: kinds, onset: put("kind", "Kind") }), own("kind")),
      entry("How well attributed", choice({ id: id("grade"), value: String(claim.grade ?? ""), options: GRADES, onset: put("grade", "Grade") }), own("grade")),
      path.length ? entry("It stands as", choice({ id: id("status"), value: String(claim.status ?? ""), options: STANDINGS, onset: put("status", "Stands as") }), own("status")) : null,
    ),
    whose(pen, own("about"), claim.about, coding),
    bearing(pen, own("bears_on"), claim.bears_on, coding),
  );
}

/** @param {Pen} pen @param {Path} path @param {Tree} about @param {Coding} coding */
function whose(pen, path, about, coding) {
  const now = several(about).map(String);
  if (coding.actors.length === 0) {
    return entry("Whose demand it is", line({ id: idOf(path, pen.mark), value: now.join(", "), onset: (text) => pen.edit([text ? set(path, text) : remove(path)], `About ${text}`) }), path);
  }
  const others = now.filter((one) => !coding.actors.some(({ id }) => id === one)).map((id) => ({ id, name: id }));
  const toggle = (/** @type {string} */ id) => {
    const next = now.includes(id) ? now.filter((one) => one !== id) : [...now, id];
    pen.edit([next.length === 0 ? remove(path) : set(path, next.length === 1 ? next[0] : next)], `About ${next.join(", ")}`);
  };
  return h(
    "div",
    { class: "entry", "data-path": dotted(path) },
    h("span", { class: "field-name" }, "Whose demand it is"),
    h(
      "span",
      { class: "pills", role: "group", "aria-label": "Whose demand it is" },
      ...[...coding.actors, ...others].map((one) =>
        h("button", { type: "button", class: "pill", id: `${idOf(path, pen.mark)}-${one.id}`, "aria-pressed": String(now.includes(one.id)), onclick: () => toggle(one.id) }, one.name),
      ),
    ),
  );
}

/** @param {Pen} pen @param {Path} path @param {Tree} tests @param {Coding} coding */
function bearing(pen, path, tests, coding) {
  return h(
    "div",
    { class: "entry", "data-path": dotted(path) },
    h("span", { class: "field-name" }, "What it would take for it to be met"),
    coding.issues.length ? allOf(pen, path, tests ?? {}, coding.issues, null) : h("span", { class: "note" }, "Choose a scenario above: its issues are asked here."),
  );
}
