// Why a zone is empty: which sets of constraints packages violate, the smallest of these (minimal corrections), and the
// smallest sets that meet each of them (minimal conflicts). As in negsim/solve/conflicts.py and blame.py.

import { leximin, nearlyBest } from "./bargaining.js";
import { members } from "./consent.js";
import { distinctRows } from "./distinct.js";
import { maxima } from "./efficient.js";
import { minimalHittingSets } from "./hitting.js";
import { masks } from "./ground.js";
import { isWithin, Masks, minimalSets, popcount, union, without } from "./masks.js";
import { stepper } from "./steps.js";
import { ratios } from "./worths.js";

/** @typedef {import("./ground.js").Ground} Ground */
/** @typedef {import("./ground.js").Force} Force */
/** @typedef {import("./masks.js").Mask} Mask */
/** @typedef {"red_lines" | "reservations" | "rules"} Layer */
/** @typedef {{layer: Layer, actor: number, path: string, fact: number}} Suspect */
/** @typedef {(work: (ground: Ground) => void) => void} Walk Hands on all packages in package order, some at a time. */

/**
 * @typedef {object} Found
 * @property {string[]} drop
 * @property {number} opens
 * @property {number} zone
 * @property {Map<number, number | null>} steps By actor.
 * @property {number[]} witness Options.
 */

/** @typedef {{conflicts: string[][], corrections: Found[], total: number}} Explained */

const LISTED_CORRECTIONS = 1000;
const LISTED_CONFLICTS = 10_000;

/**
 * @param {Ground} ground Settled.
 * @param {Layer[]} layers What is suspected.
 * @param {Walk} walk
 * @returns {Explained}
 */
export function explained(ground, layers, walk) {
  const suspects = suspectsOf(ground);
  const blames = new Blames(ground, suspects);
  walk((part) => blames.add(part, 1));
  const suspected = blames.where((suspect) => layers.includes(suspect.layer));
  const corrections = blames.corrections(suspected);
  if (corrections.some((mask) => popcount(mask) === 0)) return { conflicts: [], corrections: [], total: 0 };
  const witnesses = new Witnesses(ground, blames, corrections, suspected);
  walk((part) => witnesses.add(part));
  const named = (/** @type {Mask} */ mask) => blames.members(mask).map((suspect) => suspect.path).sort();
  let listed = corrections.map((mask, k) => ({ mask, k, drop: named(mask) }));
  listed.sort((a, b) => lists(a.drop, b.drop));
  if (listed.length > LISTED_CORRECTIONS) {
    listed.sort((a, b) => witnesses.least(a.k) - witnesses.least(b.k));
    listed = listed.slice(0, LISTED_CORRECTIONS).sort((a, b) => lists(a.drop, b.drop));
  }
  const unsuspected = blames.where((suspect) => !layers.includes(suspect.layer));
  const hitting = minimalHittingSets(corrections.map((mask) => mask.reduceRight((whole, word) => (whole << 32n) | BigInt(word >>> 0), 0n)), LISTED_CONFLICTS);
  const conflicts = hitting.map((found) => suspects.filter((_, k) => (found >> BigInt(k)) & 1n).map((one) => one.path).sort());
  return {
    conflicts: conflicts.sort(lists),
    corrections: listed.map(({ mask, k, drop }) => {
      const witness = witnesses.witness(k);
      return {
        drop,
        opens: blames.within(union(mask, unsuspected)),
        zone: blames.within(mask),
        steps: witnesses.steps(mask, witness),
        witness,
      };
    }),
    total: corrections.length,
  };
}

/** @param {string[]} a @param {string[]} b */
function lists(a, b) {
  for (let k = 0; k < Math.min(a.length, b.length); k++) if (a[k] !== b[k]) return a[k] < b[k] ? -1 : 1;
  return a.length - b.length;
}

/** All that may be blamed: red lines of those who are asked, their reservation values, rules. @param {Ground} ground @returns {Suspect[]} */
function suspectsOf({ model, lines, rules, consent }) {
  const asked = members(consent.consenting);
  return [
    ...lines.filter((line) => asked.includes(line.actor)).map((line) => ({ ...suspect("red_lines", line) })),
    ...asked.map((actor) => suspect("reservations", { actor, path: `${model.actors[actor].id}.reservation_value`, fact: -1 })),
    ...rules.map((rule) => suspect("rules", rule)),
  ];
}

/** @param {Layer} layer @param {Force} force @returns {Suspect} */
function suspect(layer, { actor, path, fact }) {
  return { layer, actor, path, fact };
}

