// What the whole file says of itself: title, date, registers, how much must agree.

import { h } from "/explore/page/dom.js";
import { record } from "/explore/records.js";
import { addRow } from "./adding.js";
import { beyond, inside } from "./beyond.js";
import { append, remove, set } from "./commands.js";
import { NOT_YET } from "./adding-element.js";
import { area, entry, idOf, line, scalar, sign } from "./fields.js";
import { language } from "./issues.js";
import { actorsOf, issuesOf, several } from "./outline.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @param {OpenFile} file @returns {Node[]} */
export function about(file) {
  const { tree } = file;
  const field = (/** @type {string} */ key, /** @type {string} */ name, /** @type {string} */ hint) =>
    entry(name, line({ id: idOf([key]), value: String(tree[key] ?? ""), hint, onset: (text) => file.edit([text ? set([key], text) : remove([key])], `${name}: ${text}`) }), [key]);
  const brief = typeof tree.brief === "string" || tree.brief === undefined;
  return [
    h(
      "article",
      { class: "card" },
      field("title", "Title", "what it is about"),
      field("as_of", "Positions as of", "2025-01-18"),
      brief
        ? entry("Your own summary, printed above the answer in reports", area({ id: idOf(["brief"]), value: String(tree.brief ?? ""), onset: (text) => file.edit(text ? [...language(file), set(["brief"], text)] : [remove(["brief"])], "Wrote the summary") }), ["brief"])
        : h("p", { class: "note", "data-path": "brief" }, "The summary says more than a text. ", inside(["brief"], "Change it in the text")),
    ),
    registers(file),
    quota(file),
    spread(file),
    further(file),
  ];
}

const SHOWN = "negsim scenario title as_of brief claims agreement spread issues rules actors variants expect status_quo timeline".split(" ");

/** What has no form: it is begun here, and written in the text. @param {OpenFile} file */
function further(file) {
  const { tree } = file;
  const issues = issuesOf(tree);
  const actor = actorsOf(tree)[0];
  const begin = (/** @type {string} */ words, /** @type {Path} */ path, /** @type {any} */ value) =>
    h("button", { type: "button", class: "button", id: `begin-${path.at(-1)}`, "data-text-of": path.join("."), onclick: () => file.edit([...language(file), set(path, value)], `Began: ${words}`) }, words);
  const lever = actor ? { an_offer: { say: `What ${actor.name} could offer`, issues: { offered: { ask: "How much is offered?", range: { from: 0, to: 4, step: 1, unit: "million EUR" }, status_quo: 0 } }, preferences: record([[actor.id, { offered: { weight: 1, scores: { 0: 1, 4: 0 }, from: NOT_YET } }]]) } } : null;
  const outcome = issues.length ? record(issues.map((one) => [one.id, tree.status_quo?.[one.id] ?? one.options[0]?.id ?? one.range?.from])) : null;
  return h(
    "article",
    { class: "card" },
    h("h3", {}, "What has no form"),
    h("p", { class: "lead" }, "The language can say more than these forms: what somebody could do to open a deal (levers), what came of it in the end (outcome), sums and counts, score sheets, how much one counts for others, words that each reads its own way. All of it is written in the text, stays as it is whatever the forms do, and is named beside what it belongs to."),
    beyond([], tree, SHOWN),
    h("p", { class: "row" }, tree.levers === undefined && lever ? begin("Begin with a lever", ["levers"], lever) : null, tree.outcome === undefined && outcome ? begin("Write down what came of it", ["outcome"], outcome) : null),
  );
}

/** @param {OpenFile} file */
function registers(file) {
  const all = several(file.tree.claims).map(String);
  const rows = all.map((one, place) => h("li", {}, h("code", {}, one), sign("×", `No longer use ${one}`, () => file.edit([remove(all.length === 1 ? ["claims"] : ["claims", place])], `No longer uses ${one}`))));
  return h(
    "article",
    { class: "card", "data-path": "claims" },
    h("h3", {}, "Registers of claims"),
    h("p", { class: "lead" }, "With a register, every demand says which claims it rests on, or that it is assumed."),
    h("ul", { class: "plain" }, ...rows),
    addRow("new-register", "a register in this folder, such as minutes.yaml", "Use it", (text) => file.edit([Array.isArray(file.tree.claims) ? append(["claims"], text) : set(["claims"], [...all, text])], `Uses the register ${text}`)),
  );
}

/** @param {OpenFile} file */
function quota(file) {
  const { agreement } = file.tree;
  const plain = agreement === undefined || (!Array.isArray(agreement) && agreement !== null && typeof agreement === "object" && !("any_of" in agreement));
  const path = ["agreement", "at_least"];
  const onset = (/** @type {string} */ text) => file.edit([text === "" ? remove(["agreement"]) : set(path, scalar(text))], text ? `${text} must agree` : "All must agree");
  return h(
    "article",
    { class: "card", "data-path": "agreement" },
    h("h3", {}, "How many must agree"),
    plain
      ? entry("At least so many of those who must agree", line({ id: idOf(path), value: String(agreement?.at_least ?? ""), kind: "number", hint: "all of them", onset }), path)
      : h("p", { class: "note" }, "By rules of its own. ", inside(["agreement"], "Change them in the text")),
  );
}

/** @param {OpenFile} file */
function spread(file) {
  const fields = /** @type {[string, string][]} */ ([["weight", "a weight"], ["score", "a score"], ["reservation_value", "a walk-away value"]]).map(([key, name]) => {
    const path = ["spread", key];
    return entry(`How far ${name} may be off`, line({ id: idOf(path), value: String(file.tree.spread?.[key] ?? ""), kind: "number", hint: "0", onset: (text) => file.edit([set(path, scalar(text || "0"))], `${name} may be off by ${text}`) }), path);
  });
  return h("article", { class: "card", "data-path": "spread" }, h("h3", {}, "Numbers that state no range"), h("div", { class: "range" }, ...fields));
}
