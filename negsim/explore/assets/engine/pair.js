// The frontier of two actors: what no feasible package betters for both.

/**
 * The efficient pairs of totals, from the largest of the first to the least.
 *
 * @param {ArrayLike<number>} list Positions of the packages to look at.
 * @param {ArrayLike<number>} first Totals of one actor, by position.
 * @param {ArrayLike<number>} second Totals of the other.
 * @param {(total: number) => number} columnOf A column for a total of the first, never falling as it grows.
 * @param {number} columns
 * @returns {[number, number][]}
 */
export function pairFrontier(list, first, second, columnOf, columns) {
  const best = Array.from({ length: columns + 1 }, () => -Infinity);
  for (let k = 0; k < list.length; k++) {
    const p = list[k];
    const column = columnOf(first[p]);
    if (second[p] > best[column]) best[column] = second[p];
  }
  // What any column farther right reaches: below it, or level with it, nothing is efficient.
  for (let column = columns - 1; column >= 0; column--) best[column] = Math.max(best[column], best[column + 1]);
  /** @type {[number, number][]} */
  const left = [];
  for (let k = 0; k < list.length; k++) {
    const p = list[k];
    if (second[p] > best[columnOf(first[p]) + 1]) left.push([first[p], second[p]]);
  }
  left.sort(([a, b], [c, d]) => c - a || d - b);
  let most = -Infinity;
  return left.filter(([, total]) => {
    if (total <= most) return false;
    most = total;
    return true;
  });
}
