// An open zone: what every deal holds, where deals differ, how much more each could ask for, who could break them.

import { h, label } from "./dom.js";
import { term } from "./explain.js";
import { count, counted, listed, short } from "./phrases.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").View} View */
/** @typedef {import("../protocol.js").Answer} Answer */


/** @param {Desk} desk @param {View} view @returns {HTMLElement[]} */
export function holds(desk, { answer, state }) {
  const title = h("h2", {}, term("backbone"));
  const { backbone, options } = answer.run.zone;
  const held = Object.entries(backbone);
  const many = `On ${counted(held.length, "issue")} all packages of the zone give the same answer.`;
  const none = "Nothing: on every issue there are deals with different answers.";
  return [
    title,
    h("p", { class: "lead" }, held.length ? many : none),
    h(
      "dl",
      { class: "held" },
      ...held.flatMap(([issue, value]) => [
        h("dt", { dir: "auto" }, desk.names.ask(issue, state.lever)),
        h("dd", { dir: "auto" }, desk.names.option(issue, value, state.lever)),
      ]),
    ),
    ...differing(desk, state.lever, backbone, options),
  ];
}

/**
 * The issues on which deals differ, and how many options each leaves.
 *
 * @param {Desk} desk
 * @param {string | null} lever
 * @param {import("../protocol.js").Package} backbone
 * @param {Record<string, Record<string, number>>} options
 */
function differing(desk, lever, backbone, options) {
  const issues = desk.names.issues(lever).filter((issue) => !(issue.id in backbone));
  if (!issues.length) return [];
  const rows = issues.map((issue) => {
    const left = Object.values(options[issue.id] ?? {}).filter((count) => count > 0).length;
    const of = `${count(left)} of ${count(issue.options.length)}`;
    return h("li", {}, label(issue.ask), h("span", { class: "figure" }, of));
  });
  return [
    h("h3", {}, "Where they differ, and options left"),
    h("ul", { class: "coalitions" }, ...rows),
  ];
}

/** @param {Desk} desk @param {View} view @returns {HTMLElement[]} */
export function spare(desk, { answer }) {
  const title = h("h2", {}, term("room", "How much more each could ask for"));
  const rooms = Object.entries(answer.room);
  const open = rooms
    .filter(([, room]) => room.because === "never_closes")
    .map(([actor]) => desk.names.actor(actor));
  const spared = rooms
    .filter(([, room]) => room.room !== null)
    .map(([actor, room]) => ({
      actor,
      up: room.room ?? 0,
      spare: (room.room ?? 0) - room.reservation_value,
    }))
    .sort((a, b) => a.spare - b.spare);
  const least = spared[0];
  const lead =
    least === undefined
      ? "No walk-away value alone."
      : `${desk.names.actor(least.actor)} has least to spare: ${short(least.spare)} more, and any more would close it.`;
  return [
    title,
    h("p", { class: "lead" }, lead),
    h(
      "ul",
      { class: "spares" },
      ...spared.map((one) => {
        const bar = h("span", { class: "fill" });
        bar.style.inlineSize = `${100 * Math.min(1, one.spare)}%`;
        return h(
          "li",
          {},
          label(desk.names.actor(one.actor)),
          h("span", { class: "meter" }, bar),
          h("span", { class: "figure" }, `open up to ${short(one.up)}`),
        );
      }),
    ),
    h("p", { class: "note", hidden: !open.length }, `Open whatever they ask for: ${listed(open)}.`),
    h("h3", {}, "Who gains least, by these weights"),
    h("p", { class: "least" }, leastOff(desk, answer)),
  ];
}

/** Who gains least by the egalitarian package, and what. @param {Desk} desk @param {Answer} answer */
function leastOff(desk, answer) {
  const deal = answer.run.solutions.egalitarian[0];
  const over = answer.run.frontier.over;
  if (deal === undefined || !over.length) return "Nobody whose consent every deal needs.";
  const gains = over.map((actor) => deal.gains[actor] ?? 0);
  const least = Math.min(...gains);
  const worst = listed(
    over.filter((_actor, place) => gains[place] === least).map((actor) => desk.names.actor(actor)),
  );
  return `In the egalitarian package the smallest gain is ${short(least)}: ${worst}. Each gains on a scale of its own.`;
}
