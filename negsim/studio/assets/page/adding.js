// A row to add one more: a name and a button.

import { h } from "/explore/page/dom.js";

/**
 * @param {string} id
 * @param {string} hint what to type
 * @param {string} does what the button says
 * @param {(text: string) => void} add
 * @param {{list?: string}} [how]
 */
export function addRow(id, hint, does, add, { list } = {}) {
  const input = h("input", { type: "text", id, placeholder: hint, "aria-label": hint, autocomplete: "off", list, dir: "auto" });
  return h(
    "form",
    {
      class: "add-row",
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        const text = input.value.trim();
        if (text === "") {
          input.focus();
          return;
        }
        input.value = "";
        add(text);
      },
    },
    input,
    h("button", { type: "submit", class: "button", id: `${id}-add` }, does),
  );
}
