// Bargaining solutions on a finite set of efficient vectors, as in negsim/solve/tables/bargaining.py: the same operations on
// the same doubles in the same order, so that ties are the same too.

const TIE = 1e-9;

/** Which numbers are within 1e-9 of the largest. @param {number[]} values @returns {boolean[]} */
export function nearlyBest(values) {
  const best = values.reduce((top, value) => Math.max(top, value), -Infinity);
  return values.map((value) => value === best || value > best - TIE);
}

/** Rows whose smallest entry is largest; among these, whose second smallest is; and so on. @param {number[][]} rows @returns {boolean[]} */
export function leximin(rows) {
  const ordered = rows.map((row) => [...row].sort((a, b) => a - b));
  let kept = rows.map((_, k) => k);
  for (let place = 0; rows.length && place < rows[0].length; place++) {
    const best = nearlyBest(kept.map((k) => ordered[k][place]));
    kept = kept.filter((_, k) => best[k]);
  }
  const stays = new Set(kept);
  return rows.map((_, k) => stays.has(k));
}

/** The largest product of gains, of those that can gain (Nash 1950). @param {number[][]} gains @param {boolean[]} counted @returns {boolean[]} */
function nash(gains, counted) {
  const products = gains.map((row) => row.reduce((product, value, a) => (counted[a] ? product * value : product), 1));
  const best = products.reduce((top, value) => Math.max(top, value), -Infinity);
  return products.map((value) => value === best || best - value < TIE * Math.abs(best));
}

/** Gains as shares of each one's best, leximin-largest (Kalai & Smorodinsky 1975). @param {number[][]} gains @param {boolean[]} counted @param {number[]} most @returns {boolean[]} */
function kalaiSmorodinsky(gains, counted, most) {
  return leximin(gains.map((row) => row.flatMap((value, a) => (counted[a] ? [value / most[a]] : []))));
}

/** @param {number[][]} utilities @returns {boolean[]} */
function utilitarian(utilities) {
  return nearlyBest(utilities.map((row) => row.reduce((sum, value) => sum + value, 0)));
}

/**
 * Which efficient vectors of the zone each criterion picks.
 *
 * @param {number[][]} gains Of the principals, a row per vector.
 * @param {number[][]} utilities
 * @param {boolean[]} fair Where nobody loses; under a quota Nash and Kalai-Smorodinsky look only there.
 * @param {boolean[]} canGain Per principal, whether any fair vector has an exact gain above 0.
 * @param {number[]} most Per principal, its largest gain in any fair vector.
 */
export function solutions(gains, utilities, fair, canGain, most) {
  const rows = gains.filter((_, k) => fair[k]);
  const within = (/** @type {boolean[]} */ picked) => {
    let next = 0;
    return fair.map((is) => is && picked[next++]);
  };
  return {
    nash: within(nash(rows, canGain)),
    kalai_smorodinsky: within(kalaiSmorodinsky(rows, canGain, most)),
    egalitarian: leximin(gains),
    utilitarian: utilitarian(utilities),
  };
}
