// Bodies that must say yes at home: a name, votes of those who sit there, and how many are needed.

import { h } from "/explore/page/dom.js";
import { addRow } from "./adding.js";
import { beyond } from "./beyond.js";
import { fold, inText, taken } from "./cards.js";
import { insert, remove, set } from "./commands.js";
import { choice, dotted, entry, idOf, line, scalar, sign } from "./fields.js";
import { idFor } from "./ids.js";
import { language } from "./issues.js";
import { actorsOf, entries } from "./outline.js";

/** @typedef {import("./protocol.js").Path} Path */
/** @typedef {import("./protocol.js").Tree} Tree */
/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @param {OpenFile} file @param {Path} actor @param {Tree} value */
export function ratification(file, actor, value) {
  const path = [...actor, "ratification"];
  const bodies = entries(value.ratification);
  return [
    h("p", { class: "note" }, "A parliament or a vote: those who sit there are actors too, who say yes or no by their own lines and wants."),
    ...bodies.map(([id, body]) => bodyFold(file, [...path, id], id, body)),
    addRow(`${idOf(path)}-new`, "A body, such as a parliament", "Add", (text) => {
      const first = actorsOf(file.tree)[0]?.id ?? "";
      const own = idFor(text, bodies.map(([id]) => id), "body");
      file.edit([...language(file), insert(path, own, { votes: { [String(actor[1] ?? first)]: 1 }, needs: "majority" })], `${text} must say yes`);
    }),
  ];
}

/** @param {OpenFile} file @param {Path} path @param {string} id @param {Tree} body */
function bodyFold(file, path, id, body) {
  const called = id.replaceAll("_", " ");
  const names = new Map(actorsOf(file.tree).map((one) => [one.id, one.name]));
  const votes = entries(body?.votes);
  const rows = votes.map(([voter, count]) => {
    const own = [...path, "votes", voter];
    return h(
      "li",
      { "data-path": dotted(own) },
      h("label", { for: idOf(own) }, names.get(voter) ?? voter),
      line({ id: idOf(own), value: String(count), kind: "number", onset: (text) => file.edit([set(own, scalar(text))], `${voter} has ${text} votes`) }),
      sign("×", `Take ${names.get(voter) ?? voter} out`, () => file.edit([remove(own)], `Took ${voter} out`), { disabled: votes.length < 2 }),
    );
  });
  const rest = [...names].filter(([voter]) => !votes.some(([one]) => one === voter));
  return fold(
    path,
    [h("span", {}, called), h("span", { class: "note" }, `needs ${String(body?.needs ?? "").replaceAll("_", " ")}`)],
    [
      entry("It needs", line({ id: idOf([...path, "needs"]), value: String(body?.needs ?? ""), hint: "majority, two_thirds, 60%, or a number of votes", onset: (text) => file.edit([set([...path, "needs"], scalar(text))], `${called} needs ${text}`) }), [...path, "needs"], "majority, two_thirds, a share such as 60% or 3/5, or a number of votes"),
      h("ul", { class: "numbers", "data-path": dotted([...path, "votes"]) }, ...rows),
      rest.length
        ? choice({ id: `${idOf(path)}-voter`, label: "Who else sits there", value: "", options: [["", "Somebody else sits there …"], ...rest], onset: (voter) => voter && file.edit([insert([...path, "votes"], voter, 1)], `${voter} sits there too`) })
        : null,
      beyond(path, body, ["needs", "votes"]),
      h("footer", { class: "card-foot" }, inText(path, called), taken(file, path, called)),
    ],
    { kind: "element" },
  );
}
