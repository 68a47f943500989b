// Where the map's voices stand, and the lines from them to the claims that they make.

import { draw } from "./dom.js";
import { gapsBetween, wayAcross, wayOut } from "./map-routes.js";

/** @typedef {import("./map-model.js").DebateMap} DebateMap */
/** @typedef {import("./map-model.js").Voice} Voice */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./map.js").Drawn} Drawn */
/** @typedef {{from: HTMLElement, to: HTMLElement, relation: string}} Joined */
/** @typedef {{left: number, right: number}} Reach */
/** @typedef {{voice: HTMLElement, end: HTMLElement, side: string, weight: number, claims: string[]}} Line */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {{line: Line, rail: Element | null, from: Point, to: Point, exit: number, bend: number}} Way */

const GAP = 10; // between voices, in pixels
const MAX_LINES = 80;
const MAX_CROSSINGS = 15; // of more lines, only those of most weight are drawn in full
const BULGE = [16, 52]; // of a line between two cards of a column, in pixels: short lines run inside of long ones
const PARTED = 6; // between lines that lead to the same claim or topic, in pixels
const BENDS = [0.1, 0.85]; // where lines beside each other go up or down: from the first to the last
const THICKEST = 2.5; // line, in pixels: those beside each other stay apart
const PAST = 4; // how far a line goes past the names of its column before it bends
/** What a line must not pass behind. */
const IN_THE_WAY = ".map-token, .map-name, .map-note, .map-ghost, .map-card, .map-topic, .map-camp:not(.hidden)";
const MOVE = { duration: 250, easing: "ease-out" };
/** Where things stood before the map was made anew. @type {Map<string, DOMRect>} */
let places = new Map();

/**
 * Lay a map out once it stands in the page, and again whenever its size changes.
 *
 * @param {HTMLElement} article
 * @param {HTMLElement} stage
 * @param {{map: DebateMap, readings: Drawn[]}} view
 * @param {State} state
 */
export function followMap(article, stage, { map, readings }, state) {
  const focused = document.activeElement instanceof HTMLElement && document.activeElement.closest(".map") ? document.activeElement.dataset.key : undefined;
  places = placesIn(document.querySelector("article.map"));
  const svg = draw("svg", { class: "map-lines", "aria-hidden": "true" });
  stage.prepend(svg);
  const most = Math.max(MAX_LINES / 2, MAX_LINES - readings.length);
  let lines = linesOf(stage, map, most);
  const joined = joinedBy(stage, readings, MAX_LINES - lines.length);
  /** What is lit while nothing is pointed at. */
  const rest = () => (state.pin ? [state.pin] : state.camp && isWide(stage) ? campOf(stage, state.camp) : []);
  let first = true;
  const layOut = () => {
    // What still moves is measured where its move ends.
    stage.classList.add("at-rest");
    placeVoices(stage, lines);
    drawLines(svg, stage, lines, joined);
    stage.classList.remove("at-rest");
    light(stage, rest(), lines);
    if (first) begin(article, focused);
    first = false;
  };
  // In the next frame: what is moved here is not measured within the same.
  new ResizeObserver(() => requestAnimationFrame(() => stage.isConnected && layOut())).observe(stage);
  // More topics are there, and their lines.
  stage.addEventListener("toggle", () => {
    lines = linesOf(stage, map, most);
    layOut();
    roving(stage);
  }, true);
  for (const kind of ["pointerover", "focusin"]) stage.addEventListener(kind, (event) => {
    const key = keyOf(event);
    light(stage, key ? [key] : rest(), lines);
  });
  for (const kind of ["pointerleave", "focusout"]) stage.addEventListener(kind, () => light(stage, rest(), lines));
  stage.addEventListener("keydown", (event) => walk(stage, event));
  roving(stage);
}

/** @param {HTMLElement} stage */
function isWide(stage) {
  return getComputedStyle(stage).getPropertyValue("--columns").trim() === "5";
}

/**
 * The voices of a camp.
 *
 * @param {HTMLElement} stage
 * @param {string} camp
 */
function campOf(stage, camp) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (stage.querySelectorAll(`.rail-${CSS.escape(camp)} .map-voice`));
  return [...all].map((one) => one.dataset.key || "");
}

