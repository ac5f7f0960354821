// Why there is no deal and what would open one; or what every deal holds and who has least to spare.

import { holds, spare } from "./deal.js";
import { fill, h, label } from "./dom.js";
import { rests } from "./evidence.js";
import { term } from "./explain.js";
import { after } from "./names.js";
import { capital, count, counted, listed, short, words } from "./phrases.js";
import { attempt, inWords, stepsOf } from "./opening.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Sight} Sight */
/** @typedef {import("./desk.js").View} View */
/** @typedef {import("../protocol.js").Answer} Answer */

const OPENINGS = 6;

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
  const all = [...answer.run.conflicts.minimal_conflicts].sort((a, b) => a.length - b.length);
  const title = h("h2", {}, term("knot", all.length > 1 ? "The knots" : "The knot"));
  if (!all.length)
    return [title, h("p", { class: "lead" }, "Nothing that can be moved here stands in the way.")];
  const several = `${count(all.length)} sets of demands, each enough to prevent a deal.`;
  const lead =
    all.length > 1
      ? several
      : all[0]?.length === 1
        ? "This alone leaves nothing."
        : "These exclude one another.";
  return [
    title,
    h("p", { class: "lead" }, lead),
    h(
      "ol",
      { class: "knots" },
      ...all.map((paths, place) =>
        h("li", {}, place === 0 ? knot(desk, answer, paths) : folded(desk, answer, paths)),
      ),
    ),
  ];
}

/** @param {Desk} desk @param {Answer} answer @param {string[]} paths */
function knot(desk, answer, paths) {
  const says = paths.map((path) => desk.names.stands(path, answer.setting)?.says ?? "");
  const first = desk.names.question(says[0] ?? "");
  const ask = says.every((one) => one.startsWith(first)) ? first : "";
  const owners = [...desk.model.actors.map((actor) => actor.id), "rules"];
  const parties = owners.flatMap((owner) => {
    const own = paths.filter((path) => path.startsWith(`${owner}.`));
    if (!own.length) return [];
    const name = owner === "rules" ? "Rules" : desk.names.actor(owner);
    return [
      h(
        "div",
        { class: "party" },
        h("strong", {}, label(name)),
        h("ul", {}, ...own.map((path) => h("li", {}, member(desk, answer, path, ask)))),
      ),
    ];
  });
  return h(
    "div",
    { class: "knot" },
    ask === "" ? null : h("p", { class: "asked", dir: "auto" }, ask),
    ...parties,
  );
}

/** A knot that is opened by who wants to see it. @param {Desk} desk @param {Answer} answer @param {string[]} paths */
function folded(desk, answer, paths) {
  const who = new Set(paths.map((path) => desk.names.path(path).actor ?? "a rule"));
  return h(
    "details",
    { class: "group inner" },
    h("summary", {}, h("span", {}, `${listed([...who])}: ${counted(paths.length, "demand")}`)),
    knot(desk, answer, paths),
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
      rule.says,
      h("span", { class: "note" }, because),
    );
  }
  if (path.endsWith(".reservation_value")) {
    const id = path.slice(0, path.lastIndexOf("."));
    const now = short(answer.room[id]?.reservation_value ?? 0);
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
  const meant = stands?.reading == null ? "" : `, meant as “${stands.label}”`;
  return h(
    "span",
    { class: "member" },
    h("span", { dir: "auto" }, after(stands?.says ?? name, ask)),
    " ",
    h("span", { class: "note" }, `${words(name)}${meant} `),
    stands === null ? null : rests(desk.model, stands.evidence, `${actor}: ${name}`),
  );
}

/** @param {Desk} desk @param {View} view @returns {HTMLElement[]} */
function openings(desk, { answer, state }) {
  const title = h("h2", {}, term("least"));
  const { minimal_corrections: all, total, suspects } = answer.run.conflicts;
  if (!all.length)
    return [title, h("p", { class: "lead" }, "No change of these demands opens it.")];
  const cheapest = [...all].sort(
    (a, b) => stepsOf(a) - stepsOf(b) || a.drop.length - b.drop.length || b.zone - a.zone,
  );
  const weighed = suspects.includes("reservations");
  const rows = cheapest.slice(0, OPENINGS).map((one) => {
    const move = attempt(desk, answer, state, one);
    const text = capital(inWords(desk, answer, one));
    const facts = [
      stepsOf(one) ? counted(stepsOf(one), "step") : "",
      `${counted(one.opens, "package")} opened`,
      weighed ? "" : `${count(one.zone)} above every walk-away`,
    ];
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
        h("span", { class: "does" }, text),
        h("span", { class: "note" }, facts.filter(Boolean).join(" · ")),
        move === null ? null : h("span", { class: "try", "aria-hidden": "true" }, "Try it"),
      ),
    );
  });
  const more = (total ?? all.length) - rows.length;
  return [
    title,
    h(
      "p",
      { class: "lead" },
      "Choose one to try it; those with the fewest ",
      term("step", "steps"),
      " come first.",
    ),
    h("ul", { class: "openings" }, ...rows),
    h("p", { class: "note", hidden: more <= 0 }, `… and ${count(Math.max(0, more))} more.`),
  ];
}
