// What a person has set, changed one thing at a time. States are never changed in place.

import { record } from "../records.js";

/** @typedef {import("../protocol.js").State} State */
/** @typedef {import("../protocol.js").Model} Model */

/** @returns {State} */
export function untouched() {
  return {
    variants: [],
    lines: record(),
    reservations: record(),
    weights: record(),
    allowed: record(),
    consent: record(),
    bodies: record(),
    lever: null,
  };
}

/**
 * The state with one entry set, or taken out (undefined), so that it follows the variants again.
 *
 * @template {"lines" | "reservations" | "weights" | "allowed" | "consent" | "bodies"} K
 * @param {State} state
 * @param {K} what
 * @param {string} key
 * @param {State[K][string] | undefined} value
 * @returns {State}
 */
export function put(state, what, key, value) {
  const entries = record(Object.entries(state[what]));
  if (value === undefined) delete entries[key];
  else entries[key] = value;
  return { ...state, [what]: entries };
}

/** @param {State} state @param {string} id @param {boolean} on @returns {State} */
export function withVariant(state, id, on) {
  const others = state.variants.filter((one) => one !== id);
  return { ...state, variants: on ? [...others, id] : others };
}

/** @param {State} a @param {State} b */
export function same(a, b) {
  return write(a) === write(b);
}

/** How many things differ from the file. @param {State} state */
export function touched(state) {
  const { lines, reservations, weights, allowed, consent, bodies } = state;
  const parts = [lines, reservations, weights, allowed, consent, bodies];
  const single = parts.reduce((sum, part) => sum + Object.keys(part).length, 0);
  return state.variants.length + single + (state.lever === null ? 0 : 1);
}

const OFF = "!"; // no id contains it

/**
 * A state as the part of an address behind the #, in words that a person can read.
 *
 * @param {State} state
 */
export function write(state) {
  /** @type {[string, string][]} */
  const parts = [];
  if (state.variants.length) parts.push(["variant", state.variants.join("+")]);
  if (state.lever !== null) parts.push(["lever", state.lever]);
  for (const [path, id] of sorted(state.lines)) parts.push([`line.${path}`, id ?? OFF]);
  for (const [actor, value] of sorted(state.reservations)) parts.push([`value.${actor}`, value]);
  for (const [path, value] of sorted(state.weights)) parts.push([`weight.${path}`, value]);
  for (const [issue, options] of sorted(state.allowed))
    parts.push([`on.${issue}`, options.join("+")]);
  for (const [actor, consent] of sorted(state.consent)) parts.push([`consent.${actor}`, consent]);
  for (const [path, id] of sorted(state.bodies)) parts.push([`body.${path}`, id ?? OFF]);
  return parts
    .map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll("%2B", "+")}`)
    .join("&");
}

/**
 * A state from an address; what this page does not have is left out and named.
 *
 * @param {string} hash
 * @param {Model} model
 * @returns {{state: State, unknown: string[]}}
 */
export function read(hash, model) {
  const state = untouched();
  /** @type {string[]} */
  const unknown = [];
  for (const part of hash.replace(/^#/, "").split("&")) {
    if (part === "") continue;
    const place = part.indexOf("=");
    const key = decoded(place < 0 ? part : part.slice(0, place));
    const value = place < 0 ? "" : decoded(part.slice(place + 1));
    if (!take(state, key, value, model)) unknown.push(key);
  }
  return { state, unknown };
}

/** @param {State} state @param {string} key @param {string} value @param {Model} model @returns {boolean} */
function take(state, key, value, model) {
  const [kind = "", ...rest] = key.split(".");
  const name = rest.join(".");
  const parts = value.split("+");
  if (kind === "variant") {
    state.variants = parts.filter((id) => model.variants.some((one) => one.id === id));
    return state.variants.length === parts.length;
  }
  if (kind === "lever") {
    if (!model.levers.some((one) => one.id === value)) return false;
    state.lever = value;
  } else if (kind === "line") {
    const line = model.lines.find((one) => one.path === name);
    if (line === undefined) return false;
    if (value !== OFF && !line.alternatives.some((one) => one.id === value)) return false;
    state.lines[name] = value === OFF ? null : value;
  } else if (kind === "value") {
    if (!model.actors.some((one) => one.id === name) || !isNumber(value)) return false;
    state.reservations[name] = value;
  } else if (kind === "weight") {
    if (!model.weights.some((one) => one.path === name) || !isNumber(value)) return false;
    state.weights[name] = value;
  } else if (kind === "on") {
    const issues = [model.issues, ...model.levers.map((one) => one.issues)].flat();
    const options = issues.filter((one) => one.id === name).flatMap((one) => one.options);
    if (!parts.every((id) => options.some((one) => one.id === id))) return false;
    state.allowed[name] = parts;
  } else if (kind === "consent") {
    const actor = model.actors.find((one) => one.id === name);
    if (!actor?.consents.some((one) => one.key === value)) return false;
    state.consent[name] = value;
  } else if (kind === "body") {
    const body = model.bodies.find((one) => one.full === name);
    if (body === undefined) return false;
    if (value !== OFF && !body.alternatives.some((one) => one.id === value)) return false;
    state.bodies[name] = value === OFF ? null : value;
  } else {
    return false;
  }
  return true;
}

const NUMBER = /^(?:\d+(?:\.\d{1,6})?|\.\d{1,6}|\d+\/[1-9]\d*)$/;

/** A number as the scenario language takes it: a decimal of at most six places, or a fraction. @param {string} text */
export function isNumber(text) {
  return NUMBER.test(text);
}

/** @param {string} text as the scenario language writes numbers: 0.5, .5, 5/9 */
export function number(text) {
  const [above, below] = text.split("/").map(Number);
  return (above ?? 0) / (below ?? 1);
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @template T @param {Record<string, T>} entries @returns {[string, T][]} */
function sorted(entries) {
  return Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
}
