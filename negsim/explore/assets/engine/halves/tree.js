// Members of a group in boxes within boxes, with the most that any of a box is worth to each (Bentley 1975): what no two
// boxes can reach together need not be looked into.

const LEAF = 12; // members that are no longer parted

/**
 * Boxes by number: the first holds all, and the parts of one follow it. Per box and actor, the most it is worth.
 *
 * @typedef {object} Tree
 * @property {Int32Array} members Of the side's list, so that each box has some that follow one another.
 * @property {number[]} start Per box.
 * @property {number[]} end
 * @property {number[]} second The later part of a box; the earlier comes next to it. 0: it has none.
 * @property {Float64Array[]} worth Per actor looked at, by box.
 * @property {Float64Array[]} kept The same, of those that cross none of its red lines.
 */

/**
 * @param {Int32Array} members
 * @param {Float64Array[]} worth Per actor looked at, by member of the side's list.
 * @param {Float64Array[]} kept
 * @param {Tree} [before] Of the same members: its boxes are kept, which are as right for other numbers, if not as tight.
 * @returns {Tree}
 */
export function treeOf(members, worth, kept, before) {
  const boxes = before ?? boxesOf(members, worth);
  const most = (/** @type {Float64Array} */ values) => mostOf(boxes, values);
  return { ...boxes, worth: worth.map(most), kept: kept.map(most) };
}

/** @typedef {Pick<Tree, "members" | "start" | "end" | "second">} Boxes */

/** @param {Int32Array} members @param {Float64Array[]} worth @returns {Boxes} */
function boxesOf(members, worth) {
  const own = members.slice();
  const boxes = { start: /** @type {number[]} */ ([]), end: /** @type {number[]} */ ([]), second: /** @type {number[]} */ ([]) };
  const scale = worth.map((values) => 1 / Math.max(spread(own, 0, own.length, values), 1e-300));
  const grow = (/** @type {number} */ start, /** @type {number} */ end) => {
    const box = boxes.start.push(start) - 1;
    boxes.end.push(end);
    boxes.second.push(0);
    if (end - start <= LEAF) return;
    let [widest, most] = [-1, 0];
    worth.forEach((values, d) => {
      const width = spread(own, start, end, values) * scale[d];
      if (width > most) [widest, most] = [d, width];
    });
    if (widest < 0) return;
    const middle = (start + end) >> 1;
    partition(own, worth[widest], start, end - 1, middle);
    grow(start, middle);
    boxes.second[box] = boxes.start.length;
    grow(middle, end);
  };
  grow(0, own.length);
  return { members: own, ...boxes };
}

/** The most of each box. @param {Boxes} boxes @param {Float64Array} values */
function mostOf({ members, start, end, second }, values) {
  const found = new Float64Array(start.length);
  for (let box = found.length - 1; box >= 0; box--) {
    let top = second[box] ? Math.max(found[box + 1], found[second[box]]) : -Infinity;
    if (!second[box]) for (let k = start[box]; k < end[box]; k++) top = Math.max(top, values[members[k]]);
    found[box] = top;
  }
  return found;
}

/** @param {Int32Array} own @param {number} start @param {number} end @param {Float64Array} values */
function spread(own, start, end, values) {
  let [least, most] = [Infinity, -Infinity];
  for (let k = start; k < end; k++) {
    const value = values[own[k]];
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return most - least;
}

/** Put the smaller before a place and the larger behind it (Hoare 1961). @param {Int32Array} own @param {Float64Array} values @param {number} low @param {number} high @param {number} place */
function partition(own, values, low, high, place) {
  while (low < high) {
    const pivot = values[own[(low + high) >> 1]];
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[own[i]] < pivot) i++;
      while (values[own[j]] > pivot) j--;
      if (i <= j) {
        const held = own[i];
        own[i++] = own[j];
        own[j--] = held;
      }
    }
    if (place <= j) high = j;
    else if (place >= i) low = i;
    else return;
  }
}
