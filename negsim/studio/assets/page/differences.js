// Two coders of one document: what the other claims, and where they differ.

import { h } from "/explore/page/dom.js";
import { choice } from "./fields.js";
import { elements } from "./markup.js";
import { announce } from "./notices.js";
import { Refusal } from "./server.js";

/** @param {import("./open-file.js").OpenFile} file @param {import("./coding.js").Coding} coding @returns {Node[]} */
export function differences(file, coding) {
  if (coding.registers.length === 0) return [];
  const told = h("div", { class: "told" }, coding.difference ? elements(coding.difference) : null);
  const compare = async (/** @type {string} */ name) => {
    try {
      await coding.compare(name);
      told.replaceChildren(elements(coding.difference));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      announce(error.message, error.mend);
    }
  };
  return [
    h("h3", {}, "Another coder's register of the same document"),
    choice({
      id: "coding-other",
      label: "Compare with",
      value: coding.other ?? "",
      options: [["", `Compare ${file.name} with …`], ...coding.registers.map((one) => /** @type {[string, string]} */ ([one.name, one.title ?? one.name]))],
      onset: (name) => void compare(name),
    }),
    told,
  ];
}
