// One dialog for all that is a click away: the browser keeps the focus inside, and Escape shuts it.

import { h } from "./dom.js";

/**
 * @param {string} title
 * @param {Node[]} content
 */
export function openDialog(title, ...content) {
  const shut = h(
    "button",
    { type: "button", class: "button", onclick: () => dialog.close() },
    "Close",
  );
  const dialog = h(
    "dialog",
    { "aria-labelledby": "dialog-title" },
    h("h2", { id: "dialog-title" }, title),
    h("div", { class: "dialog-body" }, ...content),
    h("p", { class: "row dialog-end" }, shut),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // on the backdrop
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
