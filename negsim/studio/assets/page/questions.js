// A first scenario from three questions: who must agree, what is open, what could each become.

import { h, say } from "/explore/page/dom.js";
import { count, counted } from "/explore/page/phrases.js";
import { idFor } from "./ids.js";

/** @typedef {{label: HTMLInputElement, options: HTMLTextAreaElement, element: HTMLElement}} Asked */

/** @param {(body: Record<string, any>) => void} begin */
export function questions(begin) {
  const title = h("input", { type: "text", id: "ask-title", placeholder: "Who dredges the harbour, and who pays", dir: "auto" });
  const who = h("textarea", { id: "ask-who", rows: 3, class: "prose", placeholder: "Port authority\nShipping lines", dir: "auto", oninput: () => tell() });
  /** @type {Asked[]} */
  const asked = [];
  const list = h("div", { class: "asked" });
  const told = h("p", { class: "note", role: "status" });
  const tell = () => {
    const issues = given(asked);
    const packages = issues.reduce((product, one) => product * one.options.length, 1);
    const people = lines(who.value).length;
    say(told, issues.length && people ? `${counted(people, "actor")}, ${counted(issues.length, "issue")}, ${count(packages)} ways to combine the answers.` : "");
  };
  const more = () => {
    const one = issue(asked.length + 1, tell);
    asked.push(one);
    list.append(one.element);
    return one;
  };
  more();
  return h(
    "form",
    {
      class: "questions",
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        const issues = given(asked);
        const missing = issues.length === 0 ? asked[0]?.label : lines(who.value).length === 0 ? who : null;
        if (missing) {
          say(told, missing === who ? "Somebody must agree: write a name." : "Ask at least one question, with two answers or more, one a line.");
          missing.focus();
          return;
        }
        const named = title.value.trim() || "A first scenario";
        begin({ from: "questions", name: idFor(named, [], "scenario"), title: named, who: lines(who.value), issues });
      },
    },
    h("div", { class: "entry" }, h("label", { for: title.id }, "What is it about?"), title),
    h("div", { class: "entry" }, h("label", { for: who.id }, "1. Who must agree? One name a line."), who),
    h("fieldset", {}, h("legend", {}, "2. What is open, and 3. what could it become?"), list, h("button", { type: "button", class: "button", onclick: () => more().label.focus() }, "Another question")),
    told,
    h("p", { class: "row" }, h("button", { type: "submit", class: "button main" }, "Write it down")),
  );
}

/** @param {number} number @param {() => void} tell @returns {Asked} */
function issue(number, tell) {
  const ask = h("input", { type: "text", id: `ask-${number}`, placeholder: "How deep is the channel dredged?", dir: "auto", oninput: tell });
  const options = h("textarea", { id: `ask-${number}-options`, rows: 3, class: "prose", placeholder: "10 metres\n12 metres\n15 metres", dir: "auto", oninput: tell });
  const element = h(
    "div",
    { class: "asked-one" },
    h("div", { class: "entry" }, h("label", { for: ask.id }, `Question ${number}`), ask),
    h("div", { class: "entry" }, h("label", { for: options.id }, "Its answers, one a line; in their order, if they have one"), options),
  );
  return { label: ask, options, element };
}

/** @param {readonly Asked[]} asked */
function given(asked) {
  return asked
    .map((one) => ({ label: one.label.value.trim(), options: lines(one.options.value) }))
    .filter((one) => one.label !== "" && one.options.length > 1);
}

/** @param {string} text */
function lines(text) {
  return text.split("\n").map((one) => one.trim()).filter(Boolean);
}
