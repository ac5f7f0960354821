// Fields that write when one leaves them or presses Enter, and never while the page draws them.

import { h } from "/explore/page/dom.js";
import { isDrawing } from "./redraw.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("/explore/page/dom.js").Child} Child */

/** The id of what edits a path. @param {Path} path @param {string} [mark] */
export function idOf(path, mark = "") {
  return `${mark}at-${path.join("/")}`;
}

/** The path as faults name it. @param {Path} path */
export function dotted(path) {
  return path.join(".");
}

/** A field with its name above it. @param {string} name @param {HTMLElement} control @param {Path} path @param {Child} [note] */
export function entry(name, control, path, note) {
  return h(
    "div",
    { class: "entry", "data-path": dotted(path) },
    h("label", { for: control.id }, name),
    control,
    note ? h("span", { class: "note" }, note) : null,
  );
}

/** Take what was typed, once: browsers tell of no change where the page was drawn anew between typing and leaving. @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} value @param {(text: string) => void} onset */
function take(field, value, onset) {
  if (isDrawing() || field.value === value || field.value === field.dataset.said) return;
  field.dataset.said = field.value;
  onset(field.value.trim());
}

/**
 * @param {object} field
 * @param {string} field.id
 * @param {string} field.value
 * @param {(value: string) => void} field.onset
 * @param {string} [field.label] where no label stands beside it
 * @param {string} [field.hint] shown where it is empty
 * @param {string} [field.list] id of a list to choose from
 * @param {string} [field.kind]
 * @param {string} [field.inputmode] which keys a telephone shows
 */
export function line({ id, value, onset, label, hint, list, kind, inputmode }) {
  const input = h("input", {
    type: "text",
    id,
    value,
    list,
    inputmode,
    class: kind,
    "aria-label": label,
    placeholder: hint,
    autocomplete: "off",
    spellcheck: kind === "number" || kind === "code" ? "false" : null,
    dir: "auto",
    onchange: () => take(input, value, onset),
    onblur: () => take(input, value, onset),
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key === "Enter") take(input, value, onset);
      if (event.key !== "Escape" || input.value === value) return;
      input.value = value;
      event.stopPropagation();
    },
  });
  return input;
}

/** @param {Parameters<typeof line>[0]} field */
export function area({ id, value, onset, label, hint }) {
  const put = () => take(box, value, (text) => onset(text.replace(/\s*\n\s*/g, " ")));
  const box = h(
    "textarea",
    {
      id,
      rows: 2,
      class: "prose",
      "aria-label": label,
      placeholder: hint,
      dir: "auto",
      onchange: put,
      onblur: put,
    },
    value,
  );
  return box;
}

/**
 * @param {object} field
 * @param {string} field.id
 * @param {string} field.value
 * @param {[string, string][]} field.options value and words
 * @param {(value: string) => void} field.onset
 * @param {string} [field.label]
 */
export function choice({ id, value, options, onset, label }) {
  const known = options.some(([one]) => one === value);
  const all = known ? options : [/** @type {[string, string]} */ ([value, value || "choose …"]), ...options];
  const list = h(
    "select",
    {
      id,
      "aria-label": label,
      onchange: () => {
        if (!isDrawing()) onset(list.value);
      },
    },
    ...all.map(([one, words]) => h("option", { value: one, selected: one === value }, words)),
  );
  return list;
}

/**
 * @param {object} field
 * @param {string} field.id
 * @param {boolean} field.checked
 * @param {string} field.text
 * @param {(checked: boolean) => void} field.onset
 */
export function check({ id, checked, text, onset }) {
  const box = h("input", { type: "checkbox", id, checked, onchange: () => onset(box.checked) });
  return h("div", { class: "check" }, box, h("label", { for: id }, text));
}

/** @param {string} text @param {() => void} onclick @param {import("/explore/page/dom.js").Attributes} [more] */
export function button(text, onclick, more = {}) {
  return h("button", { type: "button", class: "button", onclick, ...more }, text);
}

/** A small button with a sign; what it does is said to who cannot see it. @param {string} sign @param {string} name @param {() => void} onclick @param {import("/explore/page/dom.js").Attributes} [more] */
export function sign(sign, name, onclick, more = {}) {
  return h(
    "button",
    { type: "button", class: "sign", title: name, "aria-label": name, onclick, ...more },
    h("span", { "aria-hidden": "true" }, sign),
  );
}

/** A number where the text is one, else the text. @param {string} text @returns {string | number} */
export function scalar(text) {
  return text !== "" && /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : text;
}
