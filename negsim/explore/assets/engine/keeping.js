// Which options stand in any package, feasible or not, in which none of some formulas holds.

import { holder, scopeOf } from "./formula.js";

/** @typedef {import("./compiled.js").Formula} Formula */

/**
 * Formulas that share no issue are looked at apart, so that few packages are gone through.
 *
 * @param {Formula[]} formulas
 * @param {number[]} sizes Options per issue.
 * @returns {boolean[][]} Per issue and option.
 */
export function keeping(formulas, sizes) {
  const found = sizes.map((size) => Array.from({ length: size }, () => true));
  let isAny = true;
  for (const { scope, of } of apart(formulas)) {
    const holds = of.map((formula) => holder(formula, sizes));
    const seen = scope.map((issue) => Array.from({ length: sizes[issue] ?? 0 }, () => false));
    const options = sizes.map(() => 0);
    const total = scope.reduce((product, issue) => product * (sizes[issue] ?? 1), 1);
    let missing = seen.reduce((sum, one) => sum + one.length, 0);
    for (let n = 0; n < total && missing; n++) {
      let rest = n;
      for (const issue of scope) {
        const size = sizes[issue] ?? 1;
        options[issue] = rest % size;
        rest = Math.floor(rest / size);
      }
      if (holds.some((one) => one(options))) continue;
      scope.forEach((issue, place) => {
        const row = /** @type {boolean[]} */ (seen[place]);
        const option = options[issue] ?? 0;
        if (row[option]) return;
        row[option] = true;
        missing--;
      });
    }
    isAny &&= scope.length ? seen.every((row) => row.some(Boolean)) : !holds.some((one) => one(options));
    scope.forEach((issue, place) => {
      found[issue] = /** @type {boolean[]} */ (seen[place]);
    });
  }
  return isAny ? found : found.map((row) => row.map(() => false));
}

/** Put formulas together that share an issue. @param {Formula[]} formulas */
function apart(formulas) {
  /** @type {{scope: number[], of: Formula[]}[]} */
  let groups = [];
  for (const formula of formulas) {
    const scope = scopeOf(formula);
    const isNear = (/** @type {{scope: number[]}} */ one) => one.scope.some((issue) => scope.includes(issue));
    const near = groups.filter(isNear);
    const joined = {
      scope: [...new Set([...scope, ...near.flatMap((one) => one.scope)])],
      of: [formula, ...near.flatMap((one) => one.of)],
    };
    groups = [...groups.filter((one) => !isNear(one)), joined];
  }
  return groups;
}
