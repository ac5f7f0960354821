// Who accepts how many of the feasible packages, alone and together, what is in the zone, and how far each reservation
// value may rise.

import { classesOf } from "./classes.js";
import { members } from "./consent.js";

/** @typedef {import("./ground.js").Ground} Ground */
/** @typedef {import("./classes.js").Class} Class */
/** @typedef {import("./classes.js").Classes} Classes */
/** @typedef {import("./consent.js").Consent} Consent */

/**
 * @typedef {object} Counts
 * @property {Classes} classes
 * @property {number} feasible
 * @property {number[]} accepted Per actor.
 * @property {number[]} redLineAccepted
 * @property {Map<number, number>} coalitions
 * @property {Int32Array} zone Packages of the zone.
 * @property {number} redLineZone
 * @property {Int32Array} table Packages of the table zone: what the zone would be without any body.
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
  const { list, consent, totals } = ground;
  const classes = classesOf(ground);
  const count = (/** @type {(one: Class) => boolean} */ is) =>
    classes.all.reduce((sum, one) => (is(one) ? sum + one.count : sum), 0);
  const isIn = classes.all.map(({ accepts, needed }) => consent.agreed(accepts, needed));
  const zone = listOf(classes, isIn, list);
  const atTable = () => listOf(classes, classes.all.map(({ accepts, needed }) => consent.agreedAtTable(accepts, needed)), list);
  return {
    classes,
    feasible: list.length,
    accepted: totals.map((_, a) => count(({ accepts }) => ((accepts >>> a) & 1) === 1)),
    redLineAccepted: totals.map((_, a) => count(({ kept }) => ((kept >>> a) & 1) === 1)),
    coalitions: coalitions(consent, classes.all),
    zone,
    table: consent.seats.length ? atTable() : zone,
    redLineZone: count(({ kept, needed }) => consent.agreed(kept, needed)),
    rises: rises(ground, classes),
  };
}

/** @param {Classes} classes @param {boolean[]} isIn Per class. @param {Int32Array} list @returns {Int32Array} */
function listOf({ all, of }, isIn, list) {
  const found = new Int32Array(all.reduce((sum, { count }, c) => (isIn[c] ? sum + count : sum), 0));
  if (!found.length) return found;
  const flags = Uint8Array.from(isIn, Number);
  let n = 0;
  for (let k = 0; k < list.length; k++) if (flags[of[k]]) found[n++] = list[k];
  return found;
}

/** How many packages suit all members of each set, those members left out whose consent a package does not need. @param {Consent} consent @param {Class[]} classes */
function coalitions(consent, classes) {
  /** @type {Map<number, number>} */
  const contents = new Map();
  for (const { accepts, needed, count } of classes) {
    const content = (accepts | (consent.conditional & ~needed)) & consent.consenting;
    contents.set(content, (contents.get(content) ?? 0) + count);
  }
  const all = [...contents];
  return new Map(
    consent.coalitions().map((set) => [
      set,
      all.reduce((sum, [content, count]) => ((content & set) === set ? sum + count : sum), 0),
    ]),
  );
}

/** @param {Ground} ground @param {Classes} classes @returns {Rise[]} */
function rises({ list, consent, totals }, { all, of }) {
  const found = totals.map(() => ({ highest: -Infinity, livesWithout: false, blocked: 0 }));
  // Per class, the actors whose reservation value alone decides: all else agrees, and they keep their own red lines.
  const asking = new Int32Array(all.length);
  let isAny = false;
  all.forEach(({ accepts, kept, needed, count }, c) => {
    for (const a of members(consent.asked)) {
      const bit = 1 << a;
      if (consent.agreed(accepts & ~bit, needed)) found[a].livesWithout = true;
      else if (consent.agreed(accepts | bit, needed)) {
        if (!(accepts & bit)) found[a].blocked += count;
        if (kept & bit) [asking[c], isAny] = [asking[c] | bit, true];
      }
    }
  });
  if (!isAny) return found;
  for (let k = 0; k < list.length; k++) {
    for (let left = asking[of[k]]; left; left &= left - 1) {
      const a = 31 - Math.clz32(left & -left);
      const total = totals[a][list[k]];
      if (total > found[a].highest) found[a].highest = total;
    }
  }
  return found;
}
