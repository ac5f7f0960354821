// The answer beside what one writes: the last sound one stays, without its colours, until the next has come.

import { dress, fill, h, say } from "/explore/page/dom.js";
import { chartsOf } from "./charts.js";
import { faultList } from "./fault-list.js";
import { elements } from "./markup.js";
import { spoken } from "./notices.js";
import { get, Refusal } from "./server.js";
import { questionPanes } from "./question-panes.js";

/** @typedef {import("./protocol.js").Answer} Answer */
/** @typedef {import("./open-file.js").OpenFile} OpenFile */
/** @typedef {import("./workbench.js").View} View */

const SLOW = 1000; // milliseconds after which one is told that it takes longer

/** @param {OpenFile} file @param {View} view */
export function answerPane(file, view) {
  const headline = h("h2", { class: "headline" });
  const about = h("p", { class: "note", role: "status" });
  const faults = h("div", { class: "faults" });
  const sections = h("div", { class: "sections" });
  const charts = chartsOf(file, view);
  const panes = questionPanes(file, view);
  const last = h("div", { class: "last" }, headline, sections, charts.element);
  const element = h("div", { class: "answer-pane" }, about, faults, last, panes.element);
  /** @type {AbortController | null} */
  let asking = null;
  /** @type {Answer | null} */
  let shown = null;

  const show = (/** @type {Answer} */ answer) => {
    shown = answer;
    last.classList.remove("is-stale");
    say(headline, answer.headline);
    fill(sections, ...answer.sections.map((one) => section(one)));
    say(about, told(answer));
    charts.update();
    panes.update();
    spoken(answer.headline);
    dress(element, { "data-answers": answer.fingerprint, "data-variant": answer.variant ?? "" });
  };

  const ask = async () => {
    asking?.abort();
    if (file.state.kind !== "scenario") return;
    const mine = new AbortController();
    asking = mine;
    const slow = setTimeout(() => say(about, "Still counting …"), SLOW);
    try {
      const { fingerprint } = file.state;
      const answer = await get("/api/answer", { name: file.name, variant: view.variant }, mine.signal);
      if (asking === mine && fingerprint === file.state.fingerprint) show(answer);
    } catch (error) {
      // What is refused to a question that was asked anew meanwhile is nobody's any more.
      if (error instanceof Refusal) {
        if (asking === mine) refused(error);
      } else if (!(error instanceof DOMException)) throw error;
    } finally {
      clearTimeout(slow);
    }
  };

  const refused = (/** @type {Refusal} */ refusal) => {
    if (refusal.status === 409) return;
    last.classList.add("is-stale");
    const some = refusal.body?.faults ?? [];
    fill(faults, ...(some.length ? [faultList(some, file.state, shown !== null)] : []));
    say(about, some.length ? "" : `${refusal.message} ${refusal.mend}`.trim());
  };

  return {
    element,
    ask: () => void ask(),
    changed() {
      const some = file.state.faults;
      fill(faults, ...(some.length ? [faultList(some, file.state, shown !== null)] : []));
      const current = shown?.fingerprint === file.state.fingerprint && (shown.variant ?? "") === (view.variant ?? "");
      last.classList.toggle("is-stale", !current);
      if (current) {
        asking?.abort(); // one may have come back from a variant before its answer
        return;
      }
      if (some.length === 0) void ask();
    },
  };
}

/** @param {import("./protocol.js").Section} section */
function section({ title, html }) {
  const made = elements(html);
  const titled = made.querySelector("h1, h2, h3") !== null;
  return h("section", { class: "told" }, titled || !title ? null : h("h3", {}, title), made);
}

/** @param {Answer} answer */
function told({ took, variant }) {
  const time = took < 0.1 ? "" : `, counted in ${took.toFixed(1)} s`;
  return `${variant ? `With ${variant.replaceAll("_", " ")}` : "The file as it is written"}${time}.`;
}
