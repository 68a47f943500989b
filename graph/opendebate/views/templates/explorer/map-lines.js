// Where the map's voices stand, and the lines from them to the claims that they make.

import { draw } from "./dom.js";

/** @typedef {import("./map-model.js").DebateMap} DebateMap */
/** @typedef {import("./map-model.js").Voice} Voice */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./map.js").Drawn} Drawn */
/** @typedef {{from: HTMLElement, to: HTMLElement, relation: string}} Joined */
/** @typedef {{voice: HTMLElement, end: HTMLElement, key: string, side: string, weight: number}} Line */

const GAP = 10; // between voices, in pixels
const MAX_LINES = 80;
const BULGE = 45; // of a line between two cards, in pixels
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
  const lines = linesOf(stage, map), joined = joinedBy(stage, readings, MAX_LINES - lines.length);
  /** What is lit while nothing is pointed at. */
  const rest = () => (state.pin ? [state.pin] : state.camp && isWide(stage) ? campOf(stage, state.camp) : []);
  let first = true;
  const layOut = () => {
    placeVoices(stage, lines);
    drawLines(svg, stage, lines, joined);
    light(stage, rest(), lines);
    if (first) begin(article, focused);
    first = false;
  };
  // In the next frame: what is moved here is not measured within the same.
  new ResizeObserver(() => requestAnimationFrame(() => stage.isConnected && layOut())).observe(stage);
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
 * Each voice with each claim that it makes, or with the claim's topic where topics are closed.
 *
 * @param {HTMLElement} stage
 * @param {DebateMap} map
 * @returns {Line[]}
 */
function linesOf(stage, map) {
  const voices = byKey(stage, ".map-voice[data-key]", "key");
  const cards = byKey(stage, ".map-card[data-key]", "key"), topics = byKey(stage, ".closed [data-topic]", "topic");
  /** @type {Map<string, Line>} */
  const found = new Map();
  for (const { key, side, topic, makers } of map.cards) {
    const end = side === "both" ? undefined : cards.get(key) || topics.get(`${side} ${topic}`);
    for (const maker of end ? makers : []) {
      const voice = voices.get(maker), name = `${maker} ${cards.has(key) ? key : `${side} ${topic}`}`;
      const known = found.get(name);
      if (known) known.weight += 1;
      else if (voice && end) found.set(name, { voice, end, key: cards.has(key) ? key : "", side, weight: 1 });
    }
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight).slice(0, MAX_LINES);
}

/**
 * @param {HTMLElement} stage
 * @param {string} selector
 * @param {"key" | "topic"} name
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
 * @param {HTMLElement} list
 * @param {Line[]} lines
 * @returns {[HTMLElement, number][]}
 */
function plan(list, lines) {
  const top = list.getBoundingClientRect().top;
  const items = /** @type {HTMLElement[]} */ ([...list.children]);
  const boxes = items.map((item) => {
    const voice = item.firstElementChild, height = item.getBoundingClientRect().height;
    const ends = lines.filter((line) => line.voice === voice).map(({ end }) => middleOf(end) - top);
    const wish = ends.length ? ends.reduce((sum, y) => sum + y, 0) / ends.length - height / 2 : null;
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
  const { left, top } = stage.getBoundingClientRect();
  const paths = lines.flatMap(({ voice, end, side, weight }) => {
    const token = voice.querySelector(".map-token")?.getBoundingClientRect(), card = end.getBoundingClientRect();
    if (!token) return [];
    const right = token.left > card.left;
    const x1 = (right ? token.left : token.right) - left, x2 = (right ? card.right : card.left) - left;
    const y1 = token.top + token.height / 2 - top, y2 = card.top + card.height / 2 - top, bend = (x2 - x1) / 2;
    const path = draw("path", { class: `side-${side}`, d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` });
    path.style.strokeWidth = `${Math.min(4, 1 + Math.log2(weight))}px`;
    return [path];
  });
  svg.replaceChildren(...paths, ...joined.map((one) => between(one, left, top)));
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
 * A dotted line between the inner edges of two cards; a bar at its end means an attack, a point a support.
 *
 * @param {Joined} one
 * @param {number} left
 * @param {number} top
 */
function between({ from, to, relation }, left, top) {
  const [a, b] = [from.getBoundingClientRect(), to.getBoundingClientRect()];
  const inner = (/** @type {HTMLElement} */ card) => (card.closest(".side-against.map-side") ? "left" : "right");
  const x1 = a[inner(from)] - left, x2 = b[inner(to)] - left;
  const y1 = a.top + a.height / 2 - top, y2 = b.top + b.height / 2 - top;
  const out = (/** @type {HTMLElement} */ card) => (inner(card) === "right" ? 1 : -1) * BULGE;
  const end = relation === "attack" ? `M${x2} ${y2 - 6}v12` : `M${x2 + out(to) / 5} ${y2 - 4}L${x2} ${y2}l${out(to) / 5} 4`;
  return draw("path", { class: "argument", "data-ends": `${from.dataset.key} ${to.dataset.key}`,
    d: `M${x1} ${y1}C${x1 + out(from)} ${y1} ${x2 + out(to)} ${y2} ${x2} ${y2}${end}` });
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
  const mine = lines.map(({ voice, key: claim }) => wanted.has(voice.dataset.key || "") || wanted.has(claim));
  for (const [n, { voice, key: claim }] of lines.entries()) if (mine[n]) lit.add(voice.dataset.key || "").add(claim);
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
  if (event.key === "Escape") {
    const up = document.querySelector(".map-close, .map-up");
    if (up instanceof HTMLElement) up.click();
    return;
  }
  const from = event.target instanceof HTMLElement ? event.target : null;
  const next = from && neighbour(stops(stage), from, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
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
