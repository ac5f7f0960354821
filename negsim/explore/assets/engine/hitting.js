// Minimal hitting sets, by MMCS (Murakami & Uno 2014, algorithm 1), as in negsim/solve/tables/hitting.py.

const MOST_STEPS = 1_000_000;

/** @typedef {{chosen: bigint, critical: Map<bigint, bigint>, unhit: bigint, open: bigint, tries: bigint}} Level */

/**
 * The smallest sets of elements that meet every set of a family; at most so many.
 *
 * @param {bigint[]} family Sets as bits.
 * @param {number} most
 * @returns {bigint[]}
 */
export function minimalHittingSets(family, most) {
  const sets = [...new Set(family)].sort((a, b) => count(a) - count(b) || (a < b ? -1 : 1));
  if (sets[0] === 0n) return [];
  if (!sets.length) return [0n];
  /** @type {Map<bigint, bigint>} */
  const hits = new Map();
  sets.forEach((set, place) => {
    for (const element of elements(set)) hits.set(element, (hits.get(element) ?? 0n) | (1n << BigInt(place)));
  });
  const everything = (1n << BigInt(sets.length)) - 1n;
  const all = [...hits.keys()].reduce((sum, element) => sum | element, 0n);
  const stack = [level(sets, 0n, new Map(), everything, all)];
  /** @type {bigint[]} */
  const found = [];
  for (let steps = 0; stack.length && steps < MOST_STEPS && found.length < most; ) {
    const top = stack[stack.length - 1];
    if (!top.tries) {
      stack.pop();
      continue;
    }
    steps++;
    const element = top.tries & -top.tries;
    const reached = hits.get(element) ?? 0n;
    const lost = new Map([...top.critical].map(([e, places]) => [e, places & ~reached]));
    const isMinimal = [...lost.values()].every(Boolean);
    top.tries ^= element;
    const open = top.open;
    if (!isMinimal) continue;
    top.open |= element;
    lost.set(element, top.unhit & reached);
    const rest = top.unhit & ~reached;
    if (rest) stack.push(level(sets, top.chosen | element, lost, rest, open));
    else found.push(top.chosen | element);
  }
  return found;
}

/** Branch on the set not yet hit that has fewest candidates. @param {bigint[]} sets @param {bigint} chosen @param {Map<bigint, bigint>} critical @param {bigint} unhit @param {bigint} candidates @returns {Level} */
function level(sets, chosen, critical, unhit, candidates) {
  let best = -1n;
  let fewest = Infinity;
  sets.forEach((set, place) => {
    if (!((unhit >> BigInt(place)) & 1n)) return;
    const left = set & candidates;
    const size = count(left);
    if (size < fewest || (size === fewest && left < best)) [best, fewest] = [left, size];
  });
  return { chosen, critical, unhit, open: candidates & ~best, tries: best };
}

/** @param {bigint} mask @returns {Generator<bigint>} */
function* elements(mask) {
  for (let left = mask; left; left &= left - 1n) yield left & -left;
}

/** @param {bigint} mask */
function count(mask) {
  let size = 0;
  for (let left = mask; left; left &= left - 1n) size++;
  return size;
}
