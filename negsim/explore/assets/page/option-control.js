// Which options are left on the table, issue by issue.

import { h, label, say } from "./dom.js";
import { put } from "./state.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Control} Control */
/** @typedef {import("../protocol.js").Issue} Issue */

const MANY = 12; // more options than this are chosen by their ends

/** @param {Desk} desk @param {Issue} issue @returns {Control} */
export function optionControl(desk, issue) {
  const note = h("span", { class: "changed", hidden: true });
  const part =
    issue.options.length > MANY && issue.ordered ? stretch(desk, issue) : list(desk, issue);
  const element = h(
    "details",
    { class: "group inner" },
    h("summary", {}, label(issue.ask), " ", note),
    h("div", { class: "inside" }, part.element),
  );
  return {
    element,
    settle(set) {
      part.settle(set);
      const allowed = set.state.allowed[issue.id];
      note.hidden = allowed === undefined;
      if (allowed !== undefined) {
        say(
          note,
          allowed.length === 1 ? "fixed" : `${issue.options.length - allowed.length} off the table`,
        );
      }
    },
  };
}

/** @param {Desk} desk @param {Issue} issue @param {readonly string[]} ids */
function leave(desk, issue, ids) {
  if (ids.length === 0) return;
  const order = issue.options.map((one) => one.id).filter((id) => ids.includes(id));
  const all = order.length === issue.options.length;
  desk.set(put(desk.state(), "allowed", issue.id, all ? undefined : order));
}

/** @param {Desk} desk @param {Issue} issue @returns {string[]} */
function left(desk, issue) {
  return desk.state().allowed[issue.id] ?? issue.options.map((one) => one.id);
}

/** @param {Desk} desk @param {Issue} issue @returns {Control} */
function list(desk, issue) {
  const rows = issue.options.map((option) => {
    const id = `on-${issue.id}-${option.id}`;
    const box = h("input", {
      type: "checkbox",
      id,
      onchange: () => {
        const others = left(desk, issue).filter((one) => one !== option.id);
        if (box.checked) leave(desk, issue, [...others, option.id]);
        else if (others.length) leave(desk, issue, others);
        else box.checked = true; // something must be left
      },
    });
    const only = h(
      "button",
      {
        type: "button",
        class: "link",
        "aria-label": `Fix: ${option.label}`,
        onclick: () => leave(desk, issue, [option.id]),
      },
      "fix",
    );
    return {
      option,
      box,
      only,
      element: h("li", {}, box, h("label", { for: id }, label(option.label)), only),
    };
  });
  const all = h(
    "button",
    {
      type: "button",
      class: "link",
      onclick: () =>
        leave(
          desk,
          issue,
          issue.options.map((one) => one.id),
        ),
    },
    "all on the table",
  );
  return {
    element: h(
      "div",
      {},
      h("ul", { class: "options" }, ...rows.map((row) => row.element)),
      h("p", {}, all),
    ),
    settle({ state }) {
      const allowed = state.allowed[issue.id];
      for (const { option, box, only } of rows) {
        const stays = allowed === undefined || allowed.includes(option.id);
        box.checked = stays;
        only.hidden = allowed?.length === 1 && stays;
        box.closest("li")?.classList.toggle("is-off", !stays);
      }
      all.hidden = allowed === undefined;
    },
  };
}

/** @param {Desk} desk @param {Issue} issue @returns {Control} */
function stretch(desk, issue) {
  /** @param {string} name */
  const ends = (name) =>
    h(
      "select",
      { "aria-label": `${issue.ask} ${name}`, onchange: () => change() },
      ...issue.options.map((one) => h("option", { value: one.id }, one.label)),
    );
  const from = ends("from");
  const to = ends("to");
  const change = () => {
    const [a, b] = [from.selectedIndex, to.selectedIndex];
    const ids = issue.options.map((one) => one.id);
    leave(desk, issue, ids.slice(Math.min(a, b), Math.max(a, b) + 1));
  };
  return {
    element: h("div", { class: "stretch" }, h("span", {}, "from"), from, h("span", {}, "to"), to),
    settle({ state }) {
      const places = (state.allowed[issue.id] ?? issue.options.map((one) => one.id)).map((id) =>
        issue.options.findIndex((one) => one.id === id),
      );
      from.selectedIndex = Math.min(...places);
      to.selectedIndex = Math.max(...places);
    },
  };
}
