// The worker: takes questions in turn, and passes over those that a later one has made superfluous. What follows on an
// answer is worked out while nothing else is asked.

import { bare } from "../records.js";
import { Engine } from "./engine.js";

/** @typedef {import("../protocol.js").Answer} Answer */
/** @typedef {import("../protocol.js").Question} Question */
/** @typedef {import("../protocol.js").Reply} Reply */

const TURN = 20; // milliseconds of what follows, before questions are heard

/** @type {Engine | null} */
let engine = null;
/** @type {Question[]} */
const waiting = [];
let isWoken = false;
/** What follows on the last answer; and, once it is asked for, under which id. @type {{state: string, rest: Generator<null, Answer>, id: number | null} | null} */
let open = null;

/** @param {Question} question @returns {Reply | null} null: it is replied to later. */
function reply(question) {
  const { id } = question;
  try {
    if (question.ask === "begin") {
      const start = performance.now();
      engine = new Engine(question.model);
      return { id, ready: { packages: engine.packages, milliseconds: performance.now() - start } };
    }
    if (engine === null) return { id, fault: "The model has not been told yet" };
    // What follows rests on what is set: nothing is looked up of another state in between.
    const state = JSON.stringify(question.state);
    if (question.ask === "answer" || open?.state !== state) drop();
    if (question.ask === "rest") {
      if (open === null) return { id, superseded: true };
      open.id = id;
      return null;
    }
    if (question.ask === "answer") {
      const { answer, rest } = engine.begun(question.state);
      open = rest === null ? null : { state, rest, id: null };
      return { id, answer };
    }
    if (question.ask === "package") return { id, layout: engine.layout(question.state, question.package) };
    return { id, cloud: engine.cloud(question.state, question.x, question.y, question.columns, question.rows) };
  } catch (fault) {
    return { id, fault: told(fault) };
  }
}

/** @param {unknown} fault */
function told(fault) {
  return fault instanceof Error ? fault.message : String(fault);
}

function drop() {
  if (open !== null && open.id !== null) postMessage({ id: open.id, superseded: true });
  open = null;
}

/** Works on what follows, for a while. @param {Generator<null, Answer>} rest @param {number} id */
function follow(rest, id) {
  try {
    for (const end = performance.now() + TURN; performance.now() < end; ) {
      const step = rest.next();
      if (!step.done) continue;
      open = null;
      return postMessage({ id, answer: step.value });
    }
  } catch (fault) {
    open = null;
    postMessage({ id, fault: told(fault) });
  }
}

function next() {
  isWoken = false;
  const question = waiting.shift();
  if (question !== undefined) {
    const isLate = question.ask === "answer" && waiting.some((later) => later.ask === "answer");
    const said = isLate ? { id: question.id, superseded: true } : reply(question);
    if (said !== null) postMessage(said);
  } else if (open !== null && open.id !== null) follow(open.rest, open.id);
  // Questions that have come in the meantime are heard before the next is answered.
  if (waiting.length || (open !== null && open.id !== null)) wake();
}

function wake() {
  if (!isWoken) setTimeout(next);
  isWoken = true;
}

addEventListener("message", (event) => {
  waiting.push(/** @type {Question} */ (bare(event.data)));
  wake();
});
