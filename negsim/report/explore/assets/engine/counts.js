// One pass over the feasible packages: who accepts how many, alone and together, what is in the zone, and how far each
// reservation value may rise.

import { members } from "./consent.js";

/** @typedef {import("./ground.js").Ground} Ground */

/**
 * @typedef {object} Counts
 * @property {number} feasible
 * @property {number[]} accepted Per actor.
 * @property {number[]} redLineAccepted
 * @property {Map<number, number>} coalitions
 * @property {Int32Array} zone Packages of the zone.
 * @property {number} redLineZone
 * @property {Rise[]} rises Per actor.
 */

/**
 * What would become of the zone if an actor asked for more.
 *
 * @typedef {object} Rise
 * @property {number} highest Its highest total where all else agrees and its own red lines are kept; -Infinity.
 * @property {boolean} livesWithout
 * @property {number} blocked Packages that it alone keeps out.
 */

/** @param {Ground} ground @returns {Counts} */
export function counted(ground) {
  const { list, needs, keeps, reaches, consent, totals } = ground;
  const actors = totals.length;
  const accepting = new Tally(actors);
  const keeping = new Tally(actors);
  const content = new Tally(actors);
  const zone = new Int32Array(list.length);
  const rises = totals.map(() => ({ highest: -Infinity, livesWithout: false, blocked: 0 }));
  const pivots = new Pivots(ground);
  let size = 0;
  let redLineZone = 0;
  for (let k = 0; k < list.length; k++) {
    const p = list[k];
    const [needed, kept] = [needs[p], keeps[p]];
    const accepts = kept & reaches[p];
    accepting.add(accepts);
    keeping.add(kept);
    content.add(accepts | (consent.conditional & ~needed));
    if (consent.agreed(kept, needed)) redLineZone++;
    if (consent.agreed(accepts, needed)) zone[size++] = p;
    const { decisive, idle } = pivots.of(accepts, needed);
    for (let left = decisive; left; left &= left - 1) {
      const a = 31 - Math.clz32(left & -left);
      const bit = 1 << a;
      if (!(accepts & bit)) rises[a].blocked++;
      if (kept & bit && totals[a][p] > rises[a].highest) rises[a].highest = totals[a][p];
    }
    for (let left = idle; left; left &= left - 1) rises[31 - Math.clz32(left & -left)].livesWithout = true;
  }
  return {
    feasible: list.length,
    accepted: totals.map((_, a) => accepting.having(1 << a)),
    redLineAccepted: totals.map((_, a) => keeping.having(1 << a)),
    coalitions: new Map(consent.coalitions().map((set) => [set, content.having(set)])),
    zone: zone.subarray(0, size),
    redLineZone,
    rises,
  };
}

/** How often each set of actors came. */
export class Tally {
  /** @param {number} actors */
  constructor(actors) {
    this.counts = actors <= 16 ? new Float64Array(1 << actors) : null;
    /** @type {Map<number, number>} */
    this.map = new Map();
  }

  /** @param {number} set */
  add(set) {
    if (this.counts !== null) this.counts[set]++;
    else this.map.set(set, (this.map.get(set) ?? 0) + 1);
  }

  /** @returns {[number, number][]} */
  entries() {
    if (this.counts === null) return [...this.map];
    this.listed ??= [...this.counts.entries()].filter(([, count]) => count);
    return this.listed;
  }

  /** How many of the sets hold all of these actors. @param {number} actors */
  having(actors) {
    let sum = 0;
    for (const [set, count] of this.entries()) if ((set & actors) === actors) sum += count;
    return sum;
  }
}

/** Whose word decides about a package, once the others have spoken; remembered by who accepts and who is needed. */
class Pivots {
  /** @param {Ground} ground */
  constructor({ consent }) {
    this.consent = consent;
    this.actors = members(consent.consenting);
    /** @type {Map<number, Map<number, {decisive: number, idle: number}>>} */
    this.known = new Map();
  }

  /** @param {number} accepts @param {number} needed */
  of(accepts, needed) {
    let under = this.known.get(needed & this.consent.consenting);
    if (under === undefined) {
      under = new Map();
      this.known.set(needed & this.consent.consenting, under);
    }
    const mine = accepts & this.consent.consenting;
    let found = under.get(mine);
    if (found === undefined) {
      found = this.find(mine, needed);
      under.set(mine, found);
    }
    return found;
  }

  /** @param {number} accepts @param {number} needed */
  find(accepts, needed) {
    let [decisive, idle] = [0, 0];
    for (const a of this.actors) {
      const bit = 1 << a;
      const without = this.consent.agreed(accepts & ~bit, needed);
      if (without) idle |= bit;
      else if (this.consent.agreed(accepts | bit, needed)) decisive |= bit;
    }
    return { decisive, idle };
  }
}
