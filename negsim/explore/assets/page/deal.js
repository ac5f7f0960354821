// An open zone: what every deal holds, where deals differ, how much more each could ask for, who gains least.

import { record } from "../records.js";
import { h, label } from "./dom.js";
import { term } from "./explain.js";
import { coming, isComing, isLeft, leftTo } from "./left.js";
import { count, counted, listed, points, tenths } from "./phrases.js";
import { CRITERIA } from "./solutions.js";

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
    const left = Object.values(options[issue.id] ?? record()).filter((count) => count > 0).length;
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
  if (isComing(answer, "room")) return [title, coming()];
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
      : `${desk.names.actor(least.actor)} has least to spare: ${tenths(least.spare)} more, and any more would close it.`;
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
          h("span", { class: "figure" }, `open up to ${tenths(one.up)}`),
        );
      }),
    ),
    h("p", { class: "note", hidden: !open.length }, `Open whatever they ask for: ${listed(open)}.`),
    h("h3", {}, "In the ", term("egalitarian", "egalitarian"), " deal"),
    ...(isLeft(answer, "egalitarian") ? [] : [h("p", { class: "smallest" }, smallest(desk, answer))]),
    ...(CRITERIA.some((criterion) => isLeft(answer, criterion)) ? [leftTo(desk, "criteria")] : []),
  ];
}

/** Who gains least in the egalitarian package, of those who would rather have some packages than others. @param {Desk} desk @param {Answer} answer */
function smallest(desk, answer) {
  const deal = answer.run.solutions.egalitarian[0];
  const weighing = new Set(desk.model.weights.map((weight) => weight.actor));
  const over = answer.run.frontier.over.filter((actor) => weighing.has(actor));
  if (deal === undefined || !over.length) return "Nobody whose consent every deal needs prefers any.";
  const gains = over.map((actor) => deal.gains[actor] ?? 0);
  const least = Math.min(...gains);
  const worst = over.filter((_actor, place) => gains[place] === least);
  const names = listed(worst.map((actor) => desk.names.actor(actor)));
  if (least < 0) return `${names} would lose by it, and can be outvoted.`;
  if (least === 0) return `To ${names} it is worth just what no deal is.`;
  const among = over.length === desk.model.actors.length ? "" : ", of those whose consent every deal needs,";
  return `By these weights${among} ${names} ${worst.length === 1 ? "gains" : "gain"} least: ${points(least)} points of 100.`;
}
