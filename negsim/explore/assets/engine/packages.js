// The packages of a space, one after another in package order, and which formulas hold of each, as bits.

import { holder, scopeOf, stridesOf } from "./formula.js";

/** @typedef {import("./compiled.js").Space} Space */
/** @typedef {import("./compiled.js").Formula} Formula */

/**
 * Packages as columns: `options[issue][p]` is the option of package p, and bit f % 32 of `words[f >> 5][p]` says
 * whether formula f holds of it.
 *
 * @typedef {object} Packages
 * @property {number} count
 * @property {(Uint8Array | Uint16Array)[]} options
 * @property {Int32Array[]} words
 */

/**
 * A formula that can be told once an issue is settled: by its table, from a place that the issues before have settled
 * on, or else by a function.
 *
 * @typedef {object} Told
 * @property {number} fact
 * @property {Uint8Array | null} cells
 * @property {number[]} issues Before the last.
 * @property {number[]} strides
 * @property {number} stride Of the last.
 * @property {import("./formula.js").Holds} holds
 */

/**
 * Walks through the packages of a space, and hands them on in portions.
 *
 * @param {Space} space
 * @param {object} how
 * @param {number[]} how.without Formulas; packages of which one holds are passed over.
 * @param {number[][]} how.domains The options to take, issue by issue, ascending.
 * @param {number} how.portion Packages handed on at a time; the arrays are used again for the next.
 * @param {(packages: Packages) => void} hand
 */
export function walk(space, { without, domains, portion }, hand) {
  const levels = space.sizes.length;
  const width = widthOf(space);
  const packages = room(space, portion, width);
  const chosen = new Int32Array(levels);
  const held = new Int32Array((levels + 1) * width);
  const { refusing, noting, refused } = byLevel(space, without, chosen, held);
  if (!refused) descend(0);
  if (packages.count) hand(packages);

  /** @param {number} level */
  function descend(level) {
    const [refuse, note] = [refusing[level], noting[level]];
    // Where the issues before have led to in each table.
    const refuseFrom = refuse.map((told) => placeOf(told, chosen));
    const noteFrom = note.map((told) => placeOf(told, chosen));
    const [from, to] = [level * width, (level + 1) * width];
    const isLast = level + 1 === levels;
    next: for (const option of domains[level]) {
      chosen[level] = option;
      for (let k = 0; k < refuse.length; k++) if (tells(refuse[k], refuseFrom[k], option)) continue next;
      for (let w = 0; w < width; w++) held[to + w] = held[from + w];
      for (let k = 0; k < note.length; k++) {
        if (tells(note[k], noteFrom[k], option)) held[to + (note[k].fact >> 5)] |= 1 << (note[k].fact & 31);
      }
      if (isLast) take(to);
      else descend(level + 1);
    }
  }

  /** @param {Told} told @param {number} from @param {number} option */
  function tells({ cells, stride, holds }, from, option) {
    return cells === null ? holds(chosen) : cells[from + stride * option] === 1;
  }

  /** @param {number} words Where the words of the package stand. */
  function take(words) {
    const p = packages.count++;
    for (let issue = 0; issue < levels; issue++) packages.options[issue][p] = chosen[issue];
    for (let w = 0; w < width; w++) packages.words[w][p] = held[words + w];
    if (packages.count === portion) {
      hand(packages);
      packages.count = 0;
    }
  }
}

/** @param {Told} told @param {Int32Array} chosen */
function placeOf({ issues, strides }, chosen) {
  let place = 0;
  for (let k = 0; k < issues.length; k++) place += strides[k] * chosen[issues[k]];
  return place;
}

/** @param {Space} space */
function widthOf(space) {
  return Math.max(1, (space.formulas.length + 31) >> 5);
}

/** @param {Space} space @param {number} portion @param {number} width @returns {Packages} */
function room(space, portion, width) {
  return {
    count: 0,
    options: space.sizes.map((size) => (size <= 256 ? new Uint8Array(portion) : new Uint16Array(portion))),
    words: Array.from({ length: width }, () => new Int32Array(portion)),
  };
}

/**
 * What can be told once the issue of a level is settled. Constants are told at once: into the first words, or by
 * refusing everything.
 *
 * @param {Space} space
 * @param {number[]} without
 * @param {Int32Array} chosen
 * @param {Int32Array} held
 */
function byLevel(space, without, chosen, held) {
  /** @type {Told[][]} */
  const refusing = space.sizes.map(() => []);
  /** @type {Told[][]} */
  const noting = space.sizes.map(() => []);
  const passed = new Set(without);
  let refused = false;
  space.formulas.forEach((formula, fact) => {
    const scope = scopeOf(formula);
    const last = scope.at(-1);
    if (last !== undefined) (passed.has(fact) ? refusing : noting)[last].push(told(formula, fact, scope, space.sizes));
    else if (holder(formula, space.sizes)(chosen)) {
      if (passed.has(fact)) refused = true;
      else held[fact >> 5] |= 1 << (fact & 31);
    }
  });
  return { refusing, noting, refused };
}

/** @param {Formula} formula @param {number} fact @param {number[]} scope @param {number[]} sizes @returns {Told} */
function told(formula, fact, scope, sizes) {
  const holds = holder(formula, sizes);
  if (!("scope" in formula)) return { fact, cells: null, issues: [], strides: [], stride: 0, holds };
  const strides = stridesOf(scope, sizes);
  const cells = Uint8Array.from(formula.holds, Number);
  return { fact, cells, issues: scope.slice(0, -1), strides: strides.slice(0, -1), stride: 1, holds };
}

/**
 * All packages of which none of some formulas holds.
 *
 * @param {Space} space
 * @param {number[]} without
 * @returns {Packages}
 */
export function listed(space, without) {
  const domains = space.sizes.map((size) => Array.from({ length: size }, (_, option) => option));
  /** @type {Packages[]} */
  const portions = [];
  walk(space, { without, domains, portion: 1 << 16 }, (found) => portions.push(copy(found)));
  const count = portions.reduce((sum, portion) => sum + portion.count, 0);
  const whole = room(space, count, widthOf(space));
  let start = 0;
  for (const portion of portions) {
    for (const [k, column] of portion.options.entries()) whole.options[k].set(column, start);
    for (const [k, column] of portion.words.entries()) whole.words[k].set(column, start);
    start += portion.count;
  }
  return { ...whole, count };
}

/** @param {Packages} packages @returns {Packages} */
function copy({ count, options, words }) {
  return { count, options: options.map((one) => one.slice(0, count)), words: words.map((one) => one.slice(0, count)) };
}
