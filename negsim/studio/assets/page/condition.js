// A condition: tests on issues that all hold; or several of these, any of which holds.

import { h } from "/explore/page/dom.js";
import { inside } from "./beyond.js";
import { append, insert, remove, set } from "./commands.js";
import { choice, dotted, idOf, sign } from "./fields.js";
import { entries } from "./outline.js";
import { testField } from "./test-field.js";
import { firstTest } from "./tests-in-words.js";
import { record } from "/explore/records.js";

/** @typedef {import("./protocol.js").Issue} Issue */
/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Pen} Pen */
/** @typedef {import("./protocol.js").Tree} Tree */

/** @param {Pen} pen @param {Path} path @param {Tree} value @param {readonly Issue[]} issues @returns {HTMLElement} */
export function condition(pen, path, value, issues) {
  const groups = Array.isArray(value) ? value : [value];
  const or = another(pen, path, value, issues);
  const parts = groups.flatMap((group, place) => {
    const own = Array.isArray(value) ? [...path, place] : path;
    const drop = sign("×", "Take this alternative away", () => pen.edit(dropped(path, groups, place), "Took an alternative away"));
    const between = place > 0 ? h("p", { class: "or" }, "or else", drop) : null;
    return [between, allOf(pen, own, group, issues, place === groups.length - 1 ? or : null)];
  });
  return h("div", { class: "condition", "data-path": dotted(path) }, ...parts);
}

/** @param {Pen} pen @param {Path} path @param {Tree} value @param {readonly Issue[]} issues */
function another(pen, path, value, issues) {
  const [first] = issues;
  if (!first) return null;
  return link("or else …", `${idOf(path, pen.mark)}-or`, () => {
    const fresh = record([[first.id, firstTest(first)]]);
    pen.edit(Array.isArray(value) ? [append(path, fresh)] : [set(path, [value, fresh])], "Added an alternative");
  });
}

/** @param {Path} path @param {Tree[]} groups @param {number} place */
function dropped(path, groups, place) {
  const left = groups.filter((_, other) => other !== place);
  return [left.length === 1 ? set(path, left[0]) : remove([...path, place])];
}

/** @param {Pen} pen @param {Path} path @param {Tree} group @param {readonly Issue[]} issues @param {Node | null} last */
export function allOf(pen, path, group, issues, last) {
  const tests = entries(group);
  const rows = tests.map(([key, value]) => row(pen, path, key, value, issues, tests.map(([one]) => one)));
  const unused = issues.find((issue) => !tests.some(([key]) => key === issue.id));
  const more = unused
    ? link(tests.length ? "and also …" : "Choose an issue", `${idOf(path, pen.mark)}-and`, () =>
        pen.edit(
          tests.length ? [insert(path, unused.id, firstTest(unused))] : [set(path, record([[unused.id, firstTest(unused)]]))],
          `Also asks about ${unused.ask}`,
        ),
      )
    : null;
  return h("div", { class: "all-of" }, ...rows, h("p", { class: "row" }, more, last));
}

/** @param {Pen} pen @param {Path} path @param {string} key @param {Tree} value @param {readonly Issue[]} issues @param {string[]} used */
function row(pen, path, key, value, issues, used) {
  const issue = issues.find((one) => one.id === key);
  const own = [...path, key];
  const drop = sign("×", "Take this test away", () => pen.edit([remove(own)], "Took a test away"), {
    id: `${idOf(own, pen.mark)}-drop`,
    disabled: used.length === 1,
  });
  if (!issue) return counted(key, value, own, drop);
  const which = choice({
    id: `${idOf(own, pen.mark)}-issue`,
    label: "Issue",
    value: key,
    options: issues.filter((one) => one.id === key || !used.includes(one.id)).map((one) => [one.id, one.ask]),
    onset: (chosen) => {
      const next = /** @type {Issue} */ (issues.find((one) => one.id === chosen));
      const at = used.indexOf(key);
      pen.edit([insert(path, chosen, firstTest(next), at), remove(own)], `Asks about ${next.ask} instead`);
    },
  });
  return h("div", { class: "test", "data-path": dotted(own) }, which, ...testField(pen, own, value, issue), drop);
}

/** What forms cannot say: sums and counts, and issues that are not there. @param {string} key @param {Tree} value @param {Path} own @param {HTMLElement} drop */
function counted(key, value, own, drop) {
  const of = Array.isArray(value?.of) ? value.of.map((/** @type {Tree} */ one) => (typeof one === "string" ? one : "…")).join(" + ") : entries(value?.of).map(([issue, factor]) => `${factor} × ${issue}`).join(" + ");
  const words = key === "sum" ? `the sum ${of} is ${value?.is}` : key === "count" ? `of ${value?.of?.length ?? "some"} conditions ${value?.is} hold` : `${key}: ${JSON.stringify(value)}`;
  return h(
    "div",
    { class: "test", "data-path": dotted(own) },
    h("span", { class: "written" }, words),
    inside(own, "Change it in the text"),
    drop,
  );
}

/** @param {string} text @param {string} id @param {() => void} onclick */
export function link(text, id, onclick) {
  return h("button", { type: "button", class: "link", id, onclick }, text);
}

