// Two actors, every package: where both do better than without a deal, the frontier, and what one can point at.

import { paintCloud } from "./cloud.js";
import { dress, fill, h, label, s, say } from "./dom.js";
import { term } from "./explain.js";
import { isLeft, leftTo } from "./left.js";
import { count, gain, points } from "./phrases.js";
import { candidateName, shape } from "./solutions.js";
import { scale } from "./scale.js";
import { EDGE, frontier, HEIGHT, marks, span, ticks } from "./zone-drawing.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./desk.js").Sight} Sight */
/** @typedef {import("./desk.js").View} View */
/** @typedef {import("../protocol.js").Cloud} Cloud */
/** @typedef {import("../protocol.js").CloudPoint} CloudPoint */
/** @typedef {import("./scale.js").Scale} Scale */

const GRID = 72;
const LETTERS = 32; // of a name beside an axis

/** @param {Desk} desk @returns {Sight} */
export function zoneChart(desk) {
  const chart = new Chart(desk);
  return { element: chart.element, update: (view) => chart.update(view) };
}

class Chart {
  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    const principals = desk.model.actors.filter((one) => one.consent === "always");
    const [first, second] = [
      ...principals,
      ...desk.model.actors.filter((one) => one.consent !== "always"),
    ];
    this.across = this.choice("Across", first?.id ?? "");
    this.up = this.choice("Up", second?.id ?? first?.id ?? "");
    this.canvas = h("canvas", { "aria-hidden": "true" });
    this.drawing = s("svg", { "aria-hidden": "true" });
    this.told = h("p", { class: "pointed", "aria-live": "polite" });
    this.caption = h("p", { class: "lead" });
    this.stage = h(
      "div",
      {
        class: "stage",
        tabindex: "0",
        role: "application",
        "aria-roledescription": "chart",
        "aria-label":
          "Packages by their worth to two actors. Arrow keys move from package to package, Enter lays one out.",
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
        onpointermove: (/** @type {PointerEvent} */ event) => this.point(this.nearest(event)),
        onpointerleave: () => this.point(null),
        onclick: (/** @type {PointerEvent} */ event) => this.show(this.nearest(event)),
      },
      this.canvas,
      this.drawing,
    );
    this.legend = h("ul", { class: "chart-key" });
    const axes = h("div", { class: "axes" }, this.across.element, this.up.element);
    this.drawn = h("div", {}, this.caption, axes, this.stage, this.told, this.legend);
    this.left = leftTo(desk, "cloud");
    this.element = h(
      "section",
      { class: "card" },
      h("h2", {}, "Package by package"),
      this.drawn,
      this.left,
    );
    this.element.hidden = desk.model.actors.length < 2;
    /** @type {Cloud | null} */
    this.cloud = null;
    /** @type {View | null} */
    this.view = null;
    /** @type {CloudPoint | null} */
    this.at = null;
    new ResizeObserver(() => this.draw()).observe(this.stage);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
  }

  /** @param {string} way @param {string} chosen */
  choice(way, chosen) {
    const select = h(
      "select",
      { onchange: () => this.view && void this.update(this.view) },
      ...this.desk.model.actors.map((one) => h("option", { value: one.id }, one.name)),
    );
    select.value = chosen;
    return { select, element: h("label", { class: "axis" }, h("span", {}, way), select) };
  }

  /** @param {View} view */
  async update(view) {
    this.view = view;
    this.left.hidden = !isLeft(view.answer, "cloud");
    this.drawn.hidden = !this.left.hidden;
    if (this.element.hidden || this.drawn.hidden) return;
    const cloud = await this.desk.client.cloud(
      view.state,
      this.across.select.value,
      this.up.select.value,
      GRID,
      GRID,
    );
    if (cloud === null || this.view !== view) return;
    this.cloud = cloud;
    this.at = null;
    this.draw();
    this.words(view, cloud);
  }

  draw() {
    const cloud = this.cloud;
    const width = this.stage.clientWidth;
    if (cloud === null || width === 0) return;
    const x = scale(...span(cloud, "x"), EDGE.left, width - EDGE.right);
    const y = scale(...span(cloud, "y"), HEIGHT - EDGE.bottom, EDGE.top);
    this.place = { x, y };
    paintCloud(this.canvas, cloud, x, y);
    dress(this.drawing, { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT });
    const open = cloud.zone.some((one) => one > 0);
    const [rx, ry] = [x.at(cloud.x_reservation), y.at(cloud.y_reservation)];
    this.spot = s("g", { class: "spot" });
    this.drawing.replaceChildren(
      s(
        "defs",
        {},
        s(
          "pattern",
          {
            id: "hatch",
            width: 7,
            height: 7,
            patternUnits: "userSpaceOnUse",
            patternTransform: "rotate(45)",
          },
          s("path", { d: "M0 0v7", class: "hatch" }),
        ),
      ),
      s("rect", {
        class: open ? "room is-open" : "room",
        x: Math.max(EDGE.left, rx),
        y: EDGE.top,
        width: Math.max(0, width - EDGE.right - Math.max(EDGE.left, rx)),
        height: Math.max(0, Math.min(ry, HEIGHT - EDGE.bottom) - EDGE.top),
      }),
      ...ticks(x, y, width),
      frontier(cloud, x, y),
      s("path", {
        class: "walk",
        d: `M${rx} ${EDGE.top}V${HEIGHT - EDGE.bottom}M${EDGE.left} ${ry}H${width - EDGE.right}`,
      }),
      s(
        "text",
        { class: "axis-name", x: width - EDGE.right, y: HEIGHT - 6, "text-anchor": "end" },
        `worth to ${this.short(cloud.x)} →`,
      ),
      s(
        "text",
        {
          class: "axis-name",
          transform: `translate(12 ${EDGE.top}) rotate(-90)`,
          "text-anchor": "end",
        },
        `worth to ${this.short(cloud.y)} →`,
      ),
      ...marks(cloud, x, y),
      this.spot,
    );
    this.point(this.at);
  }

  /** A name that fits beside an axis. @param {string} actor */
  short(actor) {
    const letters = [...(this.desk.names.actors.get(actor)?.name ?? actor)];
    const fits = letters.length <= LETTERS;
    return `\u2068${fits ? letters.join("") : `${letters.slice(0, LETTERS - 1).join("")}…`}\u2069`;
  }

  /** @param {View} view @param {Cloud} cloud */
  words(view, cloud) {
    const { x, y } = cloud;
    const open = view.answer.run.zone.size > 0;
    fill(
      this.caption,
      "Every feasible package by what it is worth to ",
      label(this.desk.names.actor(x)),
      " and ",
      label(this.desk.names.actor(y)),
      open ? "; the zone in green." : "; the zone is empty, and the marks are the nearest misses.",
    );
    const named = cloud.points.filter((one) => one.names.length > 0).slice(0, 8);
    this.legend.replaceChildren(
      h("li", {}, h("span", { class: "key-line walk" }), term("walk_away", "walk-away value")),
      h(
        "li",
        {},
        h("span", { class: "key-line" }),
        term("frontier"),
        ": no feasible package is better for both",
      ),
      ...named.map((one) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "link", onclick: () => this.show(one) },
            s("svg", { viewBox: "-8 -8 16 16", class: "key-mark" }, shape(one.names, 0, 0)),
            candidateName(one.names),
          ),
          h("span", { class: "note" }, ` ${this.gains(one, cloud)}`),
        ),
      ),
    );
    say(this.told, pointable(cloud, view.answer.run.zone.size));
  }

  /** @param {CloudPoint} one @param {Cloud} cloud */
  gains(one, cloud) {
    const name = (/** @type {string} */ id) => this.desk.names.actor(id);
    return `${name(cloud.x)} ${gain(one.x - cloud.x_reservation)}, ${name(cloud.y)} ${gain(one.y - cloud.y_reservation)}`;
  }

  /** @param {PointerEvent} event @returns {CloudPoint | null} */
  nearest(event) {
    const place = this.place;
    if (this.cloud === null || place === undefined) return null;
    const box = this.stage.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    const far = (/** @type {CloudPoint} */ one) =>
      Math.hypot(place.x.at(one.x) - px, place.y.at(one.y) - py);
    const best = this.cloud.points.reduce(
      (/** @type {CloudPoint | null} */ a, b) => (a === null || far(b) < far(a) ? b : a),
      null,
    );
    return best !== null && far(best) < 28 ? best : null;
  }

  /** @param {CloudPoint | null} one */
  point(one) {
    this.at = one;
    const { place, cloud, spot } = this;
    if (cloud === null || place === undefined || spot === undefined) return;
    spot.replaceChildren();
    if (one === null) return;
    spot.append(s("circle", { cx: place.x.at(one.x), cy: place.y.at(one.y), r: 9 }));
    const named = one.names.length ? `${candidateName(one.names)}: ` : "";
    say(
      this.told,
      `${named}${this.gains(one, cloud)}${one.zone ? "" : ", not in the zone"}. Enter or click lays it out.`,
    );
  }

  /** @param {CloudPoint | null} one */
  show(one) {
    if (one === null || this.cloud === null) return;
    const { x, y } = this.cloud;
    const named = one.names.length
      ? candidateName(one.names)
      : `worth ${points(one.x)} to ${this.desk.names.actor(x)}, ${points(one.y)} to ${this.desk.names.actor(y)}`;
    this.desk.show(one.package, named);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { cloud, place } = this;
    if (cloud === null || place === undefined || !cloud.points.length) return;
    const ways = /** @type {Record<string, [number, number]>} */ ({
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    });
    const way = ways[event.key];
    if (event.key === "Enter" || event.key === " ") this.show(this.at);
    else if (event.key === "Home") this.point(cloud.points[0] ?? null);
    else if (way !== undefined)
      this.point(this.at === null ? (cloud.points[0] ?? null) : this.next(this.at, way));
    else return;
    event.preventDefault();
  }

  /** The nearest point that lies in a direction; the same where none does. @param {CloudPoint} from @param {[number, number]} way */
  next(from, [dx, dy]) {
    const { x, y } = /** @type {NonNullable<typeof this.place>} */ (this.place);
    let best = from;
    let least = Infinity;
    for (const one of this.cloud?.points ?? []) {
      const [ax, ay] = [x.at(one.x) - x.at(from.x), y.at(one.y) - y.at(from.y)];
      const along = ax * dx + ay * dy;
      const aside = Math.abs(ax * dy) + Math.abs(ay * dx);
      if (along <= 0.5) continue;
      const far = along + 2.5 * aside;
      if (far < least) [best, least] = [one, far];
    }
    return best;
  }
}

/** How many packages one can point at. @param {Cloud} cloud @param {number} size of the zone */
function pointable(cloud, size) {
  const some = count(cloud.points.length);
  if (size === 0) return `${some} nearest misses can be pointed at.`;
  return cloud.all
    ? `All ${some} can be pointed at.`
    : `${some} of the zone’s ${count(size)} can be pointed at.`;
}
