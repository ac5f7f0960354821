// Whose consent a package needs, and when enough of them accept. Sets of actors are the bits of a whole number.

/** @typedef {import("./compiled.js").QuotaRule} QuotaRule */

/**
 * A body that is asked: of which actor, who votes in it, and how many votes are enough.
 *
 * @typedef {object} Seat
 * @property {string} path
 * @property {number} owner
 * @property {[number, number][]} votes
 * @property {number} needs
 */

const ALL_COALITIONS_UP_TO = 10;

/** @param {number} bits @returns {number[]} */
export function members(bits) {
  const found = [];
  for (let k = 0; k < 31; k++) if ((bits >>> k) & 1) found.push(k);
  return found;
}

/** @param {number[]} positions */
export function setOf(positions) {
  return positions.reduce((bits, k) => bits | (1 << k), 0);
}

/** How many votes of a body some actors have. @param {Seat} seat @param {number} accepting */
export function votesOf({ votes }, accepting) {
  return votes.reduce((sum, [actor, count]) => sum + ((accepting >>> actor) & 1 ? count : 0), 0);
}

/** Who is asked, how many of the principals must accept, and the bodies whose yes theirs needs. */
export class Consent {
  /**
   * @param {("always" | "never" | "when")[]} kinds Per actor.
   * @param {QuotaRule[][] | null} quota The ways to meet it: all rules of one of them.
   * @param {Seat[]} [seats] Bodies; those of actors that are never asked count for nothing.
   */
  constructor(kinds, quota, seats = []) {
    this.principals = setOf(places(kinds, ["always"]));
    this.conditional = setOf(places(kinds, ["when"]));
    this.consenting = this.principals | this.conditional;
    this.quota = quota;
    this.seats = seats.filter(({ owner }) => (this.consenting >>> owner) & 1);
    this.voters = setOf(this.seats.flatMap(({ votes }) => votes.map(([actor]) => actor)));
    /** Whoever is not advisory: who consents, and who only votes. */
    this.asked = this.consenting | this.voters;
    /** @type {Map<number, boolean>} */
    this.known = new Map();
  }

  /** Whether these are enough, conditional actors apart. @param {number} accepting */
  isEnough(accepting) {
    const among = accepting & this.principals;
    if (this.quota === null) return among === this.principals;
    let known = this.known.get(among);
    if (known === undefined) {
      known = this.quota.some((rules) => rules.every((rule) => this.meets(rule, among)));
      this.known.set(among, known);
    }
    return known;
  }

  /** @param {QuotaRule} rule @param {number} accepting */
  meets({ votes, at_least: wanted, including }, accepting) {
    const asked = setOf(including) & this.principals;
    const counted = votes.reduce((sum, [actor, count]) => sum + ((accepting >>> actor) & 1 ? count : 0), 0);
    return counted >= wanted && (asked & ~accepting) === 0;
  }

  /** Whether a package that needs some actors goes through if these accept it; one body may be left out. @param {number} accepting @param {number} needed @param {Seat} [gone] */
  agreed(accepting, needed, gone) {
    let ratified = accepting;
    for (const seat of this.seats) {
      if (seat !== gone && votesOf(seat, accepting) < seat.needs) ratified &= ~(1 << seat.owner);
    }
    return this.agreedAtTable(ratified, needed);
  }

  /** The same, without any body. @param {number} accepting @param {number} needed */
  agreedAtTable(accepting, needed) {
    return (needed & this.conditional & ~accepting) === 0 && this.isEnough(accepting);
  }

  /**
   * The sets of two or more actors that are asked, by size and then in the file's order; with more than ten such
   * actors only pairs, all but one, and all.
   *
   * @returns {number[]}
   */
  coalitions() {
    const actors = members(this.consenting);
    const n = actors.length;
    const sizes = n <= ALL_COALITIONS_UP_TO ? range(2, n) : [...new Set([2, n - 1, n])];
    return sizes.flatMap((size) => [...combinations(actors, size)]);
  }

}

/**
 * The inclusion-minimal subsets of others that, together with these, are enough.
 *
 * @param {(set: number) => boolean} isEnough Never false of more than is enough.
 * @param {number} free
 * @param {number} others
 * @returns {number[]}
 */
export function completions(isEnough, free, others) {
  const order = members(others);
  /** @type {number[]} */
  const found = [];
  const extend = (/** @type {number} */ chosen, /** @type {number} */ start) => {
    if (isEnough(free | chosen)) {
      if (!members(chosen).some((a) => isEnough(free | (chosen & ~(1 << a))))) found.push(chosen);
    } else if (start < order.length && isEnough(free | chosen | setOf(order.slice(start)))) {
      extend(chosen | (1 << order[start]), start + 1);
      extend(chosen, start + 1);
    }
  };
  extend(0, 0);
  return found;
}

/** @param {string[]} kinds @param {string[]} wanted */
function places(kinds, wanted) {
  return kinds.flatMap((kind, k) => (wanted.includes(kind) ? [k] : []));
}

/** @param {number} from @param {number} to */
function range(from, to) {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => from + k);
}

/** Sets of so many, in the order of their members. @param {number[]} actors @param {number} size @returns {Generator<number>} */
function* combinations(actors, size) {
  if (size === 0) {
    yield 0;
    return;
  }
  for (let k = 0; k + size <= actors.length; k++) {
    for (const rest of combinations(actors.slice(k + 1), size - 1)) yield (1 << actors[k]) | rest;
  }
}
