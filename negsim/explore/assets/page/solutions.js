// Packages picked by an idea of fairness, or as the nearest miss: what they are called, and the shape of their mark.

import { s } from "./dom.js";
import { capital, listed } from "./phrases.js";

/** @typedef {import("../protocol.js").Run} Run */
/** @typedef {import("../protocol.js").Deal} Deal */
/** @typedef {"egalitarian" | "nash" | "kalai_smorodinsky" | "utilitarian"} Criterion */

/** @type {readonly Criterion[]} */
export const CRITERIA = ["egalitarian", "nash", "kalai_smorodinsky", "utilitarian"];

/** @type {Record<string, string>} */
const NAMES = {
  egalitarian: "egalitarian",
  nash: "Nash",
  kalai_smorodinsky: "Kalai–Smorodinsky",
  utilitarian: "utilitarian",
};

/** @type {Record<string, string>} */
const SHAPES = {
  egalitarian: "M0 -7A7 7 0 1 1 -0.01 -7Z",
  nash: "M-6 -6H6V6H-6Z",
  kalai_smorodinsky: "M0 -7.5L7 5.5H-7Z",
  utilitarian: "M0 -7.5L7 0L0 7.5L-7 0Z",
  correction: "M-6 -3L-3 -6L0 -3L3 -6L6 -3L3 0L6 3L3 6L0 3L-3 6L-6 3L-3 0Z",
};

/** What a package is called that some pick. @param {readonly string[]} names */
export function candidateName(names) {
  const said = names.map(
    (name) =>
      NAMES[name] ??
      (name.startsWith("correction ") ? `opening ${Number(name.slice(11)) + 1}` : name),
  );
  return capital(listed(said));
}

/** The mark of a package. @param {readonly string[]} names @param {number} x @param {number} y */
export function shape(names, x, y) {
  const first = names[0] ?? "";
  const kind = first.startsWith("correction ") ? "correction" : first;
  return s("path", {
    class: `mark is-${kind}`,
    d: SHAPES[kind] ?? SHAPES.correction,
    transform: `translate(${x} ${y})`,
  });
}

/**
 * The packages that the ideas of fairness pick, each once, with all ideas that pick it.
 *
 * @param {Run} run
 * @returns {{deal: Deal, names: Criterion[]}[]}
 */
export function picks(run) {
  /** @type {Map<string, {deal: Deal, names: Criterion[]}>} */
  const found = new Map();
  for (const criterion of CRITERIA) {
    const deal = run.solutions[criterion][0];
    if (deal === undefined) continue;
    const key = JSON.stringify(deal.package);
    const known = found.get(key);
    if (known === undefined) found.set(key, { deal, names: [criterion] });
    else known.names.push(criterion);
  }
  return [...found.values()];
}
