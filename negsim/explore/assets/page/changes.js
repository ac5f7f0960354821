// What has been changed, in a few words each: for the row of chips, for what a step did, for two states side by side.

import { hundredfold, words } from "./phrases.js";
import { put, write } from "./state.js";

/** @typedef {import("../protocol.js").State} State */
/** @typedef {import("./names.js").Names} Names */

/**
 * One thing that a state sets, and the state without it.
 *
 * @typedef {object} Change
 * @property {string} key
 * @property {string} says
 * @property {State} without
 */

/** @param {State} state @param {Names} names @returns {Change[]} */
export function changes(state, names) {
  /** @type {Change[]} */
  const found = state.variants.map((id) => ({
    key: `variant ${id}`,
    says: id === "--set" ? "as set on the command line" : words(id),
    without: { ...state, variants: state.variants.filter((one) => one !== id) },
  }));
  if (state.lever !== null) {
    found.push({
      key: `lever ${state.lever}`,
      says: words(state.lever),
      without: { ...state, lever: null },
    });
  }
  for (const [path, id] of Object.entries(state.lines)) {
    const { actor, name } = names.path(path);
    const stands = names.lines.get(path)?.alternatives.find((one) => one.id === id);
    const does =
      id === null ? "off" : stands?.reading == null ? "on" : `meant as “${stands.label}”`;
    found.push({
      key: `line ${path}`,
      says: `${actor}: ${name} ${does}`,
      without: put(state, "lines", path, undefined),
    });
  }
  for (const [actor, value] of Object.entries(state.reservations)) {
    const says = `${names.actor(actor)}’s walk-away value at ${hundredfold(value)}`;
    found.push({
      key: `value ${actor}`,
      says,
      without: put(state, "reservations", actor, undefined),
    });
  }
  for (const [path, value] of Object.entries(state.weights)) {
    const weight = names.weights.get(path);
    const says = `${names.actor(weight?.actor ?? "")}’s weight ${value} for “${weight?.label ?? path}”`;
    found.push({ key: `weight ${path}`, says, without: put(state, "weights", path, undefined) });
  }
  for (const [issue, options] of Object.entries(state.allowed)) {
    const label = names.option(issue, options[0] ?? "", state.lever);
    const says =
      options.length === 1
        ? `fixed: ${label}`
        : `${options.length} options left: ${names.ask(issue, state.lever)}`;
    found.push({ key: `allowed ${issue}`, says, without: put(state, "allowed", issue, undefined) });
  }
  for (const [actor, consent] of Object.entries(state.consent)) {
    const how =
      consent === "always" ? "always asked" : consent === "never" ? "not asked" : "asked in some";
    found.push({
      key: `consent ${actor}`,
      says: `${names.actor(actor)} ${how}`,
      without: put(state, "consent", actor, undefined),
    });
  }
  for (const [path, id] of Object.entries(state.bodies)) {
    const body = names.bodies.get(path);
    const stands = body?.alternatives.find((one) => one.id === id);
    const as = stands?.variant == null ? "asked" : `as in ${words(stands.variant)}`;
    found.push({
      key: `body ${path}`,
      says: `${names.body(body?.path ?? path)} ${id === null ? "not asked" : as}`,
      without: put(state, "bodies", path, undefined),
    });
  }
  return found;
}

/**
 * What differs between two states, in words.
 *
 * @param {State} from
 * @param {State} to
 * @param {Names} names
 * @returns {string[]}
 */
export function touchedWords(from, to, names) {
  const old = new Map(changes(from, names).map((one) => [one.key, one.says]));
  const now = new Map(changes(to, names).map((one) => [one.key, one.says]));
  const put = [...now].filter(([key, says]) => old.get(key) !== says).map(([, says]) => says);
  const taken = [...old]
    .filter(([key]) => !now.has(key))
    .map(([, says]) => `taking back “${says}”`);
  return write(from) === write(to) ? [] : [...put, ...taken];
}
