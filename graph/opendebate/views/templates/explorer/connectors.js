// Lines behind the cards of a row: who to claim, reason to claim, attack against claim, card to place.
// They only repeat what the cards say in words, so no reader needs them; a narrow page has none.

import { draw } from "./dom.js";
import { BEND, distance, routes, towards } from "./connector-routes.js";

/** @typedef {import("./connector-routes.js").Link} Link */
/** @typedef {import("./connector-routes.js").Box} Box */
/** @typedef {import("./connector-routes.js").Point} Point */
/** @typedef {import("./connector-routes.js").Measure} Measure */
/** @typedef {import("./connector-routes.js").Route} Route */


/**
 * Draw the lines of a row whenever it is wide, in sight, and has changed.
 *
 * @param {HTMLElement} row
 * @param {Link[]} links
 */
export function connect(row, links) {
  let near = false;
  const redraw = () => {
    row.querySelector(":scope > svg.lines")?.remove();
    const wide = near && row.isConnected && getComputedStyle(row).display === "grid";
    if (wide) row.prepend(picture(row, links));
  };
  const sizes = new ResizeObserver(redraw);
  new IntersectionObserver(([{ isIntersecting }], sight) => {
    if (!isIntersecting || near) return;
    near = true;
    sight.disconnect();
    // Cards may move while the row as a whole keeps its size.
    for (const element of [row, ...links.flatMap(({ from, to }) => [from, to])]) sizes.observe(element);
  }, { rootMargin: "1200px 0px" }).observe(row);
  row.addEventListener("toggle", redraw, { capture: true });
  // A picture of the page has all its lines, also those that nobody has scrolled to.
  row.addEventListener("still", () => {
    near = true;
    redraw();
  });
}

/**
 * @param {HTMLElement} row
 * @param {Link[]} links
 */
function picture(row, links) {
  const seen = (/** @type {HTMLElement} */ card) => card.getClientRects().length > 0;
  const lines = routes(links.filter(({ from, to }) => seen(from) && seen(to)), measurer(row));
  return draw("svg", { class: "lines", "aria-hidden": "true" }, ...lines.map(line));
}

/**
 * Measure elements from the corner of the row, each once.
 *
 * @param {HTMLElement} row
 * @returns {Measure}
 */
function measurer(row) {
  const from = row.getBoundingClientRect();
  /** @type {Map<HTMLElement, Box>} */
  const known = new Map();
  return (element) => {
    const found = known.get(element);
    if (found) return found;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const box = {
      left: left - from.left, right: right - from.left, top: top - from.top, bottom: bottom - from.top,
    };
    known.set(element, box);
    return box;
  };
}

/** @param {Route} route */
function line({ link, points, joins }) {
  const basis = link.stated ? "stated" : link.kind === "stance" ? "hypothetical" : "analytic";
  const shaft = draw("path", { class: "shaft", d: curve(points) });
  const line = draw("g", { class: `line ${link.kind} ${link.tone} ${basis}` }, shaft);
  if (link.tone !== "place" && !joins) line.append(draw("path", { class: "end", d: end(points, link.tone) }));
  return line;
}

/**
 * Join points by straight lines with rounded corners.
 *
 * @param {Point[]} points
 */
function curve(points) {
  const way = [`M${tell(points[0])}`];
  for (let n = 1; n < points.length - 1; n += 1) {
    const [before, corner, after] = points.slice(n - 1, n + 2);
    const reach = Math.min(BEND, distance(before, corner) / 2, distance(corner, after) / 2);
    const [into, out] = [before, after].map((one) => towards(corner, one, reach));
    way.push(`L${tell(into)}`, `Q${tell(corner)} ${tell(out)}`);
  }
  return `${way.join("")}L${tell(points[points.length - 1])}`;
}

/**
 * The end of a line: an arrow for support, a bar for an attack.
 *
 * @param {Point[]} points
 * @param {string} tone
 */
function end(points, tone) {
  const tip = points[points.length - 1];
  const before = points.findLast((one) => distance(one, tip) > .5) || { x: tip.x - 1, y: tip.y };
  const back = towards(tip, before, tone === "support" ? 7 : 0);
  const length = distance(tip, before);
  const away = { x: (tip.y - before.y) / length, y: (before.x - tip.x) / length };
  const wide = tone === "support" ? 4 : 6;
  const one = { x: back.x + away.x * wide, y: back.y + away.y * wide };
  const two = { x: back.x - away.x * wide, y: back.y - away.y * wide };
  return tone === "support" ? `M${tell(one)}L${tell(tip)}L${tell(two)}Z` : `M${tell(one)}L${tell(two)}`;
}

/** @param {Point} point */
const tell = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
