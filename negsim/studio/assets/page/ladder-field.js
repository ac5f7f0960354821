// A ladder as rows of options, the best on top: moved by keys or dragged; what shares a row is worth the same.

import { h, label } from "/explore/page/dom.js";
import { set } from "./commands.js";
import { button, choice, dotted, idOf, sign } from "./fields.js";
import { parseLadder, placed, reversed, shifted, writtenLadder } from "./ladders.js";

/** @typedef {import("./protocol.js").Issue} Issue */
/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Pen} Pen */
/** @typedef {import("./ladders.js").Rung} Rung */

/** @type {[string, string][]} */
const GAPS = [
  ["1", "one step"],
  ["2", "two steps"],
  ["3", "three steps"],
  ["4", "four steps"],
  ["!", "one step, and never below"],
];

/** @param {Pen} pen @param {Path} path @param {string} value @param {Issue} issue */
export function ladderField(pen, path, value, issue) {
  const rungs = parseLadder(value);
  if (!rungs) return h("p", { class: "note", "data-path": dotted(path) }, String(value));
  const put = (/** @type {Rung[]} */ next, /** @type {string} */ say) => pen.edit([set(path, writtenLadder(next))], say);
  const rows = rungs.flatMap((rung, place) => {
    const row = rungRow(pen, path, rungs, rung, place, issue, put);
    return place === 0 ? [row] : [gapRow(pen, path, rungs, place - 1, put), row];
  });
  return h(
    "div",
    { class: "ladder", "data-path": dotted(path) },
    h("span", { class: "note" }, "best"),
    h("ol", { class: "rungs" }, ...rows.reverse()),
    h("span", { class: "note" }, "worst"),
    button("Turn it round", () => put(reversed(rungs), "Turned a ladder round"), { id: `${idOf(path, pen.mark)}-turn` }),
  );
}

/** @param {Pen} pen @param {Path} path @param {Rung[]} rungs @param {Rung} rung @param {number} place @param {Issue} issue @param {(rungs: Rung[], say: string) => void} put */
function rungRow(pen, path, rungs, rung, place, issue, put) {
  const tiles = rung.options.map((option) => {
    const name = issue.options.find((one) => one.id === option)?.label ?? option;
    const id = `${idOf(path, pen.mark)}-${option}`;
    const step = (/** @type {1 | -1} */ by) => () =>
      put(shifted(rungs, option, by), `Moved “${name}” ${by === 1 ? "up" : "down"} the ladder`);
    const alone = rung.options.length === 1;
    return h(
      "span",
      { class: "tile", draggable: "true", ondragstart: (/** @type {DragEvent} */ event) => event.dataTransfer?.setData("text/x-option", option) },
      label(name),
      sign("↑", `“${name}”: better`, step(1), { id: `${id}-up`, disabled: alone && place === rungs.length - 1 }),
      sign("↓", `“${name}”: worse`, step(-1), { id: `${id}-down`, disabled: alone && place === 0 }),
    );
  });
  return h("li", { class: "rung", ...dropHere(rungs, place, false, put) }, ...tiles);
}

/** @param {Pen} pen @param {Path} path @param {Rung[]} rungs @param {number} place the row below @param {(rungs: Rung[], say: string) => void} put */
function gapRow(pen, path, rungs, place, put) {
  const rung = /** @type {Rung} */ (rungs[place]);
  const set = (/** @type {string} */ gap) =>
    put(
      rungs.map((one, other) => (other === place ? { ...one, gap: gap === "!" ? 1 : Number(gap), firm: gap === "!" } : one)),
      "Changed a distance on the ladder",
    );
  const field = choice({ id: `${idOf(path, pen.mark)}-gap-${place}`, label: "How far apart", value: rung.firm ? "!" : String(rung.gap), options: GAPS, onset: set });
  return h("li", { class: "gap", ...dropHere(rungs, place + 1, true, put) }, field);
}

/** @param {Rung[]} rungs @param {number} place @param {boolean} own a row of its own @param {(rungs: Rung[], say: string) => void} put */
function dropHere(rungs, place, own, put) {
  return {
    ondragover: (/** @type {DragEvent} */ event) => event.preventDefault(),
    ondrop: (/** @type {DragEvent} */ event) => {
      const option = event.dataTransfer?.getData("text/x-option");
      event.preventDefault();
      if (option) put(placed(rungs, option, place, own), "Dragged an option along the ladder");
    },
  };
}
