// What packages are worth to an actor: whole-number part-worths under the weights in force, and the total that its
// reservation value asks for. Exact: what a script could not add exactly is refused.

import { ceiling, compare, gcd, lcm, minus, nearest, parse, plus, rational } from "./rational.js";

/** @typedef {import("../protocol.js").Model} Model */
/** @typedef {import("../protocol.js").Setting} Setting */
/** @typedef {import("./compiled.js").Space} Space */
/** @typedef {import("./compiled.js").Scores} Scores */
/** @typedef {import("./rational.js").Rational} Rational */

const EXACT = 2n ** 53n;

/**
 * A preference or wish in force: what it adds to the total, option by option, or where a formula holds.
 *
 * @typedef {object} Term
 * @property {string} path Weight.path.
 * @property {number | null} issue
 * @property {number[]} values Part-worths by option; for a wish, [0, its worth].
 * @property {number} fact Of a wish.
 */

/**
 * An actor's numbers: utility = (total + offset) / scale.
 *
 * @typedef {object} Worths
 * @property {Term[]} terms
 * @property {bigint} offset
 * @property {bigint} scale
 * @property {Rational} reservation
 * @property {number} threshold The least total that reaches the reservation value.
 * @property {string} key Equal where the totals are.
 */

/** What a person has set that means nothing; the text is for people. */
export class Meaningless extends Error {}

/**
 * @typedef {object} Raw
 * @property {string} path
 * @property {number | null} issue
 * @property {Rational[]} values
 * @property {number} fact
 * @property {boolean} points
 * @property {Rational} weight
 */

/**
 * @param {Model} model
 * @param {Space} space
 * @param {Setting} setting
 * @param {number} actor
 * @param {(fact: number, options: number[]) => boolean} holds Whether a formula holds of a package.
 * @returns {Worths}
 */
export function worthsOf(model, space, setting, actor, holds) {
  const name = model.actors[actor]?.name ?? "";
  const own = inForce(model, space, setting, actor);
  const brought = space.brought.filter((one) => one.actor === actor);
  const raw = [...own, ...brought.map((one) => broughtTerm(one))];
  const points = raw.some((term) => term.points);
  if (raw.some((term) => term.points !== points)) {
    throw new Meaningless(`${name} would have weights and points at the same time`);
  }
  const sheet = model.compiled.sheets[actor] ?? null;
  const [fewest, most] = ends(raw, points, sheet);
  const span = raw.length ? minus(most, fewest) : rational(1n, 1n);
  if (span.n <= 0n) {
    throw new Meaningless(points ? `The points of ${name} are the same for every package` : `All weights of ${name} are 0`);
  }
  const scaled = scale(raw, fewest, span);
  const offset = raw.length ? -scaled.fewest : 1n;
  const worths = { terms: scaled.terms, offset, scale: scaled.span };
  const reservation = reservationOf(model, space, setting, actor, { own, brought, fewest, span, points, sheet, worths, holds });
  const threshold = ceiling(reservation.n * worths.scale - offset * reservation.d, reservation.d);
  return {
    ...worths,
    reservation,
    threshold: Number(threshold > EXACT ? EXACT : threshold < -EXACT ? -EXACT : threshold),
    key: raw.map((term) => `${term.path} ${term.fact} ${term.weight.n}/${term.weight.d} ${term.values.map(text).join(",")}`).join(";"),
  };
}

/** @param {Rational} value */
function text(value) {
  return `${value.n}/${value.d}`;
}

/** @param {Model} model @param {Space} space @param {Setting} setting @param {number} actor @returns {Raw[]} */
function inForce(model, space, setting, actor) {
  const id = model.actors[actor]?.id;
  /** @type {Raw[]} */
  const found = [];
  model.weights.forEach((weight, k) => {
    const standing = setting.terms[weight.element] ?? null;
    if (weight.actor !== id || standing === null) return;
    const which = weight.alternatives.findIndex((one) => one.id === standing);
    const compiled = space.weights[k]?.[which];
    if (compiled === undefined) throw new Meaningless(`${weight.element} has no form called ${standing}`);
    const number = parse(setting.weights[weight.path] ?? "1");
    if (number.n < 0n && !(compiled.points && "holds" in compiled)) {
      throw new Meaningless(`A weight is 0 or more: ${weight.label}`);
    }
    if ("holds" in compiled) {
      const zero = rational(0n, 1n);
      found.push({ path: weight.path, issue: null, values: [zero, number], fact: compiled.holds, points: compiled.points, weight: number });
    } else {
      found.push(scored(weight.path, compiled, compiled.points ? rational(1n, 1n) : number));
    }
  });
  return found;
}

/** @param {string} path @param {Scores} scores @param {Rational} weight @returns {Raw} */
function scored(path, scores, weight) {
  const values = scores.values.map((value) => rational(BigInt(value) * weight.n, BigInt(scores.unit) * weight.d));
  return { path, issue: scores.issue, values, fact: -1, points: scores.points, weight };
}

/** @param {import("./compiled.js").Brought} brought @returns {Raw} */
function broughtTerm({ scores, weight }) {
  return scored("", scores, parse(weight));
}

/**
 * The fewest and the most that an actor could have, issue by issue and wish by wish; with weights, 0 and their sum.
 *
 * @param {Raw[]} terms
 * @param {boolean} points
 * @param {[string, string] | null} sheet
 * @returns {[Rational, Rational]}
 */
