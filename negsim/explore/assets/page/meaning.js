// What a red line is about, looked up in the compiled tables: which issues, and whether a package crosses it.

import { holder, scopeOf } from "../engine/formula.js";

/** @typedef {import("../protocol.js").Model} Model */
/** @typedef {import("../protocol.js").Package} Package */
/** @typedef {import("../engine/compiled.js").Formula} Formula */

/**
 * The issues that an alternative of a red line speaks of.
 *
 * @param {Model} model
 * @param {string | null} lever
 * @param {string} path
 * @param {string} alternative
 * @returns {string[]} in the file's order
 */
export function issuesOf(model, lever, path, alternative) {
  const formula = look(model, lever, path, alternative);
  if (formula === null) return [];
  const issues = onTable(model, lever);
  return scopeOf(formula).map((place) => issues[place]?.id ?? "");
}

/**
 * Whether a package crosses an alternative of a red line.
 *
 * @param {Model} model
 * @param {string | null} lever
 * @param {string} path
 * @param {string} alternative
 * @param {Package} chosen
 */
export function crosses(model, lever, path, alternative, chosen) {
  const formula = look(model, lever, path, alternative);
  if (formula === null) return false;
  const issues = onTable(model, lever);
  const positions = issues.map((issue) =>
    issue.options.findIndex((one) => one.value === chosen[issue.id]),
  );
  const sizes = issues.map((issue) => issue.options.length);
  return holder(formula, sizes)(positions);
}

/** @param {Model} model @param {string | null} lever */
function onTable(model, lever) {
  return model.levers.find((one) => one.id === lever)?.issues ?? model.issues;
}

/** @param {Model} model @param {string | null} lever @param {string} path @param {string} alternative @returns {Formula | null} */
function look(model, lever, path, alternative) {
  const space = model.compiled.spaces.find((one) => one.lever === lever);
  const place = model.lines.findIndex((one) => one.path === path);
  const which = model.lines[place]?.alternatives.findIndex((one) => one.id === alternative) ?? -1;
  const number = space?.lines[place]?.[which];
  return number === undefined ? null : (space?.formulas[number] ?? null);
}

/**
 * What an actor's preference gives each option of an issue, in the file's order; null where it has none on it.
 *
 * @param {Model} model
 * @param {import("../protocol.js").Setting} setting
 * @param {string} actor
 * @param {string} issue
 * @returns {number[] | null}
 */
export function scoresOf(model, setting, actor, issue) {
  const space = model.compiled.spaces.find((one) => one.lever === setting.lever);
  const place = model.weights.findIndex((one) => one.actor === actor && one.issue === issue);
  const weight = model.weights[place];
  if (space === undefined || weight === undefined) return null;
  const which = weight.alternatives.findIndex((one) => one.id === setting.terms[weight.element]);
  const scores = space.weights[place]?.[which];
  return scores !== undefined && "values" in scores
    ? scores.values.map((value) => Number(value) / Number(scores.unit))
    : null;
}
