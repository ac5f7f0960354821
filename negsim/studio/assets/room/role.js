// What a role sees: its sheet, its numbers, and its secret yes to what is on the table.

import { h } from "/explore/page/dom.js";
import { elements } from "/assets/page/markup.js";
import { laidCard } from "./package.js";

/** @typedef {(path: string, body: Record<string, any>) => Promise<any>} Act */

/** @param {any} state @param {Act} act @returns {Node[]} */
export function role(state, act) {
  const table = [...state.table].reverse().map((laid) => laidCard(laid, answers(laid, act)));
  return [
    h("h1", { dir: "auto" }, state.title),
    h("p", { class: "lead", dir: "auto" }, state.lead),
    h("h2", {}, `On the table, round ${state.round}`),
    h("p", { class: "note" }, state.is_ended ? "The rounds are over." : "Nobody sees what you answer; a package is shown as agreed where all have said yes who must."),
    ...(table.length ? table : [h("p", {}, "Nothing yet.")]),
    h("h2", {}, "Your numbers"),
    ...state.numbers.map((/** @type {any} */ one) => own(one, act)),
    h("h2", {}, "Your sheet"),
    elements(state.html),
  ];
}

/** @param {import("./package.js").Laid} laid @param {Act} act */
function answers(laid, act) {
  const one = (/** @type {string} */ words, /** @type {boolean} */ yes) =>
    h("button", { type: "button", class: "button", "aria-pressed": String(laid.yes === yes), onclick: () => void act("yes", { package: laid.id, yes }) }, words);
  return h("p", { class: "row" }, one("Yes", true), one("No", false));
}

/** @param {{path: string, label: string, value: string, least: number, most: number}} number @param {Act} act */
function own({ path, label, value, least, most }, act) {
  const id = `own-${path.replaceAll(".", "-")}`;
  const input = h("input", { type: "text", inputmode: "decimal", id, value, onchange: () => void act("move", { path, value: input.value.trim() }) });
  return h("p", { class: "entry" }, h("label", { for: id, dir: "auto" }, label), input, h("span", { class: "note" }, `${least} to ${most}`));
}
