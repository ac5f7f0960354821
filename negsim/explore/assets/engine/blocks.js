// Issues taken several at a time, so that packages need not be gone through once for each of them.

/** @typedef {import("./packages.js").Packages} Packages */

const CELLS = 512; // combinations of the options of one block

/**
 * @typedef {object} Block
 * @property {number[]} issues
 * @property {number[]} strides Per issue, how far apart its options lie.
 * @property {number} cells
 * @property {Uint16Array} column Per package, the combination of options that it has.
 */

/** @param {Packages} packages @param {number[]} sizes @returns {Block[]} */
export function blocksOf(packages, sizes) {
  /** @type {Block[]} */
  const blocks = [];
  sizes.forEach((size, issue) => {
    const last = blocks[blocks.length - 1];
    if (last !== undefined && last.cells * size <= CELLS) {
      last.issues.push(issue);
      last.strides.push(last.cells);
      last.cells *= size;
    } else {
      blocks.push({ issues: [issue], strides: [1], cells: size, column: new Uint16Array(packages.count) });
    }
  });
  for (const { issues, strides, column } of blocks) {
    issues.forEach((issue, k) => {
      const options = packages.options[issue];
      const stride = strides[k];
      for (let p = 0; p < packages.count; p++) column[p] += stride * options[p];
    });
  }
  return blocks;
}

/**
 * How many packages have each option, kind by kind: `counts[issue][option * kinds + kind]`.
 *
 * @param {Block[]} blocks
 * @param {number[]} sizes
 * @param {Int32Array} list
 * @param {object} kind
 * @param {Int32Array} kind.of Per package of the list, the number of its class.
 * @param {Int32Array} kind.kindOf Per class.
 * @param {number} kind.kinds
 * @returns {Int32Array[]}
 */
export function countsOf(blocks, sizes, list, { of: classes, kindOf, kinds }) {
  const counts = sizes.map((size) => new Int32Array(size * kinds));
  for (const { issues, strides, cells, column } of blocks) {
    const table = new Int32Array(cells * kinds);
    for (let k = 0; k < list.length; k++) table[column[list[k]] * kinds + kindOf[classes[k]]]++;
    issues.forEach((issue, i) => {
      const [stride, size, of] = [strides[i], sizes[issue], counts[issue]];
      for (let cell = 0; cell < cells; cell++) {
        const option = Math.floor(cell / stride) % size;
        for (let s = 0; s < kinds; s++) of[option * kinds + s] += table[cell * kinds + s];
      }
    });
  }
  return counts;
}
