// Which package stands for each correction: of those that violate just it, the one that is nearest to keeping all.

import { leximin, nearlyBest } from "./bargaining.js";
import { members } from "./consent.js";
import { maxima } from "./efficient.js";
import { stepper } from "./steps.js";
import { ratios } from "./worths.js";

/** @typedef {import("./blames.js").Blames} Blames */
/** @typedef {import("./blames.js").Suspect} Suspect */
/** @typedef {import("./ground.js").Ground} Ground */
/** @typedef {import("./masks.js").Mask} Mask */

/** @typedef {{steps: number, near: Map<string, {vector: number[], options: number[]}>}} Nearest */

/** Picks, per correction, the package that violates just it and is nearest to keeping every line: fewest steps, then the fairest. */
export class Witnesses {
  /** @param {Ground} ground @param {Blames} blames @param {Mask[]} corrections @param {Mask} suspected */
  constructor(ground, blames, corrections, suspected) {
    this.blames = blames;
    const { space, worths, consent } = ground;
    this.principals = members(consent.principals);
    this.gains = this.principals.map((a) => ratios(worths[a]).gain);
    const lines = new Map(blames.suspects.filter(({ layer }) => layer === "red_lines").map((one) => [one.path, one]));
    /** @type {Map<string, (options: ArrayLike<number>) => number | null>} */
    this.steppers = new Map();
    this.suspected = suspected;
    this.wanted = new Map(corrections.map((mask, k) => [mask.join(), k]));
    /** Per set that packages violate, the corrections that are just what it blames.
     * @type {number[][]} */
    this.of = [];
    this.lines = corrections.map((mask) => blames.members(mask).filter(({ layer }) => layer === "red_lines"));
    for (const path of new Set(this.lines.flat().map((one) => one.path))) {
      const { fact, actor } = /** @type {Suspect} */ (lines.get(path));
      this.steppers.set(path, stepper(space.formulas[fact], space.sizes, space.ordered, space.places[actor]));
    }
    /** @type {Nearest[]} */
    this.near = corrections.map(() => ({ steps: Infinity, near: new Map() }));
  }

  /** Consider packages, in package order, portion by portion. @param {Ground} ground @param {Int32Array} list @param {number} times How often they are to be counted. */
  add(ground, list, times) {
    const { packages, totals } = ground;
    const group = this.blames.add(ground, list, times);
    for (let row = this.of.length; row < this.blames.found.rows.length; row++) {
      const sets = this.blames.setsOf(this.blames.found.rows[row], this.suspected);
      this.of.push(sets.flatMap((set) => this.wanted.get(set.join()) ?? []));
    }
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
