// How many packages there are at a meeting of two groups of which this or that holds, exactly.

import { EVERY, holdsOf } from "./sets.js";

/** @typedef {import("./meet.js").Meeting} Meeting */
/** @typedef {import("./sets.js").Made} Made */
/** @typedef {import("./tables.js").Table} Table */
/** @typedef {import("./tables.js").Ranking} Ranking */
/** @typedef {import("./tables.js").Store} Store */
/** @typedef {import("./kernel.js").Count} Count */

const FEW = 8; // actors, of whose sets every pair has a place in a table
const PORTION = 256; // partners at a time: what counts is made faster between two portions, and only then

/**
 * How many partners of another group are worth enough to an actor, for each member of a group.
 *
 * @param {Ranking} own
 * @param {Ranking} other
 * @param {number} wanted What both must be worth together.
 * @returns {Int32Array} By place in the group.
 */
export function enough(own, other, wanted) {
  const found = new Int32Array(own.order.length);
  const { values } = other;
  let count = values.length;
  for (let k = 0; k < found.length; k++) {
    const least = wanted - own.values[k];
    while (count > 0 && values[count - 1] < least) count--;
    if (count === 0) break;
    found[own.order[k]] = own.values[k] === -Infinity ? 0 : count;
  }
  return found;
}

/** @param {Int32Array} counts */
export function summed(counts) {
  let sum = 0;
  for (let k = 0; k < counts.length; k++) sum += counts[k];
  return sum;
}

/**
 * How many pairs are worth enough to two actors at once: partners are let in from the best for the first, and counted up
 * to where they are good enough for the second (sums of three levels, so that letting in and counting are both short).
 *
 * @param {Int32Array} first Per member, as `enough` has it.
 * @param {Int32Array} second
 * @param {Ranking} own Of the group, for the first actor.
 * @param {Ranking} one Of the other group, for the first actor.
 * @param {Ranking} two Of the other group, for the second.
 */
export function bothEnough(first, second, own, one, two) {
  const size = one.order.length;
  const bits = Math.max(1, Math.ceil(Math.log2(size + 1) / 3));
  const [low, mask] = [(1 << bits) - 1, (1 << (2 * bits)) - 1];
  // How many stand before: parts of a large block before it, parts of a small block within its large, places in a small.
  const large = new Int32Array((size >> (2 * bits)) + 2);
  const small = new Int32Array(large.length << bits);
  const places = new Int32Array(small.length << bits);
  let [sum, within] = [0, 0];
  for (let m = own.order.length - 1; m >= 0; m--) {
    const k = own.order[m];
    for (const end = first[k]; within < end; within++) {
      const rank = two.rank[one.order[within]];
      for (let i = (rank >> (2 * bits)) + 1; i < large.length; i++) large[i]++;
      for (let i = (rank >> bits) + 1, last = (rank | mask) >> bits; i <= last; i++) small[i]++;
      for (let i = rank + 1, last = rank | low; i <= last; i++) places[i]++;
    }
    if (!within) continue;
    const before = second[k];
    sum += large[before >> (2 * bits)] + small[before >> bits] + places[before];
  }
  return sum;
}

/**
 * Counts what is asked of all pairs of two groups.
 *
 * @param {Table} own
 * @param {Table} other Its sets are read.
 * @param {Map<number, Int32Array>} counts By actor, as `enough` has it.
 * @param {Made[]} asked None of them always or never.
 * @param {{count: Count, actors: number[]}} compiled Made for these.
 * @param {number} pivot
 * @param {Store} store
 * @param {{scratch: number, masks: number}} at Addresses: of room for the places of all members and for what is counted;
 *     and of `masksIn`.
 * @returns {{each: Int32Array, all: number[]}} Per member of the group, of the first asked; and all pairs, of each.
 */
