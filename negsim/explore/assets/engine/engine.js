// Answers questions about states of one model: packages are listed once per lever, and what is known of them is kept.

import { record } from "../records.js";
import { found } from "./answer.js";
import { cloudOf } from "./cloud.js";
import { domainsOf, Ground } from "./ground.js";
import { layoutOf } from "./layout.js";
import { toldInHalves } from "./halves/answer.js";
import { Halved } from "./halves/halved.js";
import { listed, walk } from "./packages.js";
import { format } from "./rational.js";
import { resolve } from "./resolve.js";
import { Meaningless } from "./worths.js";

/** @typedef {import("../protocol.js").Model} Model */
/** @typedef {import("../protocol.js").State} State */
/** @typedef {import("../protocol.js").Setting} Setting */
/** @typedef {import("../protocol.js").Answer} Answer */
/** @typedef {import("./compiled.js").Space} Space */
/** @typedef {import("./answer.js").Found} Found */

const PORTION = 1 << 17; // packages at a time where all on the table are gone through
const MOST = 3e7; // of these
const REMEMBERED = 64; // answers of packages counted in two halves

export class Engine {
  /** @param {Model} model */
  constructor(model) {
    /** @type {Model} */
    this.model = model;
    /** @type {Map<string | null, Ground>} */
    this.grounds = new Map();
    /** @type {Map<string | null, Halved>} */
    this.halves = new Map();
    this.packages = this.isHalved(model.start.lever) ? this.halved(model.start.lever).pairs : this.ground(model.start.lever).packages.count;
    this.lastKey = "";
    /** @type {Found | null} */
    this.lastFound = null;
    /** Whole answers of packages counted in two halves, by state: what is taken back was there before. @type {Map<string, Answer>} */
    this.whole = new Map();
  }

  /** Whether packages are too many to be listed with a lever on the table, or without. @param {string | null} lever */
  isHalved(lever) {
    return this.space(lever).halves !== null;
  }

  /** All packages with a lever on the table, or without, as two halves. @param {string | null} lever @returns {Halved} */
  halved(lever) {
    let halved = this.halves.get(lever);
    if (halved === undefined) {
      const space = this.space(lever);
      if (space.halves === null) throw new TypeError("these packages are listed");
      halved = new Halved(this.model, space, space.halves);
      this.halves.set(lever, halved);
    }
    return halved;
  }

  /** The packages with a lever on the table, or without. @param {string | null} lever @returns {Ground} */
  ground(lever) {
    let ground = this.grounds.get(lever);
    if (ground === undefined) {
      const space = this.space(lever);
      ground = new Ground(this.model, space, listed(space, space.always));
      this.grounds.set(lever, ground);
    }
    return ground;
  }

  /** @param {string | null} lever @returns {Space} */
  space(lever) {
    const space = this.model.compiled.spaces.find((one) => one.lever === lever);
    if (space === undefined) throw new Meaningless(`There is no lever called ${lever}`);
    return space;
  }

  /** @param {State} state @returns {{setting: Setting, ground: Ground}} */
  settled(state) {
    const setting = resolve(this.model, state);
    const ground = this.ground(setting.lever);
    ground.settle(setting);
    return { setting, ground };
  }

  /** What is found in a state; the last is remembered. @param {State} state @returns {{setting: Setting, ground: Ground, all: Found}} */
  found(state) {
    const { setting, ground } = this.settled(state);
    const key = JSON.stringify(state);
    const known = this.lastKey === key ? this.lastFound : null;
    const all = known ?? found(ground, (work) => this.allowed(ground, setting, work));
    [this.lastKey, this.lastFound] = [key, all];
    return { setting, ground, all };
  }

  /** All of an answer. @param {State} state @returns {Answer} */
  answer(state) {
    const { answer, rest } = this.begun(state);
    if (rest === null) return answer;
    for (let step = rest.next(); ; step = rest.next()) if (step.done) return step.value;
  }