/** @param {Event} event */
function keyOf({ target }) {
  const near = target instanceof Element ? target.closest("[data-voice], [data-key]") : null;
  return near instanceof HTMLElement ? near.dataset.voice || near.dataset.key || "" : "";
}

/** @param {Element | null} root */
function placesIn(root) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (root?.querySelectorAll("[data-key]") || []);
  return new Map([...all].map((one) => [one.dataset.key || "", one.getBoundingClientRect()]));
}

/**
 * Move what stood elsewhere from there, and give the focus back.
 *
 * @param {HTMLElement} article
 * @param {string | undefined} focused
 */
function begin(article, focused) {
  article.dataset.drawn = "yes";
  if (focused && document.activeElement === document.body) {
    /** @type {HTMLElement | null} */ (article.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus({ preventScroll: true });
  }
  if (matchMedia("(prefers-reduced-motion: reduce)").matches || !places.size) return;
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll("[data-key]"))) {
    const was = places.get(one.dataset.key || ""), is = one.getBoundingClientRect();
    const [x, y] = was ? [was.left - is.left, was.top - is.top] : [0, 0];
    if (was && (Math.abs(x) > 1 || Math.abs(y) > 1)) one.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], MOVE);
  }
}

/**
 * Each voice with each claim that it makes, or with the claim's topic where topics are closed: first the weightiest
 * line of each voice, then its weightiest to each side, then the others by weight.
 *
 * @param {HTMLElement} stage
 * @param {DebateMap} map
 * @param {number} most how many lines there are at most; the others are those of arguments
 * @returns {Line[]}
 */
function linesOf(stage, map, most) {
  const voices = byKey(stage, ".map-voice[data-key]", "key");
  const cards = byKey(stage, ".map-card[data-key]:not(.closed > *)", "key"), topics = byKey(stage, ".closed [data-topic]", "topic");
  const folded = byKey(stage, "details:not([open]) > summary[data-more]", "more");
  /** @type {Map<string, Line>} */
  const found = new Map();
  for (const { key, side, topic, makers } of map.cards) {
    const open = cards.get(key) || topics.get(`${side} ${topic}`);
    const end = side === "both" ? undefined : open || (cards.size ? undefined : folded.get(side));
    for (const maker of end ? makers : []) {
      const voice = voices.get(maker), name = `${maker} ${cards.has(key) ? key : open ? `${side} ${topic}` : side}`;
      const known = found.get(name);
      if (known) {
        known.weight += 1;
        known.claims.push(key);
      } else if (voice && end) {
        found.set(name, { voice, end, side, weight: 1, claims: [key] });
      }
    }
  }
  const main = (/** @type {Line} */ { end, weight }) => (end.dataset.more ? 0 : weight);
  const all = [...found.values()].sort((a, b) => main(b) - main(a) || inOrder(a.end, b.end));
  const first = firstOfEach(all, ({ voice }) => voice.dataset.key || "");
  const second = firstOfEach(all, ({ voice, side }) => `${voice.dataset.key} ${side}`);
  return [...new Set([...first, ...second, ...all])].slice(0, most);
}

/**
 * The order of two elements in the document; they need not be in the page yet.
 *
 * @param {Element} a
 * @param {Element} b
 */
function inOrder(a, b) {
  return a === b ? 0 : a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/**
 * @param {Line[]} lines
 * @param {(line: Line) => string} name
 */
function firstOfEach(lines, name) {
  return new Map([...lines].reverse().map((line) => [name(line), line])).values();
}

/**
 * @param {HTMLElement} stage
 * @param {string} selector
 * @param {"key" | "topic" | "more"} name
 */
function byKey(stage, selector, name) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (stage.querySelectorAll(selector));
  return new Map([...all].map((one) => [one.dataset[name] || "", one]));
}

/**
 * Put each voice as near to the middle of its claims as the others let it.
 *
 * @param {HTMLElement} stage
 * @param {Line[]} lines
 */
function placeVoices(stage, lines) {
  const rails = /** @type {NodeListOf<HTMLElement>} */ (stage.querySelectorAll(".map-voices"));
  for (const list of rails) for (const item of list.children) if (item instanceof HTMLElement) item.style.marginTop = "";
  if (!isWide(stage)) return;
  const plans = [...rails].map((list) => plan(list, lines));
  for (const moves of plans) for (const [item, margin] of moves) item.style.marginTop = `${margin}px`;
}

