// One red line: on in one of its readings, or off. A body that ratifies: asked, as one variant or another has it, or not.

import { inSentence } from "./direction.js";
import { dress, h, label } from "./dom.js";
import { rests } from "./evidence.js";
import { after } from "./names.js";
import { capital, words } from "./phrases.js";
import { put } from "./state.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Control} Control */
/** @typedef {import("../protocol.js").Line} Line */
/** @typedef {import("../protocol.js").Body} Body */
/** @typedef {import("../protocol.js").Alternative} Alternative */

/**
 * What can be switched off, or stand otherwise.
 *
 * @typedef {object} Standing
 * @property {"lines" | "bodies"} part Of a state, and of a setting.
 * @property {string} path Its key there.
 * @property {string} id Of the control.
 * @property {string} name
 * @property {string} actor
 * @property {string} off What it is called to be off.
 * @property {Alternative[]} alternatives
 */

/** @param {Desk} desk @param {Line} line @returns {Control} */
export function demand(desk, line) {
  return control(desk, {
    part: "lines",
    path: line.path,
    id: `line-${line.path}`,
    name: capital(words(line.id)),
    actor: line.actor,
    off: "off: not held as a red line",
    alternatives: line.alternatives,
  });
}

/** @param {Desk} desk @param {Body} body @returns {Control} */
export function bodyControl(desk, body) {
  return control(desk, {
    part: "bodies",
    path: body.full,
    id: `body-${body.path}`,
    name: capital(body.label),
    actor: body.actor,
    off: "not asked",
    alternatives: body.alternatives,
  });
}

/** @param {Desk} desk @param {Standing} one @returns {Control} */
function control(desk, one) {
  return one.alternatives.length > 1 ? several(desk, one) : single(desk, one);
}

/** @param {Desk} desk @param {Standing} standing @param {string | null} id */
function choose(desk, { part, path }, id) {
  // What the variants leave needs no entry of its own: it follows them again.
  desk.set(put(desk.state(), part, path, id));
}

/** @param {Desk} desk @param {Standing} standing @returns {Control} */
function single(desk, standing) {
  const { part, path, id, name } = standing;
  const [only] = standing.alternatives;
  if (only === undefined) throw new Error(`${path} has nothing to choose`);
  const box = h("input", {
    type: "checkbox",
    id,
    "aria-describedby": `${id}-asks`,
    onchange: () => choose(desk, standing, box.checked ? only.id : null),
  });
  const mark = h("span", { class: "changed", hidden: true }, "changed");
  const element = h(
    "div",
    { class: "demand" },
    box,
    h("span", {}, h("label", { for: id }, name), " ", mark),
    // A file names no source of a body.
    part === "bodies" ? null : rests(desk.model, only.evidence, `${desk.names.actor(standing.actor)}: ${name}`),
    h("p", { class: "asks", id: `${id}-asks`, dir: "auto" }, inSentence(only.says), brought(only)),
  );
  return {
    element,
    settle({ state, setting }) {
      const stands = setting[part][path] ?? null;
      box.checked = stands !== null;
      element.classList.toggle("is-off", stands === null);
      mark.hidden = !(path in state[part]);
    },
  };
}

/** @param {Desk} desk @param {Standing} standing @returns {Control} */
function several(desk, standing) {
  const { part, path, id: group, name, alternatives } = standing;
  const mark = h("span", { class: "changed", hidden: true }, "changed");
  const whose = desk.names.actor(standing.actor);
  const ask = desk.names.question(alternatives[0]?.says ?? "");
  const ways = alternatives.map((one, number) => way(one.id, one, number));
  const off = way(null, null, alternatives.length);
  const element = h(
    "fieldset",
    { class: "demand-several" },
    h("legend", {}, h("span", { class: "unseen" }, `${whose}: `), name, " ", mark),
    ask === "" ? null : h("p", { class: "note", dir: "auto" }, ask),
    ...[...ways, off].map((one) => one.element),
  );

  /** @param {string | null} id @param {Alternative | null} one @param {number} number */
  function way(id, one, number) {
    const input = h("input", {
      type: "radio",
      name: group,
      id: `${group}-${number}`,
      onchange: () => choose(desk, standing, id),
    });
    const text =
      one === null
        ? [h("span", { class: "asks" }, standing.off)]
        : [
            h("bdi", { class: "asks" }, inSentence(after(one.says, ask))),
            " ",
            label(called(one), { class: "note" }),
          ];
    return {
      id,
      input,
      element: h(
        "div",
        { class: "way" },
        input,
        h("label", { for: `${group}-${number}` }, ...text),
        one === null || part === "bodies" ? null : rests(desk.model, one.evidence, `${whose}: ${name}, ${one.label}`),
      ),
    };
  }

  return {
    element,
    settle({ state, setting }) {
      const stands = setting[part][path] ?? null;
      for (const one of [...ways, off]) {
        one.input.checked = one.id === stands;
        dress(one.element, { "data-on": one.id === stands });
      }
      mark.hidden = !(path in state[part]);
    },
  };
}

/** @param {Alternative} one */
function called(one) {
  const meant = one.reading === null ? "" : `meant as “${one.label}”`;
  return one.variant === null ? meant : `as in ${words(one.variant)}`;
}

/** @param {Alternative} one */
function brought(one) {
  return one.variant === null ? null : h("span", { class: "note" }, ` as in ${words(one.variant)}`);
}
