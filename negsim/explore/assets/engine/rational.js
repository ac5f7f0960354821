// Exact fractions, on whole numbers of any size; and how each becomes the nearest floating-point number.

/** @typedef {{n: bigint, d: bigint}} Rational d > 0, in lowest terms. */

const DOUBLE = 2n ** 53n; // whole numbers up to here are exact as doubles

/** @param {bigint} a @param {bigint} b @returns {bigint} */
export function gcd(a, b) {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y) [x, y] = [y, x % y];
  return x;
}

/** @param {bigint} a @param {bigint} b */
export function lcm(a, b) {
  return (a / gcd(a, b)) * b;
}

/** @param {bigint} n @param {bigint} d not 0 @returns {Rational} */
export function rational(n, d) {
  const common = gcd(n, d) * (d < 0n ? -1n : 1n);
  return { n: n / common, d: d / common };
}

/** A number as the scenario language writes it: 8, -0.55, .5, 1e1, 5/9. @param {string} text @returns {Rational} */
export function parse(text) {
  const parts = text.split("/");
  if (parts.length === 2) {
    const below = BigInt(parts[1] ?? "");
    if (below === 0n) throw new Error(`no number: ${text}`);
    return rational(BigInt(parts[0] ?? ""), below);
  }
  const found = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(text.trim());
  if (found === null || !((found[2] ?? "") + (found[3] ?? ""))) throw new Error(`no number: ${text}`);
  const places = found[3] ?? "";
  const digits = BigInt((found[2] ?? "") + places) * (found[1] === "-" ? -1n : 1n);
  const shift = Number(found[4] ?? 0) - places.length;
  return shift < 0 ? rational(digits, 10n ** BigInt(-shift)) : rational(digits * 10n ** BigInt(shift), 1n);
}

/** As the scenario language writes it: a decimal where six places suffice, else a fraction. @param {Rational} value */
export function format({ n, d }) {
  const scaled = n * 1_000_000n;
  if (scaled % d) return `${n}/${d}`;
  const millionths = scaled / d;
  const size = millionths < 0n ? -millionths : millionths;
  const whole = `${size / 1_000_000n}.${String(size % 1_000_000n).padStart(6, "0")}`;
  return (millionths < 0n ? "-" : "") + whole.replace(/\.?0+$/, "");
}

/** @param {Rational} a @param {Rational} b @returns {Rational} */
export function plus(a, b) {
  return rational(a.n * b.d + b.n * a.d, a.d * b.d);
}

/** @param {Rational} a @param {Rational} b @returns {Rational} */
export function minus(a, b) {
  return rational(a.n * b.d - b.n * a.d, a.d * b.d);
}

/** Below 0, 0 or above 0. @param {Rational} a @param {Rational} b */
export function compare(a, b) {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The least whole number that is not below. @param {bigint} n @param {bigint} d above 0 */
export function ceiling(n, d) {
  const down = n / d;
  return n % d > 0n ? down + 1n : down;
}

/**
 * The floating-point number nearest to n / d, ties to even.
 *
 * @param {bigint} n
 * @param {bigint} d above 0
 */
export function nearest(n, d) {
  const size = n < 0n ? -n : n;
  if (size <= DOUBLE && d <= DOUBLE) return Number(n) / Number(d);
  const least = rational(size, d);
  if (least.n <= DOUBLE && least.d <= DOUBLE) return (n < 0n ? -1 : 1) * (Number(least.n) / Number(least.d));
  // 66 bits of the quotient and whether anything follows; Number() rounds these as it should.
  const shift = BigInt(66 + bits(least.d) - bits(least.n));
  const [above, below] = shift > 0n ? [least.n << shift, least.d] : [least.n, least.d << -shift];
  const quotient = (above / below) | (above % below ? 1n : 0n);
  return (n < 0n ? -1 : 1) * Number(quotient) * 2 ** -Number(shift);
}

/** @param {bigint} size */
function bits(size) {
  return size.toString(2).length;
}

/** As results show a number: 12 decimals, rounded from the fraction, ties to even. @param {Rational} value */
export function rounded({ n, d }) {
  const scaled = n * 1_000_000_000_000n;
  let whole = scaled / d;
  let rest = scaled % d;
  if (rest < 0n) {
    whole -= 1n;
    rest += d;
  }
  if (2n * rest > d || (2n * rest === d && whole % 2n !== 0n)) whole += 1n;
  const size = whole < 0n ? -whole : whole;
  const text = `${size / 1_000_000_000_000n}.${String(size % 1_000_000_000_000n).padStart(12, "0")}`;
  return Number((whole < 0n ? "-" : "") + text);
}
