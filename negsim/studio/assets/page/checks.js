// What the file must keep saying, whoever changes it: expectations, each checked.

import { h, label } from "/explore/page/dom.js";
import { addRow } from "./adding.js";
import { beyond } from "./beyond.js";
import { fold, inText, taken } from "./cards.js";
import { append, remove, set } from "./commands.js";
import { choice, entry, idOf, line } from "./fields.js";
import { entries } from "./outline.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./open-file.js").OpenFile} OpenFile */

const PLAIN = ["say", "variant", "zone", "red_line_zone"];

/** @param {OpenFile} file @returns {Node[]} */
export function checks(file) {
  const all = /** @type {Tree[]} */ (Array.isArray(file.tree.expect) ? file.tree.expect : []);
  const rows = all.map((value, place) => card(file, ["expect", place], value));
  const add = addRow("new-check", "What must stay true, in one sentence", "Add", (say) => {
    const value = { say, zone: "open" };
    file.edit([all.length ? append(["expect"], value) : set(["expect"], [value])], `Expects: ${say}`);
  });
  return [h("p", { class: "lead" }, "Write down what you found, so that nobody changes the story by accident: ", h("code", {}, "negsim check"), " tells whether all of it still holds."), ...rows, add];
}

/** @param {OpenFile} file @param {Path} path @param {Tree} value */
function card(file, path, value) {
  const variants = entries(file.tree.variants).map(([id]) => /** @type {[string, string]} */ ([id, id.replaceAll("_", " ")]));
  const pick = (/** @type {string} */ key, /** @type {string} */ name, /** @type {[string, string][]} */ options) => {
    const own = [...path, key];
    const onset = (/** @type {string} */ text) => file.edit([text ? set(own, text) : remove(own)], `${name}: ${text}`);
    return entry(name, choice({ id: idOf(own), value: String(value?.[key] ?? ""), options, onset }), own);
  };
  return fold(
    path,
    [label(String(value?.say ?? "An expectation"))],
    [
      entry("It says", line({ id: idOf([...path, "say"]), value: String(value?.say ?? ""), onset: (text) => file.edit([set([...path, "say"], text)], `Expects: ${text}`) }), [...path, "say"]),
      pick("variant", "Under the variant", [["", "none"], ...variants]),
      pick("zone", "A deal", [["", "it does not say"], ["open", "is possible"], ["empty", "is not possible"]]),
      pick("red_line_zone", "By the red lines alone a deal", [["", "it does not say"], ["open", "is possible"], ["empty", "is not possible"]]),
      beyond(path, value, PLAIN),
      h("footer", { class: "card-foot" }, inText(path, "this expectation"), taken(file, path, "this expectation")),
    ],
    { kind: "card" },
  );
}
