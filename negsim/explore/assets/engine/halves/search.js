// The best of all packages of which something holds, found without going through them: pairs of boxes, the most promising
// first, until none left can be as good as what was found (branch and bound, Land & Doig 1960).

/** @typedef {import("./meet.js").Meeting} Meeting */
/** @typedef {import("./tree.js").Tree} Tree */

/**
 * @typedef {object} Aim
 * @property {(worth: Float64Array, total: number) => number} value Of what a package is worth to each actor looked at;
 *     never less where one of these is more. Of pairs of boxes it is told the most that each can have, and what `together`
 *     can have at most, all added up (Infinity where that is not known). -Infinity: it is not looked for.
 * @property {(best: number) => number} within How much less than the best is still wanted.
 * @property {number[]} least Per actor looked at, what a package must be worth to it that it accepts.
 * @property {(set: number, needed: number) => boolean} fits Whether enough accept: actors looked at, as bits by place.
 * @property {number} most Packages to be found at most.
 * @property {number} steps Pairs of boxes to be looked into at most.
 */

/**
 * Sums of what a package is worth to some of those looked at, all of whom must accept: boxes know the most of a sum
 * better than the sum of what is the most to each.
 *
 * @typedef {object} Together
 * @property {number[]} by Per actor looked at, how much of its worth goes in; 0: nothing.
 * @property {number} less What is added.
 */

/**
 * @typedef {object} Sought What is searched, whatever is sought.
 * @property {Meeting[]} meetings
 * @property {[Tree[], Tree[]]} trees By group; `kept` has a row for each actor looked at, and one for each of `together`.
 * @property {number[]} actors Those looked at: a place in the trees each.
 * @property {[Float64Array[], Float64Array[]]} worth Per actor looked at, by member of the list.
 * @property {[Float64Array[], Float64Array[]]} kept
 * @property {Together[]} together The first is that of all who must accept.
 */

/**
 * @typedef {object} Best
 * @property {number} value -Infinity where nothing fits.
 * @property {[number, number][] | null} found Members of both lists; null where there are too many, or too many steps.
 */

const TURN = 1024; // pairs of boxes between two looks at whether something else is wanted
const HAIR = 1e-9; // more than what sums of doubles lose

/**
 * @param {Sought} sought
 * @param {Aim} aim
 * @returns {Generator<null, Best>}
 */
