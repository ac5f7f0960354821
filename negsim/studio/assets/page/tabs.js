// What there is to write, one tab each.

import { about } from "./about.js";
import { actorCards } from "./actors.js";
import { checks } from "./checks.js";
import { claimsPane } from "./claims.js";
import { issueCards } from "./issues.js";
import { ruleCards } from "./rules.js";
import { timeCards } from "./time.js";
import { variantCards } from "./variants.js";
import { bare } from "/explore/records.js";

/** @typedef {import("./open-file.js").OpenFile} OpenFile */
/** @typedef {{chosen: string, choose: (id: string) => void}} Which */

/** @type {{id: string, words: string, kinds: string[]}[]} */
export const TABS = [
  { id: "issues", words: "Issues", kinds: ["scenario"] },
  { id: "actors", words: "Actors", kinds: ["scenario"] },
  { id: "rules", words: "Rules", kinds: ["scenario"] },
  { id: "variants", words: "What if?", kinds: ["scenario"] },
  { id: "time", words: "Time", kinds: ["scenario"] },
  { id: "checks", words: "Checks", kinds: ["scenario"] },
  { id: "about", words: "About", kinds: ["scenario"] },
  { id: "claims", words: "Claims", kinds: ["register"] },
  { id: "text", words: "Text", kinds: ["scenario", "register", "document", "other"] },
];

/** @type {Record<string, (file: OpenFile, which: Which) => Node[]>} */
export const builders = {
  issues: issueCards,
  actors: actorCards,
  rules: ruleCards,
  variants: variantCards,
  time: timeCards,
  checks,
  about,
  claims: claimsPane,
};

/** @type {Record<string, string>} */
const HOMES = bare({ issues: "issues", actors: "actors", rules: "rules", status_quo: "rules", variants: "variants", timeline: "time", expect: "checks" });

/** The tab on which a path is edited. @param {string} path */
export function tabFor(path) {
  return HOMES[path.split(".")[0] ?? ""] ?? "about";
}
