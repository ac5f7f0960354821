// The file as it is written and its variants, one of which the answer is of.

import { h } from "/explore/page/dom.js";
import { entries } from "./outline.js";

/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @param {OpenFile} file @param {{variant: string | null}} view @param {() => void} changed */
export function variantTabs(file, view, changed) {
  const all = entries(file.tree.variants);
  if (view.variant !== null && !all.some(([id]) => id === view.variant)) view.variant = null;
  if (file.state.kind !== "scenario" || all.length === 0) return [];
  const pill = (/** @type {string | null} */ id, /** @type {string} */ words, /** @type {string} */ say) =>
    h(
      "button",
      {
        type: "button",
        class: "pill",
        id: `variant-${id ?? ""}`,
        title: say,
        "aria-pressed": String(view.variant === id),
        onclick: () => {
          view.variant = id;
          changed();
        },
      },
      words,
    );
  return [
    h("span", { class: "note" }, "The answer of"),
    pill(null, "the file as it is", "without any variant"),
    ...all.map(([id, value]) => pill(id, id.replaceAll("_", " "), String(value?.say ?? ""))),
  ];
}
