// A term with a dotted line under it: a button that opens what the term means, beside it.

import { h, say } from "./dom.js";
import { meaning } from "./glossary.js";

/** @typedef {import("./glossary.js").Term} Term */

/** @type {HTMLElement | null} */
let bubble = null;
/** @type {HTMLButtonElement | null} */
let asked = null;

/**
 * A term that explains itself when asked.
 *
 * @param {Term} key
 * @param {string} [text] as it stands in the sentence; absent, its name
 */
export function term(key, text) {
  const [name] = meaning(key);
  return h(
    "button",
    {
      type: "button",
      class: "term",
      "aria-expanded": "false",
      "aria-description": "what this means",
      onclick: (/** @type {MouseEvent} */ event) => {
        const button = /** @type {HTMLButtonElement} */ (event.currentTarget);
        if (asked === button) shut();
        else show(button, key);
      },
    },
    text ?? name,
  );
}

/** @param {HTMLButtonElement} button @param {Term} key */
function show(button, key) {
  shut();
  const [name, text] = meaning(key);
  bubble = h("div", { class: "bubble", id: "bubble", role: "note" });
  bubble.append(h("strong", {}, name), h("span", {}, text));
  button.after(bubble);
  button.setAttribute("aria-expanded", "true");
  button.setAttribute("aria-controls", "bubble");
  asked = button;
  place(button, bubble);
  say(announcer(), `${name}: ${text}`);
}

/** Keep the bubble on the screen, below its term or above it. @param {HTMLElement} button @param {HTMLElement} box */
function place(button, box) {
  const at = button.getBoundingClientRect();
  const wide = document.documentElement.clientWidth;
  const width = Math.min(320, wide - 24);
  box.style.inlineSize = `${width}px`;
  box.style.left = `${Math.max(12, Math.min(at.left, wide - width - 12))}px`;
  const below = at.bottom + 6;
  const room = window.innerHeight - below;
  const top = room < box.offsetHeight + 8 && at.top > box.offsetHeight + 12;
  box.style.top = `${top ? at.top - box.offsetHeight - 6 : below}px`;
}

function shut() {
  bubble?.remove();
  asked?.setAttribute("aria-expanded", "false");
  asked?.removeAttribute("aria-controls");
  bubble = asked = null;
}

/** @returns {HTMLElement} */
function announcer() {
  return document.getElementById("live-terms") ?? h("span");
}

/** Shut the bubble on Escape, on a click elsewhere, and when the page moves under it. */
export function watchTerms() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || asked === null) return;
    const button = asked;
    shut();
    button.focus();
  });
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (asked !== null && target?.closest(".term, .bubble") == null) shut();
  });
  document.addEventListener("scroll", shut, { capture: true, passive: true });
  window.addEventListener("resize", shut);
}
