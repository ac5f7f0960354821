// What came with the page: the model, the worker's script, and a state that was saved with a copy.

import { bare } from "../records.js";

/** @typedef {import("../protocol.js").Model} Model */

/** @param {string} id */
function text(id) {
  return document.getElementById(id)?.textContent?.trim() ?? "";
}

/** @returns {Promise<Model>} */
export async function unpackModel() {
  const packed = Uint8Array.from(atob(text("model")), (one) => one.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return /** @type {Model} */ (bare(await new Response(stream).json()));
}

/** The worker, from its script within the page. */
export function startWorker() {
  const url = URL.createObjectURL(new Blob([text("worker")], { type: "text/javascript" }));
  return new Worker(url);
}

/** The state that a saved copy opens with, as an address has it; "" where there is none. */
export function savedState() {
  /** @type {unknown} */
  const saved = JSON.parse(text("state") || "null");
  return typeof saved === "string" ? saved : null;
}
