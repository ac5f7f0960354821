// One package laid out: what it is worth to whom, by which preferences and wishes, and whose red lines it crosses.

import { record } from "../records.js";
import { votesOf } from "./consent.js";
import { issuesOf } from "./ground.js";
import { nearest } from "./rational.js";
import { gain, totalOf, utility } from "./worths.js";

/** @typedef {import("./ground.js").Ground} Ground */
/** @typedef {import("../protocol.js").Layout} Layout */
/** @typedef {import("../protocol.js").Stance} Stance */

/**
 * @param {Ground} ground Settled.
 * @param {import("../protocol.js").Setting} setting
 * @param {import("../protocol.js").Package} chosen
 * @returns {Layout}
 */
export function layoutOf(ground, setting, chosen) {
  const { model, space, consent } = ground;
  const issues = issuesOf(model, space.lever);
  const options = issues.map((issue) => issue.options.findIndex((option) => option.value === chosen[issue.id]));
  const holds = (/** @type {number} */ fact) => ground.holds(fact, options);
  const isAllowed = issues.every((issue, i) => setting.allowed[issue.id]?.includes(issue.options[options[i]].id) ?? true);
  const broken = ground.rules.filter(({ fact }) => holds(fact)).map(({ path }) => path);
  if (!isAllowed || ground.bars(setting).some(holds)) broken.push("allowed");
  let [accepting, needed] = [0, 0];
  /** @type {Record<string, Stance>} */
  const actors = record();
  model.actors.forEach(({ id }, a) => {
    const worths = ground.worths[a];
    const total = totalOf(worths.terms, options, holds);
    const crossed = ground.lines.filter((line) => line.actor === a && holds(line.fact)).map(({ path }) => path);
    const accepts = !crossed.length && total >= worths.threshold;
    const isNeeded = isAsked(ground, setting, a, holds);
    if (accepts) accepting |= 1 << a;
    if (isNeeded) needed |= 1 << a;
    const [value, more] = [utility(worths, total), gain(worths, total)];
    const scale = Number(worths.scale);
    actors[id] = {
      needed: isNeeded,
      accepts,
      utility: nearest(value.n, value.d),
      gain: nearest(more.n, more.d),
      crossed,
      terms: worths.terms.map(({ path, issue, values, fact }) => {
        const least = values.reduce((low, one) => Math.min(low, one), Infinity);
        const most = values.reduce((high, one) => Math.max(high, one), -Infinity);
        const worth = values[issue === null ? Number(holds(fact)) : options[issue]];
        return { path, share: (worth - least) / scale, of: (most - least) / scale };
      }),
    };
  });
  const feasible = !broken.length;
  const bodies = record(
    consent.seats
      .filter(({ owner }) => (needed >>> owner) & 1)
      .map((seat) => [seat.path, { yes: votesOf(seat, accepting), of: votesOf(seat, -1), needs: seat.needs }]),
  );
  return { package: chosen, feasible, zone: feasible && consent.agreed(accepting, needed), broken, bodies, actors };
}

/** @param {Ground} ground @param {import("../protocol.js").Setting} setting @param {number} a @param {(fact: number) => boolean} holds */
function isAsked({ model, space }, setting, a, holds) {
  const consent = setting.consent[model.actors[a].id];
  if (!consent.startsWith("when")) return consent === "always";
  return holds(space.needs[`${model.actors[a].id} ${consent}`]);
}

