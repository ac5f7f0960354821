// A package on the table, in words.

import { h } from "/explore/page/dom.js";

/** @typedef {{id: number, name: string, says: {ask: string, option: string}[], is_agreed: boolean, yes?: boolean | null, spoken?: number}} Laid */

/** @param {Laid} laid @param {(Node | null)[]} more */
export function laidCard(laid, ...more) {
  return h(
    "section",
    { class: "card", id: `package-${laid.id}` },
    h("h3", {}, laid.name, laid.is_agreed ? h("span", { class: "tag" }, "agreed") : null),
    h("dl", {}, ...laid.says.flatMap(({ ask, option }) => [h("dt", { dir: "auto" }, ask), h("dd", { dir: "auto" }, option)])),
    ...more,
  );
}
