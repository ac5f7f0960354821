// What is written once in the file and stands in several places: a person says whether one is meant, or all.

import { h } from "/explore/page/dom.js";
import { openDialog } from "/explore/page/dialog.js";
import { words } from "/explore/page/phrases.js";

/** @typedef {import("./open-file.js").OpenFile} OpenFile */
/** @typedef {import("./open-file.js").Step} Step */

/** @param {string[]} places @param {Step} step @param {OpenFile} file @returns {Promise<"here" | "all" | null>} */
export function sharedDialog(places, step, file) {
  return new Promise((resolve) => {
    /** @type {"here" | "all" | null} */
    let chosen = null;
    const take = (/** @type {"here" | "all"} */ which) => () => {
      chosen = which;
      dialog.close();
    };
    const path = (step.body.commands ?? []).map((/** @type {any} */ one) => (one.path ?? []).join(".")).find((/** @type {string} */ one) => places.some((place) => `${one}.`.startsWith(`${place}.`)));
    const here = places.find((place) => `${path}.`.startsWith(`${place}.`));
    const dialog = openDialog(
      "Several have this in common",
      h("p", {}, "It is written once in this file, and stands for:"),
      h("ul", {}, ...places.map((place) => h("li", {}, said(place, file), place === here ? " (where you are)" : null))),
      h("p", {}, "What shall the change be for?"),
      h(
        "p",
        { class: "row" },
        h("button", { type: "button", class: "button main", onclick: take("here") }, "Only where I am"),
        h("button", { type: "button", class: "button", onclick: take("all") }, "All of them"),
      ),
    );
    dialog.addEventListener("close", () => resolve(chosen));
  });
}

/** A place in words: whose it is, and what. @param {string} place @param {OpenFile} file */
function said(place, file) {
  const [top, id, ...rest] = place.split(".");
  if (top !== "actors" || !id) return words(place.replaceAll(".", ", "));
  const name = file.tree.actors?.[id]?.name ?? words(id);
  return rest.length ? `${name}: ${words(rest.join(", "))}` : name;
}
