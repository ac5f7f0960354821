// What things are called: labels of the file for ids, and paths in words.

import { isolated } from "./direction.js";
import { words } from "./phrases.js";

/** @typedef {import("../protocol.js").Model} Model */
/** @typedef {import("../protocol.js").Setting} Setting */
/** @typedef {import("../protocol.js").Alternative} Alternative */
/** @typedef {import("../protocol.js").Issue} Issue */
/** @typedef {import("../protocol.js").Actor} Actor */
/** @typedef {import("../protocol.js").Line} Line */
/** @typedef {import("../protocol.js").Weight} Weight */

export class Names {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    /** @type {Map<string, Actor>} */
    this.actors = new Map(model.actors.map((actor) => [actor.id, actor]));
    /** @type {Map<string, Line>} */
    this.lines = new Map(model.lines.map((line) => [line.path, line]));
    /** @type {Map<string, Weight>} */
    this.weights = new Map(model.weights.map((weight) => [weight.path, weight]));
    this.bodies = new Map(model.bodies.map((body) => [body.full, body]));
    this.rules = new Map(model.rules.map((rule) => [rule.path, rule]));
  }

  /** @param {string} id */
  actor(id) {
    return isolated(this.actors.get(id)?.name ?? words(id));
  }

  /** A body, and whose it is. @param {string} path ACTOR.BODY */
  body(path) {
    const one = this.model.bodies.find((body) => body.path === path);
    return one === undefined ? words(path) : `${this.actor(one.actor)}’s ${one.label}`;
  }

  /** Whether an actor votes in a body that stands. @param {string} id @param {Setting} setting */
  votes(id, setting) {
    return this.model.bodies.some((body, k) => {
      const which = body.alternatives.findIndex((one) => one.id === setting.bodies[body.full]);
      const votes = this.model.compiled.bodies[k]?.[which]?.votes ?? [];
      return votes.some(([voter]) => this.model.actors[voter]?.id === id);
    });
  }

  /** The issues on the table, those of a lever included. @param {string | null} lever @returns {Issue[]} */
  issues(lever) {
    return this.model.levers.find((one) => one.id === lever)?.issues ?? this.model.issues;
  }

  /** @param {string} id @param {string | null} lever */
  ask(id, lever) {
    return this.issues(lever).find((issue) => issue.id === id)?.ask ?? words(id);
  }

  /** @param {string} issue @param {string | number} value @param {string | null} lever */
  option(issue, value, lever) {
    const options = this.issues(lever).find((one) => one.id === issue)?.options ?? [];
    const label = options.find((one) => one.value === value || one.id === value)?.label;
    return isolated(label ?? String(value));
  }

  /**
   * Whose a path is, and what it is called.
   *
   * @param {string} path
   * @returns {{actor: string | null, name: string}}
   */
  path(path) {
    const [owner, ...rest] = path.split(".");
    if (owner === "rules") return { actor: null, name: `the rule “${words(rest.join("."))}”` };
    const whose = this.actor(owner ?? "");
    if (rest[0] === "reservation_value") return { actor: whose, name: "walk-away value" };
    return { actor: whose, name: words(rest[rest.length - 1] ?? "") };
  }

  /**
   * A red line as it stands.
   *
   * @param {string} path
   * @param {Setting} setting
   * @returns {Alternative | null} null where it is off
   */
  stands(path, setting) {
    const id = setting.lines[path];
    if (id === null || id === undefined) return null;
    return this.lines.get(path)?.alternatives.find((one) => one.id === id) ?? null;
  }

  /**
   * The question that a text begins with, so that it can be put once above several.
   *
   * @param {string} says
   * @returns {string} "" where there is none
   */
  question(says) {
    const issues = [this.model.issues, ...this.model.levers.map((one) => one.issues)].flat();
    const asks = issues.flatMap((issue) => [issue.ask, `${issue.ask}:`]);
    return asks.find((ask) => says.startsWith(`${ask} `)) ?? "";
  }
}

/**
 * A text without the question that it begins with.
 *
 * @param {string} says
 * @param {string} ask
 */
export function after(says, ask) {
  return says.startsWith(ask) ? says.slice(ask.length).trim() : says;
}
