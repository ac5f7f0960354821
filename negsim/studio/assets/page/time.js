// What happens while nobody signs: drifts by the month, and events that lay a variant over the file.

import { h } from "/explore/page/dom.js";
import { addRow } from "./adding.js";
import { beyond, inside } from "./beyond.js";
import { fold, order } from "./cards.js";
import { insert, remove, set } from "./commands.js";
import { evidence } from "./evidence.js";
import { button, choice, entry, idOf, line, scalar } from "./fields.js";
import { idFor } from "./ids.js";
import { actorsOf, entries } from "./outline.js";
import { NOT_YET } from "./adding-element.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @param {OpenFile} file @returns {Node[]} */
export function timeCards(file) {
  const { timeline } = file.tree;
  if (timeline === undefined) {
    const start = String(file.tree.as_of ?? new Date().toISOString().slice(0, 10));
    const begin = () => file.edit([set(["timeline"], { start, step: "month", steps: 12 })], "Began a timeline");
    return [h("p", { class: "lead" }, "What would happen while nobody signs? Without a timeline the answer is of one day."), h("p", {}, button("Begin a timeline", begin, { id: "begin-timeline" }))];
  }
  const path = ["timeline"];
  const field = (/** @type {string} */ key, /** @type {string} */ name) => plain(file, [...path, key], name, timeline?.[key]);
  const step = entry(
    "Step",
    choice({ id: idOf([...path, "step"]), value: String(timeline?.step ?? "month"), options: ["day", "week", "month", "quarter", "year"].map((one) => [one, one]), onset: (text) => file.edit([set([...path, "step"], text)], `A step is a ${text}`) }),
    [...path, "step"],
  );
  return [h("article", { class: "card" }, h("div", { class: "range" }, field("start", "From"), step, field("steps", "How many steps"))), h("h3", {}, "What drifts"), ...trends(file, timeline), h("h3", {}, "What may happen"), ...events(file, timeline)];
}

/** @param {OpenFile} file @param {Path} path @param {string} name @param {Tree} value @param {string} [hint] */
function plain(file, path, name, value, hint) {
  return entry(name, line({ id: idOf(path), value: value === undefined ? "" : String(value), hint, onset: (text) => file.edit([text === "" ? remove(path) : set(path, scalar(text))], `${name}: ${text}`) }), path);
}

/** @param {OpenFile} file @param {Tree} timeline */
function trends(file, timeline) {
  const all = entries(timeline?.trends);
  const numbers = actorsOf(file.tree).map((one) => /** @type {[string, string]} */ ([`${one.id}.reservation_value`, `Walk-away value of ${one.name}`]));
  const rows = all.map(([id, value], place) => {
    const path = ["timeline", "trends", id];
    const change = [...path, "change"];
    return fold(
      path,
      [h("span", {}, id.replaceAll("_", " "))],
      [
        entry("What changes", choice({ id: idOf(change), value: String(value?.change ?? ""), options: numbers, onset: (text) => file.edit([set(change, text)], `${id} changes ${text}`) }), change),
        plain(file, [...path, "by"], "By how much a step", value?.by, "-0.010 +- 0.005"),
        evidence(file, [...path, "from"], value?.from),
        beyond(path, value, ["change", "by", "from"]),
        h("footer", { class: "card-foot" }, order(file, path, id, place, all.length)),
      ],
      { kind: "card" },
    );
  });
  const add = addRow("new-trend", "What drifts, in a word or two", "Add", (text) => {
    const from = { from: NOT_YET };
    file.edit([insert(["timeline", "trends"], idFor(text, all.map(([id]) => id), "trend"), { change: numbers[0]?.[0] ?? "", by: -0.01, ...from })], `Drifts: ${text}`);
  });
  return [...rows, add];
}

/** @param {OpenFile} file @param {Tree} timeline */
function events(file, timeline) {
  const all = entries(timeline?.events);
  const variants = entries(file.tree.variants).map(([id]) => id);
  const rows = all.map(([id, value], place) => {
    const path = ["timeline", "events", id];
    const apply = [...path, "apply"];
    const now = Array.isArray(value?.apply) ? value.apply[0] : value?.apply;
    const several = Array.isArray(value?.apply) && value.apply.length > 1;
    const own = value?.results !== undefined || several ? [h("p", { class: "note" }, several ? `Then ${value.apply.join(", ").replaceAll("_", " ")}. ` : "Then one of several results. ", inside([...path, several ? "apply" : "results"], "Change it in the text"))] : [entry("Then", choice({ id: idOf(apply), value: String(now ?? ""), options: variants.map((one) => [one, one.replaceAll("_", " ")]), onset: (one) => file.edit([set(apply, [one])], `${id}: ${one}`) }), apply)];
    return fold(
      path,
      [h("span", {}, id.replaceAll("_", " "))],
      [
        plain(file, [...path, "on"], "On a day", value?.on, "2025-02-09"),
        plain(file, [...path, "chance"], value?.on === undefined ? "Or with a chance each step" : "With a chance, or else never", value?.chance, "0.10 +- 0.05"),
        plain(file, [...path, "after"], "After a day", value?.after),
        ...own,
        evidence(file, [...path, "from"], value?.from),
        beyond(path, value, ["on", "chance", "after", "apply", "results", "from"]),
        h("footer", { class: "card-foot" }, order(file, path, id, place, all.length)),
      ],
      { kind: "card" },
    );
  });
  const add = variants.length
    ? addRow("new-event", "What may happen, in a few words", "Add", (text) => file.edit([insert(["timeline", "events"], idFor(text, all.map(([id]) => id), "event"), { chance: 0.1, apply: [variants[0]], from: NOT_YET })], `May happen: ${text}`))
    : h("p", { class: "note" }, "An event lays a variant over the file: write one under “What if?” first.");
  return [...rows, add];
}
