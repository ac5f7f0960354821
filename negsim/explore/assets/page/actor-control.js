// All that one can move of an actor: its consent, its walk-away value, its red lines, its weights.

import { h, label, say } from "./dom.js";
import { bodyControl, demand } from "./demand.js";
import { rests } from "./evidence.js";
import { term } from "./explain.js";
import { numberControl } from "./number-control.js";
import { hundredfold, ranged, tenths, words } from "./phrases.js";
import { number, put } from "./state.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Control} Control */
/** @typedef {import("./desk.js").Set} Set */
/** @typedef {import("../protocol.js").Actor} Actor */
/** @typedef {import("../protocol.js").Room} Room */

const ASKED = { always: "asked always", when: "asked in some", never: "not asked" };

/** @param {Desk} desk @param {Actor} actor @param {boolean} open @returns {Control} */
export function actorControl(desk, actor, open) {
  const lines = desk.model.lines.filter((line) => line.actor === actor.id);
  const demands = lines.map((line) => demand(desk, line));
  const bodies = desk.model.bodies
    .filter((body) => body.actor === actor.id)
    .map((body) => bodyControl(desk, body));
  const value = walkAway(desk, actor);
  const asked = consent(desk, actor);
  const counts = weights(desk, actor);
  const note = h("span", { class: "note" });
  const element = h(
    "details",
    { class: "group", open },
    h("summary", {}, label(actor.name), note),
    h(
      "div",
      { class: "inside" },
      asked.element,
      value.element,
      lines.length ? h("h3", {}, term("red_line", "Red lines")) : null,
      lines.some((line) => line.alternatives.length > 1)
        ? h("p", { class: "note" }, "On, off, or in another ", term("reading", "reading"), ".")
        : null,
      ...demands.map((one) => one.element),
      bodies.length ? h("h3", {}, "Who must say yes at home") : null,
      ...bodies.map((one) => one.element),
      counts?.element,
    ),
  );
  return {
    element,
    settle(set) {
      for (const part of [...demands, ...bodies, value, asked, counts]) part?.settle(set);
      const changes = own(set.state, actor.id, lines);
      const consent = kind(set.setting.consent[actor.id]);
      const how = consent === "never" && desk.names.votes(actor.id, set.setting) ? "votes at home" : ASKED[consent];
      say(note, changes ? `${changes} changed · ${how}` : how);
    },
    learn: (view) => value.learn?.(view),
  };
}

/** @param {string | undefined} consent "when@VARIANT" is conditional too @returns {"always" | "never" | "when"} */
function kind(consent) {
  return consent === "always" || consent === "never" ? consent : "when";
}

/** How many entries of a state are an actor's. @param {import("../protocol.js").State} state @param {string} id @param {{path: string}[]} lines */
function own(state, id, lines) {
  const single = [state.reservations, state.consent].filter((part) => id in part).length;
  const drawn = lines.filter((line) => line.path in state.lines).length;
  const named = [state.weights, state.bodies].flatMap((part) => Object.keys(part));
  return single + drawn + named.filter((path) => path.startsWith(`${id}.`)).length;
}

/** @param {Desk} desk @param {Actor} actor @returns {Control} */
function consent(desk, actor) {
  const ways = actor.consents;
  const select = h(
    "select",
    {
      id: `consent-${actor.id}`,
      onchange: () => {
        const chosen = ways[select.selectedIndex];
        if (chosen !== undefined) desk.set(put(desk.state(), "consent", actor.id, chosen.key));
      },
    },
    ...ways.map((one) => h("option", { value: one.key }, called(one.key))),
  );
  const when = h("p", { class: "note", dir: "auto" });
  const element = h(
    "div",
    { class: "field" },
    h(
      "span",
      {},
      term("consent"),
      h("label", { class: "unseen", for: select.id }, `Consent of ${actor.name}`),
    ),
    select,
    when,
  );
  return {
    element,
    settle({ state, setting }) {
      const now = setting.consent[actor.id] ?? actor.consent;
      select.value = now;
      select.classList.toggle("is-changed", actor.id in state.consent);
      const says = ways.find((one) => one.key === now)?.says ?? null;
      when.hidden = says === null;
      say(when, `Asked where: ${says}`);
    },
  };
}

/** @param {string} key of a consent */
function called(key) {
  if (key === "when") return "asked where it is concerned";
  const [, variant] = key.split("@");
  return variant === undefined ? ASKED[kind(key)] : `as in ${words(variant)}`;
}

