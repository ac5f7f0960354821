// A state written down as a variant of the scenario language, from the paths and texts that Python has given.

import { compare, parse } from "./rational.js";
import { resolve } from "./resolve.js";

/** @typedef {import("../protocol.js").Model} Model */
/** @typedef {import("../protocol.js").State} State */
/** @typedef {import("../protocol.js").Setting} Setting */
/** @typedef {import("../protocol.js").Alternative} Alternative */

/**
 * What a variant of the file would have to say, key by key: lines of YAML.
 *
 * @typedef {object} Parts
 * @property {string[]} drop Paths.
 * @property {string[]} add
 * @property {string[]} set
 * @property {string[]} read
 */

/**
 * A state as a variant, to stand under `variants:` of the file. It says all of it: the variants that the state is made
 * of need not be named with it.
 *
 * @param {Model} model
 * @param {State} state
 * @param {string} name Of the variant.
 * @returns {string} YAML, ending in a line end.
 */
export function writeVariant(model, state, name) {
  const setting = resolve(model, state);
  /** @type {Parts} */
  const parts = { drop: [], add: [], set: [], read: [] };
  lines(model, setting, parts);
  terms(model, setting, parts);
  for (const rule of model.rules) {
    element(rule.path, rule.alternatives, rule.base, setting.rules[rule.path] ?? null, parts);
  }
  for (const body of model.bodies) {
    element(body.full, body.alternatives, body.base, setting.bodies[body.full] ?? null, parts);
  }
  actors(model, setting, parts);
  const quota = model.agreements.find((one) => one.key === setting.agreement);
  if (quota !== undefined && quota.key !== model.agreement) parts.set.push(...quota.yaml);
  return [
    `${name}:`,
    "  say: As set on the page of negsim explore.",
    ...(parts.drop.length ? ["  drop:", ...parts.drop.map((path) => `    - ${path}`)] : []),
    ...section("add", parts.add),
    ...section("set", parts.set),
    ...section("read", parts.read),
    ...fixed(model, setting).map((line) => `  ${line}`),
    "",
  ].join("\n");
}

/** @param {string} key @param {string[]} content */
function section(key, content) {
  return content.length ? [`  ${key}:`, ...content.map((line) => `    ${line}`)] : [];
}

/**
 * @param {string} path
 * @param {Alternative[]} alternatives
 * @param {string | null} before
 * @param {string | null} after
 * @param {Parts} parts
 * @returns {boolean} Whether a whole element is written.
 */
function element(path, alternatives, before, after, parts) {
  if (before === after) return false;
  const [old, now] = [before, after].map((id) => alternatives.find((one) => one.id === id));
  if (now === undefined) {
    parts.drop.push(path);
    return false;
  }
  if (old !== undefined && old.element === now.element) {
    parts.read.push(`${path}: ${now.reading}`);
    return false;
  }
  (old === undefined ? parts.add : parts.set).push(...now.yaml);
  return true;
}

/** @param {Model} model @param {Setting} setting @param {Parts} parts */
function lines(model, setting, parts) {
  for (const line of model.lines) {
    let before = line.base;
    const preference = model.weights.find((one) => one.element === line.ladder);
    // A line that a ladder draws goes with its preference: where that is replaced, the line is taken out first.
    if (preference !== undefined && setting.terms[preference.element] !== preference.base) {
      parts.drop.push(line.full);
      before = null;
    }
    element(line.full, line.alternatives, before, setting.lines[line.path] ?? null, parts);
  }
}

/** @param {Model} model @param {Setting} setting @param {Parts} parts */
function terms(model, setting, parts) {
  for (const term of model.weights) {
    const after = setting.terms[term.element] ?? null;
    const isWhole = element(term.element, term.alternatives, term.base, after, parts);
    const number = setting.weights[term.path] ?? "1";
    const isOther = compare(parse(number), parse(term.number?.best ?? "1")) !== 0;
    if (after !== null && term.movable && (isWhole || isOther)) parts.set.push(`${term.path}: ${number}`);
  }
}

/** @param {Model} model @param {Setting} setting @param {Parts} parts */
function actors(model, setting, parts) {
  for (const actor of model.actors) {
    const held = setting.reservations[actor.id];
    if (held !== actor.given) {
      parts.set.push(...(model.reservations[held] ?? [`${actor.reservation_path}: ${held}`]));
    }
    const consent = actor.consents.find((one) => one.key === setting.consent[actor.id]);
    if (consent !== undefined && consent.key !== actor.consent) parts.set.push(...consent.yaml);
  }
}

/** What is fixed and off the table. @param {Model} model @param {Setting} setting @returns {string[]} */
function fixed(model, setting) {
  const left = Object.entries(setting.allowed).flatMap(([id, options]) => {
    const issue = model.issues.find((one) => one.id === id);
    if (issue === undefined || options.length === issue.options.length) return [];
    return [`${id}: ${issue.options.map((one) => one.id).filter((one) => options.includes(one)).join(" | ")}`];
  });
  const bars = setting.bars.map((key) => model.bars[Number(key)]);
  if (!bars.length) return left.length ? ["fix:", ...left.map((line) => `  ${line}`)] : [];
  if (bars.length === 1 && !left.length) return bars[0].fix;
  // A variant fixes one condition; several that must all hold are counted.
  const all = [...bars.flatMap((bar) => bar.part), ...left.map((line) => `- ${line}`)];
  const count = bars.length + left.length;
  return ["fix:", "  count:", "    of:", ...all.map((line) => `      ${line}`), `    is: at least ${count}`];
}
