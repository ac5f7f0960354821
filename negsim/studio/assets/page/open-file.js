// The file that is open: its state as the server told it last, and what a person does to it, one step after another.

import { at, set } from "./commands.js";
import { get, post, Refusal, Silence } from "./server.js";
import { record } from "/explore/records.js";

/** @typedef {import("./protocol.js").State} State */
/** @typedef {import("./protocol.js").Command} Command */
/** @typedef {{address: string, body: Record<string, any>}} Step */
/** @typedef {{stale: (theirs: State, step: Step) => Promise<"mine" | "theirs">, shared: (places: string[], step: Step, file: OpenFile) => Promise<"here" | "all" | null>, refused: (refusal: Refusal) => void, silent: (yes: boolean) => void}} Told */

const AGAIN = 1500; // milliseconds until a studio that is silent is asked again

/** What goes into a mapping or list that is not there yet begins it. @param {import("./protocol.js").Tree} tree @param {Command} command @returns {Command} */
function begun(tree, command) {
  const { path = [], key, value } = command;
  const there = at(tree, path);
  if (command.do !== "insert" || (there !== undefined && there !== null)) return command;
  return key === undefined ? set(path, [value]) : set([...path, key], value);
}

export class OpenFile {
  /** @param {State} state @param {Told} told */
  constructor(state, told) {
    this.state = state;
    this.told = told;
    this.mark = "";
    /** @type {Step[]} */
    this.steps = [];
    this.busy = false;
    /** @type {Set<(state: State) => void>} */
    this.watchers = new Set();
    /** @type {string | null} */
    this.announced = null;
  }

  get name() {
    return this.state.name;
  }

  get tree() {
    return this.state.tree ?? record();
  }

  /** Whether the server has all that was done here. */
  get settled() {
    return !this.busy && this.steps.length === 0;
  }

  /** @param {(state: State) => void} watcher @returns {() => void} stop watching */
  watch(watcher) {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** @param {State} state */
  show(state) {
    this.state = state;
    for (const watcher of [...this.watchers]) watcher(state);
  }

  /** One step that can be undone as a whole. @param {Command[]} commands @param {string} say what the person did */
  edit(commands, say) {
    if (commands.length === 0) return;
    const whole = commands.map((command) => begun(this.tree, command));
    this.steps.push({ address: "/api/command", body: { commands: whole, say } });
    void this.#work();
  }

  undo() {
    this.#step("/api/undo");
  }

  redo() {
    this.#step("/api/redo");
  }

  /** @param {number} step of the history */
  back(step) {
    this.#step("/api/back", { step });
  }

  /** @param {string} address @param {Record<string, any>} [body] */
  #step(address, body = {}) {
    this.steps.push({ address, body });
    void this.#work();
  }

  /** Something says that the file is another now: look, unless it was our own doing. @param {string} fingerprint */
  async changed(fingerprint) {
    this.announced = fingerprint;
    if (!this.settled || fingerprint === this.state.fingerprint) return;
    const state = await get("/api/file", { name: this.name }).catch(() => this.state);
    if (this.settled && state.fingerprint !== this.state.fingerprint) this.show(state);
  }

  /** Send what waits, in turn; what the network loses is sent again. */
  async #work() {
    if (this.busy) return;
    this.busy = true;
    while (this.steps.length) {
      const step = /** @type {Step} */ (this.steps[0]);
      try {
        const state = await this.#send(step);
        this.told.silent(false);
        this.steps.shift();
        this.show(state);
      } catch (error) {
        if (error instanceof Silence) {
          this.told.silent(true);
          await new Promise((resolve) => setTimeout(resolve, AGAIN));
        } else {
          this.steps.shift();
          if (!(error instanceof Refusal)) throw error;
          this.told.refused(error);
          this.show(this.state);
        }
      }
    }
    this.busy = false;
    const last = this.announced;
    this.announced = null;
    if (last) await this.changed(last);
  }

  /** @param {Step} step @returns {Promise<State>} */
  async #send(step) {
    const { name, fingerprint } = this.state;
    try {
      return await post(step.address, { name, fingerprint, ...step.body });
    } catch (error) {
      if (error instanceof Refusal && error.body?.shared) return this.#shared(step, error.body.shared);
      if (!(error instanceof Refusal && error.body?.stale)) throw error;
      const theirs = /** @type {State} */ (error.body.theirs);
      if (step.address !== "/api/command") return theirs;
      const chosen = await this.told.stale(theirs, step);
      this.state = theirs;
      return chosen === "theirs" ? theirs : this.#send(step);
    }
  }

  /** What is written once stands for several: a person says which of them is meant. @param {Step} step @param {string[]} places @returns {Promise<State>} */
  async #shared(step, places) {
    const chosen = await this.told.shared(places, step, this);
    if (chosen === null) return this.state;
    for (const command of step.body.commands) command.shared = chosen;
    return this.#send(step);
  }
}
