// A timeline: events, policies and sources in their order.

import { capital, count, make, named } from "./dom.js";
import { inWords, texts } from "./model.js";
import { traceOf } from "./state.js";
import { tellDates, tellNames } from "./wording.js";

/** @typedef {import("./dom.js").Child} Child */
/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Thing} Thing */
/** @typedef {import("./state.js").State} State */
/** @typedef {{thing: Thing, start: number, end: number}} Item */

const KINDS = ["event", "policy", "source"];
const DAY = 86_400_000;
const MOST = 24; // entries of the list that are shown at first
const FEW = 9; // of a list that is longer
const SHORT = 0.06; // of the axis: a longer time is one between whose ends it was
const LEGIBLE = 1.3; // height of a lane with room for a number, in rem
/** From tick to tick: days, as negative numbers, or months. */
const STEPS = [-1, -2, -7, -14, 1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 24000];

/**
 * @param {Shown} shown
 * @param {State} state
 * @returns {HTMLElement | null}
 */
export function timeStrip(shown, state) {
  const things = inTime(shown);
  const undated = things.filter(({ earliest }) => !earliest);
  const dated = things.filter(({ earliest }) => earliest).map((thing) => ({
    thing,
    start: Date.parse(String(thing.earliest)),
    end: Date.parse(thing.latest || String(thing.earliest)) + DAY,
  })).sort((a, b) => a.start - b.start || a.end - b.end || inWords(a.thing.key, b.thing.key));
  if (!dated.length) return null;
  const { element, marks } = axis(dated);
  /** @param {Thing[]} all */
  const list = (all) => folded([...all.entries()], all.length > MOST ? FEW : MOST,
    ([n, thing]) => line(shown.model, thing, state, thing.earliest ? marks[n] : undefined, n + 1), `more-${all[0].key}`, "ul.entries.timeline-list");
  return section("timeline", "What happened when", key(dated, marks), element,
    list(dated.map(({ thing }) => thing)),
    undated.length > 0 && make("details.undated", { "data-fold": "undated" }, make("summary.quiet.small", null,
      count(undated.length, "event, policy or source", "events, policies or sources"), " without a date"), list(undated)));
}

/**
 * What the marks mean, as far as they occur.
 *
 * @param {Item[]} items
 * @param {HTMLElement[]} marks
 */
function key(items, marks) {
  const kinds = KINDS.filter((kind) => items.some(({ thing }) => thing.kind === kind));
  return make("ul.timeline-key.quiet.small", { "aria-hidden": "true" },
    kinds.map((kind) => make("li", null, make(`i.timeline-dot.${kind}`), kind)),
    marks.some((mark) => mark.matches(".vague")) && make("li.vague", null, "┄┄", make("i.timeline-dot"), "┄┄ some time between"));
}

/**
 * Events, policies and sources; where filters are set, the sources of what is left, what it is about, and
 * the policies that respond to it.
 *
 * @param {Shown} shown
 */
function inTime({ model, statements, claims, filtered }) {
  const things = KINDS.flatMap((kind) => model.ofKind(kind));
  if (!filtered) return things;
  const near = new Set([...statements.values()].map(({ source }) => source));
  for (const { about, explains } of claims.values()) {
    for (const key of [...about, ...explains]) near.add(key);
  }
  /** @param {Thing} thing */
  const responds = ({ raw }) => texts(raw, "respondsTo").some((claim) => claims.has(claim));
  return things.filter((thing) => near.has(thing.key) || responds(thing));
}

/**
 * A thing in the list, tied to its mark by a number.
 *
 * @param {Model} model
 * @param {Thing} thing
 * @param {State} state
 * @param {HTMLElement} [mark] none where it has no date
 * @param {number} [n]
 */
function line(model, thing, state, mark, n) {
  const who = ["participant", "issuer", "publisher"].flatMap((term) => texts(thing.raw, term))
    .map((key) => model.nameOf(key));
  const ends = tellDates(thing.earliest, thing.latest).split(" to ");
  const light = () => mark?.classList.add("lit");
  const dim = () => mark?.classList.remove("lit");
  return make("li", { pointerenter: light, pointerleave: dim, focusin: light, focusout: dim },
    mark && [
      make("span", { class: mark.matches(".vague") && "vague" }, make(`span.timeline-dot.${thing.kind}`, null, n)),
      make("span.quiet.small", null, ends[1] && "between ", make("span.timeline-date", null, ends.join("\nand "))),
    ],
    make("span", null, make("a", { href: traceOf(thing.key, state) }, named(thing.name, 160)),
      make("span.quiet.small", null, ` ${capital(thing.what)}`,
        ...(who.length ? [", ", named(tellNames(who), 160)] : []))));
}

