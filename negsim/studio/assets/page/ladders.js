// A ladder, worst to best, between the language and rows of options.

/** @typedef {{options: string[], gap: number, firm: boolean}} Rung options that are worth the same; steps up to the next */

/** @param {string} text @returns {Rung[] | null} the worst first; null where it is no ladder */
export function parseLadder(text) {
  const parts = String(text).split(/(<+|=|!)/).map((one) => one.trim());
  if (parts.some((one) => one === "")) return null;
  /** @type {Rung[]} */
  const rungs = [{ options: [parts[0] ?? ""], gap: 1, firm: false }];
  for (let place = 1; place < parts.length; place += 2) {
    const [sign = "", option = ""] = parts.slice(place, place + 2);
    const last = /** @type {Rung} */ (rungs.at(-1));
    if (sign === "=") last.options.push(option);
    else {
      last.gap = sign === "!" ? 1 : sign.length;
      last.firm = sign === "!";
      rungs.push({ options: [option], gap: 1, firm: false });
    }
  }
  return rungs;
}

/** @param {readonly Rung[]} rungs */
export function writtenLadder(rungs) {
  return rungs
    .filter((rung) => rung.options.length)
    .map((rung, place, all) => {
      const sign = rung.firm ? "!" : "<".repeat(rung.gap);
      return rung.options.join(" = ") + (place + 1 < all.length ? ` ${sign} ` : "");
    })
    .join("");
}

/**
 * An option one place up or down: out of its row where it shares it, else into the next.
 *
 * @param {readonly Rung[]} rungs
 * @param {string} option
 * @param {1 | -1} by up is 1
 * @returns {Rung[]}
 */
export function shifted(rungs, option, by) {
  const copy = rungs.map((rung) => ({ ...rung, options: [...rung.options] }));
  const place = copy.findIndex((rung) => rung.options.includes(option));
  const rung = copy[place];
  if (!rung) return copy;
  const next = copy[place + by];
  rung.options = rung.options.filter((one) => one !== option);
  if (rung.options.length) {
    copy.splice(by === 1 ? place + 1 : place, 0, { options: [option], gap: 1, firm: false });
  } else if (next) {
    next.options.push(option);
    copy.splice(place, 1);
  } else rung.options.push(option);
  return copy;
}

/** An option put into a row, or into a new one before it. @param {readonly Rung[]} rungs @param {string} option @param {number} place @param {boolean} own */
export function placed(rungs, option, place, own) {
  const copy = rungs.map((rung) => ({ ...rung, options: rung.options.filter((one) => one !== option) }));
  if (own) copy.splice(place, 0, { options: [option], gap: 1, firm: false });
  else copy[place]?.options.push(option);
  return copy.filter((rung) => rung.options.length);
}

/** The best the worst, and so on, with the same distances. @param {readonly Rung[]} rungs @returns {Rung[]} */
export function reversed(rungs) {
  const last = rungs.length - 1;
  return rungs.map((_, place) => {
    const gap = place < last ? rungs[last - 1 - place]?.gap : 1;
    return { options: [...(rungs[last - place]?.options ?? [])], gap: gap ?? 1, firm: false };
  });
}
