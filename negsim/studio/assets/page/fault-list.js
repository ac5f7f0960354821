// All faults of the file, in the reader's own words, each with its way to the form and to the text.

import { h } from "/explore/page/dom.js";
import { counted } from "/explore/page/phrases.js";
import { pathOf } from "./faults.js";

/** @typedef {import("./protocol.js").State} State */

/** @param {import("./protocol.js").Fault[]} faults @param {State} state @param {boolean} answered whether an older answer stands below */
export function faultList(faults, state, answered) {
  const rows = faults.map((fault) => {
    const path = pathOf(fault, state.places);
    return h(
      "li",
      {},
      h("span", {}, fault.message),
      fault.mend ? h("span", { class: "mend" }, ` ${fault.mend}`) : null,
      h(
        "span",
        { class: "ways" },
        h("button", { type: "button", class: "link", "data-go": path || null }, "show it"),
        h("button", { type: "button", class: "link", "data-text-of": `@${fault.line}:${fault.column}` }, `line ${fault.line}`),
      ),
    );
  });
  const below = answered ? "The answer below is of the file before." : "There is no answer until it is mended.";
  return h("section", { class: "card fault-list", role: "region", "aria-label": "Faults" }, h("h3", {}, `${counted(faults.length, "fault")}.`), h("p", { class: "note" }, below), h("ul", {}, ...rows));
}
