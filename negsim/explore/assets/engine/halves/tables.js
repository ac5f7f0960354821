// Per group and actor, who is worth at least so much to it: members from the best to the worst, and sets of the best 32,
// 64, … of them as bits, in the memory that the counting reads.

/** @typedef {import("./side.js").Side} Side */

const SETS = 1 << 23; // octets of the sets of one group for one actor
const VECTOR = 16; // octets that are counted at a time
const DIGIT = 11; // bits by which numbers are put in order at a time
const MASK = (1 << DIGIT) - 1;
const PAGE = 65536; // octets that memory grows by

/**
 * A group's members in the order of what they are worth to one actor.
 *
 * @typedef {object} Ranking
 * @property {Int32Array} order Places in the group, from the best.
 * @property {Int32Array} rank The place of each in the order.
 * @property {Float64Array} values In the order.
 * @property {number} at Address of the sets, of which the first is empty; 0 where there are none.
 */

/**
 * @typedef {object} Table
 * @property {Int32Array} members Of the side's list.
 * @property {number} octets Of a set.
 * @property {number} all Address of the set of all members.
 * @property {number} shift One set for each 2^shift members more.
 * @property {Map<number, Ranking>} rankings By actor.
 * @property {Int32Array} bits Per place in the group, where it stands in a set: its rank for the pivot.
 */

/** Memory handed out once, all of it given back together. */
export class Store {
  /** @param {number} [sets] Octets of the sets of one group for one actor, at most. */
  constructor(sets = SETS) {
    this.sets = sets;
    this.memory = new WebAssembly.Memory({ initial: 1 });
    this.used = VECTOR;
  }

  /** @param {number} octets @returns {number} Its address. */
  take(octets) {
    const at = this.used;
    this.used += Math.ceil(octets / VECTOR) * VECTOR;
    const short = this.used - this.memory.buffer.byteLength;
    if (short > 0) this.memory.grow(Math.ceil(short / PAGE));
    return at;
  }

  clear() {
    this.used = VECTOR;
  }
}

/** The groups of a side, nothing ranked yet. @param {Side} side @param {Store} store @returns {Table[]} */
export function tablesOf(side, store) {
  return side.groups.map(({ members }) => {
    const octets = VECTOR * Math.ceil(members.length / (8 * VECTOR));
    let shift = 0;
    while (octets * (members.length >> shift) > store.sets) shift++;
    const all = store.take(octets);
    const words = new Int32Array(store.memory.buffer, all, octets / 4).fill(0);
    for (let k = 0; k < members.length; k++) words[k >> 5] |= 1 << (k & 31);
    return { members, octets, shift, all, rankings: new Map(), bits: new Int32Array(0) };
  });
}

/** Sets of the first 0, 1, … 127 of a vector. @param {Store} store @returns {number} Their address. */
export function masksIn(store) {
  const at = store.take(VECTOR * 8 * VECTOR);
  const words = new Int32Array(store.memory.buffer, at, 4 * 8 * VECTOR).fill(0);
  for (let length = 0; length < 8 * VECTOR; length++) {
    for (let k = 0; k < length; k++) words[4 * length + (k >> 5)] |= 1 << (k & 31);
  }
  return at;
}

/**
 * Rank a group for an actor, in the place of what was ranked for it before.
 *
 * @param {Table} table
 * @param {number} actor
 * @param {Float64Array} worth Per member of the side's list.
 * @param {"pivot" | "sets" | "order"} how The pivot's order is that of all sets, and it is ranked first.
 * @param {Store} store
 */
export function rank(table, actor, worth, how, store) {
  const { members } = table;
  const own = new Float64Array(members.length);
  for (let k = 0; k < own.length; k++) own[k] = worth[members[k]];
  const order = ordered(own);
  const places = new Int32Array(members.length);
  const values = new Float64Array(members.length);
  for (let k = 0; k < order.length; k++) {
    places[order[k]] = k;
    values[k] = own[order[k]];
  }
  const before = table.rankings.get(actor)?.at ?? 0;
  if (how === "pivot") table.bits = places;
  const at = how === "sets" ? writeSets(table, order, before, store) : before;
  table.rankings.set(actor, { order, rank: places, values, at });
}

/** @param {Table} table @param {Int32Array} order @param {number} before Where such sets were, or 0. @param {Store} store @returns {number} Their address. */
function writeSets({ members, octets, shift, bits }, order, before, store) {
  const count = members.length;
  const sets = (count >> shift) + 1;
  const at = before || store.take(octets * sets);
  const words = new Int32Array(store.memory.buffer, at, (octets * sets) / 4);
  const width = octets / 4;
  words.fill(0, 0, width);
  for (let set = 1; set < sets; set++) {
    const start = set * width;
    words.copyWithin(start, start - width, start);
    for (let k = (set - 1) << shift; k < set << shift; k++) words[start + (bits[order[k]] >> 5)] |= 1 << (bits[order[k]] & 31);
  }
  return at;
}

/** Places of whole numbers, from the largest; of equal ones the first first. @param {Float64Array} values @returns {Int32Array} */
export function ordered(values) {
  let [least, most] = [Infinity, -Infinity];
  for (let k = 0; k < values.length; k++) {
    if (values[k] > most) most = values[k];
    if (values[k] > -Infinity && values[k] < least) least = values[k];
  }
  if (!(most - least < 2 ** 31)) return Int32Array.from([...values.keys()].sort((a, b) => (values[a] < values[b] ? 1 : values[a] > values[b] ? -1 : a - b)));
  // How far each is below the best, put in order digit by digit, the last digit first (radix sort).
  const below = new Int32Array(values.length);
  for (let k = 0; k < values.length; k++) below[k] = most - (values[k] > -Infinity ? values[k] : least - 1);
  let order = new Int32Array(values.length);
  for (let k = 0; k < order.length; k++) order[k] = k;
  let next = new Int32Array(values.length);
  for (let shift = 0; (most - least + 1) >= 2 ** shift; shift += DIGIT) {
    const starts = new Int32Array((1 << DIGIT) + 1);
    for (let k = 0; k < below.length; k++) starts[((below[k] >>> shift) & MASK) + 1]++;
    for (let digit = 0; digit < MASK; digit++) starts[digit + 1] += starts[digit];
    for (let k = 0; k < order.length; k++) next[starts[(below[order[k]] >>> shift) & MASK]++] = order[k];
    [order, next] = [next, order];
  }
  return order;
}
