// What a page that counts packages in two halves leaves to the commands, in a sentence each; and what it still counts.

import { h } from "./dom.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("../protocol.js").Answer} Answer */

/**
 * What is left, as `Answer.left` names it: what it takes, and the command that has it.
 *
 * @type {Record<string, [string, string]>}
 */
const LEFT = {
  cloud: ["Too many packages to be listed here, and so to be pointed at one by one. A drawing of them:", "chart zone"],
  conflicts: ["Which demands exclude one another, and what would undo it, is found among all packages, and here they are too many for a page:", "explain"],
  home: ["What each body at home throws out is counted in the answer, but told body by body only where packages are listed:", "ratify"],
  criteria: ["What one of the ideas of fairness picks would take too long to find here:", "run"],
};

/** @param {Answer} answer @param {string} what */
export function isLeft(answer, what) {
  return answer.left.includes(what);
}

/** Whether something is still being counted. @param {Answer} answer @param {"coalitions" | "room" | "solutions"} what */
export function isComing(answer, what) {
  return answer.coming.includes(what);
}

/** What stands in the place of what is still being counted. */
export function coming() {
  return h("p", { class: "lead" }, "Still being counted …");
}

/** The sentence, with the command to type. @param {Desk} desk @param {string} what */
export function leftTo(desk, what) {
  const [says, command] = LEFT[what] ?? ["", "run"];
  return h("p", { class: "note left" }, `${says} `, h("code", {}, `negsim ${command} ${desk.model.file}`), ".");
}
