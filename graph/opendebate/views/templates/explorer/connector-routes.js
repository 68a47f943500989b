// The ways that lines take between the cards of a row, clear of all words.

/**
 * @typedef {object} Link
 * @property {"stance" | "argument" | "counter" | "undercut" | "where"} kind a counter is the attack of
 *   a claim on its attacker; an undercut ends on the line of the card it is drawn to
 * @property {"support" | "attack" | "place"} tone
 * @property {boolean} stated whether a speaker draws it; else the coder, or of a stance, nobody known
 * @property {HTMLElement} from
 * @property {HTMLElement} to
 *
 * @typedef {{left: number, right: number, top: number, bottom: number}} Box
 * @typedef {{x: number, y: number}} Point
 * @typedef {(element: HTMLElement) => Box} Measure
 * @typedef {{link: Link, points: Point[], joins?: boolean}} Route whoever joins another has no end of its own
 */

const HEAD = 22; // where a line meets a card, from its top: beside its first words
const COUNTER = 8; // above that, so that the two lines of a mutual attack do not cross
const LANE = 9;
export const BEND = 7;

/**
 * Find the way of each line. Arguments of a kind share a lane to their conclusion, from each direction.
 *
 * @param {Link[]} links
 * @param {Measure} at
 * @returns {Route[]}
 */
export function routes(links, at) {
  const lanes = lanesOf(links);
  const stances = links.filter(({ kind }) => kind === "stance");
  const all = links.map((link) => {
    const [from, to] = [at(link.from), at(link.to)];
    if (link.kind === "stance") return { link, points: sideways(from, to, stances.indexOf(link)) };
    if (link.kind === "where") return { link, points: toPlace(from, to) };
    if (link.kind === "undercut") return { link, points: toLine(from, to) };
    const lane = laneOf(lanes, link);
    return { link, points: lane.first ? inGutter(from, to, link, lane) : inIndent(from, to, link, lane) };
  });
  const farthest = new Set(longest(all).values());
  return all.map((one) => (bundled(one.link) && !farthest.has(one) ? branch(one) : one));
}

/** @param {Link} link */
const bundled = ({ kind }) => kind === "argument" || kind === "counter";

/**
 * The longest line in each lane. It alone runs all the way: dashes drawn over dashes would fill up.
 *
 * @param {Route[]} all
 * @returns {Map<string, Route>}
 */
function longest(all) {
  /** @type {Map<string, Route>} */
  const found = new Map();
  const hubs = [...new Set(all.map(({ link }) => hub(link)))];
  for (const one of all.filter(({ link }) => bundled(link))) {
    const [, a, b] = one.points;
    const lane = `${hubs.indexOf(hub(one.link))} ${laneName(one.link)} ${Math.sign(a.y - b.y)}`;
    const known = found.get(lane);
    if (!known || fall(one) > fall(known)) found.set(lane, one);
  }
  return found;
}

/** @param {Route} route */
const fall = ({ points: [, a, b] }) => Math.abs(a.y - b.y);

/**
 * The part of a line between its card and its lane.
 *
 * @param {Route} route
 * @returns {Route}
 */
function branch({ link, points }) {
  const [edge, corner, away] = link.kind === "counter" ? [...points].reverse() : points;
  const cut = [edge, corner, towards(corner, away, Math.min(BEND, distance(corner, away)))];
  return { link, points: link.kind === "counter" ? cut.reverse() : cut, joins: link.kind !== "counter" };
}

/**
 * @typedef {{names: string[], first: boolean}} Lanes of a conclusion; the first ones run between columns
 * @typedef {{n: number, of: number, first: boolean}} Lane
 */

/** @param {Link} link */
const laneName = ({ kind, tone, stated }) =>
  kind === "counter" ? "counter" : `${tone} ${stated ? "stated" : "analytic"}`;

/** @param {Link} link */
const hub = (link) => (link.kind === "counter" ? link.from : link.to);

/**
 * @param {Link[]} links
 * @returns {Map<HTMLElement, Lanes>}
 */
function lanesOf(links) {
  /** @type {Map<HTMLElement, Lanes>} */
  const lanes = new Map();
  for (const link of links.filter(bundled)) {
    const known = lanes.get(hub(link)) || { names: [], first: hub(link).matches(".claim-card") };
    if (!known.names.includes(laneName(link))) known.names.splice(slot(known.names, link), 0, laneName(link));
    lanes.set(hub(link), known);
  }
  return lanes;
}