/**
 * How to move the voices of a list; none is wished lower than the cards go.
 *
 * @param {HTMLElement} list
 * @param {Line[]} lines
 * @returns {[HTMLElement, number][]}
 */
function plan(list, lines) {
  const top = list.getBoundingClientRect().top;
  const bottom = (list.closest(".map-columns") || list).getBoundingClientRect().bottom - top;
  const items = /** @type {HTMLElement[]} */ ([...list.children]);
  const boxes = items.map((item) => {
    const voice = item.firstElementChild, height = item.getBoundingClientRect().height;
    const ends = lines.filter((line) => line.voice === voice).map(({ end }) => middleOf(end) - top);
    const middle = ends.reduce((sum, y) => sum + y, 0) / ends.length;
    const wish = ends.length ? Math.min(middle - height / 2, bottom - height) : null;
    return { height, wish };
  });
  let floor = 0;
  return apart(boxes).map((y, n) => {
    const margin = y - floor;
    floor = y + boxes[n].height;
    return [items[n], margin];
  });
}

/**
 * Heights as near to the wished ones as possible, in order and without overlap: blocks that would overlap
 * are joined, and put at the mean of what they wish.
 *
 * @param {{height: number, wish: number | null}[]} boxes
 * @returns {number[]}
 */
function apart(boxes) {
  /** @type {{wish: number, weight: number, members: number[], height: number}[]} */
  const blocks = [];
  for (const [n, { height, wish }] of boxes.entries()) {
    const last = blocks[blocks.length - 1];
    blocks.push({ wish: wish ?? (last ? last.wish + last.height : 0), weight: wish === null ? 0.01 : 1, members: [n], height: height + GAP });
    for (let one = blocks[blocks.length - 1]; blocks.length > 1; one = blocks[blocks.length - 1]) {
      const before = blocks[blocks.length - 2];
      if (Math.max(before.wish, 0) + before.height <= one.wish) break;
      const weight = before.weight + one.weight;
      before.wish = (before.wish * before.weight + (one.wish - before.height) * one.weight) / weight;
      before.weight = weight;
      before.members.push(...one.members);
      before.height += one.height;
      blocks.pop();
    }
  }
  return blocks.flatMap(({ wish, members }) => {
    let y = Math.max(0, wish);
    return members.map((n) => {
      const at = y;
      y += boxes[n].height + GAP;
      return at;
    });
  });
}

/** @param {HTMLElement} element */
function middleOf(element) {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}

/**
 * @param {SVGElement} svg
 * @param {HTMLElement} stage
 * @param {Line[]} lines
 * @param {Joined[]} joined
 */
function drawLines(svg, stage, lines, joined) {
  const origin = stage.getBoundingClientRect();
  /** @type {Map<Element | null, Reach>} */
  const reaches = new Map();
  const ways = lines.flatMap((line) => {
    const rail = line.voice.closest(".map-rail"), token = line.voice.querySelector(".map-token");
    if (!token) return [];
    const reach = reaches.get(rail) || reachOf(rail, origin);
    reaches.set(rail, reach);
    return [wayOf(line, token, rail, reach, origin)];
  });
  const minor = minorOf(ways);
  partEnds(ways, origin);
  partBends(ways.filter((_, n) => !minor.has(n)));
  const paths = ways.map(({ line, from, to, exit, bend }, n) => {
    const path = draw("path", { class: `side-${line.side}${minor.has(n) ? " minor" : ""}`, d: wayOut(from, to, exit, bend) });
    path.style.strokeWidth = `${Math.min(THICKEST, 1 + Math.log2(line.weight) / 2)}px`;
    return path;
  });
  const middle = stage.querySelector(".rail-middle"), reach = reachOf(middle, origin);
  const pass = gapsBetween([...middle?.querySelectorAll(IN_THE_WAY) || []].map((one) => boxOf(one, origin)));
  svg.replaceChildren(...paths, ...joined.map((one) => between(one, origin, reach, pass)));
}

