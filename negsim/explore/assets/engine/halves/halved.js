// All packages of a space as two halves, under a setting: what is counted is exact, and no package is listed for it.

import { members } from "../consent.js";
import { domainsOf, Ground } from "../ground.js";
import { Meaningless } from "../worths.js";
import { bothEnough, counted, enough, summed } from "./count.js";
import { crossingsOf, halvesOf } from "./half.js";
import { kernel } from "./kernel.js";
import { meetings } from "./meet.js";
import { Making, waysOf } from "./sets.js";
import { Side } from "./side.js";
import { masksIn, rank, Store, tablesOf } from "./tables.js";

/** @typedef {import("../../protocol.js").Model} Model */
/** @typedef {import("../../protocol.js").Setting} Setting */
/** @typedef {import("../compiled.js").Space} Space */
/** @typedef {import("./half.js").Halves} Halves */
/** @typedef {import("./meet.js").Meeting} Meeting */
/** @typedef {import("./sets.js").Made} Made */
/** @typedef {import("./tables.js").Table} Table */

const MOST_ASKED = 16; // actors that a package may need or that vote
const MOST_MEETINGS = 1 << 22;
const ASKED_AT_ONCE = 64;
const REMEMBERED = 1000; // counts
const FEW = 16; // meetings, of which counts are kept

/**
 * What is counted at meetings of one kind.
 *
 * @typedef {object} Plan
 * @property {string} key
 * @property {Made} zone
 * @property {Made} table
 * @property {[number, Made][]} blocked Per actor, what it alone keeps out.
 * @property {[number, Made][]} without Per actor, what stays in the zone whatever it says.
 */

/**
 * @typedef {object} Tally
 * @property {number[]} accepted Per actor.
 * @property {Map<number, number>} pairs Per set of two, the packages that suit both.
 * @property {number} zone
 * @property {number} table
 * @property {number[]} blocked
 * @property {boolean[]} livesWithout
 * @property {[Float64Array, Float64Array]} partners Per member of either side's list, the packages of the zone it is part of.
 */

export class Halved {
  /** @param {Model} model @param {Space} space @param {[number[], number[]]} issues */
  constructor(model, space, issues) {
    this.model = model;
    this.space = space;
    this.halves = halvesOf(space, issues);
    this.ground = new Ground(model, space, nothing(space));
    this.sides = /** @type {[Side, Side]} */ (this.halves.both.map((half, side) => new Side(half, side === 0, model.actors.length)));
    this.store = new Store();
    /** @type {[Table[], Table[]]} */
    this.tables = [[], []];
    this.groupKey = "";
    this.pivot = 0;
    this.at = { scratch: 0, masks: 0 };
    /** @type {Map<string, string>} */
    this.ranked = new Map();
    /** @type {Map<string, ReturnType<typeof kernel>>} */
    this.kernels = new Map();
    /** @type {Meeting[]} */
    this.meetings = [];
    /** @type {[import("./tree.js").Tree[], import("./tree.js").Tree[]]} */
    this.made = [[], []];
    this.treeKeys = [0, 1].map(() => ({ key: "", groups: "" }));
    this.refused = "";
    /** Per actor, all that its acceptance goes by. @type {string[]} */
    this.goesBy = [];
    /** @type {Map<string, number>} */
    this.known = new Map();
    /** @type {Map<string, {key: string, counts: Int32Array}>} */
    this.counts = new Map();
  }

  /** How many pairs of halves there are, feasible or not. */
  get pairs() {
    return this.halves.both.reduce((product, { packages }) => product * packages.count, 1);
  }

  /** @param {Setting} setting */
  settle(setting) {
    const { ground, model, space } = this;
    ground.settle(setting);
    if (members(ground.consent.asked).length > MOST_ASKED) throw new Meaningless(`More than ${MOST_ASKED} actors are asked, which is too many to count in two halves`);
    const refused = [...ground.rules.map(({ fact }) => fact), ...ground.bars(setting)];
    const lines = model.actors.map((_, a) => ground.lines.filter((line) => line.actor === a).map(({ fact }) => fact));
    const needs = this.needs(setting);
    const wishes = ground.worths.flatMap(({ terms }) => terms.flatMap(({ issue, fact }) => (issue === null ? [fact] : [])));
    const crossings = crossingsOf(this.halves, [...refused, ...lines.flat(), ...needs.map(([, fact]) => fact), ...wishes]);
    const domains = domainsOf(model, space, setting);
    for (const side of this.sides) side.settle({ refused, domains, lines, needs, crossings, worths: ground.worths });
    const [left, right] = this.sides;
    if (left.groups.length * right.groups.length > MOST_MEETINGS) throw new Meaningless("What stands ties the issues too densely to be counted in two halves here");
    this.meetings = meetings(ground, left, right, crossings, refused, needs);
    this.refused = refused.join();
    this.goesBy = model.actors.map(
      ({ id }, a) => `${this.sides.map((side) => side.keys[a]).join(" | ")} ${ground.worths[a].threshold} ${lines[a].join()} ${setting.consent[id]}`,
    );
    this.rank();
  }

