// Two states side by side: the one that was pinned, and what stands now.

import { changes } from "./changes.js";
import { h, label } from "./dom.js";
import { count, gain, listed, points } from "./phrases.js";
import { sentence } from "./sentences.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").View} View */
/** @typedef {import("./desk.js").Sight} Sight */

/** @param {Desk} desk @returns {Sight & {pin: () => void, pinned: () => boolean}} */
export function compare(desk) {
  const body = h("div", {
    class: "scroll",
    tabindex: "0",
    role: "group",
    "aria-label": "Two states side by side",
  });
  const element = h(
    "section",
    { class: "card", id: "compare", hidden: true, "aria-labelledby": "compare-title" },
    h(
      "header",
      {},
      h("h2", { id: "compare-title" }, "Side by side"),
      h(
        "div",
        { class: "row" },
        h(
          "button",
          { type: "button", class: "button", onclick: () => back() },
          "Go back to the pinned",
        ),
        h("button", { type: "button", class: "button", onclick: () => drop() }, "Unpin"),
      ),
    ),
    body,
  );
  /** @type {View | null} */
  let held = null;
  /** @type {View | null} */
  let view = null;

  function draw() {
    element.hidden = held === null;
    if (held !== null && view !== null) body.replaceChildren(table(desk, held, view));
  }
  function drop() {
    held = null;
    draw();
    element.dispatchEvent(new CustomEvent("unpinned", { bubbles: true }));
  }
  function back() {
    if (held !== null) desk.set(held.state);
  }
  return {
    element,
    update(next) {
      view = next;
      draw();
    },
    pin() {
      if (held !== null) drop();
      else {
        held = view;
        draw();
      }
    },
    pinned: () => held !== null,
  };
}

/** @param {Desk} desk @param {View} a @param {View} b */
function table(desk, a, b) {
  const both = [a, b];
  /** @param {string} name @param {(string | Node)[]} cells */
  const row = (name, ...cells) => {
    const [one, two] = cells.map((cell) => (cell instanceof Node ? cell.textContent : cell));
    return h(
      "tr",
      { class: one === two ? null : "is-different" },
      h("th", { scope: "row" }, label(name)),
      ...cells.map((cell) => h("td", {}, cell)),
    );
  };
  const actors = desk.model.actors.map((actor) =>
    row(
      `${actor.name} accepts`,
      ...both.map((one) => count(one.answer.run.accepted_by[actor.id] ?? 0)),
    ),
  );
  const gains = desk.model.actors.map((actor) =>
    row(
      `${actor.name} gains in the egalitarian one, points of 100`,
      ...both.map((one) => {
        const deal = one.answer.run.solutions.egalitarian[0];
        return deal === undefined ? "–" : gain(deal.gains[actor.id] ?? 0);
      }),
    ),
  );
  const issues = desk.names.issues(b.state.lever).map((issue) =>
    row(
      issue.ask,
      ...both.map((one) => {
        const chosen = one.answer.run.solutions.egalitarian[0]?.package[issue.id];
        return chosen === undefined ? "–" : desk.names.option(issue.id, chosen, one.state.lever);
      }),
    ),
  );
  return h(
    "table",
    { class: "sides" },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("td", {}),
        h("th", { scope: "col" }, "Pinned"),
        h("th", { scope: "col" }, "Now"),
      ),
    ),
    h(
      "tbody",
      {},
      row(
        "What is set",
        ...both.map(
          (one) =>
            listed(changes(one.state, desk.names).map((change) => change.says)) ||
            "as the file has it",
        ),
      ),
      row("Answer", ...both.map((one) => said(one, desk))),
      row("Packages in the zone", ...both.map((one) => count(one.answer.run.zone.size))),
      row(
        "Least that a principal gains, points of 100",
        ...both.map((one) => (one.answer.run.floor === null ? "–" : points(one.answer.run.floor))),
      ),
      ...actors,
      ...(both.every((one) => one.answer.run.zone.size > 0)
        ? [section("The egalitarian package, by these weights"), ...gains, ...issues]
        : []),
    ),
  );
}

/** @param {string} text */
function section(text) {
  return h("tr", { class: "section" }, h("th", { scope: "colgroup", colspan: 3 }, text));
}

/** @param {View} view @param {Desk} desk */
function said(view, desk) {
  const { lead, rest } = sentence(view.answer, desk.model);
  return `${lead} ${rest}`;
}
