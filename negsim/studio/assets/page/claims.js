// A register: the document on the left, what is claimed in it on the right; a passage becomes a claim.

import { h } from "/explore/page/dom.js";
import { beyond } from "./beyond.js";
import { fold, order } from "./cards.js";
import { insert, remove, set } from "./commands.js";
import { claimFields, firstClaim } from "./claim-form.js";
import { codingOf } from "./coding.js";
import { differences } from "./differences.js";
import { documentView } from "./document-view.js";
import { draft } from "./draft.js";
import { button, check, choice } from "./fields.js";
import { name } from "./issues.js";
import { entries, several } from "./outline.js";
import { record } from "/explore/records.js";

/** @typedef {import("./open-file.js").OpenFile} OpenFile */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./coding.js").Coding} Coding */
/** @typedef {{chosen: string, choose: (id: string) => void}} Which */

const SHOWN = ["in", "at", "says", "speaker", "kind", "grade", "status", "about", "bears_on", "anchor"];

/** @param {OpenFile} file @param {Which} which @returns {Node[]} */
export function claimsPane(file, which) {
  const again = () => which.choose(which.chosen);
  const coding = codingOf(file, again);
  const left = h("section", { class: "document", "aria-label": "The document" }, ...documentView(file, coding, again));
  const right = h("section", { class: "claims", "aria-label": "Claims" }, ...claimList(file, coding, again));
  return [h("div", { class: "coding" }, left, right)];
}

/** @param {OpenFile} file @param {Coding} coding @param {() => void} again */
function claimList(file, coding, again) {
  const all = entries(file.tree.claims);
  const proposed = all.filter(([, claim]) => claim?.status === "proposed");
  const rest = all.filter(([, claim]) => claim?.status !== "proposed");
  const speakers = new Set(all.flatMap(([, claim]) => several(claim?.speaker).map(String)));
  return [
    h("datalist", { id: "speakers" }, ...[...speakers].map((value) => h("option", { value }))),
    settings(coding, again),
    ...begun(file, coding, again),
    ...(proposed.length ? [h("h3", {}, "Proposed, to confirm or to dismiss"), ...proposed.map(([id, claim]) => proposal(file, coding, id, claim))] : []),
    h("h3", {}, "Claims"),
    coding.hidden ? h("p", { class: "note" }, "Hidden, so that they do not lead you.") : h("div", { class: "cards" }, ...rest.map(([id, claim], place) => card(file, coding, id, claim, place, rest.length, again))),
    ...differences(file, coding, again),
  ];
}

/** @param {Coding} coding @param {() => void} again */
function settings(coding, again) {
  const scenarios = coding.scenarios.map((one) => /** @type {[string, string]} */ ([one.name, one.title ?? one.name]));
  return h(
    "div",
    { class: "row" },
    h("label", { for: "coding-scenario" }, "Issues of"),
    choice({
      id: "coding-scenario",
      value: coding.scenario ?? "",
      options: [["", "no scenario yet"], ...scenarios],
      onset: (name) => void coding.use(name).then(again),
    }),
    check({
      id: "coding-hidden",
      checked: coding.hidden,
      text: "Hide the claims",
      onset: (yes) => {
        coding.hidden = yes;
        again();
      },
    }),
  );
}

/** The claim that is being made of a passage. @param {OpenFile} file @param {Coding} coding @param {() => void} again @returns {Node[]} */
function begun(file, coding, again) {
  const { passage } = coding;
  if (!passage) return [];
  const place = h("div", {});
  const made = draft("claim-draft-", coding.draft ?? firstClaim(passage.paragraph, file.tree.documents ? passage.document : null), place, (pen, tree) => {
    coding.draft = tree;
    return [claimFields(pen, [], tree, coding)];
  });
  const done = () => {
    coding.passage = null;
    coding.draft = null;
    document.getElementById(`sentences-of-${passage.paragraph}`)?.focus(); // where one came from, for whoever goes by keys
  };
  const add = async () => {
    const anchor = await coding.anchor(passage);
    const claim = { ...made.tree(), ...(anchor ? { anchor } : {}) };
    if (!claim.says) {
      document.getElementById("claim-draft-at-says")?.focus();
      return;
    }
    done();
    const path = ["claims"];
    const id = freshId(entries(file.tree.claims).map(([one]) => one));
    file.edit(file.tree.claims ? [insert(path, id, claim)] : [set(path, record([[id, claim]]))], `Claimed: ${claim.says}`);
  };
  const shut = () => {
    done();
    again();
  };
  return [
    h(
      "section",
      { class: "card begun", "aria-label": "A new claim" },
      h("h3", {}, `A claim of paragraph ${passage.paragraph}`),
      h("blockquote", { dir: "auto" }, passage.text),
      place,
      h("p", { class: "row" }, button("Add the claim", () => void add(), { class: "button main", id: "claim-add" }), button("Never mind", shut)),
    ),
  ];
}

/** @param {readonly string[]} taken */
function freshId(taken) {
  const numbers = taken.map((id) => Number(/^c(\d+)$/.exec(id)?.[1] ?? 0));
  return `c${Math.max(0, ...numbers) + 1}`;
}

/** @param {OpenFile} file @param {Coding} coding @param {string} id @param {Tree} claim @param {number} place @param {number} count @param {() => void} again */
function card(file, coding, id, claim, place, count, again) {
  const path = ["claims", id];
  const told = [several(claim?.speaker).join(", "), String(claim?.kind ?? "").replaceAll("_", " "), claim?.grade && `grade ${claim.grade}`];
  return fold(
    path,
    [h("span", { dir: "auto" }, String(claim?.says ?? id)), h("span", { class: "note" }, told.filter(Boolean).join(" · "))],
    [
      claimFields(file, path, claim ?? record(), coding),
      beyond(path, claim, SHOWN),
      h("footer", { class: "card-foot" }, claim?.anchor ? button("Show the passage", () => void coding.show(claim, again), { id: `${id}-shows` }) : null, name(file, path, id), order(file, path, `claim ${id}`, place, count)),
    ],
    { kind: "element" },
  );
}

/** @param {OpenFile} file @param {Coding} coding @param {string} id @param {Tree} claim */
function proposal(file, coding, id, claim) {
  const path = ["claims", id];
  return fold(
    path,
    [h("span", { dir: "auto" }, String(claim?.says ?? id)), h("span", { class: "tag" }, "proposed")],
    [
      claimFields(file, path, claim, coding),
      h(
        "p",
        { class: "row" },
        button("Confirm it", () => file.edit([remove([...path, "status"])], `Confirmed ${id}`), { class: "button main", id: `${id}-confirm` }),
        button("Dismiss it", () => file.edit([remove(path)], `Dismissed ${id}`), { id: `${id}-dismiss` }),
      ),
    ],
    { kind: "element", open: true },
  );
}
