// What packages violate of all that may be blamed: red lines, reservation values, rules. As in negsim/solve/tables/blame.py.

import { members } from "./consent.js";
import { distinctRows } from "./distinct.js";
import { masks } from "./ground.js";
import { isWithin, Masks, minimalSets, union, without } from "./masks.js";

/** @typedef {import("./ground.js").Ground} Ground */
/** @typedef {import("./ground.js").Force} Force */
/** @typedef {import("./masks.js").Mask} Mask */
/** @typedef {"red_lines" | "reservations" | "rules"} Layer */
/** @typedef {{layer: Layer, actor: number, path: string, fact: number}} Suspect */

/** All that may be blamed: red lines of those who are asked, their reservation values, rules. @param {Ground} ground @returns {Suspect[]} */
export function suspectsOf({ model, lines, rules, consent }) {
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
export class Blames {
  /** @param {Ground} ground @param {Suspect[]} suspects */
  constructor(ground, suspects) {
    this.suspects = suspects;
    this.consent = ground.consent;
    this.words = ground.packages.words.length;
    /** Whether a package violates one set only, everyone's consent being needed. */
    this.isSimple = ground.consent.quota === null;
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

  /** Take in packages, so many times, and give the number of the set that each violates. @param {Ground} ground @param {Int32Array} list @param {number} times @returns {Int32Array} */
  add(ground, list, times) {
    const { needs, reaches } = ground;
    const columns = this.columns(ground, list);
    const { group, first, size } = distinctRows(list.length, columns);
    const numbers = Int32Array.from(first, (place, g) => {
      const p = list[place];
      return this.found.add(this.blame(ground, p, needs[p], reaches[p]), times * size[g]);
    });
    return group.map((g) => numbers[g]);
  }

  /** What tells packages apart: the formulas of suspects that hold, who is asked, whose reservation value is missed. @param {Ground} ground @param {Int32Array} list */
  columns({ packages, needs, reaches }, list) {
    const missed = new Int32Array(list.length);
    const asked = new Int32Array(list.length);
    const columns = packages.words.map(() => new Int32Array(list.length));
    const facts = this.facts(this.where(() => true));
    for (let k = 0; k < list.length; k++) {
      const p = list[k];
      asked[k] = needs[p] & this.consent.consenting;
      missed[k] = asked[k] & ~reaches[p];
      const mask = facts(asked[k]);
      for (let w = 0; w < columns.length; w++) columns[w][k] = packages.words[w][p] & mask[w];
    }
    return [...columns, asked, missed];
  }

  /** A function that gives, as words, the formulas of some red lines and rules that count where some actors are asked. @param {Mask} suspects @returns {(asked: number) => number[]} */
  facts(suspects) {
    const counting = this.members(suspects).filter(({ fact }) => fact >= 0);
    /** @type {Map<number, number[]>} */
    const known = new Map();
    let last = -1;
    /** @type {number[]} */
    let words = [];
    return (asked) => {
      if (asked === last) return words;
      words = known.get(asked) ?? this.counting(counting, asked);
      known.set(asked, words);
      last = asked;
      return words;
    };
  }

  /** @param {Suspect[]} suspects @param {number} asked */
  counting(suspects, asked) {
    const those = suspects.filter(({ actor }) => actor < 0 || (asked >>> actor) % 2 === 1);
    return masks(
      those.map(({ fact }) => fact),
      this.words,
    );
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
    for (const row of this.found.rows) for (const set of this.setsOf(row, suspected)) sets.add(set, 1);
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
