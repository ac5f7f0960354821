// One half under a setting: which of it is feasible by itself, what it is worth to whom, and which of it meets the other
// half alike.

import { masks } from "../ground.js";
import { fillTotals } from "../worths.js";

const SAYS = 65536; // what a half can say of a crossing is below

/** @typedef {import("./half.js").Half} Half */
/** @typedef {import("./split.js").Crossing} Crossing */
/** @typedef {import("../worths.js").Worths} Worths */

/**
 * Members of a half that are alike to the other: by what they say of all that crosses, and whose consent they need by
 * themselves.
 *
 * @typedef {object} Group
 * @property {number} number
 * @property {Int32Array} members Places in the side's list.
 * @property {number} needed Actors, as bits.
 * @property {number[]} says Per crossing.
 */

/**
 * Members of a group that keep the same red lines of their own half.
 *
 * @typedef {object} Kind
 * @property {number} group
 * @property {number} kept Actors whose red lines within the half are kept.
 * @property {number} count
 */

/**
 * What is in force on one half.
 *
 * @typedef {object} Force
 * @property {number[]} refused Formulas; where one holds, a package is not feasible.
 * @property {number[][]} domains Per issue of the space, which options are on the table.
 * @property {number[][]} lines Per actor, where its red lines are crossed.
 * @property {[number, number][]} needs Actor and formula: where its consent is needed.
 * @property {Crossing[]} crossings
 * @property {Worths[]} worths
 */

export class Side {
  /** @param {Half} half @param {boolean} isLeft @param {number} actors */
  constructor(half, isLeft, actors) {
    this.half = half;
    this.isLeft = isLeft;
    this.place = new Map(half.issues.map((issue, k) => [issue, k]));
    this.totals = Array.from({ length: actors }, () => new Float64Array(half.packages.count));
    this.list = new Int32Array(0);
    /** Per member of the list, its group. */
    this.groupOf = new Int32Array(0);
    /** Per actor, what each of the list is worth to it; and the same, with nothing where it crosses a red line. */
    /** @type {Float64Array[]} */
    this.worth = [];
    /** @type {Float64Array[]} */
    this.kept = [];
    /** @type {Group[]} */
    this.groups = [];
    /** @type {Kind[]} */
    this.kinds = [];
    /** Per member of the list, its kind. */
    this.kindOf = new Int32Array(0);
    /** @type {Map<string, string>} */
    this.done = new Map();
    /** Per actor, what `kept` rests on: equal texts, equal numbers. @type {string[]} */
    this.keys = [];
  }

  /** @param {Force} force */
  settle(force) {
    const { half } = this;
    const own = (/** @type {number[]} */ facts) => facts.filter((fact) => half.within[fact]);
    const narrow = half.issues.map((issue) => force.domains[issue].join("")).join(" ");
    const listKey = `${own(force.refused).join()} ${narrow}`;
    this.once("list", listKey, () => this.select(own(force.refused), force.domains));
    const needs = force.needs.filter(([, fact]) => half.within[fact]);
    const groupKey = `${listKey} ${needs.join(" ")} ${force.crossings.map(({ fact }) => fact).join()}`;
    this.once("groups", groupKey, () => this.gather(needs, force.crossings));
    const lines = force.lines.map(own);
    force.worths.forEach((worths, a) => {
      this.once(`totals ${a}`, worths.key, () => fillTotals(this.terms(worths), half.packages, this.totals[a]));
      const key = `${groupKey} ${worths.key} ${lines[a].join()}`;
      this.keys[a] = key;
      this.once(`worth ${a}`, key, () => this.weigh(a, lines[a]));
    });
    this.once("kinds", `${groupKey} ${lines.join(" ")}`, () => this.sort(lines));
  }

  /** @param {string} what @param {string} key @param {() => void} work */
  once(what, key, work) {
    if (this.done.get(what) === key) return;
    work();
    this.done.set(what, key);
  }

  /** What of an actor's worth lies within the half, in its numbers. @param {Worths} worths */
  terms({ terms }) {
    return terms.flatMap((term) => {
      if (term.issue === null) return this.half.within[term.fact] ? [term] : [];
      const issue = this.place.get(term.issue);
      return issue === undefined ? [] : [{ ...term, issue }];
    });
  }

  /** @param {number[]} refused @param {number[][]} domains */
  select(refused, domains) {
    const { packages, issues } = this.half;
    const found = new Int32Array(packages.count);
    const barred = masks(refused, packages.words.length);
    let n = 0;
    next: for (let p = 0; p < packages.count; p++) {
      for (let w = 0; w < barred.length; w++) if (packages.words[w][p] & barred[w]) continue next;
      for (let k = 0; k < issues.length; k++) if (!domains[issues[k]][packages.options[k][p]]) continue next;
      found[n++] = p;
    }
    this.list = found.slice(0, n);
  }

