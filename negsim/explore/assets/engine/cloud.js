// Where packages lie for two actors: counts on a grid, and the packages that one can point at.

import { CRITERIA, inWords, optionsOf } from "./answer.js";
import { pairFrontier } from "./pair.js";
import { nearest } from "./rational.js";
import { ratios, totalOf } from "./worths.js";

/** @typedef {import("./ground.js").Ground} Ground */
/** @typedef {import("../protocol.js").Cloud} Cloud */
/** @typedef {import("../protocol.js").CloudPoint} CloudPoint */
/** @typedef {import("./answer.js").Found} Found */

const POINTS = 400;

/**
 * @param {Ground} ground Settled.
 * @param {Found} all
 * @param {number} x Actor.
 * @param {number} y Actor.
 * @param {number} columns
 * @param {number} rows
 * @returns {Cloud}
 */
export function cloudOf(ground, all, x, y, columns, rows) {
  const { model, worths, list, totals } = ground;
  const [across, up] = [scaleOf(ground, x), scaleOf(ground, y)];
  const cellOf = (/** @type {number} */ p) =>
    cell(up, totals[y][p], rows) * columns + cell(across, totals[x][p], columns);
  const feasible = Array.from({ length: columns * rows }, () => 0);
  const zone = Array.from({ length: columns * rows }, () => 0);
  for (let k = 0; k < list.length; k++) feasible[cellOf(list[k])]++;
  for (const p of all.counts.zone) zone[cellOf(p)]++;
  const points = pointsOf(ground, all, x, y);
  const column = (/** @type {number} */ total) => cell(across, total, columns);
  const best = pairFrontier(list, totals[x], totals[y], column, columns);
  const [worthX, worthY] = [ratios(worths[x]), ratios(worths[y])];
  const reservation = (/** @type {number} */ a) => nearest(worths[a].reservation.n, worths[a].reservation.d);
  return {
    x: model.actors[x].id,
    y: model.actors[y].id,
    x_range: across.ends,
    y_range: up.ends,
    columns,
    rows,
    feasible,
    zone,
    x_reservation: reservation(x),
    y_reservation: reservation(y),
    frontier: best.map(([a, b]) => [worthX.utility(a), worthY.utility(b)]),
    points,
    all: all.counts.zone.length > 0 && all.counts.zone.length <= points.length,
  };
}

/** The least and largest utility that an actor's numbers allow, whatever is feasible: so that axes stay where they are. @param {Ground} ground @param {number} a */
function scaleOf({ worths }, a) {
  const { terms, offset, scale } = worths[a];
  let [low, high] = [0, 0];
  for (const { values } of terms) {
    low += values.reduce((least, value) => Math.min(least, value), Infinity);
    high += values.reduce((most, value) => Math.max(most, value), -Infinity);
  }
  const { utility } = ratios({ ...worths[a], offset, scale });
  return { low, span: Math.max(1, high - low), ends: /** @type {[number, number]} */ ([utility(low), utility(high)]) };
}

/** @param {{low: number, span: number}} scale @param {number} total @param {number} cells */
function cell({ low, span }, total, cells) {
  return Math.min(cells - 1, Math.floor(((total - low) / span) * cells));
}

/** @param {Ground} ground @param {Found} all @param {number} x @param {number} y @returns {CloudPoint[]} */
function pointsOf(ground, all, x, y) {
  const [across, up] = [ratios(ground.worths[x]), ratios(ground.worths[y])];
  /** @type {Map<string, CloudPoint>} */
  const found = new Map();
  const put = (/** @type {number[]} */ options, /** @type {boolean} */ zone, /** @type {string[]} */ names) => {
    const key = options.join();
    const known = found.get(key);
    if (known !== undefined) {
      known.names.push(...names);
      return;
    }
    const total = (/** @type {number} */ a) => totalOf(ground.worths[a].terms, options, (fact, of) => ground.holds(fact, of));
    found.set(key, { package: inWords(ground, options), x: across.utility(total(x)), y: up.utility(total(y)), zone, names });
  };
  if (!all.counts.zone.length) {
    all.run.conflicts.minimal_corrections.slice(0, POINTS).forEach(({ witness }, k) => {
      put(positions(ground, witness), false, [`correction ${k}`]);
    });
    return [...found.values()];
  }
  for (const name of CRITERIA) for (const p of all.solved.get(name) ?? []) put(optionsOf(ground, p), true, [name]);
  for (const p of spreadOver(all.frontier.packages.flat(), POINTS)) if (found.size < POINTS) put(optionsOf(ground, p), true, []);
  for (const p of spreadOver([...all.counts.zone], POINTS)) if (found.size < POINTS) put(optionsOf(ground, p), true, []);
  return [...found.values()];
}

/** At most so many, evenly. @param {number[]} list @param {number} most */
function spreadOver(list, most) {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, k) => list[Math.floor((k * list.length) / most)]);
}

/** @param {Ground} ground @param {import("../protocol.js").Package} chosen */
function positions({ model, space }, chosen) {
  const issues = model.levers.find((one) => one.id === space.lever)?.issues ?? model.issues;
  return issues.map((issue) => issue.options.findIndex((option) => option.value === chosen[issue.id]));
}
