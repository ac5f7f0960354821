// One package laid out: issue by issue, with each actor's gain, and what the gain is made of one click away.

import { inSentence } from "./direction.js";
import { fill, h, label, say } from "./dom.js";
import { grounds } from "./evidence.js";
import { term } from "./explain.js";
import { isComing } from "./left.js";
import { counted, gain, listed, points } from "./phrases.js";
import { candidateName, CRITERIA, picks } from "./solutions.js";
import { meaning } from "./glossary.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Sight} Sight */
/** @typedef {import("./desk.js").View} View */
/** @typedef {import("../protocol.js").Package} Package */
/** @typedef {import("../protocol.js").Layout} Layout */
/** @typedef {import("../protocol.js").Issue} Issue */
/** @typedef {{chosen: Package, name: string}} Pick */

/**
 * @param {Desk} desk
 * @returns {Sight & {show: (chosen: Package, name: string) => void}}
 */
export function sheet(desk) {
  const tabs = h("div", { class: "row tabs", role: "group", "aria-label": "Which package" });
  const title = h("p", { class: "lead" });
  const verdict = h("p", { class: "verdict" });
  const gains = h("ul", { class: "gains" });
  const issues = h("div", { class: "issues" });
  const keeping = h(
    "button",
    {
      type: "button",
      class: "button",
      "aria-pressed": "false",
      onclick: () => {
        kept = kept === null ? laid : null;
        void choose();
      },
    },
    "Keep beside the next",
  );
  const beside = h("div", {
    class: "scroll beside",
    tabindex: "0",
    role: "group",
    "aria-label": "Two packages side by side",
    hidden: true,
  });
  const element = h(
    "section",
    { class: "card", id: "sheet", tabindex: "-1", "aria-labelledby": "sheet-title" },
    h("header", {}, h("h2", { id: "sheet-title" }, "A package, issue by issue"), tabs),
    title,
    verdict,
    h("p", { class: "row" }, keeping),
    beside,
    h("h3", {}, "What each ", term("gain", "gains"), " over no deal, in points of 100"),
    gains,
    issues,
  );
  /** @type {View | null} */
  let view = null;
  /** @type {Pick | null} */
  let pointed = null;
  /** @type {Pick | null} */
  let laid = null;
  /** @type {Pick | null} */
  let kept = null;
  let criterion = "egalitarian";

  /** @param {Pick | null} pick */
  async function lay(pick) {
    const of = view;
    if (of === null || pick === null) return;
    const layout = await desk.client.layout(of.state, pick.chosen);
    if (layout === null || view !== of) return;
    laid = pick;
    const other = kept === null ? null : await desk.client.layout(of.state, kept.chosen);
    if (view !== of || laid !== pick) return;
    say(keeping, kept === null ? "Keep beside the next" : `No longer keep “${kept.name}”`);
    keeping.setAttribute("aria-pressed", kept === null ? "false" : "true");
    const two = kept !== null && other !== null ? besides(desk, of, [kept, pick], [other, layout]) : null;
    beside.hidden = two === null;
    beside.replaceChildren(...(two === null ? [] : [two]));
    fill(title, h("b", {}, pick.name), why(criterion, pointed !== null));
    fill(verdict, ...judged(desk, of, layout));
    verdict.dataset.zone = layout.zone ? "open" : "empty";
    gains.replaceChildren(...gainRows(desk, of, layout));
    issues.replaceChildren(
      ...desk.names.issues(of.state.lever).map((issue) => issueRow(desk, of, layout, issue)),
    );
  }

  /** @returns {Promise<void>} */
  function choose() {
    if (view === null) return Promise.resolve();
    const waits = pointed === null && isComing(view.answer, "solutions") && view.answer.run.zone.size > 0;
    for (const part of [gains, issues]) part.style.visibility = waits ? "hidden" : ""; // its place is kept
    if (waits) {
      fill(title, "Still looking for what each idea of fairness picks …");
      fill(verdict);
      return Promise.resolve();
    }
    const offered = offers(view);
    const found = offered.find((one) => one.names.includes(criterion)) ?? offered[0];
    if (found !== undefined && pointed === null) criterion = found.names[0] ?? criterion;
    tabs.replaceChildren(
      ...offered.map((one) =>
        h(
          "button",
          {
            type: "button",
            class: "button",
            "aria-pressed": pointed === null && one === found ? "true" : "false",
            onclick: (/** @type {Event} */ event) => {
              pointed = null;
              criterion = one.names[0] ?? criterion;
              const place = [...tabs.children].indexOf(
                /** @type {Element} */ (event.currentTarget),
              );
              void choose();
              const again = tabs.children[place];
              if (again instanceof HTMLElement) again.focus();
            },
          },
          candidateName(one.names),
        ),
      ),
    );
    element.hidden = offered.length === 0 && pointed === null;
    const name = found === undefined ? "" : candidateName(found.names);
    return lay(pointed ?? (found === undefined ? null : { chosen: found.chosen, name }));
  }

  return {
    element,
    update(next) {
      if (view !== null && view.answer.run.zone.size > 0 !== next.answer.run.zone.size > 0)
        pointed = null;
      view = next;
      return choose();
    },
    show(chosen, name) {
      pointed = { chosen, name };
      void choose();
      element.scrollIntoView({ block: "start" });
      element.focus({ preventScroll: true });
    },
  };
}

