// Why there is no deal and what would undo that, knot by knot; or what every deal holds and who has least to spare.

import { holds, spare } from "./deal.js";
import { inSentence } from "./direction.js";
import { fill, h, label } from "./dom.js";
import { rests } from "./evidence.js";
import { term } from "./explain.js";
import { after } from "./names.js";
import { coming, isComing, isLeft, leftTo } from "./left.js";
import { capital, count, counted, inLetters, listed, tenths } from "./phrases.js";
import { attempt, inWords, stepsOf, yielding } from "./opening.js";
import { knotted, waysOf } from "./knots.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Sight} Sight */
/** @typedef {import("./desk.js").View} View */
/** @typedef {import("./knots.js").Knot} Knot */
/** @typedef {import("../protocol.js").Answer} Answer */
/** @typedef {import("../protocol.js").Correction} Correction */

const OPENINGS = 6;
const SETS = 24; // sets of demands of one knot named in a sentence

/** @param {Desk} desk @returns {Sight} */
export function why(desk) {
  const first = h("section", { class: "card", tabindex: "0" });
  const second = h("section", { class: "card", tabindex: "0" });
  const element = h("div", { class: "pair why" }, first, second);
  // Room for what these demands can come to, so that nothing below moves when the answer does.
  const room = Math.min(25, 13 + 1.2 * desk.model.lines.length);
  element.style.setProperty("--reasons", `${room}rem`);
  return {
    element,
    update(view) {
      if (view.answer.run.zone.size > 0) {
        fill(first, ...holds(desk, view));
        fill(second, ...spare(desk, view));
      } else {
        fill(first, ...knots(desk, view));
        second.replaceChildren(...openings(desk, view)); // its buttons carry what they do
      }
    },
  };
}

/** @param {Desk} desk @param {View} view @returns {HTMLElement[]} */
function knots(desk, { answer }) {
  const groups = knotted(answer);
  const title = h("h2", {}, term("knot", groups.length > 1 ? "The knots" : "The knot"));
  if (isLeft(answer, "conflicts")) return [title, leftTo(desk, "conflicts")];
  if (!groups.length)
    return [title, h("p", { class: "lead" }, "Nothing that can be moved here stands in the way.")];
  const each = `${capital(inLetters(groups.length))} of them, each enough by itself to prevent a deal.`;
  const lead =
    groups.length > 1
      ? each
      : groups[0]?.members.length === 1
        ? "This alone leaves nothing."
        : "These exclude one another.";
  return [
    title,
    h("p", { class: "lead" }, lead),
    h("ol", { class: "knots" }, ...groups.map((group) => h("li", {}, knot(desk, answer, group)))),
  ];
}

/** @param {Desk} desk @param {Answer} answer @param {Knot} group */
function knot(desk, answer, { conflicts, members }) {
  const says = members.map((path) => desk.names.stands(path, answer.setting)?.says ?? "");
  const first = desk.names.question(says[0] ?? "");
  const ask = says.every((one) => one.startsWith(first)) ? first : "";
  const owners = [...desk.model.actors.map((actor) => actor.id), "rules"];
  const ordered = owners.flatMap((owner) => members.filter((one) => one.startsWith(`${owner}.`)));
  const isLettered = conflicts.length > 1 && ordered.length <= 26;
  const letters = new Map(ordered.map((path, place) => [path, String.fromCharCode(97 + place)]));
  const parties = owners.flatMap((owner) => {
    const own = ordered.filter((path) => path.startsWith(`${owner}.`));
    if (!own.length) return [];
    const name = owner === "rules" ? "Rules" : desk.names.actor(owner);
    const items = own.map((path) => {
      const letter = isLettered ? `${letters.get(path)}) ` : "";
      return h("li", {}, letter, member(desk, answer, path, ask));
    });
    return [h("div", { class: "party" }, h("strong", {}, label(name)), h("ul", {}, ...items))];
  });
  const sets = conflicts
    .map((paths) => paths.map((path) => letters.get(path) ?? "").sort())
    .sort()
    .map((some) => listed(some));
  const told =
    isLettered && sets.length <= SETS
      ? `What excludes one another: ${sets.join("; ")}.`
      : `${count(sets.length)} sets of these exclude one another.`;
  return h(
    "div",
    { class: "knot" },
    ask === "" ? null : h("p", { class: "asked", dir: "auto" }, ask),
    ...parties,
    conflicts.length > 1 ? h("p", { class: "note" }, told) : null,
  );
}

