// Why a zone is empty: which sets of constraints packages violate, the smallest of these (minimal corrections), and the
// smallest sets that meet each of them (minimal conflicts). As in negsim/solve/tables/conflicts.py and blame.py.

import { Blames, suspectsOf } from "./blames.js";
import { minimalHittingSets } from "./hitting.js";
import { popcount, union } from "./masks.js";
import { Near, Sieve } from "./sieve.js";
import { Witnesses } from "./witnesses.js";

/** @typedef {import("./ground.js").Ground} Ground */
/** @typedef {import("./masks.js").Mask} Mask */
/** @typedef {import("./blames.js").Layer} Layer */
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
  const blames = new Blames(ground, suspectsOf(ground));
  const suspected = blames.where((suspect) => layers.includes(suspect.layer));
  const corrections = smallest(blames, suspected, walk);
  if (corrections.some((mask) => popcount(mask) === 0)) return { conflicts: [], corrections: [], total: 0 };
  const witnesses = new Witnesses(ground, blames, corrections, suspected);
  const near = blames.isSimple ? new Near(blames, corrections, suspected) : null;
  walk((part) => witnesses.add(part, near === null ? part.list : near.of(part), near === null ? 0 : 1));
  const named = (/** @type {Mask} */ mask) => blames.members(mask).map((suspect) => suspect.path).sort();
  let listed = corrections.map((mask, k) => ({ mask, k, drop: named(mask) }));
  listed.sort((a, b) => lists(a.drop, b.drop));
  if (listed.length > LISTED_CORRECTIONS) {
    listed.sort((a, b) => witnesses.least(a.k) - witnesses.least(b.k));
    listed = listed.slice(0, LISTED_CORRECTIONS).sort((a, b) => lists(a.drop, b.drop));
  }
  const unsuspected = blames.where((suspect) => !layers.includes(suspect.layer));
  const conflicts = minimalHittingSets(corrections.map(whole), LISTED_CONFLICTS).map((found) =>
    blames.suspects.filter((_, k) => (found >> BigInt(k)) & 1n).map((one) => one.path).sort(),
  );
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

/** The inclusion-minimal violated sets. @param {Blames} blames @param {Mask} suspected @param {Walk} walk @returns {Mask[]} */
function smallest(blames, suspected, walk) {
  if (blames.isSimple) {
    const sieve = new Sieve(blames, suspected);
    walk((part) => sieve.add(part));
    return sieve.found;
  }
  walk((part) => blames.add(part, part.list, 1));
  return blames.corrections(suspected);
}

/** A set as one whole number. @param {Mask} mask */
function whole(mask) {
  return mask.reduceRight((bits, word) => (bits << 32n) | BigInt(word >>> 0), 0n);
}

/** @param {string[]} a @param {string[]} b */
function lists(a, b) {
  for (let k = 0; k < Math.min(a.length, b.length); k++) if (a[k] !== b[k]) return a[k] < b[k] ? -1 : 1;
  return a.length - b.length;
}