/**
 * From where to where a line leads. It leaves a voice at its token, or behind its name where that stands beside it.
 *
 * @param {Line} line
 * @param {Element} token
 * @param {Element | null} rail
 * @param {Reach} reach
 * @param {DOMRect} origin of the stage
 * @returns {Way}
 */
function wayOf(line, token, rail, reach, origin) {
  const card = boxOf(line.end, origin), { left, top, right: end, bottom } = boxOf(token, origin);
  const leftwards = left > card.left;
  const behind = rail?.classList.contains("many") ? Math.max(end, ...[...line.voice.children].map((one) => boxOf(one, origin).right)) + PAST : end;
  const from = { x: leftwards ? left : behind, y: (top + bottom) / 2 };
  const to = { x: leftwards ? card.right : card.left, y: (card.top + card.bottom) / 2 };
  return { line, rail, from, to, exit: leftwards ? reach.left - PAST : reach.right + PAST, bend: 0.5 };
}

/**
 * Let lines that meet at one claim, or at one topic, end below each other in the order in which they come, so that
 * one can follow each of them.
 *
 * @param {Way[]} ways
 * @param {DOMRect} origin of the stage
 */
function partEnds(ways, origin) {
  /** @type {Map<string, Way[]>} */
  const met = new Map();
  const ends = [...new Set(ways.map(({ line }) => line.end))];
  for (const way of ways) {
    const name = `${ends.indexOf(way.line.end)} ${way.to.x}`;
    met.set(name, [...met.get(name) || [], way]);
  }
  for (const some of met.values()) {
    const end = some[0].line.end, { top, bottom } = boxOf(end.closest(".closed") || end, origin);
    const apart = Math.min(PARTED, (bottom - top - 2 * PARTED) / Math.max(1, some.length - 1));
    some.sort((a, b) => a.from.y - b.from.y);
    for (const [n, way] of some.entries()) way.to.y = (top + bottom) / 2 + apart * (n - (some.length - 1) / 2);
  }
}

/**
 * Let lines between the same columns go up, or down, one beside the other: the farther a line has come, the nearer to
 * its claim. Lines that do not cross by their ends do not cross on their way, either.
 *
 * @param {Way[]} ways
 */
function partBends(ways) {
  /** @type {Map<string, Way[]>} */
  const beside = new Map();
  for (const way of ways) {
    const name = `${way.rail?.className} ${way.line.side} ${way.to.y < way.from.y}`;
    beside.set(name, [...beside.get(name) || [], way]);
  }
  for (const some of beside.values()) {
    some.sort((a, b) => (a.to.y < a.from.y ? 1 : -1) * (a.from.y - b.from.y || a.to.y - b.to.y));
    for (const [n, way] of some.entries()) way.bend = BENDS[0] + (BENDS[1] - BENDS[0]) * (n + 0.5) / some.length;
  }
}

/**
 * The lines that would make too many cross; each voice has one to each of its sides that is not among them.
 *
 * @param {Way[]} ways those that matter most first
 * @returns {Set<number>} their numbers
 */
function minorOf(ways) {
  /** @type {Set<Way>} */
  const drawn = new Set();
  const joined = new Set();
  const towards = (/** @type {Way} */ { line }) => `${line.voice.dataset.key} ${line.side}`;
  const crossed = (/** @type {Way} */ way) => [...drawn].filter((other) => cross(way, other)).length;
  let crossings = 0;
  for (const way of ways) {
    // The first line of a voice is its weightiest; that to the other side is the one that crosses the fewest.
    const first = !joined.has(way.line.voice), some = first ? [way] : joined.has(towards(way)) ? [] : ways.filter((one) => towards(one) === towards(way));
    const [best = way] = some.map((one) => ({ one, n: crossed(one) })).sort((a, b) => a.n - b.n).map(({ one }) => one);
    const more = crossed(best);
    if (drawn.has(best) || (!some.length && crossings + more > MAX_CROSSINGS)) continue;
    joined.add(way.line.voice).add(towards(way));
    drawn.add(best);
    crossings += more;
  }
  return new Set(ways.flatMap((way, n) => (drawn.has(way) ? [] : [n])));
}

/**
 * @param {Way} a
 * @param {Way} b
 */
function cross(a, b) {
  return a.rail === b.rail && a.line.side === b.line.side && (a.from.y - b.from.y) * (a.to.y - b.to.y) < 0;
}

