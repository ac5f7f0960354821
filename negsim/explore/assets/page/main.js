// The page: what is set goes to the worker, what it finds goes to every part that shows it.

import { acceptance } from "./acceptance.js";
import { Client } from "./client.js";
import { compare } from "./compare.js";
import { find, h, label } from "./dom.js";
import { watchTerms } from "./explain.js";
import { headline } from "./headline.js";
import { home } from "./home.js";
import { remember } from "./history.js";
import { moves } from "./moves.js";
import { Names } from "./names.js";
import { day } from "./phrases.js";
import { share } from "./share.js";
import { sheet } from "./sheet.js";
import { read, same, touched, untouched, write } from "./state.js";
import { tidied } from "./tidy.js";
import { tools } from "./tools.js";
import { savedState, startWorker, unpackModel } from "./unpack.js";
import { wall } from "./wall.js";
import { wants } from "./wants.js";
import { why } from "./why.js";
import { zoneChart } from "./zone-chart.js";
import { resolve } from "../engine/resolve.js";
import { writeVariant } from "../engine/variant.js";

/** @typedef {import("../protocol.js").Model} Model */
/** @typedef {import("../protocol.js").State} State */
/** @typedef {import("../protocol.js").Answer} Answer */
/** @typedef {import("./desk.js").View} View */
/** @typedef {import("./desk.js").Desk} Desk */

const PATIENCE = 400; // milliseconds without an answer before the page says that it is counting
const ORIGINAL = `<!doctype html>\n${document.documentElement.outerHTML}\n`;

/** @param {Model} model */
function start(model) {
  const opened = opening(model);
  const history = remember(opened.state, same);
  const client = new Client(startWorker());
  const names = new Names(model);
  /** @type {View | null} */
  let shown = null;
  /** @type {{state: State, answer: Answer} | null} */
  let anchor = null;
  let gesture = "";
  let asking = false;
  let again = false;

  /** @type {Desk} */
  const desk = {
    model,
    names,
    client,
    state: history.now,
    set(next, name = "") {
      if (name === "" || name !== gesture) anchor = shown;
      gesture = name;
      history.set(tidied(model, next), name);
      changed();
    },
    rest() {
      gesture = "";
      history.rest();
    },
    show: (chosen, name) => {
      document.body.dataset.pane = "see";
      laid.show(chosen, name);
    },
  };
  const bar = tools({
    undo: () => step(history.undo()),
    redo: () => step(history.redo()),
    reset: () => desk.set(untouched()),
    pin: () => {
      beside.pin();
      buttons();
    },
    share: () => share(desk, ORIGINAL, (id) => writeVariant(model, history.now(), id)),
  });
  const top = headline(desk, bar.element);
  const column = moves(desk);
  const laid = sheet(desk);
  const beside = compare(desk);
  const reasons = why(desk);
  const ratifying = home(desk);
  const bars = acceptance(desk);
  const chart = zoneChart(desk);
  const options = wall(desk);
  const wishes = wants(desk);
  const sights = [reasons, ratifying, beside, bars, chart, laid, options, wishes];

  /** @param {boolean} moved */
  function step(moved) {
    if (!moved) return;
    anchor = shown;
    gesture = "";
    changed();
  }

  function changed() {
    const state = history.now();
    const hash = write(state);
    const place = `${location.pathname}${location.search}${hash === "" ? "" : `#${hash}`}`;
    try {
      window.history.replaceState(null, "", place);
    } catch {
      // Where a page is only previewed, its address cannot be set; all else works.
    }
    settle();
    void ask();
  }

  function settle() {
    const state = history.now();
    const base = resolve(model, { ...untouched(), variants: state.variants, lever: state.lever });
    const set = { state, base, setting: resolve(model, state) };
    column.settle(set);
    top.settle(state);
    buttons();
  }

  function buttons() {
    bar.undo.disabled = !history.canUndo();
    bar.redo.disabled = !history.canRedo();
    bar.reset.disabled = touched(history.now()) === 0;
    bar.pin.setAttribute("aria-pressed", String(beside.pinned()));
  }

  async function ask() {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    const slow = setTimeout(() => top.busy(true), PATIENCE);
    do {
      again = false;
      const state = history.now();
      try {
        const answer = await client.answer(state);
        if (answer !== null) {
          const view = present({ state, answer, before: anchor });
          if (answer.coming.length && !again) void follow(view);
        }
      } catch (fault) {
        refuse(fault instanceof Error ? fault.message : String(fault));
      }
    } while (again);
    clearTimeout(slow);
    top.busy(false);
    asking = false;
  }

  /** What is still being counted is shown once it is, unless something else was set meanwhile. @param {View} first */
  async function follow(first) {
    try {
      const answer = await client.rest(first.state);
      if (answer !== null && shown === first) present({ ...first, answer });
    } catch (fault) {
      if (shown === first) refuse(fault instanceof Error ? fault.message : String(fault));
    }
  }

  /** There is no answer to this state: what is shown is of another, and must not pass for it. @param {string} why */
  function refuse(why) {
    top.fault(why);
    document.body.dataset.fault = "";
    document.body.dataset.ready = "refused";
  }

  /** @param {View} view @returns {View} */
  function present(view) {
    shown = view;
    delete document.body.dataset.fault;
    top.update(view);
    column.learn?.(view);
    void Promise.all(sights.map((sight) => sight.update(view))).then(() => {
      if (shown !== view || view.answer.coming.length) return;
      document.body.dataset.ready = write(view.state) === "" ? "untouched" : write(view.state);
    });
    return view;
  }

  document.addEventListener("unpinned", buttons);
  document.addEventListener("keydown", (event) => {
    const typing =
      event.target instanceof HTMLElement && event.target.matches("input[type=text], textarea");
    if (typing || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) step(history.undo());
    else if (key === "y" || (key === "z" && event.shiftKey)) step(history.redo());
    else return;
    event.preventDefault();
  });
  for (const link of document.querySelectorAll(".skip")) {
    link.addEventListener("click", (event) => {
      event.preventDefault(); // the address is the state's
      find(link.getAttribute("href") ?? "#page").focus();
    });
  }
  window.addEventListener("hashchange", () => {
    const { state } = read(location.hash, model);
    if (!same(state, history.now())) desk.set(state);
  });

  const pair = h("div", { class: "pair" }, bars.element, chart.element);
  const sees = h(
    "main",
    { class: "sees", id: "sees", tabindex: "-1", "aria-labelledby": "answer" },
    reasons.element,
    ratifying.element,
    beside.element,
    pair,
    laid.element,
    options.element,
    wishes.element,
  );
  find("#page").replaceChildren(
    masthead(model),
    top.element,
    h("div", { class: "wide body" }, column.element, sees),
    foot(model),
    panes(),
  );
  document.body.dataset.pane = "see";
  new ResizeObserver(() =>
    document.documentElement.style.setProperty("--under", `${top.element.offsetHeight}px`),
  ).observe(top.element);
  watchTerms();
  settle();
  if (opened.unknown.length)
    top.warn(`The address names what this page does not have: ${opened.unknown.join(", ")}.`);
  void client
    .begin(model)
    .then(ask, (fault) => top.fault(`This page cannot be used here: ${String(fault)}`));
}

