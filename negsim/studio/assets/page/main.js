// The page: a folder to start from, or one file that is open with its answer beside it.

import { find, h } from "/explore/page/dom.js";
import { watchTerms } from "/explore/page/explain.js";
import { announce, silent } from "./notices.js";
import { workbench } from "./workbench.js";
import { get, Refusal } from "./server.js";
import { listen } from "./events.js";
import { startScreen } from "./start.js";

/** @typedef {import("./protocol.js").State} State */

/** @type {(() => void) | null} */
let leave = null;

/** @param {string} name */
async function open(name) {
  const state = /** @type {State} */ (await get("/api/file", { name }));
  show(state);
}

/** @param {State} state */
function show(state) {
  if (new URLSearchParams(location.hash.slice(1)).get("file") !== state.name) {
    history.pushState(null, "", `#file=${encodeURIComponent(state.name)}`);
  }
  leave?.();
  const page = find("#page");
  const bench = workbench(state, { home, open });
  leave = bench.leave;
  page.replaceChildren(bench.element);
  bench.ready();
  document.body.dataset.ready = state.name;
}

async function home() {
  if (location.hash !== "") history.pushState(null, "", location.pathname);
  leave?.();
  leave = null;
  document.title = "negsim studio";
  const folder = await get("/api/files");
  find("#page").replaceChildren(startScreen(folder, { open: (name) => trying(() => open(name)), show }));
  document.body.dataset.ready = "";
}

/** Do something that the studio may refuse, and say so where it does. @param {() => Promise<void>} act */
async function trying(act) {
  try {
    await act();
  } catch (error) {
    if (error instanceof Refusal) announce(error.message, error.mend);
    else {
      silent(true);
      throw error;
    }
  }
}

function follow() {
  const name = new URLSearchParams(location.hash.slice(1)).get("file");
  return trying(() => (name ? open(name).catch(forgotten) : home()));
}

/** A file of the address that is no more. @param {unknown} error */
async function forgotten(error) {
  if (!(error instanceof Refusal)) throw error;
  announce(error.message, error.mend);
  await home();
}

watchTerms();
listen();
window.addEventListener("popstate", () => void follow());
document.body.append(h("div", { id: "notices" }));
const first = await get("/api/files").catch(() => null);
const only = first?.first ?? null;
if (only && location.hash === "") history.replaceState(null, "", `#file=${encodeURIComponent(only)}`);
if (first?.read_only) announce("This folder is only to look at.", "Open one that you may write in.");
await follow();
