// Coming in by a code.

import { h } from "/explore/page/dom.js";

/** @returns {HTMLElement} */
export function codeForm() {
  const input = h("input", { type: "text", id: "code", autocomplete: "off", spellcheck: "false" });
  return h(
    "form",
    {
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        location.assign(`/room/?code=${encodeURIComponent(input.value.trim())}`);
      },
    },
    h("h1", {}, "The room"),
    h("p", { class: "lead" }, "Come in by the code that you were given."),
    h("p", { class: "entry" }, h("label", { for: "code" }, "Your code"), input),
    h("p", {}, h("button", { type: "submit", class: "button main" }, "Come in")),
  );
}
