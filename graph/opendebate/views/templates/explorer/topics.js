// What is claimed for and against, face to face, by topic.

import { append, capital, count, make, named } from "./dom.js";
import { NAME, entries, link } from "./claim-entry.js";
import { inWords } from "./model.js";
import { section } from "./timeline.js";

/** @typedef {import("./claim-entry.js").View} View */
/** @typedef {import("./model.js").Claim} Claim */
/** @typedef {"for" | "against" | "both"} Sided */
/** @typedef {{key: string, name: string, claims: Claim[]}} Group */

const MANY = 60; // claims; of more, most topics are closed at first
const OPEN = 1; // topics of many claims that are open at first
const FEW = 3; // claims of a side of an open topic, among many

export const SIDES = /** @type {const} */ (["for", "against", "both"]);

/**
 * Claims for and against, by topic. A claim stands once: under that of its topics, widest ones,
 * which most claims share. Topics with the most to set against each other come first; those on which
 * only one side makes claims stand beside each other, or half of the page would be empty.
 *
 * @param {View} view
 * @param {Claim[]} claims
 */
export function faceToFace(view, claims) {
  if (!claims.length) return null;
  /** @param {Group} group */
  const disputed = ({ claims: all }) => Math.min(on(all, "for").length, on(all, "against").length);
  const groups = grouped(view, claims).sort((a, b) => disputed(b) - disputed(a) || bySize(a, b));
  const met = groups.filter((group) => disputed(group));
  const alone = groups.filter((group) => !disputed(group));
  const astray = alone.flatMap((group) => on(group.claims, "both"));
  const many = claims.length > MANY, open = many ? OPEN : met.length;
  const several = claims.some(({ topics }) => widestOf(view, topics).length > 1);
  return section("for-against", "For and against, by topic",
    several && make("p.quiet", null, "A claim on several topics stands once, under the topic that most of these claims share."),
    ...met.slice(0, open).map((group) => topic(view, group, many ? FEW : undefined)),
    met.length > open && make("div.closed-topics", null, met.slice(open).map((group) => closed(view, group))),
    astray.length > 0 && make("section.topic", null,
      make("h3", null, "On both sides at once"), whole(view, astray)),
    oneSided(view, alone, met.length > 0, many));
}

/**
 * A topic of which one sees the name and how many claims it has, until one opens it.
 *
 * @param {View} view
 * @param {Group} group
 */
function closed(view, group) {
  const facing = SIDES.slice(0, 2).every((which) => on(group.claims, which).length);
  const words = (facing ? SIDES : SIDES.slice(0, 2)).map((which) => [on(group.claims, which).length, which]).filter(([n]) => n)
    .map(([n, which]) => `${n} ${which === "both" ? "on both sides" : which}`).join(", ");
  const box = make("details.topic", { "data-fold": group.key || "no-topic" }, make("summary", null, make("h3", null, group.key ? named(group.name, NAME) : group.name), " ",
    make("span.quiet", null, words)));
  box.addEventListener("toggle", () => {
    if (box.open && box.childElementCount === 1) append(box, sidesOf(view, group), group.key && make("p.small", null, "All about the topic: ", link(view, group.key, NAME)));
  });
  return box;
}

/**
 * The topic with more claims first, what has no topic last.
 *
 * @param {Group} a
 * @param {Group} b
 */
export function bySize(a, b) {
  return Number(!a.key) - Number(!b.key) || b.claims.length - a.claims.length || inWords(a.name, b.name);
}

/**
 * Topics on which only one side makes claims: for on the left, against on the right.
 *
 * @param {View} view
 * @param {Group[]} groups
 * @param {boolean} apart whether topics stand before them on which both sides do
 * @param {boolean} many whether they are closed at first
 */
function oneSided(view, groups, apart, many) {
  const columns = SIDES.slice(0, 2).map((which) => groups
    .filter((group) => on(group.claims, which).length)
    .map((group) => (many ? closed(view, group) : make("section.topic", null, title(view, group), side(view, group, which)))));
  const topics = columns.flat();
  if (!topics.length) return null;
  // With one side only, there is nothing to set its column against.
  if (topics.length === Math.max(...columns.map(({ length }) => length))) return make("div.sides", null, topics);
  const body = make("div.sides", null, columns.map((column) => make("div.column", null, column)));
  if (many && apart) {
    return make("details.topic.alone", { "data-fold": "one-sided" }, make("summary", null, make("h3", null, `${count(topics.length, "topic")} on which only one side makes claims`)), body);
  }
  const where = apart ? "On the other topics" : "On each topic";
  return make("div.alone", null, make("p.quiet", null, `${where} only one side makes claims.`), body);
}

/**
 * @param {View} view
 * @param {Claim[]} claims
 * @returns {Group[]}
 */
export function grouped(view, claims) {
  const { model } = view.shown;
  /** @type {Map<string, number>} */
  const shared = new Map();
  const topics = new Map(claims.map((claim) => [claim.key, widestOf(view, claim.topics)]));
  for (const key of [...topics.values()].flat()) shared.set(key, (shared.get(key) || 0) + 1);
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (const claim of claims) {
    const [key = ""] = (topics.get(claim.key) || [])
      .sort((a, b) => (shared.get(b) || 0) - (shared.get(a) || 0) || inWords(a, b));
    const group = groups.get(key) || { key, name: key ? model.nameOf(key) : "Without a topic", claims: [] };
    group.claims.push(claim);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/**
 * The widest topics above some, each once.
 *
 * @param {View} view
 * @param {string[]} topics
 */
function widestOf({ shown: { model } }, topics) {
  /** @param {string} key */
  const widest = (key) => {
    for (let at = key, steps = 0; steps < 20; steps += 1) {
      const above = String(model.data.things[at]?.broader || "");
      if (!model.things.has(above)) return at;
      at = above;
    }
    return key;
  };
  return [...new Set(topics.map(widest))];
}

/**
 * @param {View} view
 * @param {Group} group
 */
export function title(view, group) {
  return make("h3", null, group.key ? link(view, group.key, NAME) : group.name);
}

/**
 * @param {View} view
 * @param {Group} group
 * @param {number} [most] claims of each side that are shown at first
 */
function topic(view, group, most) {
  return make("section.topic", null, title(view, group), sidesOf(view, group, most));
}

/**
 * The claims of a topic, by side; sides without a claim are left out where it is not face to face.
 *
 * @param {View} view
 * @param {Group} group
 * @param {number} [most] claims of each side that are shown at first
 */
function sidesOf(view, group, most) {
  const both = on(group.claims, "both"), sides = SIDES.slice(0, 2).filter((which) => on(group.claims, which).length);
  return [
    make(sides.length > 1 ? "div.sides" : "div", null, sides.map((which) => side(view, group, which, most))),
    both.length > 0 && sides.length > 1 && whole(view, both, make("p.side-word", null, "On both sides at once")),
  ];
}

/**
 * Claims of both sides, across the columns.
 *
 * @param {View} view
 * @param {Claim[]} claims
 * @param {HTMLElement} [word]
 */
function whole(view, claims, word) {
  return make("div.side.side-both", null, word, entries(view, claims));
}

/**
 * @param {View} view
 * @param {Group} group
 * @param {Sided} which
 * @param {number} [most] claims that are shown at first
 */
function side(view, group, which, most) {
  const claims = on(group.claims, which);
  return make("div", { class: `side side-${which}` },
    make("p.side-word", null, `${capital(which)} · ${claims.length}`), entries(view, claims, most));
}

/**
 * @param {Claim[]} claims
 * @param {Sided} side
 */
export function on(claims, side) {
  return claims.filter((claim) => claim.side === side);
}
