// What cannot go together, for anybody: rules, each with its reason.

import { h, label } from "/explore/page/dom.js";
import { adding } from "./adding-element.js";
import { fold, order } from "./cards.js";
import { beyond } from "./beyond.js";
import { clause } from "./clause.js";
import { insert, set } from "./commands.js";
import { entry, idOf, line } from "./fields.js";
import { idFor } from "./ids.js";
import { entries, issuesOf } from "./outline.js";
import { told } from "./told.js";
import { packageFields } from "./walk-away.js";

/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @param {OpenFile} file @returns {Node[]} */
export function ruleCards(file) {
  const issues = issuesOf(file.tree);
  const all = entries(file.tree.rules);
  const rows = all.map(([id, value], place) => {
    const path = ["rules", id];
    const because = [...path, "because"];
    return fold(
      path,
      [label(told(value, issues) || id)],
      [
        clause(file, path, value, issues),
        entry("Because", line({ id: idOf(because), value: String(value?.because ?? ""), hint: "why nobody could sign it", onset: (text) => file.edit([set(because, text)], `Because ${text}`) }), because),
        beyond(path, value, ["require", "forbid", "if", "then", "because"]),
        h("footer", { class: "card-foot" }, order(file, path, "this rule", place, all.length)),
      ],
      { kind: "card" },
    );
  });
  const form = adding({
    id: "new-rule",
    title: "Add a rule",
    hint: "Because … (why it cannot be)",
    issues,
    rests: false,
    onadd: (because, value) =>
      file.edit([insert(["rules"], idFor(because, all.map(([one]) => one), "rule"), { ...value, ...(because ? { because } : {}) })], `Added a rule: ${because}`),
  });
  const quo = fold(["status_quo"], [h("span", {}, "What holds without a deal")], [packageFields(file, ["status_quo"], file.tree.status_quo, issues)], { kind: "card" });
  return [h("p", { class: "lead" }, "What contradicts itself is left out before anybody is asked."), ...rows, form, quo];
}
