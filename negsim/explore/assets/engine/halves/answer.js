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

/** @param {Halved} halved Settled. @param {Setting} setting */
export function foundInHalves(halved, setting) {
  const { ground, model } = halved;
  const sorted = kinds(halved);
  const tally = halved.counting.tally();
  const ids = model.actors.map((actor) => actor.id);
  const named = (/** @type {number[]} */ values) => record(values.map((value, a) => [ids[a], value]));
  const feasible = sorted.kinds.reduce((sum, { count }) => sum + count, 0);
  const counted = (/** @type {(kept: number, needed: number) => boolean} */ is) =>
    sorted.kinds.reduce((sum, { kept, needed, count }) => (is(kept, needed) ? sum + count : sum), 0);
  const options = zoneOptions(halved, tally);
  const looking = new Looking(halved);
  const rises = ids.map((_, a) => ({ highest: looking.highest(a, tally), livesWithout: tally.livesWithout[a], blocked: tally.blocked[a] }));
  const picked = tally.zone ? looking.solved(setting, rises) : { solutions: none(), floor: null, left: [] };
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
    coalitions: [...tally.pairs].map(([set, accept]) => ({ members: members(set).map((a) => ids[a]), accept })),
    zone: {
      size: tally.zone,
      red_line_size: redLineZone,
      table_size: tally.table,
      backbone: backbone(ground, options, tally.zone),
      options: byIssue(ground, options),
    },
    ratification: record(),
    solutions: picked.solutions,
    frontier: { over: principals.map((a) => ids[a]), among: tally.zone ? "zone" : "feasible", size: null },
    floor: picked.floor,
    conflicts: { suspects, minimal_conflicts: [], minimal_corrections: [] },
  };
  const left = ["frontier", "cloud", ...(tally.zone ? [] : ["conflicts"]), ...(ground.consent.seats.length ? ["home"] : []), ...picked.left];
  return { run, home: null, room: roomOf(ground, rises), ...wall(ground, sorted), left };
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
    const of = (/** @type {"worth" | "kept"} */ what) => /** @type {[Float64Array[], Float64Array[]]} */ (sides.map((side) => this.actors.map((a) => side[what][a])));
    this.worth = of("worth");
    this.kept = of("kept");
    this.trees = halved.trees(this.actors, (group, s, before) => treeOf(group.members, this.worth[s], this.kept[s], before));
    this.least = this.actors.map((a) => ground.worths[a].threshold);
    this.principals = members(ground.consent.principals);
    this.places = this.principals.map((a) => this.actors.indexOf(a));
  }

  /** @param {Partial<Aim> & {value: Aim["value"]}} aim */
  best(aim) {
    const { halved, actors, worth, kept, trees } = this;
    const usual = { within: () => 0, least: this.least, fits: this.remembered((set, needed) => halved.ground.consent.agreed(set, needed)), most: 0, steps: Infinity };
    return search(halved.meetings, trees, actors, worth, kept, { ...usual, ...aim });
  }

  /** Of sets of actors looked at, what is true of the sets of actors themselves. @param {(set: number, needed: number) => boolean} is @returns {Aim["fits"]} */
  remembered(is) {
    /** @type {Map<number, Int8Array>} */
    const tables = new Map();
    return (set, needed) => {
      const table = tables.get(needed) ?? new Int8Array(1 << this.actors.length);
      tables.set(needed, table);
      if (!table[set]) {
        const whole = this.actors.reduce((bits, a, d) => ((set >> d) & 1 ? bits | (1 << a) : bits), 0);
        table[set] = is(whole, needed) ? 1 : -1;
      }
      return table[set] > 0;
    };
  }

  /** The most that an actor could ask for with all else agreeing, its own red lines kept. @param {number} a @param {Tally} tally */
  highest(a, { livesWithout }) {
    const place = this.actors.indexOf(a);
    if (place < 0 || livesWithout[a]) return -Infinity;
    const least = this.least.map((one, d) => (d === place ? -Number.MAX_VALUE : one));
    const { consent } = this.halved.ground;
    const fits = this.remembered((set, needed) => ((set >>> a) & 1) === 1 && consent.agreed(set, needed));
    return this.best({ value: (sums) => sums[place], least, fits }).value;
  }

  /** What each criterion picks; those of which too many are as good, or that take too long, are left. @param {Setting} setting @param {{highest: number}[]} rises */
  solved(setting, rises) {
    const { ground } = this.halved;
    const { consent } = ground;
    const wanted = this.places.map((d) => this.least[d]);
    /** Under a quota somebody may lose in the zone. @param {Aim["value"]} value @returns {Aim["value"]} */
    const fair = (value) => (consent.quota === null ? value : (sums) => (wanted.every((one, p) => sums[this.places[p]] >= one) ? value(sums) : -Infinity));
    const tops = this.principals.map((a, p) =>
      consent.quota === null && rises[a].highest > -Infinity ? rises[a].highest : this.best({ value: fair((sums) => sums[this.places[p]]) }).value,
    );
    const numbers = this.principals.map((a) => numbersOf(ground.worths[a]));
    const gains = (/** @type {Float64Array} */ sums, /** @type {number} */ p) => sums[this.places[p]] * numbers[p].by + numbers[p].less;
    const can = numbers.map(({ by, less }, p) => tops[p] * by + less > 0);
    const moving = this.principals.flatMap((a, p) => (isConstant(ground.worths[a]) ? [] : [p]));
    const every = this.principals.map((_, p) => p);
    const gaining = every.filter((p) => can[p]);
    const least = (/** @type {number[]} */ some, /** @type {(p: number) => number} */ of) => some.reduce((low, p) => Math.min(low, of(p)), Infinity);
    /** @type {Record<Criterion, Partial<Aim> & {value: Aim["value"]}>} */
    const aims = {
      nash: { value: fair((sums) => gaining.reduce((product, p) => product * Math.max(0, gains(sums, p)), 1)), within: (best) => SLACK * Math.abs(best) },
      kalai_smorodinsky: { value: fair((sums) => least(gaining, (p) => gains(sums, p) / (tops[p] * numbers[p].by + numbers[p].less))) },
      egalitarian: { value: (sums) => least(moving, (p) => gains(sums, p)) },
      utilitarian: { value: (sums) => every.reduce((sum, p) => sum + gains(sums, p), 0) },
    };
    const solutions = none();
    /** @type {string[]} */
    const left = [];
    /** @type {number | null} */
    let floor = null;
    for (const criterion of CRITERIA) {
      const { found } = this.best({ within: () => SLACK, most: MOST, steps: STEPS, ...aims[criterion] });
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

/** A gain as a function of a total, near enough to find by. @param {import("../worths.js").Worths} worths */
function numbersOf({ offset, scale, reservation }) {
  return { by: 1 / Number(scale), less: Number(offset) / Number(scale) - Number(reservation.n) / Number(reservation.d) };
}

/** Whether all packages are worth the same. @param {import("../worths.js").Worths} worths */
function isConstant({ terms }) {
  return terms.every(({ values }) => values.every((value) => value === values[0]));
}

