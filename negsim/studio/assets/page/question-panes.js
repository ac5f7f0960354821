// More that one may ask of the file: each is asked when it is opened, and again when the file has changed.

import { fill, h } from "/explore/page/dom.js";
import { choice } from "./fields.js";
import { elements } from "./markup.js";
import { entries } from "./outline.js";
import { ownPackage } from "./own-package.js";
import { get, Refusal } from "./server.js";

/** @typedef {import("./open-file.js").OpenFile} OpenFile */
/** @typedef {{variant: string | null}} View */

/** @type {[string, string, string][]} question, words, what it tells */
const QUESTIONS = [
  ["rank", "The nearest packages", "deals there are, the best first; or where there is none, what comes nearest"],
  ["codings", "Which words decide it", "whether a deal hangs on which sentence is a red line, and in which reading"],
  ["profile", "What each wants", "as it is written down, and which numbers are ours"],
  ["compare", "Compare variants", "the answer shown beside others, and what each changes"],
  ["room", "How much more each could ask for", "until no package is left"],
  ["ratify", "Who must say yes at home", "whose votes are missing"],
  ["trace", "What it rests on", "claims, grades, and what nobody has said"],
];

/** @param {OpenFile} file @param {View} view */
export function questionPanes(file, view) {
  const panes = QUESTIONS.map((one) => pane(file, view, one));
  const own = ownPackage(file, view);
  return {
    element: h("section", { class: "questions-asked" }, h("h3", {}, "Ask more"), own.element, ...panes.map((one) => one.element)),
    update() {
      own.update();
      for (const { update } of panes) update();
    },
  };
}

/** @param {OpenFile} file @param {View} view @param {[string, string, string]} question */
function pane(file, view, [question, words, what]) {
  const body = h("div", { class: "told" });
  const beside = h("div", { class: "beside" });
  let other = "";
  let of = "";
  const ask = async () => {
    const now = `${file.state.fingerprint} ${view.variant ?? ""} ${other}`;
    if (!element.open || of === now) return;
    if (question === "compare") fill(beside, ...withOne());
    of = now;
    element.classList.add("is-stale");
    const asked = { variant: view.variant, variants: other || null };
    try {
      const told = await get("/api/told", { name: file.name, question, ...asked });
      if (of === now) fill(body, elements(told.html));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (of === now) fill(body, h("p", { class: "note" }, error.message));
    }
    element.classList.remove("is-stale");
  };
  const withOne = () => {
    const rest = entries(file.tree.variants).filter(([id]) => id !== view.variant);
    const options = rest.map(([id]) => /** @type {[string, string]} */ ([id, `with ${id.replaceAll("_", " ")} alone`]));
    const onset = (/** @type {string} */ chosen) => {
      other = chosen;
      void ask();
    };
    return [choice({ id: "compare-with", label: "Compare with", value: other, options: [["", "with every variant"], ...options], onset })];
  };
  const element = h("details", { class: "fold asked-more", id: `asks-${question}`, ontoggle: () => void ask() }, h("summary", {}, words, h("span", { class: "note" }, ` ${what}`)), beside, body);
  return { element, update: () => void ask() };
}
