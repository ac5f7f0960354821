// The document's text in numbered paragraphs, claimed passages marked; a passage is selected with the pointer or by its sentences.

import { h } from "/explore/page/dom.js";
import { choice } from "./fields.js";
import { entries } from "./outline.js";

/** @typedef {import("./open-file.js").OpenFile} OpenFile */
/** @typedef {import("./coding.js").Coding} Coding */
/** @typedef {import("./coding.js").Paragraph} Paragraph */

/** @param {OpenFile} file @param {Coding} coding @param {() => void} again @returns {Node[]} */
export function documentView(file, coding, again) {
  const title = coding.title || String(file.tree.document?.title ?? "");
  if (coding.missing) return [h("h3", { dir: "auto" }, title), h("p", { class: "note" }, coding.missing)];
  const begin = (/** @type {Paragraph} */ paragraph, /** @type {number} */ start, /** @type {number} */ end) => {
    const points = [...paragraph.text];
    coding.passage = { document: coding.document, paragraph: paragraph.number, text: points.slice(start, end).join(""), start, end };
    coding.draft = null;
    again();
    document.getElementById("claim-draft-at-says")?.focus();
  };
  return [
    h("h3", { dir: "auto" }, title),
    several(coding, again),
    h("p", { class: "note" }, "Select words, or press a paragraph's number to choose its sentences."),
    h("ol", { class: "paragraphs" }, ...coding.paragraphs.map((one) => paragraphRow(file, coding, one, begin, again))),
  ];
}

/** Which document, of a register that holds many. @param {Coding} coding @param {() => void} again */
function several(coding, again) {
  if (coding.documents.length < 2) return h("p", { hidden: true });
  const options = coding.documents.map((one) => /** @type {[string, string]} */ ([one, one.replaceAll("_", " ")]));
  return choice({ id: "coding-document", label: "Which document", value: coding.document ?? "", options, onset: (one) => void coding.turn(one).then(again) });
}

/** @param {OpenFile} file @param {Coding} coding @param {Paragraph} paragraph @param {(paragraph: Paragraph, start: number, end: number) => void} begin @param {() => void} again */
function paragraphRow(file, coding, paragraph, begin, again) {
  const text = h("p", { id: `paragraph-${paragraph.number}`, tabindex: "-1", dir: "auto" }, ...marked(file, coding, paragraph));
  text.addEventListener("pointerup", () => {
    const chosen = chosenIn(text);
    if (chosen) begin(paragraph, chosen[0], chosen[1]);
  });
  const open = coding.opened === paragraph.number;
  const rows = open ? split(paragraph).map(([start, end, words]) => h("button", { type: "button", class: "sentence", dir: "auto", onclick: () => begin(paragraph, start, end) }, words)) : [];
  const sentences = h("div", { class: "sentences", hidden: !open }, ...rows);
  const number = h(
    "button",
    {
      type: "button",
      class: "number-of",
      id: `sentences-of-${paragraph.number}`,
      "aria-expanded": String(open),
      "aria-label": `Paragraph ${paragraph.number}: choose a sentence`,
      onclick: () => {
        coding.opened = open ? 0 : paragraph.number;
        again();
      },
    },
    String(paragraph.number),
  );
  return h("li", {}, number, h("div", {}, text, sentences));
}

/** What is selected within a paragraph, in code points; null where nothing is. @param {HTMLElement} text @returns {[number, number] | null} */
function chosenIn(text) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const before = range.cloneRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const start = [...before.toString()].length;
  const chosen = range.toString();
  const lead = [...(/^\s*/.exec(chosen)?.[0] ?? "")].length;
  return [start + lead, start + lead + [...chosen.trim()].length];
}

/** The text, with the passages that claims are anchored in. @param {OpenFile} file @param {Coding} coding @param {Paragraph} paragraph @returns {(Node | string)[]} */
function marked(file, coding, paragraph) {
  const points = [...paragraph.text];
  const { passage } = coding;
  const claims = coding.hidden ? [] : entries(file.tree.claims).filter(([, claim]) => coding.isHere(claim));
  const spans = claims.flatMap(([id, claim]) => {
    const [from, to] = [Number(claim?.anchor?.from), Number(claim?.anchor?.to)];
    if (!(to > paragraph.start && from < paragraph.end)) return [];
    return [{ id, start: Math.max(0, from - paragraph.start), end: Math.min(points.length, to - paragraph.start), says: String(claim.says ?? "") }];
  });
  if (passage?.paragraph === paragraph.number) spans.push({ id: "", start: passage.start, end: passage.end, says: "the new claim" });
  const cuts = [...new Set([0, points.length, ...spans.flatMap((one) => [one.start, one.end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, place) => {
    const end = cuts[place + 1] ?? points.length;
    const words = points.slice(start, end).join("");
    const over = spans.filter((one) => one.start <= start && one.end >= end);
    return over.length ? h("mark", { class: over.some((one) => one.id === "") ? "is-new" : null, title: over.map((one) => one.says).join("\n") }, words) : words;
  });
}

/** Sentences of a paragraph, with their places in code points. @param {Paragraph} paragraph @returns {[number, number, string][]} */
function split(paragraph) {
  const cut = new Intl.Segmenter(undefined, { granularity: "sentence" });
  return [...cut.segment(paragraph.text)].map(({ segment, index }) => {
    const start = [...paragraph.text.slice(0, index)].length;
    return [start, start + [...segment.trimEnd()].length, segment];
  });
}
