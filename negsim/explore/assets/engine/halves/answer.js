// What is found in a state where packages are counted in two halves: the same keys as of listed ones, and what is left
// to the commands.

import { record } from "../../records.js";
import { backbone, byIssue, CRITERIA, none, roomOf, solved, wall } from "../answer.js";
import { members } from "../consent.js";
import { efficient } from "../efficient.js";
import { rounded } from "../rational.js";
import { search } from "./search.js";
import { treeOf } from "./tree.js";

/** @typedef {import("../../protocol.js").Run} Run */
/** @typedef {import("../../protocol.js").Setting} Setting */
/** @typedef {import("../answer.js").Criterion} Criterion */
/** @typedef {import("./halved.js").Halved} Halved */
/** @typedef {import("./tally.js").Tally} Tally */
/** @typedef {import("./search.js").Aim} Aim */

const MOST = 2000; // packages as good as one another among which a criterion picks
const STEPS = 60_000; // in looking for these
const SLACK = 3e-9; // more than what solutions take for the same, and than what doubles lose

/** What is not told at first, and follows: as `Answer.coming` names it. */
export const COMING = ["coalitions", "room", "solutions"];

/** @typedef {Pick<import("../../protocol.js").Answer, "run" | "home" | "room" | "wall" | "feasible" | "left" | "coming">} Told */

/**
 * What is in the zone is told first, since it is soon counted; what each could ask for, whom a package suits two by two
 * and what the ideas of fairness pick follow.
 *
 * @param {Halved} halved Settled.
 * @param {Setting} setting
 * @returns {{first: Told, rest: Generator<null, Told>}}
 */
export function toldInHalves(halved, setting) {
  const { ground, model } = halved;
  const sorted = kinds(halved);
  const tally = halved.counting.tally();
  const ids = model.actors.map((actor) => actor.id);
  const named = (/** @type {number[]} */ values) => record(values.map((value, a) => [ids[a], value]));
  const feasible = sorted.kinds.reduce((sum, { count }) => sum + count, 0);
  const counted = (/** @type {(kept: number, needed: number) => boolean} */ is) =>
    sorted.kinds.reduce((sum, { kept, needed, count }) => (is(kept, needed) ? sum + count : sum), 0);
  const options = zoneOptions(halved, tally);
  const principals = members(ground.consent.principals);
  /** @type {("red_lines" | "reservations" | "rules")[]} */
  const suspects = ["red_lines"];
  const redLineZone = counted((kept, needed) => ground.consent.agreed(kept, needed));
  if (redLineZone && !tally.zone) suspects.push("reservations");
  if (!feasible) suspects.push("rules");
  /** @type {Run} */
  const run = {
    packages: { total: ground.space.sizes.reduce((product, size) => product * size, 1), feasible },
    accepted_by: named(tally.accepted),
    red_line_accepted_by: named(ids.map((_, a) => counted((kept) => ((kept >>> a) & 1) === 1))),
    coalitions: [],
    zone: {
      size: tally.zone,
      red_line_size: redLineZone,
      table_size: tally.table,
      backbone: backbone(ground, options, tally.zone),
      options: byIssue(ground, options),
    },
    ratification: record(),
    solutions: none(),
    frontier: { over: principals.map((a) => ids[a]), among: tally.zone ? "zone" : "feasible", size: null },
    floor: null,
    conflicts: { suspects, minimal_conflicts: [], minimal_corrections: [] },
  };
  const left = ["frontier", "cloud", ...(tally.zone ? [] : ["conflicts"]), ...(ground.consent.seats.length ? ["home"] : [])];
  const room = record(Object.entries(roomOf(ground, ids.map(() => NOT_YET))).map(([id, one]) => [id, { ...one, because: /** @type {const} */ ("not_yet") }]));
  /** @type {Told} */
  const first = { run, home: null, room, ...wall(ground, sorted), left, coming: COMING };
  return { first, rest: following(halved, setting, first) };
}

const NOT_YET = { highest: -Infinity, livesWithout: false, blocked: 0 };

/** @param {Halved} halved @param {Setting} setting @param {Told} first @returns {Generator<null, Told>} */
function* following(halved, setting, first) {
  const { ground, model } = halved;
  const ids = model.actors.map((actor) => actor.id);
  yield null; // what was told first is sent before anything else is begun
  const further = yield* halved.counting.further();
  const looking = new Looking(halved);
  yield null;
  const rises = [];
  for (const a of ids.keys()) {
    rises.push({ highest: yield* looking.highest(a, further.livesWithout[a]), livesWithout: further.livesWithout[a], blocked: further.blocked[a] });
  }
  const picked = first.run.zone.size ? yield* looking.solved(setting, rises) : { solutions: none(), floor: null, left: [] };
  const coalitions = [...further.pairs].map(([set, accept]) => ({ members: members(set).map((a) => ids[a]), accept }));
  return {
    ...first,
    run: { ...first.run, coalitions, solutions: picked.solutions, floor: picked.floor },
    room: roomOf(ground, rises),
    left: [...first.left, ...picked.left],
    coming: [],
  };
}

