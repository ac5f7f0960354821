// The cloud behind the zone chart: how many packages lie where, darker where there are more.

/** @typedef {import("../protocol.js").Cloud} Cloud */
/** @typedef {import("./scale.js").Scale} Scale */

/**
 * Paint the counts of a cloud; the zone over all that is feasible.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Cloud} cloud
 * @param {Scale} x
 * @param {Scale} y
 */
export function paintCloud(canvas, cloud, x, y) {
  const dots = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = Math.round(width * dots);
  canvas.height = Math.round(height * dots);
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  pen.scale(dots, dots);
  paint(
    pen,
    cloud,
    cloud.feasible,
    x,
    y,
    color(canvas, "--cloud-few"),
    color(canvas, "--cloud-many"),
  );
  paint(pen, cloud, cloud.zone, x, y, color(canvas, "--zone-few"), color(canvas, "--zone-many"));
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Cloud} cloud
 * @param {readonly number[]} counts
 * @param {Scale} x
 * @param {Scale} y
 * @param {number[]} few
 * @param {number[]} many
 */
function paint(pen, cloud, counts, x, y, few, many) {
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  if (most === 0) return;
  const [left, right] = cloud.x_range;
  const [low, high] = cloud.y_range;
  const across = (right - left) / cloud.columns;
  const up = (high - low) / cloud.rows;
  counts.forEach((count, place) => {
    if (count === 0) return;
    const level = Math.log1p(count) / Math.log1p(most);
    const mixed = few.map((value, channel) =>
      Math.round(value + ((many[channel] ?? 0) - value) * level),
    );
    pen.fillStyle = `rgb(${mixed.join(" ")})`;
    const column = left + (place % cloud.columns) * across;
    const row = low + Math.floor(place / cloud.columns) * up;
    const [x0, x1] = [x.at(column), x.at(column + across)];
    const [y0, y1] = [y.at(row + up), y.at(row)];
    pen.fillRect(x0, y0, Math.max(1.5, x1 - x0 + 0.3), Math.max(1.5, y1 - y0 + 0.3));
  });
}

/** A token as red, green and blue, whatever theme is on. @param {HTMLElement} element @param {string} token */
function color(element, token) {
  element.style.color = `var(${token})`;
  const found = getComputedStyle(element).color.match(/[\d.]+/g) ?? [];
  element.style.color = "";
  return found.slice(0, 3).map(Number);
}
