// Taking it away: a link that holds the state, a copy of this file that opens with it, the state as a variant in YAML.

import { openDialog } from "./dialog.js";
import { h, say } from "./dom.js";
import { write } from "./state.js";

/** @typedef {import("./desk.js").Desk} Desk */

/**
 * @param {Desk} desk
 * @param {string} original the file as it was opened
 * @param {(id: string) => string} yaml the state as a variant of that name
 */
export function share(desk, original, yaml) {
  const told = h("p", { class: "note", role: "status" });
  const address = h("input", {
    type: "text",
    readonly: true,
    value: link(desk),
    "aria-label": "Link to this state",
  });
  const name = h("input", {
    type: "text",
    id: "variant-name",
    value: "as_explored",
    pattern: "[a-z][a-z0-9_]*",
    autocomplete: "off",
    spellcheck: "false",
    oninput: () => rewrite(),
  });
  const text = h("textarea", {
    readonly: true,
    rows: 10,
    "aria-label": "The state as a variant, in YAML",
    spellcheck: "false",
  });
  const rewrite = () => {
    const id = /^[a-z][a-z0-9_]*$/.test(name.value) ? name.value : "as_explored";
    text.value = yaml(id).trimEnd().replace(/^/gm, "  "); // as it stands under `variants:`
    say(usage, `negsim run ${desk.model.file} --variant ${saved}`);
  };
  const usage = h("code", {});
  const saved = `${desk.model.id}_variant.yaml`;
  rewrite();
  openDialog(
    "Keep or send this state",
    h("h3", {}, "A copy of this file"),
    h(
      "p",
      { class: "note" },
      "Opens with what you have set. Send it by mail; it needs nothing else.",
    ),
    h(
      "div",
      { class: "row" },
      button("Save a copy", () => saveCopy(desk, original, told)),
    ),
    ...(canBeOpened()
      ? [
          h("h3", {}, "A link"),
          h(
            "p",
            { class: "note" },
            "It holds what you have set, not the file itself: whoever opens it needs this page too.",
          ),
          h(
            "div",
            { class: "row grow" },
            address,
            button("Copy link", () => copy(address.value, "The link", told)),
          ),
        ]
      : []),
    h("h3", {}, "A variant"),
    h(
      "p",
      { class: "note" },
      "Save it as a file, and ",
      usage,
      " gives the same answer. Or put it under ",
      h("code", {}, "variants:"),
      " in the scenario’s own file.",
    ),
    h("div", { class: "row grow" }, h("label", { for: "variant-name" }, "Name"), name),
    text,
    h(
      "div",
      { class: "row" },
      button("Copy", () => copy(text.value, "The variant", told)),
      button("Save as a file", () => save(saved, `${text.value}\n`, "application/yaml", told)),
    ),
    told,
  );
}

/** Whether an address of this page means anything to others: a file on one's own disk has none. */
function canBeOpened() {
  return location.protocol.startsWith("http");
}

/** @param {string} text @param {() => void} onclick */
function button(text, onclick) {
  return h("button", { type: "button", class: "button", onclick }, text);
}

/** @param {Desk} desk */
function link(desk) {
  const hash = write(desk.state());
  return `${location.href.split("#")[0]}${hash === "" ? "" : `#${hash}`}`;
}

/** @param {string} text @param {string} what @param {HTMLElement} told */
async function copy(text, what, told) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page opened from a disk may not be allowed to: the old way asks nobody.
    const area = h("textarea", { class: "unseen" }, text);
    told.before(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(told, `${what} is copied.`);
}

/** @param {string} name @param {string} text @param {string} type @param {HTMLElement} told */
function save(name, text, type, told) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const anchor = h("a", { href: url, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  say(told, `Saved as ${name}.`);
}

/** @param {Desk} desk @param {string} original @param {HTMLElement} told */
function saveCopy(desk, original, told) {
  const answer = document.querySelector("#answer")?.textContent ?? "";
  save(
    `${desk.model.id}_explored.html`,
    withState(original, write(desk.state()), answer),
    "text/html",
    told,
  );
}

const WRITTEN = /(<section class="wide written">)[\s\S]*?(<\/section>)/;
const PLACE = /(<script type="application\/json" id="state">)[^<]*(<\/script>)/;

/**
 * The file with a state put into its place, and the answer to that state where one is written; nothing else changes.
 *
 * @param {string} original
 * @param {string} state as an address has it, so that no character of it means anything in HTML
 * @param {string} answer in a sentence; what is written stays where this is empty
 */
export function withState(original, state, answer = "") {
  const safe = JSON.stringify(state).replace(
    /[<>&\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const told = answer.replace(/[<>&]/g, (one) => `&#${one.charCodeAt(0)};`);
  return original
    .replace(PLACE, (_all, before, after) => `${before}${safe}${after}`)
    .replace(WRITTEN, (all, before, after) =>
      state === "" || answer === "" ? all : `${before}<p><b>${told}</b></p>${after}`,
    );
}
