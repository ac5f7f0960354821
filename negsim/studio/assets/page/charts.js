// Pictures of the answer, drawn by the server: the wall, the knot, the ladders, the zone.

import { dress, h } from "/explore/page/dom.js";
import { located } from "./server.js";

/** @typedef {import("./open-file.js").OpenFile} OpenFile */

/** @type {[string, string][]} */
const KINDS = [
  ["wall", "Option by option: who refuses it, who can live with it, who wants it"],
  ["knot", "The demands that exclude one another"],
  ["ladder", "How far each can go, issue by issue"],
  ["zone", "What each would gain"],
];

/** @param {OpenFile} file @param {{variant: string | null}} view */
export function chartsOf(file, view) {
  const pictures = KINDS.map(([kind, words], place) => {
    const image = h("img", { alt: words, loading: "lazy" });
    const told = h("p", { class: "note", hidden: true }, "There is nothing to draw of this yet.");
    const figure = h("details", { class: "fold picture", id: `picture-${kind}`, open: place === 0 }, h("summary", {}, words), h("figure", {}, image, told));
    image.addEventListener("error", () => {
      image.hidden = true;
      told.hidden = false;
    });
    image.addEventListener("load", () => {
      image.hidden = false;
      told.hidden = true;
    });
    const draw = () => {
      if (!figure.open) return;
      const address = located(`/api/chart/${kind}.svg`, { name: file.name, variant: view.variant, of: file.state.fingerprint });
      dress(image, { src: address });
    };
    figure.addEventListener("toggle", draw);
    return { figure, draw };
  });
  return {
    element: h("section", { class: "pictures" }, ...pictures.map((one) => one.figure)),
    update() {
      for (const { draw } of pictures) draw();
    },
  };
}
