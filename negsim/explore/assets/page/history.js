// What was set, one step after another: undo, redo and reset. One drag of a slider is one step.

/**
 * @template S
 * @typedef {object} History
 * @property {() => S} now
 * @property {(state: S, gesture?: string) => void} set a gesture's name joins what belongs to one drag
 * @property {() => void} rest what follows is another gesture
 * @property {() => boolean} undo
 * @property {() => boolean} redo
 * @property {() => boolean} canUndo
 * @property {() => boolean} canRedo
 */

/**
 * @template S
 * @param {S} first
 * @param {(a: S, b: S) => boolean} same
 * @returns {History<S>}
 */
export function remember(first, same) {
  /** @type {S[]} */
  const states = [first];
  let place = 0;
  let gesture = "";
  const now = () => /** @type {S} */ (states[place]);
  return {
    now,
    set(state, name = "") {
      if (same(state, now())) return;
      if (name === "" || name !== gesture || place === 0) place += 1;
      states.length = place;
      gesture = name;
      if (place > 0 && same(state, /** @type {S} */ (states[place - 1]))) {
        place -= 1; // dragged back to where it began
        gesture = "";
      } else {
        states[place] = state;
      }
    },
    rest() {
      gesture = "";
    },
    undo() {
      gesture = "";
      if (place === 0) return false;
      place -= 1;
      return true;
    },
    redo() {
      gesture = "";
      if (place + 1 >= states.length) return false;
      place += 1;
      return true;
    },
    canUndo: () => place > 0,
    canRedo: () => place + 1 < states.length,
  };
}
