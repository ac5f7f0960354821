// Distinct rows of columns of numbers, found by hashing: which row is like which, and how many there are of each.

/** @typedef {Int32Array | Float64Array} Column */

/**
 * @typedef {object} Distinct
 * @property {number} count Of distinct rows.
 * @property {Int32Array} group Per row, the number of the distinct row that it is like.
 * @property {Int32Array} first Per distinct row, the first that is like it.
 * @property {Int32Array} size Per distinct row, how many are like it.
 */

/**
 * @param {number} rows
 * @param {Column[]} columns Of so many rows.
 * @returns {Distinct}
 */
export function distinctRows(rows, columns) {
  let slots = new Int32Array(1 << 12).fill(-1);
  let mask = slots.length - 1;
  const group = new Int32Array(rows);
  let first = new Int32Array(1 << 11);
  let size = new Int32Array(1 << 11);
  let hashes = new Int32Array(1 << 11);
  let count = 0;
  const width = columns.length;
  for (let row = 0; row < rows; row++) {
    let hash = 0;
    for (let c = 0; c < width; c++) hash = mixed(hash, columns[c][row]);
    let slot = hash & mask;
    let found = slots[slot];
    while (found >= 0 && !(hashes[found] === hash && like(columns, first[found], row))) {
      slot = (slot + 1) & mask;
      found = slots[slot];
    }
    if (found < 0) {
      if (count === first.length) {
        [first, size, hashes] = [doubled(first), doubled(size), doubled(hashes)];
      }
      found = count++;
      first[found] = row;
      hashes[found] = hash;
      slots[slot] = found;
      if (2 * count > slots.length) {
        slots = new Int32Array(2 * slots.length).fill(-1);
        mask = slots.length - 1;
        for (let g = 0; g < count; g++) {
          let free = hashes[g] & mask;
          while (slots[free] >= 0) free = (free + 1) & mask;
          slots[free] = g;
        }
      }
    }
    size[found]++;
    group[row] = found;
  }
  return { count, group, first: first.slice(0, count), size: size.slice(0, count) };
}

/** @param {number} hash @param {number} value A whole number. */
function mixed(hash, value) {
  const high = Math.floor(value / 4294967296);
  let h = Math.imul(hash ^ (value | 0) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 15;
  return Math.imul(h, 0xc2b2ae35) ^ (h >>> 13);
}

/** @param {Column[]} columns @param {number} a @param {number} b */
function like(columns, a, b) {
  for (let c = 0; c < columns.length; c++) if (columns[c][a] !== columns[c][b]) return false;
  return true;
}

/** @param {Int32Array} array */
function doubled(array) {
  const larger = new Int32Array(2 * array.length);
  larger.set(array);
  return larger;
}
