// The claims of the registers beside what rests on them: dragged onto an element, or held and put there by keys.

import { fill, h } from "/explore/page/dom.js";
import { counted } from "/explore/page/phrases.js";
import { claims, hold, held, takerAt, whose } from "./evidence.js";

const KIND = "text/x-claim";

/** @typedef {import("./evidence.js").Claim} Claim */

/** @param {() => void} again draw the forms anew: what is held, they offer to take */
export function claimsAtHand(again) {
  const find = h("input", { type: "text", id: "claims-at-hand-find", "aria-label": "Find a claim by its words, or by who said it", placeholder: "Find by words, or by who said it", autocomplete: "off", oninput: () => list() });
  const rows = h("ul", { class: "at-hand-claims" });
  const count = h("span", { class: "note" });
  const about = h("p", { class: "note" }, "Drag a claim onto what rests on it. Or hold it, and choose “Rest it on this claim” where it belongs.");
  const element = h("details", { class: "fold card at-hand", id: "claims-at-hand", hidden: true }, h("summary", {}, h("span", {}, "Claims at hand"), count), h("div", { class: "fold-body" }, about, find, rows));

  const list = () => {
    const sought = find.value.trim().toLowerCase();
    const some = claims().filter((one) => `${one.id} ${one.says} ${whose(one)}`.toLowerCase().includes(sought));
    count.textContent = sought ? `${some.length} of ${claims().length}` : counted(claims().length, "claim");
    fill(rows);
    rows.append(...(some.length ? some.map(row) : [h("li", { class: "note" }, "None says so.")]));
  };
  const row = (/** @type {Claim} */ claim) =>
    h(
      "li",
      { draggable: "true", class: "at-hand-claim", ondragstart: (/** @type {DragEvent} */ event) => event.dataTransfer?.setData(KIND, claim.id) },
      h("span", { dir: "auto" }, claim.says, h("span", { class: "note" }, ` ${whose(claim)} · ${claim.id}`)),
      h(
        "button",
        {
          type: "button",
          class: "button",
          id: `hold-${claim.id}`,
          "aria-pressed": String(held() === claim.id),
          onclick: () => {
            hold(held() === claim.id ? null : claim.id);
            mark();
            again();
          },
        },
        "Hold",
        h("span", { class: "unseen" }, ` claim ${claim.id}`),
      ),
    );
  const mark = (/** @type {Element | null} */ panel = null) => {
    if (panel) element.hidden = claims().length === 0 || panel.querySelector(".evidence") === null;
    for (const one of rows.querySelectorAll("button")) one.setAttribute("aria-pressed", String(one.id === `hold-${held()}`));
  };
  return {
    element,
    mark,
    /** There are others now. */
    update() {
      list();
    },
  };
}

/** Let claims be dropped on whatever rests on claims within a place. @param {HTMLElement} place */
export function takeDrops(place) {
  /** @type {Element | null} */
  let over = null;
  const point = (/** @type {Element | null} */ next) => {
    if (next === over) return;
    over?.classList.remove("is-over");
    next?.classList.add("is-over");
    over = next;
  };
  place.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes(KIND)) return;
    const found = takerAt(event.target);
    if (found) event.preventDefault();
    point(found?.element ?? null);
  });
  place.addEventListener("dragleave", (event) => {
    if (!(event.relatedTarget instanceof Node && place.contains(event.relatedTarget))) point(null);
  });
  place.addEventListener("drop", (event) => {
    const id = event.dataTransfer?.getData(KIND);
    const found = takerAt(event.target);
    point(null);
    if (!id || !found) return;
    event.preventDefault();
    found.take(id);
  });
}