  /** Formulas of whose consent is needed where. @param {Setting} setting @returns {[number, number][]} */
  needs(setting) {
    return this.model.actors.flatMap(({ id, name }, a) => {
      const consent = setting.consent[id] ?? "";
      if (!consent.startsWith("when")) return [];
      const fact = this.space.needs[`${id} ${consent}`];
      if (fact === undefined) throw new Meaningless(`${name} has no condition called ${consent}`);
      return [/** @type {[number, number]} */ ([a, fact])];
    });
  }

  rank() {
    const { sides, store, ranked, ground } = this;
    const groupKey = sides.map((side) => side.done.get("groups")).join(" | ");
    const keyOf = (/** @type {number} */ s, /** @type {number} */ a) => `${sides[s].keys[a]} ${(ground.consent.asked >>> a) & 1}`;
    const isMoved = [0, 1].some((s) => ranked.get(`${s} ${this.pivot}`) !== keyOf(s, this.pivot));
    if (groupKey !== this.groupKey || isMoved) {
      if (groupKey !== this.groupKey) {
        store.clear();
        const longest = Math.max(...sides.flatMap(({ groups }) => groups.map((group) => group.members.length)), 1);
        this.at = { scratch: store.take(4 * longest * (MOST_ASKED + 3) + 8 * (ASKED_AT_ONCE + 2)), masks: masksIn(store) };
        this.tables = [tablesOf(sides[0], store), tablesOf(sides[1], store)];
      }
      this.groupKey = groupKey;
      ranked.clear();
      this.pivot = this.strictest();
    }
    const actors = this.model.actors.map((_, a) => a);
    sides.forEach((side, s) => {
      for (const a of [this.pivot, ...actors.filter((one) => one !== this.pivot)]) {
        const key = keyOf(s, a);
        if (ranked.get(`${s} ${a}`) === key) continue;
        ranked.set(`${s} ${a}`, key);
        const how = a === this.pivot ? "pivot" : (ground.consent.asked >>> a) & 1 ? "sets" : "order";
        for (const table of this.tables[s]) rank(table, a, side.kept[a], how, store);
      }
    });
  }

  /** Who of those that are asked is content with least, roughly: in whose order packages stand in sets, since these are then short. */
  strictest() {
    const { ground, sides } = this;
    const short = (/** @type {number} */ a) => {
      const [mean, spread] = sides.reduce(
        ([sum, square], side) => {
          const all = side.worth[a];
          const own = all.reduce((total, one) => total + one, 0) / Math.max(1, all.length);
          return [sum + own, square + all.reduce((total, one) => total + (one - own) ** 2, 0) / Math.max(1, all.length)];
        },
        [0, 1],
      );
      return (ground.worths[a].threshold - mean) / Math.sqrt(spread);
    };
    return members(ground.consent.asked).reduce((best, a) => (short(a) > short(best) ? a : best), members(ground.consent.asked)[0]);
  }

  /**
   * What is made of each group of both sides; kept while nothing that it is made of changes.
   *
   * @param {number[]} actors
   * @param {(group: import("./side.js").Group, side: number, before?: import("./tree.js").Tree) => import("./tree.js").Tree} make With what was made of the same group before.
   * @returns {[import("./tree.js").Tree[], import("./tree.js").Tree[]]}
   */
  trees(actors, make) {
    this.sides.forEach((side, s) => {
      const groups = `${actors.join()} ${side.done.get("groups")}`;
      const key = `${groups} ${actors.map((a) => side.keys[a]).join(" | ")}`;
      if (this.treeKeys[s].key === key) return;
      const before = this.treeKeys[s].groups === groups ? this.made[s] : [];
      this.treeKeys[s] = { key, groups };
      this.made[s] = side.groups.map((group) => make(group, s, before[group.number]));
    });
    return this.made;
  }

