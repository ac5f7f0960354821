// Objects whose keys are ids of a file. They inherit nothing, so that under an id such as `constructor` there is what
// was put there, or nothing.

/**
 * @template T
 * @param {Iterable<readonly [string | number, T]>} [entries]
 * @returns {Record<string, T>}
 */
export function record(entries = []) {
  /** @type {Record<string, T>} */
  const made = Object.create(null);
  for (const [key, value] of entries) made[key] = value;
  return made;
}

/**
 * What came as a copy, from JSON or in a message, with all objects within it made to inherit nothing, in place.
 *
 * @template T
 * @param {T} value
 * @returns {T}
 */
export function bare(value) {
  if (Array.isArray(value)) value.forEach(bare);
  else if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    Object.setPrototypeOf(value, null);
    Object.values(value).forEach(bare);
  }
  return value;
}
