// What packages violate of all that may be blamed: red lines, reservation values, rules. As in negsim/solve/tables/blame.py.

import { completions, members, setOf, votesOf } from "./consent.js";
import { distinctRows } from "./distinct.js";
import { masks } from "./ground.js";
import { Masks, minimalSets, union } from "./masks.js";

/** @typedef {import("./ground.js").Ground} Ground */
/** @typedef {import("./ground.js").Force} Force */
/** @typedef {import("./masks.js").Mask} Mask */
/** @typedef {"red_lines" | "reservations" | "rules"} Layer */
/** @typedef {import("./consent.js").Seat} Seat */
/** @typedef {{layer: Layer, actor: number, path: string, fact: number}} Suspect */

/** All that may be blamed: red lines of those who are asked, their reservation values, rules. @param {Ground} ground @returns {Suspect[]} */
export function suspectsOf({ model, lines, rules, consent }) {
  const asked = members(consent.asked);
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
    this.isSimple = ground.consent.quota === null && !ground.consent.seats.length;
    this.width = Math.max(1, (suspects.length + 31) >> 5);
    /** Rows: what is violated, and in one word more, where that matters, which conditional actors are needed. */
    this.found = new Masks(this.width + 1);
    /** @type {Map<number, Mask>} */
    this.ofActor = new Map();
    for (const a of members(this.consent.asked)) this.ofActor.set(a, this.where(({ actor }) => actor === a));
    this.ofNobody = this.where(({ actor }) => actor < 0);
    /** @type {Map<string, number[]>} */
    this.choices = new Map();
  }

  /** @param {(suspect: Suspect) => boolean} is @returns {Mask} */
  where(is) {
    const mask = new Int32Array(this.width);
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
    const { reaches } = ground;
    const columns = this.columns(ground, list);
    const { group, first, size } = distinctRows(list.length, columns);
    const numbers = Int32Array.from(first, (place, g) => {
      const p = list[place];
      const row = new Int32Array(this.width + 1);
      row.set(this.blame(ground, p, this.counting(ground.needs[p]), reaches[p]));
      row[this.width] = this.isSimple ? 0 : ground.needs[p] & this.consent.conditional;
      return this.found.add(row, times * size[g]);
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
      asked[k] = this.counting(needs[p]);
      missed[k] = asked[k] & ~reaches[p];
      const mask = facts(asked[k]);
      for (let w = 0; w < columns.length; w++) columns[w][k] = packages.words[w][p] & mask[w];
    }
    // Who votes is asked in any case: whose consent is needed tells packages apart all the same.
    return [...columns, asked, missed, ...(this.isSimple ? [] : [Int32Array.from(list, (p) => needs[p] & this.consent.conditional)])];
  }

  /** Whose constraints count for a package that needs some actors: theirs, and those of all who vote. @param {number} needed */
  counting(needed) {
    return (needed & this.consent.consenting) | this.consent.voters;
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
      words = known.get(asked) ?? this.factsOf(counting, asked);
      known.set(asked, words);
      last = asked;
      return words;
    };
  }

  /** @param {Suspect[]} suspects @param {number} asked */
  factsOf(suspects, asked) {
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
    const sets = new Masks(this.width);
    for (const row of this.found.rows) for (const set of this.setsOf(row, suspected)) sets.add(set, 1);
    return minimalSets(sets.rows);
  }

  /** The sets that a package violates: one per smallest set of principals and voters that would do. @param {Mask} row @param {Mask} suspected @returns {Mask[]} */
  setsOf(row, suspected) {
    const blamed = suspected.map((word, w) => word & row[w]);
    if (this.isSimple) return [blamed];
    const guilty = this.guilty(blamed);
    const needed = row[this.width];
    const key = `${guilty} ${needed}`;
    const choices = this.choices.get(key) ?? this.asking(guilty, needed);
    this.choices.set(key, choices);
    const common = blamed.map((word, w) => word & this.ofNobody[w]);
    return choices.map((chosen) => {
      const own = members(chosen).map((a) => blamed.map((word, w) => word & this.mask(a)[w]));
      return own.reduce(union, common);
    });
  }

  /** Which actors have a part in a set. @param {Mask} blamed */
  guilty(blamed) {
    return setOf(members(this.consent.asked).filter((a) => blamed.some((word, w) => word & this.mask(a)[w])));
  }

  /**
   * The smallest sets of guilty actors whose yes is wanted as well: of the quota, and of every body of whoever is then
   * asked.
   *
   * @param {number} guilty
   * @param {number} needed Conditional actors.
   * @returns {number[]} Distinct.
   */
  asking(guilty, needed) {
    const { consent } = this;
    const votes = (/** @type {Seat} */ seat) =>
      completions((set) => votesOf(seat, set) >= seat.needs, ~guilty, guilty & votersOf(seat));
    const jury = new Map(consent.seats.map((seat) => [seat, votes(seat)]));
    const costly = (/** @type {number} */ a) =>
      (guilty >>> a) & 1 || consent.seats.some((seat) => seat.owner === a && !jury.get(seat)?.includes(0));
    const dear = setOf(members(consent.principals).filter(costly));
    const firsts = completions((set) => consent.isEnough(set), consent.principals & ~dear, dear);
    const found = firsts.flatMap((first) => {
      const owners = first | needed;
      const asked = consent.seats.filter(({ owner }) => (owners >>> owner) & 1);
      return asked.reduce(
        (/** @type {number[]} */ sets, seat) => [...new Set(sets.flatMap((set) => (jury.get(seat) ?? []).map((one) => set | one)))],
        [owners & guilty],
      );
    });
    return [...new Set(found)];
  }

  /** @param {number} actor @returns {Mask} */
  mask(actor) {
    return /** @type {Mask} */ (this.ofActor.get(actor));
  }

  /** How many packages are let through once these are gone. @param {Mask} drop */
  within(drop) {
    let sum = 0;
    this.found.rows.forEach((row, k) => {
      const rest = drop.map((word, w) => row[w] & ~word);
      if (this.isSimple ? rest.every((word) => !word) : this.passes(rest, row[this.width])) sum += this.found.counts[k];
    });
    return sum;
  }

  /** Whether what is left of a set lets a package through. @param {Mask} rest @param {number} needed Conditional actors. */
  passes(rest, needed) {
    if (rest.some((word, w) => word & this.ofNobody[w])) return false;
    return this.consent.agreed(~this.guilty(rest), needed | this.consent.principals);
  }
}

/** @param {Seat} seat */
function votersOf({ votes }) {
  return setOf(votes.map(([actor]) => actor));
}
