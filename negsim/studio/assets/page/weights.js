// Weights as shares of one whole: of all that an actor weighs, how much each thing counts.

import { h } from "/explore/page/dom.js";
import { set } from "./commands.js";
import { choice, dotted, idOf, line, scalar } from "./fields.js";
import { entries } from "./outline.js";
import { bare } from "/explore/records.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @type {Record<string, number>} */
export const WORDS = bare({ decisive: 8, high: 4, medium: 2, low: 1 });

/** The best guess of a weight as a number; null where it is none. @param {Tree} weight @returns {number | null} */
export function best(weight) {
  if (typeof weight === "number") return weight;
  if (weight !== null && typeof weight === "object") return best(weight.best);
  const text = String(weight ?? "").trim();
  if (text in WORDS) return WORDS[text] ?? null;
  const found = /^([+-]?[\d.]+)(?:\/(\d+))?/.exec(text);
  return found ? Number(found[1]) / Number(found[2] ?? 1) : null;
}

/** All that an actor weighs, and how much. @param {Tree} actor @returns {{path: Path, weight: number}[]} */
export function weighed(actor) {
  return ["preferences", "wishes"].flatMap((kind) =>
    entries(actor[kind]).map(([id, value]) => ({
      path: [kind, id],
      weight: actor.weights === "unknown" ? 1 : (best(value?.weight) ?? 0),
    })),
  );
}

/** @param {Tree} actor @param {Path} own of the element within the actor @returns {number | null} its share, 0 to 1 */
export function share(actor, own) {
  const all = weighed(actor);
  const sum = all.reduce((total, one) => total + one.weight, 0);
  const mine = all.find((one) => dotted(one.path) === dotted(own));
  return sum > 0 && mine ? mine.weight / sum : null;
}

/** @param {OpenFile} file @param {Path} actorPath @param {Tree} actor @param {Path} own within the actor */
export function weightField(file, actorPath, actor, own) {
  const path = [...actorPath, ...own, "weight"];
  const value = file.tree.actors?.[actorPath[1] ?? ""]?.[own[0] ?? ""]?.[own[1] ?? ""]?.weight;
  if (value === undefined) return h("p", { class: "note" }, actor.weights === "unknown" ? "Nothing is known of its weights: all count the same." : "Points, as on a score sheet.");
  const text = value !== null && typeof value === "object" ? `${value.low} to ${value.high}, best ${value.best}` : String(value);
  const put = (/** @type {Tree} */ next) => file.edit([set(path, next)], `Weight: ${next}`);
  const words = choice({
    id: `${idOf(path)}-word`,
    label: "How much it counts",
    value: text in WORDS ? text : "number",
    options: [...Object.keys(WORDS).map((word) => /** @type {[string, string]} */ ([word, word])), ["number", "a number"]],
    onset: (word) => put(word === "number" ? (best(value) ?? 1) : word),
  });
  const number = text in WORDS ? null : line({ id: idOf(path), value: text, kind: "number", label: "Weight, with its range", onset: (typed) => put(scalar(typed)) });
  return h(
    "div",
    { class: "weight", "data-path": dotted(path) },
    h("span", { class: "field-name" }, "Counts"),
    words,
    number,
    shareField(actor, own, path, put),
  );
}

/** The share of the whole, which one may type: the others keep their proportions. @param {Tree} actor @param {Path} own @param {Path} path @param {(weight: number) => void} put */
function shareField(actor, own, path, put) {
  const now = share(actor, own);
  const others = weighed(actor).filter((one) => dotted(one.path) !== dotted(own));
  const rest = others.reduce((total, one) => total + one.weight, 0);
  if (now === null) return null;
  const onset = (/** @type {string} */ typed) => {
    const wanted = Number(typed.replace("%", "")) / 100;
    if (wanted > 0 && wanted < 1 && rest > 0) put(Number(((wanted / (1 - wanted)) * rest).toFixed(3)));
  };
  const percent = (100 * now).toFixed(0);
  return h(
    "span",
    { class: "share-of" },
    line({ id: `${idOf(path)}-share`, value: percent, kind: "number", label: "Share of all that it weighs, in per cent", onset }),
    h("span", {}, "% of all it weighs"),
    bar(now),
  );
}

/** @param {number} part */
function bar(part) {
  const fill = h("span", { class: "fill" });
  fill.style.inlineSize = `${100 * part}%`;
  return h("span", { class: "share-bar", "aria-hidden": "true" }, fill);
}