/** The distinct sets of constraints that packages violate of those whose consent they need, and how many violate each. */
class Blames {
  /** @param {Ground} ground @param {Suspect[]} suspects */
  constructor(ground, suspects) {
    this.suspects = suspects;
    this.consent = ground.consent;
    this.found = new Masks(Math.max(1, (suspects.length + 31) >> 5));
    /** @type {Map<number, Mask>} */
    this.ofActor = new Map();
    this.ofPrincipals = this.where(({ actor }) => actor >= 0 && ((this.consent.principals >>> actor) & 1) === 1);
    for (const a of members(this.consent.consenting)) this.ofActor.set(a, this.where(({ actor }) => actor === a));
    /** @type {Map<number, number[]>} */
    this.completions = new Map();
  }

  /** @param {(suspect: Suspect) => boolean} is @returns {Mask} */
  where(is) {
    const mask = new Int32Array(this.found.width);
    this.suspects.forEach((one, k) => {
      if (is(one)) mask[k >> 5] |= 1 << (k & 31);
    });
    return mask;
  }

  /** @param {Mask} mask @returns {Suspect[]} */
  members(mask) {
    return this.suspects.filter((_, k) => (mask[k >> 5] >>> (k & 31)) & 1);
  }

  /** Take in packages, so many times, and give the number of the set that each violates. @param {Ground} ground @param {number} times @returns {Int32Array} */
  add(ground, times) {
    const { list, needs, reaches } = ground;
    const columns = this.columns(ground);
    const { group, first, size } = distinctRows(list, columns);
    const numbers = Int32Array.from(first, (place, g) => {
      const p = list[place];
      return this.found.add(this.blame(ground, p, needs[p], reaches[p]), times * size[g]);
    });
    return group.map((g) => numbers[g]);
  }

  /** What tells packages apart: the formulas of suspects that hold, who is asked, whose reservation value is missed. @param {Ground} ground */
  columns({ packages, needs, reaches, lines, rules }) {
    const { consenting } = this.consent;
    const count = packages.count;
    const missed = new Int32Array(needs.length);
    const asked = new Int32Array(needs.length);
    for (let p = 0; p < count; p++) {
      asked[p] = needs[p] & consenting;
      missed[p] = asked[p] & ~reaches[p];
    }
    const width = packages.words.length;
    /** @type {Map<number, number[]>} */
    const known = new Map();
    const columns = packages.words.map(() => new Int32Array(needs.length));
    for (let p = 0; p < count; p++) {
      let mask = known.get(asked[p]);
      if (mask === undefined) {
        const of = asked[p];
        mask = masks([...lines.filter(({ actor }) => (of >>> actor) & 1), ...rules].map(({ fact }) => fact), width);
        known.set(of, mask);
      }
      for (let w = 0; w < width; w++) columns[w][p] = packages.words[w][p] & mask[w];
    }
    return [...columns, asked, missed];
  }

  /** @param {Ground} ground @param {number} p @param {number} needed @param {number} reached @returns {Mask} */
  blame({ packages }, p, needed, reached) {
    return this.where(({ layer, actor, fact }) => {
      if (layer === "reservations") return ((needed & ~reached) >>> actor) % 2 === 1;
      const holds = (packages.words[fact >> 5][p] >>> (fact & 31)) & 1;
      return holds === 1 && (actor < 0 || (needed >>> actor) % 2 === 1);
    });
  }

  /** The inclusion-minimal violated sets among suspects. @param {Mask} suspected @returns {Mask[]} */
  corrections(suspected) {
    const sets = new Masks(this.found.width);
    this.found.rows.forEach((row) => this.setsOf(row, suspected).forEach((set) => sets.add(set, 1)));
    return minimalSets(sets.rows);
  }

  /** The sets that a package violates: one, or under a quota one per smallest set of principals that would do. @param {Mask} row @param {Mask} suspected @returns {Mask[]} */
  setsOf(row, suspected) {
    const blamed = row.map((word, w) => word & suspected[w]);
    if (this.consent.quota === null) return [blamed];
    const principals = members(this.consent.principals);
    const guilty = principals.filter((a) => blamed.some((word, w) => word & this.mask(a)[w]));
    const bits = guilty.reduce((set, a) => set | (1 << a), 0);
    let completions = this.completions.get(bits);
    if (completions === undefined) {
      completions = this.consent.completions(this.consent.principals & ~bits, bits);
      this.completions.set(bits, completions);
    }
    const common = without(blamed, this.ofPrincipals);
    return completions.map((chosen) =>
      members(chosen).reduce((set, a) => union(set, blamed.map((word, w) => word & this.mask(a)[w])), common),
    );
  }

  /** @param {number} actor @returns {Mask} */
  mask(actor) {
    return /** @type {Mask} */ (this.ofActor.get(actor));
  }

