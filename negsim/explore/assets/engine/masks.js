// Sets as bits of several words: distinct ones counted, and the smallest of them.

/** @typedef {Int32Array} Mask */

/** Distinct sets, in the order in which they came, and how often each did. */
export class Masks {
  /** @param {number} width Words per set. */
  constructor(width) {
    this.width = width;
    /** @type {Mask[]} */
    this.rows = [];
    /** @type {number[]} */
    this.counts = [];
    /** @type {Map<string, number>} */
    this.known = new Map();
  }

  /** Count a set, and give its number. @param {Mask} mask @param {number} count */
  add(mask, count) {
    const key = mask.join();
    const known = this.known.get(key);
    if (known !== undefined) {
      this.counts[known] += count;
      return known;
    }
    this.known.set(key, this.rows.length);
    this.counts.push(count);
    return this.rows.push(mask) - 1;
  }
}

/** @param {Mask} mask */
export function popcount(mask) {
  let count = 0;
  for (let word of mask) {
    for (; word; word &= word - 1) count++;
  }
  return count;
}

/** @param {Mask} part @param {Mask} whole */
export function isWithin(part, whole) {
  for (let w = 0; w < part.length; w++) if (part[w] & ~whole[w]) return false;
  return true;
}

/** @param {Mask} a @param {Mask} b @returns {Mask} */
export function union(a, b) {
  return a.map((word, w) => word | b[w]);
}

/** @param {Mask} a @param {Mask} b @returns {Mask} */
export function without(a, b) {
  return a.map((word, w) => word & ~b[w]);
}

/** The sets that hold no other. @param {Mask[]} sets Distinct. @returns {Mask[]} */
export function minimalSets(sets) {
  const sized = sets.map((mask) => ({ mask, size: popcount(mask) })).sort((a, b) => a.size - b.size);
  /** @type {Mask[]} */
  const found = [];
  for (const { mask } of sized) if (!found.some((smaller) => isWithin(smaller, mask))) found.push(mask);
  return found;
}
