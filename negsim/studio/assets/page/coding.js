// What coding one register needs beside its own file: the document's text, a scenario's issues, the passage at hand.

import { announce } from "./notices.js";
import { actorsOf, issuesOf, several } from "./outline.js";
import { get, post, Refusal } from "./server.js";

/** @typedef {import("./open-file.js").OpenFile} OpenFile */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {{number: number, text: string, start: number, end: number}} Paragraph start and end in code points of the whole text */
/** @typedef {{claim: string, other: string, field: string, first: Tree, second: Tree}} Difference */
/** @typedef {{document: string | null, paragraph: number, text: string, start: number, end: number}} Passage start and end in code points of the paragraph */

export class Coding {
  /** @param {OpenFile} file */
  constructor(file) {
    this.file = file;
    /** @type {Paragraph[]} */
    this.paragraphs = [];
    this.title = "";
    /** @type {string | null} the document that is shown, of those that the register has */
    this.document = null;
    /** @type {string[]} */
    this.documents = [];
    this.missing = "Reading the document …";
    /** @type {{name: string, title: string | null}[]} */
    this.scenarios = [];
    /** @type {{name: string, title: string | null}[]} */
    this.registers = [];
    /** @type {string | null} */
    this.scenario = null;
    /** @type {import("./protocol.js").Issue[]} */
    this.issues = [];
    /** @type {{id: string, name: string}[]} */
    this.actors = [];
    /** @type {Passage | null} */
    this.passage = null;
    /** @type {Tree | null} */
    this.draft = null;
    this.hidden = false;
    this.opened = 0; // the paragraph whose sentences are to choose from
    /** @type {string | null} */
    this.other = null;
    /** @type {Record<string, Tree>} */
    this.theirs = {};
    this.difference = "";
    /** @type {Difference[]} */
    this.differing = [];
    /** @type {string[]} ids of claims that the other has alone */
    this.alone = [];
  }

  async load() {
    await Promise.all([this.#read(), this.#find()]);
  }

  async #read() {
    try {
      const told = await get("/api/document", { name: this.file.name, document: this.document });
      this.document = told.document ?? null;
      this.documents = told.documents ?? [];
      this.paragraphs = told.paragraphs ?? [];
      this.title = String(told.title ?? "");
      this.missing = "";
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.missing = [error.message, error.mend].filter(Boolean).join(": ");
    }
  }

  /** The scenario of the folder that rests on this register, its issues and its actors. */
  async #find() {
    const { files } = await get("/api/files");
    const of = (/** @type {string} */ kind) => files.filter((/** @type {any} */ one) => one.kind === kind);
    this.scenarios = of("scenario");
    this.registers = of("register").filter((/** @type {any} */ one) => one.name !== this.file.name);
    const base = this.file.name.split("/").at(-1) ?? "";
    for (const { name } of this.scenarios) {
      const state = await get("/api/file", { name });
      if (several(state.tree?.claims).some((one) => String(one).split("/").at(-1) === base)) {
        this.#take(name, state.tree);
        return;
      }
    }
  }

  /** Turn to another document of the register. @param {string} document */
  async turn(document) {
    this.document = document;
    this.passage = null;
    this.opened = 0;
    await this.#read();
  }

  /** Whether a claim is of the document that is shown. @param {Tree} claim */
  isHere(claim) {
    return this.documents.length < 2 || String(claim?.in ?? this.documents[0]) === this.document;
  }

  /** @param {string} name */
  async use(name) {
    if (name === "") this.#take(null, {});
    else this.#take(name, (await get("/api/file", { name })).tree);
  }

  /** @param {string | null} name @param {Tree} tree */
  #take(name, tree) {
    this.scenario = name;
    this.issues = issuesOf(tree);
    this.actors = actorsOf(tree).map(({ id, name: called }) => ({ id, name: called }));
  }

  /** Where a passage stands, to be kept with the claim. @param {Passage} passage */
  async anchor({ document, paragraph, start, end }) {
    try {
      const told = await post("/api/anchor", { document: document ?? this.file.name, name: this.file.name, paragraph, start, end });
      return told.anchor ?? told;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      announce("The claim is kept without the place of its passage.", error.message);
      return null;
    }
  }

  /** Bring the passage of a claim to the eye. @param {Tree} claim @param {() => void} again */
  async show(claim, again) {
    if (!this.isHere(claim)) {
      await this.turn(String(claim.in));
      again();
    }
    const from = Number(claim.anchor?.from);
    const found = this.paragraphs.find((one) => one.start <= from && from < one.end);
    const home = document.getElementById(`paragraph-${found?.number ?? claim.at}`);
    home?.scrollIntoView({ block: "center" });
    home?.focus();
  }

  /** How this register differs from another coder's, in words. @param {string} other */
  async compare(other) {
    this.other = other || null;
    const found = other ? await get("/api/agree", { name: this.file.name, with: other }) : null;
    this.difference = found?.html ?? "";
    this.differing = found?.json.differences ?? [];
    this.alone = found?.json.only_second ?? [];
    this.theirs = other ? ((await get("/api/file", { name: other })).tree?.claims ?? {}) : {};
  }
}

/** @type {WeakMap<OpenFile, Coding>} */
const codings = new WeakMap();

/** @param {OpenFile} file @param {() => void} again draw anew, when more is known */
export function codingOf(file, again) {
  const known = codings.get(file);
  if (known) return known;
  const made = new Coding(file);
  codings.set(file, made);
  void made.load().then(again);
  return made;
}
