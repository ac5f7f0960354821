// Everything that is found in a state, as `negsim run --format json` has it, and what the page shows beside it.

import { record } from "../records.js";
import { solutions as bargained } from "./bargaining.js";
import { explained } from "./conflicts.js";
import { countsOf } from "./blocks.js";
import { members } from "./consent.js";
import { counted } from "./counts.js";
import { efficient } from "./efficient.js";
import { issuesOf } from "./ground.js";
import { homeOf, ratified } from "./home.js";
import { keeping } from "./keeping.js";
import { compare, format, nearest, rounded } from "./rational.js";
import { gain, ratios, totalOf, utility } from "./worths.js";

/** @typedef {import("../protocol.js").Run} Run */
/** @typedef {import("../protocol.js").Deal} Deal */
/** @typedef {import("../protocol.js").Package} Package */
/** @typedef {import("../protocol.js").Room} Room */
/** @typedef {import("../protocol.js").Solutions} Solutions */
/** @typedef {import("../protocol.js").Conflicts} Conflicts */
/** @typedef {import("../protocol.js").Refusal} Refusal */
/** @typedef {import("./ground.js").Ground} Ground */
/** @typedef {import("./counts.js").Counts} Counts */
/** @typedef {import("./efficient.js").Efficient} Efficient */
/** @typedef {import("./rational.js").Rational} Rational */
/** @typedef {"nash" | "kalai_smorodinsky" | "egalitarian" | "utilitarian"} Criterion */

const LISTED = 20; // packages listed per solution
/** @type {Criterion[]} */
export const CRITERIA = ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"];

/**
 * @typedef {object} Found
 * @property {Run} run
 * @property {Counts} counts
 * @property {Efficient} frontier
 * @property {Map<Criterion, number[]>} solved Packages that each criterion picks, at most 20.
 * @property {import("../protocol.js").Home | null} home
 * @property {Record<string, Room>} room
 * @property {Record<string, Record<string, number>>} feasible
 * @property {import("../protocol.js").Answer["wall"]} wall
 */

/**
 * @param {Ground} ground Settled.
 * @param {(work: (ground: Ground) => void) => void} allowed Hands on all packages that are on the table, feasible or
 *     not, some at a time.
 * @returns {Found}
 */
export function found(ground, allowed) {
  const counts = counted(ground);
  const principals = members(ground.consent.principals);
  const columns = principals.map((a) => ground.totals[a]);
  const isOpen = counts.zone.length > 0;
  const frontier = isOpen ? efficient(counts.zone, columns) : ground.frontier(columns);
  const picked = isOpen ? solved(ground, frontier) : { solutions: none(), floor: null, packages: new Map() };
  const options = perOption(ground, counts.zone);
  const ids = ground.model.actors.map((actor) => actor.id);
  const named = (/** @type {number[]} */ values) => record(values.map((value, a) => [ids[a], value]));
  /** @type {Run} */
  const run = {
    packages: { total: ground.space.sizes.reduce((product, size) => product * size, 1), feasible: counts.feasible },
    accepted_by: named(counts.accepted),
    red_line_accepted_by: named(counts.redLineAccepted),
    coalitions: [...counts.coalitions].map(([set, accept]) => ({ members: members(set).map((a) => ids[a]), accept })),
    zone: {
      size: counts.zone.length,
      red_line_size: counts.redLineZone,
      table_size: counts.table.length,
      backbone: backbone(ground, options, counts.zone.length),
      options: byIssue(ground, options),
    },
    ratification: ratified(ground, counts),
    solutions: picked.solutions,
    frontier: {
      over: principals.map((a) => ids[a]),
      among: isOpen ? "zone" : "feasible",
      size: frontier.packages.reduce((sum, one) => sum + one.length, 0),
    },
    floor: picked.floor === null ? null : rounded(picked.floor),
    conflicts: conflictsOf(ground, counts, allowed),
  };
  const home = homeOf(ground, counts, () => {
    const table = solved(ground, efficient(counts.table, columns)).packages.get("egalitarian") ?? [];
    if (!table.length) return null;
    const options = optionsOf(ground, table[0]);
    return { options, package: inWords(ground, options) };
  });
  return { run, counts, frontier, solved: picked.packages, home, room: roomOf(ground, counts.rises), ...wall(ground, sorted(ground, counts)) };
}

/** @param {Ground} ground @param {ArrayLike<number>} options @returns {Package} */
export function inWords({ model, space }, options) {
  return record(issuesOf(model, space.lever).map((issue, k) => [issue.id, issue.options[options[k]].value]));
}

