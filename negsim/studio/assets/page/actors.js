// Who must agree, and who else counts: one actor at a time, chosen from a list.

import { h, label } from "/explore/page/dom.js";
import { term } from "/explore/page/explain.js";
import { adding } from "./adding-element.js";
import { addRow } from "./adding.js";
import { fold, order } from "./cards.js";
import { beyond } from "./beyond.js";
import { clause } from "./clause.js";
import { insert, remove, set } from "./commands.js";
import { consent } from "./consent.js";
import { evidence } from "./evidence.js";
import { check, entry, idOf, line } from "./fields.js";
import { idFor } from "./ids.js";
import { language, name } from "./issues.js";
import { actorsOf, entries, issuesOf } from "./outline.js";
import { preferences, wishes } from "./preferences.js";
import { ratification } from "./ratification.js";
import { CLAUSE, redLines, said } from "./red-lines.js";
import { told } from "./told.js";
import { walkAway } from "./walk-away.js";
import { bare } from "/explore/records.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Issue} Issue */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** Keys of an actor, which none of its red lines may be named like. */
const KEYS = "name short consent reservation_value batna from red_lines preferences wishes expects influence score_sheet weights ratification numbers_from".split(" ");

const SHOWN = "name consent reservation_value batna from red_lines preferences wishes expects weights ratification".split(" ");

/** @type {Record<string, string>} */
const ROLES = bare({ always: "must agree", never: "is only heard" });

/** @param {OpenFile} file @param {{chosen: string, choose: (id: string) => void}} which @returns {Node[]} */
export function actorCards(file, which) {
  const all = actorsOf(file.tree);
  const now = all.find((one) => one.id === which.chosen) ?? all[0];
  const tabs = all.map((one) =>
    h(
      "button",
      { type: "button", class: "pill", id: `choose-${one.id}`, "aria-pressed": String(one === now), onclick: () => which.choose(one.id), "data-holds": `actors.${one.id}` },
      label(one.name),
    ),
  );
  const add = addRow("new-actor", "Somebody else, by name", "Add", (text) => {
    const id = idFor(text, all.map((one) => one.id), "actor");
    file.edit([insert(["actors"], id, { name: text, consent: "always" })], `Added ${text}`);
    which.choose(id);
  });
  return [
    h("div", { class: "pills actor-tabs", role: "group", "aria-label": "Actors" }, ...tabs),
    ...(now ? [card(file, now.id, now.name, now.tree, all.indexOf(now), all.length)] : []),
    add,
  ];
}

/** @param {OpenFile} file @param {string} id @param {string} called @param {Tree} actor @param {number} place @param {number} count */
function card(file, id, called, actor, place, count) {
  const path = ["actors", id];
  const issues = issuesOf(file.tree);
  const role = typeof actor.consent === "object" && actor.consent ? "must agree to some packages" : (ROLES[actor.consent ?? "always"] ?? "");
  return h(
    "article",
    { class: "card actor", "data-path": path.join("."), "aria-label": called },
    h("header", {}, h("h3", {}, label(called)), h("span", { class: "note" }, role)),
    entry("Name", line({ id: idOf([...path, "name"]), value: String(actor.name ?? ""), onset: (text) => file.edit([set([...path, "name"], text)], `Called an actor ${text}`) }), [...path, "name"]),
    ...consent(file, path, actor.consent, issues),
    part(path, "red_lines", [h("span", {}, "What it never trades"), count1(actor.red_lines)], [h("p", { class: "note" }, term("red_line", "Red lines"), " hold whatever is offered for them."), ...redLines(file, path, actor.red_lines, issues, KEYS)], true),
    part(path, "preferences", [h("span", {}, "What it wants, and trades"), count1(actor.preferences)], [h("p", { class: "note" }, "Every ", term("weight", "weight"), " is a share of one whole."), ...preferences(file, path, actor, issues), ...unknown(file, path, actor)], true),
    part(path, "wishes", [h("span", {}, "Wishes over several issues"), count1(actor.wishes)], wishes(file, path, actor, issues)),
    part(path, "reservation_value", [h("span", {}, "What it has without a deal"), h("span", { class: "note" }, short(actor.reservation_value))], walkAway(file, path, actor, issues)),
    part(path, "ratification", [h("span", {}, "Who must say yes at home"), count1(actor.ratification)], ratification(file, path, actor)),
    part(path, "expects", [h("span", {}, "What it expects, without wanting it"), count1(actor.expects)], forecasts(file, path, actor, issues)),
    beyond(path, actor, SHOWN),
    h("footer", { class: "card-foot" }, name(file, path, id), order(file, path, called, place, count)),
  );
}

/** @param {Tree} many */
function count1(many) {
  const count = entries(many).length;
  return h("span", { class: "note" }, count ? String(count) : "none");
}

/** @param {Tree} value */
function short(value) {
  if (value === undefined) return "nothing";
  if (value?.as_good_as) return "as good as a package";
  if (value?.points !== undefined) return `${value.points} points`;
  const points = String(value).split("+-").map((one) => Number(one) * 100);
  // A word, or a range, stands as it is written.
  return points.some(Number.isNaN) ? String(value) : `${points.map((one) => Number(one.toFixed(1))).join(" ± ")} of 100`;
}

/** @param {Path} path @param {string} key @param {import("/explore/page/dom.js").Child[]} summary @param {import("/explore/page/dom.js").Child[]} content @param {boolean} [open] */
function part(path, key, summary, content, open = false) {
  return fold([...path, key], summary, content, { open, kind: "part" });
}

/** @param {OpenFile} file @param {Path} path @param {Tree} actor */
function unknown(file, path, actor) {
  const points = entries(actor.preferences).some(([, one]) => one?.points);
  if (points) return [];
  const off = ["preferences", "wishes"].flatMap((kind) => entries(actor[kind]).filter(([, one]) => one?.weight !== undefined).map(([id]) => remove([...path, kind, id, "weight"])));
  const on = ["preferences", "wishes"].flatMap((kind) => entries(actor[kind]).map(([id]) => set([...path, kind, id, "weight"], "medium")));
  return [
    check({
      id: idOf([...path, "weights"]),
      checked: actor.weights === "unknown",
      text: "Nobody knows how it weighs them",
      onset: (yes) => file.edit(yes ? [...language(file), ...off, set([...path, "weights"], "unknown")] : [remove([...path, "weights"]), ...on], yes ? "Its weights are unknown" : "Gave it weights"),
    }),
  ];
}

/** @param {OpenFile} file @param {Path} path @param {Tree} actor @param {readonly Issue[]} issues */
function forecasts(file, path, actor, issues) {
  const all = entries(actor.expects);
  const rows = all.map(([id, value], place) => {
    const at = [...path, "expects", id];
    return fold(at, [label(told(value, issues) || id)], [said(file, at, value), clause(file, at, value, issues), evidence(file, [...at, "from"], value?.from), beyond(at, value, ["say", ...CLAUSE, "from"]), h("footer", { class: "card-foot" }, order(file, at, "this forecast", place, all.length))], { kind: "element" });
  });
  const form = adding({
    id: `${idOf([...path, "expects"])}-new`,
    title: "Add a forecast",
    hint: "In a few words: what it expects to come",
    issues,
    needs: file.tree.claims !== undefined,
    onadd: (say, value) => file.edit([...language(file, say !== ""), insert([...path, "expects"], idFor(say, all.map(([one]) => one), "forecast"), say ? { say, ...value } : value)], `Added a forecast: ${say}`),
  });
  return [...rows, form];
}
