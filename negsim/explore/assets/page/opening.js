// A minimal correction: what it asks of whom, in words, and the state that tries it.

import { crosses, issuesOf } from "./meaning.js";
import { inSentence } from "./direction.js";
import { after } from "./names.js";
import { listed, tenths } from "./phrases.js";
import { put } from "./state.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("../protocol.js").Alternative} Alternative */
/** @typedef {import("../protocol.js").Answer} Answer */
/** @typedef {import("../protocol.js").Correction} Correction */
/** @typedef {import("../protocol.js").State} State */

/** The option-steps that all take together. @param {Correction} correction */
export function stepsOf(correction) {
  return Object.values(correction.steps).reduce((sum, steps) => Number(sum) + (steps ?? 0), 0) ?? 0;
}

/**
 * Who would have to do what: what was meant, where a reading of the file lets the nearest package through; what is
 * taken, where the demand is given up.
 *
 * @param {Desk} desk
 * @param {Answer} answer
 * @param {Correction} correction
 * @param {string[]} drop of it, or of the part that undoes one knot
 */
export function inWords(desk, answer, correction, drop) {
  const order = desk.model.actors.map((actor) => actor.id);
  const rules = drop.filter((path) => path.startsWith("rules."));
  const parts = order.flatMap((actor) => {
    const own = drop.filter((path) => path.startsWith(`${actor}.`));
    if (!own.length) return [];
    const lines = own.filter((path) => !path.endsWith(".reservation_value"));
    const others = lines.map((path) => allowing(desk, answer, correction, path));
    const meant = others.filter((one) => one !== null).map((one) => said(desk, one));
    const given = lines.filter((_path, place) => others[place] === null);
    const does = [];
    if (meant.length) does.push(`meant ${listed(meant)}`);
    if (given.length) does.push(`took ${accepted(desk, answer, correction, given)}`);
    if (lines.length < own.length)
      does.push(`settled for less than no deal is worth${enough(answer, correction, actor)}`);
    return [`if ${desk.names.actor(actor)} ${does.join(" and ")}`];
  });
  const says = rules.map((path) => inSentence(desk.names.rules.get(path)?.says ?? path));
  if (rules.length) parts.push(`without the rule: ${listed(says)}`);
  return parts.join(", and ");
}

/** What a reading says, the answer first. @param {Desk} desk @param {Alternative} one */
function said(desk, one) {
  const ask = desk.names.question(one.says);
  return inSentence(ask === "" ? one.says : `${after(one.says, ask)} (${ask})`);
}

/** What would do, where this alone opens it. @param {Answer} answer @param {Correction} correction @param {string} actor */
function enough(answer, correction, actor) {
  const room = answer.room[actor]?.room ?? null;
  return correction.drop.length > 1 || room === null ? "" : ` (${tenths(room)} would do)`;
}

/** @param {Desk} desk @param {Answer} answer @param {Correction} correction @param {string[]} lines */
function accepted(desk, answer, correction, lines) {
  const lever = answer.setting.lever;
  const issues = new Set(
    lines.flatMap((path) => issuesOf(desk.model, lever, path, answer.setting.lines[path] ?? "")),
  );
  return listed(
    [...issues].map((issue) => {
      const label = desk.names.option(issue, correction.witness[issue] ?? "", lever);
      return `“${label}” (${desk.names.ask(issue, lever)})`;
    }),
  );
}

/** A reading of the file under which the witness crosses nothing. @param {Desk} desk @param {Answer} answer @param {Correction} correction @param {string} path */
function allowing(desk, answer, correction, path) {
  const lever = answer.setting.lever;
  const line = desk.names.lines.get(path);
  const now = line?.alternatives.find((one) => one.id === answer.setting.lines[path]);
  const others =
    line?.alternatives.filter((one) => one.element === now?.element && one !== now) ?? [];
  return others.find((one) => !crosses(desk.model, lever, path, one.id, correction.witness)) ?? null;
}

/**
 * The state in which a correction is tried: the milder reading where there is one, else the demand off; null where
 * it asks for what cannot be moved here.
 *
 * @param {Desk} desk
 * @param {Answer} answer
 * @param {State} state
 * @param {Correction} correction
 * @param {string[]} drop of it, or of the part that undoes one knot
 * @returns {State | null}
 */
export function attempt(desk, answer, state, correction, drop) {
  let next = state;
  for (const path of drop) {
    const actor = path.split(".")[0] ?? "";
    if (path.startsWith("rules.")) return null;
    if (path.endsWith(".reservation_value")) {
      next = put(next, "reservations", actor, answer.room[actor]?.exact ?? "0");
    } else {
      next = put(next, "lines", path, allowing(desk, answer, correction, path)?.id ?? null);
    }
  }
  return next;
}

/**
 * Whose walk-away value would open an empty zone by itself, the least that has to give first.
 *
 * @param {Desk} desk
 * @param {Answer} answer
 * @param {State} state
 * @returns {{says: string, spared: string, next: State}[]}
 */
export function yielding(desk, answer, state) {
  return Object.entries(answer.room)
    .flatMap(([actor, { room, exact, reservation_value: now }]) =>
      room === null || exact === null || room >= now
        ? []
        : [
            {
              less: now - room,
              says: `If ${desk.names.actor(actor)} settled for ${tenths(room)} points of 100`,
              spared: `${tenths(now - room)} less than its walk-away value of ${tenths(now)}`,
              next: put(state, "reservations", actor, exact),
            },
          ],
    )
    .sort((a, b) => a.less - b.less);
}
