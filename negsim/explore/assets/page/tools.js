// The buttons beside the answer.

import { h, s } from "./dom.js";

/** @type {Record<string, string>} */
const ICONS = {
  undo: "M6 3L2 7l4 4M2 7h7a5 5 0 0 1 0 10H6",
  redo: "M12 3l4 4-4 4M16 7H9a5 5 0 0 0 0 10h3",
  reset: "M3 9a6 6 0 1 0 2-4.5M5 1v4h4",
  pin: "M6 2h6l-1 6 3 3H4l3-3zM9 11v6",
  share: "M9 12V2M5 5l4-4 4 4M3 9v8h12V9",
};

/**
 * @param {{undo: () => void, redo: () => void, reset: () => void, pin: () => void, share: () => void}} actions
 */
export function tools(actions) {
  const undo = tool("undo", "Undo", actions.undo);
  const redo = tool("redo", "Redo", actions.redo);
  const reset = tool("reset", "Reset", actions.reset);
  const pin = tool("pin", "Pin", actions.pin);
  const share = tool("share", "Keep or send", actions.share);
  pin.title = "Keep this state beside what follows";
  undo.title = "Undo (Ctrl Z)";
  redo.title = "Redo (Ctrl Shift Z)";
  reset.title = "Everything as the file has it";
  const element = h(
    "div",
    { class: "tools", role: "toolbar", "aria-label": "Steps" },
    undo,
    redo,
    reset,
    pin,
    share,
  );
  return { element, undo, redo, reset, pin };
}

/** @param {string} icon @param {string} text @param {() => void} onclick */
function tool(icon, text, onclick) {
  return h(
    "button",
    { type: "button", class: "button", onclick },
    s("svg", { viewBox: "0 0 18 18", "aria-hidden": "true" }, s("path", { d: ICONS[icon] ?? "" })),
    h("span", {}, text),
  );
}
