// Where groups of both halves meet: whether their packages are feasible, whose consent they need, whose red lines they
// keep, and what they are worth beside what lies in either half.

/** @typedef {import("../ground.js").Ground} Ground */
/** @typedef {import("./side.js").Side} Side */
/** @typedef {import("./split.js").Crossing} Crossing */

/**
 * @typedef {object} Meeting
 * @property {number} left Group.
 * @property {number} right
 * @property {number} needed Actors, as bits.
 * @property {number} kept Actors none of whose red lines that cross is crossed.
 * @property {number[]} more Per actor, what such a package is worth beside its halves.
 */

/**
 * @param {Ground} ground Settled.
 * @param {Side} left
 * @param {Side} right
 * @param {Crossing[]} crossings As the groups say them.
 * @param {number[]} refused Formulas; where one holds, a package is not feasible.
 * @param {[number, number][]} needs Actor and formula.
 * @returns {Meeting[]}
 */
export function meetings(ground, left, right, crossings, refused, needs) {
  const place = new Map(crossings.map(({ fact }, k) => [fact, k]));
  const at = (/** @type {number[]} */ facts) => facts.flatMap((fact) => place.get(fact) ?? []);
  const barred = at(refused);
  const lines = ground.model.actors.map((_, a) => at(ground.lines.filter((line) => line.actor === a).map(({ fact }) => fact)));
  const asked = needs.flatMap(([actor, fact]) => at([fact]).map((k) => [actor, k]));
  const bonuses = ground.worths.map(({ terms }) =>
    terms.flatMap(({ issue, fact, values }) => (issue === null ? at([fact]).map((k) => [k, values[1]]) : [])),
  );
  /** @type {Meeting[]} */
  const found = [];
  const holds = crossings.map(() => false);
  for (const one of left.groups) {
    for (const other of right.groups) {
      crossings.forEach(({ columns, holds: table }, k) => {
        holds[k] = table[one.says[k] * columns + other.says[k]] === 1;
      });
      if (barred.some((k) => holds[k])) continue;
      let needed = ground.consent.principals | one.needed | other.needed;
      for (const [actor, k] of asked) if (holds[k]) needed |= 1 << actor;
      let kept = -1;
      lines.forEach((own, a) => {
        if (own.some((k) => holds[k])) kept &= ~(1 << a);
      });
      const more = bonuses.map((own) => own.reduce((sum, [k, worth]) => (holds[k] ? sum + worth : sum), 0));
      found.push({ left: one.number, right: other.number, needed, kept, more });
    }
  }
  return found;
}