/**
 * Two packages side by side: what each gains by them, and the issues on which they differ; nothing where they are one.
 *
 * @param {Desk} desk
 * @param {View} view
 * @param {readonly Pick[]} picks
 * @param {readonly Layout[]} layouts
 */
function besides(desk, view, picks, layouts) {
  const issues = desk.names.issues(view.state.lever);
  /** @param {Issue} issue */
  const options = (issue) =>
    layouts.map((one) => {
      const value = one.package[issue.id];
      return issue.options.find((option) => option.value === value)?.label ?? String(value);
    });
  const differ = issues.filter((issue) => new Set(options(issue)).size > 1);
  if (!differ.length) return h("p", { class: "note" }, "Now choose another, or point at one: it will stand beside this one.");
  const alike = issues.length - differ.length;
  /** @param {string} name @param {string[]} cells */
  const row = (name, cells) =>
    h("tr", {}, h("th", { scope: "row" }, label(name)), ...cells.map((one) => h("td", { dir: "auto" }, one)));
  return h(
    "table",
    { class: "sides" },
    h("caption", {}, alike ? `${counted(alike, "issue")} alike in both; where they differ, and what each gains, in points of 100` : "Where they differ, and what each gains, in points of 100"),
    h("thead", {}, h("tr", {}, h("td", {}), ...picks.map((one) => h("th", { scope: "col" }, one.name)))),
    h(
      "tbody",
      {},
      ...differ.map((issue) => row(issue.ask, options(issue))),
      ...desk.model.actors.map((actor) =>
        row(actor.name, layouts.map((one) => gain(one.actors[actor.id]?.gain ?? 0))),
      ),
    ),
  );
}

/** What can be laid out without pointing: solutions, or the nearest misses. @param {View} view */
function offers({ answer }) {
  if (answer.run.zone.size > 0) {
    return picks(answer.run).map(({ deal, names }) => ({
      chosen: deal.package,
      names: /** @type {string[]} */ (names),
    }));
  }
  return answer.run.conflicts.minimal_corrections
    .slice(0, 4)
    .map((one, place) => ({ chosen: one.witness, names: [`correction ${place}`] }));
}

/** @param {string} criterion @param {boolean} pointed */
function why(criterion, pointed) {
  const known = CRITERIA.find((one) => one === criterion);
  if (pointed) return ": the one you pointed at.";
  return known === undefined
    ? ": the nearest miss, if that were let go."
    : `: ${meaning(known)[1].replace(/^The package/, "the package")}`;
}

/** What a red line demands as it stands, or what a rule says. @param {Desk} desk @param {View} view @param {string} path */
function demanded(desk, view, path) {
  const says = desk.names.stands(path, view.answer.setting)?.says ?? desk.names.rules.get(path)?.says;
  return says === undefined ? desk.names.path(path).name : `“${inSentence(says)}”`;
}

