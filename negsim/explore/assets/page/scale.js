// From utilities to places in a drawing, and the ticks between.

/**
 * @typedef {object} Scale
 * @property {number} low
 * @property {number} high
 * @property {(value: number) => number} at
 * @property {number[]} ticks
 */

/**
 * @param {number} low
 * @param {number} high
 * @param {number} from pixels
 * @param {number} to
 * @returns {Scale}
 */
export function scale(low, high, from, to) {
  const span = high - low || 1;
  const rough = span / Math.max(2, Math.abs(to - from) / 70);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? power;
  const ticks = [];
  for (let tick = Math.ceil(low / step); tick * step <= high + step * 1e-6; tick += 1) {
    ticks.push(Math.round(tick * step * 1e6) / 1e6);
  }
  return { low, high, ticks, at: (value) => from + ((value - low) / span) * (to - from) };
}
