// The column of what one can move: variants, actors, options, levers.

import { actorControl } from "./actor-control.js";
import { dress, fill, h, keep, label, say } from "./dom.js";
import { term } from "./explain.js";
import { optionControl } from "./option-control.js";
import { capital, words } from "./phrases.js";
import { withVariant } from "./state.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Control} Control */

/** @param {Desk} desk @returns {Control} */
export function moves(desk) {
  const actors = desk.model.actors.map((actor, place) =>
    actorControl(desk, actor, place === 0 || touches(desk.state(), actor.id)),
  );
  const parts = [variants(desk), ...actors, options(desk), levers(desk)];
  const element = h(
    "aside",
    { class: "moves", id: "moves", "aria-labelledby": "moves-title", tabindex: "-1" },
    h("h2", { id: "moves-title" }, "What you can move"),
    h("p", { class: "lead" }, "Everything follows at once. Nothing in the file is changed."),
    ...desk.model.limits.map((limit) => h("p", { class: "limit", dir: "auto" }, limit)),
    ...parts.map((part) => part?.element),
  );
  return {
    element,
    settle(set) {
      for (const part of parts) part?.settle(set);
    },
    learn(view) {
      for (const part of parts) part?.learn?.(view);
    },
  };
}

/** Whether a state sets anything of an actor. @param {import("../protocol.js").State} state @param {string} id */
function touches(state, id) {
  const parts = [state.lines, state.weights, state.reservations, state.consent, state.bodies];
  return parts.some((part) => Object.keys(part).some((key) => key.split(".")[0] === id));
}

/** @param {string} id */
function called(id) {
  return id === "--set" ? "as set on the command line" : words(id);
}

/** @param {Desk} desk @returns {Control | null} */
function variants(desk) {
  if (!desk.model.variants.length) return null;
  const rows = desk.model.variants.map((variant) => {
    const says = h("span", { class: "unseen", id: `variant-${variant.id}-says` }, variant.say);
    const button = h(
      "button",
      {
        type: "button",
        class: "pill",
        "aria-describedby": says.id,
        onclick: () =>
          desk.set(
            withVariant(desk.state(), variant.id, !desk.state().variants.includes(variant.id)),
          ),
        onpointerenter: () => tell(variant),
        onfocus: () => tell(variant),
      },
      called(variant.id),
    );
    return { variant, button, element: h("li", {}, button, says) };
  });
  const told = h("p", { class: "told" }, "Point at one to read what it does.");
  const note = h("span", { class: "note" });
  /** @param {import("../protocol.js").Variant} variant */
  const tell = (variant) =>
    fill(
      told,
      h("b", {}, `${capital(called(variant.id))}: `),
      label(variant.say ?? "says nothing of itself"),
    );
  const element = h(
    "details",
    { class: "group", open: true },
    h("summary", {}, "Variants", note),
    h(
      "div",
      { class: "inside" },
      h(
        "p",
        { class: "note" },
        term("variant", "Ready-made changes"),
        " of the file’s author. Several can be on at once.",
      ),
      h("ul", { class: "pills" }, ...rows.map((row) => row.element)),
      told,
    ),
  );
  return {
    element,
    settle({ state }) {
      for (const { variant, button } of rows) {
        const place = state.variants.indexOf(variant.id);
        const stays = desk.model.locked.includes(variant.id);
        const order = place < 0 || state.variants.length < 2 ? "" : `${place + 1}. `;
        const on = place >= 0 || stays;
        dress(button, {
          "aria-pressed": on ? "true" : "false",
          disabled: stays,
          title: stays ? "In force whatever is set" : null,
        });
        say(button, `${order}${called(variant.id)}`);
      }
      const on = state.variants.length;
      say(note, on ? `${on} of ${rows.length} on` : `${rows.length} in the file`);
    },
  };
}

/** @param {Desk} desk @returns {Control} */
function options(desk) {
  const list = h("div", { class: "inside tight" });
  /** @type {Map<string, Control>} */
  const controls = new Map();
  const note = h("span", { class: "note" });
  const element = h(
    "details",
    { class: "group" },
    h("summary", {}, "Options on the table", note),
    list,
  );
  return {
    element,
    settle(set) {
      const issues = desk.names.issues(set.state.lever);
      keep(
        list,
        issues,
        // A lever may add options to an issue: it then has other controls.
        (issue) => `${issue.id} ${issue.options.length}`,
        (issue) => {
          const control = optionControl(desk, issue);
          controls.set(`${issue.id} ${issue.options.length}`, control);
          return control.element;
        },
        (_element, issue) => controls.get(`${issue.id} ${issue.options.length}`)?.settle(set),
      );
      const limited = Object.keys(set.state.allowed).length;
      say(note, limited ? `${limited} of ${issues.length} limited` : "all");
    },
  };
}

/** @param {Desk} desk @returns {Control | null} */
function levers(desk) {
  if (!desk.model.levers.length) return null;
  const ways = [{ id: null, say: "Nothing new" }, ...desk.model.levers].map((lever, number) => {
    const id = `lever-${number}`;
    const input = h("input", {
      type: "radio",
      name: "lever",
      id,
      onchange: () => desk.set({ ...desk.state(), lever: lever.id }),
    });
    return {
      id: lever.id,
      input,
      element: h("label", { class: "toggle", for: id }, input, label(lever.say)),
    };
  });
  const note = h("span", { class: "note" });
  const element = h(
    "details",
    { class: "group" },
    h("summary", {}, "Levers", note),
    h(
      "fieldset",
      { class: "inside toggles" },
      h("legend", { class: "unseen" }, "Levers"),
      h("p", { class: "note" }, term("lever", "What could be put on the table"), " besides."),
      ...ways.map((way) => way.element),
    ),
  );
  return {
    element,
    settle({ state }) {
      for (const way of ways) way.input.checked = way.id === state.lever;
      say(note, state.lever === null ? "none" : words(state.lever));
    },
  };
}
