// A test on one issue between the language and lists to choose from.

/** @typedef {import("./protocol.js").Issue} Issue */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {"is" | "any" | "not" | "least" | "most" | "between"} How */
/** @typedef {{how: How, what: string[]}} Test */

/** @type {[How, string, string][]} how, in words before options, in words before numbers */
const HOWS = [
  ["is", "is", "is exactly"],
  ["any", "is one of", "is one of"],
  ["not", "is anything but", "is anything but"],
  ["least", "is at least", "is at least"],
  ["most", "is at most", "is at most"],
  ["between", "lies between", "lies between"],
];

/** What can be asked of an issue, in words. @param {Issue} issue @returns {[How, string][]} */
export function hows(issue) {
  const usable = issue.ordered ? HOWS : HOWS.slice(0, 3);
  return usable.map(([how, words, numeric]) => [how, issue.range ? numeric : words]);
}

/** @param {Tree} value as the file has it @returns {Test | null} null where it is no test */
export function parseTest(value) {
  if (Array.isArray(value)) return { how: "any", what: value.map(String) };
  if (typeof value === "number") return { how: "is", what: [String(value)] };
  if (typeof value !== "string") return null;
  const text = value.trim();
  const between = /^between\s+(.+?)\s+and\s+(.+)$/.exec(text);
  if (between) return { how: "between", what: [between[1] ?? "", between[2] ?? ""] };
  const end = /^at\s+(least|most)\s+(.+)$/.exec(text);
  if (end) return { how: end[1] === "least" ? "least" : "most", what: [end[2] ?? ""] };
  const not = /^not\s+(.+)$/.exec(text);
  const listed = (not?.[1] ?? text).split("|").map((one) => one.trim());
  if (listed.some((one) => one === "" || /\s/.test(one))) return null;
  return { how: not ? "not" : listed.length > 1 ? "any" : "is", what: listed };
}

/** @param {Test} test @returns {string | number} as the file has it */
export function writtenTest({ how, what }) {
  const [first = "", second = ""] = what;
  if (how === "between") return `between ${first} and ${second}`;
  if (how === "least") return `at least ${first}`;
  if (how === "most") return `at most ${first}`;
  if (how === "not") return `not ${what.join(" | ")}`;
  return what.length === 1 && first !== "" && !Number.isNaN(Number(first)) ? Number(first) : what.join(" | ");
}

/** The same question asked another way, of as much of the old answer as fits. @param {Test} test @param {How} how @param {Issue} issue @returns {Test} */
export function turned(test, how, issue) {
  const ends = issue.range
    ? [String(issue.range.from), String(issue.range.to)]
    : [issue.options[0]?.id ?? "", issue.options.at(-1)?.id ?? ""];
  const free = how === "is" || how === "any" || how === "not";
  const fit = test.what.filter((one) => free || one !== "left_open");
  const first = fit[0] ?? ends[0] ?? "";
  if (how === "between") return { how, what: [first, fit[1] ?? ends[1] ?? first] };
  return { how, what: (how === "any" || how === "not") && fit.length ? fit : [first] };
}

/** @param {Issue} issue @returns {Tree} a first test on it, to be changed */
export function firstTest(issue) {
  if (issue.range) return `at least ${issue.range.from}`;
  return issue.options[0]?.id ?? "";
}

/** A test as a person says it. @param {Tree} value @param {Issue} issue */
export function toldTest(value, issue) {
  const test = parseTest(value);
  if (!test) return String(value);
  const name = (/** @type {string} */ id) =>
    issue.range ? `${id} ${issue.range.unit ?? ""}`.trim() : `“${issue.options.find((one) => one.id === id)?.label ?? id}”`;
  const words = hows({ ...issue, ordered: true }).find(([how]) => how === test.how)?.[1] ?? "is";
  return `${words} ${test.what.map(name).join(test.how === "between" ? " and " : " or ")}`;
}
