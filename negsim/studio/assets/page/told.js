// Clauses and conditions as a person says them, from the labels of the file.

import { words } from "/explore/page/phrases.js";
import { entries, several } from "./outline.js";
import { toldTest } from "./tests-in-words.js";

/** @typedef {import("./protocol.js").Issue} Issue */
/** @typedef {import("./protocol.js").Tree} Tree */

/** An element by its own words, or by what it asks. @param {Tree} value @param {readonly Issue[]} issues @returns {string} */
export function told(value, issues) {
  if (value === null || typeof value !== "object") return "";
  if (value.say) return String(value.say);
  if (value.readings) return told(entries(value.readings)[0]?.[1], issues);
  if (value.require) return toldCondition(value.require, issues);
  if (value.forbid) return `not: ${toldCondition(value.forbid, issues)}`;
  if (value.if) return `if ${toldCondition(value.if, issues)}, then ${toldCondition(value.then, issues)}`;
  return "";
}

/** @param {Tree} value @param {readonly Issue[]} issues @returns {string} */
export function toldCondition(value, issues) {
  const groups = several(value).map((group) =>
    entries(group)
      .map(([key, test]) => {
        const issue = issues.find((one) => one.id === key);
        return issue ? `${issue.ask.replace(/[?:]$/, "")} ${toldTest(test, issue)}` : words(key);
      })
      .join(" and "),
  );
  return groups.join(", or ");
}
