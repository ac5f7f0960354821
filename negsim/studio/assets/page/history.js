// What was done to the file, the last first, and the way back to any step.

import { h } from "/explore/page/dom.js";
import { openDialog } from "/explore/page/dialog.js";
import { get } from "./server.js";

/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @param {OpenFile} file */
export async function historyDialog(file) {
  const told = await get("/api/history", { name: file.name });
  /** @type {{step: number, say: string, kind: string, time: string | number}[]} */
  const steps = [...told.steps].reverse();
  const rows = steps.map((one) =>
    h(
      "li",
      { class: one.step > told.here ? "is-undone" : null },
      h("span", {}, one.say || one.kind),
      h("span", { class: "note" }, when(one.time)),
      one.step === told.here
        ? h("span", { class: "tag" }, "now")
        : h("button", { type: "button", class: "link", onclick: () => { file.back(one.step); dialog.close(); } }, "back to here"),
    ),
  );
  const dialog = openDialog("What was done", steps.length ? h("ol", { class: "history" }, ...rows) : h("p", {}, "Nothing yet: the file is as it was opened."));
}

/** @param {string | number} at */
function when(at) {
  const date = new Date(typeof at === "number" ? at * 1000 : at);
  return Number.isNaN(date.getTime()) ? String(at) : date.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}
