// What is counted of all packages of a state: who accepts how many, alone and two by two, what is in the zone, whom each
// of its halves is part of, and what one actor alone keeps out.

import { members } from "../consent.js";
import { bothEnough, counted, enough, summed } from "./count.js";
import { kernel } from "./kernel.js";
import { Making, waysOf } from "./sets.js";

/** @typedef {import("./halved.js").Halved} Halved */
/** @typedef {import("./meet.js").Meeting} Meeting */
/** @typedef {import("./sets.js").Made} Made */
/** @typedef {import("./tables.js").Table} Table */

const REMEMBERED = 1000; // counts
const FEW = 256; // meetings, of which counts are kept

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
 * What is told first.
 *
 * @typedef {object} Tally
 * @property {number[]} accepted Per actor.
 * @property {number} zone
 * @property {number} table
 * @property {[Float64Array, Float64Array]} partners Per member of either side's list, the packages of the zone it is part of.
 */

/**
 * What follows.
 *
 * @typedef {object} Further
 * @property {Map<number, number>} pairs Per set of two, the packages that suit both.
 * @property {number[]} blocked Per actor.
 * @property {boolean[]} livesWithout
 */

/** Counts, and keeps what a change leaves as it was. */
export class Counting {
  /** @param {Halved} halved */
  constructor(halved) {
    this.halved = halved;
    /** @type {Map<string, ReturnType<typeof kernel>>} */
    this.kernels = new Map();
    /** How many packages suit two, by all that this goes by. @type {Map<string, number>} */
    this.known = new Map();
    /** @type {Map<string, {key: string, counts: Int32Array}>} */
    this.counts = new Map();
  }

  /** What is in the zone, and who accepts how many. @returns {Tally} */
  tally() {
    const { model, sides } = this.halved;
    /** @type {Tally} */
    const tally = {
      accepted: model.actors.map(() => 0),
      zone: 0,
      table: 0,
      partners: [new Float64Array(sides[0].list.length), new Float64Array(sides[1].list.length)],
    };
    for (const [meeting, plan] of this.planned()) this.tell(meeting, plan, tally);
    return tally;
  }

  /** What else is counted, meeting by meeting. @returns {Generator<null, Further>} */
  *further() {
    const { model, goesBy, refused } = this.halved;
    const actors = model.actors.map((_, a) => a);
    /** @type {Further} */
    const further = {
      pairs: new Map(pairsOf(this.halved.ground.consent.consenting).map((pair) => [pair, 0])),
      blocked: actors.map(() => 0),
      livesWithout: actors.map(() => false),
    };
    // What suits two is what it was before, where nothing has changed that either goes by.
    const keyOf = (/** @type {number} */ pair) => `${refused} ${members(pair).map((a) => `${a}: ${goesBy[a]}`).join(" and ")}`;
    if (this.known.size > REMEMBERED) this.known.clear();
    for (const pair of further.pairs.keys()) further.pairs.set(pair, this.known.get(keyOf(pair)) ?? 0);
    const open = [...further.pairs.keys()].filter((pair) => !this.known.has(keyOf(pair)));
    for (const [meeting, plan] of this.planned()) {
      this.tellFurther(meeting, plan, further, open);
      yield null;
    }
    for (const pair of open) this.known.set(keyOf(pair), further.pairs.get(pair) ?? 0);
    return further;
  }

  /** Each meeting, with what is to be counted there. @returns {Generator<[Meeting, Plan]>} */
  *planned() {
    const { meetings, ground } = this.halved;
    /** @type {Map<string, Plan>} */
    const plans = new Map();
    for (const meeting of meetings) {
      const key = `${meeting.kept & ground.consent.asked} ${meeting.needed}`;
      const plan = plans.get(key) ?? this.plan(meeting);
      plans.set(key, plan);
      yield [meeting, plan];
    }
  }

