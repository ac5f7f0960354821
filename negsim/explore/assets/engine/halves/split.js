// A formula seen from two sides: what either half of a package says of it, and whether it holds where the two meet.

import { holder, partsOf, scopeOf, stridesOf, within } from "../formula.js";

/** @typedef {import("../compiled.js").Formula} Formula */

/**
 * A formula in two halves. What a half says is a whole number; packages whose halves say the same are alike to it.
 *
 * @typedef {object} Sided
 * @property {(options: ArrayLike<number>) => number} left Of a package of which the left half is settled.
 * @property {(options: ArrayLike<number>) => number} right
 * @property {(left: number, right: number) => boolean} joined
 */

/**
 * Where a formula holds, half by half: `holds[left * columns + right]`, left and right being what its halves say.
 *
 * @typedef {object} Crossing
 * @property {number} fact
 * @property {Uint16Array} left What each left half says.
 * @property {Uint16Array} right
 * @property {number} rows
 * @property {number} columns
 * @property {Uint8Array} holds
 */

const CELLS = 1 << 22; // of a crossing's table
const SAID = 1 << 16; // distinct things that a half can say of one formula

/**
 * @param {Formula} formula
 * @param {boolean[]} isLeft Per issue.
 * @param {number[]} sizes
 * @returns {Sided}
 */
export function sided(formula, isLeft, sizes) {
  const scope = scopeOf(formula);
  const nothing = () => 0;
  const holds = holder(formula, sizes);
  if (scope.every((issue) => isLeft[issue])) return { left: (options) => Number(holds(options)), right: nothing, joined: (left) => left === 1 };
  if (!scope.some((issue) => isLeft[issue])) return { left: nothing, right: (options) => Number(holds(options)), joined: (_, right) => right === 1 };
  if ("scope" in formula) {
    const strides = stridesOf(formula.scope, sizes);
    const [left, right] = bothOf(formula.scope.map((issue, k) => [issue, (/** @type {number} */ option) => strides[k] * option]), isLeft);
    return { left, right, joined: (a, b) => formula.holds[a + b] === "1" };
  }
  if ("terms" in formula) {
    const { terms, low, high } = formula;
    const [left, right] = bothOf(terms.map(([issue, values]) => [issue, (/** @type {number} */ option) => values[option]]), isLeft);
    return { left, right, joined: (a, b) => within(a + b, low, high) };
  }
  return composed(formula, isLeft, sizes);
}

/**
 * Sums over the issues of either half.
 *
 * @param {[number, (option: number) => number][]} parts
 * @param {boolean[]} isLeft
 */
function bothOf(parts, isLeft) {
  return [true, false].map((side) => {
    const own = parts.filter(([issue]) => isLeft[issue] === side);
    return (/** @type {ArrayLike<number>} */ options) => own.reduce((sum, [issue, of]) => sum + of(options[issue]), 0);
  });
}

/** What joins formulas: its halves say what the halves of its parts say, all of it under one number. @param {Formula} formula @param {boolean[]} isLeft @param {number[]} sizes @returns {Sided} */
function composed(formula, isLeft, sizes) {
  const parts = partsOf(formula).map((part) => sided(part, isLeft, sizes));
  const [left, right] = [numbered(), numbered()];
  const decides = (/** @type {boolean[]} */ held) => {
    if ("all" in formula) return held.every(Boolean);
    if ("any" in formula) return held.some(Boolean);
    if ("not" in formula) return !held.some(Boolean);
    return "parts" in formula && within(held.filter(Boolean).length, formula.low, formula.high);
  };
  return {
    left: (options) => left.number(parts.map((part) => part.left(options))),
    right: (options) => right.number(parts.map((part) => part.right(options))),
    joined: (a, b) => decides(parts.map((part, k) => part.joined(left.of[a][k], right.of[b][k]))),
  };
}

/** Lists of numbers, each under a number of its own. */
function numbered() {
  /** @type {Map<string, number>} */
  const known = new Map();
  /** @type {number[][]} */
  const of = [];
  return {
    of,
    /** @param {number[]} said */
    number(said) {
      const key = said.join();
      const place = known.get(key) ?? of.push(said) - 1;
      known.set(key, place);
      return place;
    },
  };
}

/**
 * A formula that crosses, told of all halves; null where the halves say too much of it.
 *
 * @param {number} fact
 * @param {Sided} formula
 * @param {number[]} left What each left half says.
 * @param {number[]} right
 * @returns {Crossing | null}
 */
export function crossing(fact, formula, left, right) {
  const [rows, columns] = [[...new Set(left)], [...new Set(right)]];
  if (rows.length * columns.length > CELLS || Math.max(rows.length, columns.length) > SAID) return null;
  const table = rows.map((a) => Uint8Array.from(columns, (b) => Number(formula.joined(a, b))));
  const alikeRows = alike(table.map((row) => row.join("")));
  const kept = alikeRows.first.map((row) => table[row]);
  const alikeColumns = alike(columns.map((_, b) => kept.map((row) => row[b]).join("")));
  const rowOf = new Map(rows.map((a, k) => [a, alikeRows.of[k]]));
  const columnOf = new Map(columns.map((b, k) => [b, alikeColumns.of[k]]));
  return {
    fact,
    left: Uint16Array.from(left, (a) => rowOf.get(a) ?? 0),
    right: Uint16Array.from(right, (b) => columnOf.get(b) ?? 0),
    rows: kept.length,
    columns: alikeColumns.first.length,
    holds: Uint8Array.from(kept.flatMap((row) => alikeColumns.first.map((b) => row[b]))),
  };
}

/** Texts that are equal, under one number: of each, and the first of each number. @param {string[]} texts */
function alike(texts) {
  /** @type {Map<string, number>} */
  const known = new Map();
  /** @type {number[]} */
  const first = [];
  const of = texts.map((text, k) => {
    const place = known.get(text) ?? first.push(k) - 1;
    known.set(text, place);
    return place;
  });
  return { of, first };
}
