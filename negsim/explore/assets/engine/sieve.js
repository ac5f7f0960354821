// The smallest violated sets, found by passing over every package that violates all of a set that is known.

import { isWithin, popcount, union } from "./masks.js";
import { Meaningless } from "./worths.js";

/** @typedef {import("./blames.js").Blames} Blames */
/** @typedef {import("./ground.js").Ground} Ground */
/** @typedef {import("./masks.js").Mask} Mask */

const MOST_SETS = 30_000;

/**
 * A set of suspects, as one asks of a package whether it violates all of it.
 *
 * @typedef {object} Held
 * @property {Mask} mask
 * @property {number[]} words Formulas that must hold.
 * @property {number} needed Actors that must be asked.
 * @property {number} missed Actors whose reservation value must be missed.
 */

export class Sieve {
  /** @param {Blames} blames @param {Mask} suspected */
  constructor(blames, suspected) {
    this.blames = blames;
    this.suspected = suspected;
    /** @type {Held[]} */
    this.held = [];
  }

  /** The inclusion-minimal sets. @returns {Mask[]} */
  get found() {
    return this.held.map(({ mask }) => mask);
  }

  /** @param {Ground} ground */
  add(ground) {
    const { list, packages, needs, reaches } = ground;
    const words = packages.words;
    const held = this.held;
    next: for (let k = 0; k < list.length; k++) {
      const p = list[k];
      const needed = needs[p];
      const missed = needed & ~reaches[p];
      same: for (let s = 0; s < held.length; s++) {
        const one = held[s];
        if ((needed & one.needed) !== one.needed || (missed & one.missed) !== one.missed) continue;
        for (let w = 0; w < words.length; w++) if ((words[w][p] & one.words[w]) !== one.words[w]) continue same;
        // What is often met is asked first.
        if (s) [held[s - 1], held[s]] = [one, held[s - 1]];
        continue next;
      }
      this.take(this.blames.blame(ground, p, needed, reaches[p]));
    }
  }

  /** @param {Mask} blamed */
  take(blamed) {
    const mask = blamed.map((word, w) => word & this.suspected[w]);
    const left = this.held.filter((one) => !isWithin(mask, one.mask));
    this.held.splice(0, this.held.length, ...left, this.asked(mask));
    if (this.held.length > MOST_SETS) {
      throw new Meaningless("The zone is empty, but too many sets of demands stop packages to find the smallest of them");
    }
  }

  /** @param {Mask} mask @returns {Held} */
  asked(mask) {
    const members = this.blames.members(mask);
    const actors = (/** @type {string[]} */ layers) =>
      members.filter(({ layer }) => layers.includes(layer)).reduce((bits, { actor }) => bits | (1 << actor), 0);
    const needed = actors(["red_lines", "reservations"]);
    return { mask, words: this.blames.facts(mask)(needed), needed, missed: actors(["reservations"]) };
  }
}

/** Leaves out the packages that cannot violate a part of any correction. */
export class Near {
  /** @param {Blames} blames @param {Mask[]} corrections @param {Mask} suspected */
  constructor(blames, corrections, suspected) {
    this.blames = blames;
    this.suspected = blames.facts(suspected);
    const any = corrections.reduce(union, new Int32Array(suspected.length));
    const outside = suspected.map((word, w) => word & ~any[w]);
    this.outside = blames.facts(outside);
    this.most = corrections.reduce((most, mask) => Math.max(most, popcount(mask)), 0);
    const asked = (/** @type {Mask} */ mask) =>
      blames.members(mask).filter(({ layer }) => layer === "reservations").reduce((bits, { actor }) => bits | (1 << actor), 0);
    this.missedOutside = asked(outside);
    this.missedSuspected = asked(suspected);
  }

  /** @param {Ground} ground @returns {Int32Array} */
  of(ground) {
    const { list, packages, needs, reaches } = ground;
    const words = packages.words;
    const found = ground.scratch("near");
    const consenting = this.blames.consent.consenting;
    let n = 0;
    next: for (let k = 0; k < list.length; k++) {
      const p = list[k];
      const asked = needs[p] & consenting;
      const missed = asked & ~reaches[p];
      if (missed & this.missedOutside) continue;
      const outside = this.outside(asked);
      for (let w = 0; w < words.length; w++) if (words[w][p] & outside[w]) continue next;
      const suspected = this.suspected(asked);
      let count = ones(missed & this.missedSuspected);
      for (let w = 0; w < words.length; w++) count += ones(words[w][p] & suspected[w]);
      if (count <= this.most) found[n++] = p;
    }
    return found.subarray(0, n);
  }
}

/** @param {number} word */
function ones(word) {
  let count = 0;
  for (let left = word; left; left &= left - 1) count++;
  return count;
}
