// Packages alike in whose consent they need, whose red lines they keep and whose reservation value they reach: what
// follows from that is worked out once for all of them.

/** @typedef {import("./ground.js").Ground} Ground */

/**
 * @typedef {object} Class
 * @property {number} needed Actors, as bits.
 * @property {number} kept Whose red lines are kept.
 * @property {number} accepts Who accepts.
 * @property {number} count Packages.
 */

/**
 * @typedef {object} Classes
 * @property {Class[]} all
 * @property {Int32Array} of Per package of the list, the number of its class; until others are asked for.
 */

/** @param {Ground} ground @returns {Classes} */
export function classesOf(ground) {
  const { list, needs, keeps, reaches } = ground;
  let slots = new Int32Array(1 << 10).fill(-1);
  const of = ground.scratch("classes");
  /** @type {Class[]} */
  const all = [];
  let [lastNeeded, lastKept, lastAccepts, last] = [0, 0, 0, -1];
  for (let k = 0; k < list.length; k++) {
    const p = list[k];
    const needed = needs[p];
    const kept = keeps[p];
    const accepts = kept & reaches[p];
    if (last < 0 || needed !== lastNeeded || kept !== lastKept || accepts !== lastAccepts) {
      last = find(needed, kept, accepts);
      [lastNeeded, lastKept, lastAccepts] = [needed, kept, accepts];
    }
    all[last].count++;
    of[k] = last;
  }
  return { all, of };

  /** @param {number} needed @param {number} kept @param {number} accepts */
  function find(needed, kept, accepts) {
    let slot = hashed(needed, kept, accepts) & (slots.length - 1);
    for (let known = slots[slot]; known >= 0; known = slots[slot]) {
      const one = all[known];
      if (one.needed === needed && one.kept === kept && one.accepts === accepts) return known;
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = all.length;
    all.push({ needed, kept, accepts, count: 0 });
    if (2 * all.length > slots.length) grow();
    return all.length - 1;
  }

  function grow() {
    slots = new Int32Array(2 * slots.length).fill(-1);
    all.forEach(({ needed, kept, accepts }, number) => {
      let slot = hashed(needed, kept, accepts) & (slots.length - 1);
      while (slots[slot] >= 0) slot = (slot + 1) & (slots.length - 1);
      slots[slot] = number;
    });
  }
}

/** @param {number} a @param {number} b @param {number} c */
function hashed(a, b, c) {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}
