// Ids for what a person calls by a name: lower case, digits and underscores, none twice.

const KEPT = "not at least most between and sum count true false null none left_open given_up".split(" ");

/**
 * An id for a label that none of the others has.
 *
 * @param {string} label
 * @param {readonly string[]} taken
 * @param {string} kind what to call it where the label has no Latin letter
 */
export function idFor(label, taken, kind) {
  const plain = label.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const words = plain.split(/[^a-z0-9]+/).filter(Boolean);
  let id = words.slice(0, 4).join("_").slice(0, 32).replace(/_+$/, "");
  if (!/^[a-z]/.test(id)) id = id ? `${kind}_${id}` : kind;
  if (KEPT.includes(id)) id = `${kind}_${id}`;
  let number = 2;
  let free = id;
  while (taken.includes(free)) free = `${id}_${number++}`;
  return free;
}
