// One file that is open: what one writes on the left, the answer on the right.

import { find, h, label, say } from "/explore/page/dom.js";
import { answerPane } from "./answer.js";
import { claimsAtHand, takeDrops } from "./at-hand.js";
import { knowClaims } from "./evidence.js";
import { on } from "./events.js";
import { mark } from "./faults.js";
import { keys } from "./keys.js";
import { announce, silent, spoken } from "./notices.js";
import { OpenFile } from "./open-file.js";
import { goneDialog, outsideDialog } from "./outside.js";
import { redraw } from "./redraw.js";
import { get } from "./server.js";
import { sharedDialog } from "./shared.js";
import { builders, TABS, tabFor } from "./tabs.js";
import { TextPane } from "./text-pane.js";
import { toolbar } from "./toolbar.js";
import { variantTabs } from "./variant-tabs.js";

/** @typedef {import("./protocol.js").State} State */
/** @typedef {{home: () => void, open: (name: string) => void}} Doors */
/** @typedef {{tab: string, actor: string, variant: string | null}} View */

/** @param {State} state @param {Doors} doors */
export function workbench(state, doors) {
  const file = new OpenFile(state, { stale: outsideDialog, shared: sharedDialog, refused: (one) => announce(one.message, one.mend), silent });
  /** @type {View} */
  const view = { tab: state.kind === "scenario" ? "issues" : state.kind === "register" ? "claims" : "text", actor: "", variant: null };
  const text = new TextPane(file);
  const panel = h("div", { class: "panel", id: "panel", role: "tabpanel" });
  const tools = toolbar(file, doors);
  const title = h("h1", { class: "file-title" });
  const variants = h("div", { class: "variant-tabs", });
  const nav = h("div", { class: "tabs", role: "tablist", "aria-label": "What to write" });
  const atHand = claimsAtHand(() => draw());
  const answer = answerPane(file, view);
  const body = h("main", { class: state.kind === "scenario" ? "wide bench" : "wide bench is-alone" }, h("section", { id: "write", tabindex: "-1", "aria-label": "What you write" }, nav, state.kind === "scenario" ? atHand.element : null, panel), state.kind === "scenario" ? h("section", { id: "answer", tabindex: "-1", "aria-label": "The answer" }, answer.element) : null);
  const element = h("div", { class: "workbench" }, h("header", { class: "wide top" }, h("div", {}, title), tools.element), h("nav", { class: "wide", "aria-label": "Variants" }, variants), body, state.kind === "scenario" ? panes() : null);

  const choose = (/** @type {string} */ tab) => {
    if (view.tab === "text") text.flush();
    view.tab = tab;
    draw();
    if (tab === "text") text.shown();
  };
  const which = { get chosen() { return view.actor; }, choose: (/** @type {string} */ id) => { view.actor = id; draw(); } };
  const draw = () => {
    const called = String(file.tree.title ?? file.tree.document?.title ?? file.name);
    document.title = `${called} · negsim studio`;
    say(title, called);
    redraw(nav, () => tabButtons(file, view, choose));
    redraw(panel, () => [heading(view.tab), ...(view.tab === "text" ? [text.element] : (builders[view.tab]?.(file, which) ?? []))], () => {
      if (view.tab !== "text") mark(panel, file.state);
    });
    redraw(variants, () => variantTabs(file, view, () => { draw(); answer.changed(); }));
    tools.update();
    text.update();
    atHand.mark(panel);
    element.dataset.fingerprint = file.state.fingerprint;
  };
  const go = (/** @type {string} */ path) => {
    const [top, id] = path.split(".");
    if (top === "actors" && id) view.actor = id;
    choose(tabFor(path));
    show(path);
  };
  const inText = (/** @type {string} */ path) => {
    choose("text");
    text.go(path);
  };
  const stops = [
    file.watch(() => {
      answer.changed(); // first: it is worked out while the forms are drawn
      draw();
      if (registers !== JSON.stringify(file.tree.claims ?? null)) know();
    }),
    on("changed", (told) => told.name !== file.name && know()), // perhaps a register that it rests on
    on("changed", (told) => told.name === file.name && told.fingerprint !== undefined && void file.changed(told.fingerprint)),
    on("gone", (told) => told.name === file.name && goneDialog(file)),
    keys(file, text, element),
  ];
  element.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target.closest("[data-text-of], [data-go]") : null;
    if (target instanceof HTMLElement && target.dataset.textOf !== undefined) inText(target.dataset.textOf);
    else if (target instanceof HTMLElement && target.dataset.go !== undefined) go(target.dataset.go);
  });
  takeDrops(panel);
  let registers = "";
  const learn = (/** @type {import("./evidence.js").Claim[]} */ claims) => {
    knowClaims(claims);
    atHand.update();
    draw();
  };
  const know = () => {
    registers = JSON.stringify(file.tree.claims ?? null);
    get("/api/choices", { name: file.name }).then((choices) => learn(choices.claims ?? []), () => learn([]));
  };
  know();
  document.body.dataset.pane = "write";
  draw();
  return {
    element,
    ready: () => {
      answer.ask();
      spoken(`${file.tree.title ?? file.name} is open.`);
    },
    leave: () => {
      text.flush();
      for (const stop of stops) stop();
    },
  };
}

/** What a panel is of, for those who listen. @param {string} tab */
function heading(tab) {
  return h("h2", { class: "unseen" }, TABS.find((one) => one.id === tab)?.words ?? "");
}

/** @param {OpenFile} file @param {View} view @param {(tab: string) => void} choose */
function tabButtons(file, view, choose) {
  const tabs = TABS.filter((one) => one.kinds.includes(file.state.kind));
  return tabs.map((one) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${one.id}`,
        "aria-selected": String(one.id === view.tab),
        "aria-controls": "panel",
        tabindex: one.id === view.tab ? "0" : "-1",
        onclick: () => choose(one.id),
        onkeydown: (/** @type {KeyboardEvent} */ event) => {
          const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
          const next = tabs[(tabs.indexOf(one) + by + tabs.length) % tabs.length];
          if (by === 0 || !next) return;
          choose(next.id);
          find(`#tab-${next.id}`).focus();
        },
      },
      label(one.words),
    ),
  );
}

/** On a telephone: one side at a time. */
function panes() {
  const set = (/** @type {"write" | "see"} */ pane) => () => {
    document.body.dataset.pane = pane;
    write.setAttribute("aria-pressed", String(pane === "write"));
    see.setAttribute("aria-pressed", String(pane === "see"));
    window.scrollTo(0, 0);
  };
  const write = h("button", { type: "button", class: "button", "aria-pressed": "true", onclick: set("write") }, "Write");
  const see = h("button", { type: "button", class: "button", "aria-pressed": "false", onclick: set("see") }, "Answer");
  return h("nav", { class: "panes", "aria-label": "What to show" }, write, see);
}

/** Scroll to what edits a path, or to the nearest thing that holds it, and open what hides it. @param {string} path */
function show(path) {
  const keys = path.split(".");
  for (let length = keys.length; length > 0; length -= 1) {
    const home = document.querySelector(`#panel [data-path="${CSS.escape(keys.slice(0, length).join("."))}"]`);
    if (!home) continue;
    for (let one = home.closest("details"); one; one = one.parentElement?.closest("details") ?? null) one.open = true;
    home.scrollIntoView({ block: "center" });
    const control = home.querySelector("input, select, textarea, button");
    if (control instanceof HTMLElement) control.focus({ preventScroll: true });
    return;
  }
}