/** Packages by whose red lines they keep and whose consent they need. @param {Halved} halved */
function kinds({ sides, meetings, ground }) {
  const [left, right] = sides;
  const ofGroup = sides.map((side) => side.groups.map(() => /** @type {number[]} */ ([])));
  for (const [s, side] of sides.entries()) for (const [kind, { group }] of side.kinds.entries()) ofGroup[s][group].push(kind);
  /** @type {Map<number, {kept: number, needed: number, count: number, times: [Float64Array, Float64Array]}>} */
  const found = new Map();
  const all = 2 ** ground.model.actors.length;
  for (const meeting of meetings) {
    for (const i of ofGroup[0][meeting.left]) {
      for (const j of ofGroup[1][meeting.right]) {
        const [one, other] = [left.kinds[i], right.kinds[j]];
        const kept = (one.kept & other.kept & meeting.kept) & (all - 1);
        const key = kept * 2 ** 31 + meeting.needed;
        let kind = found.get(key);
        if (kind === undefined) {
          kind = { kept, needed: meeting.needed, count: 0, times: [new Float64Array(left.kinds.length), new Float64Array(right.kinds.length)] };
          found.set(key, kind);
        }
        kind.times[0][i] += other.count;
        kind.times[1][j] += one.count;
        kind.count += one.count * other.count;
      }
    }
  }
  const some = found.size ? [...found.values()] : [{ kept: 0, needed: 0, count: 0, times: [new Float64Array(left.kinds.length), new Float64Array(right.kinds.length)] }];
  const counts = ground.space.sizes.map((size) => new Float64Array(size * some.length));
  sides.forEach((side, s) => {
    side.perKind().forEach((options, issue) => {
      some.forEach(({ times }, kind) => {
        options.forEach((of, option) => {
          let sum = 0;
          for (let k = 0; k < of.length; k++) sum += of[k] * times[s][k];
          counts[issue][option * some.length + kind] = sum;
        });
      });
    });
  });
  return { kinds: some, counts };
}

/** How many packages of the zone have each option. @param {Halved} halved @param {Tally} tally @returns {number[][]} */
function zoneOptions({ sides, space }, { partners }) {
  const found = new Map(sides.flatMap((side, s) => [...side.perOption(partners[s])]));
  return space.sizes.map((_, issue) => found.get(issue) ?? []);
}

/** Looks for the best packages of a state. */
class Looking {
  /** @param {Halved} halved */
  constructor(halved) {
    this.halved = halved;
    const { ground, sides } = halved;
    this.actors = members(ground.consent.asked);
    this.principals = members(ground.consent.principals);
    this.places = this.principals.map((a) => this.actors.indexOf(a));
    this.numbers = this.principals.map((a) => numbersOf(ground.worths[a]));
    this.least = this.actors.map((a) => ground.worths[a].threshold);
    const of = (/** @type {"worth" | "kept"} */ what) => /** @type {[Float64Array[], Float64Array[]]} */ (sides.map((side) => this.actors.map((a) => side[what][a])));
    const [worth, kept] = [of("worth"), of("kept")];
    const together = this.together();
    const summed = (/** @type {Float64Array[]} */ rows) => [...rows, ...together.map(({ by }) => weighed(rows, by))];
    const grown = halved.trees(this.actors, this.principals, (groups, s, before) => {
      const rows = summed(kept[s]);
      return groups.map((group) => treeOf(group.members, worth[s], rows, before[group.number]));
    });
    /** @type {import("./search.js").Sought} */
    this.sought = { meetings: halved.meetings, trees: grown, actors: this.actors, worth, kept, together };
  }

  /** Sums of gains of those without whose consent nothing is agreed: of all, and of all but one. @returns {import("./search.js").Together[]} */
  together() {
    const { actors, places, numbers } = this;
    if (this.halved.ground.consent.quota !== null || places.length < 2) return [];
    const of = (/** @type {number[]} */ some) => ({
      by: actors.map((_, d) => (some.includes(d) ? numbers[places.indexOf(d)].by : 0)),
      less: some.reduce((sum, d) => sum + numbers[places.indexOf(d)].less, 0),
    });
    const apart = places.length > 2 ? places.map((one) => of(places.filter((other) => other !== one))) : [];
    return [of(places), ...apart];
  }

  /** @param {Partial<Aim> & {value: Aim["value"]}} aim */
  best(aim) {
    const usual = { within: () => 0, least: this.least, fits: this.remembered((set, needed) => this.halved.ground.consent.agreed(set, needed)), most: 0, steps: Infinity };
    return search(this.sought, { ...usual, ...aim });
  }

  /** Of sets of actors looked at, what is true of the sets of actors themselves. @param {(set: number, needed: number) => boolean} is @returns {Aim["fits"]} */
  remembered(is) {
    /** @type {Map<number, Int8Array>} */
    const tables = new Map();
    /** @type {Int8Array} */
    let table = new Int8Array(0);
    let last = -1;
    return (set, needed) => {
      if (needed !== last) {
        table = tables.get(needed) ?? new Int8Array(1 << this.actors.length);
        tables.set(needed, table);
        last = needed;
      }
      if (!table[set]) {
        const whole = this.actors.reduce((bits, a, d) => ((set >> d) & 1 ? bits | (1 << a) : bits), 0);
        table[set] = is(whole, needed) ? 1 : -1;
      }
      return table[set] > 0;
    };
  }

