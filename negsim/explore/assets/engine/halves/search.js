// The best of all packages of which something holds, found without going through them: pairs of boxes, the most promising
// first, until none left can be as good as what was found (branch and bound, Land & Doig 1960).

/** @typedef {import("./meet.js").Meeting} Meeting */
/** @typedef {import("./tree.js").Tree} Tree */

/**
 * @typedef {object} Aim
 * @property {(worth: Float64Array) => number} value Of what a package is worth to each actor looked at; never less where
 *     one of these is more. -Infinity: it is not looked for.
 * @property {(best: number) => number} within How much less than the best is still wanted.
 * @property {number[]} least Per actor looked at, what a package must be worth to it that it accepts.
 * @property {(set: number, needed: number) => boolean} fits Whether enough accept: actors looked at, as bits by place.
 * @property {number} most Packages to be found at most.
 * @property {number} steps Pairs of boxes to be looked into at most.
 */

/**
 * @typedef {object} Best
 * @property {number} value -Infinity where nothing fits.
 * @property {[number, number][] | null} found Members of both lists; null where there are too many, or too many steps.
 */

/**
 * @param {Meeting[]} meetings
 * @param {[Tree[], Tree[]]} trees By group.
 * @param {number[]} actors Those looked at: a place in the trees each.
 * @param {[Float64Array[], Float64Array[]]} worth Per actor looked at, by member of the list.
 * @param {[Float64Array[], Float64Array[]]} kept
 * @param {Aim} aim
 * @returns {Best}
 */
export function search(meetings, trees, actors, worth, kept, { value, within, least, fits, most, steps }) {
  const width = actors.length;
  const sums = new Float64Array(width);
  const waiting = new Heap();
  let best = -Infinity;
  /** @type {{value: number, pair: [number, number]}[]} */
  let found = [];
  let isFull = most === 0;
  let fullAt = Infinity;

  /** Enough may accept somewhere in two boxes. @param {Meeting} meeting @param {Float64Array[]} a @param {number} i @param {Float64Array[]} b @param {number} j */
  const mayFit = (meeting, a, i, b, j) => {
    let set = 0;
    for (let d = 0; d < width; d++) {
      if ((meeting.kept >>> actors[d]) & 1 && a[d][i] + b[d][j] + meeting.more[actors[d]] >= least[d]) set |= 1 << d;
    }
    return fits(set, meeting.needed);
  };
  /** @param {Meeting} meeting @param {Float64Array[]} a @param {number} i @param {Float64Array[]} b @param {number} j */
  const worthOf = (meeting, a, i, b, j) => {
    for (let d = 0; d < width; d++) sums[d] = a[d][i] + b[d][j] + meeting.more[actors[d]];
    return value(sums);
  };
  /** @param {number} m @param {number} i @param {number} j */
  const consider = (m, i, j) => {
    const meeting = meetings[m];
    const [a, b] = [trees[0][meeting.left], trees[1][meeting.right]];
    const bound = worthOf(meeting, a.worth, i, b.worth, j);
    if (bound > -Infinity && bound >= best - within(best) && mayFit(meeting, a.kept, i, b.kept, j)) waiting.push(bound, m, i, j);
  };
  /** @param {Meeting} meeting @param {Tree} a @param {number} i @param {Tree} b @param {number} j */
  const lookInto = (meeting, a, i, b, j) => {
    for (let k = a.start[i]; k < a.end[i]; k++) {
      for (let l = b.start[j]; l < b.end[j]; l++) {
        const [x, y] = [a.members[k], b.members[l]];
        const reached = worthOf(meeting, worth[0], x, worth[1], y);
        if (!(reached > -Infinity && reached >= best - within(best)) || !mayFit(meeting, kept[0], x, kept[1], y)) continue;
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
    const { bound, m, i, j } = next;
    if (bound < best - within(best) || (isFull && bound <= best)) break;
    const meeting = meetings[m];
    const [a, b] = [trees[0][meeting.left], trees[1][meeting.right]];
    const [first, second] = [a.second[i] ? a.end[i] - a.start[i] : 0, b.second[j] ? b.end[j] - b.start[j] : 0];
    if (!first && !second) lookInto(meeting, a, i, b, j);
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
