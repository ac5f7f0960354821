// A form for one more red line, wish, forecast or rule: it becomes part of the file when it is whole.

import { h } from "/explore/page/dom.js";
import { clause, firstCondition } from "./clause.js";
import { draft } from "./draft.js";
import { evidence } from "./evidence.js";
import { button } from "./fields.js";

/** @typedef {import("./protocol.js").Issue} Issue */
/** @typedef {import("./protocol.js").Tree} Tree */

export const NOT_YET = "assumption: nobody has been found who says so";

/** @type {Map<string, {tree: Tree, say: string, open: boolean}>} half-made ones, kept while the page is drawn anew */
const begun = new Map();

/**
 * @param {object} form
 * @param {string} form.id
 * @param {string} form.title
 * @param {string} form.hint
 * @param {readonly Issue[]} form.issues
 * @param {(say: string, value: Tree) => void} form.onadd
 * @param {boolean} [form.rests] whether it rests on evidence
 * @param {boolean} [form.needs] whether it may not be without any
 */
export function adding({ id, title, hint, issues, onadd, rests = true, needs = false }) {
  if (issues.length === 0) return h("p", { class: "note" }, "First say what is talked about: there is no issue yet.");
  const kept = begun.get(id) ?? { tree: { require: firstCondition(issues) }, say: "", open: false };
  begun.set(id, kept);
  const say = h("input", {
    type: "text",
    id: `${id}-say`,
    value: kept.say,
    placeholder: hint,
    "aria-label": hint,
    dir: "auto",
    oninput: () => {
      kept.say = say.value;
    },
  });
  const place = h("div", {});
  const made = draft(`${id}-draft-`, kept.tree, place, (pen, tree) => {
    kept.tree = tree;
    return [clause(pen, [], tree, issues), rests ? evidence(pen, ["from"], tree.from) : h("p", {})];
  });
  const box = h(
    "details",
    {
      class: "adding",
      id,
      open: kept.open,
      ontoggle: () => {
        kept.open = box.open;
      },
    },
    h("summary", {}, `+ ${title}`),
    say,
    place,
    h("p", { class: "row" }, button("Add it", () => {
      begun.delete(id);
      box.open = false;
      const value = made.tree();
      onadd(kept.say.trim(), needs && value.from === undefined ? { ...value, from: NOT_YET } : value);
    }, { class: "button main", id: `${id}-add` })),
  );
  return box;
}
