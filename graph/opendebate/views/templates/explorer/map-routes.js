// The ways of the map's lines: past names, tokens and cards, so that one can follow each.

/** @typedef {{x: number, y: number}} Point */

const CLEAR = 4; // pixels between a line and what it passes
const FAN = 3; // pixels between lines that pass through the same gap

/**
 * The way of a line from a voice to a claim: straight out of its column as far as `exit`, and only then up or down.
 * views/map/map_lines.py does the same.
 *
 * @param {Point} from
 * @param {Point} to
 * @param {number} exit beyond all names of the column, as x
 * @param {number} [bend] where between there and its end it goes up or down, from 0 to 1
 */
export function wayOut(from, to, exit, bend = 0.5) {
  const middle = exit + (to.x - exit) * bend;
  return `M${from.x} ${from.y}H${exit}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}

/**
 * The way between two claims on different sides: through a gap between what stands in the middle.
 *
 * @param {Point} from
 * @param {Point} to
 * @param {{left: number, right: number}} middle
 * @param {number} y of the gap
 */
export function wayAcross(from, to, middle, y) {
  const [first, last] = from.x < to.x ? [middle.left, middle.right] : [middle.right, middle.left];
  const [a, b] = [(from.x + first) / 2, (last + to.x) / 2];
  return `M${from.x} ${from.y}C${a} ${from.y} ${a} ${y} ${first} ${y}H${last}C${b} ${y} ${b} ${to.y} ${to.x} ${to.y}`;
}

/**
 * Gives each line that passes the middle a height in a gap between boxes, the nearest to what it wishes.
 *
 * @param {{top: number, bottom: number}[]} boxes
 * @returns {(wish: number) => number}
 */
export function gapsBetween(boxes) {
  const sorted = [...boxes].sort((a, b) => a.top - b.top);
  /** @type {{top: number, bottom: number, used: number}[]} */
  const gaps = [];
  let floor = -Infinity;
  for (const { top, bottom } of sorted) {
    if (top - floor > 2 * CLEAR) gaps.push({ top: floor + CLEAR, bottom: top - CLEAR, used: 0 });
    floor = Math.max(floor, bottom);
  }
  gaps.push({ top: floor + CLEAR, bottom: Infinity, used: 0 });
  /** @param {{top: number, bottom: number}} gap @param {number} wish */
  const inside = ({ top, bottom }, wish) => Math.min(Math.max(wish, top), bottom);
  return (wish) => {
    const far = (/** @type {{top: number, bottom: number}} */ gap) => Math.abs(inside(gap, wish) - wish);
    const [gap] = [...gaps].sort((a, b) => far(a) - far(b) || a.top - b.top);
    const shift = FAN * Math.ceil(gap.used / 2) * (gap.used % 2 ? 1 : -1);
    gap.used += 1;
    return inside(gap, inside(gap, wish) + shift);
  };
}
