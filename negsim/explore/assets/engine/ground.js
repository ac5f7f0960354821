// The packages of a space under a setting: which are feasible, and, as a bit per actor, who needs to be asked about
// each, whose red lines it keeps, and whose reservation value it reaches. Only what a change touches is done again.

import { blocksOf } from "./blocks.js";
import { Consent, members } from "./consent.js";
import { efficient } from "./efficient.js";
import { holder } from "./formula.js";
import { fillTotals, Meaningless, worthsOf } from "./worths.js";

/** @typedef {import("../protocol.js").Model} Model */
/** @typedef {import("../protocol.js").Setting} Setting */
/** @typedef {import("./compiled.js").Space} Space */
/** @typedef {import("./packages.js").Packages} Packages */
/** @typedef {import("./worths.js").Worths} Worths */

/**
 * A red line or rule in force, and the formula that holds where it is crossed or broken.
 *
 * @typedef {object} Force
 * @property {string} path
 * @property {number} actor -1 for rules.
 * @property {number} fact
 */

export class Ground {
  /**
   * @param {Model} model
   * @param {Space} space
   * @param {Packages} packages
   */
  constructor(model, space, packages) {
    this.model = model;
    this.space = space;
    this.packages = packages;
    const count = packages.words[0]?.length ?? 0;
    this.needs = new Int32Array(count);
    this.keeps = new Int32Array(count);
    this.reaches = new Int32Array(count);
    this.totals = model.actors.map(() => new Float64Array(count));
    /** @type {Worths[]} */
    this.worths = [];
    /** @type {Map<string, string>} */
    this.done = new Map();
    this.list = new Int32Array(0);
    /** @type {Force[]} */
    this.lines = [];
    /** @type {Force[]} */
    this.rules = [];
    this.consent = new Consent([], null);
    /** @type {Map<string, Int32Array>} */
    this.lent = new Map();
    /** @type {import("./blocks.js").Block[] | null} */
    this.taken = null;
    /** @type {import("./efficient.js").Efficient} */
    this.efficient = { vectors: [], packages: [] };
  }

  /** Issues taken several at a time. */
  get blocks() {
    this.taken ??= blocksOf(this.packages, this.space.sizes);
    return this.taken;
  }

  /** Whole numbers for a while, as many as there are packages; whoever asks again under the same name gets the same. @param {string} name @returns {Int32Array} */
  scratch(name) {
    const found = this.lent.get(name) ?? new Int32Array(this.needs.length);
    this.lent.set(name, found);
    return found;
  }

  /** Other packages in the same arrays: everything is to be done again. */
  renew() {
    this.done.clear();
  }

  /** @param {Setting} setting */
  settle(setting) {
    const { model, space } = this;
    if (setting.misfit !== null) throw new Meaningless(setting.misfit);
    this.lines = inForce(model.lines, setting.lines, space.lines).map((one) => ({
      ...one,
      actor: model.actors.findIndex((actor) => actor.id === one.actor),
    }));
    this.rules = inForce(model.rules, setting.rules, space.rules).map((one) => ({ ...one, actor: -1 }));
    const kinds = model.actors.map(({ id }) => /** @type {"always"} */ ((setting.consent[id] ?? "").split("@")[0]));
    const quota = setting.agreement === null ? null : model.compiled.agreements[setting.agreement];
    this.consent = new Consent(kinds, quota ?? null, seatsOf(model, setting));
    if (!this.consent.principals) throw new Meaningless("Nobody's consent is always needed: keep one actor that is always asked");
    const holds = (/** @type {number} */ fact, /** @type {number[]} */ options) => this.holds(fact, options);
    this.worths = model.actors.map((_, a) => worthsOf(model, space, setting, a, holds));
    model.actors.forEach(({ id }, a) => {
      this.once(`needs ${a}`, `${setting.consent[id]}`, () => this.markNeeds(a, setting.consent[id] ?? ""));
      const facts = this.lines.filter((line) => line.actor === a).map((line) => line.fact);
      this.once(`keeps ${a}`, facts.join(), () => this.markKeeps(a, facts));
      const worths = this.worths[a];
      this.once(`totals ${a}`, worths.key, () => fillTotals(worths.terms, this.packages, this.totals[a]));
      this.once(`reaches ${a}`, `${worths.key} ${worths.threshold}`, () => this.markReaches(a, worths.threshold));
    });
    this.select(setting);
  }

  /** @param {string} what @param {string} key @param {() => void} work */
  once(what, key, work) {
    if (this.done.get(what) === key) return;
    work();
    this.done.set(what, key);
  }

  /** @param {number} fact @param {number[]} options */
  holds(fact, options) {
    return holder(this.space.formulas[fact], this.space.sizes)(options);
  }

