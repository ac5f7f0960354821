// Minimal conflicts in knots that share no demand: there is no deal because of each of them.

/** @typedef {import("../protocol.js").Answer} Answer */
/** @typedef {import("../protocol.js").Correction} Correction */

/**
 * @typedef {object} Knot
 * @property {string[][]} conflicts Those of the fewest demands first.
 * @property {string[]} members Paths of all their demands and rules, sorted.
 */

/** The knots of an answer, those of the fewest demands first. @param {Answer} answer @returns {Knot[]} */
export function knotted(answer) {
  /** @type {{conflicts: string[][], members: Set<string>}[]} */
  let groups = [];
  for (const conflict of answer.run.conflicts.minimal_conflicts) {
    const touched = groups.filter(({ members }) => conflict.some((path) => members.has(path)));
    const joined = {
      conflicts: [conflict, ...touched.flatMap(({ conflicts }) => conflicts)],
      members: new Set([...conflict, ...touched.flatMap(({ members }) => [...members])]),
    };
    groups = [...groups.filter((group) => !touched.includes(group)), joined];
  }
  return groups
    .map(({ conflicts, members }) => ({
      conflicts: conflicts.sort((a, b) => a.length - b.length),
      members: [...members].sort(),
    }))
    .sort(
      (a, b) =>
        a.members.length - b.members.length || (a.members.join(" ") < b.members.join(" ") ? -1 : 1),
    );
}

/**
 * What undoes one knot: of each correction the part that lies in it, each once.
 *
 * @param {Correction[]} corrections those of the fewest steps first
 * @param {string[]} members
 */
export function waysOf(corrections, members) {
  /** @type {Map<string, {correction: Correction, drop: string[]}>} */
  const ways = new Map();
  for (const correction of corrections) {
    const drop = correction.drop.filter((path) => members.includes(path));
    const key = drop.join(" ");
    if (!ways.has(key)) ways.set(key, { correction, drop });
  }
  return [...ways.values()];
}