export function* search({ meetings, trees, actors, worth, kept, together }, { value, within, least, fits, most, steps }) {
  const width = actors.length;
  const sums = new Float64Array(width);
  const waiting = new Heap();
  // What each meeting adds to the worth of its halves, to each and to each sum; and what a sum must come to.
  const more = meetings.map((meeting) => Float64Array.from(actors, (a) => meeting.more[a]));
  const added = more.map((own) => together.map(({ by, less }) => by.reduce((sum, one, d) => sum + one * own[d], less)));
  const wanted = together.map(({ by, less }) => by.reduce((sum, one, d) => (one ? sum + one * least[d] : sum), less) - HAIR);
  const asked = together.flatMap((_, e) => (wanted[e] > -Number.MAX_SAFE_INTEGER ? [e] : []));
  let best = -Infinity;
  /** @type {{value: number, pair: [number, number]}[]} */
  let found = [];
  let isFull = most === 0;
  let fullAt = Infinity;

  /** Enough may accept somewhere in two boxes. @param {number} m @param {Float64Array[]} a @param {number} i @param {Float64Array[]} b @param {number} j */
  const mayFit = (m, a, i, b, j) => {
    const { kept: keeps, needed } = meetings[m];
    const own = more[m];
    let set = 0;
    for (let d = 0; d < width; d++) {
      if ((keeps >>> actors[d]) & 1 && a[d][i] + b[d][j] + own[d] >= least[d]) set |= 1 << d;
    }
    return fits(set, needed);
  };
  /** @param {number} m @param {Float64Array[]} a @param {number} i @param {Float64Array[]} b @param {number} j @param {number} total */
  const worthOf = (m, a, i, b, j, total) => {
    const own = more[m];
    for (let d = 0; d < width; d++) sums[d] = a[d][i] + b[d][j] + own[d];
    return value(sums, total);
  };
  /** @param {number} m @param {number} i @param {number} j */
  const consider = (m, i, j) => {
    const [a, b] = [trees[0][meetings[m].left], trees[1][meetings[m].right]];
    for (let k = 0; k < asked.length; k++) {
      const e = asked[k];
      if (a.kept[width + e][i] + b.kept[width + e][j] + added[m][e] < wanted[e]) return;
    }
    const total = together.length ? a.kept[width][i] + b.kept[width][j] + added[m][0] + HAIR : Infinity;
    const bound = worthOf(m, a.worth, i, b.worth, j, total);
    if (bound > -Infinity && bound >= best - within(best) && mayFit(m, a.kept, i, b.kept, j)) waiting.push(bound, m, i, j);
  };
  /** @param {number} m @param {Tree} a @param {number} i @param {Tree} b @param {number} j */
  const lookInto = (m, a, i, b, j) => {
    for (let k = a.start[i]; k < a.end[i]; k++) {
      for (let l = b.start[j]; l < b.end[j]; l++) {
        const [x, y] = [a.members[k], b.members[l]];
        const reached = worthOf(m, worth[0], x, worth[1], y, Infinity);
        if (!(reached > -Infinity && reached >= best - within(best)) || !mayFit(m, kept[0], x, kept[1], y)) continue;
        if (reached > best) best = reached;
        if (isFull && best - within(best) > fullAt) isFull = false;
        if (isFull) continue;
        found.push({ value: reached, pair: [x, y] });
        if (found.length > 2 * most) found = found.filter((one) => one.value >= best - within(best));
        if (found.length > 2 * most) [isFull, fullAt, found] = [true, best, []];
      }
    }
  };

  for (let m = 0; m < meetings.length; m++) consider(m, 0, 0);
  let taken = 0;
  for (let next = waiting.pop(); next !== null; next = waiting.pop()) {
    if (++taken > steps) return { value: best, found: null };
    if (taken % TURN === 0) yield null;
    const { bound, m, i, j } = next;
    if (bound < best - within(best) || (isFull && bound <= best)) break;
    const [a, b] = [trees[0][meetings[m].left], trees[1][meetings[m].right]];
    const [first, second] = [a.second[i] ? a.end[i] - a.start[i] : 0, b.second[j] ? b.end[j] - b.start[j] : 0];
    if (!first && !second) lookInto(m, a, i, b, j);
    else if (first >= second) {
      consider(m, i + 1, j);
      consider(m, a.second[i], j);
    } else {
      consider(m, i, j + 1);
      consider(m, i, b.second[j]);
    }
  }
  const left = found.filter((one) => one.value >= best - within(best)).map(({ pair }) => pair);
  return { value: best, found: isFull || left.length > most ? null : left };
}

/** Pairs of boxes, the most promising first (Williams 1964). */
class Heap {
  constructor() {
    /** @type {{bound: number, m: number, i: number, j: number}[]} */
    this.held = [];
  }

  /** @param {number} bound @param {number} m @param {number} i @param {number} j */
  push(bound, m, i, j) {
    const { held } = this;
    const one = { bound, m, i, j };
    let k = held.push(one) - 1;
    for (let above = (k - 1) >> 1; k > 0 && held[above].bound < bound; above = (k - 1) >> 1) {
      held[k] = held[above];
      k = above;
    }
    held[k] = one;
  }

  pop() {
    const { held } = this;
    const last = held.pop();
    if (last === undefined || !held.length) return last ?? null;
    const top = held[0];
    let k = 0;
    for (let below = 1; below < held.length; below = 2 * k + 1) {
      if (below + 1 < held.length && held[below + 1].bound > held[below].bound) below++;
      if (held[below].bound <= last.bound) break;
      held[k] = held[below];
      k = below;
    }
    held[k] = last;
    return top;
  }
}
