// Pareto-efficient packages: those than which none is better for somebody and worse for nobody.

import { distinctRows } from "./distinct.js";

const LOOKED_AT = 4000; // packages
const STRONG = 64; // of these, held against all

/**
 * @typedef {object} Efficient
 * @property {number[][]} vectors Distinct totals, one per column given.
 * @property {number[][]} packages Per vector, the packages that have it, in package order.
 */

/**
 * @param {Int32Array} list Packages, in package order.
 * @param {Float64Array[]} columns Totals of each actor, by package.
 * @returns {Efficient}
 */
export function efficient(list, columns) {
  const left = withoutClearlyWorse(list, columns);
  const gathered = columns.map((column) => {
    const values = new Float64Array(left.length);
    for (let k = 0; k < left.length; k++) values[k] = column[left[k]];
    return values;
  });
  const { group, first, count } = distinctRows(left.length, gathered);
  const distinct = Array.from({ length: count }, (_, g) => gathered.map((column) => column[first[g]]));
  const kept = maxima(distinct);
  /** @type {number[][]} */
  const packages = distinct.map(() => []);
  for (let k = 0; k < left.length; k++) packages[group[k]].push(left[k]);
  return { vectors: kept.map((g) => distinct[g]), packages: kept.map((g) => packages[g]) };
}

/** Leaves out what one of a few strong packages beats. @param {Int32Array} list @param {Float64Array[]} columns */
function withoutClearlyWorse(list, columns) {
  const strong = strongest(list, columns);
  if (!strong.length) return list;
  const left = new Int32Array(list.length);
  let n = 0;
  next: for (let k = 0; k < list.length; k++) {
    const p = list[k];
    for (let s = 0; s < strong.length; s++) {
      const better = strong[s];
      let isWorse = false;
      let isBetter = false;
      for (let c = 0; c < columns.length; c++) {
        const mine = columns[c][p];
        if (mine > better[c]) {
          isBetter = true;
          break;
        }
        if (mine < better[c]) isWorse = true;
      }
      if (isWorse && !isBetter) {
        if (s) [strong[s - 1], strong[s]] = [better, strong[s - 1]];
        continue next;
      }
    }
    left[n++] = p;
  }
  return left.subarray(0, n);
}

/** The efficient ones of some packages that are looked at, at most so many. @param {Int32Array} list @param {Float64Array[]} columns @returns {number[][]} */
function strongest(list, columns) {
  const stride = Math.max(1, Math.floor(list.length / LOOKED_AT));
  /** @type {number[][]} */
  const looked = [];
  for (let k = 0; k < list.length; k += stride) looked.push(columns.map((column) => column[list[k]]));
  const best = maxima(looked).map((k) => looked[k]);
  return best.length > STRONG ? Array.from({ length: STRONG }, (_, k) => best[Math.floor((k * best.length) / STRONG)]) : best;
}

/** Which of some distinct vectors none of the others beats, in the order given. @param {number[][]} vectors @returns {number[]} */
export function maxima(vectors) {
  const order = vectors.map((_, k) => k);
  const found = (vectors[0]?.length ?? 0) <= 2 ? maximaOfTwo(vectors, order) : maximaOfMany(vectors, order);
  return found.sort((a, b) => a - b);
}

/** Best for the first comes first; kept is who beats all before it for the second. @param {number[][]} vectors @param {number[]} order */
function maximaOfTwo(vectors, order) {
  order.sort((a, b) => firstDifference(vectors[b], vectors[a]));
  let best = -Infinity;
  return order.filter((k, place) => {
    const second = vectors[k][1] ?? 0;
    const isKept = place === 0 || (vectors[k].length === 2 && second > best);
    best = Math.max(best, second);
    return isKept;
  });
}

/** @param {number[][]} vectors @param {number[]} order */
function maximaOfMany(vectors, order) {
  const sums = vectors.map((vector) => vector.reduce((sum, value) => sum + value, 0));
  // Whoever beats another comes before it: by the sum, and by the first place that differs where sums are equal.
  order.sort((a, b) => sums[b] - sums[a] || firstDifference(vectors[b], vectors[a]));
  /** @type {number[]} */
  const archive = [];
  next: for (const k of order) {
    const vector = vectors[k];
    for (let s = 0; s < archive.length; s++) {
      if (isAtLeast(vectors[archive[s]], vector)) {
        if (s) [archive[s - 1], archive[s]] = [archive[s], archive[s - 1]];
        continue next;
      }
    }
    archive.push(k);
  }
  return archive;
}

/** @param {number[]} a @param {number[]} b */
function isAtLeast(a, b) {
  for (let c = 0; c < a.length; c++) if (a[c] < b[c]) return false;
  return true;
}

/** @param {number[]} a @param {number[]} b */
export function firstDifference(a, b) {
  for (let c = 0; c < a.length; c++) if (a[c] !== b[c]) return a[c] - b[c];
  return 0;
}