/**
 * Where something stands on the stage.
 *
 * @param {Element} element
 * @param {DOMRect} origin of the stage
 */
function boxOf(element, origin) {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return { left: left - origin.left, top: top - origin.top, right: right - origin.left, bottom: bottom - origin.top };
}

/**
 * How far to the left and right the tokens and names of a column reach.
 *
 * @param {Element | null} rail
 * @param {DOMRect} origin of the stage
 * @returns {Reach}
 */
function reachOf(rail, origin) {
  const boxes = [...rail?.querySelectorAll(IN_THE_WAY) || []].map((one) => boxOf(one, origin));
  const whole = rail ? boxOf(rail, origin) : { left: 0, right: 0 };
  if (!boxes.length) return { left: (whole.left + whole.right) / 2, right: (whole.left + whole.right) / 2 };
  return { left: Math.min(...boxes.map(({ left }) => left)), right: Math.max(...boxes.map(({ right }) => right)) };
}

/**
 * The cards that an argument of the coder's joins.
 *
 * @param {HTMLElement} stage
 * @param {Drawn[]} readings
 * @param {number} most
 * @returns {Joined[]}
 */
function joinedBy(stage, readings, most) {
  const cards = byKey(stage, ".map-card[data-key]", "key");
  return readings.slice(0, Math.max(0, most)).flatMap(({ premise, target, relation }) => {
    const [from, to] = [cards.get(premise), cards.get(target)];
    return from && to ? [{ from, to, relation }] : [];
  });
}

/**
 * A dotted line between two cards: beside their column, or through a gap in the middle. A bar at its end means an
 * attack, a point a support.
 *
 * @param {Joined} one
 * @param {DOMRect} origin of the stage
 * @param {Reach} middle how far what stands in the middle reaches
 * @param {(wish: number) => number} pass
 */
function between({ from, to, relation }, origin, middle, pass) {
  const [a, b] = [boxOf(from, origin), boxOf(to, origin)];
  const out = outwards(columnOf(from), columnOf(to)), back = outwards(columnOf(to), columnOf(from));
  const start = { x: out > 0 ? a.right : a.left, y: (a.top + a.bottom) / 2 };
  const end = { x: back > 0 ? b.right : b.left, y: (b.top + b.bottom) / 2 };
  const bulge = Math.min(BULGE[1], BULGE[0] + Math.abs(start.y - end.y) / 8);
  const passes = out !== back && !from.closest(".rail-middle") && !to.closest(".rail-middle");
  const way = passes ? wayAcross(start, end, middle, pass((start.y + end.y) / 2))
    : `M${start.x} ${start.y}C${start.x + out * bulge} ${start.y} ${end.x + back * bulge} ${end.y} ${end.x} ${end.y}`;
  const mark = relation === "attack" ? `M${end.x} ${end.y - 6}v12` : `M${end.x + back * 9} ${end.y - 4}L${end.x} ${end.y}l${back * 9} 4`;
  return draw("path", { class: "argument", "data-ends": `${from.dataset.key} ${to.dataset.key}`, d: way + mark });
}

/** @param {HTMLElement} card */
function columnOf(card) {
  return card.closest(".rail-middle") ? 1 : card.closest(".map-side.side-against") ? 2 : 0;
}

/**
 * To which side of a card a line leaves it: towards the other card; within a column, towards the middle.
 *
 * @param {number} column
 * @param {number} other
 */
function outwards(column, other) {
  return column === other ? (column === 2 ? -1 : 1) : Math.sign(other - column);
}

/**
 * Light what belongs to some voices or claims, and grey the rest.
 *
 * @param {HTMLElement} stage
 * @param {string[]} keys
 * @param {Line[]} lines
 */
