// What may stand at the caret: keys by the schema, and the names that the file has.

import { fill, h } from "/explore/page/dom.js";
import { get } from "./server.js";

/** @type {Promise<any> | null} */
let schema = null;

/** @param {HTMLTextAreaElement} box @param {() => void} changed */
export function completion(box, changed) {
  const list = h("ul", { class: "completion", role: "listbox", "aria-label": "What may stand here", hidden: true });
  /** @type {string[]} */
  let words = [];
  let chosen = 0;
  const shut = () => {
    list.hidden = true;
  };
  const draw = () => {
    fill(list, ...words.map((word, place) => h("li", { role: "option", "aria-selected": String(place === chosen), "data-place": place }, word)));
    list.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  };
  const take = () => {
    const start = wordStart(box);
    const word = words[chosen] ?? "";
    box.setRangeText(word, start, box.selectionStart, "end");
    shut();
    changed();
  };
  const open = async () => {
    schema ??= get("/api/schema").catch(() => ({}));
    const keys = keysAt(await schema, parents(box));
    const begun = box.value.slice(wordStart(box), box.selectionStart);
    const names = [...new Set(box.value.match(/\b[a-z][a-z0-9_]{2,}(?=\s*:)/g) ?? [])].sort();
    words = [...keys.map((one) => `${one}: `), ...names.filter((one) => !keys.includes(one))].filter((one) => one.startsWith(begun)).slice(0, 40);
    chosen = 0;
    list.hidden = words.length === 0;
    draw();
  };
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const item = event.target instanceof Element ? event.target.closest("li") : null;
    chosen = Number(item?.dataset.place ?? 0);
    take();
  });
  box.addEventListener("blur", shut);
  return {
    element: list,
    /** @param {KeyboardEvent} event @returns {boolean} whether it was for the list */
    key(event) {
      if (event.ctrlKey && event.key === " ") {
        event.preventDefault();
        void open();
        return true;
      }
      if (list.hidden) return false;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        chosen = (chosen + (event.key === "ArrowDown" ? 1 : words.length - 1)) % words.length;
        draw();
      } else if (event.key === "Enter") take();
      else {
        shut();
        return event.key === "Escape";
      }
      event.preventDefault();
      return true;
    },
  };
}

/** @param {HTMLTextAreaElement} box */
function wordStart(box) {
  const before = box.value.slice(0, box.selectionStart);
  return before.length - (/[a-z0-9_]*$/.exec(before)?.[0].length ?? 0);
}

/** The keys above the caret, the outermost first, by how far lines are indented. @param {HTMLTextAreaElement} box @returns {string[]} */
function parents(box) {
  const lines = box.value.slice(0, box.selectionStart).split("\n");
  let indent = /^ */.exec(lines.at(-1) ?? "")?.[0].length ?? 0;
  const found = [];
  for (const line of lines.slice(0, -1).reverse()) {
    const key = /^( *)([^\s#:][^:]*):/.exec(line);
    if (!key || (key[1]?.length ?? 0) >= indent) continue;
    indent = key[1]?.length ?? 0;
    found.unshift(key[2] ?? "");
  }
  return found;
}

/** @param {any} root @param {readonly string[]} path @returns {string[]} keys that the schema knows there */
function keysAt(root, path) {
  let now = [root];
  for (const key of path) {
    now = now.flatMap((one) => open(root, one)).flatMap((one) => [one.properties?.[key] ?? (typeof one.additionalProperties === "object" ? one.additionalProperties : Object.values(one.patternProperties ?? {})[0])]).filter(Boolean);
  }
  return [...new Set(now.flatMap((one) => open(root, one)).flatMap((one) => Object.keys(one.properties ?? {})))];
}

/** A part of the schema with what it refers to. @param {any} root @param {any} part @returns {any[]} */
function open(root, part) {
  if (typeof part !== "object" || part === null) return [];
  if (typeof part.$ref === "string") {
    let found = root;
    for (const key of part.$ref.slice(2).split("/")) found = found?.[key];
    return open(root, found);
  }
  return [part, ...[...(part.anyOf ?? []), ...(part.oneOf ?? []), ...(part.allOf ?? [])].flatMap((one) => open(root, one))];
}
