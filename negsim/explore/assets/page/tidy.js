// A state without what it says needlessly: what the variants leave as it is, is theirs to say.

import { resolve } from "../engine/resolve.js";
import { record } from "../records.js";
import { number, untouched } from "./state.js";

/** @typedef {import("../protocol.js").Model} Model */
/** @typedef {import("../protocol.js").State} State */

/** @param {Model} model @param {State} state @returns {State} */
export function tidied(model, state) {
  const base = resolve(model, { ...untouched(), variants: state.variants, lever: state.lever });
  return {
    ...state,
    lines: kept(state.lines, (path, id) => (base.lines[path] ?? null) !== id),
    reservations: kept(
      state.reservations,
      (actor, value) => !equal(base.reservations[actor], value),
    ),
    weights: kept(state.weights, (path, value) => !equal(base.weights[path], value)),
    bodies: kept(state.bodies, (path, id) => (base.bodies[path] ?? null) !== id),
    consent: kept(state.consent, (actor, value) => base.consent[actor] !== value),
  };
}

/** @param {string | undefined} a @param {string} b */
function equal(a, b) {
  return a !== undefined && /^[\d./]+$/.test(a) && number(a) === number(b);
}

/** @template T @param {Record<string, T>} entries @param {(key: string, value: T) => boolean} wanted @returns {Record<string, T>} */
function kept(entries, wanted) {
  return record(Object.entries(entries).filter(([key, value]) => wanted(key, value)));
}
