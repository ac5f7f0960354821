// What an actor has without a deal: a package that it would just accept, or a number, or nothing that holds it back.

import { h } from "/explore/page/dom.js";
import { remove, set } from "./commands.js";
import { evidence } from "./evidence.js";
import { choice, dotted, entry, idOf, line, scalar } from "./fields.js";
import { grid } from "./outline.js";
import { NOT_YET } from "./adding-element.js";
import { record } from "/explore/records.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Issue} Issue */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @param {OpenFile} file @param {Path} path of the actor @param {Tree} actor @param {readonly Issue[]} issues */
export function walkAway(file, path, actor, issues) {
  const own = [...path, "reservation_value"];
  const value = actor.reservation_value;
  const how = value === undefined ? "none" : value?.as_good_as ? "package" : value?.points !== undefined ? "points" : "number";
  const claims = file.tree.claims !== undefined && actor.from === undefined ? [set([...path, "from"], NOT_YET)] : [];
  const onset = (/** @type {string} */ chosen) => {
    if (chosen === "none") file.edit([remove(own)], "Takes anything that its red lines let through");
    if (chosen === "number") file.edit([set(own, 0.3), ...claims], "Gave a walk-away value as a number");
    if (chosen === "package") file.edit([set(own, { as_good_as: usual(file, issues) }), ...claims], "Gave a package that it would just accept");
  };
  return [
    entry(
      "Without a deal it",
      choice({
        id: `${idOf(own)}-how`,
        value: how,
        options: [
          ["none", "has nothing: any deal within its red lines will do"],
          ["package", "has something as good as a certain package"],
          ["number", "has a value of its own, as a number"],
          ...(how === "points" ? [/** @type {[string, string]} */ (["points", "has points of its sheet"])] : []),
        ],
        onset,
      }),
      own,
    ),
    how === "number" ? number(file, own, value) : null,
    how === "points" ? number(file, [...own, "points"], value.points) : null,
    how === "package" ? packageFields(file, [...own, "as_good_as"], value.as_good_as, issues) : null,
    entry(
      "What it would do then",
      line({ id: idOf([...path, "batna"]), value: String(actor.batna ?? ""), hint: "in words: its best alternative", onset: (text) => file.edit([text ? set([...path, "batna"], text) : remove([...path, "batna"])], `Without a deal: ${text}`) }),
      [...path, "batna"],
    ),
    how === "none" ? null : evidence(file, [...path, "from"], actor.from),
  ];
}

/** @param {OpenFile} file @param {Path} path @param {Tree} value */
function number(file, path, value) {
  return entry(
    "How much, with its range",
    line({ id: idOf(path), value: String(value), kind: "number", hint: "0.40 +- 0.10", onset: (text) => file.edit([set(path, scalar(text))], `Walks away below ${text}`) }),
    path,
    "0 is the worst it can think of, 1 the best. After +- the half-range.",
  );
}

/** @param {OpenFile} file @param {readonly Issue[]} issues */
function usual(file, issues) {
  return record(
    issues.map((issue) => [issue.id, file.tree.status_quo?.[issue.id] ?? issue.options[0]?.id ?? issue.range?.from]),
  );
}

/**
 * One option of every issue.
 *
 * @param {import("./protocol.js").Pen} pen
 * @param {Path} path
 * @param {Tree} value
 * @param {readonly Issue[]} issues
 */
export function packageFields(pen, path, value, issues) {
  return h(
    "div",
    { class: "package", "data-path": dotted(path) },
    ...issues.map((issue) => {
      const own = [...path, issue.id];
      const values = issue.range ? grid(issue).map((one) => /** @type {[string, string]} */ ([String(one), `${one} ${issue.range.unit ?? ""}`])) : issue.options.map((one) => /** @type {[string, string]} */ ([one.id, one.label]));
      const onset = (/** @type {string} */ chosen) => pen.edit([set(own, issue.range ? Number(chosen) : chosen)], `${issue.ask}: ${chosen}`);
      return entry(issue.ask, choice({ id: idOf(own, pen.mark), value: String(value?.[issue.id] ?? ""), options: values, onset }), own);
    }),
  );
}
