// What all cards share: a head with a name, its place among the others, the way to the text, and to take it away.

import { h } from "/explore/page/dom.js";
import { move, remove } from "./commands.js";
import { dotted, idOf, sign } from "./fields.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Pen} Pen */
/** @typedef {import("/explore/page/dom.js").Child} Child */

/**
 * The buttons of a thing among others.
 *
 * @param {Pen} pen
 * @param {Path} path
 * @param {string} name in words
 * @param {number} place
 * @param {number} count of all of them
 */
export function order(pen, path, name, place, count) {
  const id = idOf(path, pen.mark);
  const to = (/** @type {number} */ next, /** @type {string} */ where) => () =>
    pen.edit([move(path, next)], `Moved ${name} ${where}`);
  return h(
    "span",
    { class: "order" },
    sign("↑", `Move ${name} up`, to(place - 1, "up"), { id: `${id}-up`, disabled: place === 0 }),
    sign("↓", `Move ${name} down`, to(place + 1, "down"), { id: `${id}-down`, disabled: place === count - 1 }),
    inText(path, name),
    taken(pen, path, name),
  );
}

/** @param {Path} path @param {string} name */
export function inText(path, name) {
  return sign("¶", `${name}: show it in the text`, () => {}, { "data-text-of": dotted(path) });
}

/** @param {Pen} pen @param {Path} path @param {string} name */
export function taken(pen, path, name) {
  return sign("×", `Take ${name} away`, () => pen.edit([remove(path)], `Took ${name} away`), {
    id: `${idOf(path, pen.mark)}-remove`,
  });
}

/**
 * Something that opens: its summary says what it is and how it stands.
 *
 * @param {Path} path
 * @param {Child[]} summary
 * @param {Child[]} content
 * @param {{open?: boolean, mark?: string, kind?: string}} [how]
 */
export function fold(path, summary, content, { open = false, mark = "", kind = "" } = {}) {
  return h(
    "details",
    { class: `fold ${kind}`.trim(), id: `${idOf(path, mark)}-fold`, open, "data-path": dotted(path) },
    h("summary", {}, ...summary),
    h("div", { class: "fold-body" }, ...content),
  );
}

/**
 * Let rows be dragged by their handles; keys do the same by the arrows beside them.
 *
 * @param {HTMLElement} list
 * @param {(from: number, to: number) => void} moved
 */
export function draggable(list, moved) {
  const rows = /** @type {HTMLElement[]} */ ([...list.children]);
  let from = -1;
  rows.forEach((row, place) => {
    const grip = row.querySelector(".grip");
    grip?.addEventListener("pointerdown", () => {
      row.draggable = true;
    });
    row.addEventListener("dragstart", (event) => {
      if (!row.draggable) return;
      from = place;
      event.dataTransfer?.setData("text/plain", String(place));
      event.stopPropagation();
    });
    row.addEventListener("dragover", (event) => {
      if (from < 0) return;
      event.preventDefault();
      row.classList.add("is-over");
    });
    row.addEventListener("dragleave", () => row.classList.remove("is-over"));
    row.addEventListener("dragend", () => {
      row.draggable = false;
      from = -1;
    });
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      row.classList.remove("is-over");
      if (from >= 0 && from !== place) moved(from, place);
      from = -1;
    });
  });
}

/** What one takes hold of to drag a row. */
export function grip() {
  return h("span", { class: "grip", "aria-hidden": "true", title: "Drag to another place" }, "⠿");
}