  /**
   * An answer, or what of it is known at once; and what works out the whole, little by little, or null.
   *
   * @param {State} state
   * @returns {{answer: Answer, rest: Generator<null, Answer> | null}}
   */
  begun(state) {
    const start = performance.now();
    if (this.isHalved(state.lever)) return this.begunInHalves(state, start);
    const { setting, ground, all } = this.found(state);
    const answer = {
      run: all.run,
      home: all.home,
      room: all.room,
      wall: all.wall,
      feasible: all.feasible,
      reservations: record(this.model.actors.map(({ id }, a) => [id, format(ground.worths[a].reservation)])),
      setting,
      left: [],
      coming: [],
      milliseconds: performance.now() - start,
    };
    return { answer, rest: null };
  }

  /** @param {State} state @param {number} start @returns {{answer: Answer, rest: Generator<null, Answer> | null}} */
  begunInHalves(state, start) {
    const known = this.whole.get(JSON.stringify(state));
    if (known !== undefined) return { answer: { ...known, milliseconds: performance.now() - start }, rest: null };
    const setting = resolve(this.model, state);
    const halved = this.halved(setting.lever);
    halved.settle(setting);
    const { first, rest } = toldInHalves(halved, setting);
    const reservations = record(this.model.actors.map(({ id }, a) => [id, format(halved.ground.worths[a].reservation)]));
    const beside = { reservations, setting };
    return { answer: { ...first, ...beside, milliseconds: performance.now() - start }, rest: this.following(state, start, beside, rest) };
  }

  /** @param {State} state @param {number} start @param {Pick<Answer, "reservations" | "setting">} beside @param {ReturnType<typeof toldInHalves>["rest"]} rest @returns {Generator<null, Answer>} */
  *following(state, start, beside, rest) {
    const answer = { ...(yield* rest), ...beside, milliseconds: performance.now() - start };
    const oldest = this.whole.keys().next();
    if (this.whole.size >= REMEMBERED && !oldest.done) this.whole.delete(oldest.value);
    this.whole.set(JSON.stringify(state), answer);
    return answer;
  }

  /** @param {State} state @param {string} x @param {string} y @param {number} columns @param {number} rows */
  cloud(state, x, y, columns, rows) {
    if (this.isHalved(state.lever)) throw new Meaningless("There are too many packages to be drawn one by one");
    const { ground, all } = this.found(state);
    const place = (/** @type {string} */ id) => this.model.actors.findIndex((actor) => actor.id === id);
    return cloudOf(ground, all, place(x), place(y), columns, rows);
  }

  /** @param {State} state @param {import("../protocol.js").Package} chosen */
  layout(state, chosen) {
    if (this.isHalved(state.lever)) {
      const setting = resolve(this.model, state);
      const { ground } = this.halved(setting.lever);
      ground.settle(setting);
      return layoutOf(ground, setting, chosen);
    }
    const { setting, ground } = this.settled(state);
    return layoutOf(ground, setting, chosen);
  }

  /**
   * Hands on all packages on the table, feasible or not, some at a time.
   *
   * @param {Ground} ground
   * @param {Setting} setting
   * @param {(part: Ground) => void} work
   */
  allowed(ground, setting, work) {
    const domains = domainsOf(this.model, ground.space, setting).map((domain) => domain.flatMap((is, option) => (is ? [option] : [])));
    const count = domains.reduce((product, domain) => product * domain.length, 1);
    if (count > MOST) throw new Meaningless(`No package is feasible, and ${count.toLocaleString("en")} are too many to say here why`);
    /** @type {Ground | null} */
    let part = null;
    walk(ground.space, { without: ground.bars(setting), domains, portion: Math.min(PORTION, Math.max(1, count)) }, (packages) => {
      part ??= new Ground(this.model, ground.space, packages);
      part.renew();
      part.settle(setting);
      part.list = Int32Array.from({ length: packages.count }, (_, p) => p);
      work(part);
    });
  }
}
