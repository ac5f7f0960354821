// The worker: takes questions in turn, and passes over those that a later one has made superfluous.

import { bare } from "../records.js";
import { Engine } from "./engine.js";

/** @typedef {import("../protocol.js").Question} Question */
/** @typedef {import("../protocol.js").Reply} Reply */

/** @type {Engine | null} */
let engine = null;
/** @type {Question[]} */
const waiting = [];

/** @param {Question} question @returns {Reply} */
function reply(question) {
  const { id } = question;
  try {
    if (question.ask === "begin") {
      const start = performance.now();
      engine = new Engine(question.model);
      return { id, ready: { packages: engine.packages, milliseconds: performance.now() - start } };
    }
    if (engine === null) return { id, fault: "The model has not been told yet" };
    if (question.ask === "answer") return { id, answer: engine.answer(question.state) };
    if (question.ask === "package") return { id, layout: engine.layout(question.state, question.package) };
    const { state, x, y, columns, rows } = question;
    return { id, cloud: engine.cloud(state, x, y, columns, rows) };
  } catch (fault) {
    return { id, fault: fault instanceof Error ? fault.message : String(fault) };
  }
}

function next() {
  const question = waiting.shift();
  if (question === undefined) return;
  const isLate = question.ask === "answer" && waiting.some((later) => later.ask === "answer");
  postMessage(isLate ? { id: question.id, superseded: true } : reply(question));
  // Questions that have come in the meantime are heard before the next is answered.
  if (waiting.length) setTimeout(next);
}

addEventListener("message", (event) => {
  waiting.push(/** @type {Question} */ (bare(event.data)));
  if (waiting.length === 1) setTimeout(next);
});