  /** @param {[number, number][]} needs @param {Crossing[]} crossings */
  gather(needs, crossings) {
    const { list } = this;
    const asked = new Int32Array(list.length);
    for (const [actor, fact] of needs) this.where(fact, (k) => (asked[k] |= 1 << actor));
    const said = crossings.map((one) => (this.isLeft ? one.left : one.right));
    let parted = part(list.length, (k) => asked[k]);
    for (const says of said) {
      const { of } = parted;
      parted = part(list.length, (k) => of[k] * SAYS + says[list[k]]);
    }
    this.groupOf = parted.of;
    this.groups = gathered(parted).map((members, number) => ({
      number,
      members,
      needed: asked[members[0]],
      says: said.map((says) => says[list[members[0]]]),
    }));
  }

  /** @param {number} a @param {number[]} lines */
  weigh(a, lines) {
    const { list } = this;
    const totals = this.totals[a];
    const worth = new Float64Array(list.length);
    for (let k = 0; k < worth.length; k++) worth[k] = totals[list[k]];
    this.worth[a] = worth;
    this.kept[a] = this.worth[a].slice();
    for (const fact of lines) this.where(fact, (k) => (this.kept[a][k] = -Infinity));
  }

  /** @param {number[][]} lines Per actor. */
  sort(lines) {
    const { groupOf } = this;
    const kept = new Int32Array(this.list.length).fill(-1);
    lines.forEach((facts, a) => {
      for (const fact of facts) this.where(fact, (k) => (kept[k] &= ~(1 << a)));
    });
    const { of, first } = part(this.list.length, (k) => groupOf[k] * 2 ** 32 + (kept[k] >>> 0));
    this.kindOf = of;
    this.kinds = first.map((k) => ({ group: groupOf[k], kept: kept[k], count: 0 }));
    for (const kind of of) this.kinds[kind].count++;
  }

  /** Does something for every member of the list of which a formula of this half holds. @param {number} fact @param {(k: number) => void} work */
  where(fact, work) {
    const [word, bit] = [this.half.packages.words[fact >> 5], 1 << (fact & 31)];
    for (let k = 0; k < this.list.length; k++) if (word[this.list[k]] & bit) work(k);
  }

  /** How many of each kind have each option. @returns {Map<number, Float64Array[]>} By issue of the space: per option, by kind. */
  perKind() {
    const { half, list, kindOf, kinds } = this;
    return new Map(
      half.issues.map((issue, k) => {
        const column = half.packages.options[k];
        // All in one row first, which is quicker to count in.
        const row = new Float64Array(half.sizes[k] * kinds.length);
        for (let m = 0; m < list.length; m++) row[column[list[m]] * kinds.length + kindOf[m]]++;
        const counts = Array.from({ length: half.sizes[k] }, (_, option) => row.subarray(option * kinds.length, (option + 1) * kinds.length));
        return [issue, counts];
      }),
    );
  }

  /** How many of the list have each option, each counted so many times. @param {Float64Array} times @returns {Map<number, number[]>} By issue of the space. */
  perOption(times) {
    const { half, list } = this;
    return new Map(
      half.issues.map((issue, k) => {
        const column = half.packages.options[k];
        const counts = new Float64Array(half.sizes[k]);
        for (let m = 0; m < list.length; m++) counts[column[list[m]]] += times[m];
        return [issue, [...counts]];
      }),
    );
  }
}

/**
 * Members told apart by a key: of each the number of its part, and of each part the first.
 *
 * @param {number} count
 * @param {(k: number) => number} key
 */
function part(count, key) {
  /** @type {Map<number, number>} */
  const known = new Map();
  /** @type {number[]} */
  const first = [];
  const of = new Int32Array(count);
  let [lastKey, last] = [NaN, -1];
  for (let k = 0; k < count; k++) {
    const own = key(k);
    if (own !== lastKey) {
      lastKey = own;
      const number = known.get(own);
      last = number ?? first.push(k) - 1;
      if (number === undefined) known.set(own, last);
    }
    of[k] = last;
  }
  return { of, first };
}

/** The members of each part. @param {{of: Int32Array, first: number[]}} parted @returns {Int32Array[]} */
function gathered({ of, first }) {
  const sizes = new Int32Array(first.length);
  for (const number of of) sizes[number]++;
  const found = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  of.forEach((number, k) => {
    found[number][sizes[number]++] = k;
  });
  return found;
}
