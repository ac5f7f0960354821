// What stands still in the zone chart: axes, frontier, marks.

import { s } from "./dom.js";
import { points } from "./phrases.js";
import { shape } from "./solutions.js";

/** @typedef {import("../protocol.js").Cloud} Cloud */
/** @typedef {import("./scale.js").Scale} Scale */

export const HEIGHT = 340;
export const EDGE = { left: 46, right: 12, top: 10, bottom: 40 };

/** The frontier as a line. @param {Cloud} cloud @param {Scale} x @param {Scale} y */
export function frontier(cloud, x, y) {
  const corners = cloud.frontier.map(([a, b]) => `${x.at(a).toFixed(1)} ${y.at(b).toFixed(1)}`);
  return s("path", { class: "frontier", d: corners.length > 1 ? `M${corners.join("L")}` : "" });
}

/** What the axis has to show. @param {Cloud} cloud @param {"x" | "y"} side @returns {[number, number]} */
export function span(cloud, side) {
  const [low, high] = cloud[`${side}_range`];
  const cells = side === "x" ? cloud.columns : cloud.rows;
  const step = (high - low) / cells;
  const used = cloud.feasible.flatMap((one, place) =>
    one === 0 ? [] : [side === "x" ? place % cloud.columns : Math.floor(place / cloud.columns)],
  );
  const first = used.length ? low + step * Math.min(...used) : low;
  const last = used.length ? low + step * (Math.max(...used) + 1) : high;
  const line = cloud[`${side}_reservation`];
  const [from, to] = [Math.min(first, line), Math.max(last, line)];
  const room = Math.max((to - from) * 0.04, 0.01);
  return [from - room, to + room];
}

/** @param {Scale} x @param {Scale} y @param {number} width */
export function ticks(x, y, width) {
  const bottom = HEIGHT - EDGE.bottom;
  return [
    s("path", { class: "frame", d: `M${EDGE.left} ${EDGE.top}V${bottom}H${width - EDGE.right}` }),
    ...x.ticks.map((tick) =>
      s(
        "text",
        { class: "tick", x: x.at(tick), y: bottom + 14, "text-anchor": "middle" },
        points(tick),
      ),
    ),
    ...y.ticks.map((tick) =>
      s(
        "text",
        { class: "tick", x: EDGE.left - 5, y: y.at(tick) + 4, "text-anchor": "end" },
        points(tick),
      ),
    ),
  ];
}

/** @param {Cloud} cloud @param {Scale} x @param {Scale} y */
export function marks(cloud, x, y) {
  const named = cloud.points.filter((one) => one.names.length > 0);
  const others = cloud.points.filter((one) => one.names.length === 0);
  return [
    s(
      "g",
      { class: "points" },
      ...others.map((one) =>
        s("circle", {
          class: one.zone ? "in-zone" : "outside",
          cx: x.at(one.x),
          cy: y.at(one.y),
          r: 2.4,
        }),
      ),
    ),
    ...named.map((one) => shape(one.names, x.at(one.x), y.at(one.y))),
  ];
}