  /** What is to be counted at meetings like one. @param {Meeting} meeting @returns {Plan} */
  plan({ kept, needed }) {
    const { consent } = this.halved.ground;
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

  /** @param {Meeting} meeting @param {Plan} plan @param {Tally} tally */
  tell(meeting, plan, tally) {
    const [own, other] = [this.halved.tables[0][meeting.left], this.halved.tables[1][meeting.right]];
    const counts = this.enough(own, other, meeting);
    this.halved.model.actors.forEach((_, a) => {
      if ((meeting.kept >>> a) & 1) tally.accepted[a] += summed(/** @type {Int32Array} */ (counts.get(a)));
    });
    const { sums, each } = this.told([plan.zone, plan.table], own, other, counts, `zone ${plan.key}`);
    const zone = sums.get(plan.zone) ?? 0;
    tally.zone += zone;
    tally.table += sums.get(plan.table) ?? 0;
    if (!zone) return;
    addTo(tally.partners[0], own.members, each);
    const back = this.told([plan.zone], other, own, this.enough(other, own, meeting), `back ${plan.key}`).each;
    addTo(tally.partners[1], other.members, back);
  }

  /** @param {Meeting} meeting @param {Plan} plan @param {Further} further @param {number[]} pairs Of two, still to be counted. */
  tellFurther(meeting, plan, further, pairs) {
    const [own, other] = [this.halved.tables[0][meeting.left], this.halved.tables[1][meeting.right]];
    const counts = this.enough(own, other, meeting);
    for (const pair of pairs) further.pairs.set(pair, (further.pairs.get(pair) ?? 0) + this.both(pair, meeting, counts));
    const asked = [...plan.blocked, ...plan.without].map(([, made]) => made);
    if (!asked.length) return;
    const { sums } = this.told(asked, own, other, counts, `further ${plan.key}`);
    for (const [a, made] of plan.blocked) further.blocked[a] += sums.get(made) ?? 0;
    for (const [a, made] of plan.without) further.livesWithout[a] ||= (sums.get(made) ?? 0) > 0;
  }

  /** Per actor, with how many partners each of a group is worth enough. @param {Table} own @param {Table} other @param {Meeting} meeting */
  enough(own, other, meeting) {
    const isLeft = own === this.halved.tables[0][meeting.left];
    return new Map(
      this.halved.ground.worths.map(({ threshold }, a) => {
        const key = `${isLeft} ${a} ${meeting.left} ${meeting.right}`;
        const before = this.counts.get(key);
        if (before !== undefined && before.key === this.halved.goesBy[a]) return [a, before.counts];
        const [mine, theirs] = [own.rankings.get(a), other.rankings.get(a)];
        if (mine === undefined || theirs === undefined) throw new TypeError("a group was not ranked");
        const counts = enough(mine, theirs, threshold - meeting.more[a]);
        if (this.halved.meetings.length <= FEW) this.counts.set(key, { key: this.halved.goesBy[a], counts });
        return [a, counts];
      }),
    );
  }

  /** How many packages of a meeting suit both, left out whose consent they do not need. @param {number} pair @param {Meeting} meeting @param {Map<number, Int32Array>} counts */
  both(pair, { needed, kept, left, right }, counts) {
    const [own, other] = [this.halved.tables[0][left], this.halved.tables[1][right]];
    const asked = pair & ~(this.halved.ground.consent.conditional & ~needed);
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
    /** @type {Int32Array} */
    let each = new Int32Array(asked[0].is === "always" ? size : 0).fill(partners);
    /** @type {Made[]} */
    const left = [];
    for (const made of new Set(asked)) {
      if (made.is === "always") sums.set(made, size * partners);
      else if (made.is === "never") sums.set(made, 0);
      else left.push(made);
    }
    if (!left.length) return { sums, each };
    const { at, pivot, store } = this.halved;
    const name = `${pivot}: ${key}`;
    const compiled = this.kernels.get(name) ?? kernel(left, pivot, store.memory);
    this.kernels.set(name, compiled);
    const found = counted(own, other, counts, left, compiled, pivot, store, at);
    for (const [e, made] of left.entries()) sums.set(made, found.all[e]);
    if (left[0] === asked[0]) each = found.each;
    return { sums, each };
  }
}

/** @param {Float64Array} sums Per member of a side's list. @param {Int32Array} members @param {Int32Array} each */
function addTo(sums, members, each) {
  for (let place = 0; place < members.length; place++) sums[members[place]] += each[place];
}

/** @param {number} set @returns {number[]} Sets of two. */
function pairsOf(set) {
  const actors = members(set);
  return actors.flatMap((a, k) => actors.slice(k + 1).map((b) => (1 << a) | (1 << b)));
}