  /** How many packages are let through once these are gone. @param {Mask} drop */
  within(drop) {
    let sum = 0;
    const principals = members(this.consent.principals);
    this.found.rows.forEach((row, k) => {
      if (this.consent.quota === null) {
        if (isWithin(row, drop)) sum += this.found.counts[k];
        return;
      }
      const rest = without(row, drop);
      if (!isWithin(rest, this.ofPrincipals)) return;
      const satisfied = principals.filter((a) => !rest.some((word, w) => word & this.mask(a)[w]));
      if (this.consent.isEnough(satisfied.reduce((set, a) => set | (1 << a), 0))) sum += this.found.counts[k];
    });
    return sum;
  }
}

/** @typedef {{steps: number, near: Map<string, {vector: number[], options: number[]}>}} Near */

/** Picks, per correction, the package that violates just it and is nearest to keeping every line: fewest steps, then the fairest. */
class Witnesses {
  /** @param {Ground} ground @param {Blames} blames @param {Mask[]} corrections @param {Mask} suspected */
  constructor(ground, blames, corrections, suspected) {
    this.blames = blames;
    const { space, worths, consent } = ground;
    this.principals = members(consent.principals);
    this.gains = this.principals.map((a) => ratios(worths[a]).gain);
    const lines = new Map(blames.suspects.filter(({ layer }) => layer === "red_lines").map((one) => [one.path, one]));
    /** @type {Map<string, (options: ArrayLike<number>) => number | null>} */
    this.steppers = new Map();
    const wanted = new Map(corrections.map((mask, k) => [mask.join(), k]));
    /** Per set that packages violate, the corrections that are just what it blames. */
    this.of = blames.found.rows.map((row) => blames.setsOf(row, suspected).flatMap((set) => wanted.get(set.join()) ?? []));
    this.lines = corrections.map((mask) => blames.members(mask).filter(({ layer }) => layer === "red_lines"));
    for (const path of new Set(this.lines.flat().map((one) => one.path))) {
      const { fact } = /** @type {Suspect} */ (lines.get(path));
      this.steppers.set(path, stepper(space.formulas[fact], space.sizes, space.ordered));
    }
    /** @type {Near[]} */
    this.near = corrections.map(() => ({ steps: Infinity, near: new Map() }));
  }

  /** @param {Ground} ground In package order, portion by portion. */
  add(ground) {
    const { list, packages, totals } = ground;
    const group = this.blames.add(ground, 0); // all of them are known and counted
    for (let k = 0; k < list.length; k++) {
      const corrections = this.of[group[k]];
      if (!corrections.length) continue;
      const options = packages.options.map((column) => column[list[k]]);
      const vector = this.principals.map((a) => totals[a][list[k]]);
      for (const c of corrections) this.offer(c, options, vector);
    }
  }

  /** @param {number} c @param {number[]} options @param {number[]} vector */
  offer(c, options, vector) {
    const held = this.near[c];
    const steps = this.lines[c].reduce((sum, { path }) => sum + (this.steppers.get(path)?.(options) ?? 0), 0);
    if (steps > held.steps) return;
    if (steps < held.steps) this.near[c] = { steps, near: new Map() };
    const key = vector.join();
    if (!this.near[c].near.has(key)) this.near[c].near.set(key, { vector, options });
  }

  /** @param {number} c */
  least(c) {
    return this.near[c].steps;
  }

  /** @param {number} c @returns {number[]} */
  witness(c) {
    let left = [...this.near[c].near.values()].map((one) => ({ ...one, gains: one.vector.map((total, a) => this.gains[a](total)) }));
    const best = nearlyBest(left.map(({ gains }) => gains.reduce((least, value) => Math.min(least, value), Infinity)));
    left = left.filter((_, k) => best[k]);
    const efficient = new Set(maxima(left.map(({ vector }) => vector)));
    left = left.filter((_, k) => efficient.has(k));
    const fairest = leximin(left.map(({ gains }) => gains));
    return left[fairest.indexOf(true)].options;
  }

  /** @param {Mask} mask @param {number[]} witness @returns {Map<number, number | null>} */
  steps(mask, witness) {
    /** @type {Map<number, number | null>} */
    const found = new Map();
    for (const { layer, actor, path } of this.blames.members(mask)) {
      if (layer !== "red_lines") continue;
      const away = this.steppers.get(path)?.(witness) ?? null;
      const before = found.has(actor) ? /** @type {number | null} */ (found.get(actor)) : 0;
      found.set(actor, away === null || before === null ? null : before + away);
    }
    return new Map([...found].sort(([a], [b]) => a - b));
  }
}
