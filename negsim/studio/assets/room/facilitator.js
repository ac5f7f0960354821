// What the facilitator sees and does: codes, packages, rounds, lines of rounds, the debrief.

import { fill, h } from "/explore/page/dom.js";
import { elements } from "/assets/page/markup.js";
import { laidCard } from "./package.js";
import { record } from "/explore/records.js";

/** @typedef {(path: string, body: Record<string, any>) => Promise<any>} Act */

/** @param {any} state @param {Act} act @returns {Node[]} */
export function facilitator(state, act) {
  const debrief = h("div", { class: "told" });
  const button = (/** @type {string} */ words, /** @type {() => void} */ onclick) => h("button", { type: "button", class: "button", onclick }, words);
  const name = h("input", { type: "text", id: "line-name" });
  const table = [...state.table].reverse().map((laid) => laidCard(laid, h("p", { class: "note" }, `${laid.spoken} of ${state.roles.length} have spoken`)));
  return [
    h("h1", { dir: "auto" }, state.title),
    h("h2", {}, `Round ${state.round}, ${state.line}`),
    h("p", { class: "row" }, button("Next round", () => void act("round", {})), button("Take back", () => void act("back", {})), button("Debrief", () => void act("debrief", {}).then((found) => found && fill(debrief, elements(found.html))))),
    debrief,
    h("h2", {}, "Lay a package on the table"),
    lay(state, act),
    h("h2", {}, "On the table"),
    ...(table.length ? table : [h("p", {}, "Nothing yet.")]),
    h("h2", {}, "Lines of rounds"),
    h("p", { class: "row" }, ...state.lines.map((/** @type {string} */ line) => button(line, () => void act("go", { name: line })))),
    h("p", { class: "entry" }, h("label", { for: "line-name" }, "Try another way from here, called"), name, button("Fork", () => void act("fork", { name: name.value.trim() }))),
    h("h2", {}, "Codes"),
    h("dl", {}, ...state.roles.flatMap((/** @type {any} */ one) => [h("dt", { dir: "auto" }, one.name), h("dd", {}, h("code", {}, one.code))])),
  ];
}

/** @param {any} state @param {Act} act */
function lay(state, act) {
  /** @type {Map<string, HTMLSelectElement>} */
  const chosen = new Map();
  const fields = state.issues.map((/** @type {any} */ issue) => {
    const id = `lay-${issue.id}`;
    const select = h("select", { id }, ...issue.options.map((/** @type {any} */ option) => h("option", { value: option.id }, option.label)));
    chosen.set(issue.id, select);
    return h("p", { class: "entry" }, h("label", { for: id, dir: "auto" }, issue.ask), select);
  });
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void act("table", { package: record([...chosen].map(([issue, select]) => [issue, select.value])) });
  };
  return h("form", { onsubmit }, ...fields, h("p", {}, h("button", { type: "submit", class: "button main" }, "Lay it on the table")));
}