/** @param {Desk} desk @param {View} view @param {Layout} layout @returns {(HTMLElement | string)[]} */
function judged(desk, view, layout) {
  if (layout.broken.length) {
    return [
      h("b", {}, "✕ Cannot be signed: "),
      `against ${listed(layout.broken.map((path) => (path === "allowed" ? "what is off the table" : `the rule ${demanded(desk, view, path)}`)))}.`,
    ];
  }
  if (layout.zone)
    return [h("b", {}, "✓ In the zone: "), `${desk.model.agreement === null ? "everyone whose consent it needs accepts" : "enough of those who vote accept"} it.`];
  const against = Object.entries(layout.actors).filter(([, one]) => one.needed && !one.accepts);
  const said = against.map(([actor, one]) => {
    const how = one.crossed.length
      ? `crosses ${listed(one.crossed.map((path) => demanded(desk, view, path)))}`
      : "worth less than no deal";
    return `${desk.names.actor(actor)} (${how})`;
  });
  const votes = Object.entries(layout.bodies).filter(([, one]) => one.yes < one.needs);
  const thrown = votes.map(([path, one]) => `${desk.names.body(path)} (${one.yes} of ${one.of} votes, ${one.needs} needed)`);
  if (!said.length) return [h("b", {}, "✕ Not ratified: "), h("span", {}, `thrown out by ${listed(thrown)}.`)];
  said.push(...thrown);
  return [h("b", {}, "✕ Not in the zone: "), h("span", {}, `refused by ${listed(said)}.`)];
}

/** @param {Desk} desk @param {View} view @param {Layout} layout */
function gainRows(desk, view, layout) {
  return desk.model.actors.map((actor) => {
    const one = layout.actors[actor.id];
    if (one === undefined) return h("li");
    const bar = h("span", { class: one.gain < 0 ? "fill is-loss" : "fill" });
    bar.style.inlineSize = `${50 * Math.min(1, Math.abs(one.gain))}%`;
    const asked = one.needed
      ? ""
      : view.answer.setting.consent[actor.id] === "never"
        ? actor.id in view.answer.room
          ? "votes at home"
          : "not asked"
        : "not asked for this one";
    const refuses = one.accepts ? "" : "refuses";
    return h(
      "li",
      {},
      h(
        "span",
        { class: "who" },
        label(actor.name),
        " ",
        h("span", { class: "note" }, [asked, refuses].filter(Boolean).join(", ")),
      ),
      h("span", { class: "balance" }, bar),
      h("span", { class: "figure" }, gain(one.gain)),
    );
  });
}

/** @param {Desk} desk @param {View} view @param {Layout} layout @param {Issue} issue */
function issueRow(desk, view, layout, issue) {
  const value = layout.package[issue.id];
  const chosen = issue.options.find((one) => one.value === value)?.label ?? String(value);
  const rows = desk.model.actors.flatMap((actor) => termRow(desk, view, layout, issue, actor.id));
  const crossed = Object.values(layout.actors).flatMap((one) => one.crossed);
  return h(
    "details",
    { class: "issue" },
    h(
      "summary",
      {},
      h("span", { class: "question", dir: "auto" }, issue.ask),
      h("span", { class: "chosen", dir: "auto" }, chosen),
    ),
    rows.length
      ? h(
          "div",
          {
            class: "scroll",
            tabindex: "0",
            role: "group",
            "aria-label": `${issue.ask} Who counts it how much`,
          },
          h(
            "table",
            {},
            h(
              "thead",
              {},
              h(
                "tr",
                {},
                ...["Who", "Adds to its worth", "Of at most", "Rests on"].map((one) =>
                  h("th", { scope: "col" }, one),
                ),
              ),
            ),
            h("tbody", {}, ...rows),
          ),
        )
      : h("p", { class: "note" }, "Nobody has a preference on this issue alone."),
    crossed.length
      ? h(
          "p",
          { class: "note" },
          `This package crosses ${listed(crossed.map((path) => demanded(desk, view, path)))}.`,
        )
      : null,
  );
}

/** @param {Desk} desk @param {View} view @param {Layout} layout @param {Issue} issue @param {string} actor */
function termRow(desk, view, layout, issue, actor) {
  const terms = layout.actors[actor]?.terms ?? [];
  return terms.flatMap((one) => {
    const weight = desk.names.weights.get(one.path);
    if (weight === undefined || weight.issue !== issue.id) return [];
    const now = weight.alternatives.find(
      (way) => way.id === view.answer.setting.terms[weight.element],
    );
    const resting = h("td", {});
    if (now !== undefined) {
      for (const part of grounds(desk.model, now.evidence)) resting.append(part);
    }
    return [
      h(
        "tr",
        {},
        h("th", { scope: "row" }, label(desk.names.actor(actor))),
        h("td", {}, points(one.share)),
        h("td", {}, points(one.of)),
        resting,
      ),
    ];
  });
}
