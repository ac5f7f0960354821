// Words of scripts that run from the right, within sentences that do not: each keeps its own direction.

const RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe";
const THEIRS = new RegExp(`[${RIGHT}]`);
const WORD = `[${RIGHT}](?:[${RIGHT}'’\\-]|"(?=[${RIGHT}]))*`;
// What a sentence quotes or has in brackets, else words with nothing but spaces and whole numbers between them.
const PART = new RegExp(`“[^“”]+”|\\([^()“”]+\\)|${WORD}(?: (?:[0-9]+ )?${WORD})*(?:[?!](?=[ ”)]|$))?`, "g");
const OURS = /[A-Za-z\u00c0-\u024f\u0370-\u052f]/;

/** A name that keeps its own direction within a sentence that runs the other way. @param {string} name */
export function isolated(name) {
  return THEIRS.test(name) ? `\u2068${name}\u2069` : name;
}

/** A sentence of ours about labels of theirs. @param {string} text @returns {string} */
export function inSentence(text) {
  if (!THEIRS.test(text)) return text;
  // The first letter would else turn the whole sentence round.
  return `\u200e${text.replace(PART, kept)}`;
}

/** @param {string} part @returns {string} */
function kept(part) {
  if (!/^[“(]/.test(part)) return isolated(part);
  const within = part.slice(1, -1);
  const told = OURS.test(within) ? within.replace(new RegExp(PART), kept) : isolated(within);
  return `${part[0]}${told}${part.at(-1)}`;
}
