// What stands once variants and single changes are laid over the file: which of all that Python compiled is in force.

import { record } from "../records.js";

/** @typedef {import("../protocol.js").Model} Model */
/** @typedef {import("../protocol.js").State} State */
/** @typedef {import("../protocol.js").Setting} Setting */
/** @typedef {import("../protocol.js").Operation} Operation */

/** @param {Model} model @returns {Setting} */
function written(model) {
  return {
    lines: record(model.lines.map((line) => [line.path, line.base])),
    terms: record(model.weights.map((one) => [one.element, one.base])),
    weights: record(model.weights.map((one) => [one.path, one.number?.best ?? "1"])),
    rules: record(model.rules.map((rule) => [rule.path, rule.base])),
    bodies: record(model.bodies.map((body) => [body.full, body.base])),
    reservations: record(model.actors.map((actor) => [actor.id, actor.given])),
    consent: record(model.actors.map((actor) => [actor.id, actor.consent])),
    agreement: model.agreement,
    bars: [],
    misfit: null,
    allowed: record(),
    lever: null,
  };
}

/**
 * @param {Model} model
 * @param {State} state
 * @returns {Setting}
 */
export function resolve(model, state) {
  const setting = written(model);
  const locked = model.locked.filter((id) => !state.variants.includes(id));
  for (const id of [...locked, ...state.variants]) {
    const variant = model.variants.find((one) => one.id === id);
    for (const operation of variant?.operations ?? []) {
      if (operation.misfits?.includes(standing(setting, operation))) {
        setting.misfit ??= `${id} does not fit what stands before it: ${operation.key}`;
      }
      operate(setting, operation);
    }
  }
  Object.assign(setting.lines, state.lines);
  Object.assign(setting.reservations, state.reservations);
  Object.assign(setting.weights, state.weights);
  Object.assign(setting.consent, state.consent);
  Object.assign(setting.bodies, state.bodies);
  setting.allowed = record(Object.entries(state.allowed));
  setting.lever = state.lever;
  return setting;
}

/** What stands at the place of an operation. @param {Setting} setting @param {Operation} operation */
function standing({ lines, terms, rules, bodies, agreement }, { what, key }) {
  if (what === "agreement") return agreement;
  return (what === "line" ? lines : what === "rule" ? rules : what === "body" ? bodies : terms)[key] ?? null;
}

/** @param {Setting} setting @param {Operation} operation */
function operate(setting, { what, key, becomes = [], value = "" }) {
  if (what === "line") setting.lines[key] = after(becomes, setting.lines[key]);
  else if (what === "term") setting.terms[key] = after(becomes, setting.terms[key]);
  else if (what === "rule") setting.rules[key] = after(becomes, setting.rules[key]);
  else if (what === "body") setting.bodies[key] = after(becomes, setting.bodies[key]);
  else if (what === "agreement") setting.agreement = after(becomes, setting.agreement);
  else if (what === "reservation") setting.reservations[key] = value;
  else if (what === "weight") setting.weights[key] = value;
  else if (what === "consent") setting.consent[key] = value;
  else setting.bars.push(key);
}

/** @param {[string | null, string | null][]} becomes @param {string | null | undefined} before */
function after(becomes, before = null) {
  const pair = becomes.find(([from]) => from === before);
  return pair === undefined ? before : pair[1];
}
