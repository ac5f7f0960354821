// One red line: on in one of its readings, or off.

import { dress, h, label } from "./dom.js";
import { rests } from "./evidence.js";
import { after } from "./names.js";
import { capital, words } from "./phrases.js";
import { put } from "./state.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Control} Control */
/** @typedef {import("../protocol.js").Line} Line */
/** @typedef {import("../protocol.js").Alternative} Alternative */

/** @param {Desk} desk @param {Line} line @returns {Control} */
export function demand(desk, line) {
  return line.alternatives.length > 1 ? several(desk, line) : single(desk, line);
}

/** @param {Desk} desk @param {Line} line @param {string | null} id */
function choose(desk, line, id) {
  // What the variants leave needs no entry of its own: it follows them again.
  desk.set(put(desk.state(), "lines", line.path, id));
}

/** @param {Desk} desk @param {Line} line @returns {Control} */
function single(desk, line) {
  const [only] = line.alternatives;
  if (only === undefined) throw new Error(`${line.path} has nothing to choose`);
  const name = capital(words(line.id));
  const id = `line-${line.path}`;
  const box = h("input", {
    type: "checkbox",
    id,
    "aria-describedby": `${id}-asks`,
    onchange: () => choose(desk, line, box.checked ? only.id : null),
  });
  const mark = h("span", { class: "changed", hidden: true }, "changed");
  const element = h(
    "div",
    { class: "demand" },
    box,
    h("span", {}, h("label", { for: id }, name), " ", mark),
    rests(desk.model, only.evidence, `${desk.names.actor(line.actor)}: ${name}`),
    h("p", { class: "asks", id: `${id}-asks`, dir: "auto" }, only.says, brought(only)),
  );
  return {
    element,
    settle({ state, setting }) {
      const stands = setting.lines[line.path] ?? null;
      box.checked = stands !== null;
      element.classList.toggle("is-off", stands === null);
      mark.hidden = !(line.path in state.lines);
    },
  };
}

/** @param {Desk} desk @param {Line} line @returns {Control} */
function several(desk, line) {
  const name = capital(words(line.id));
  const group = `line-${line.path}`;
  const mark = h("span", { class: "changed", hidden: true }, "changed");
  const whose = desk.names.actor(line.actor);
  const ask = desk.names.question(line.alternatives[0]?.says ?? "");
  const ways = line.alternatives.map((one, number) => way(one.id, one, number));
  const off = way(null, null, line.alternatives.length);
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
      onchange: () => choose(desk, line, id),
    });
    const text =
      one === null
        ? [h("span", { class: "asks" }, "off: not held as a red line")]
        : [
            h("bdi", { class: "asks" }, after(one.says, ask)),
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
        one === null ? null : rests(desk.model, one.evidence, `${whose}: ${name}, ${one.label}`),
      ),
    };
  }

  return {
    element,
    settle({ state, setting }) {
      const stands = setting.lines[line.path] ?? null;
      for (const one of [...ways, off]) {
        one.input.checked = one.id === stands;
        dress(one.element, { "data-on": one.id === stands });
      }
      mark.hidden = !(line.path in state.lines);
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
