// What the parts of the page share. Types only.

/** @typedef {import("../protocol.js").Model} Model */
/** @typedef {import("../protocol.js").State} State */
/** @typedef {import("../protocol.js").Setting} Setting */
/** @typedef {import("../protocol.js").Answer} Answer */
/** @typedef {import("../protocol.js").Package} Package */

/**
 * @typedef {object} Desk
 * @property {Model} model
 * @property {import("./names.js").Names} names
 * @property {import("./client.js").Client} client
 * @property {() => State} state
 * @property {(next: State, gesture?: string) => void} set what has the same gesture's name is one step to undo
 * @property {() => void} rest the gesture is over
 * @property {(chosen: Package, name: string) => void} show lay a package out
 */

/**
 * What is set: as it stands, and as the variants alone would have it.
 *
 * @typedef {object} Set
 * @property {State} state
 * @property {Setting} setting
 * @property {Setting} base
 */

/**
 * What was found, and what had been found before the last change.
 *
 * @typedef {object} View
 * @property {State} state
 * @property {Answer} answer
 * @property {{state: State, answer: Answer} | null} before
 */

/** @typedef {{element: HTMLElement, settle: (set: Set) => void, learn?: (view: View) => void}} Control */
/** @typedef {{element: HTMLElement, update: (view: View) => void | Promise<void>}} Sight */

export {};
