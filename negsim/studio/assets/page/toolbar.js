// The buttons on top: undo, redo, what was done, the other files.

import { h } from "/explore/page/dom.js";
import { historyDialog } from "./history.js";
import { takeDialog } from "./take.js";

/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @param {OpenFile} file @param {{home: () => void}} doors */
export function toolbar(file, doors) {
  const tool = (/** @type {string} */ text, /** @type {() => void} */ onclick, /** @type {string} */ title) =>
    h("button", { type: "button", class: "button", onclick, title }, text);
  const undo = tool("Undo", () => file.undo(), "Undo (Ctrl Z)");
  const redo = tool("Redo", () => file.redo(), "Redo (Ctrl Shift Z)");
  const past = tool("History", () => void historyDialog(file), "What was done, and back to any step of it");
  const take = tool("Take along", () => takeDialog(file), "Report, page, Word, spreadsheet, or all of the folder");
  const files = tool("Files", doors.home, "The folder, and other ways to start");
  const kept = h("span", { class: "note kept" }, file.name);
  const element = h("div", { class: "toolbar", role: "toolbar", "aria-label": "Steps" }, kept, undo, redo, past, take, files);
  take.hidden = file.state.kind !== "scenario";
  return {
    element,
    update() {
      undo.disabled = !file.state.undo;
      redo.disabled = !file.state.redo;
    },
  };
}
