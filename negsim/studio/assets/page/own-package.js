// A package that one clicks together: who would accept it, and why not.

import { fill, h } from "/explore/page/dom.js";
import { draft } from "./draft.js";
import { elements } from "./markup.js";
import { issuesOf } from "./outline.js";
import { post, Refusal } from "./server.js";
import { packageFields } from "./walk-away.js";
import { record } from "/explore/records.js";

/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @param {OpenFile} file @param {{variant: string | null}} view */
export function ownPackage(file, view) {
  const fields = h("div", {});
  const told = h("div", { class: "told", role: "status" });
  /** @type {Record<string, any>} */
  let chosen = record();
  const first = () => {
    const issues = issuesOf(file.tree);
    const usual = file.tree.status_quo ?? record();
    return record(issues.map((issue) => [issue.id, chosen[issue.id] ?? usual[issue.id] ?? issue.options[0]?.id ?? issue.range?.from]));
  };
  const ask = async () => {
    if (!element.open || file.state.faults.length) return;
    try {
      const answer = await post("/api/score", { name: file.name, variant: view.variant, package: chosen });
      fill(told, elements(answer.html));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      fill(told, h("p", { class: "note" }, error.message, " ", error.mend));
    }
  };
  const draw = () =>
    void draft("own-package-", first(), fields, (pen, tree) => {
      chosen = tree;
      void ask();
      return [packageFields(pen, [], tree, issuesOf(file.tree))];
    });
  const element = h("details", { class: "fold asked-more", id: "asks-score", ontoggle: () => element.open && draw() }, h("summary", {}, "A package of your own", h("span", { class: "note" }, " who would accept it, and who not")), fields, told);
  return {
    element,
    update() {
      if (element.open) draw();
    },
  };
}
