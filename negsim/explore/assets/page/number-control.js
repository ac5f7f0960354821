// A number to move: a slider for the hand, a box for the exact value, the stated range as a band between them.

import { dress, h, say } from "./dom.js";
import { hundredfold, hundredth } from "./phrases.js";
import { isNumber, number } from "./state.js";

/** @typedef {import("../protocol.js").WrittenNumber} WrittenNumber */

/**
 * @typedef {object} NumberControl
 * @property {HTMLElement} element
 * @property {(value: string, changed: boolean) => void} set
 * @property {(at: number | null, text: string) => void} shuts where the zone shuts, and what to say below
 */

/**
 * @param {object} about
 * @param {string} about.id for the address of its parts
 * @param {string} about.name as the label has it
 * @param {boolean} [about.named] whether its name already stands above it
 * @param {string} about.whose for those who hear it without seeing where it stands
 * @param {WrittenNumber | null} about.written
 * @param {number} about.most right end of the slider
 * @param {boolean} [about.isInPoints] whether it is a share of one, shown in points of 100
 * @param {(value: string | undefined, dragging: boolean) => void} about.move undefined: as the file has it
 * @param {() => void} about.rest
 * @returns {NumberControl}
 */
export function numberControl({ id, name, named = false, whose, written, most, isInPoints = false, move, rest }) {
  const step = most <= 1 ? 0.01 : 0.1;
  const shown = (/** @type {string} */ value) => (isInPoints ? hundredfold(value) : value);
  const low = written === null ? null : number(written.low);
  const high = written === null ? null : number(written.high);
  const ranged = low !== null && high !== null && high > low;
  const slider = h("input", {
    type: "range",
    min: 0,
    max: most,
    step,
    "aria-label": `${whose}: ${name}`,
    "aria-describedby": `${id}-note`,
    oninput: () => move(tidy(slider.value), true),
    onpointerup: rest,
    onblur: rest,
  });
  const box = h("input", {
    type: "text",
    inputmode: "decimal",
    id: `${id}-box`,
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": `${id}-note`,
    onchange: () => {
      const typed = box.value.trim().replace(",", ".");
      const text = isInPoints && isNumber(typed) ? hundredth(typed) : typed;
      const fits = isNumber(text) && (most > 1 || number(text) <= 1);
      dress(box, { "aria-invalid": fits ? null : "true" });
      if (fits) move(text, false);
      else if (text === "") move(undefined, false);
      else
        say(
          note,
          most > 1
            ? "A number from 0 up, at most 6 places."
            : isInPoints
              ? "A number from 0 to 100, at most 4 places."
              : "A number from 0 to 1, at most 6 places.",
        );
    },
  });
  const band = h("span", { class: "band", hidden: !ranged });
  const best = h("span", { class: "best", hidden: written === null });
  if (ranged) {
    band.style.insetInlineStart = `${(100 * low) / most}%`;
    band.style.inlineSize = `${(100 * (Math.min(high, most) - low)) / most}%`;
  }
  if (written !== null) best.style.insetInlineStart = `${(100 * number(written.best)) / most}%`;
  const shutsAt = h("span", { class: "shuts", hidden: true });
  const back = h(
    "button",
    {
      type: "button",
      class: "link",
      hidden: true,
      "aria-label": `${whose}: ${name}, back to the file's`,
      onclick: () => move(undefined, false),
    },
    "back",
  );
  const beyond = h("span", { class: "changed", hidden: true }, "beyond the stated range");
  const note = h("span", { class: "note", id: `${id}-note` });
  const element = h(
    "div",
    { class: "number" },
    h(
      "label",
      { for: `${id}-box` },
      h("bdi", { class: named ? "unseen" : null }, name),
      " ",
      beyond,
      " ",
      back,
    ),
    h(
      "div",
      { class: "track", dir: "ltr" },
      h("span", { class: "rail" }),
      band,
      best,
      shutsAt,
      slider,
    ),
    box,
    note,
  );
  return {
    element,
    set(value, changed) {
      const now = number(value);
      const out = ranged && (now < low || now > high);
      if (document.activeElement !== slider || Number(slider.value) !== now)
        slider.value = String(now);
      dress(slider, { "aria-valuetext": `${shown(value)}${out ? ", beyond the stated range" : ""}` });
      if (document.activeElement !== box || isNumber(box.value.trim())) box.value = shown(value);
      dress(box, { class: changed ? "is-changed" : null, "aria-invalid": null });
      back.hidden = !changed;
      beyond.hidden = !out;
      element.classList.toggle("is-beyond", out);
    },
    shuts(at, text) {
      shutsAt.hidden = at === null || at < 0 || at > most;
      if (at !== null) shutsAt.style.insetInlineStart = `${(100 * at) / most}%`;
      if (box.getAttribute("aria-invalid") === null) say(note, text);
    },
  };
}

/** A slider's value without the dust of binary fractions. @param {string} value */
function tidy(value) {
  return String(Math.round(Number(value) * 1000) / 1000);
}
