// Faults and suggestions beside the form that made them: at the innermost control that edits their place.

import { h } from "/explore/page/dom.js";

/** @typedef {import("./protocol.js").State} State */
/** @typedef {import("./protocol.js").Fault} Fault */
/** @typedef {import("./protocol.js").Path} Path */

/** The path of a fault as its dotted keys. @param {Fault} fault @param {State["places"]} places */
export function pathOf(fault, places) {
  if (Array.isArray(fault.path)) return fault.path.join(".");
  return fault.path || innermost(places, fault.line, fault.column);
}

/** What stands at a place of the text, the innermost. @param {State["places"]} places @param {number} line @param {number} column */
export function innermost(places, line, column) {
  let found = "";
  let size = Number.POSITIVE_INFINITY;
  for (const [path, [line1, column1, line2, column2]] of Object.entries(places)) {
    const starts = line1 < line || (line1 === line && column1 <= column);
    const ends = line2 > line || (line2 === line && column2 >= column);
    const extent = (line2 - line1) * 1000 + column2 - column1;
    if (starts && ends && (extent < size || (extent === size && path.length > found.length))) {
      [found, size] = [path, extent];
    }
  }
  return found;
}

/**
 * Put what the reader says beside what is drawn.
 *
 * @param {Element} place
 * @param {State} state
 * @returns {Fault[]} those that have no control here
 */
export function mark(place, state) {
  const homes = new Map(
    [...place.querySelectorAll("[data-path]")].map((one) => [one.getAttribute("data-path") ?? "", one]),
  );
  const elsewhere = state.faults.filter((fault, number) => {
    const home = nearest(homes, pathOf(fault, state.places));
    if (home) say(home, number, fault.message, fault.mend);
    return !home;
  });
  state.suggestions.forEach((one) => {
    const path = Array.isArray(one.path) ? one.path.join(".") : one.path;
    const home = nearest(homes, path);
    home?.append(h("p", { class: "hint" }, one.text));
  });
  return elsewhere;
}

/** @param {Map<string, Element>} homes @param {string} path */
function nearest(homes, path) {
  let keys = path;
  while (keys !== "") {
    const found = homes.get(keys);
    if (found) return found;
    keys = keys.slice(0, Math.max(0, keys.lastIndexOf(".")));
  }
  return null;
}

/** @param {Element} home @param {number} number @param {string} message @param {string | null} mend */
function say(home, number, message, mend) {
  const id = `fault-${number}`;
  home.classList.add("is-faulty");
  home.append(
    h("p", { class: "fault", id }, message, mend ? h("span", { class: "mend" }, ` ${mend}`) : null),
  );
  const control = home.querySelector("input, select, textarea");
  control?.setAttribute("aria-invalid", "true");
  control?.setAttribute("aria-describedby", id);
}