/** @param {Desk} desk @param {Answer} answer @param {string} path @param {string} ask what was already asked */
function member(desk, answer, path, ask) {
  const { actor, name } = desk.names.path(path);
  const rule = desk.names.rules.get(path);
  if (rule !== undefined) {
    const because = rule.because === null ? "" : ` because: ${rule.because}`;
    return h(
      "span",
      { class: "member", dir: "auto" },
      inSentence(rule.says),
      h("span", { class: "note" }, because),
    );
  }
  if (path.endsWith(".reservation_value")) {
    const id = path.slice(0, path.lastIndexOf("."));
    const now = tenths(answer.room[id]?.reservation_value ?? 0);
    const evidence = desk.names.actors.get(id)?.evidence;
    return h(
      "span",
      { class: "member" },
      "takes nothing worth less to it than ",
      h("b", {}, now),
      ", its walk-away value ",
      evidence === undefined ? null : rests(desk.model, evidence, `${actor}: ${name}`),
    );
  }
  const stands = desk.names.stands(path, answer.setting);
  const meant = stands?.reading == null ? "" : `read as “${stands.label}”`;
  return h(
    "span",
    { class: "member" },
    h("span", { dir: "auto" }, inSentence(after(stands?.says ?? name, ask))),
    " ",
    h("span", { class: "note" }, `${meant} `),
    stands === null ? null : rests(desk.model, stands.evidence, `${actor}: ${name}`),
  );
}

/** @param {Desk} desk @param {View} view @returns {HTMLElement[]} */
function openings(desk, view) {
  const title = h("h2", {}, term("least"));
  if (isComing(view.answer, "room")) return [title, coming()];
  if (isLeft(view.answer, "conflicts")) return [title, ...alone(desk, view)];
  const { minimal_corrections: all, total } = view.answer.run.conflicts;
  if (!all.length)
    return [title, h("p", { class: "lead" }, "No change of these demands opens it.")];
  const cheapest = [...all].sort(
    (a, b) => stepsOf(a) - stepsOf(b) || a.drop.length - b.drop.length || b.zone - a.zone,
  );
  const groups = knotted(view.answer);
  const steps = term("step", "steps");
  if (groups.length < 2) {
    const rows = cheapest.slice(0, OPENINGS).map((one) => opening(desk, view, one, one.drop));
    const more = (total ?? all.length) - rows.length;
    return [
      title,
      h("p", { class: "lead" }, "Choose one to try it; those with the fewest ", steps, " come first."),
      h("ul", { class: "openings" }, ...rows),
      h("p", { class: "note", hidden: more <= 0 }, `… and ${count(Math.max(0, more))} more.`),
    ];
  }
  const both = groups.length === 2 ? "Both" : `All ${inLetters(groups.length)}`;
  return [
    title,
    h("p", { class: "lead" }, `${both} must be undone: choose one way for each. Fewest `, steps, " first."),
    ...groups.flatMap(({ members }, place) => {
      const ways = waysOf(cheapest, members);
      const more = ways.length - OPENINGS;
      return [
        h("h3", {}, `Knot ${place + 1}`),
        h(
          "ul",
          { class: "openings" },
          ...ways.slice(0, OPENINGS).map(({ correction, drop }) => opening(desk, view, correction, drop)),
        ),
        h("p", { class: "note", hidden: more <= 0 }, `… and ${count(Math.max(0, more))} more.`),
      ];
    }),
  ];
}

/** Where packages are not listed: who could open it alone, by asking for less. @param {Desk} desk @param {View} view @returns {HTMLElement[]} */
function alone(desk, { answer, state }) {
  const ways = yielding(desk, answer, state);
  const lead = ways.length
    ? "One walk-away value alone would open it. Choose one to try it."
    : "No walk-away value alone opens it.";
  const rows = ways.map(({ says, spared, next }) =>
    h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "opening", onclick: () => desk.set(next) },
        h("span", { class: "does" }, says),
        h("span", { class: "note" }, spared),
        h("span", { class: "try", "aria-hidden": "true" }, "Try it"),
      ),
    ),
  );
  return [h("p", { class: "lead" }, lead), h("ul", { class: "openings", hidden: !rows.length }, ...rows)];
}

/**
 * A button that tries a way out, or the part of one that undoes one knot.
 *
 * @param {Desk} desk
 * @param {View} view
 * @param {Correction} correction
 * @param {string[]} drop
 */
function opening(desk, { answer, state }, correction, drop) {
  const move = attempt(desk, answer, state, correction, drop);
  const taken = stepsOf(correction);
  const isWhole = drop.length === correction.drop.length;
  const facts = isWhole
    ? [taken ? counted(taken, "step") : "", `${counted(correction.zone, "package")} then suit`]
    : [];
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: "opening",
        disabled: move === null,
        onclick: () => move !== null && desk.set(move),
      },
      h("span", { class: "does" }, capital(inWords(desk, answer, correction, drop))),
      h("span", { class: "note" }, facts.filter(Boolean).join(" · ")),
      move === null ? null : h("span", { class: "try", "aria-hidden": "true" }, "Try it"),
    ),
  );
}
