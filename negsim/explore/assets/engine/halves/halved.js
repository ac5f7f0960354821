// All packages of a space as two halves, under a setting: what is counted is exact, and no package is listed for it.

import { members } from "../consent.js";
import { domainsOf, Ground } from "../ground.js";
import { Meaningless } from "../worths.js";
import { crossingsOf, halvesOf } from "./half.js";
import { meetings } from "./meet.js";
import { Side } from "./side.js";
import { Counting } from "./tally.js";
import { masksIn, rank, Store, tablesOf } from "./tables.js";

/** @typedef {import("../../protocol.js").Model} Model */
/** @typedef {import("../../protocol.js").Setting} Setting */
/** @typedef {import("../compiled.js").Space} Space */
/** @typedef {import("./half.js").Halves} Halves */
/** @typedef {import("./meet.js").Meeting} Meeting */
/** @typedef {import("./tables.js").Table} Table */

const MOST_ASKED = 16; // actors that a package may need or that vote
const MOST_MEETINGS = 1 << 19; // as negsim/explore/model/halves.py has it
const ASKED_AT_ONCE = 64;

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
    /** @type {Meeting[]} */
    this.meetings = [];
    /** @type {[import("./tree.js").Tree[], import("./tree.js").Tree[]]} */
    this.made = [[], []];
    this.treeKeys = [0, 1].map(() => ({ key: "", groups: "" }));
    this.refused = "";
    /** Per actor, all that its acceptance goes by. @type {string[]} */
    this.goesBy = [];
    this.counting = new Counting(this);
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
          let [total, squares] = [0, 0];
          for (const one of side.worth[a]) [total, squares] = [total + one, squares + one * one];
          const many = Math.max(1, side.worth[a].length);
          return [sum + total / many, square + Math.max(0, squares / many - (total / many) ** 2)];
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
   * @param {number[]} principals
   * @param {(groups: import("./side.js").Group[], side: number, before: import("./tree.js").Tree[]) => import("./tree.js").Tree[]} make Of the groups of a side, with what was made of the same before.
   * @returns {[import("./tree.js").Tree[], import("./tree.js").Tree[]]}
   */
  trees(actors, principals, make) {
    this.sides.forEach((side, s) => {
      const groups = `${actors.join()} ${side.done.get("groups")}`;
      const key = `${groups} ${principals.join()} ${this.ground.consent.quota !== null} ${actors.map((a) => side.keys[a]).join(" | ")}`;
      if (this.treeKeys[s].key === key) return;
      const before = this.treeKeys[s].groups === groups ? this.made[s] : [];
      this.treeKeys[s] = { key, groups };
      this.made[s] = make(side.groups, s, before);
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
        for (const [k, issue] of side.half.issues.entries()) options[issue] = side.half.packages.options[k][p];
      });
      return { options, pair: [sides[0].list[left], sides[1].list[right]] };
    });
    rows.sort((a, b) => {
      const differs = a.options.findIndex((option, issue) => option !== b.options[issue]);
      return differs < 0 ? 0 : a.options[differs] - b.options[differs];
    });
    const words = Array.from({ length: Math.max(1, (space.formulas.length + 31) >> 5) }, () => new Int32Array(rows.length));
    rows.forEach(({ pair }, p) => {
      for (const [s, { packages }] of halves.both.entries()) for (const [w, column] of packages.words.entries()) words[w][p] |= column[pair[s]];
      for (const crossing of halves.crossings.values()) {
        if (crossing === null) continue;
        const { fact, left, right, columns, holds } = crossing;
        if (holds[left[pair[0]] * columns + right[pair[1]]]) words[fact >> 5][p] |= 1 << (fact & 31);
      }
    });
    const options = space.sizes.map((size, issue) => {
      const column = rows.map((row) => row.options[issue]);
      return size <= 256 ? Uint8Array.from(column) : Uint16Array.from(column);
    });
    const ground = new Ground(this.model, space, { count: rows.length, options, words });
    ground.settle(setting);
    return ground;
  }
}

/** No package of a space at all. @param {Space} space @returns {import("../packages.js").Packages} */
function nothing({ sizes, formulas }) {
  const words = Math.max(1, (formulas.length + 31) >> 5);
  return { count: 0, options: sizes.map(() => new Uint8Array(0)), words: Array.from({ length: words }, () => new Int32Array(0)) };
}
