// What is talked about: issues and their options as cards.

import { h, label } from "/explore/page/dom.js";
import { draggable, fold, grip, order } from "./cards.js";
import { insert, move, remove, rename, set } from "./commands.js";
import { addRow } from "./adding.js";
import { beyond } from "./beyond.js";
import { evidence } from "./evidence.js";
import { check, choice, dotted, entry, idOf, line, scalar } from "./fields.js";
import { idFor } from "./ids.js";
import { entries, issuesOf, labelOf, written } from "./outline.js";
import { record } from "/explore/records.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @param {OpenFile} file @returns {Node[]} */
export function issueCards(file) {
  const all = entries(file.tree.issues);
  const list = h("div", { class: "cards" }, ...all.map(([id], place) => card(file, id, place, all.length)));
  draggable(list, (from, to) =>
    file.edit([move(["issues", all[from]?.[0] ?? ""], to)], "Moved an issue"),
  );
  const taken = all.map(([id]) => id);
  return [
    h("p", { class: "lead" }, "One question each, with every answer that somebody could write into a deal. A package picks one answer of every issue."),
    list,
    addRow("new-issue", "Another issue, as a question", "Add the issue", (ask) => {
      const id = idFor(ask, taken, "issue");
      const value = { ask, options: { agreed: "yes", refused: "no" } };
      file.edit([insert(["issues"], id, value)], `Added the issue “${ask}”`);
    }),
  ];
}

/** @param {OpenFile} file @param {string} id @param {number} place @param {number} count */
function card(file, id, place, count) {
  const path = ["issues", id];
  const issue = file.tree.issues[id] ?? record();
  const ask = String(issue.ask ?? id);
  const told = issue.range
    ? `${issue.range.from} to ${issue.range.to} ${issue.range.unit ?? ""}`
    : `${entries(issue.options).length} options`;
  return fold(
    path,
    [grip(), label(ask), h("span", { class: "note" }, told)],
    [
      entry(
        "The question",
        line({ id: idOf([...path, "ask"]), value: String(issue.ask ?? ""), onset: (text) => file.edit([set([...path, "ask"], text)], `Asked “${text}”`) }),
        [...path, "ask"],
      ),
      issue.range ? range(file, [...path, "range"], issue.range) : options(file, path, issue),
      more(file, path, issue),
      beyond(path, issue, ["ask", "ordered", "options", "range", "from", "may_stay_open"]),
      h("footer", { class: "card-foot" }, name(file, path, id), order(file, path, ask, place, count)),
    ],
    { open: count < 3, kind: "card" },
  );
}

/** The id, which those type who type. @param {OpenFile} file @param {Path} path @param {string} id */
export function name(file, path, id) {
  return h(
    "span",
    { class: "its-id" },
    h("label", { for: `${idOf(path)}-id` }, "Name in the file"),
    line({ id: `${idOf(path)}-id`, value: id, kind: "code", onset: (to) => file.edit([rename(path, to)], `Renamed ${id} to ${to}, everywhere`) }),
  );
}

/** @param {OpenFile} file @param {Path} path @param {Tree} issue */
function options(file, path, issue) {
  const all = entries(issue.options);
  const rows = all.map(([id, option], place) => optionRow(file, [...path, "options", id], option, place, all.length));
  const list = h("ol", { class: "option-rows" }, ...rows);
  draggable(list, (from, to) =>
    file.edit([move([...path, "options", all[from]?.[0] ?? ""], to)], "Moved an option"),
  );
  const taken = all.map(([id]) => id);
  return h(
    "div",
    { class: "options-of", "data-path": dotted([...path, "options"]) },
    h("h3", { class: "small" }, "What it could become"),
    list,
    addRow(`${idOf(path)}-new`, "Another option", "Add", (text) =>
      file.edit([insert([...path, "options"], idFor(text, taken, "option"), text)], `Added the option “${text}”`),
    ),
  );
}

/** @param {OpenFile} file @param {Path} path @param {Tree} option @param {number} place @param {number} count */
function optionRow(file, path, option, place, count) {
  const long = option !== null && typeof option === "object";
  const text = labelOf(option);
  return h(
    "li",
    { "data-path": dotted(path) },
    grip(),
    line({
      id: idOf(path),
      value: text,
      label: `Option ${place + 1}`,
      onset: (to) => file.edit([set(long ? [...path, "label"] : path, to)], `Called an option “${to}”`),
    }),
    order(file, path, `“${text}”`, place, count),
    long ? beyond(path, option, ["label"]) : null,
  );
}

/** @param {OpenFile} file @param {Path} path @param {Tree} range */
function range(file, path, range) {
  const field = (/** @type {string} */ key, /** @type {string} */ name) =>
    entry(
      name,
      line({
        id: idOf([...path, key]),
        value: String(range[key] ?? ""),
        kind: key === "unit" ? undefined : "number",
        onset: (text) => file.edit([set([...path, key], scalar(text))], `${name}: ${text}`),
      }),
      [...path, key],
    );
  return h(
    "div",
    { class: "range", "data-path": dotted(path) },
    field("from", "From"),
    field("to", "To"),
    field("step", "In steps of"),
    field("unit", "Unit"),
  );
}

/** @param {OpenFile} file @param {Path} path @param {Tree} issue */
function more(file, path, issue) {
  const axis = typeof issue.ordered === "string" ? issue.ordered : "";
  const own = (/** @type {string} */ key) => [...path, key];
  if (issue.range) return evidence(file, own("from"), issue.from);
  return h(
    "div",
    { class: "more" },
    check({
      id: `${idOf(own("ordered"))}-on`,
      checked: Boolean(issue.ordered),
      text: "The options stand in an order, so that “at least” means something",
      onset: (on) => file.edit([on ? set(own("ordered"), true) : remove(own("ordered"))], on ? "Put the options in order" : "Took the order away"),
    }),
    issue.ordered
      ? entry("From what to what", line({ id: idOf(own("ordered")), value: axis, hint: "least to most", onset: (text) => file.edit([set(own("ordered"), text || true)], `The order runs ${text}`) }), own("ordered"))
      : null,
    check({
      id: idOf(own("may_stay_open")),
      checked: Boolean(issue.may_stay_open),
      text: "A deal may leave it open",
      onset: (on) => file.edit([...language(file, on), on ? set(own("may_stay_open"), true) : remove(own("may_stay_open"))], on ? "Let it stay open" : "It must be settled"),
    }),
    issue.may_stay_open ? statusQuo(file, path) : null,
    evidence(file, own("from"), issue.from),
  );
}

/** What 1.1 brought needs a file that says so. @param {OpenFile} file @param {boolean} [needed] */
export function language(file, needed = true) {
  return needed && Number(file.tree.negsim) < 1.1 ? [set(["negsim"], 1.1)] : [];
}

/** @param {OpenFile} file @param {Path} path */
function statusQuo(file, path) {
  const id = String(path[1]);
  const issue = issuesOf(file.tree).find((one) => one.id === id);
  const own = ["status_quo", id];
  return entry(
    "What holds meanwhile",
    choice({
      id: idOf(own),
      value: String(file.tree.status_quo?.[id] ?? ""),
      options: issue ? written(issue).map((one) => [one.id, one.label]) : [],
      onset: (chosen) => file.edit([set(own, chosen)], "Said what holds without a deal"),
    }),
    own,
  );
}

