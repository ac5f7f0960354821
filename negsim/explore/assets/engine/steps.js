// Option-steps: how far a package is from one that does not cross a red line. One place along an ordered issue is a
// step, and so is any change on another; steps on several issues add up.

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
 * @returns {(options: ArrayLike<number>) => number | null}
 */
export function stepper(crossed, sizes, ordered) {
  const scope = scopeOf(crossed);
  const strides = stridesOf(scope, sizes);
  const table = crossings(crossed, scope, sizes);
  scope.forEach((issue, k) => {
    if (ordered[issue]) along(table, strides[k], sizes[issue]);
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