/** What the page opens with: the address first, then what a copy was saved with, then what the command asked for. @param {Model} model */
function opening(model) {
  if (location.hash.length > 1) return read(location.hash, model);
  const saved = savedState();
  if (saved !== null) return read(saved, model);
  return { state: model.start, unknown: [] };
}

/** @param {Model} model */
function masthead(model) {
  const about = model.as_of === null ? "" : `positions as of ${day(model.as_of)}`;
  return h(
    "header",
    { class: "wide masthead" },
    h("strong", { dir: "auto" }, model.title),
    h("span", {}, about),
  );
}

/** @param {Model} model */
function foot(model) {
  const isHalved = model.compiled.spaces.some((space) => space.halves !== null);
  const how = isHalved ? "every package as a pair of two halves" : "package by package";
  return h(
    "footer",
    { class: "wide foot" },
    h(
      "p",
      {},
      `Counted on this page, ${how}, in whole numbers: nothing was rounded on the way, and nothing was fetched or sent. `,
      h("code", {}, `negsim run ${model.file}`),
      " gives the same answers.",
    ),
  );
}

/** On a telephone one sees the numbers or moves them. */
function panes() {
  /** @param {string} pane @param {string} text */
  const button = (pane, text) =>
    h(
      "button",
      { type: "button", class: "button", "data-pane": pane, onclick: () => turn(pane) },
      text,
    );
  const both = [button("see", "See"), button("move", "Move")];
  /** @param {string} pane */
  function turn(pane) {
    document.body.dataset.pane = pane;
    mark();
    window.scrollTo(0, 0);
  }
  function mark() {
    for (const one of both)
      one.setAttribute("aria-pressed", String(one.dataset.pane === document.body.dataset.pane));
  }
  new MutationObserver(mark).observe(document.body, { attributeFilter: ["data-pane"] });
  return h("nav", { class: "panes", "aria-label": "See or move" }, ...both);
}

unpackModel().then(start, (fault) => {
  find("#page").replaceChildren(
    h("p", { class: "wide" }, label(`This page cannot be opened here: ${String(fault)}`)),
  );
});
