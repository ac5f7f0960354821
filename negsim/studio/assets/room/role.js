// What a role sees: its sheet, its numbers, and its secret yes to what is on the table.

import { h } from "/explore/page/dom.js";
import { line } from "/assets/page/fields.js";
import { elements } from "/assets/page/markup.js";
import { laidCard } from "./package.js";

/** @typedef {(path: string, body: Record<string, any>) => Promise<any>} Act */

/** @param {any} state @param {Act} act @returns {Node[]} */
export function role(state, act) {
  const table = [...state.table].reverse().map((laid) => laidCard(laid, answers(laid, act, state.is_ended)));
  const told = state.is_ended ? "The rounds are over." : "Nobody sees what you answer, whoever leads the room neither. A package is shown as agreed where all have said yes who must.";
  return [
    h("header", {}, h("p", { class: "note", dir: "auto" }, state.title), h("h1", { dir: "auto" }, state.name), h("p", { class: "lead", dir: "auto" }, state.lead)),
    h(
      "div",
      { class: "room-sides" },
      h("section", { id: "table" }, h("h2", {}, `On the table, round ${state.round}`), h("p", { class: "note" }, told), ...(table.length ? table : [h("p", { class: "note" }, "Nothing yet.")])),
      h(
        "div",
        {},
        h("section", { class: "card", id: "numbers" }, h("h2", {}, "Your numbers"), h("p", { class: "note" }, "Others do not hear of them."), ...state.numbers.map((/** @type {any} */ one) => own(one, act, state.is_ended))),
        h("section", { class: "sheet" }, h("h2", {}, "Your sheet"), elements(state.html)),
      ),
    ),
  ];
}

/** @param {import("./package.js").Laid} laid @param {Act} act @param {boolean} isEnded */
function answers(laid, act, isEnded) {
  const one = (/** @type {string} */ words, /** @type {boolean} */ yes) =>
    h("button", { type: "button", class: "button", id: `${yes ? "yes" : "no"}-${laid.id}`, "aria-pressed": String(laid.yes === yes), disabled: isEnded, onclick: () => void act("yes", { package: laid.id, yes }) }, words);
  return h("p", { class: "row" }, one("Yes", true), one("No", false));
}

/** @param {{path: string, label: string, value: string, least: number, most: number}} number @param {Act} act @param {boolean} isEnded */
function own({ path, label, value, least, most }, act, isEnded) {
  const id = `own-${path.replaceAll(".", "-")}`;
  const input = line({ id, value, inputmode: "decimal", onset: (text) => void act("move", { path, value: text }) });
  input.disabled = isEnded;
  return h("p", { class: "entry" }, h("label", { for: id, dir: "auto" }, label), input, h("span", { class: "note" }, `from ${least} to ${most.toLocaleString("en")}`));
}
