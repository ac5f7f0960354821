// The answer in a sentence, and what the last change did to it: the words of `negsim run`.

import { touchedWords } from "./changes.js";
import { counted, listed, tenths } from "./phrases.js";

/** @typedef {import("../protocol.js").Answer} Answer */
/** @typedef {import("../protocol.js").Model} Model */
/** @typedef {import("./desk.js").View} View */
/** @typedef {import("./names.js").Names} Names */

/** @param {Model} model */
function everyone(model) {
  return model.agreement === null
    ? "everyone whose consent it needs"
    : "enough of those who vote";
}

/** @param {Model} model */
function whose(model) {
  return model.agreement === null
    ? "somebody whose consent it needs"
    : "somebody it needs, or of too many of those who vote";
}

/**
 * The first words, and the rest of the sentence.
 *
 * @param {Answer} answer
 * @param {Model} model
 * @returns {{lead: string, rest: string}}
 */
export function sentence(answer, model) {
  const { zone, packages } = answer.run;
  if (zone.size > 0) {
    const held = Object.keys(zone.backbone).length;
    const issues = counted(Object.keys(zone.options).length, "issue");
    const same =
      zone.size > 1 && held > 0 ? `, all with the same answer on ${held} of ${issues}` : "";
    const suits = zone.size === 1 ? "suits" : "suit";
    const whom = zone.size === 1 ? everyone(model) : everyone(model).replace("it needs", "they need");
    return {
      lead: "A deal is possible:",
      rest: `${counted(zone.size, "package")} ${suits} ${whom}${same}.`,
    };
  }
  if (packages.feasible === 0) {
    return {
      lead: "Nothing can be signed:",
      rest: "the rules and what is fixed leave no package, before anyone is asked.",
    };
  }
  if (zone.table_size > 0) {
    const suit = counted(zone.table_size, "package suits", "packages suit");
    return { lead: "No deal:", rest: `${suit} all at the table, but none is ratified at home.` };
  }
  if (zone.red_line_size === 0) {
    return {
      lead: "No deal",
      rest: `as the demands are read: each feasible package crosses a red line of ${whose(model)}.`,
    };
  }
  const keeps = zone.red_line_size === 1 ? "keeps" : "keep";
  return {
    lead: "No deal:",
    rest: `${counted(zone.red_line_size, "package")} ${keeps} to every red line that counts, but none is worth as much as no deal to ${everyone(model)}.`,
  };
}

/**
 * What the last change did: opened the zone, shut it (and which number did), or how many packages it cost.
 *
 * @param {View} view
 * @param {Names} names
 */
export function effect(view, names) {
  const { answer, before } = view;
  if (before === null) return shutBy(view, names) ?? "";
  const was = before.answer.run.zone.size;
  const now = answer.run.zone.size;
  const what = touchedWords(before.state, view.state, names);
  const by = what.length === 1 && what[0] !== undefined ? what[0] : null;
  if (was > 0 && now === 0) {
    const number = shutBy(view, names);
    if (number !== null) return number;
    return by === null
      ? `That shut the zone: ${counted(was, "package")} before.`
      : `Shut by ${by}: ${counted(was, "package")} before.`;
  }
  if (was === 0 && now > 0) return by === null ? "That opened the zone." : `Opened by ${by}.`;
  if (was === now)
    return now === 0
      ? by === null
        ? ""
        : `Still no deal after ${by}.`
      : `As many packages as before${by === null ? "" : `, after ${by}`}.`;
  return `${counted(Math.abs(now - was), "package")} ${now > was ? "more" : "fewer"} than before${by === null ? "" : `, after ${by}`}.`;
}

/**
 * Which number shut the zone, and up to where it would be open; null where no one number did.
 *
 * @param {View} view
 * @param {Names} names
 */
export function shutBy(view, names) {
  const { answer, before, state } = view;
  if (answer.run.zone.size > 0) return null;
  const raised = Object.entries(answer.room).filter(([actor, room]) => {
    if (room.room === null || room.room >= room.reservation_value) return false;
    return before === null
      ? actor in state.reservations
      : (before.answer.room[actor]?.reservation_value ?? 0) < room.reservation_value;
  });
  const said = raised.map(
    ([actor, room]) =>
      `${names.actor(actor)}’s walk-away value of ${tenths(room.reservation_value)}: up to ${tenths(room.room ?? 0)} there is a deal`,
  );
  return said.length ? `Shut by ${listed(said)}.` : null;
}