  /** Some packages one by one, as a ground of their own under the same setting, in package order. @param {[number, number][]} found Members of both lists. @param {Setting} setting */
  listed(found, setting) {
    const { sides, space, halves } = this;
    const rows = found.map(([left, right]) => {
      const options = new Int32Array(space.sizes.length);
      sides.forEach((side, s) => {
        const p = side.list[s === 0 ? left : right];
        side.half.issues.forEach((issue, k) => (options[issue] = side.half.packages.options[k][p]));
      });
      return { options, pair: [sides[0].list[left], sides[1].list[right]] };
    });
    rows.sort((a, b) => {
      const differs = a.options.findIndex((option, issue) => option !== b.options[issue]);
      return differs < 0 ? 0 : a.options[differs] - b.options[differs];
    });
    const words = Array.from({ length: Math.max(1, (space.formulas.length + 31) >> 5) }, () => new Int32Array(rows.length));
    rows.forEach(({ pair }, p) => {
      halves.both.forEach(({ packages }, s) => packages.words.forEach((column, w) => (words[w][p] |= column[pair[s]])));
      for (const crossing of halves.crossings.values()) {
        if (crossing === null) continue;
        const { fact, left, right, columns, holds } = crossing;
        if (holds[left[pair[0]] * columns + right[pair[1]]]) words[fact >> 5][p] |= 1 << (fact & 31);
      }
    });
    const options = space.sizes.map((size, issue) => (size <= 256 ? Uint8Array : Uint16Array).from(rows, (row) => row.options[issue]));
    const ground = new Ground(this.model, space, { count: rows.length, options, words });
    ground.settle(setting);
    return ground;
  }

  /** @returns {Tally} */
  count() {
    const { consent } = this.ground;
    const actors = this.model.actors.map((_, a) => a);
    /** @type {Tally} */
    const tally = {
      accepted: actors.map(() => 0),
      pairs: new Map(pairsOf(consent.consenting).map((pair) => [pair, 0])),
      zone: 0,
      table: 0,
      blocked: actors.map(() => 0),
      livesWithout: actors.map(() => false),
      partners: [new Float64Array(this.sides[0].list.length), new Float64Array(this.sides[1].list.length)],
    };
    // What suits two is what it was before, where nothing has changed that either goes by.
    const keyOf = (/** @type {number} */ pair) => `${this.refused} ${members(pair).map((a) => `${a}: ${this.goesBy[a]}`).join(" and ")}`;
    if (this.known.size > REMEMBERED) this.known.clear();
    for (const pair of tally.pairs.keys()) tally.pairs.set(pair, this.known.get(keyOf(pair)) ?? 0);
    const open = [...tally.pairs.keys()].filter((pair) => !this.known.has(keyOf(pair)));
    /** @type {Map<string, Plan>} */
    const plans = new Map();
    for (const meeting of this.meetings) {
      const key = `${meeting.kept & consent.asked} ${meeting.needed}`;
      const plan = plans.get(key) ?? this.plan(meeting);
      plans.set(key, plan);
      this.tell(meeting, plan, tally, open);
    }
    for (const pair of open) this.known.set(keyOf(pair), tally.pairs.get(pair) ?? 0);
    return tally;
  }

  /** What is to be counted at meetings like one. @param {Meeting} meeting @returns {Plan} */
  plan({ kept, needed }) {
    const { consent } = this.ground;
    const making = new Making();
    const free = consent.asked & kept;
    const zoneWays = waysOf((set) => consent.agreed(set, needed), free);
    const tableWays = waysOf((set) => consent.agreedAtTable(set, needed), free);
    const zone = making.of(zoneWays);
    /** @type {string[]} */
    const keys = [zoneWays.join(), tableWays.join()];
    /** @type {[number, Made][]} */
    const blocked = [];
    /** @type {[number, Made][]} */
    const without = [];
    for (const a of members(consent.asked)) {
      const bit = 1 << a;
      const granted = waysOf((set) => consent.agreed(set | bit, needed), free & ~bit);
      const alone = waysOf((set) => consent.agreed(set & ~bit, needed), free & ~bit);
      const refusing = free & bit ? making.but(making.of(granted), { is: "actor", actor: a }) : making.of(granted);
      blocked.push([a, making.but(refusing, zone)]);
      without.push([a, making.of(alone)]);
      keys.push(`${a} ${granted.join()} ${alone.join()} ${free & bit}`);
    }
    return { key: keys.join("; "), zone, table: making.of(tableWays), blocked, without };
  }

