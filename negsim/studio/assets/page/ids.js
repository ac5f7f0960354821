// Ids for what a person calls by a name: lower case, digits and underscores, none twice.

const KEPT = "not at least most between and sum count true false null none left_open given_up".split(" ");

const LITTLE = "a an the is are be been there of to will would must shall should does do did has have had how what able this that it its their too very".split(" ");
const NAMED = ["actor", "option", "scenario", "body"]; // by a name, which stays whole

/**
 * An id for a label that none of the others has.
 *
 * @param {string} label
 * @param {readonly string[]} taken
 * @param {string} kind what to call it where the label has no Latin letter
 */
export function idFor(label, taken, kind) {
  const plain = label.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const all = plain.split(/[^a-z0-9]+/).filter(Boolean);
  const telling = NAMED.includes(kind) ? all : all.filter((word) => !LITTLE.includes(word));
  const words = telling.length > 0 ? telling : all;
  if (/^[0-9]/.test(words[0] ?? "") && /^[a-z]/.test(words[1] ?? "")) words.splice(0, 2, words[1] ?? "", words[0] ?? "");
  let id = words.slice(0, 5).join("_").slice(0, 32).replace(/_+$/, "");
  if (!/^[a-z]/.test(id)) id = id ? `${kind}_${id}` : kind;
  if (KEPT.includes(id)) id = `${kind}_${id}`;
  let number = 2;
  let free = id;
  while (taken.includes(free)) free = `${id}_${number++}`;
  return free;
}
