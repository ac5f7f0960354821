// A test on one issue, by lists: how it is asked, and of what.

import { h, label } from "/explore/page/dom.js";
import { set } from "./commands.js";
import { choice, idOf, line, sign } from "./fields.js";
import { grid, written } from "./outline.js";
import { hows, parseTest, turned, writtenTest } from "./tests-in-words.js";

/** @typedef {import("./protocol.js").Issue} Issue */
/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Pen} Pen */
/** @typedef {import("./tests-in-words.js").Test} Test */
/** @typedef {import("./tests-in-words.js").How} How */

const MANY = 60; // values of a range that are still a list to choose from

/** @param {Pen} pen @param {Path} path @param {any} value @param {Issue} issue @returns {Node[]} */
export function testField(pen, path, value, issue) {
  const test = parseTest(value);
  if (!test) return [h("code", {}, String(value))];
  const put = (/** @type {Test} */ next) =>
    pen.edit([set(path, writtenTest(next))], `${issue.ask}: ${writtenTest(next)}`);
  const how = choice({
    id: `${idOf(path, pen.mark)}-how`,
    label: `${issue.ask}: how`,
    value: test.how,
    options: hows(issue),
    onset: (chosen) => put(turned(test, /** @type {How} */ (chosen), issue)),
  });
  const many = (test.how === "any" || test.how === "not") && !issue.range;
  return [how, many ? pills(pen, path, test, issue, put) : ends(pen, path, test, issue, put)];
}

/** @param {Pen} pen @param {Path} path @param {Test} test @param {Issue} issue @param {(test: Test) => void} put */
function ends(pen, path, test, issue, put) {
  const parts = test.what.flatMap((value, place) => {
    const id = `${idOf(path, pen.mark)}-${place}`;
    const onset = (/** @type {string} */ chosen) =>
      put({ ...test, what: test.what.map((one, other) => (other === place ? chosen : one)) });
    const name = `${issue.ask}: ${place ? "to" : "which"}`;
    return [place ? h("span", {}, test.how === "between" ? "and" : "or") : null, oneOf(issue, { id, value, onset, label: name, all: test.how === "is" })];
  });
  return h("span", { class: "ends" }, ...parts);
}

/** @param {import("./protocol.js").Option} option @returns {[string, string]} */
const named = (option) => [option.id, option.label];

/** @param {Issue} issue @param {{id: string, value: string, onset: (value: string) => void, label: string, all: boolean}} field */
function oneOf(issue, field) {
  if (!issue.range) {
    return choice({ ...field, options: field.all ? issue.options.map(named) : written(issue).map(named) });
  }
  const values = grid(issue);
  const unit = issue.range.unit ?? "";
  if (values.length > MANY || !values.map(String).includes(field.value)) {
    return h("span", { class: "with-unit" }, line({ ...field, kind: "number" }), h("span", {}, unit));
  }
  return choice({
    ...field,
    options: values.map((one) => [String(one), `${one} ${unit}`.trim()]),
  });
}

/** @param {Pen} pen @param {Path} path @param {Test} test @param {Issue} issue @param {(test: Test) => void} put */
function pills(pen, path, test, issue, put) {
  const toggle = (/** @type {string} */ id) => {
    const on = test.what.includes(id);
    const order = issue.options.map((one) => one.id);
    const next = on ? test.what.filter((one) => one !== id) : [...test.what, id];
    if (next.length) put({ ...test, what: next.sort((a, b) => order.indexOf(a) - order.indexOf(b)) });
  };
  const known = issue.options.map((one) => one.id);
  const strangers = test.what
    .filter((one) => !known.includes(one))
    .map((id) => sign(`${id} ×`, `Take ${id} away, which is no option of this issue`, () => toggle(id)));
  return h(
    "span",
    { class: "pills", role: "group", "aria-label": `${issue.ask}: which` },
    ...issue.options.map((option) =>
      h(
        "button",
        {
          type: "button",
          class: "pill",
          id: `${idOf(path, pen.mark)}-${option.id}`,
          "aria-pressed": String(test.what.includes(option.id)),
          onclick: () => toggle(option.id),
        },
        label(option.label),
      ),
    ),
    ...strangers,
  );
}
