// Where something holds: tables that are looked up, and what joins them. As in negsim/solve/tables/formula.py.

/** @typedef {import("./compiled.js").Formula} Formula */
/** @typedef {(options: ArrayLike<number>) => boolean} Holds Of a package, an option per issue. */

/** The issues that a formula mentions, ascending. @param {Formula} formula @returns {number[]} */
export function scopeOf(formula) {
  if ("scope" in formula) return formula.scope;
  if ("terms" in formula) return ascending(formula.terms.map(([issue]) => issue));
  return ascending(partsOf(formula).flatMap(scopeOf));
}

/** @param {Formula} formula @returns {Formula[]} */
export function partsOf(formula) {
  if ("all" in formula) return formula.all;
  if ("any" in formula) return formula.any;
  if ("not" in formula) return [formula.not];
  return "parts" in formula ? formula.parts : [];
}

/** @param {number[]} issues */
function ascending(issues) {
  return [...new Set(issues)].sort((a, b) => a - b);
}

/**
 * A function that says of a package whether a formula holds.
 *
 * @param {Formula} formula
 * @param {number[]} sizes Options per issue.
 * @returns {Holds}
 */
export function holder(formula, sizes) {
  if ("scope" in formula) return tableHolder(formula.scope, formula.holds, sizes);
  if ("terms" in formula) {
    const { terms, low, high } = formula;
    return (options) => {
      let sum = 0;
      for (const [issue, values] of terms) sum += /** @type {number} */ (values[options[issue] ?? 0]);
      return within(sum, low, high);
    };
  }
  const parts = partsOf(formula).map((part) => holder(part, sizes));
  if ("all" in formula) return (options) => parts.every((part) => part(options));
  if ("any" in formula) return (options) => parts.some((part) => part(options));
  if ("not" in formula) return (options) => !parts.some((part) => part(options));
  const { low, high } = formula;
  return (options) => within(parts.filter((part) => part(options)).length, low, high);
}

/** @param {number[]} scope @param {string} holds @param {number[]} sizes @returns {Holds} */
function tableHolder(scope, holds, sizes) {
  const cells = Uint8Array.from(holds, Number);
  const strides = stridesOf(scope, sizes);
  return (options) => {
    let cell = 0;
    for (let k = 0; k < scope.length; k++) {
      cell += /** @type {number} */ (strides[k]) * /** @type {number} */ (options[scope[k] ?? 0]);
    }
    return cells[cell] === 1;
  };
}

/** How far apart neighbours lie in a table, issue by issue of its scope. @param {number[]} scope @param {number[]} sizes */
export function stridesOf(scope, sizes) {
  const strides = scope.map(() => 1);
  for (let k = scope.length - 2; k >= 0; k--) {
    strides[k] = /** @type {number} */ (strides[k + 1]) * /** @type {number} */ (sizes[scope[k + 1] ?? 0]);
  }
  return strides;
}

/** @param {number} value @param {number | null} low @param {number | null} high */
export function within(value, low, high) {
  return (low === null || value >= low) && (high === null || value <= high);
}
