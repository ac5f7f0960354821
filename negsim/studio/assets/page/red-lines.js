// Red lines: what an actor never trades, its readings with the one that counts on top, and how firm it is.

import { h, label } from "/explore/page/dom.js";
import { fold, order } from "./cards.js";
import { beyond } from "./beyond.js";
import { clause, firstCondition } from "./clause.js";
import { insert, move, remove, set } from "./commands.js";
import { adding } from "./adding-element.js";
import { evidence } from "./evidence.js";
import { button, entry, idOf, line, scalar, sign } from "./fields.js";
import { idFor } from "./ids.js";
import { language } from "./issues.js";
import { entries } from "./outline.js";
import { told } from "./told.js";
import { bare, record } from "/explore/records.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Issue} Issue */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./open-file.js").OpenFile} OpenFile */

export const CLAUSE = ["require", "forbid", "if", "then"];

/** @param {OpenFile} file @param {Path} actor @param {Tree} lines @param {readonly Issue[]} issues @param {readonly string[]} keys of the actor, which lines may not take */
export function redLines(file, actor, lines, issues, keys) {
  const path = [...actor, "red_lines"];
  const all = entries(lines);
  return [
    ...all.map(([id, value], place) => redLine(file, [...path, id], value, issues, place, all.length)),
    adding({
      id: `${idOf(path)}-new`,
      title: "Add a red line",
      hint: "In a few words: what it will not give up",
      issues,
      needs: file.tree.claims !== undefined,
      onadd: (say, value) => {
        const id = idFor(say, [...all.map(([one]) => one), ...keys], "line");
        file.edit([...language(file, say !== ""), insert(path, id, say ? { say, ...value } : value)], `Added a red line: ${say}`);
      },
    }),
  ];
}

/** @param {OpenFile} file @param {Path} path @param {Tree} value @param {readonly Issue[]} issues @param {number} place @param {number} count */
function redLine(file, path, value, issues, place, count) {
  const words = told(value, issues) || String(path.at(-1)).replaceAll("_", " ");
  const readings = entries(value?.readings);
  const status = readings.length > 1 ? h("span", { class: "note" }, `${readings.length} readings`) : null;
  const body =
    value?.readings === undefined
      ? [clause(file, path, value, issues), button("It can be read another way …", () => split(file, path, value, issues), { id: `${idOf(path)}-split` })]
      : readingRows(file, [...path, "readings"], readings, issues);
  return fold(
    path,
    [label(words), status, value?.firm !== undefined ? h("span", { class: "note" }, `firm ${value.firm}`) : null],
    [
      said(file, path, value),
      ...body,
      firm(file, path, value),
      evidence(file, [...path, "from"], value?.from),
      beyond(path, value, ["say", ...CLAUSE, "readings", "firm", "from"]),
      h("footer", { class: "card-foot" }, order(file, path, `“${words}”`, place, count)),
    ],
    { kind: "element is-line" },
  );
}

/** How a person would say it. @param {OpenFile} file @param {Path} path @param {Tree} value */
export function said(file, path, value) {
  const own = [...path, "say"];
  return entry(
    "In one's own words",
    line({
      id: idOf(own),
      value: String(value?.say ?? ""),
      hint: "how a person would say this demand",
      onset: (text) => file.edit([...language(file), text ? (value?.say === undefined ? insert(path, "say", text, 0) : set(own, text)) : remove(own)], `Said: ${text}`),
    }),
    own,
  );
}

/** @param {OpenFile} file @param {Path} path @param {[string, Tree][]} readings @param {readonly Issue[]} issues */
function readingRows(file, path, readings, issues) {
  const rows = readings.map(([id, reading], place) => {
    const own = [...path, id];
    const none = reading === "none" || reading?.none === true;
    const words = none ? "So read, it draws no line." : told(reading, issues);
    return h(
      "li",
      { class: "reading", "data-path": own.join(".") },
      h(
        "header",
        {},
        h("strong", {}, id.replaceAll("_", " ")),
        place === 0 ? h("span", { class: "tag is-on" }, "counts") : button("Let this one count", () => file.edit([move(own, 0)], `Lets the reading ${id} count`), { id: `${idOf(own)}-count` }),
        sign("×", `Take the reading ${id} away`, () => file.edit([remove(own)], `Took the reading ${id} away`), { id: `${idOf(own)}-remove` }),
      ),
      none ? h("p", { class: "note" }, words) : clause(file, own, reading, issues),
      beyond(own, reading, [...CLAUSE, "none"]),
    );
  });
  const taken = readings.map(([id]) => id);
  return [
    h("ol", { class: "readings" }, ...rows),
    h(
      "p",
      { class: "row" },
      button("Another reading", () => file.edit([insert(path, idFor(`reading ${taken.length + 1}`, taken, "reading"), { require: firstCondition(issues) })], "Added a reading"), { id: `${idOf(path)}-more` }),
      button("A reading that draws no line", () => file.edit([insert(path, idFor("no line", taken, "reading"), "none")], "Added a reading that draws no line"), {
        id: `${idOf(path)}-none`,
        disabled: readings.some(([, one]) => one === "none" || one?.none === true),
      }),
    ),
  ];
}

/** One demand becomes two ways to take its words. @param {OpenFile} file @param {Path} path @param {Tree} value @param {readonly Issue[]} issues */
function split(file, path, value, issues) {
  const said = entries(value).filter(([key]) => CLAUSE.includes(key));
  const first = said.length ? record(said) : { require: firstCondition(issues) };
  const rest = record(entries(value).filter(([key]) => ![...CLAUSE, "from"].includes(key)));
  const from = value?.from === undefined ? {} : { from: value.from };
  const second = bare(structuredClone(first));
  file.edit([set(path, { ...rest, readings: { as_said: first, otherwise: second }, ...from })], "Wrote down a second reading");
}

/** @param {OpenFile} file @param {Path} path @param {Tree} value */
function firm(file, path, value) {
  const own = [...path, "firm"];
  return entry(
    "How likely it would rather walk away than cross it",
    line({
      id: idOf(own),
      value: String(value?.firm ?? ""),
      kind: "number",
      hint: "1, it holds",
      onset: (text) => file.edit([...language(file), text ? set(own, scalar(text)) : remove(own)], `Firm: ${text || "as it is"}`),
    }),
    own,
    "0 to 1. The answer takes the line as it stands; codings ask what if it were given up.",
  );
}
