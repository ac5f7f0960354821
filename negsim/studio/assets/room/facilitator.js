// What the facilitator sees and does: codes, packages, rounds, lines of rounds, the debrief.

import { fill, find, h } from "/explore/page/dom.js";
import { elements } from "/assets/page/markup.js";
import { laidCard } from "./package.js";
import { record } from "/explore/records.js";

/** @typedef {(path: string, body: Record<string, any>) => Promise<any>} Act */

/** What the rounds came to, once they are over: kept while the page is drawn anew. @type {string} */
let ended = "";

/** @param {any} state @param {Act} act @returns {Node[]} */
export function facilitator(state, act) {
  const button = (/** @type {string} */ id, /** @type {string} */ words, /** @type {() => void} */ onclick, /** @type {Record<string, any>} */ more = {}) => h("button", { type: "button", class: "button", id, onclick, ...more }, words);
  const debrief = h("div", { class: "told", id: "debrief" }, ended ? elements(ended) : null);
  const end = async () => {
    const found = await act("debrief", {});
    if (!found) return;
    ended = found.html;
    fill(find("#debrief"), elements(ended));
  };
  const back = () => {
    ended = "";
    void act("back", {});
  };
  const table = [...state.table].reverse().map((laid) => laidCard(laid, h("p", { class: "note" }, `${laid.spoken} of ${state.roles.length} have spoken`)));
  const name = h("input", { type: "text", id: "line-name" });
  const line = state.lines.length > 1 ? `, on the line “${state.line}”` : "";
  return [
    h("header", {}, h("h1", { dir: "auto" }, state.title), h("p", { class: "lead" }, `You lead the room. Round ${state.round}${line}${state.is_ended ? "; the rounds are over" : ""}.`)),
    h("p", { class: "row" }, button("next-round", "Next round", () => void act("round", {}), { disabled: state.is_ended }), button("take-back", "Take back the last step", back), button("end", "Debrief", () => void end())),
    debrief,
    h(
      "div",
      { class: "room-sides" },
      h("section", { class: "card" }, h("h2", {}, "Lay a package on the table"), lay(state, act)),
      h("section", { id: "table" }, h("h2", {}, "On the table"), ...(table.length ? table : [h("p", { class: "note" }, "Nothing yet.")])),
      h("section", { class: "card" }, h("h2", {}, "Codes"), h("p", { class: "note" }, "Hand each side its own. Whoever has the code is that side."), h("dl", { class: "codes" }, ...state.roles.flatMap((/** @type {any} */ one) => [h("dt", { dir: "auto" }, one.name), h("dd", {}, h("code", {}, one.code))]))),
      h(
        "section",
        { class: "card" },
        h("h2", {}, "Try another way"),
        h("p", { class: "note" }, "What has happened stays; you can come back to it."),
        state.lines.length > 1 ? h("p", { class: "row" }, ...state.lines.map((/** @type {string} */ one) => button(`go-${one}`, one, () => void act("go", { name: one }), { "aria-pressed": String(one === state.line) }))) : null,
        h("p", { class: "entry" }, h("label", { for: "line-name" }, "From here on, under the name"), name),
        h("p", {}, button("fork", "Begin it", () => void act("fork", { name: name.value.trim() }))),
      ),
    ),
  ];
}

/** @type {Map<string, string>} the package that is being put together, kept while the page is drawn anew */
const chosen = new Map();

/** @param {any} state @param {Act} act */
function lay(state, act) {
  const fields = state.issues.map((/** @type {any} */ issue) => {
    const id = `lay-${issue.id}`;
    const first = chosen.get(issue.id) ?? issue.options[0]?.id ?? "";
    chosen.set(issue.id, first);
    const select = h("select", { id, onchange: () => chosen.set(issue.id, select.value) }, ...issue.options.map((/** @type {any} */ option) => h("option", { value: option.id, selected: option.id === first }, option.label)));
    return h("p", { class: "entry" }, h("label", { for: id, dir: "auto" }, issue.ask), select);
  });
  const onsubmit = (/** @type {Event} */ event) => {
    event.preventDefault();
    void act("table", { package: record(chosen) });
  };
  return h("form", { id: "lay", onsubmit }, ...fields, h("p", {}, h("button", { type: "submit", class: "button main", id: "lay-it", disabled: state.is_ended }, "Lay it on the table")));
}
