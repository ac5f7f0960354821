// Small pieces of sentences, written as the terminal writes them.

const COUNT = new Intl.NumberFormat("en-GB");

/** @param {number} number */
export function count(number) {
  return COUNT.format(number);
}

/**
 * A number with its noun.
 *
 * @param {number} number
 * @param {string} one
 * @param {string} [many]
 */
export function counted(number, one, many) {
  return `${count(number)} ${number === 1 ? one : (many ?? `${one}s`)}`;
}

/**
 * A share as per cent with one decimal, never none, or all, for what is not.
 *
 * @param {number} part
 * @param {number} whole
 */
export function percent(part, whole) {
  if (whole === 0) return "";
  const share = (100 * part) / whole;
  if (part > 0 && share < 0.05) return "<0.1%";
  if (part < whole && share >= 99.95) return ">99.9%";
  return `${share.toFixed(1)}%`;
}

/**
 * A worth in whole points of 100, never nought for what is not.
 *
 * @param {number} value
 */
export function points(value) {
  const whole = Math.round(100 * Math.abs(value));
  const size = value !== 0 && whole === 0 ? "<1" : String(whole);
  return value < 0 ? `−${size}` : size;
}

/**
 * A gain in points of 100, with its sign.
 *
 * @param {number} value
 */
export function gain(value) {
  return value > 0 ? `+${points(value)}` : points(value);
}

/**
 * A threshold in points of 100, with a decimal where it has one.
 *
 * @param {number} value
 */
export function tenths(value) {
  return String(Math.round(1000 * value) / 10).replace("-", "−");
}

/**
 * A number as the scenario language writes it, times a hundred, digit for digit: 0.5 is 50, 5/9 is 500/9.
 *
 * @param {string} text
 */
export function hundredfold(text) {
  const [above, below] = text.split("/");
  return below === undefined ? plain(100 * Number(above)) : `${100 * Number(above)}/${below}`;
}

/**
 * The same undone: 50 is 0.5, 500/9 is 5/9.
 *
 * @param {string} text
 */
export function hundredth(text) {
  const [above, below] = text.split("/").map(Number);
  if (below === undefined) return plain((above ?? 0) / 100);
  const whole = (above ?? 0) / 100;
  return Number.isInteger(whole) ? `${whole}/${below}` : `${above}/${100 * below}`;
}

/** @param {number} value without the dust of binary fractions */
function plain(value) {
  return String(Number(value.toFixed(9)));
}

/**
 * A number between 0 and 1 without needless decimals, and never more than three.
 *
 * @param {number} value
 */
export function short(value) {
  return String(Math.round(value * 1000) / 1000).replace("-", "−");
}

/**
 * Words joined as a sentence does.
 *
 * @param {readonly string[]} words
 */
export function listed(words) {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

const SMALL = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

/** A small number as a word, a larger one in digits. @param {number} number */
export function inLetters(number) {
  return SMALL[number] ?? count(number);
}

/** A number with its half-range, as people write it. @param {string} written */
export function ranged(written) {
  return written.replace("+-", "±");
}

/**
 * An id as words.
 *
 * @param {string} id
 */
export function words(id) {
  return id.replaceAll("_", " ");
}

/** @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * A date as people write it.
 *
 * @param {string} date as 2025-01-18
 */
export function day(date) {
  const [year, month, number] = date.split("-").map(Number);
  const names =
    "January February March April May June July August September October November December";
  return `${number} ${names.split(" ")[(month ?? 1) - 1]} ${year}`;
}
