// Who must say yes at home: what each body throws out of what suits all at the table, whose votes are missing, and for
// what they could be had.

import { record } from "../records.js";
import { inSentence } from "./direction.js";
import { fill, h, label } from "./dom.js";
import { isLeft, leftTo } from "./left.js";
import { counted, listed, points, words } from "./phrases.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Sight} Sight */
/** @typedef {import("./desk.js").View} View */
/** @typedef {import("../protocol.js").Home} Home */
/** @typedef {import("../protocol.js").Layout} Layout */

const MADE = "What the table would agree on";

/** @param {Desk} desk @returns {Sight} */
export function home(desk) {
  const lead = h("p", { class: "lead" });
  const bodies = h("ul", { class: "coalitions" });
  const deal = h("div", {});
  const element = h("section", { class: "card", hidden: true }, h("h2", {}, "Who must say yes at home"), lead, bodies, deal);
  /** @type {View | null} */
  let view = null;
  return {
    element,
    async update(next) {
      view = next;
      const found = next.answer.home;
      const left = isLeft(next.answer, "home");
      element.hidden = found === null && !left;
      if (left) {
        fill(lead, suiting(next));
        fill(bodies);
        fill(deal, leftTo(desk, "home"));
      }
      if (found === null) return;
      fill(lead, suiting(next));
      fill(bodies, ...Object.keys(found.bodies).map((path) => body(desk, next, found, path)));
      const layout = found.deal && (await desk.client.layout(next.state, found.deal.package));
      if (view === next) fill(deal, ...(layout ? made(desk, next, found, layout) : []));
    },
  };
}

/** @param {View} view */
function suiting({ answer }) {
  const { size, table_size: table } = answer.run.zone;
  if (!table) return "Nothing suits all at the table, whatever is said at home.";
  const suit = `${counted(table, "package suits", "packages suit")} all at the table`;
  if (size === table) return `${suit}, and all that is ratified.`;
  return size ? `${suit}; ${counted(size, "is", "are")} ratified.` : `${suit}, and none is ratified.`;
}

/** @param {Desk} desk @param {View} view @param {Home} found @param {string} path */
function body(desk, { answer }, found, path) {
  const one = found.bodies[path];
  const passing = answer.run.ratification[path]?.passes ?? 0;
  const says = one === undefined ? "" : `${one.needs} of ${counted(one.of, "vote")} needed`;
  const does = `passes ${counted(passing, "feasible package")}, throws out ${counted(one?.thrown_out ?? 0, "agreed package")}`;
  return h("li", {}, label(desk.names.body(path)), h("span", { class: "figure" }, `${says}; ${does}`));
}

/** @param {Desk} desk @param {View} view @param {Home} found @param {Layout} layout */
function made(desk, { answer }, found, layout) {
  const said = Object.entries(found.deal?.bodies ?? {}).map(([path, { yes, missing, saved_by: ways }]) => {
    const votes = found.bodies[path]?.votes ?? record();
    const named = (/** @type {string} */ voter) => `${desk.names.actor(voter)} (${votes[voter]})`;
    const given = `${desk.names.body(path)} gives it ${yes} of ${counted(found.bodies[path]?.of ?? 0, "vote")}`;
    if (!missing) return h("p", {}, `${given}, which is enough.`);
    const from = ways.map((voters) => `from ${listed(voters.map(named))}`);
    const come = from.length ? ` They would come ${from.join(", or ")}.` : "";
    return h("p", {}, `${given}: `, h("b", {}, counted(missing, "is", "are")), ` missing.${come}`);
  });
  const wanted = new Set(Object.values(found.deal?.bodies ?? {}).flatMap((one) => one.saved_by.flat()));
  const prices = [...wanted].map((voter) => h("li", {}, h("b", {}, label(desk.names.actor(voter))), h("span", { dir: "auto" }, `: ${price(desk, answer, layout, voter)}`)));
  return [
    h("h3", {}, MADE),
    ...said,
    prices.length ? h("h3", {}, "For what their votes could be had") : null,
    h("ul", { class: "prices", hidden: !prices.length }, ...prices),
    h("button", { type: "button", class: "button", onclick: () => desk.show(layout.package, MADE) }, "Lay it out"),
  ].filter((one) => one !== null);
}

/** What a voter asks for beside what it is given. @param {Desk} desk @param {import("../protocol.js").Answer} answer @param {Layout} layout @param {string} voter */
function price(desk, answer, layout, voter) {
  const one = layout.actors[voter];
  if (one === undefined) return "";
  const kept = one.crossed.map((path) => `what it asks for: ${inSentence(desk.names.stands(path, answer.setting)?.says ?? words(path))}`);
  return [...kept, ...(one.gain < 0 ? [`something worth ${points(-one.gain)} points of 100 to it, so much is missing to its walk-away value`] : [])].join("; and ");
}
