// Whether a package needs an actor's yes: always, never, or only where it asks something of it.

import { firstCondition } from "./clause.js";
import { set } from "./commands.js";
import { condition } from "./condition.js";
import { choice, entry, idOf } from "./fields.js";
import { record } from "/explore/records.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Issue} Issue */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @param {OpenFile} file @param {Path} actor @param {Tree} value @param {readonly Issue[]} issues @returns {Node[]} */
export function consent(file, actor, value, issues) {
  const path = [...actor, "consent"];
  const when = value !== null && typeof value === "object";
  const field = entry(
    "Its yes is needed",
    choice({
      id: idOf(path),
      value: when ? "when" : String(value ?? "always"),
      options: [
        ["always", "always"],
        ["when", "only where a package says …"],
        ["never", "never: it is heard, and counts for nothing"],
      ],
      onset: (chosen) =>
        file.edit([set(path, chosen === "when" ? { when: firstCondition(issues) } : chosen)], `Its yes is needed: ${chosen}`),
    }),
    path,
  );
  return when ? [field, condition(file, [...path, "when"], value.when ?? record(), issues)] : [field];
}
