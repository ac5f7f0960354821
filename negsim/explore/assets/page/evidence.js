// What an element rests on: a word beside it, and the claims themselves one click away.

import { h, label } from "./dom.js";
import { term } from "./explain.js";
import { counted, listed, words } from "./phrases.js";
import { openDialog } from "./dialog.js";

/** @typedef {import("../protocol.js").Evidence} Evidence */
/** @typedef {import("../protocol.js").Model} Model */

/**
 * A button that says in a word what something rests on, and opens the claims.
 *
 * @param {Model} model
 * @param {Evidence} evidence
 * @param {string} about what rests on it
 */
export function rests(model, evidence, about) {
  const short = summary(evidence);
  return h(
    "button",
    {
      type: "button",
      class: `rests is-${evidence.status.replace(" ", "-")}`,
      "aria-label": `${about}: ${short}. Show the sources.`,
      onclick: () => openDialog(about, ...grounds(model, evidence)),
    },
    short,
  );
}

/** @param {Evidence} evidence */
export function summary(evidence) {
  if (evidence.status === "unsourced") return "no source";
  if (evidence.status === "assumed") return "assumed";
  if (evidence.line === "stretched") return "says more than its claims";
  const claims = counted(evidence.claims.length, "claim");
  const grade = evidence.grade === null ? claims : `grade ${evidence.grade}`;
  if (evidence.line === "hardened") return `${grade}, hardened`;
  return evidence.status === "partly assumed" ? `${grade}, partly assumed` : grade;
}

/** @param {Model} model @param {Evidence} evidence @returns {HTMLElement[]} */
export function grounds(model, evidence) {
  const parts = evidence.claims.map((key) => {
    const claim = model.claims[key];
    if (claim === undefined) return h("p", {}, label(key));
    const speaker = claim.speaker.length ? listed(claim.speaker) : "nobody named";
    const where = claim.at === null ? claim.document : `${claim.document}, paragraph ${claim.at}`;
    return h(
      "section",
      { class: "claim" },
      h("p", { class: "says", dir: "auto" }, claim.says),
      h(
        "p",
        { class: "note", dir: "auto" },
        label(claim.id),
        " · ",
        term("grade", `grade ${claim.grade}`),
        ` · ${words(claim.kind)} · `,
        label(speaker),
        " · ",
        label(where),
      ),
    );
  });
  const assumed = evidence.assumptions.map((text) =>
    h(
      "section",
      { class: "claim is-assumed" },
      h("p", { dir: "auto" }, text),
      h("p", { class: "note" }, term("assumed", "assumed"), ", by the author of the scenario"),
    ),
  );
  const nothing = h("p", {}, "Nothing is named that this rests on.");
  return parts.length + assumed.length ? [...parts, ...assumed] : [nothing];
}
