// The room as one sees it: a role by its code, or the facilitator by the studio's link.

import { fill, find, h } from "/explore/page/dom.js";
import { get, post, Refusal } from "/assets/page/server.js";
import { codeForm } from "./code.js";
import { facilitator } from "./facilitator.js";
import { role } from "./role.js";

const PAUSE = 60; // milliseconds in which several tellings become one

/** @type {"" | "state" | "overview"} */
let mine = "";
let waiting = 0;

/** Whoever types keeps what he types: the page is drawn anew when he has done. */
const typing = () => document.activeElement instanceof HTMLInputElement || document.activeElement instanceof HTMLSelectElement;

/** @param {any} state */
function show(state) {
  const draw = mine === "state" ? role : facilitator;
  fill(find("#room"), ...draw(state, act));
}

/** @param {string} path @param {Record<string, any>} body */
async function act(path, body) {
  try {
    const found = await post(`/room/api/${path}`, body);
    if (path !== "debrief") show(found);
    return found;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    fill(find("#said"), `${error.message}. ${error.mend}`);
    return null;
  }
}

async function look() {
  /** @type {("state" | "overview")[]} */
  const paths = mine ? [mine] : ["state", "overview"];
  for (const path of paths) {
    try {
      const state = await get(`/room/api/${path}`);
      const first = mine === "";
      mine = path;
      if (first) listen();
      show(state);
      return;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  fill(find("#room"), codeForm());
}

function listen() {
  const source = new EventSource("/room/api/events");
  source.addEventListener("room", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void (typing() || look()), PAUSE);
  });
  source.onopen = () => void (typing() || look());
  window.addEventListener("pagehide", () => source.close());
}

document.body.append(h("p", { id: "said", class: "wide note", role: "status" }));
void look();
