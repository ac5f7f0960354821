// Counting 128 packages at a time: a function of WebAssembly, written here for what is asked, since the packages of a
// page of a thousand millions are not gone through otherwise while somebody waits.
//
// It goes through partners of one half after another. Of each it is told where the sets of those stand that suit one
// actor (bits, one per package of the other half), joins these sets as is asked, and counts their members.

import { members } from "../consent.js";
import { actorsIn, where } from "./sets.js";

/** @typedef {import("./sets.js").Made} Made */

/**
 * `count(n, places, octets, each, all, masks)`: n partners; at `places`, actor by actor, the addresses of their sets; so
 * many octets a set; at `each`, per partner, how many are in the first set asked for (32 bits); at `all`, added up over
 * all partners, how many are in each (64-bit floats). Of one actor, the pivot, sets are all beginnings: the packages stand
 * in its order, so that of its set only the length is told, and `masks` are the sets of the first 0, 1, 2, … 127.
 *
 * @typedef {(n: number, places: number, octets: number, each: number, all: number, masks: number) => void} Count
 */

const [I32, V128] = [0x7f, 0x7b];
const [SIMD, LOOP, END, BRANCH_IF, NO_VALUE] = [0xfd, 0x03, 0x0b, 0x0d, 0x40];
const [GET, SET, TEE] = [0x20, 0x21, 0x22];
const PARAMETERS = 6;

/** Unsigned numbers as WebAssembly has them: seven bits an octet. @param {number} value @returns {number[]} */
function leb(value) {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)];
}

const get = (/** @type {number} */ local) => [GET, ...leb(local)];
const set = (/** @type {number} */ local) => [SET, ...leb(local)];
const constant = (/** @type {number} */ value) => [0x41, ...signed(value)];
const simd = (/** @type {number} */ code) => [SIMD, ...leb(code)];
const add = [0x6a];
const ZERO = [...simd(0x0c), ...Array(16).fill(0)];
const JOINS = { and: simd(0x4e), but: simd(0x4f), or: simd(0x50) };

/** @param {number} value Of 0 or more. @returns {number[]} */
function signed(value) {
  return value < 64 ? [value] : [(value & 127) | 128, ...signed(value >>> 7)];
}

/** @param {number} id @param {number[][]} parts */
function section(id, parts) {
  const content = [...leb(parts.length), ...parts.flat()];
  return [id, ...leb(content.length), ...content];
}

/** @param {string} text */
function named(text) {
  return [text.length, ...[...text].map((letter) => letter.charCodeAt(0))];
}

/**
 * @param {Made[]} asked None of them always or never.
 * @param {number} pivot Actor.
 * @param {WebAssembly.Memory} memory
 * @returns {{count: Count, actors: number[]}} Of which actors a partner's sets are read, in the order of their places.
 */
export function kernel(asked, pivot, memory) {
  const parts = { asked, within: asked.map(where(pivot, true)), beyond: asked.map(where(pivot, false)) };
  const actors = members(Object.values(parts).flat().reduce((all, made) => all | actorsIn(made), 0));
  const bytes = Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [[0x60, PARAMETERS, ...Array(PARAMETERS).fill(I32), 0]]),
    ...section(2, [[...named("page"), ...named("memory"), 0x02, 0x00, ...leb(1)]]),
    ...section(3, [[0]]),
    ...section(7, [[...named("count"), 0x00, 0]]),
    ...section(10, [body(parts, actors, pivot)]),
  ]);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { page: { memory } });
  return { count: /** @type {Count} */ (exports.count), actors };
}

/**
 * @param {{asked: Made[], within: Made[], beyond: Made[]}} parts What is asked; and what is left of it where the pivot accepts, and where not.
 * @param {number[]} actors
 * @param {number} pivot
 * @returns {number[]}
 */
