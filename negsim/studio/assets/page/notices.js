// What must be said at once, wherever one is: a refusal, or that the studio is silent.

import { find, h, say } from "/explore/page/dom.js";

/** @type {HTMLElement | null} */
let bar = null;

/** @param {string} message @param {string} [mend] */
export function announce(message, mend = "") {
  const shut = h("button", { type: "button", class: "sign", "aria-label": "Close", onclick: () => note.remove() }, "×");
  const note = h("div", { class: "notice", role: "alert" }, h("p", {}, message, mend ? h("span", { class: "mend" }, ` ${mend}`) : null), shut);
  find("#notices").append(note);
  setTimeout(() => note.remove(), 12_000);
}

/** Whether the studio answers; a change is said once. @param {boolean} yes it is silent */
export function silent(yes) {
  if (yes && !bar) {
    bar = h("div", { class: "notice is-silent", role: "alert" }, "The studio does not answer: it was stopped, or this machine slept. What you do is kept here and sent as soon as it answers again.");
    document.body.prepend(bar);
  } else if (!yes && bar) {
    bar.remove();
    bar = null;
    spoken("The studio answers again.");
  }
}

/** Said to those who listen, and not shown. @param {string} text */
export function spoken(text) {
  say(find("#spoken"), text);
}
