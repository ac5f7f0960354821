// Option-steps: how far a package is from one that does not cross a red line. One place along an ordered issue is a
// step, and so is any change on another; steps on several issues add up. What an actor reads as another option stands
// where that one does, and what stands nowhere is one step from all else, with no step counted through it.

import { holder, scopeOf, stridesOf } from "./formula.js";

/** @typedef {import("./compiled.js").Formula} Formula */

const FAR = 1e9;
const CELLS = 1 << 24; // of the largest table of steps

/**
 * Fewest steps out of a red line, for any package; null where no package keeps it.
 *
 * @param {Formula} crossed
 * @param {number[]} sizes
 * @param {boolean[]} ordered
 * @param {(number[] | null)[]} places Where options stand for whoever holds the line; null where each stands for itself.
 * @returns {(options: ArrayLike<number>) => number | null}
 */
export function stepper(crossed, sizes, ordered, places) {
  const scope = scopeOf(crossed);
  const strides = stridesOf(scope, sizes);
  const table = crossings(crossed, scope, sizes);
  scope.forEach((issue, k) => {
    const own = places[issue];
    if (own) among(table, strides[k], own, ordered[issue]);
    else if (ordered[issue]) along(table, strides[k], sizes[issue]);
    else across(table, strides[k], sizes[issue]);
  });
  return (options) => {
    let cell = 0;
    for (let k = 0; k < scope.length; k++) cell += strides[k] * options[scope[k]];
    return table[cell] >= FAR ? null : table[cell];
  };
}

/** FAR where the line is crossed, 0 elsewhere. @param {Formula} crossed @param {number[]} scope @param {number[]} sizes */
function crossings(crossed, scope, sizes) {
  const cells = scope.reduce((count, issue) => count * sizes[issue], 1);
  if (cells > CELLS) throw new Error("a red line is about too many issues to count steps");
  const holds = holder(crossed, sizes);
  const table = new Int32Array(cells);
  const options = new Int32Array(sizes.length);
  for (let cell = 0; cell < cells; cell++) {
    table[cell] = holds(options) ? FAR : 0;
    for (let k = scope.length - 1; k >= 0; k--) {
      options[scope[k]] = (options[scope[k]] + 1) % sizes[scope[k]];
      if (options[scope[k]]) break;
    }
  }
  return table;
}

/** One place at a time: once up the issue and once down. @param {Int32Array} table @param {number} stride @param {number} size */
function along(table, stride, size) {
  for (let cell = 0; cell < table.length; cell++) {
    if (Math.floor(cell / stride) % size) table[cell] = Math.min(table[cell], table[cell - stride] + 1);
  }
  for (let cell = table.length - 1; cell >= 0; cell--) {
    if (Math.floor(cell / stride) % size < size - 1) table[cell] = Math.min(table[cell], table[cell + stride] + 1);
  }
}

/** Any option in one step. @param {Int32Array} table @param {number} stride @param {number} size */
function across(table, stride, size) {
  for (let cell = 0; cell < table.length; cell++) {
    if (Math.floor(cell / stride) % size) continue;
    let least = FAR;
    for (let k = 0; k < size; k++) least = Math.min(least, table[cell + k * stride]);
    for (let k = 0; k < size; k++) {
      const at = cell + k * stride;
      table[at] = Math.min(table[at], least + 1);
    }
  }
}

/** Any option in one step, or in as many as places lie between. @param {Int32Array} table @param {number} stride @param {number[]} places @param {boolean} ordered */
function among(table, stride, places, ordered) {
  const size = places.length;
  const before = new Int32Array(size);
  for (let cell = 0; cell < table.length; cell++) {
    if (Math.floor(cell / stride) % size) continue;
    for (let k = 0; k < size; k++) before[k] = table[cell + k * stride];
    for (let k = 0; k < size; k++) {
      table[cell + k * stride] = before.reduce((least, one, j) => Math.min(least, one + away(places[k], places[j], ordered)), FAR);
    }
  }
}

/** @param {number} one @param {number} other @param {boolean} ordered */
function away(one, other, ordered) {
  if (one === other) return 0;
  return ordered && one >= 0 && other >= 0 ? Math.abs(one - other) : 1;
}