function body({ asked, within, beyond }, actors, pivot) {
  const [n, places, octets, each, all, masks] = [0, 1, 2, 3, 4, 5];
  const [at, sum, length] = [PARAMETERS, PARAMETERS + 1, PARAMETERS + 2];
  const setOf = new Map(actors.map((actor, k) => [actor, PARAMETERS + 3 + k]));
  const firstVector = PARAMETERS + 3 + actors.length;
  const totals = asked.map((_, k) => firstVector + k);
  let vectors = asked.length;

  /** Code that counts 128 packages: of what is asked, and of nothing where it holds of none. @param {Made[]} these */
  const counting = (these) => {
    /** @type {Map<Made | number, number>} */
    const held = new Map();
    /** What puts something asked for on the stack. @param {Made} made @returns {number[]} */
    const told = (made) => {
      const key = made.is === "actor" ? made.actor : made;
      const local = held.get(key);
      if (local !== undefined) return get(local);
      held.set(key, firstVector + vectors);
      const keep = [TEE, ...leb(firstVector + vectors++)];
      if ("a" in made) return [...told(made.a), ...told(made.b), ...JOINS[made.is], ...keep];
      if (made.is !== "actor") throw new TypeError("what holds always or never is not counted");
      const place = made.actor === pivot ? [...get(masks), ...get(sum), ...add] : [...get(/** @type {number} */ (setOf.get(made.actor))), ...get(at), ...add];
      return [...place, ...simd(0x00), 4, 0, ...keep];
    };
    // Members are counted octet by octet, added in pairs to 16 bits: enough for half a million packages.
    return these.flatMap((made, k) => (made.is === "never" ? [] : [...get(totals[k]), ...told(made), ...simd(0x62), ...simd(0x7d), ...simd(0x8e), ...set(totals[k])]));
  };
  const next = [...get(at), ...constant(16), ...add, TEE, ...leb(at)];
  /** Code that counts from where one is up to an end. @param {Made[]} these @param {number[]} end */
  const upTo = (these, end) => [
    ...[...get(at), ...end, 0x49, 0x04, NO_VALUE, LOOP, NO_VALUE],
    ...[...counting(these), ...next, ...end, 0x49, BRANCH_IF, 0],
    ...[END, END],
  ];
  const isPivoted = setOf.has(pivot);
  const vector = [...get(length), ...constant(7), 0x76, ...constant(4), 0x74]; // of 128 bits, in octets
  const beginning = [
    ...upTo(within, vector),
    ...[...get(length), ...constant(127), 0x71, ...constant(4), 0x74, TEE, ...leb(sum), 0x04, NO_VALUE],
    ...[...counting(asked), ...next, 0x1a],
    END,
  ];
  const lanes = (/** @type {number} */ local) => {
    const four = [...get(local), ...simd(0x7f), ...set(local)];
    return [...four, ...[0, 1, 2, 3].flatMap((lane) => [...get(local), ...simd(0x1b), lane, ...(lane ? add : [])])];
  };
  const storeAll = asked.flatMap((_, k) => [
    ...lanes(totals[k]),
    ...set(sum),
    ...(k === 0 ? [...get(each), ...get(sum), 0x36, 2, 0] : []),
    ...get(all),
    ...[...get(all), 0x2b, 3, ...leb(8 * k)],
    ...[...get(sum), 0xb8, 0xa0, 0x39, 3, ...leb(8 * k)],
  ]);
  const moved = (/** @type {number} */ local, /** @type {number} */ by) => [...get(local), ...constant(by), ...add, ...set(local)];
  const code = [
    ...[LOOP, NO_VALUE],
    ...actors.flatMap((actor, k) => [...get(places), 0x28, 2, ...leb(4 * k), ...set(actor === pivot ? length : /** @type {number} */ (setOf.get(actor)))]),
    ...totals.flatMap((local) => [...ZERO, ...set(local)]),
    ...[...constant(0), ...set(at)],
    ...(isPivoted ? beginning : []),
    ...upTo(beyond, get(octets)),
    ...storeAll,
    ...moved(places, 4 * actors.length),
    ...moved(each, 4),
    ...[...get(n), ...constant(1), 0x6b, TEE, ...leb(n), BRANCH_IF, 0],
    END,
    END,
  ];
  const locals = [2, ...leb(3 + actors.length), I32, ...leb(vectors), V128];
  const content = [...locals, ...code];
  return [...leb(content.length), ...content];
}