function ends(terms, points, sheet) {
  let [low, high] = [rational(0n, 1n), rational(0n, 1n)];
  if (points && sheet !== null) return [parse(sheet[0]), parse(sheet[1])];
  for (const term of terms) {
    if (points) {
      low = plus(low, term.values.reduce((a, b) => (compare(a, b) <= 0 ? a : b)));
      high = plus(high, term.values.reduce((a, b) => (compare(a, b) >= 0 ? a : b)));
    } else {
      high = plus(high, term.weight);
    }
  }
  return [low, high];
}

/** Everything over one denominator, and no larger than need be. @param {Raw[]} raw @param {Rational} fewest @param {Rational} span */
function scale(raw, fewest, span) {
  const all = [...raw.flatMap((term) => term.values), fewest, span];
  const unit = all.reduce((found, { d }) => lcm(found, d), 1n);
  const whole = (/** @type {Rational} */ { n, d }) => n * (unit / d);
  const common = all.reduce((found, value) => gcd(found, whole(value)), 0n) || 1n;
  const shrunk = (/** @type {Rational} */ value) => whole(value) / common;
  const reach = raw.reduce((sum, term) => sum + term.values.reduce((top, value) => larger(top, shrunk(value)), 0n), 0n);
  if (reach >= EXACT) throw new Meaningless("These numbers are too fine to be added exactly here: use fewer decimal places");
  const terms = raw.map(({ path, issue, values, fact }) => ({ path, issue, fact, values: values.map((value) => Number(shrunk(value))) }));
  return { terms, fewest: shrunk(fewest), span: shrunk(span) };
}

/** @param {bigint} top @param {bigint} value */
function larger(top, value) {
  const size = value < 0n ? -value : value;
  return size > top ? size : top;
}

/**
 * The reservation value in force. A lever's new issues move one given as a number by what their status quo is worth.
 *
 * @param {Model} model
 * @param {Space} space
 * @param {Setting} setting
 * @param {number} actor
 * @param {{own: Raw[], brought: import("./compiled.js").Brought[], fewest: Rational, span: Rational, points: boolean,
 *   sheet: [string, string] | null, worths: {terms: Term[], offset: bigint, scale: bigint},
 *   holds: (fact: number, options: number[]) => boolean}} numbers
 * @returns {Rational}
 */
function reservationOf(model, space, setting, actor, { own, brought, fewest, span, points, sheet, worths, holds }) {
  const held = setting.reservations[model.actors[actor]?.id ?? ""] ?? "none";
  if (held === "none") return rational(0n, 1n);
  const options = space.packages[held];
  if (options !== undefined) {
    return rational(BigInt(totalOf(worths.terms, options, holds)) + worths.offset, worths.scale);
  }
  const gained = brought.reduce(
    (sum, one) => plus(sum, times(rational(BigInt(one.status_quo), BigInt(one.scores.unit)), one.scores.points ? "1" : one.weight)),
    rational(0n, 1n),
  );
  const inPoints = model.compiled.points[held];
  if (inPoints !== undefined) return over(minus(plus(parse(inPoints), gained), fewest), span);
  const value = parse(held);
  if (!brought.length) return value;
  const preferences = own.some((term) => term.issue !== null);
  const [low, high] = points && !preferences ? [rational(0n, 1n), rational(0n, 1n)] : ends(own, points, sheet);
  const raw = plus(plus(low, times(minus(high, low), text(value))), gained);
  return over(minus(raw, fewest), span);
}

/** @param {Rational} value @param {string} by */
function times(value, by) {
  const factor = parse(by);
  return rational(value.n * factor.n, value.d * factor.d);
}

/** @param {Rational} value @param {Rational} by */
function over(value, by) {
  return rational(value.n * by.d, value.d * by.n);
}

/**
 * The total of one package.
 *
 * @param {Term[]} terms
 * @param {number[]} options
 * @param {(fact: number, options: number[]) => boolean} holds
 */
export function totalOf(terms, options, holds) {
  let sum = 0;
  for (const { issue, values, fact } of terms) {
    sum += values[issue === null ? Number(holds(fact, options)) : (options[issue] ?? 0)] ?? 0;
  }
  return sum;
}

/** The totals of many packages, in place. @param {Term[]} terms @param {import("./packages.js").Packages} packages @param {Float64Array} totals */
export function fillTotals(terms, { count, options, words }, totals) {
  totals.fill(0, 0, count);
  for (const { issue, values, fact } of terms) {
    const table = Float64Array.from(values);
    if (issue !== null) {
      const column = /** @type {Uint8Array} */ (options[issue]);
      for (let p = 0; p < count; p++) totals[p] = totals[p] + table[column[p]];
    } else {
      const column = /** @type {Int32Array} */ (words[fact >> 5]);
      const shift = fact & 31;
      const worth = table[1];
      for (let p = 0; p < count; p++) if ((column[p] >>> shift) & 1) totals[p] = totals[p] + worth;
    }
  }
}

/** Utility of a total, exactly. @param {Worths} worths @param {number} total @returns {Rational} */
export function utility({ offset, scale: unit }, total) {
  return rational(BigInt(total) + offset, unit);
}

/** Utility less reservation value, exactly. @param {Worths} worths @param {number} total @returns {Rational} */
export function gain(worths, total) {
  return minus(utility(worths, total), worths.reservation);
}

/**
 * Functions that give the nearest floating-point numbers to utilities and gains.
 *
 * @param {Worths} worths
 * @returns {{utility: (total: number) => number, gain: (total: number) => number}}
 */
export function ratios({ offset, scale: unit, reservation: { n, d } }) {
  const shift = offset * d - n * unit;
  const below = unit * d;
  return {
    utility: (total) => nearest(BigInt(total) + offset, unit),
    gain: (total) => nearest(BigInt(total) * d + shift, below),
  };
}