/** @param {Ground} ground @param {number} p @returns {number[]} */
export function optionsOf({ packages }, p) {
  return packages.options.map((column) => column[p]);
}

/** @param {Ground} ground @param {number[]} options @returns {Deal} */
export function deal(ground, options) {
  const holds = (/** @type {number} */ fact, /** @type {number[]} */ of) => ground.holds(fact, of);
  const totals = ground.worths.map((worths) => totalOf(worths.terms, options, holds));
  const named = (/** @type {(worths: import("./worths.js").Worths, total: number) => Rational} */ what) =>
    record(ground.model.actors.map(({ id }, a) => [id, rounded(what(ground.worths[a], totals[a]))]));
  return { package: inWords(ground, options), utilities: named(utility), gains: named(gain) };
}

/** @returns {Solutions} */
export function none() {
  return {
    nash: [],
    kalai_smorodinsky: [],
    egalitarian: [],
    utilitarian: [],
    ties: { nash: 0, kalai_smorodinsky: 0, egalitarian: 0, utilitarian: 0 },
  };
}

/**
 * @param {Ground} ground
 * @param {Efficient} frontier All of it, or what of it one of the criteria could pick.
 * @param {number[]} [tops] The most that is to be had by each principal where nobody loses; told by the frontier, where that is whole.
 */
export function solved(ground, { vectors, packages }, tops) {
  const principals = members(ground.consent.principals);
  const worths = principals.map((a) => ground.worths[a]);
  const numbers = worths.map(ratios);
  const fair = vectors.map((row) => ground.consent.quota === null || row.every((total, a) => total >= worths[a].threshold));
  const most = tops ?? worths.map((_, a) => vectors.reduce((top, row, k) => (fair[k] && row[a] > top ? row[a] : top), -Infinity));
  const canGain = worths.map((one, a) => most[a] > -Infinity && gain(one, most[a]).n > 0n);
  const gains = vectors.map((row) => row.map((total, a) => numbers[a].gain(total)));
  const utilities = vectors.map((row) => row.map((total, a) => numbers[a].utility(total)));
  const picked = bargained(gains, utilities, fair, canGain, most.map((top, a) => (canGain[a] ? numbers[a].gain(top) : 0)));
  const result = none();
  /** @type {Map<Criterion, number[]>} */
  const firsts = new Map();
  for (const name of CRITERIA) {
    const chosen = packages.filter((_, k) => picked[name][k]);
    const all = chosen.flat().sort((a, b) => a - b);
    firsts.set(name, all.slice(0, LISTED));
    result.ties[name] = all.length;
    result[name] = all.slice(0, LISTED).map((p) => deal(ground, optionsOf(ground, p)));
  }
  /** @type {Rational | null} */
  let floor = null;
  vectors.forEach((row, k) => {
    if (!picked.egalitarian[k]) return;
    const least = row.map((total, a) => gain(worths[a], total)).reduce((a, b) => (compare(a, b) <= 0 ? a : b));
    if (floor === null || compare(least, floor) > 0) floor = least;
  });
  return { solutions: result, floor: /** @type {Rational | null} */ (floor), packages: firsts };
}

/** How many of some packages have each option. @param {Ground} ground @param {Int32Array} list @returns {number[][]} */
function perOption({ packages, space }, list) {
  return space.sizes.map((size, issue) => {
    const counts = new Int32Array(size);
    const column = packages.options[issue];
    for (let k = 0; k < list.length; k++) counts[column[list[k]]]++;
    return [...counts];
  });
}

/** @template T @param {Ground} ground @param {T[][]} counts @returns {Record<string, Record<string, T>>} */
export function byIssue({ model, space }, counts) {
  return record(
    issuesOf(model, space.lever).map((issue, i) => [
      issue.id,
      record(issue.options.map((option, k) => [option.id, counts[i][k]])),
    ]),
  );
}

/** @param {Ground} ground @param {number[][]} counts @param {number} size @returns {Package} */
export function backbone({ model, space }, counts, size) {
  const issues = issuesOf(model, space.lever);
  if (!size) return record();
  return record(
    issues.flatMap((issue, i) => {
      const option = counts[i].indexOf(size);
      return option < 0 ? [] : [[issue.id, issue.options[option].value]];
    }),
  );
}

