// Who would accept how much, as bars; packages that keep to the red lines as the paler part behind.

import { dress, fill, h, keep, label, say } from "./dom.js";
import { term } from "./explain.js";
import { coming, isComing } from "./left.js";
import { count, listed, percent } from "./phrases.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Sight} Sight */

const PAIRS = 6; // those that agree on least
const ASKED = { always: "", never: "not asked", when: "asked in some" };

/** @param {Desk} desk @returns {Sight} */
export function acceptance(desk) {
  const of = h("p", { class: "lead" });
  const list = h("ul", { class: "bars" });
  const pairs = h("ul", { class: "coalitions" });
  const element = h(
    "section",
    { class: "card" },
    h("h2", {}, "Who would accept how much"),
    of,
    list,
    legend(),
    h("h3", {}, "Two by two"),
    pairs,
  );
  return {
    element,
    update({ answer }) {
      const { feasible } = answer.run.packages;
      say(of, `Of ${count(feasible)} feasible packages, each by itself.`);
      keep(
        list,
        desk.model.actors,
        (actor) => actor.id,
        (actor) =>
          h(
            "li",
            {},
            h("span", { class: "who" }, label(actor.name), " ", h("span", { class: "note" })),
            h("span", { class: "figure" }),
            h(
              "span",
              { class: "meter" },
              h("span", { class: "fill pale" }),
              h("span", { class: "fill" }),
            ),
          ),
        (row, actor) => {
          const accepted = answer.run.accepted_by[actor.id] ?? 0;
          const kept = answer.run.red_line_accepted_by[actor.id] ?? 0;
          const consent = answer.setting.consent[actor.id] ?? "always";
          const isFaction = consent === "never" && actor.id in answer.room;
          const known = consent === "always" || consent === "never" ? ASKED[consent] : ASKED.when;
          const asked = isFaction ? "votes at home" : known;
          const [note, figure, pale, full] = [
            ".note",
            ".figure",
            ".fill.pale",
            ".fill:not(.pale)",
          ].map((one) => row.querySelector(one));
          if (note) say(/** @type {HTMLElement} */ (note), asked);
          if (figure)
            say(
              /** @type {HTMLElement} */ (figure),
              `${count(accepted)}  ${percent(accepted, feasible)}`,
            );
          if (pale instanceof HTMLElement) pale.style.inlineSize = width(kept, feasible);
          if (full instanceof HTMLElement) full.style.inlineSize = width(accepted, feasible);
          dress(row, { class: consent === "never" && !isFaction ? "is-aside" : null });
        },
      );
      if (isComing(answer, "coalitions")) {
        fill(pairs, h("li", {}, coming()));
        return;
      }
      const twos = answer.run.coalitions.filter((one) => one.members.length === 2);
      const least = [...twos].sort((a, b) => a.accept - b.accept).slice(0, PAIRS);
      fill(
        pairs,
        ...least.map(({ members, accept }) =>
          h(
            "li",
            { class: accept === 0 ? "is-none" : null },
            h("span", {}, listed(members.map((id) => desk.names.actor(id)))),
            h("span", { class: "figure" }, accept === 0 ? "✕ share no package" : count(accept)),
          ),
        ),
      );
    },
  };
}

function legend() {
  return h(
    "p",
    { class: "key note" },
    h("span", { class: "swatch full" }),
    "accepts ",
    h("span", { class: "swatch pale" }),
    "keeps to its ",
    term("red_line", "red lines"),
    ", but is worth less to it than ",
    term("walk_away", "no deal"),
  );
}

/** @param {number} part @param {number} whole */
function width(part, whole) {
  return whole === 0 ? "0" : `${(100 * part) / whole}%`;
}
