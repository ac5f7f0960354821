// What an actor trades: preferences on one issue, and wishes over several, each with its weight.

import { h, label } from "/explore/page/dom.js";
import { adding } from "./adding-element.js";
import { fold, order } from "./cards.js";
import { beyond } from "./beyond.js";
import { clause } from "./clause.js";
import { insert } from "./commands.js";
import { evidence } from "./evidence.js";
import { choice, idOf } from "./fields.js";
import { idFor } from "./ids.js";
import { language } from "./issues.js";
import { entries } from "./outline.js";
import { CLAUSE, said } from "./red-lines.js";
import { firstScores, scored, scoresField } from "./scores-field.js";
import { told } from "./told.js";
import { share, weightField } from "./weights.js";
import { NOT_YET } from "./adding-element.js";
import { record } from "/explore/records.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Issue} Issue */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @param {OpenFile} file @param {Path} path of the actor @param {Tree} actor @param {readonly Issue[]} issues */
export function preferences(file, path, actor, issues) {
  const all = entries(actor.preferences);
  const rest = issues.filter((issue) => !all.some(([id]) => id === issue.id));
  const rows = all.map(([id, value], place) => {
    const issue = issues.find((one) => one.id === id);
    const own = ["preferences", id];
    return fold(
      [...path, ...own],
      [label(issue?.ask ?? id), percent(actor, own)],
      issue ? bodyOf(file, path, actor, own, value, issue, place, all.length) : [h("p", { class: "note" }, "No issue of this name.")],
      { kind: "element" },
    );
  });
  return [...rows, rest.length ? another(file, path, actor, rest) : null];
}

/** @param {OpenFile} file @param {Path} path @param {Tree} actor @param {Path} own @param {Tree} value @param {Issue} issue @param {number} place @param {number} count */
function bodyOf(file, path, actor, own, value, issue, place, count) {
  const at = [...path, ...own];
  const options = scored(issue, String(path[1]), file.tree.issues?.[issue.id]?.options);
  return [
    weightField(file, path, actor, own),
    scoresField(file, at, value, issue, options.map(({ id, label: text }) => ({ id, name: text }))),
    evidence(file, [...at, "from"], value?.from),
    beyond(at, value, ["weight", "ladder", "scores", "position", "points", "from"]),
    h("footer", { class: "card-foot" }, order(file, at, `what it wants of “${issue.ask}”`, place, count)),
  ];
}

/** @param {OpenFile} file @param {Path} path @param {Tree} actor @param {readonly Issue[]} rest */
function another(file, path, actor, rest) {
  const id = idOf([...path, "preferences", "new"]);
  return h(
    "div",
    { class: "add-row" },
    choice({
      id,
      label: "It also cares about",
      value: "",
      options: [["", "It also cares about …"], ...rest.map((one) => /** @type {[string, string]} */ ([one.id, one.ask]))],
      onset: (chosen) => {
        const issue = rest.find((one) => one.id === chosen);
        if (!issue) return;
        const options = scored(issue, String(path[1]), file.tree.issues?.[chosen]?.options);
        const scores = issue.range ? firstScores(issue) : { ladder: options.map((one) => one.id).join(" < ") };
        const points = entries(actor.preferences).some(([, one]) => one?.points);
        const value = points ? { points: record(options.map((one, place) => [one.id, place])) } : { ...(actor.weights === "unknown" ? {} : { weight: "medium" }), ...scores };
        const from = file.tree.claims === undefined ? {} : { from: NOT_YET };
        file.edit([insert([...path, "preferences"], chosen, { ...value, ...from })], `Cares about ${issue.ask}`);
      },
    }),
  );
}

/** @param {OpenFile} file @param {Path} path of the actor @param {Tree} actor @param {readonly Issue[]} issues */
export function wishes(file, path, actor, issues) {
  const all = entries(actor.wishes);
  const rows = all.map(([id, value], place) => {
    const own = ["wishes", id];
    const at = [...path, ...own];
    return fold(
      at,
      [label(told(value, issues) || id), percent(actor, own)],
      [
        said(file, at, value),
        weightField(file, path, actor, own),
        clause(file, at, value, issues),
        evidence(file, [...at, "from"], value?.from),
        beyond(at, value, ["say", "weight", ...CLAUSE, "from"]),
        h("footer", { class: "card-foot" }, order(file, at, "this wish", place, all.length)),
      ],
      { kind: "element" },
    );
  });
  const form = adding({
    id: `${idOf([...path, "wishes"])}-new`,
    title: "Add a wish over several issues",
    hint: "In a few words: what it would like",
    issues,
    needs: file.tree.claims !== undefined,
    onadd: (say, value) => {
      const id = idFor(say, all.map(([one]) => one), "wish");
      const weight = actor.weights === "unknown" ? {} : { weight: "medium" };
      file.edit([...language(file, say !== ""), insert([...path, "wishes"], id, { ...(say ? { say } : {}), ...weight, ...value })], `Added a wish: ${say}`);
    },
  });
  return [...rows, form];
}

/** @param {Tree} actor @param {Path} own */
function percent(actor, own) {
  const part = share(actor, own);
  return part === null ? null : h("span", { class: "note figure" }, `${(100 * part).toFixed(0)}%`);
}
