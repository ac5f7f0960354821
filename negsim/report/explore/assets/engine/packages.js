// The packages of a space, one after another in package order, and which formulas hold of each, as bits.

import { holder, scopeOf } from "./formula.js";

/** @typedef {import("./compiled.js").Space} Space */

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
  const width = Math.max(1, (space.formulas.length + 31) >> 5);
  const packages = room(space, portion, width);
  const chosen = new Int32Array(levels);
  const held = new Int32Array((levels + 1) * width);
  const { refused, facts } = byLevel(space, without);
  for (const { fact, holds } of facts[levels] ?? []) {
    if (holds(chosen)) held[fact >> 5] = /** @type {number} */ (held[fact >> 5]) | (1 << (fact & 31));
  }
  if ((refused[levels] ?? []).some((holds) => holds(chosen))) return;

  /** @param {number} level */
  function descend(level) {
    const [refusing, noting] = [refused[level] ?? [], facts[level] ?? []];
    const [from, to] = [level * width, (level + 1) * width];
    next: for (const option of domains[level] ?? []) {
      chosen[level] = option;
      for (const holds of refusing) if (holds(chosen)) continue next;
      for (let w = 0; w < width; w++) held[to + w] = /** @type {number} */ (held[from + w]);
      for (const { fact, holds } of noting) {
        if (holds(chosen)) {
          const place = to + (fact >> 5);
          held[place] = /** @type {number} */ (held[place]) | (1 << (fact & 31));
        }
      }
      if (level + 1 < levels) descend(level + 1);
      else take();
    }
  }

  function take() {
    const p = packages.count++;
    for (let issue = 0; issue < levels; issue++) {
      const column = packages.options[issue];
      if (column) column[p] = /** @type {number} */ (chosen[issue]);
    }
    for (let w = 0; w < width; w++) {
      const column = packages.words[w];
      if (column) column[p] = /** @type {number} */ (held[levels * width + w]);
    }
    if (packages.count === portion) {
      hand(packages);
      packages.count = 0;
    }
  }

  descend(0);
  if (packages.count) hand(packages);
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
 * What can be told once the issue of a level is settled; constants under the number of levels.
 *
 * @param {Space} space
 * @param {number[]} without
 */
function byLevel(space, without) {
  const levels = space.sizes.length;
  /** @type {import("./formula.js").Holds[][]} */
  const refused = Array.from({ length: levels + 1 }, () => []);
  /** @type {{fact: number, holds: import("./formula.js").Holds}[][]} */
  const facts = Array.from({ length: levels + 1 }, () => []);
  const passed = new Set(without);
  space.formulas.forEach((formula, fact) => {
    const holds = holder(formula, space.sizes);
    const last = scopeOf(formula).at(-1) ?? levels;
    if (passed.has(fact)) refused[last]?.push(holds);
    else facts[last]?.push({ fact, holds });
  });
  return { refused, facts };
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
  walk(space, { without, domains, portion: 1 << 16 }, (found) => portions.push(copy(found, found.count)));
  return joined(space, portions);
}

/** @param {Packages} packages @param {number} count @returns {Packages} */
function copy({ options, words }, count) {
  return { count, options: options.map((one) => one.slice(0, count)), words: words.map((one) => one.slice(0, count)) };
}

/** @param {Space} space @param {Packages[]} portions @returns {Packages} */
function joined(space, portions) {
  const count = portions.reduce((sum, portion) => sum + portion.count, 0);
  const whole = room(space, count, Math.max(1, (space.formulas.length + 31) >> 5));
  let start = 0;
  for (const portion of portions) {
    for (const [k, column] of portion.options.entries()) whole.options[k].set(column, start);
    for (const [k, column] of portion.words.entries()) whole.words[k].set(column, start);
    start += portion.count;
  }
  return { ...whole, count };
}