/** Why the zone is empty. @param {Ground} ground @param {Counts} counts @param {(work: (ground: Ground) => void) => void} allowed @returns {Conflicts} */
function conflictsOf(ground, counts, allowed) {
  /** @type {("red_lines" | "reservations" | "rules")[]} */
  const suspects = ["red_lines"];
  if (counts.redLineZone && !counts.zone.length) suspects.push("reservations");
  if (!counts.feasible) suspects.push("rules");
  if (counts.zone.length) return { suspects, minimal_conflicts: [], minimal_corrections: [] };
  const { conflicts, corrections, total } = explained(ground, suspects, counts.feasible ? (work) => work(ground) : allowed);
  const ids = ground.model.actors.map((actor) => actor.id);
  return {
    suspects,
    minimal_conflicts: conflicts,
    minimal_corrections: corrections.map(({ drop, opens, zone, steps, witness }) => ({
      drop,
      opens,
      zone,
      steps: record([...steps].map(([a, away]) => [ids[a], away])),
      witness: inWords(ground, witness),
    })),
    ...(total > corrections.length ? { total } : {}),
  };
}

/** @param {Ground} ground @param {import("./counts.js").Rise[]} rises Per actor. @returns {Record<string, Room>} */
export function roomOf(ground, rises) {
  return record(
    members(ground.consent.asked).map((a) => {
      const { highest, livesWithout, blocked } = rises[a];
      const worths = ground.worths[a];
      const known = highest > -Infinity && !livesWithout;
      const top = known ? utility(worths, highest) : null;
      return [
        ground.model.actors[a].id,
        {
          reservation_value: nearest(worths.reservation.n, worths.reservation.d),
          room: top === null ? null : rounded(top),
          exact: top === null ? null : format(top),
          because: top === null ? (livesWithout ? "never_closes" : "closed_anyway") : null,
          sole_blocker_of: blocked,
        },
      ];
    }),
  );
}

/**
 * How many packages there are with each option, by whose red lines they keep and whose consent they need.
 *
 * @typedef {object} Sorted
 * @property {{kept: number, needed: number}[]} kinds
 * @property {ArrayLike<number>[]} counts `counts[issue][option * kinds.length + kind]`.
 */

/** @param {Ground} ground @param {Counts} counts @returns {Sorted} */
function sorted({ blocks, space, list }, { classes }) {
  /** @type {Map<string, {kind: number, kept: number, needed: number}>} */
  const alike = new Map();
  const kindOf = Int32Array.from(classes.all, ({ kept, needed }) => {
    const key = `${kept} ${needed}`;
    const known = alike.get(key) ?? { kind: alike.size, kept, needed };
    alike.set(key, known);
    return known.kind;
  });
  const kinds = Math.max(1, alike.size);
  const counts = countsOf(blocks, space.sizes, list, { of: classes.of, kindOf, kinds });
  return { kinds: alike.size ? [...alike.values()] : [{ kept: 0, needed: 0 }], counts };
}

/**
 * Per actor, issue and option: through what the actor cannot have it, by red lines alone, as negsim/questions/acceptance
 * has it; and how many feasible packages there are with it.
 *
 * @param {Ground} ground
 * @param {Sorted} sorted
 */
export function wall(ground, { kinds, counts }) {
  const { consent, model, space } = ground;
  const summed = (/** @type {(kept: number, needed: number) => boolean} */ is) => {
    const those = kinds.flatMap(({ kept, needed }, kind) => (is(kept, needed) ? [kind] : []));
    return counts.map((of) =>
      Array.from({ length: of.length / kinds.length }, (_, option) => those.reduce((sum, s) => sum + of[option * kinds.length + s], 0)),
    );
  };
  const feasible = summed(() => true);
  const refused = model.actors.map((_, a) => {
    const bit = 1 << a;
    const facts = ground.lines.filter((line) => line.actor === a).map(({ fact }) => space.formulas[fact]);
    const byItself = keeping(facts, space.sizes);
    const kept = summed((all) => (all & bit) !== 0);
    const left = summed((all, needed) => consent.agreed(all | bit, needed));
    const toIt = summed((all, needed) => (all & bit) !== 0 && consent.agreed(all, needed));
    return feasible.map((of, i) =>
      of.map((count, k) => {
        if (!byItself[i][k]) return "own_lines";
        if (!count) return null;
        if (!kept[i][k]) return "rules";
        return left[i][k] && !toIt[i][k] && toIt[i].some(Boolean) ? "others" : null;
      }),
    );
  });
  return {
    feasible: byIssue(ground, feasible),
    wall: record(
      model.actors.map(({ id }, a) => [id, byIssue(ground, /** @type {(Refusal | null)[][]} */ (refused[a]))]),
    ),
  };
}