  /** @param {number} a @param {string} consent */
  markNeeds(a, consent) {
    const { needs, packages } = this;
    const bit = 1 << a;
    if (!consent.startsWith("when")) {
      const always = consent === "always";
      for (let p = 0; p < packages.count; p++) needs[p] = always ? needs[p] | bit : needs[p] & ~bit;
      return;
    }
    const fact = this.space.needs[`${this.model.actors[a].id} ${consent}`];
    if (fact === undefined) throw new Meaningless(`${this.model.actors[a].name} has no condition called ${consent}`);
    const [column, shift] = [packages.words[fact >> 5], fact & 31];
    for (let p = 0; p < packages.count; p++) {
      needs[p] = (column[p] >>> shift) & 1 ? needs[p] | bit : needs[p] & ~bit;
    }
  }

  /** @param {number} a @param {number[]} facts */
  markKeeps(a, facts) {
    const { keeps, packages } = this;
    const bit = 1 << a;
    for (let p = 0; p < packages.count; p++) keeps[p] |= bit;
    masks(facts, packages.words.length).forEach((mask, w) => {
      if (!mask) return;
      const column = packages.words[w];
      for (let p = 0; p < packages.count; p++) if (column[p] & mask) keeps[p] &= ~bit;
    });
  }

  /** @param {number} a @param {number} threshold */
  markReaches(a, threshold) {
    const { reaches, packages } = this;
    const [bit, totals] = [1 << a, this.totals[a]];
    for (let p = 0; p < packages.count; p++) {
      reaches[p] = totals[p] >= threshold ? reaches[p] | bit : reaches[p] & ~bit;
    }
  }

  /** List the feasible packages. @param {Setting} setting */
  select(setting) {
    const { space, packages } = this;
    const facts = [...this.rules.map((rule) => rule.fact), ...this.bars(setting)];
    const domains = domainsOf(this.model, space, setting);
    this.once("list", `${facts.join()} ${domains.map((one) => one.join("")).join(" ")}`, () => {
      const list = new Int32Array(packages.count);
      const barred = masks(facts, packages.words.length);
      const narrow = domains.flatMap((domain, issue) => (domain.every(Boolean) ? [] : [{ issue, domain }]));
      let n = 0;
      next: for (let p = 0; p < packages.count; p++) {
        for (let w = 0; w < barred.length; w++) if (packages.words[w][p] & barred[w]) continue next;
        for (const { issue, domain } of narrow) if (!domain[packages.options[issue][p]]) continue next;
        list[n++] = p;
      }
      this.list = list.subarray(0, n);
    });
  }

  /** The efficient packages of all that are feasible; red lines and reservation values leave them as they are. @param {Float64Array[]} columns Totals of the principals. */
  frontier(columns) {
    const worths = members(this.consent.principals).map((a) => this.worths[a].key);
    this.once("frontier", `${worths.join(" ")} ${this.done.get("list")}`, () => {
      this.efficient = efficient(this.list, columns);
    });
    return this.efficient;
  }

  /** Formulas of what variants take off the table. @param {Setting} setting @returns {number[]} */
  bars(setting) {
    return setting.bars.map((key) => this.space.bars[Number(key)]);
  }
}

/**
 * @template {{path: string, alternatives: {id: string}[]}} T
 * @param {T[]} elements
 * @param {Record<string, string | null>} standing
 * @param {number[][]} compiled
 */
function inForce(elements, standing, compiled) {
  return elements.flatMap((element, k) => {
    const id = standing[element.path] ?? null;
    if (id === null) return [];
    const which = element.alternatives.findIndex((one) => one.id === id);
    if (which < 0) throw new Meaningless(`${element.path} has no form called ${id}`);
    return [{ ...element, fact: compiled[k][which] }];
  });
}

/** The bodies in force. @param {Model} model @param {Setting} setting @returns {import("./consent.js").Seat[]} */
function seatsOf(model, setting) {
  return model.bodies.flatMap((body, k) => {
    const id = setting.bodies[body.full] ?? null;
    if (id === null || setting.consent[body.actor] === "never") return [];
    const { votes, needs, fault } = model.compiled.bodies[k][body.alternatives.findIndex((one) => one.id === id)];
    if (fault !== null) throw new Meaningless(fault);
    return [{ path: body.path, owner: model.actors.findIndex((actor) => actor.id === body.actor), votes, needs }];
  });
}

/** Formulas as bits, word by word. @param {number[]} facts @param {number} width @returns {number[]} */
export function masks(facts, width) {
  const found = Array.from({ length: width }, () => 0);
  for (const fact of facts) found[fact >> 5] |= 1 << (fact & 31);
  return found;
}

/** Per issue, which options are on the table, as 1 and 0. @param {Model} model @param {Space} space @param {Setting} setting @returns {number[][]} */
export function domainsOf(model, space, setting) {
  return issuesOf(model, space.lever).map((issue) => {
    const allowed = setting.allowed[issue.id];
    const domain = issue.options.map((option) => (allowed === undefined || allowed.includes(option.id) ? 1 : 0));
    if (!domain.some(Boolean)) throw new Meaningless(`No option is left on the table: ${issue.ask}`);
    return domain;
  });
}

/** The issues as they are with a lever on the table, or without. @param {Model} model @param {string | null} lever */
export function issuesOf(model, lever) {
  return model.levers.find((one) => one.id === lever)?.issues ?? model.issues;
}
