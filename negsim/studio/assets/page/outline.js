// What a scenario's tree holds, in the shape in which forms ask for it; unsound parts are passed over.

import { record } from "/explore/records.js";

/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./protocol.js").Issue} Issue */
/** @typedef {import("./protocol.js").Option} Option */

/** The entries of a mapping; none where there is no mapping. @param {Tree} tree @returns {[string, Tree][]} */
export function entries(tree) {
  return tree !== null && typeof tree === "object" && !Array.isArray(tree)
    ? Object.entries(tree)
    : [];
}

/** @param {Tree} tree @returns {Tree[]} a list as it is, one thing as a list of it */
export function several(tree) {
  if (tree === null || tree === undefined) return [];
  return Array.isArray(tree) ? tree : [tree];
}

/** @param {Tree} option */
export function labelOf(option) {
  return String(option !== null && typeof option === "object" ? (option.label ?? "") : option);
}

/** @param {Tree} tree the whole file @returns {Issue[]} */
export function issuesOf(tree) {
  return entries(tree?.issues).map(([id, issue]) => ({
    id,
    ask: String(issue?.ask ?? id),
    ordered: Boolean(issue?.ordered) || Boolean(issue?.range),
    options: optionsOf(issue),
    range: issue?.range ?? null,
  }));
}

/** @param {Tree} issue @returns {Option[]} those that stay open included */
function optionsOf(issue) {
  /** @type {Option[]} */
  const options = entries(issue?.options).map(([id, option]) => ({ id, label: labelOf(option) || id }));
  const open = issue?.may_stay_open;
  if (open) options.push({ id: "left_open", label: open === true ? "left open" : String(open) });
  return options;
}

/** @param {Issue} issue @returns {Option[]} those that have a place in an order */
export function written(issue) {
  return issue.options.filter((one) => one.id !== "left_open");
}

/** @param {Tree} tree @returns {{id: string, name: string, tree: Tree}[]} */
export function actorsOf(tree) {
  return entries(tree?.actors).map(([id, actor]) => ({
    id,
    name: String(actor?.name ?? id.replaceAll("_", " ")),
    tree: actor ?? record(),
  }));
}

/** Values along the range of a numeric issue, at most some of them. @param {Issue} issue @returns {number[]} */
export function grid(issue) {
  const { from, to, step } = issue.range ?? {};
  const [low, high, by] = [Number(from), Number(to), Number(step)];
  if (!(by > 0) || !(high > low)) return [];
  const count = Math.min(Math.round((high - low) / by), 2000);
  return Array.from({ length: count + 1 }, (_, place) => Number((low + place * by).toFixed(6)));
}
