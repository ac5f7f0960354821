// Who can live with which option: the cells of the wall, runs of options that all take alike drawn as one.

import { scoresOf } from "./meaning.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").View} View */
/** @typedef {import("../protocol.js").Issue} Issue */
/** @typedef {import("../protocol.js").Refusal | "tolerated" | "wanted"} Attitude */

/**
 * One option, or a run of them.
 *
 * @typedef {object} Cell
 * @property {string} key
 * @property {string} label
 * @property {Attitude[]} attitudes Actor by actor.
 * @property {boolean} possible Whether a feasible package has it.
 * @property {boolean} off Whether it is off the table.
 * @property {number} has Packages of the zone with it.
 */

const MANY = 8; // more options than this are drawn as runs, where they have an order

/** @param {Desk} desk @param {View} view @param {Issue} issue @returns {Cell[]} */
export function cellsOf(desk, view, issue) {
  const { answer } = view;
  const best = favourites(desk, view, issue);
  const allowed = view.state.allowed[issue.id];
  const single = issue.options.map((option) => ({
    key: option.id,
    label: option.label,
    attitudes: desk.model.actors.map((actor) => {
      const refusal = answer.wall[actor.id]?.[issue.id]?.[option.id] ?? null;
      return refusal ?? (best.get(actor.id)?.has(option.id) ? "wanted" : "tolerated");
    }),
    possible: (answer.feasible[issue.id]?.[option.id] ?? 0) > 0,
    off: allowed !== undefined && !allowed.includes(option.id),
    has: answer.run.zone.options[issue.id]?.[option.id] ?? 0,
  }));
  return issue.ordered && single.length > MANY ? runs(single) : single;
}

/** @param {Cell[]} cells @returns {Cell[]} */
function runs(cells) {
  /** @type {Cell[][]} */
  const found = [];
  for (const cell of cells) {
    const run = found.at(-1);
    if (run?.[0] !== undefined && look(run[0]) === look(cell)) run.push(cell);
    else found.push([cell]);
  }
  return found.map((run) => {
    const [first, last] = [/** @type {Cell} */ (run[0]), /** @type {Cell} */ (run.at(-1))];
    if (first === last) return first;
    return {
      ...first,
      key: `${first.key} to ${last.key}`,
      label: `${first.label} to ${last.label}`,
      has: run.reduce((sum, cell) => sum + cell.has, 0),
    };
  });
}

/** What makes two options look alike. @param {Cell} cell */
function look({ attitudes, possible, off, has }) {
  return `${attitudes.join()} ${possible} ${off} ${has > 0}`;
}

/** Per actor, the options of an issue that its preference scores best. @param {Desk} desk @param {View} view @param {Issue} issue */
function favourites(desk, { answer }, issue) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const actor of desk.model.actors) {
    const scores = scoresOf(desk.model, answer.setting, actor.id, issue.id);
    if (scores === null) continue;
    const most = Math.max(...scores);
    if (scores.every((one) => one === most)) continue;
    const best = issue.options.filter((_one, place) => scores[place] === most);
    found.set(actor.id, new Set(best.map((one) => one.id)));
  }
  return found;
}
