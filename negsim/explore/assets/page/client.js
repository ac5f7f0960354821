// The way to the worker: one question out, one answer back, and what came too late is dropped.

import { bare } from "../records.js";

/** @typedef {import("../protocol.js").Reply} Reply */
/** @typedef {import("../protocol.js").Model} Model */
/** @typedef {import("../protocol.js").State} State */
/** @typedef {import("../protocol.js").Package} Package */
/** @typedef {import("../protocol.js").Answer} Answer */
/** @typedef {import("../protocol.js").Cloud} Cloud */
/** @typedef {import("../protocol.js").Layout} Layout */

export class Client {
  /** @param {Worker} worker */
  constructor(worker) {
    this.worker = worker;
    this.last = 0;
    /** @type {Map<number, {done: (reply: Reply) => void, fail: (fault: Error) => void}>} */
    this.open = new Map();
    worker.onmessage = (event) => {
      const reply = /** @type {Reply} */ (bare(event.data));
      const waiting = this.open.get(reply.id);
      this.open.delete(reply.id);
      if ("fault" in reply) waiting?.fail(new Error(reply.fault));
      else waiting?.done(reply);
    };
    worker.onerror = (event) => {
      for (const waiting of this.open.values()) waiting.fail(new Error(event.message));
      this.open.clear();
    };
  }

  /** @param {Record<string, unknown>} question @returns {Promise<Reply>} */
  ask(question) {
    this.last += 1;
    const id = this.last;
    return new Promise((done, fail) => {
      this.open.set(id, { done, fail });
      this.worker.postMessage({ ...question, id });
    });
  }

  /** @param {Model} model */
  async begin(model) {
    const reply = await this.ask({ ask: "begin", model });
    return "ready" in reply ? reply.ready : null;
  }

  /** @param {State} state @returns {Promise<Answer | null>} null where a later question took its place */
  async answer(state) {
    const reply = await this.ask({ ask: "answer", state });
    return "answer" in reply ? reply.answer : null;
  }

  /** All of an answer of which something was still coming. @param {State} state @returns {Promise<Answer | null>} null where another question took its place */
  async rest(state) {
    const reply = await this.ask({ ask: "rest", state });
    return "answer" in reply ? reply.answer : null;
  }

  /** @param {State} state @param {string} x @param {string} y @param {number} columns @param {number} rows @returns {Promise<Cloud | null>} */
  async cloud(state, x, y, columns, rows) {
    const reply = await this.ask({ ask: "cloud", state, x, y, columns, rows });
    return "cloud" in reply ? reply.cloud : null;
  }

  /** @param {State} state @param {Package} chosen @returns {Promise<Layout | null>} */
  async layout(state, chosen) {
    const reply = await this.ask({ ask: "package", state, package: chosen });
    return "layout" in reply ? reply.layout : null;
  }
}
