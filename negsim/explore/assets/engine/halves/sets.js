// Which sets of actors are enough, as a function of one truth per actor that is never lost by more of them: written
// with `and` and `or` alone, so that it can be told of 128 packages at once.

import { completions, members } from "../consent.js";

/**
 * Sets of actors (as bits) of which one at least must be whole; the smallest ones. None: never; the empty set: always.
 *
 * @typedef {number[]} Ways
 */

export const EVERY = 30; // stands, as an actor, for all packages

/** @type {Made} */
const EVERYONE = { is: "actor", actor: EVERY };

/** @typedef {{is: "always"} | {is: "never"} | {is: "actor", actor: number} | {is: "and" | "or" | "but", a: Made, b: Made}} Made */

/** The smallest sets that are enough. @param {(set: number) => boolean} isEnough Never false of more than is enough. @param {number} actors @returns {Ways} */
export function waysOf(isEnough, actors) {
  return completions(isEnough, 0, actors).sort((a, b) => a - b);
}

/** What tells whether enough accept, actor by actor: alike parts once. */
export class Making {
  constructor() {
    /** @type {Map<string, Made>} */
    this.known = new Map();
  }

  /** @param {Ways} ways @returns {Made} */
  of(ways) {
    if (!ways.length) return { is: "never" };
    if (ways.includes(0)) return { is: "always" };
    const key = ways.join();
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const [actor] = members(ways.reduce((all, way) => all | way, 0));
    const bit = 1 << actor;
    const without = this.of(ways.filter((way) => !(way & bit)));
    const given = this.of(smallest(ways.map((way) => way & ~bit)));
    const made = this.or(without, this.and({ is: "actor", actor }, given));
    this.known.set(key, made);
    return made;
  }

  /** @param {Made} a @param {Made} b @returns {Made} */
  and(a, b) {
    if (a.is === "never" || b.is === "always") return a;
    if (b.is === "never" || a.is === "always") return b;
    return { is: "and", a, b };
  }

  /** @param {Made} a @param {Made} b @returns {Made} */
  or(a, b) {
    if (a.is === "never" || b.is === "always") return b;
    if (b.is === "never" || a.is === "always") return a;
    return { is: "or", a, b };
  }

  /** What holds where one does and another does not; never told as `always`. @param {Made} a @param {Made} b @returns {Made} */
  but(a, b) {
    if (a.is === "never" || b.is === "always" || a === b) return { is: "never" };
    const whole = a.is === "always" ? EVERYONE : a;
    return b.is === "never" ? whole : { is: "but", a: whole, b };
  }
}

/** What is left of anything where it is known whether one actor accepts. @param {number} actor @param {boolean} accepts @returns {(made: Made) => Made} */
export function where(actor, accepts) {
  const making = new Making();
  /** @type {Map<Made, Made>} */
  const known = new Map();
  /** @param {Made} made @returns {Made} */
  const left = (made) => {
    if (made.is === "actor" && made.actor === actor) return /** @type {Made} */ ({ is: accepts ? "always" : "never" });
    if (!("a" in made)) return made;
    const found = known.get(made) ?? making[made.is](left(made.a), left(made.b));
    known.set(made, found);
    return found;
  };
  return (made) => making.but(left(made), { is: "never" });
}

/** Of which actors something speaks, as bits. @param {Made} made @returns {number} */
export function actorsIn(made) {
  if ("a" in made) return actorsIn(made.a) | actorsIn(made.b);
  return made.is === "actor" ? 1 << made.actor : 0;
}

/** Whether something holds where a set of actors accepts. @param {Made} made @param {number} set @returns {boolean} */
export function holdsOf(made, set) {
  if (made.is === "actor") return made.actor === EVERY || ((set >>> made.actor) & 1) === 1;
  if (made.is === "and") return holdsOf(made.a, set) && holdsOf(made.b, set);
  if (made.is === "or") return holdsOf(made.a, set) || holdsOf(made.b, set);
  return made.is === "but" ? holdsOf(made.a, set) && !holdsOf(made.b, set) : made.is === "always";
}

/** @param {number[]} sets */
function smallest(sets) {
  const distinct = [...new Set(sets)];
  return distinct.filter((one) => !distinct.some((other) => other !== one && (other & ~one) === 0)).sort((a, b) => a - b);
}
