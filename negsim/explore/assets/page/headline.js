// The band that stays on top: two circles that meet or part, the answer in a sentence, what the last change did.

import { changes } from "./changes.js";
import { dress, fill, h, keep, s, say } from "./dom.js";
import { term } from "./explain.js";
import { count } from "./phrases.js";
import { effect, sentence } from "./sentences.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").View} View */

const SILENCE = 500; // milliseconds without a change before the answer is spoken: a drag is not read out

/**
 * @param {Desk} desk
 * @param {HTMLElement} tools
 */
export function headline(desk, tools) {
  const sign = circles();
  const title = h("h1", { id: "answer" }, "Counting the packages …");
  const change = h("p", { class: "change" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let speaking;
  let warning = "";
  const live = h("p", { class: "unseen", role: "status", "aria-live": "polite" });
  const chips = h("ul", { class: "chips", "aria-label": "What you have changed", tabindex: "0" });
  const element = h(
    "div",
    { class: "answer" },
    h(
      "div",
      { class: "wide" },
      sign.element,
      h("div", {}, title, change),
      tools,
      h("div", { class: "changes" }, chips),
    ),
    live,
  );
  return {
    element,
    /** @param {View} view */
    update(view) {
      const { lead, rest } = sentence(view.answer, desk.model);
      if (view.before !== null) warning = "";
      const did = effect(view, desk.names) || warning;
      fill(title, h("span", {}, h("b", {}, lead), ` ${rest}`));
      fill(change, did === "" ? null : h("b", {}, `${did} `), ...outOf(view.answer));
      dress(change, { title: change.textContent });
      sign.open(view.answer.run.zone.size > 0);
      element.dataset.zone = view.answer.run.zone.size > 0 ? "open" : "empty";
      clearTimeout(speaking);
      speaking = setTimeout(() => say(live, `${lead} ${rest} ${did}`), SILENCE);
    },
    /** @param {import("../protocol.js").State} state */
    settle(state) {
      const found = changes(state, desk.names);
      const none = h(
        "li",
        { class: "note" },
        "As the file has it. Move something, and the answer follows.",
      );
      if (found.length === 0) {
        fill(chips, none);
        return;
      }
      chips.querySelector(".note")?.remove();
      keep(
        chips,
        found,
        (one) => `${one.key} ${one.says}`,
        (one) =>
          h(
            "li",
            { class: "chip" },
            h("span", {}, one.says),
            h(
              "button",
              {
                type: "button",
                "aria-label": `Take back: ${one.says}`,
                onclick: () => takeBack(desk, one.key),
              },
              "×",
            ),
          ),
        () => {},
      );
    },
    /** @param {boolean} on */
    busy(on) {
      dress(element, { "aria-busy": on ? "true" : null });
    },
    /** @param {string} text */
    warn(text) {
      warning = text;
      fill(change, h("b", {}, text));
      say(live, text);
    },
    /** What stands in the way of an answer, in place of one. @param {string} why */
    fault(why) {
      clearTimeout(speaking);
      fill(title, h("span", {}, h("b", {}, "No answer:"), ` ${why}.`));
      fill(change, "What stands below belongs to the state before. Undo, or take something back.");
      delete element.dataset.zone;
      say(live, `No answer: ${why}`);
    },
  };
}

/** @param {Desk} desk @param {string} key */
function takeBack(desk, key) {
  const one = changes(desk.state(), desk.names).find((change) => change.key === key);
  if (one !== undefined) desk.set(one.without);
}

/** Of how many packages the sentence speaks. @param {import("../protocol.js").Answer} answer */
function outOf(answer) {
  const { total, feasible } = answer.run.packages;
  const packages = [`${count(total)} `, term("package", total === 1 ? "package" : "packages")];
  if (feasible === total) return [...packages, "."];
  return [...packages, `, ${count(feasible)} of them `, term("feasible", "feasible"), "."];
}

/** Two circles: they overlap where the zone is open, and a gap stands between them where it is not. */
function circles() {
  const left = s("circle", { cx: 22, cy: 20, r: 17, class: "ring" });
  const right = s("circle", { cx: 50, cy: 20, r: 17, class: "ring" });
  const lens = s("ellipse", { cx: 36, cy: 20, rx: 6.4, ry: 12.4, class: "lens" });
  const gap = s("path", { d: "M36 7v26", class: "gap" });
  const element = s(
    "svg",
    { class: "circles", viewBox: "0 0 72 40", "aria-hidden": "true" },
    left,
    right,
    lens,
    gap,
  );
  return {
    element,
    /** @param {boolean} open */
    open(open) {
      element.dataset.zone = open ? "open" : "empty";
    },
  };
}
