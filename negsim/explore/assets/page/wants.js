// What each wants, as the model has it: which part of all weight an issue or wish has, and what each option scores.

import { fill, h, label, say } from "./dom.js";
import { term } from "./explain.js";
import { count, percent, short, tenths } from "./phrases.js";
import { number } from "./state.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Sight} Sight */
/** @typedef {import("./desk.js").View} View */
/** @typedef {import("../protocol.js").Setting} Setting */
/** @typedef {import("../engine/compiled.js").Scores} Scores */
/** @typedef {import("../engine/compiled.js").Ask} Ask */

const SHOWN = 6; // options of an issue; of more, evenly spaced ones, ends included

/**
 * A preference or wish in force.
 *
 * @typedef {object} Counted
 * @property {string} name
 * @property {number} part Of all weight, before it is brought to a whole.
 * @property {string[]} scores Options with what each scores; none of a wish.
 */

/** @param {Desk} desk @returns {Sight} */
export function wants(desk) {
  const select = h(
    "select",
    { onchange: () => view !== null && draw(view) },
    ...desk.model.actors.map((one) => h("option", { value: one.id }, one.name)),
  );
  const lead = h("p", { class: "lead" });
  const list = h("ul", { class: "bars" });
  const element = h(
    "section",
    { class: "card" },
    h("h2", {}, "What each wants"),
    h("div", { class: "axes" }, h("label", { class: "axis" }, h("span", {}, "Who"), select)),
    lead,
    h("p", { class: "note" }, "Its part of all ", term("weight", "weight"), ", and what each option is worth on its issue, of 100:"),
    list,
  );
  /** @type {View | null} */
  let view = null;

  /** @param {View} next */
  function draw({ answer }) {
    const actor = select.value;
    const accepted = answer.run.accepted_by[actor] ?? 0;
    const value = answer.reservations[actor];
    const without = value === undefined ? "" : `; without a deal it has ${tenths(number(value))} points of 100`;
    say(lead, `It accepts ${count(accepted)} of ${count(answer.run.packages.feasible)} feasible packages${without}.`);
    const found = counted(desk, answer.setting, actor);
    const whole = found.reduce((sum, one) => sum + one.part, 0);
    const rows = [...found].sort((a, b) => b.part - a.part).map((one) => row(one, whole));
    fill(list, ...(rows.length ? rows : [h("li", {}, "It weighs nothing: what keeps to its red lines is all the same to it.")]));
  }

  return {
    element,
    update(next) {
      view = next;
      draw(next);
    },
  };
}

/** @param {Counted} one @param {number} whole */
function row(one, whole) {
  const meter = h("span", { class: "fill" });
  meter.style.inlineSize = whole ? `${(100 * one.part) / whole}%` : "0";
  return h(
    "li",
    {},
    h("span", { class: "who" }, label(one.name)),
    h("span", { class: "figure" }, percent(one.part, whole)),
    h("span", { class: "meter" }, meter),
    one.scores.length ? h("span", { class: "note scores", dir: "auto" }, one.scores.join(" · ")) : null,
  );
}

/** What an actor counts under a setting. @param {Desk} desk @param {Setting} setting @param {string} actor @returns {Counted[]} */
function counted({ model, names }, setting, actor) {
  const space = model.compiled.spaces.find((one) => one.lever === setting.lever);
  if (space === undefined) return [];
  const issues = names.issues(setting.lever);
  /** @param {string} name @param {number} weight @param {Scores | Ask} given @returns {Counted} */
  const weighed = (name, weight, given) => {
    if (!("values" in given)) return { name, part: Math.abs(weight), scores: [] };
    const values = given.values.map((one) => Number(one) / Number(given.unit));
    const apart = given.points ? Math.max(...values) - Math.min(...values) : 1;
    const options = issues[given.issue]?.options ?? [];
    const told = given.points ? short : tenths; // points of the actor's own sheet stay as they are
    const scores = spaced(values.length).map((k) => `${options[k]?.label ?? k + 1}: ${told(values[k] ?? 0)}`);
    return { name, part: weight * apart, scores };
  };
  const own = model.weights.flatMap((weight, k) => {
    const which = weight.alternatives.findIndex((one) => one.id === setting.terms[weight.element]);
    const given = space.weights[k]?.[which];
    if (weight.actor !== actor || given === undefined) return [];
    const name = weight.kind === "wish" ? `Wish: ${weight.label}` : weight.label;
    return [weighed(name, number(setting.weights[weight.path] ?? "1"), given)];
  });
  const brought = space.brought
    .filter((one) => model.actors[one.actor]?.id === actor)
    .map((one) => weighed(issues[one.scores.issue]?.ask ?? "", number(one.weight), one.scores));
  return [...own, ...brought];
}

/** Places of some of so many, evenly spaced, the first and the last among them. @param {number} many */
function spaced(many) {
  if (many <= SHOWN) return [...Array(many).keys()];
  const places = [...Array(SHOWN).keys()].map((k) => Math.round((k * (many - 1)) / (SHOWN - 1)));
  return [...new Set(places)];
}
