// Why there is no deal and the least that would open one; or what every deal holds and who has least to spare.

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

const KNOTS = 5;
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
  const more = all.length - KNOTS;
  return [
    title,
    h("p", { class: "lead" }, lead),
    h(
      "ol",
      { class: "knots" },
      ...all
        .slice(0, KNOTS)
        .map((paths, place) =>
          h("li", {}, place === 0 ? knot(desk, answer, paths) : folded(desk, answer, paths)),
        ),
    ),
    h("p", { class: "note", hidden: more <= 0 }, `… and ${count(Math.max(0, more))} more.`),
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

/** @param {Desk} desk @param {View} view @returns {HTMLElement[]} */
function holds(desk, { answer, state }) {
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
function spare(desk, { answer }) {
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
    h("h3", {}, "Who could break the fairest deal"),
    h("p", { class: "breakers" }, breakers(desk, answer)),
  ];
}

const THIN = 0.1; // gain of the worst-off below which a deal is called thin

/** Who would be the first to leave the egalitarian package. @param {Desk} desk @param {Answer} answer */
function breakers(desk, answer) {
  const deal = answer.run.solutions.egalitarian[0];
  const over = answer.run.frontier.over;
  if (deal === undefined || !over.length) return "Nobody whose consent every deal needs.";
  const gains = over.map((actor) => deal.gains[actor] ?? 0);
  const least = Math.min(...gains);
  const worst = listed(
    over.filter((_actor, place) => gains[place] === least).map((actor) => desk.names.actor(actor)),
  );
  if (least < 0) return `${worst} would lose by it, and can be outvoted.`;
  if (least === 0) {
    return `${worst}, with nothing to gain over no deal, could break it as well as sign it.`;
  }
  const little = least < THIN ? `A thin deal: ${worst}, with only` : `${worst}, with`;
  return `${little} ${least.toFixed(3)} to gain, could break it first.`;
}
