// The wall: every option of every issue, who cannot have it and through what, can live with it or likes it best, and the zone's share.

import { cellsOf } from "./attitudes.js";
import { dress, find, h, keep, label, say } from "./dom.js";
import { term } from "./explain.js";
import { counted, listed, percent } from "./phrases.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Sight} Sight */
/** @typedef {import("./desk.js").View} View */
/** @typedef {import("./attitudes.js").Cell} Cell */
/** @typedef {import("./attitudes.js").Attitude} Attitude */
/** @typedef {import("../protocol.js").Issue} Issue */

/** @type {Record<import("../protocol.js").Refusal, string>} Through what an actor cannot have an option. */
const REFUSALS = {
  own_lines: "refuses it by its own line",
  rules: "refuses it, only through a rule",
  others: "cannot have it, only with what others insist on",
};

/** @param {Desk} desk @returns {Sight} */
export function wall(desk) {
  const rows = h("div", { class: "wall" });
  const marks = desk.model.actors.map((actor, number) =>
    h("li", {}, h("b", { class: "initial" }, String(number + 1)), " ", label(actor.name)),
  );
  const lead = h(
    "p",
    { class: "lead" },
    "For each option: whose red lines stand against it, who can live with it, who likes it best; and how much of the zone has it.",
  );
  const element = h(
    "section",
    { class: "card" },
    h("h2", {}, "Option by option"),
    lead,
    h("ol", { class: "wall-actors" }, ...marks),
    h(
      "ul",
      { class: "wall-key" },
      ...Object.entries(REFUSALS).map(([attitude, says]) => key(/** @type {Attitude} */ (attitude), says)),
      key("tolerated", "can live with it"),
      key("wanted", "likes it best"),
      h("li", {}, h("span", { class: "share-key" }), "share of ", term("zone", "the zone")),
    ),
    rows,
  );
  return {
    element,
    update(view) {
      const issues = desk.names.issues(view.state.lever);
      keep(
        rows,
        issues,
        (issue) => issue.id,
        (issue) =>
          h("section", { class: "wall-row" }, h("h3", { dir: "auto" }, issue.ask), h("ul")),
        (row, issue) => paint(desk, view, issue, row),
      );
    },
  };
}

/** @param {Attitude} attitude @param {string} text */
function key(attitude, text) {
  return h("li", {}, h("span", { class: `cell is-${attitude}` }, "1"), text);
}

/** @param {Desk} desk @param {View} view @param {Issue} issue @param {Element} row */
function paint(desk, view, issue, row) {
  const list = /** @type {Element} */ (row.lastElementChild);
  keep(
    list,
    cellsOf(desk, view, issue),
    (cell) => cell.key,
    (cell) => drawn(desk, cell),
    (item, cell) => update(desk, view, item, cell),
  );
}

/** @param {Desk} desk @param {Cell} cell */
function drawn(desk, cell) {
  return h(
    "li",
    {},
    h("span", { class: "option", dir: "auto" }, cell.label),
    h(
      "span",
      { class: "cells", "aria-hidden": "true" },
      ...desk.model.actors.map((_actor, number) => h("span", {}, String(number + 1))),
    ),
    h("span", { class: "share", "aria-hidden": "true" }, h("span", { class: "fill" })),
    h("span", { class: "note figure" }),
    h("span", { class: "unseen" }),
  );
}

/** @param {Desk} desk @param {View} view @param {Element} item @param {Cell} cell */
function update(desk, view, item, cell) {
  const size = view.answer.run.zone.size;
  dress(item, { class: cell.possible ? null : "is-out" });
  [...find(".cells", item).children].forEach((box, place) => {
    const attitude = cell.attitudes[place];
    dress(box, {
      class: cell.possible ? `cell is-${attitude}` : "cell is-none",
      title: `${desk.model.actors[place]?.name}: ${meaning(attitude)}`,
    });
  });
  find(".fill", item).style.inlineSize = size === 0 ? "0" : `${(100 * cell.has) / size}%`;
  say(find(".figure", item), figure(cell, size));
  say(find(".unseen", item), heard(desk, cell));
}

/** @param {Cell} cell @param {number} size of the zone */
function figure({ off, possible, has }, size) {
  if (off) return "off the table";
  if (!possible) return "in no feasible package";
  if (size === 0) return " ";
  return has === 0 ? "in no deal" : `${percent(has, size)} of deals`;
}

/** What the boxes say to the eye, in words. @param {Desk} desk @param {Cell} cell */
function heard(desk, { attitudes, possible, has }) {
  const who = (/** @type {string} */ attitude) =>
    desk.model.actors
      .filter((_actor, place) => attitudes[place] === attitude)
      .map((one) => one.name);
  const wanted = who("wanted");
  const parts = [
    ...Object.entries(REFUSALS).map(([one, says]) => {
      const those = who(one);
      return those.length ? `${listed(those)}: ${says}` : "";
    }),
    wanted.length ? `liked best by ${listed(wanted)}` : "",
    has ? `in ${counted(has, "deal")}` : "",
  ];
  return possible ? parts.filter(Boolean).join("; ") : "";
}

/** @param {Attitude | undefined} attitude */
function meaning(attitude) {
  if (attitude === "wanted") return "likes it best";
  return attitude === undefined || attitude === "tolerated" ? "can live with it" : REFUSALS[attitude];
}