/**
 * The axis with a numbered mark for each item; marks that would meet stand on further lanes.
 *
 * @param {Item[]} items
 */
function axis(items) {
  const ticks = ticksOf(items[0].start, Math.max(...items.map((item) => item.end)));
  const from = ticks.times[0], to = ticks.times[ticks.times.length - 1];
  /** @param {number} time */
  const place = (time) => (100 * (time - from)) / (to - from);
  const element = make("div.timeline-axis", { "aria-hidden": "true" });
  for (const time of ticks.times.slice(0, -1)) {
    const tick = make("span.timeline-year", null, new Date(time).toISOString().slice(0, ticks.shown));
    tick.style.left = `${place(time)}%`;
    element.append(tick);
  }
  /** @type {number[]} */
  const lanes = [];
  const placed = items.map(({ start, end }) => {
    const left = place(start), width = place(end) - left;
    // A number is 20 px wide however short its time is, and stands in its middle: on a phone's axis that is
    // about this much.
    const over = Math.max(0, 7 - width) / 2;
    const free = lanes.findIndex((until) => until <= left - over);
    const lane = free < 0 ? lanes.length : free;
    lanes[lane] = left + width + over;
    return { left, width, lane };
  });
  const height = Math.min(LEGIBLE, 24 / lanes.length);
  const marks = placed.map(({ left, width, lane }, n) => {
    const { thing, start, end } = items[n];
    const vague = end - start > Math.max(DAY, SHORT * (to - from));
    const mark = make(vague ? "span.timeline-mark.vague" : "span.timeline-mark", { title: thing.name.slice(0, 160) },
      make(`span.timeline-dot.${thing.kind}`, null, height < LEGIBLE ? "" : n + 1));
    Object.assign(mark.style, { left: `${left}%`, width: `${width}%`, bottom: `${2.2 + lane * height}rem` });
    element.append(mark);
    return mark;
  });
  element.classList.toggle("many", height < LEGIBLE);
  element.style.height = `${2.2 + lanes.length * height}rem`;
  return { element, marks };
}

/**
 * Days to mark on the axis, the last one at its end: few enough that their dates never meet.
 *
 * @param {number} start
 * @param {number} end
 */
function ticksOf(start, end) {
  const first = new Date(start);
  const month = first.getUTCFullYear() * 12 + first.getUTCMonth();
  /** @type {number[]} */
  let times = [];
  for (const step of STEPS) {
    // As many as have room on a phone, and as much of their dates as tells them apart.
    const [most, shown] = step < 0 ? [3, 10] : step < 12 ? [4, 7] : [6, 4];
    times = [];
    for (let n = 0; n <= most; n += 1) {
      times.push(step < 0 ? start - n * step * DAY : monthStart(month - (month % step) + n * step));
      if (times[n] >= end) return { times, shown };
    }
  }
  return { times, shown: 4 };
}

/**
 * The time at which a month begins, counted from the year 0. `Date.UTC` would take the year 50 for 1950.
 *
 * @param {number} month
 */
function monthStart(month) {
  return new Date(0).setUTCFullYear(Math.floor(month / 12), month % 12, 1);
}

/**
 * A section under a heading that names it.
 *
 * @param {string} id
 * @param {string} heading
 * @param {...Child} children
 */
export function section(id, heading, ...children) {
  return make("section", { "aria-labelledby": id, class: id }, make("h2", { id }, heading), ...children);
}

/**
 * A list of which only the first are made until one asks for the rest.
 *
 * @template T
 * @param {T[]} things
 * @param {number} most
 * @param {(thing: T) => HTMLLIElement} item
 * @param {string} name of the fold, in the page's address
 * @param {`ul.${string}`} [kind]
 */
export function folded(things, most, item, name, kind = "ul.entries") {
  const list = make(kind, null, things.slice(0, most).map(item));
  if (things.length <= most) return make("div", null, list);
  const more = make("button.small.more", { type: "button", "data-fold": name, click: () => {
    const rest = things.slice(most).map(item);
    list.append(...rest);
    more.remove();
    rest[0].querySelector("a")?.focus();
  } }, `Show ${(things.length - most).toLocaleString("en")} more`);
  return make("div", null, list, more);
}