export function counted(own, other, counts, asked, { count, actors }, pivot, store, { scratch, masks }) {
  const size = own.members.length;
  const [places, each] = [scratch, scratch + 4 * size * actors.length];
  const all = 8 * Math.ceil((each + 4 * size) / 8);
  const { buffer } = store.memory;
  const at = new Int32Array(buffer, places, size * actors.length);
  const width = actors.length;
  actors.forEach((actor, v) => {
    if (actor === EVERY) {
      for (let k = 0; k < size; k++) at[k * width + v] = other.all;
      return;
    }
    const start = /** @type {Ranking} */ (other.rankings.get(actor)).at;
    const of = /** @type {Int32Array} */ (counts.get(actor));
    const { shift, octets } = other;
    if (actor === pivot) for (let k = 0; k < size; k++) at[k * width + v] = of[k];
    else for (let k = 0; k < size; k++) at[k * width + v] = start + (of[k] >> shift) * octets;
  });
  const sums = new Float64Array(buffer, all, asked.length).fill(0);
  for (let k = 0; k < size; k += PORTION) {
    count(Math.min(PORTION, size - k), places + 4 * k * actors.length, other.octets, each + 4 * k, all, masks);
  }
  const found = { each: new Int32Array(buffer, each, size).slice(), all: [...sums] };
  if (other.shift) correct(found, other, counts, asked, actors.filter((actor) => actor !== EVERY), pivot);
  return found;
}

/**
 * Sets are kept for every so many members only: those between are looked at one by one.
 *
 * @param {{each: Int32Array, all: number[]}} found
 * @param {Table} other
 * @param {Map<number, Int32Array>} counts
 * @param {Made[]} asked
 * @param {number[]} actors
 * @param {number} pivot Whose sets are exact.
 */
function correct(found, { shift, rankings }, counts, asked, actors, pivot) {
  const width = actors.length;
  const of = actors.map((actor) => /** @type {Int32Array} */ (counts.get(actor)));
  const ranks = actors.map((actor) => /** @type {Ranking} */ (rankings.get(actor)).rank);
  const orders = actors.map((actor) => /** @type {Ranking} */ (rankings.get(actor)).order);
  const spread = (/** @type {number} */ set) => actors.reduce((bits, actor, v) => ((set >> v) & 1 ? bits | (1 << actor) : bits), 0);
  // Of a set of actors that a set in memory tells of, and the whole set: how many pairs.
  const pairs = tally(width);
  const inFirst = Int8Array.from({ length: 1 << width }, (_, set) => Number(holdsOf(asked[0], spread(set))));
  const [exact, rough] = [new Int32Array(width), new Int32Array(width)];
  for (let k = 0; k < found.each.length; k++) {
    for (let v = 0; v < width; v++) {
      exact[v] = of[v][k];
      rough[v] = actors[v] === pivot ? exact[v] : (exact[v] >> shift) << shift;
    }
    for (let v = 0; v < width; v++) {
      next: for (let place = rough[v]; place < exact[v]; place++) {
        const member = orders[v][place];
        let [whole, told] = [0, 0];
        for (let w = 0; w < width; w++) {
          const rank = ranks[w][member];
          if (rank >= exact[w]) continue;
          whole |= 1 << w;
          if (rank < rough[w]) told |= 1 << w;
          else if (w < v) continue next; // it was looked at there
        }
        pairs.add(told * 2 ** width + whole);
        found.each[k] += inFirst[whole] - inFirst[told];
      }
    }
  }
  for (const [key, times] of pairs.all()) {
    const [told, whole] = [Math.floor(key / 2 ** width), key % 2 ** width];
    asked.forEach((made, e) => {
      found.all[e] += times * (Number(holdsOf(made, spread(whole))) - Number(holdsOf(made, spread(told))));
    });
  }
}

/** How often each pair of sets of so many actors comes. @param {number} width */
function tally(width) {
  if (width <= FEW) {
    const table = new Float64Array(4 ** width);
    return { add: (/** @type {number} */ key) => table[key]++, all: () => [...table.entries()].filter(([, times]) => times) };
  }
  /** @type {Map<number, number>} */
  const known = new Map();
  return { add: (/** @type {number} */ key) => known.set(key, (known.get(key) ?? 0) + 1), all: () => [...known] };
}
