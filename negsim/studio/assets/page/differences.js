// Two coders of one document: a second one begins without the first's claims, and where they differ one is chosen.

import { h } from "/explore/page/dom.js";
import { insert, remove, set } from "./commands.js";
import { button, choice } from "./fields.js";
import { elements } from "./markup.js";
import { announce } from "./notices.js";
import { post, Refusal } from "./server.js";

/** @typedef {import("./open-file.js").OpenFile} OpenFile */
/** @typedef {import("./coding.js").Coding} Coding */
/** @typedef {import("./coding.js").Difference} Difference */
/** @typedef {import("./protocol.js").Tree} Tree */

const FIELDS = new Map([
  ["kind", "what sort of claim"],
  ["grade", "how well attributed"],
  ["speaker", "who says it"],
  ["about", "whose demand it is"],
  ["bears_on", "what it bears on"],
]);

/** @param {OpenFile} file @param {Coding} coding @param {() => void} again @returns {Node[]} */
export function differences(file, coding, again) {
  const compare = (/** @type {string} */ name) => refusing(async () => {
    await coding.compare(name);
    again();
  });
  const options = [["", coding.registers.length ? `Compare ${file.name} with …` : "There is no other register yet"], ...coding.registers.map((one) => [one.name, one.title ?? one.name])];
  return [
    h("h3", {}, "A second coder"),
    h("p", { class: "note" }, "Whoever codes the same document again does not see these claims. Where the two differ, one is chosen."),
    h("p", { class: "row" }, button("Begin a second coding", () => void refusing(() => second(file.name)), { id: "second-coder" })),
    choice({ id: "coding-other", label: "Compare with", value: coding.other ?? "", options: /** @type {[string, string][]} */ (options), onset: (name) => void compare(name) }),
    ...chosen(file, coding, again),
    h("div", { class: "told" }, coding.difference ? elements(coding.difference) : null),
  ];
}

/** Do what may be refused, and say so where it is. @param {() => Promise<void>} act */
async function refusing(act) {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    announce(error.message, error.mend);
  }
}

/** A register of the same document for somebody else, opened at once. @param {string} name */
async function second(name) {
  const state = await post("/api/new", { from: `second:${name}`, name: `${name.replace(/\.ya?ml$/, "")}_second` });
  location.hash = `#file=${encodeURIComponent(state.name)}`;
}

/** Field by field what the two have, side by side, and claims that the other has alone. @param {OpenFile} file @param {Coding} coding @param {() => void} again @returns {Node[]} */
function chosen(file, coding, again) {
  const settled = (/** @type {Difference} */ gone) => {
    coding.differing = coding.differing.filter((one) => one !== gone);
    again();
  };
  const rows = coding.differing.map((one) => {
    const path = ["claims", one.claim, one.field];
    const id = `differs-${one.claim}-${one.field}`;
    const theirs = () => {
      const command = one.second === null ? remove(path) : set(path, one.second);
      file.edit([command], `Took from the second coder ${called(one.field)} of ${one.claim}`);
      settled(one);
    };
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, `${one.claim}: ${called(one.field)}`),
      h("td", { dir: "auto" }, shown(one.first)),
      h("td", { dir: "auto" }, shown(one.second)),
      h("td", {}, button("Keep this", () => settled(one), { id: `${id}-mine` }), button("Take theirs", theirs, { id: `${id}-theirs` })),
    );
  });
  const alone = coding.alone.map((id) =>
    h("li", {}, h("span", { dir: "auto" }, String(coding.theirs[id]?.says ?? id)), " ", button("Take it over", () => over(file, coding, id, again), { id: `alone-${id}` })),
  );
  return [
    ...(rows.length ? [h("table", { class: "differing" }, h("thead", {}, h("tr", {}, ...["", "this register", "the other", ""].map((words) => h("th", { scope: "col" }, words)))), h("tbody", {}, ...rows))] : []),
    ...(alone.length ? [h("h4", {}, "What only the other has"), h("ul", { class: "plain" }, ...alone)] : []),
  ];
}

/** @param {OpenFile} file @param {Coding} coding @param {string} id @param {() => void} again */
function over(file, coding, id, again) {
  const taken = Object.keys(file.tree.claims ?? {});
  let own = id;
  while (taken.includes(own)) own = `${own}b`;
  file.edit([insert(["claims"], own, coding.theirs[id])], `Took over the claim ${id} of the second coder`);
  coding.alone = coding.alone.filter((one) => one !== id);
  again();
}

/** A field of a claim in words. @param {string} field */
function called(field) {
  return FIELDS.get(field) ?? field.replaceAll("_", " ");
}

/** @param {Tree} value @returns {string} */
function shown(value) {
  if (value === null) return "–";
  if (typeof value !== "object") return String(value).replaceAll("_", " ");
  if (Array.isArray(value)) return value.map(shown).join(", ");
  return Object.entries(value)
    .map(([key, one]) => `${key.replaceAll("_", " ")}: ${shown(one)}`)
    .join("; ");
}