/** @param {Desk} desk @param {Actor} actor @returns {Control} */
function walkAway(desk, actor) {
  const control = numberControl({
    id: `value-${actor.id}`,
    name: "walk-away value, in points of 100",
    named: true,
    whose: actor.name,
    written: actor.reservation_kind === "value" ? actor.reservation : null,
    most: 1,
    isInPoints: true,
    move: (value, dragging) =>
      desk.set(
        put(desk.state(), "reservations", actor.id, value),
        dragging ? `value.${actor.id}` : "",
      ),
    rest: () => desk.rest(),
  });
  const element = h(
    "div",
    { class: "walk-away" },
    h(
      "div",
      { class: "heading" },
      h("h3", {}, term("walk_away")),
      rests(desk.model, actor.evidence, `${actor.name}: walk-away value`),
    ),
    actor.batna === null
      ? null
      : h("p", { class: "note", dir: "auto" }, "Without a deal: ", label(actor.batna)),
    control.element,
    h("p", { class: "note" }, term("range", "In the file"), ": ", label(inFile(actor))),
  );
  let shown = "0";
  return {
    element,
    settle({ state, setting }) {
      const set = setting.reservations[actor.id] ?? "0";
      if (isPlain(set)) shown = set;
      control.set(shown, actor.id in state.reservations);
    },
    learn({ answer, state }) {
      if (!(actor.id in state.reservations) && answer.reservations[actor.id] !== undefined) {
        shown = /** @type {string} */ (answer.reservations[actor.id]);
        control.set(shown, false);
      }
      const room = answer.room[actor.id];
      control.shuts(room?.room ?? null, roomText(room, number(shown)));
    },
  };
}

/** @param {Actor} actor */
function inFile(actor) {
  return actor.reservation_kind === "value"
    ? pointed(actor.reservation?.written ?? "")
    : actor.reservation_says;
}

/** A number of the file with its range, in points of 100. @param {string} written */
function pointed(written) {
  return ranged(written).replace(/(?:\d*\.)?\d+(?:\/\d+)?/g, (one) => hundredfold(one));
}

/** @param {string} text */
function isPlain(text) {
  return /^[\d./]+$/.test(text);
}

/** @param {Room | undefined} room @param {number} now */
function roomText(room, now) {
  if (room === undefined) return "It is not asked, so nothing hangs on this.";
  if (room.because === "not_yet") return "How far it could go is still being counted …";
  if (room.room === null) {
    return room.because === "never_closes"
      ? "The zone stays open whatever it asks for."
      : "No walk-away value opens the zone.";
  }
  if (room.room < now) return `It would open the zone at ${tenths(room.room)} or less.`;
  return `The zone is open up to ${tenths(room.room)}: ${tenths(room.room - now)} to spare.`;
}

/** @param {Desk} desk @param {Actor} actor @returns {Control | null} */
function weights(desk, actor) {
  const all = desk.model.weights.filter((one) => one.actor === actor.id && one.movable);
  if (!all.length) return null;
  const highs = all.map((one) => (one.number === null ? 1 : number(one.number.high)));
  const most = Math.max(2, Math.ceil(Math.max(...highs) * 1.25));
  const rows = all.map((one) => ({
    weight: one,
    control: numberControl({
      id: `weight-${one.path}`,
      name: one.kind === "wish" ? `Wish: ${one.label}` : one.label,
      whose: `${actor.name}, weight`,
      written: one.number,
      most,
      move: (value, dragging) =>
        desk.set(
          put(desk.state(), "weights", one.path, value),
          dragging ? `weight.${one.path}` : "",
        ),
      rest: () => desk.rest(),
    }),
  }));
  const note = h("span", { class: "note" });
  const element = h(
    "details",
    { class: "group inner" },
    h("summary", {}, "Weights", note),
    h(
      "div",
      { class: "inside" },
      h(
        "p",
        { class: "note" },
        "How much each ",
        term("weight", "counts"),
        " for it. Only proportions matter.",
      ),
      ...rows.map((row) => row.control.element),
    ),
  );
  return {
    element,
    settle({ state, setting }) {
      let changes = 0;
      for (const { weight, control } of rows) {
        const changed = weight.path in state.weights;
        const absent = setting.terms[weight.element] === null;
        if (changed) changes += 1;
        control.set(setting.weights[weight.path] ?? weight.number?.best ?? "0", changed);
        control.shuts(null, absent ? "Not on the table under these variants." : written(weight));
      }
      say(note, changes ? `${changes} changed` : String(rows.length));
    },
  };
}

/** @param {import("../protocol.js").Weight} weight */
function written(weight) {
  return weight.number === null ? "" : `In the file: ${ranged(weight.number.written)}`;
}
