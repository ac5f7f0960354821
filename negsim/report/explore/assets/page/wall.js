// The wall: every option of every issue, who refuses it, can live with it or likes it best, and the zone's share.

import { dress, h, keep, label, say } from "./dom.js";
import { term } from "./explain.js";
import { scoresOf } from "./meaning.js";
import { count, percent } from "./phrases.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Sight} Sight */
/** @typedef {import("./desk.js").View} View */
/** @typedef {import("../protocol.js").Issue} Issue */
/** @typedef {"refused" | "tolerated" | "wanted"} Attitude */

/** @param {Desk} desk @returns {Sight} */
export function wall(desk) {
  const rows = h("div", { class: "wall" });
  const marks = desk.model.actors.map((actor, number) =>
    h("li", {}, h("b", { class: "initial" }, String(number + 1)), " ", label(actor.name)),
  );
  const lead = h(
    "p",
    { class: "lead" },
    "For each option: who accepts no package with it, who can live with it, who likes it best; and how much of the zone has it.",
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
      key("refused", "accepts nothing with it"),
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
        (issue) => `${issue.id} ${issue.options.length}`,
        (issue) => row(desk, issue),
        (one, issue) => paint(desk, view, issue, one),
      );
    },
  };
}

/** @param {Attitude} attitude @param {string} text */
function key(attitude, text) {
  return h("li", {}, h("span", { class: `cell is-${attitude}` }, "1"), text);
}

/** @param {Desk} desk @param {Issue} issue */
function row(desk, issue) {
  return h(
    "section",
    { class: "wall-row" },
    h("h3", { dir: "auto" }, issue.ask),
    h(
      "ul",
      {},
      ...issue.options.map((option) =>
        h(
          "li",
          { "data-option": option.id },
          h("span", { class: "option", dir: "auto" }, option.label),
          h(
            "span",
            { class: "cells", "aria-hidden": "true" },
            ...desk.model.actors.map((_actor, number) =>
              h("span", { class: "cell" }, String(number + 1)),
            ),
          ),
          h("span", { class: "share", "aria-hidden": "true" }, h("span", { class: "fill" })),
          h("span", { class: "note figure" }),
          h("span", { class: "unseen" }),
        ),
      ),
    ),
  );
}

/** @param {Desk} desk @param {View} view @param {Issue} issue @param {Element} element */
function paint(desk, view, issue, element) {
  const { answer } = view;
  const zone = answer.run.zone;
  const best = favourites(desk, view, issue);
  const allowed = view.state.allowed[issue.id];
  for (const item of element.querySelectorAll("li")) {
    const option = item.dataset.option ?? "";
    const possible = (answer.feasible[issue.id]?.[option] ?? 0) > 0;
    const off = allowed !== undefined && !allowed.includes(option);
    dress(item, { class: possible ? null : "is-out" });
    /** @type {Record<Attitude, string[]>} */
    const heard = { refused: [], tolerated: [], wanted: [] };
    item.querySelectorAll(".cell").forEach((cell, place) => {
      const actor = desk.model.actors[place];
      if (actor === undefined) return;
      const accepts = answer.wall[actor.id]?.[issue.id]?.[option] ?? 0;
      const attitude =
        accepts === 0 ? "refused" : best.get(actor.id)?.has(option) ? "wanted" : "tolerated";
      dress(cell, {
        class: possible ? `cell is-${attitude}` : "cell is-none",
        title: `${actor.name}: ${attitude}`,
      });
      heard[attitude].push(actor.name);
    });
    const has = zone.options[issue.id]?.[option] ?? 0;
    const fill = item.querySelector(".fill");
    if (fill instanceof HTMLElement)
      fill.style.inlineSize = zone.size === 0 ? "0" : `${(100 * has) / zone.size}%`;
    const figure = item.querySelector(".figure");
    const text = off
      ? "off the table"
      : !possible
        ? "in no coherent package"
        : zone.size === 0
          ? " "
          : has === 0
            ? "in no deal"
            : `${percent(has, zone.size)} of deals`;
    if (figure instanceof HTMLElement) say(figure, text);
    const words = item.querySelector(".unseen");
    if (words instanceof HTMLElement) {
      const parts = [
        heard.refused.length ? `refused by ${heard.refused.join(", ")}` : "",
        heard.wanted.length ? `liked best by ${heard.wanted.join(", ")}` : "",
        has ? `in ${count(has)} deals` : "",
      ];
      say(words, possible ? parts.filter(Boolean).join("; ") : "");
    }
  }
}

/** Per actor, the options of an issue that its preference scores best. @param {Desk} desk @param {View} view @param {Issue} issue */
function favourites(desk, { answer }, issue) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const actor of desk.model.actors) {
    const scores = scoresOf(desk.model, answer.setting, actor.id, issue.id);
    if (scores === null) continue;
    const most = Math.max(...scores);
    if (scores.every((one) => one === most)) continue;
    found.set(
      actor.id,
      new Set(issue.options.filter((_one, place) => scores[place] === most).map((one) => one.id)),
    );
  }
  return found;
}
