// The room as one sees it: a role by its code, or the facilitator by the studio's link.

import { fill, find, h, say } from "/explore/page/dom.js";
import { redraw } from "/assets/page/redraw.js";
import { get, post, Refusal, Silence } from "/assets/page/server.js";
import { codeForm } from "./code.js";
import { facilitator } from "./facilitator.js";
import { role } from "./role.js";

const PAUSE = 60; // milliseconds in which several tellings become one
const AGAIN = 1500; // milliseconds until a room that is silent is asked again

/** @type {"" | "state" | "overview"} */
let mine = "";
let waiting = 0;

/** @param {any} state */
function show(state) {
  const draw = mine === "state" ? role : facilitator;
  document.title = `${state.title} · the room`;
  redraw(find("#room"), () => draw(state, act));
}

/** Ask until the room answers: whoever loses the line does not lose what he said. @template T @param {() => Promise<T>} ask @returns {Promise<T>} */
async function until(ask) {
  for (;;) {
    try {
      const found = await ask();
      tell("");
      return found;
    } catch (error) {
      if (!(error instanceof Silence)) throw error;
      tell("The room does not answer. What you said is sent again as soon as it does.");
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }
}

/** @param {string} words */
const tell = (words) => say(find("#said"), words);

/** @param {string} path @param {Record<string, any>} body */
async function act(path, body) {
  try {
    const found = await until(() => post(`/room/api/${path}`, body));
    if (path !== "debrief") show(found);
    return found;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell(`${error.message}. ${error.mend}`);
    return null;
  }
}

async function look() {
  /** @type {("state" | "overview")[]} */
  const paths = mine ? [mine] : ["state", "overview"];
  for (const path of paths) {
    try {
      const state = await until(() => get(`/room/api/${path}`));
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
    waiting = setTimeout(() => void look(), PAUSE);
  });
  source.onopen = () => void look();
  window.addEventListener("pagehide", () => source.close());
}

document.body.append(h("p", { id: "said", class: "wide note", role: "status" }));
void look();
