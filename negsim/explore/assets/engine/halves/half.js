// One half of all packages: what can be had on a part of the issues, listed, and what crosses to the other half.

import { scopeOf } from "../formula.js";
import { listed } from "../packages.js";
import { Meaningless } from "../worths.js";
import { crossing, sided } from "./split.js";

/** @typedef {import("../compiled.js").Space} Space */
/** @typedef {import("../compiled.js").Formula} Formula */
/** @typedef {import("../packages.js").Packages} Packages */
/** @typedef {import("./split.js").Crossing} Crossing */

/** @type {Formula} */
const NEVER = { scope: [], holds: "0" };

/**
 * @typedef {object} Half
 * @property {number[]} issues Of the space, in the order of its packages' columns.
 * @property {number[]} sizes Options per issue of these.
 * @property {Packages} packages Their words tell the formulas that lie within the half; of others, that they do not hold.
 * @property {boolean[]} within Per formula, whether it lies within the half.
 */

/**
 * @typedef {object} Halves
 * @property {[Half, Half]} both
 * @property {Map<number, Crossing | null>} crossings By formula; null where its halves say too much.
 */

/**
 * @param {Space} space
 * @param {[number[], number[]]} issues Of the left half, and of the right.
 * @returns {Halves}
 */
export function halvesOf(space, issues) {
  const isLeft = space.sizes.map((_, issue) => issues[0].includes(issue));
  const both = /** @type {[Half, Half]} */ (issues.map((own, side) => halfOf(space, own, side === 1)));
  /** @type {Map<number, Crossing | null>} */
  const crossings = new Map();
  space.formulas.forEach((formula, fact) => {
    if (both.some((half) => half.within[fact])) return;
    const halves = sided(formula, isLeft, space.sizes);
    crossings.set(fact, crossing(fact, halves, said(space, both[0], halves.left), said(space, both[1], halves.right)));
  });
  return { both, crossings };
}

/** @param {Space} space @param {number[]} issues @param {boolean} takesConstants @returns {Half} */
function halfOf(space, issues, takesConstants) {
  const place = new Map(issues.map((issue, k) => [issue, k]));
  const within = space.formulas.map((formula) => {
    const scope = scopeOf(formula);
    return scope.length ? scope.every((issue) => place.has(issue)) : takesConstants;
  });
  const part = {
    ...space,
    sizes: issues.map((issue) => space.sizes[issue]),
    formulas: space.formulas.map((formula, fact) => (within[fact] ? moved(formula, place) : NEVER)),
  };
  return { issues, sizes: part.sizes, packages: listed(part, space.always.filter((fact) => within[fact])), within };
}

/** A formula over the issues of a half, in its numbers. @param {Formula} formula @param {Map<number, number>} place @returns {Formula} */
function moved(formula, place) {
  const at = (/** @type {number} */ issue) => /** @type {number} */ (place.get(issue));
  if ("scope" in formula) return { ...formula, scope: formula.scope.map(at) };
  if ("terms" in formula) return { ...formula, terms: formula.terms.map(([issue, values]) => [at(issue), values]) };
  if ("not" in formula) return { not: moved(formula.not, place) };
  const all = (/** @type {Formula[]} */ parts) => parts.map((part) => moved(part, place));
  if ("all" in formula) return { all: all(formula.all) };
  if ("any" in formula) return { any: all(formula.any) };
  return { ...formula, parts: all(formula.parts) };
}

/** What each of a half says of a formula. @param {Space} space @param {Half} half @param {(options: ArrayLike<number>) => number} says */
function said(space, { issues, packages }, says) {
  const options = new Int32Array(space.sizes.length);
  return Array.from({ length: packages.count }, (_, p) => {
    issues.forEach((issue, k) => {
      options[issue] = packages.options[k][p];
    });
    return says(options);
  });
}

/** What crosses, of some formulas. @param {Halves} halves @param {number[]} facts @returns {Crossing[]} */
export function crossingsOf({ crossings }, facts) {
  return [...new Set(facts)].flatMap((fact) => {
    const found = crossings.get(fact);
    if (found === null) throw new Meaningless("What stands ties the issues too densely to be counted in two halves here");
    return found === undefined ? [] : [found];
  });
}