function light(stage, keys, lines) {
  const wanted = new Set(keys), lit = new Set(keys);
  const mine = lines.map(({ voice, claims }) => wanted.has(voice.dataset.key || "") || claims.some((claim) => wanted.has(claim)));
  for (const [n, { voice, claims }] of lines.entries()) {
    if (!mine[n]) continue;
    const maker = voice.dataset.key || "";
    for (const one of wanted.has(maker) ? [maker, ...claims] : [maker]) lit.add(one);
  }
  const tokens = /** @type {NodeListOf<HTMLElement>} */ (stage.querySelectorAll(".map-stance"));
  for (const one of tokens) {
    const claim = one.closest(".map-card")?.getAttribute("data-key") || "";
    if (wanted.has(one.dataset.voice || "") || wanted.has(claim)) lit.add(claim).add(one.dataset.voice || "");
  }
  const paths = /** @type {NodeListOf<SVGElement>} */ (stage.querySelectorAll(".map-lines path"));
  for (const [n, path] of paths.entries()) {
    const ends = (path.dataset.ends || "").split(" ");
    path.classList.toggle("on", n < mine.length ? mine[n] : ends.some((end) => wanted.has(end)));
    if (ends.some((end) => wanted.has(end))) for (const end of ends) lit.add(end);
  }
  stage.classList.toggle("lit", lit.size > 0);
  const all = /** @type {NodeListOf<HTMLElement>} */ (stage.querySelectorAll("[data-key]"));
  for (const one of all) one.classList.toggle("on", lit.has(one.dataset.key || ""));
}

/**
 * The map is one stop of the Tab key; arrows go on from there.
 *
 * @param {HTMLElement} stage
 */
function roving(stage) {
  const all = stops(stage);
  const current = all.find((one) => one.getAttribute("aria-current")) || all[0];
  for (const one of all) one.tabIndex = one === current ? 0 : -1;
  stage.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement) || target.tabIndex !== -1) return;
    for (const one of stops(stage)) one.tabIndex = one === target ? 0 : -1;
  });
}

/** @param {HTMLElement} stage */
function stops(stage) {
  return /** @type {HTMLElement[]} */ ([...stage.querySelectorAll("a[href], summary")]);
}

/**
 * @param {HTMLElement} stage
 * @param {KeyboardEvent} event
 */
function walk(stage, event) {
  if (event.key === "Escape") return goUp(event);
  const from = event.target instanceof HTMLElement ? event.target : null;
  const next = from && neighbour(stops(stage), from, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/**
 * Close the panel or, where none is open, the topic.
 *
 * @param {KeyboardEvent} event
 */
function goUp(event) {
  const up = document.querySelector(".map-close") || document.querySelector(".map-up");
  if (!(up instanceof HTMLElement)) return;
  event.preventDefault();
  up.click();
}

/** Escape goes up from everywhere on the page, but where the reader types or has opened a menu. */
export function followEscape() {
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const typed = event.target instanceof Element && event.target.closest("input:not([type=range], [type=checkbox]), select, textarea");
    if (!typed) goUp(event);
  });
}

/**
 * The nearest stop in the direction of an arrow key; the first or last for Home and End.
 *
 * @param {HTMLElement[]} all
 * @param {HTMLElement} from
 * @param {string} key
 */
function neighbour(all, from, key) {
  if (key === "Home" || key === "End") return all[key === "Home" ? 0 : all.length - 1];
  const across = key === "ArrowLeft" || key === "ArrowRight", back = key === "ArrowLeft" || key === "ArrowUp";
  if (!across && key !== "ArrowUp" && key !== "ArrowDown") return null;
  const here = from.getBoundingClientRect();
  const column = (/** @type {HTMLElement} */ one) => one.closest(".map-rail, .map-side");
  const [home, columns] = [column(from), [...(from.closest(".map-columns")?.children || [])]];
  const sought = across ? columns.filter((_, n) => (back ? n < columns.indexOf(/** @type {Element} */ (home)) : n > columns.indexOf(/** @type {Element} */ (home)))) : [home];
  if (across && back) sought.reverse();
  for (const one of sought) {
    const some = all.filter((stop) => column(stop) === one && stop !== from && stop.getClientRects().length);
    const ahead = across ? some : some.filter((stop) => (back ? middleOf(stop) < here.top + here.height / 2 : middleOf(stop) > here.top + here.height / 2));
    const distance = (/** @type {HTMLElement} */ stop) => Math.abs(middleOf(stop) - here.top - here.height / 2) + Math.abs(stop.getBoundingClientRect().left - here.left) / 1000;
    const [nearest] = ahead.sort((a, b) => distance(a) - distance(b));
    if (nearest) return nearest;
  }
  return null;
}
