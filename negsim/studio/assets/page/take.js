// Take along: the answer as a file of its own, or all of the folder.

import { h } from "/explore/page/dom.js";
import { openDialog } from "/explore/page/dialog.js";
import { located } from "./server.js";

/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @type {[string, string, string][]} */
const THINGS = [
  ["report.html", "Report", "one page for a minister, and an annex; opens in any browser"],
  ["report.docx", "Word", "the same, to write in"],
  ["brief.pdf", "PDF", "the same, to print"],
  ["report.xlsx", "Spreadsheet", "every number, and all packages of the zone"],
  ["text.docx", "Text of a deal", "the articles as they could be signed, what is open in brackets by party"],
  ["page.html", "A page to move the numbers on", "what somebody else can try, without negsim"],
  ["folder.zip", "Everything", "the folder, for somebody who has negsim"],
];

/** @param {OpenFile} file @param {string | null} [variant] */
export function takeDialog(file, variant = null) {
  const rows = THINGS.map(([name, words, what]) =>
    h("li", {}, h("a", { href: located(`/api/take/${name}`, { name: file.name, variant }), download: name }, words), h("span", { class: "note" }, ` ${what}`)),
  );
  openDialog("Take along", h("ul", { class: "take" }, ...rows));
}