  /** @param {Meeting} meeting @param {Plan} plan @param {Tally} tally @param {number[]} pairs Of two, still to be counted. */
  tell(meeting, plan, tally, pairs) {
    const [own, other] = [this.tables[0][meeting.left], this.tables[1][meeting.right]];
    const counts = this.enough(own, other, meeting);
    this.model.actors.forEach((_, a) => {
      if ((meeting.kept >>> a) & 1) tally.accepted[a] += summed(/** @type {Int32Array} */ (counts.get(a)));
    });
    for (const pair of pairs) tally.pairs.set(pair, (tally.pairs.get(pair) ?? 0) + this.both(pair, meeting, counts));
    const asked = [plan.zone, ...[...plan.blocked, ...plan.without].map(([, made]) => made), plan.table];
    const { sums, each } = this.told(asked, own, other, counts, plan.key);
    const find = (/** @type {Made} */ made) => sums.get(made) ?? 0;
    tally.zone += find(plan.zone);
    tally.table += find(plan.table);
    for (const [a, made] of plan.blocked) tally.blocked[a] += find(made);
    for (const [a, made] of plan.without) tally.livesWithout[a] ||= find(made) > 0;
    if (!find(plan.zone)) return;
    own.members.forEach((k, place) => (tally.partners[0][k] += each[place]));
    const back = this.told([plan.zone], other, own, this.enough(other, own, meeting), `back ${plan.key}`).each;
    other.members.forEach((k, place) => (tally.partners[1][k] += back[place]));
  }

  /** Per actor, with how many partners each of a group is worth enough. @param {Table} own @param {Table} other @param {Meeting} meeting */
  enough(own, other, meeting) {
    const isLeft = own === this.tables[0][meeting.left];
    return new Map(
      this.ground.worths.map(({ threshold }, a) => {
        const key = `${isLeft} ${a} ${meeting.left} ${meeting.right}`;
        const before = this.counts.get(key);
        if (before !== undefined && before.key === this.goesBy[a]) return [a, before.counts];
        const [mine, theirs] = [own.rankings.get(a), other.rankings.get(a)];
        if (mine === undefined || theirs === undefined) throw new TypeError("a group was not ranked");
        const counts = enough(mine, theirs, threshold - meeting.more[a]);
        if (this.meetings.length <= FEW) this.counts.set(key, { key: this.goesBy[a], counts });
        return [a, counts];
      }),
    );
  }

  /** How many packages of a meeting suit both, left out whose consent they do not need. @param {number} pair @param {Meeting} meeting @param {Map<number, Int32Array>} counts */
  both(pair, { needed, kept, left, right }, counts) {
    const [own, other] = [this.tables[0][left], this.tables[1][right]];
    const asked = pair & ~(this.ground.consent.conditional & ~needed);
    if (asked & ~kept) return 0;
    const [first, second] = members(asked);
    if (first === undefined) return own.members.length * other.members.length;
    const of = (/** @type {number} */ a) => /** @type {Int32Array} */ (counts.get(a));
    if (second === undefined) return summed(of(first));
    const ranking = (/** @type {Table} */ table, /** @type {number} */ a) => /** @type {import("./tables.js").Ranking} */ (table.rankings.get(a));
    return bothEnough(of(first), of(second), ranking(own, first), ranking(other, first), ranking(other, second));
  }

  /**
   * @param {Made[]} asked The first is told member by member too.
   * @param {Table} own
   * @param {Table} other
   * @param {Map<number, Int32Array>} counts
   * @param {string} key Of what is asked: equal texts ask the same.
   */
  told(asked, own, other, counts, key) {
    const [size, partners] = [own.members.length, other.members.length];
    /** @type {Map<Made, number>} */
    const sums = new Map();
    let each = new Int32Array(asked[0].is === "always" ? size : 0).fill(partners);
    /** @type {Made[]} */
    const left = [];
    for (const made of new Set(asked)) {
      if (made.is === "always") sums.set(made, size * partners);
      else if (made.is === "never") sums.set(made, 0);
      else left.push(made);
    }
    if (!left.length) return { sums, each };
    const name = `${this.pivot}: ${key}`;
    const compiled = this.kernels.get(name) ?? kernel(left, this.pivot, this.store.memory);
    this.kernels.set(name, compiled);
    const found = counted(own, other, counts, left, compiled, this.pivot, this.store, this.at);
    left.forEach((made, e) => sums.set(made, found.all[e]));
    if (left[0] === asked[0]) each = found.each;
    return { sums, each };
  }
}

/** No package of a space at all. @param {Space} space @returns {import("../packages.js").Packages} */
function nothing({ sizes, formulas }) {
  const words = Math.max(1, (formulas.length + 31) >> 5);
  return { count: 0, options: sizes.map(() => new Uint8Array(0)), words: Array.from({ length: words }, () => new Int32Array(0)) };
}

/** @param {number} set @returns {number[]} Sets of two. */
function pairsOf(set) {
  const actors = members(set);
  return actors.flatMap((a, k) => actors.slice(k + 1).map((b) => (1 << a) | (1 << b)));
}