  /** The most that an actor could ask for with all else agreeing, its own red lines kept. @param {number} a @param {boolean} livesWithout @returns {Generator<null, number>} */
  *highest(a, livesWithout) {
    const place = this.actors.indexOf(a);
    if (place < 0 || livesWithout) return -Infinity;
    const least = this.least.map((one, d) => (d === place ? -Number.MAX_VALUE : one));
    const { consent } = this.halved.ground;
    const fits = this.remembered((set, needed) => ((set >>> a) & 1) === 1 && consent.agreed(set, needed));
    return (yield* this.best({ value: (sums) => sums[place], least, fits })).value;
  }

  /** What each criterion picks; those of which too many are as good, or that take too long, are left. @param {Setting} setting @param {{highest: number}[]} rises */
  *solved(setting, rises) {
    const { ground } = this.halved;
    const { consent } = ground;
    const { numbers, places } = this;
    const wanted = places.map((d) => this.least[d]);
    /** Under a quota somebody may lose in the zone. @param {Aim["value"]} value @returns {Aim["value"]} */
    const fair = (value) => (consent.quota === null ? value : (sums, total) => (wanted.every((one, p) => sums[places[p]] >= one) ? value(sums, total) : -Infinity));
    /** @type {number[]} */
    const tops = [];
    for (const [p, a] of this.principals.entries()) {
      const isKnown = consent.quota === null && rises[a].highest > -Infinity;
      tops.push(isKnown ? rises[a].highest : (yield* this.best({ value: fair((sums) => sums[places[p]]) })).value);
    }
    const gain = (/** @type {Float64Array} */ sums, /** @type {number} */ p) => sums[places[p]] * numbers[p].by + numbers[p].less;
    const most = numbers.map(({ by, less }, p) => tops[p] * by + less);
    const every = this.principals.map((_, p) => p);
    const moving = every.filter((p) => !isConstant(ground.worths[this.principals[p]]));
    const gaining = every.filter((p) => most[p] > 0);
    const least = (/** @type {number[]} */ some, /** @type {number[]} */ whole) => {
      const all = some.reduce((sum, p) => sum + whole[p], 0);
      return (/** @type {Float64Array} */ sums, /** @type {number} */ total) => {
        let low = some.length ? total / all : Infinity; // of gains of none less than nothing
        for (const p of some) low = Math.min(low, gain(sums, p) / whole[p]);
        return low;
      };
    };
    /** @type {Aim["value"]} */
    const product = (sums, total) => {
      let found = 1;
      for (const p of gaining) found *= Math.max(0, gain(sums, p));
      return gaining.length ? Math.min(found, Math.max(0, total / gaining.length) ** gaining.length) : found; // of one sum, largest where all are equal
    };
    /** @type {Aim["value"]} */
    const sum = (sums, total) => {
      let found = 0;
      for (const p of every) found += gain(sums, p);
      return Math.min(found, total);
    };
    /** @type {Record<Criterion, Partial<Aim> & {value: Aim["value"]}>} */
    const aims = {
      nash: { value: fair(product), within: (best) => SLACK * Math.abs(best) },
      kalai_smorodinsky: { value: fair(least(gaining, most)) },
      egalitarian: { value: least(moving, every.map(() => 1)) },
      utilitarian: { value: sum },
    };
    const solutions = none();
    /** @type {string[]} */
    const left = [];
    /** @type {number | null} */
    let floor = null;
    for (const criterion of CRITERIA) {
      const { found } = yield* this.best({ within: () => SLACK, most: MOST, steps: STEPS, ...aims[criterion] });
      if (found === null) {
        left.push(criterion);
        continue;
      }
      const picks = this.halved.listed(found, setting);
      const frontier = efficient(picks.list, this.principals.map((a) => picks.totals[a]));
      const of = solved(picks, frontier, tops);
      solutions[criterion] = of.solutions[criterion];
      solutions.ties[criterion] = of.solutions.ties[criterion];
      if (criterion === "egalitarian") floor = of.floor === null ? null : rounded(of.floor);
    }
    return { solutions, floor, left };
  }
}

/** What each member is worth to some together. @param {Float64Array[]} rows Per actor looked at. @param {number[]} by */
function weighed(rows, by) {
  const found = new Float64Array(rows[0].length);
  by.forEach((one, d) => {
    if (one) for (let k = 0; k < found.length; k++) found[k] += one * rows[d][k];
  });
  return found;
}

/** A gain as a function of a total, near enough to find by. @param {import("../worths.js").Worths} worths */
function numbersOf({ offset, scale, reservation }) {
  return { by: 1 / Number(scale), less: Number(offset) / Number(scale) - Number(reservation.n) / Number(reservation.d) };
}

/** Whether all packages are worth the same. @param {import("../worths.js").Worths} worths */
function isConstant({ terms }) {
  return terms.every(({ values }) => values.every((value) => value === values[0]));
}

