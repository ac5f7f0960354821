// How good each answer of an issue is for an actor: as a ladder, as numbers, as a position, or as points.

import { h, label } from "/explore/page/dom.js";
import { insert, remove, set } from "./commands.js";
import { choice, dotted, idOf, line, scalar, sign } from "./fields.js";
import { ladderField } from "./ladder-field.js";
import { addRow } from "./adding.js";
import { entries, written } from "./outline.js";
import { record } from "/explore/records.js";

/** @typedef {import("./protocol.js").Issue} Issue */
/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Pen} Pen */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {"ladder" | "scores" | "position" | "points"} How */

/** @type {[How, string][]} */
const HOWS = [
  ["ladder", "by a ladder, without numbers"],
  ["scores", "by scores from 0 to 1"],
  ["position", "by one position that it wants"],
  ["points", "by points of a score sheet"],
];

/** @param {Tree} value @returns {How | null} */
export function howOf(value) {
  return HOWS.map(([how]) => how).find((how) => value?.[how] !== undefined) ?? null;
}

/** What a preference begins with. @param {Issue} issue @returns {Record<string, Tree>} */
export function firstScores(issue) {
  if (issue.range) return { scores: ends(issue.range) };
  return { ladder: scored(issue, "").map((one) => one.id).join(" < ") };
}

/** The options that an actor scores: not those left open, nor those that it reads as others. @param {Issue} issue @param {string} actor @param {Tree} [options] as written */
export function scored(issue, actor, options = record()) {
  return written(issue).filter((one) => options?.[one.id]?.read_as?.[actor] === undefined);
}

/** @param {Pen} pen @param {Path} path of the preference @param {Tree} value @param {Issue} issue @param {{id: string, name: string}[]} own the options that the actor scores */
export function scoresField(pen, path, value, issue, own) {
  const how = howOf(value);
  const usable = HOWS.filter(([one]) => one === how || ((one !== "ladder" || !issue.range) && (one !== "position" || issue.ordered) && one !== "points"));
  const hows = choice({
    id: `${idOf(path, pen.mark)}-how`,
    label: "How good each answer is",
    value: how ?? "",
    options: usable,
    onset: (chosen) => {
      const fresh = begun(/** @type {How} */ (chosen), issue, own);
      pen.edit([insert(path, chosen, fresh), ...(how ? [remove([...path, how])] : [])], `Scored ${issue.ask} another way`);
    },
  });
  return h("div", { class: "scores" }, h("div", { class: "row" }, h("span", { class: "field-name" }, "Valued"), hows), ...(how ? [body(pen, [...path, how], how, value[how], issue, own)] : []));
}

/** The ends of a range, the worst and the best. @param {{from: number, to: number}} range */
function ends({ from, to }) {
  return record([
    [from, 0],
    [to, 1],
  ]);
}

/** @param {How} how @param {Issue} issue @param {{id: string}[]} own @returns {Tree} */
function begun(how, issue, own) {
  if (how === "ladder") return own.map((one) => one.id).join(" < ");
  if (how === "position") return issue.range ? issue.range.to : (own.at(-1)?.id ?? "");
  if (issue.range) return ends(issue.range);
  const last = Math.max(own.length - 1, 1);
  return record(own.map((one, place) => [one.id, Number((place / last).toFixed(2))]));
}

/** @param {Pen} pen @param {Path} path @param {How} how @param {Tree} value @param {Issue} issue @param {{id: string, name: string}[]} own */
function body(pen, path, how, value, issue, own) {
  if (how === "ladder") return ladderField(pen, path, value, issue);
  if (how === "position") return position(pen, path, value, issue);
  return issue.range ? breakpoints(pen, path, value, issue) : numbers(pen, path, value, own);
}

/** @param {Pen} pen @param {Path} path @param {Tree} value @param {Issue} issue */
function position(pen, path, value, issue) {
  const onset = (/** @type {string} */ text) => pen.edit([set(path, scalar(text))], `Wants ${text}`);
  const id = idOf(path, pen.mark);
  return h(
    "div",
    { "data-path": dotted(path) },
    issue.range
      ? line({ id, value: String(value), kind: "number", label: "Position", onset })
      : choice({ id, value: String(value), label: "Position", options: written(issue).map((one) => [one.id, one.label]), onset }),
  );
}

/** @param {Pen} pen @param {Path} path @param {Tree} value @param {{id: string, name: string}[]} own */
function numbers(pen, path, value, own) {
  return h(
    "ul",
    { class: "numbers", "data-path": dotted(path) },
    ...own.map((option) => {
      const at = [...path, option.id];
      const onset = (/** @type {string} */ text) => pen.edit([set(at, scalar(text))], `Scored “${option.name}” ${text}`);
      return h("li", { "data-path": dotted(at) }, h("label", { for: idOf(at, pen.mark) }, label(option.name)), line({ id: idOf(at, pen.mark), value: String(value?.[option.id] ?? ""), kind: "number", onset }), meter(value?.[option.id]));
    }),
  );
}

/** @param {Pen} pen @param {Path} path @param {Tree} value @param {Issue} issue */
function breakpoints(pen, path, value, issue) {
  const unit = issue.range.unit ?? "";
  const all = entries(value).sort(([a], [b]) => Number(a) - Number(b));
  const rows = all.map(([key, score]) => {
    const at = [...path, key];
    const onset = (/** @type {string} */ text) => pen.edit([set(at, scalar(text))], `Scored ${key} ${unit} ${text}`);
    return h("li", { "data-path": dotted(at) }, h("label", { for: idOf(at, pen.mark) }, `${key} ${unit}`), line({ id: idOf(at, pen.mark), value: String(score), kind: "number", onset }), meter(score), sign("×", `Take ${key} away`, () => pen.edit([remove(at)], `Took the score of ${key} away`), { disabled: all.length < 3 }));
  });
  return h(
    "div",
    { "data-path": dotted(path) },
    h("ul", { class: "numbers" }, ...rows),
    addRow(`${idOf(path, pen.mark)}-new`, `a value between, of ${issue.range.from} to ${issue.range.to}`, "Add", (text) =>
      pen.edit([insert(path, text, 0.5, all.findIndex(([key]) => Number(key) > Number(text)))], `Scores ${text} too`),
    ),
  );
}

/** @param {Tree} score */
function meter(score) {
  const value = Math.min(1, Math.max(0, Number.parseFloat(String(score)) || 0));
  const fill = h("span", { class: "fill" });
  fill.style.inlineSize = `${100 * value}%`;
  return h("span", { class: "share-bar", "aria-hidden": "true" }, fill);
}