/**
 * Where a new lane goes. Lanes lie from the right to the left in the order in which cards stand: so no line
 * on its way down crosses one that leaves its lane earlier. That of a counter lies before the attacks'.
 *
 * @param {string[]} names
 * @param {Link} link
 */
function slot(names, { kind }) {
  const attack = names.findIndex((one) => one.startsWith("attack"));
  return kind === "counter" && attack >= 0 ? attack : names.length;
}

/**
 * @param {Map<HTMLElement, Lanes>} lanes
 * @param {Link} link
 * @returns {Lane}
 */
function laneOf(lanes, link) {
  const { names, first } = lanes.get(hub(link)) || { names: [], first: true };
  return { n: names.indexOf(laneName(link)), of: names.length, first };
}

/**
 * @param {Box} from
 * @param {Box} to
 * @param {number} n
 * @returns {Point[]}
 */
function sideways(from, to, n) {
  const start = { x: from.right + 6, y: (from.top + from.bottom) / 2 };
  const below = start.y > to.bottom - 12;
  const y = Math.max(to.top + 12, below ? to.bottom - 14 - n * LANE : start.y);
  const end = { x: to.left - 4, y };
  const middle = end.x - 14 - n * LANE;
  return [start, { x: middle, y: start.y }, { x: middle, y }, end];
}

/**
 * @param {Box} from
 * @param {Box} to
 * @returns {Point[]}
 */
function toPlace(from, to) {
  const end = { x: to.left - 4, y: to.top + 11 };
  const y = Math.min(from.top + 11, end.y);
  return [{ x: from.right + 2, y }, { x: end.x - 12, y }, { x: end.x - 12, y: end.y }, end];
}

/**
 * Between the columns: out of the claim's side into a lane, down the lane, and out to the card.
 *
 * @param {Box} from
 * @param {Box} to
 * @param {Link} link
 * @param {Lane} lane
 * @returns {Point[]}
 */
function inGutter(from, to, link, lane) {
  const [claim, card] = link.kind === "counter" ? [from, to] : [to, from];
  const room = (claim.bottom - claim.top) / 2 - 10;
  const y = claim.bottom - 10 - room + (lane.n + .5) * Math.min(16, room / lane.of);
  const x = claim.right + 16 + (lane.of - 1 - lane.n) * LANE;
  const edge = { x: card.left - 2, y: card.top + (link.kind === "counter" ? COUNTER : HEAD) };
  const points = [edge, { x, y: edge.y }, { x, y }, { x: claim.right + 3, y }];
  return link.kind === "counter" ? points.reverse() : points;
}

/**
 * Below a card: up a lane in the indent of the cards that belong to it.
 *
 * @param {Box} from
 * @param {Box} to
 * @param {Link} link
 * @param {Lane} lane
 * @returns {Point[]}
 */
function inIndent(from, to, link, lane) {
  const [parent, card] = link.kind === "counter" ? [from, to] : [to, from];
  const x = parent.left + 6 + (lane.of - 1 - lane.n) * 6;
  const y = card.top + (link.kind === "counter" ? COUNTER : HEAD);
  const points = [{ x: card.left - 2, y }, { x, y }, { x, y: parent.bottom + 3 }];
  return link.kind === "counter" ? points.reverse() : points;
}

/**
 * From an undercut to the line that leaves the card whose step it disputes.
 *
 * @param {Box} from
 * @param {Box} to
 * @returns {Point[]}
 */
function toLine(from, to) {
  const y = from.top + HEAD;
  return [{ x: from.left - 2, y }, { x: to.left - 9, y }, { x: to.left - 9, y: to.top + HEAD + 4 }];
}

/**
 * @param {Point} a
 * @param {Point} b
 */
export const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

/**
 * @param {Point} from
 * @param {Point} to
 * @param {number} reach
 * @returns {Point}
 */
export function towards(from, to, reach) {
  const far = distance(from, to) || 1;
  return { x: from.x + (to.x - from.x) * reach / far, y: from.y + (to.y - from.y) * reach / far };
}
