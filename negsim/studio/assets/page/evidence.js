// What an element rests on: claims of the registers, and assumptions in words.

import { h } from "/explore/page/dom.js";
import { append, remove, set } from "./commands.js";
import { dotted, idOf, sign } from "./fields.js";
import { addRow } from "./adding.js";
import { several } from "./outline.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./protocol.js").Pen} Pen */
/** @typedef {{id: string, says: string, grade: string | null, kind: string | null, speaker: string | null, status: string | null}} Claim */

/** @type {Map<string, Claim>} */
let known = new Map();

/** What claims there are to choose from. @param {readonly Claim[]} claims */
export function knowClaims(claims) {
  known = new Map(claims.map((claim) => [claim.id, claim]));
  const old = document.getElementById("claims-list");
  const list = h(
    "datalist",
    { id: "claims-list" },
    ...claims.map((claim) => h("option", { value: claim.id }, `${claim.speaker ?? ""}: ${claim.says}`)),
  );
  if (old) old.replaceWith(list);
  else document.body.append(list);
}

export function claims() {
  return [...known.values()];
}

/** Who said it, as what, and how surely. @param {Claim} claim */
export function whose({ speaker, kind, grade, status }) {
  const standing = status && status !== "confirmed" ? status.replaceAll("_", " ") : null;
  return [speaker, kind?.replaceAll("_", " "), grade && `grade ${grade}`, standing].filter(Boolean).join(" · ");
}

/** @type {string | null} the claim that is held, to be put where it belongs */
let inHand = null;

export function held() {
  return inHand;
}

/** @param {string | null} id */
export function hold(id) {
  inHand = id;
}

/** @type {WeakMap<Element, (source: string) => void>} what rests on claims, and how it takes one more */
const takers = new WeakMap();

/** What would rest on a claim that is dropped at a place. @param {EventTarget | null} place @returns {{element: Element, take: (source: string) => void} | null} */
export function takerAt(place) {
  let element = place instanceof Element ? place.closest(".evidence, details") : null;
  while (element) {
    const fold = element;
    const own = fold.matches(".evidence") ? fold : [...fold.querySelectorAll(".evidence")].find((one) => one.closest("details") === fold);
    const take = own && takers.get(own);
    if (take) return { element: fold, take };
    element = fold.parentElement?.closest("details") ?? null;
  }
  return null;
}

/** @param {Pen} pen @param {Path} path of `from` @param {Tree} value */
export function evidence(pen, path, value) {
  const all = several(value).map(String);
  const listed = Array.isArray(value);
  const rows = all.map((source, place) =>
    h(
      "li",
      {},
      told(source),
      sign("×", `No longer rest it on ${source}`, () => pen.edit([listed && all.length > 1 ? remove([...path, place]) : remove(path)], "Took a source away"), {
        id: `${idOf(path, pen.mark)}-drop-${place}`,
      }),
    ),
  );
  const add = (/** @type {string} */ text) => {
    const source = known.has(text) || text.startsWith("assumption") ? text : `assumption: ${text}`;
    const whole = all.length === 0 ? source : [...all, source];
    pen.edit([listed ? append(path, source) : set(path, whole)], `Rests it on ${source}`);
  };
  const take = (/** @type {string} */ id) => {
    if (id === inHand) inHand = null;
    if (!all.includes(id)) add(id);
  };
  const claim = known.get(inHand ?? "");
  const offered = claim && !all.includes(claim.id) ? h("button", { type: "button", class: "button takes", id: `${idOf(path, pen.mark)}-take`, onclick: () => take(claim.id) }, "Rest it on this claim: ", h("bdi", {}, `“${claim.says}”`)) : null;
  const element = h(
    "div",
    { class: "evidence", "data-path": dotted(path) },
    h("h3", { class: "small" }, "Rests on"),
    all.length ? h("ul", {}, ...rows) : h("p", { class: "note" }, "nothing yet"),
    addRow(`${idOf(path, pen.mark)}-new`, known.size ? "a claim, or an assumption in words" : "an assumption in words", "Add", add, { list: "claims-list" }),
    offered,
  );
  takers.set(element, take);
  return element;
}

/** @param {string} source */
function told(source) {
  const claim = known.get(source);
  if (claim) {
    return h("span", {}, claim.says, h("span", { class: "note" }, ` ${whose(claim)} · ${claim.id}`));
  }
  const assumed = /^assumption\s*(?:\[[^\]]*\])?:?\s*(.*)$/s.exec(source);
  return assumed
    ? h("span", { class: "is-assumed" }, h("span", { class: "tag" }, "assumed"), ` ${assumed[1]}`)
    : h("span", {}, source);
}
