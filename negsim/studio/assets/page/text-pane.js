// The text itself, with faults in the margin; what forms change shows here, and what is typed here shows there.

import { fill, h, say } from "/explore/page/dom.js";
import { completion } from "./completion.js";
import { innermost } from "./faults.js";

/** @typedef {import("./open-file.js").OpenFile} OpenFile */

const PAUSE = 450; // milliseconds without a key before the text is written

export class TextPane {
  /** @param {OpenFile} file */
  constructor(file) {
    this.file = file;
    /** What the file said when the box last agreed with it. */
    this.base = file.state.text;
    this.waiting = 0;
    this.drawn = { count: 0, faults: file.state.faults };
    this.where = h("p", { class: "note where" });
    this.margin = h("div", { class: "margin", "aria-hidden": "true" });
    this.faults = h("ul", { class: "text-faults" });
    this.box = h("textarea", {
      id: "text",
      class: "yaml",
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      wrap: "off",
      "aria-label": "The file as text",
      "aria-describedby": "text-keys",
      oninput: () => this.#typed(),
      onscroll: () => this.#scrolled(),
      onblur: () => this.flush(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      onselectionchange: () => this.#moved(),
      onclick: () => this.#moved(),
      onkeyup: () => this.#moved(),
    });
    this.completion = completion(this.box, () => this.#typed());
    this.element = h(
      "div",
      { class: "text-pane" },
      this.where,
      h("div", { class: "paper" }, this.margin, this.box, this.completion.element),
      this.faults,
      h("p", { class: "note", id: "text-keys" }, "Ctrl Space shows what may stand here. Tab leaves the text."),
    );
    this.box.value = this.base;
    this.box.setSelectionRange(0, 0);
    this.#numbers();
  }

  /** Write what was typed and is not in the file yet. */
  flush() {
    clearTimeout(this.waiting);
    if (this.box.value === this.base) return;
    this.base = this.box.value;
    this.file.edit([{ do: "text", text: this.base }], "Typed in the text");
  }

  /** Take over what the file says now, unless something is being typed. */
  update() {
    const { text } = this.file.state;
    if (this.box.value === this.base && this.base !== text && this.file.steps.length <= 1) {
      const { selectionStart, selectionEnd, scrollTop } = this.box;
      this.box.value = text;
      this.base = text;
      this.box.setSelectionRange(Math.min(selectionStart, text.length), Math.min(selectionEnd, text.length));
      this.box.scrollTop = scrollTop;
    }
    this.#numbers();
  }

  shown() {
    this.#numbers();
    this.#scrolled();
  }

  /** Put the caret where a path stands, or at `@line:column`. @param {string} path */
  go(path) {
    const place = path.startsWith("@") ? path.slice(1).split(":").map(Number) : this.#place(path);
    const [line = 1, column = 1] = place;
    const lines = this.box.value.split("\n");
    const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    const from = start + column - 1;
    this.box.focus();
    this.box.setSelectionRange(from, start + (lines[line - 1]?.length ?? 0));
    const high = this.box.scrollHeight / Math.max(lines.length, 1);
    this.box.scrollTop = Math.max(0, (line - 5) * high);
    this.box.scrollLeft = 0;
    this.#scrolled();
    this.#moved();
  }

  /** @param {string} path */
  #place(path) {
    const { places } = this.file.state;
    let keys = path;
    while (keys && !places[keys]) keys = keys.slice(0, Math.max(0, keys.lastIndexOf(".")));
    return places[keys] ?? [1, 1];
  }

  #typed() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.flush(), PAUSE);
    this.#numbers();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (this.completion.key(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.isComposing) return;
    const before = this.box.value.slice(0, this.box.selectionStart);
    const line = before.slice(before.lastIndexOf("\n") + 1);
    const indent = /^ */.exec(line)?.[0] ?? "";
    event.preventDefault();
    this.box.setRangeText(`\n${indent}${/:\s*$/.test(line) ? "  " : ""}`, this.box.selectionStart, this.box.selectionEnd, "end");
    this.#typed();
  }

  #moved() {
    const before = this.box.value.slice(0, this.box.selectionStart).split("\n");
    const path = innermost(this.file.state.places, before.length, (before.at(-1)?.length ?? 0) + 1);
    say(this.where, `Line ${before.length}${path ? ` · ${path.replaceAll(".", " › ")}` : ""}`);
  }

  /** The margin is drawn when the lines are more or fewer, or the faults are others: not at every key. */
  #numbers() {
    const count = this.box.value.split("\n").length;
    if (this.drawn.count === count && this.drawn.faults === this.file.state.faults) return;
    this.drawn = { count, faults: this.file.state.faults };
    const faults = new Map(this.file.state.faults.map((fault) => [fault.line, fault.message]));
    fill(
      this.margin,
      ...Array.from({ length: count }, (_, place) => {
        const message = faults.get(place + 1);
        return h("span", { class: message ? "is-faulty" : null, title: message }, message ? `● ${place + 1}` : String(place + 1));
      }),
    );
    fill(
      this.faults,
      ...this.file.state.faults.map((fault) =>
        h("li", { class: "fault" }, h("button", { type: "button", class: "link", "data-text-of": `@${fault.line}:${fault.column}` }, `Line ${fault.line}`), ` ${fault.message}`, fault.mend ? h("span", { class: "mend" }, ` ${fault.mend}`) : null),
      ),
    );
    if (this.file.state.faults.length) this.box.setAttribute("aria-invalid", "true");
    else this.box.removeAttribute("aria-invalid");
  }

  #scrolled() {
    this.margin.scrollTop = this.box.scrollTop;
  }
}
