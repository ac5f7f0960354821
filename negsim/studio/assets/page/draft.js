// A draft in memory, edited by the same fields as the file, which becomes part of it in one step.

import { applied } from "./commands.js";
import { redraw } from "./redraw.js";

/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./protocol.js").Pen} Pen */

/**
 * @param {string} mark what begins the ids of its controls
 * @param {Tree} tree
 * @param {Element} place
 * @param {(pen: Pen, tree: Tree) => Node[]} build
 * @returns {{tree: () => Tree, put: (tree: Tree) => void}}
 */
export function draft(mark, tree, place, build) {
  let now = tree;
  /** @type {Pen} */
  const pen = {
    mark,
    edit(commands) {
      now = applied(now, commands);
      setTimeout(draw); // when the focus has gone where it goes
    },
  };
  const draw = () => redraw(place, () => build(pen, now));
  draw();
  return {
    tree: () => now,
    put(next) {
      now = next;
      draw();
    },
  };
}
