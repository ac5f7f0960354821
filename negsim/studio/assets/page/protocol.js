// What the server and the page say to each other: types alone.

/** @typedef {any} Tree the file as written: mappings in order, lists, scalars */
/** @typedef {(string | number)[]} Path keys of mappings as text, places in lists as numbers */

/**
 * @typedef {object} Command
 * @property {"set" | "insert" | "remove" | "move" | "rename" | "text"} do
 * @property {Path} [path]
 * @property {Tree} [value]
 * @property {number | null} [at]
 * @property {string} [key]
 * @property {string | number} [to]
 * @property {string} [text]
 * @property {"here" | "all"} [shared] of what is written once and stands for several, which is meant
 */

/** @typedef {{line: number, column: number, path: string | Path | null, message: string, mend: string | null}} Fault */
/** @typedef {{path: string | Path, text: string}} Suggestion */

/**
 * @typedef {object} State
 * @property {string} name
 * @property {"scenario" | "register" | "document" | "other"} kind
 * @property {string} fingerprint
 * @property {string} text
 * @property {Tree} tree
 * @property {Record<string, [number, number, number, number]>} places
 * @property {Fault[]} faults
 * @property {boolean} undo
 * @property {boolean} redo
 * @property {Suggestion[]} suggestions
 */

/** @typedef {{name: string, kind: string, title: string | null}} Entry a file of the folder */
/** @typedef {{folder: string, files: Entry[], shipped: ({name: string, title: string} | string)[]}} Folder */
/** @typedef {{id: string, title: string, html: string}} Section */
/** @typedef {{fingerprint: string, variant: string | null, headline: string, sections: Section[], took: number, result: any}} Answer */
/** @typedef {{id: string, label: string}} Option */
/** @typedef {{id: string, ask: string, ordered: boolean, options: Option[], range: any}} Issue */

/**
 * What changes a tree: the file by way of the server, or a draft in memory.
 *
 * @typedef {object} Pen
 * @property {(commands: Command[], say: string) => void} edit
 * @property {string} mark what sets its controls apart from those of other pens, "" for the file
 */

export {};
