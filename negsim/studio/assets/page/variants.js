// What if? Changes laid over the file under a name: what each says, what it fixes, and in which reading it takes a line.

import { h, label } from "/explore/page/dom.js";
import { addRow } from "./adding.js";
import { beyond, inside } from "./beyond.js";
import { fold, order } from "./cards.js";
import { firstCondition } from "./clause.js";
import { insert, remove, set } from "./commands.js";
import { condition, link } from "./condition.js";
import { choice, dotted, entry, idOf, line, scalar, sign } from "./fields.js";
import { idFor } from "./ids.js";
import { name } from "./issues.js";
import { actorsOf, entries, issuesOf, several } from "./outline.js";
import { told } from "./told.js";
import { record } from "/explore/records.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Issue} Issue */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @param {OpenFile} file @returns {Node[]} */
export function variantCards(file) {
  const issues = issuesOf(file.tree);
  const all = entries(file.tree.variants);
  const rows = all.map(([id, value], place) => {
    const path = ["variants", id];
    return fold(
      path,
      [h("strong", {}, id.replaceAll("_", " ")), h("span", { class: "note" }, label(String(value?.say ?? "")))],
      [
        entry("What it says", line({ id: idOf([...path, "say"]), value: String(value?.say ?? ""), onset: (text) => file.edit([set([...path, "say"], text)], `What if: ${text}`) }), [...path, "say"]),
        ...changes(file, path, value ?? record(), issues),
        h("footer", { class: "card-foot" }, name(file, path, id), order(file, path, id, place, all.length)),
      ],
      { kind: "card" },
    );
  });
  const add = addRow("new-variant", "What if …? In one sentence", "Add the variant", (say) =>
    file.edit([insert(["variants"], idFor(say.replace(/^what if /i, ""), all.map(([one]) => one), "variant"), { say, fix: firstCondition(issues) })], `What if: ${say}`),
  );
  return [h("p", { class: "lead" }, "Each is laid over the file; the tabs above show the answer with it."), ...rows, add];
}

/** @param {OpenFile} file @param {Path} path @param {Tree} value @param {readonly Issue[]} issues @returns {(Node | null)[]} */
function changes(file, path, value, issues) {
  const more = [];
  if (value.fix === undefined) more.push(link("A deal must hold …", `${idOf(path)}-fix`, () => file.edit([set([...path, "fix"], firstCondition(issues))], "Fixes an answer")));
  return [
    value.fix === undefined ? null : h("section", {}, h("h3", { class: "small" }, "Only packages of which this holds"), condition(file, [...path, "fix"], value.fix, issues), link("no longer", `${idOf(path)}-unfix`, () => file.edit([remove([...path, "fix"])], "Fixes nothing"))),
    readings(file, [...path, "read"], value.read, issues),
    dropped(file, [...path, "drop"], value.drop, issues),
    walkAways(file, [...path, "set"], value.set),
    beyond(path, value, ["say", "fix", "read", "drop", "set"]),
    more.length ? h("p", {}, ...more) : null,
  ];
}

/** Every red line of the file, with what it says. @param {Tree} tree @param {readonly Issue[]} issues */
function lines(tree, issues) {
  return actorsOf(tree).flatMap((actor) =>
    entries(actor.tree.red_lines).map(([id, value]) => ({
      path: `${actor.id}.${id}`,
      words: `${actor.name}: ${told(value, issues) || id}`,
      readings: entries(value?.readings).map(([one]) => one),
    })),
  );
}

/** @param {OpenFile} file @param {Path} path @param {Tree} read @param {readonly Issue[]} issues */
function readings(file, path, read, issues) {
  const several = lines(file.tree, issues).filter((one) => one.readings.length > 1);
  if (several.length === 0) return null;
  if (typeof read === "string") return h("p", { class: "note", "data-path": dotted(path) }, `Takes every demand in the reading ${read.replaceAll("_", " ")}, where it has one. `, inside(path, "Change it in the text"));
  return h(
    "section",
    { "data-path": dotted(path) },
    h("h3", { class: "small" }, "In which reading it takes a demand"),
    ...several.map((one) => {
      const key = read?.[`${one.path.replace(".", ".red_lines.")}`] !== undefined ? one.path.replace(".", ".red_lines.") : one.path;
      const own = [...path, key];
      const onset = (/** @type {string} */ reading) => {
        const only = entries(read).length === 1 && read?.[key] !== undefined;
        file.edit([reading ? set(own, reading) : remove(only ? path : own)], `Reads ${one.words}: ${reading || "as the file does"}`);
      };
      const options = one.readings.map((id) => /** @type {[string, string]} */ ([id, id.replaceAll("_", " ")]));
      return entry(one.words, choice({ id: idOf(own), value: String(read?.[key] ?? ""), options: [["", "as the file does"], ...options], onset }), own);
    }),
  );
}

/** @param {OpenFile} file @param {Path} path @param {Tree} value @param {readonly Issue[]} issues */
function dropped(file, path, value, issues) {
  const gone = several(value).map(String);
  const all = lines(file.tree, issues);
  const rows = gone.map((one, place) =>
    h("li", {}, all.find((line) => line.path === one.replace(".red_lines", ""))?.words ?? one, sign("×", "Keep it after all", () => file.edit([remove(gone.length === 1 ? path : [...path, place])], "Kept a demand after all"))),
  );
  const rest = all.filter((one) => !gone.some((path) => path.replace(".red_lines", "") === one.path));
  const onset = (/** @type {string} */ chosen) => {
    if (chosen) file.edit([set(path, [...gone, chosen])], "Drops a demand");
  };
  return h(
    "section",
    { "data-path": dotted(path) },
    h("h3", { class: "small" }, "Demands that are given up"),
    gone.length ? h("ul", { class: "plain" }, ...rows) : null,
    rest.length ? choice({ id: idOf(path), label: "A demand that is given up", value: "", options: [["", "None more"], ...rest.map((one) => /** @type {[string, string]} */ ([one.path, one.words]))], onset }) : null,
  );
}

/** @param {OpenFile} file @param {Path} path @param {Tree} value */
function walkAways(file, path, value) {
  const actors = actorsOf(file.tree);
  const known = actors.map((actor) => `${actor.id}.reservation_value`);
  const rows = entries(value).map(([key, one]) => {
    const own = [...path, key];
    const who = actors[known.indexOf(key)];
    const drop = sign("×", "As the file has it", () => file.edit([remove(entries(value).length === 1 ? path : own)], "Left a number as the file has it"));
    return h("div", { class: "row grow" }, entry(who ? `Walk-away value of ${who.name}` : key, line({ id: idOf(own), value: typeof one === "object" ? JSON.stringify(one) : String(one), kind: "number", onset: (text) => file.edit([set(own, scalar(text))], `Sets ${key}: ${text}`) }), own), drop);
  });
  const rest = actors.filter((_, place) => value?.[known[place] ?? ""] === undefined);
  const onset = (/** @type {string} */ chosen) => {
    if (chosen) file.edit([insert(path, chosen, 0.5)], "Sets a walk-away value");
  };
  return h("section", { "data-path": dotted(path) }, h("h3", { class: "small" }, "Numbers that are others"), ...rows, choice({ id: idOf(path), label: "A walk-away value that is another", value: "", options: [["", "None more"], ...rest.map((one) => /** @type {[string, string]} */ ([`${one.id}.reservation_value`, `Walk-away value of ${one.name}`]))], onset }));
}
