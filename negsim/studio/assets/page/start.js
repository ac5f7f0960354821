// Where one begins: a file of the folder, a few questions, a shipped scenario, or documents.

import { h, label } from "/explore/page/dom.js";
import { announce } from "./notices.js";
import { questions } from "./questions.js";
import { post, Refusal } from "./server.js";
import { upload } from "./upload.js";

/** @typedef {import("./protocol.js").Folder} Folder */
/** @typedef {import("./protocol.js").State} State */
/** @typedef {{open: (name: string) => void, show: (state: State) => void}} Doors */

/** @type {Record<string, string>} */
const KINDS = { scenario: "Scenarios", register: "Registers of claims", document: "Documents", other: "Other files" };

/** @param {Folder} folder @param {Doors} doors */
export function startScreen(folder, doors) {
  return h(
    "main",
    { class: "wide start", id: "write" },
    h("h1", {}, "Is there a deal that everyone could accept?"),
    h("p", { class: "lead" }, "Write down who must agree, what is open and what each would never give up. The answer stands beside it as you write. Everything stays on this machine, in ", h("strong", {}, folder.folder), "."),
    h(
      "div",
      { class: "start-ways" },
      here(folder, doors),
      forms(folder, doors),
      h("section", { class: "card" }, h("h2", {}, "Begin with three questions"), questions((body) => begin(body, doors))),
      shipped(folder, doors),
      documents(doors),
    ),
  );
}

/** @param {Record<string, any>} body @param {Doors} doors */
async function begin(body, doors) {
  try {
    doors.show(await post("/api/new", body));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    announce(error.message, error.mend);
  }
}

/** @param {Folder} folder @param {Doors} doors */
function here({ files }, doors) {
  const groups = Object.entries(KINDS).flatMap(([kind, words]) => {
    const some = files.filter((one) => one.kind === kind);
    if (some.length === 0 || kind === "other") return [];
    const rows = some.map((one) =>
      h("li", {}, h("button", { type: "button", class: "link", onclick: () => doors.open(one.name) }, label(one.title || one.name)), one.title ? h("span", { class: "note" }, one.name) : null),
    );
    return [h("h3", {}, words), h("ul", { class: "files" }, ...rows)];
  });
  return groups.length ? h("section", { class: "card" }, h("h2", {}, "Go on with a file of this folder"), ...groups) : null;
}

/** Spreadsheets of the folder: filled-in forms of a workshop. @param {Folder} folder @param {Doors} doors */
function forms({ files }, doors) {
  const sheets = files.filter((one) => one.name.endsWith(".xlsx"));
  if (sheets.length === 0) return null;
  const rows = sheets.map(({ name }) => {
    const stem = name.split("/").at(-1)?.replace(/\.xlsx$/, "") ?? name;
    const onclick = () => void begin({ from: "spreadsheet", file: name, name: stem }, doors);
    return h("li", {}, h("button", { type: "button", class: "link", onclick }, name));
  });
  return h("section", { class: "card" }, h("h2", {}, "Start from a filled-in form"), h("p", { class: "lead" }, "The spreadsheet that a workshop has filled in becomes a scenario."), h("ul", { class: "files" }, ...rows));
}

/** @param {Folder} folder @param {Doors} doors */
function shipped({ shipped: names }, doors) {
  const rows = names.map((one) => {
    const { name, title } = typeof one === "string" ? { name: one, title: one.replaceAll("_", " ") } : one;
    const onclick = () => void begin({ from: `shipped:${name}`, name }, doors);
    return h("li", {}, h("button", { type: "button", class: "link", onclick }, label(title)));
  });
  return h("section", { class: "card" }, h("h2", {}, "Start from a shipped scenario"), h("p", { class: "lead" }, "A copy of it comes into your folder, to read or to change."), h("ul", { class: "files" }, ...rows));
}

/** @param {Doors} doors */
function documents(doors) {
  return h("section", { class: "card" }, h("h2", {}, "Start from documents"), h("p", { class: "lead" }, "Texts in which somebody says what he wants: they are read into numbered paragraphs, and you mark what is said."), upload((state) => doors.show(state)));
}
