// The map: voices and claims of the two camps face to face, on one screen.

import { NAME } from "./claim-entry.js";
import { append, capital, count, make, named } from "./dom.js";
import { COUNTED_FROM, applyFilters } from "./filter.js";
import { mapControls } from "./map-controls.js";
import { followMap } from "./map-lines.js";
import { SIDES, mapOf } from "./map-model.js";
import { mapPanel } from "./map-panel.js";
import { openFolds } from "./open-folds.js";
import { inWords } from "./model.js";
import { FIRST, writeState } from "./state.js";
import { shortName } from "./voices.js";
import { tellNames } from "./wording.js";

/** @typedef {import("./dom.js").Child} Child */
/** @typedef {import("./evidence.js").Reading} Reading */
/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./map-model.js").Card} Card */
/** @typedef {import("./map-model.js").DebateMap} DebateMap */
/** @typedef {import("./map-model.js").Dot} Dot */
/** @typedef {import("./map-model.js").Voice} Voice */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./state.js").State} State */
/** @typedef {"for" | "against" | "middle"} Rail */
/** @typedef {{shown: Shown, state: State, map: DebateMap, cards: Card[], dots: Dot[], voices: Record<Rail, Voice[]>, whole: boolean, readings: Drawn[]}} View */
/** @typedef {{premise: string, target: string, relation: string}} Drawn an argument of the coder's */
/** @typedef {{topic: string, cards: Card[], dots: Dot[]}} Group */

const MAX_CARDS = 40; // of more, one sees topics first
const MAX_OPEN = 8; // cards on each side of an open topic
const MAX_VOICES = 12; // on each rail
/** Voices of a rail; of more, names stand beside their tokens. */
const FEW_VOICES = { for: 9, middle: 7, against: 9 };
const MAX_DOTS = 10; // beside each topic
const MAX_TOPICS = 8; // on each side, where topics are closed: each with a dot a claim, and its leading claim in full
const MAX_TOKENS = 3; // on a card
export const STANCE_SIGNS = /** @type {Record<string, string>} */ ({ denies: "✗", doubts: "?", concedes: "≈", before: "↶" });
const STANCE_WORDS = /** @type {Record<string, string>} */ ({
  denies: "denies the claim", doubts: "doubts the claim", concedes: "concedes the claim", before: "made the claim before changing sides",
});
const UNNAMED = "—"; // in the place of initials
const CAMPS = { for: "For", against: "Against" };

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {Reading} reading
 * @returns {HTMLElement}
 */
export function mapView(shown, state, reading) {
  const article = make("article.map");
  const redraw = (/** @type {State} */ next) => {
    fill(article, applyFilters(shown.model, next.filters), next, reading);
    openFolds(article, next.open);
  };
  append(article, make("header.map-head", null,
    make("h1", null, named(shown.model.question || shown.model.title)), make("div"), mapControls(shown, state, redraw)), make("div"));
  fill(article, shown, state, reading);
  return article;
}

/**
 * Fill a map with what a state shows; the controls above it stay as they are.
 *
 * @param {HTMLElement} article
 * @param {Shown} shown
 * @param {State} state
 * @param {Reading} reading
 */
function fill(article, shown, state, reading) {
  const view = viewOf(shown, state);
  const isEmpty = !view.map.cards.length && !view.dots.length && !view.map.voices.size;
  const columns = isEmpty ? null : make("div.map-columns", { class: `map-columns${view.whole ? "" : " by-topic"}`, role: "group", "aria-label": "Map of voices and claims" },
    rail(view, "for"), side(view, "for"), rail(view, "middle"), side(view, "against"), rail(view, "against"));
  const stage = make("div.map-stage", { "data-camp-shown": shownCamp(view) }, columns);
  const panel = state.pin ? mapPanel(shown, state, reading) : null;
  article.className = panel ? "map with-panel" : "map";
  article.querySelector(".map-head > :nth-child(2)")?.replaceWith(findings(view));
  article.lastElementChild?.replaceWith(make("div.map-content", null, !isEmpty && tabs(view), make("div.map-body", null, stage, panel), !isEmpty && legend(view)));
  followMap(article, stage, view, state);
}

/**
 * The camp that a narrow map shows: that which is asked for, or that of what is pinned.
 *
 * @param {View} view
 */
function shownCamp({ state, map }) {
  const pinned = map.voices.get(state.pin)?.camp || [...map.cards, ...map.dots].find(({ key }) => key === state.pin)?.side;
  return state.camp || (pinned === "both" ? "middle" : pinned || "for");
}

/**
 * What is drawn: all cards where they are few, those of the topic that is open, or topics alone.
 *
 * @param {Shown} shown
 * @param {State} state
 * @returns {View}
 */
function viewOf(shown, state) {
  const map = mapOf(shown);
  const open = Boolean(state.filters.topic), whole = open || map.cards.length <= MAX_CARDS;
  const cards = open ? [...SIDES, "both"].flatMap((one) => weightiest(map.cards.filter((card) => card.side === one)))
    : whole ? map.cards : [];
  const view = { shown, state, map, cards, dots: map.dots, voices: voicesOf(shown, map, whole ? cards : map.cards, whole), whole, readings: [] };
  return { ...view, readings: state.coder ? readingsOf(shown, inFull(view)) : [] };
}

/**
 * The arguments between the claims on the map that only the coder draws.
 *
 * @param {Shown} shown
 * @param {Card[]} cards
 * @returns {Drawn[]}
 */
function readingsOf({ arguments: all }, cards) {
  const drawn = new Set(cards.map(({ key }) => key));
  return [...all.values()].filter(({ stated, relation }) => !stated && relation !== "undercut")
    .flatMap(({ premise, relation, targets }) => targets.filter((target) => drawn.has(premise) && drawn.has(target))
      .map((target) => ({ premise, target, relation })));
}

/** @param {Card[]} cards */
function weightiest(cards) {
  const top = new Set([...cards].sort(byWeight).slice(0, MAX_OPEN));
  return cards.filter((card) => top.has(card));
}

/**
 * @param {Card} a
 * @param {Card} b
 */
export function byWeight(a, b) {
  return b.makers.length - a.makers.length || b.tokens.length - a.tokens.length || inWords(a.key, b.key);
}

/**
 * The voices of each rail in the map's order; of many, those with most of the cards.
 *
 * @param {Shown} shown
 * @param {DebateMap} map
 * @param {Card[]} cards
 * @param {boolean} whole whether claims are drawn, and not their topics
 * @returns {Record<Rail, Voice[]>}
 */
function voicesOf({ model, filtered }, map, cards, whole) {
  /** @type {Map<string, number>} */
  const weight = new Map();
  for (const { makers, tokens } of cards) {
    for (const key of new Set([...makers, ...tokens.map(([voice]) => voice)])) weight.set(key, (weight.get(key) || 0) + 1);
  }
  const { voices: order } = /** @type {import("./map-model.js").Order} */ (model.data.map);
  const place = new Map([...order.for, ...order.middle, ...order.against].map((key, n) => [key, n]));
  const limited = map.voices.size > 3 * MAX_VOICES || filtered;
  const height = whole ? () => 0 : heightsByTopic(cards);
  /** @type {(a: string, b: string, which: Rail) => number} */
  const byHeight = (a, b, which) => (which === "middle" ? SIDES : [which]).map((one) => height(a, one) - height(b, one)).find(Boolean) || 0;
  /** @param {Rail} which */
  const on = (which) => {
    const all = [...map.voices.values()].filter(({ key, camp }) =>
      (camp === "both" ? "middle" : camp) === which && (!limited || weight.has(key)));
    return all.sort((a, b) => (weight.get(b.key) || 0) - (weight.get(a.key) || 0) || inWords(a.key, b.key))
      .slice(0, MAX_VOICES).sort((a, b) => byHeight(a.key, b.key, which) || (place.get(a.key) || 0) - (place.get(b.key) || 0));
  };
  return { for: on("for"), middle: on("middle"), against: on("against") };
}

/**
 * How far down the topic of a side stands on which a voice makes most claims, where the largest topics stand first.
 *
 * @param {Card[]} cards
 * @returns {(voice: string, side: "for" | "against") => number}
 */
function heightsByTopic(cards) {
  const topicOf = (/** @type {Card} */ { side, topic }) => `${side} ${topic}`;
  const sizes = tally(cards.map(topicOf));
  const ranks = new Map(SIDES.flatMap((side) => [...sizes].filter(([name]) => name.startsWith(`${side} `))
    .sort(([, a], [, b]) => b - a).slice(0, MAX_TOPICS).map(([name], n) => /** @type {const} */ ([name, n]))));
  const claims = tally(cards.flatMap((card) => card.makers.map((maker) => `${maker} ${topicOf(card)}`)));
  /** @type {Map<string, [rank: number, claims: number]>} */
  const best = new Map();
  for (const [name, n] of claims) {
    const [voice, side, ...topic] = name.split(" "), rank = ranks.get(`${side} ${topic.join(" ")}`) ?? MAX_TOPICS;
    const [known, most] = best.get(`${voice} ${side}`) || [MAX_TOPICS, 0], listed = rank < MAX_TOPICS ? n : 0;
    if (listed > most || (listed === most && rank < known)) best.set(`${voice} ${side}`, [rank, listed]);
  }
  return (voice, side) => best.get(`${voice} ${side}`)?.[0] ?? MAX_TOPICS;
}

/**
 * @param {string[]} names
 */
function tally(names) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) || 0) + 1);
  return counts;
}

/** @param {View} view */
function findings(view) {
  const { state } = view;
  return make("div", null, make("p.map-finding", null, finding(view)),
    state.filters.topic ? make("p", null, make("a.map-up", { href: writeState({ ...state, pin: "", filters: without(state.filters, "topic") }) }, "← All topics")) : null);
}

/**
 * @param {Record<string, string>} filters
 * @param {string} name
 */
function without(filters, name) {
  return Object.fromEntries(Object.entries(filters).filter(([key]) => key !== name));
}

/**
 * The finding about what is shown, without the coder's reading.
 *
 * @param {Shown} shown
 * @param {State} state
 */
export function findingOf(shown, { filters }) {
  return make("p.map-finding", null, finding(viewOf(shown, { ...FIRST, filters })));
}

/**
 * The finding in a sentence or two: how many named voices stand where, and how often they meet.
 *
 * @param {View} view
 * @returns {Child[]}
 */
function finding({ map, shown, state, readings }) {
  const voices = [...map.voices.values()];
  /** @param {string} camp */
  const n = (camp) => voices.filter((one) => one.camp === camp && !one.former).length;
  const claims = [...map.cards, ...map.dots];
  if (!claims.length && !voices.length) return [shown.filtered ? "No claim that takes a side fits these filters." : "No claim takes a side yet."];
  const changed = voices.filter(({ former }) => former).length;
  const all = new Set([...shown.statements.values()].map(({ source }) => source)), sources = all.size;
  const kind = /article/.test(shown.model.get([...all][0])?.what || "") ? "article" : "source";
  /** @param {string} stance */
  const met = (stance) => map.cards.filter(({ tokens }) => tokens.some(([, taken]) => taken === stance)).length;
  const denied = met("denies"), doubted = met("doubts"), some = n("for") + n("against") + n("both");
  const verb = (/** @type {number} */ many) => (many === 1 ? "is" : "are");
  const topic = state.filters.topic ? ["On “", named(shown.model.nameOf(state.filters.topic), NAME), "”, in "] : ["In "];
  return [
    ...topic, ...(sources === 1 ? [`the ${kind} “`, named(shown.model.nameOf([...all][0]), NAME), "”, "] : [`${count(sources, "source")}, `]),
    make("strong.side-for", null, n("for") ? `${count(n("for"), "named voice speaks", "named voices speak")} only for` : "no named voice speaks only for"),
    n("both") ? ", " : " and ", make("strong.side-against", null, `${n("against") || "none"} only against`),
    ...(n("both") ? [" and ", make("strong.side-both", null, `${n("both")} on both sides`)] : []), ".",
    changed ? ` ${some ? `${changed} more` : count(changed, "named voice")} ${changed === 1 ? "has" : "have"} changed sides.` : "",
    ` Of ${count(claims.length, "claim")} on the map${bySide(claims)}, ${denied || "none"} ${verb(denied || 1)} denied (✗) by a named voice`,
    doubted ? ` and ${doubted} ${verb(doubted)} doubted (?).` : ".",
    state.coder ? ` In the coder's reading, which is dotted here, ${count(readings.length, "argument joins", "arguments join")} the claims shown in full.` : "",
  ];
}

/**
 * How many claims each side has, where more than one has any: " (11 for, 7 against, 1 for both sides)".
 *
 * @param {{side: string}[]} claims
 */
function bySide(claims) {
  const words = { for: "for", against: "against", both: "for both sides" };
  const told = Object.entries(words).map(([side, name]) => ({ name, n: claims.filter((one) => one.side === side).length })).filter(({ n }) => n);
  return told.length > 1 ? ` (${told.map(({ n, name }) => `${n} ${name}`).join(", ")})` : "";
}

/**
 * Camps as tabs, for narrow windows.
 *
 * @param {View} view
 */
function tabs(view) {
  const { state } = view, now = shownCamp(view);
  const names = [["for", "For"], ["middle", "Both sides"], ["against", "Against"]];
  return make("nav.map-tabs", { "aria-label": "Camp" }, names.map(([camp, words]) => make("a.button", {
    href: writeState({ ...state, camp: camp === "for" ? "" : camp, pin: "" }), "aria-current": now === camp ? "true" : null,
  }, words)));
}

/**
 * The voices of a camp, or those between the camps.
 *
 * @param {View} view
 * @param {Rail} which
 */
function rail(view, which) {
  const voices = view.voices[which], many = voices.length > FEW_VOICES[which];
  const heading = which === "middle" ? "On both sides" : `Voices ${which}`;
  const both = which === "middle" ? view.cards.filter((card) => card.side === "both") : [];
  const dots = which === "middle" ? [...(view.whole ? [] : view.map.cards), ...view.dots].filter((dot) => dot.side === "both") : [];
  return make("section", { class: `map-rail rail-${which}${many ? " many" : ""}`, "aria-label": heading },
    voices.length ? make("h2", { class: which === "middle" ? "map-camp side-both" : "hidden" }, heading) : null,
    make("ul.map-voices", null, voices.map((one) => make("li", null, voice(view, one)))),
    ghosts(view, which),
    both.length + dots.length ? make("h3.map-topic", null, make("span", null, "Claims that serve both sides"), dotsOf(view, dots)) : null,
    both.length ? make("ul.map-cards", null, both.map((one) => make("li", null, card(view, one)))) : null);
}

/**
 * @param {View} view
 * @param {Voice} one
 */
function voice({ shown: { model }, state }, one) {
  const name = model.nameOf(one.key), short = shortName(model, one.key);
  const note = [one.narrator && "narrator", one.former && `was ${one.former}`].filter(Boolean).join(", ");
  return make("a.map-voice", {
    class: `map-voice side-${one.camp}`, href: pinned(state, one.key), "data-key": one.key, "data-camp": one.camp,
    "aria-current": state.pin === one.key ? "true" : null,
  }, make("span.map-token", { "aria-hidden": "true" }, named(lettersOf(model, one.key))), make("span.map-name", null, make("span", short === name ? null : { title: name, "aria-hidden": "true" }, named(short, NAME)),
    short === name ? null : make("span.hidden", null, named(name))),
  note ? make("span.map-note", null, note) : null);
}

/**
 * Who stood in this camp before: the trail of voices that changed sides.
 *
 * @param {View} view
 * @param {Rail} which
 */
function ghosts({ shown: { model }, state, voices }, which) {
  const gone = [...voices.for, ...voices.against].filter(({ former }) => former === which);
  if (!gone.length) return null;
  return make("p.map-ghosts", null, make("span.map-note", null, "before: "), gone.map(({ key, camp }) => make("a.map-ghost", {
    href: pinned(state, key), "data-voice": key, title: `${model.nameOf(key)}, now ${camp}`,
  }, make("span", { "aria-hidden": "true" }, named(lettersOf(model, key))), make("span.hidden", null, `${model.nameOf(key)}, now ${camp}`))));
}

/**
 * The address at which something is pinned; once it is, the address at which it is not.
 *
 * @param {State} state
 * @param {string} key
 */
export function pinned(state, key) {
  return writeState({ ...state, pin: state.pin === key ? "" : key, at: "" });
}

/**
 * The letters that stand for a name: "Wendy Hall" is WH, "Meta" is Me.
 *
 * @param {string} name
 * @param {number} [more] how many letters more the last word gives
 */
function initials(name, more = 0) {
  const words = name.split(/[^\p{L}\p{M}\p{N}'’]+/u).filter((word) => /\p{L}|\p{N}/u.test(word));
  const capitals = words.filter((word) => !/^\p{Ll}/u.test(word));
  const [first = name.trim(), ...others] = capitals.length > 1 ? capitals : words;
  const last = [...others[others.length - 1] || ""];
  return last.length ? [...first][0] + last[0].toUpperCase() + last.slice(1, 1 + more).join("") : [...first].slice(0, 2 + more).join("");
}

/** Letters that several voices of a debate would share. @type {WeakMap<Model, Set<string>>} */
const shared = new WeakMap();

/**
 * The letters that stand for a voice on the map, one more where two voices would have the same.
 *
 * @param {Model} model
 * @param {string} key
 */
export function lettersOf(model, key) {
  const alike = (/** @type {string} */ voice) => initials(shortName(model, voice)).toUpperCase();
  const common = shared.get(model) || new Set([...tally(Object.values(/** @type {import("./map-model.js").Order} */ (model.data.map).voices).flat().map(alike))]
    .filter(([, voices]) => voices > 1).map(([letters]) => letters));
  shared.set(model, common);
  return initials(shortName(model, key), common.has(alike(key)) ? 1 : 0);
}

/**
 * The claims of a camp by topic.
 *
 * @param {View} view
 * @param {"for" | "against"} which
 */
function side(view, which) {
  const all = groups(view, which);
  const cards = view.map.cards.filter((one) => one.side === which).length, dots = view.dots.filter((one) => one.side === which).length;
  const drawn = all.filter((group) => group.cards.length || !view.whole), listed = view.whole ? drawn : drawn.slice(0, MAX_TOPICS);
  const rest = view.whole ? all.filter((group) => !group.cards.length) : [];
  return make("section", { class: `map-side side-${which}`, "aria-label": `Claims ${which}` },
    make("h2.map-camp", null, CAMPS[which], cards + dots > 0 && make("span.map-count", null, count(cards + dots, "claim"),
      view.whole ? null : make("span", { "aria-hidden": "true" }, "each ", make("i.map-key"), " a claim"))),
    !all.length && view.map.cards.length + view.dots.length > 0 && make("p.map-rest", null, `No claim ${which} is ${view.shown.filtered ? "left by these filters" : "made yet"}.`),
    listed.map((group) => topic(view, group, which, leading(view, group))),
    folded(drawn.slice(listed.length), which, (group) => topic(view, group, which)),
    rest.length ? make("p.map-rest", null, "Only the narrator, or somebody without a name, speaks of ",
      rest.flatMap((group, n) => [n ? ", " : "", make("span", null, topicName(view, group.topic), " ", dotsOf(view, group.dots))]), ".") : null);
}

/**
 * @param {Group[]} things
 * @param {string} which
 * @param {(thing: Group) => HTMLElement} made
 */
function folded(things, which, made) {
  if (!things.length) return null;
  const box = make("details.map-more", { "data-fold": `topics-${which}` }, make("summary", { "data-more": which }, `${count(things.length, "more topic")}`));
  box.addEventListener("toggle", () => {
    if (box.open && box.childElementCount === 1) append(box, things.map(made));
  });
  return box;
}

/**
 * @param {View} view
 * @param {string} which
 * @returns {Group[]}
 */
function groups({ shown: { model }, cards, map, whole, dots }, which) {
  const { topics } = /** @type {import("./map-model.js").Order} */ (model.data.map);
  const drawn = whole ? cards : map.cards;
  const all = topics[which].map(([topic]) => ({
    topic,
    cards: drawn.filter((one) => one.side === which && one.topic === topic),
    dots: dots.filter((one) => one.side === which && one.topic === topic),
  })).filter((group) => group.cards.length || group.dots.length);
  return whole ? all : all.sort((a, b) => b.cards.length + b.dots.length - a.cards.length - a.dots.length);
}

/**
 * @param {View} view
 * @param {string} key
 */
function topicName({ shown: { model } }, key) {
  return key ? named(model.nameOf(key), NAME) : "Other claims";
}

/**
 * The claim of a closed topic that stands below it in full: that of most voices; of several, the shortest.
 *
 * @param {View} view
 * @param {Group} group
 * @returns {Card | undefined}
 */
function leading({ shown: { model }, whole }, group) {
  const length = (/** @type {Card} */ { key }) => model.nameOf(key).length;
  return whole ? undefined : [...group.cards].sort((a, b) =>
    b.makers.length - a.makers.length || b.tokens.length - a.tokens.length || length(a) - length(b) || inWords(a.key, b.key))[0];
}

/**
 * The claims that stand on the map in full.
 *
 * @param {View} view
 */
function inFull(view) {
  if (view.whole) return view.cards;
  return SIDES.flatMap((one) => groups(view, one).slice(0, MAX_TOPICS).flatMap((group) => leading(view, group) || []));
}

/**
 * @param {View} view
 * @param {Group} group
 * @param {"for" | "against"} which
 * @param {Card} [lead] the claim that stands below a closed topic in full
 */
function topic(view, group, which, lead) {
  const { state, map, whole } = view;
  const all = map.cards.filter((one) => one.side === which && one.topic === group.topic).length;
  const hidden = all - group.cards.length;
  const href = writeState({ ...state, pin: "", filters: { ...state.filters, topic: group.topic } });
  const name = group.topic && state.filters.topic !== group.topic ? make("a", { href }, topicName(view, group.topic)) : topicName(view, group.topic);
  const heading = make("h3.map-topic", { "data-topic": `${which} ${group.topic}` }, make("span", null, name),
    whole ? dotsOf(view, group.dots) : make("span.map-dots", null, dotsOf(view, group.cards.filter((one) => one !== lead)), dotsOf(view, group.dots)));
  if (!whole) return make("div.map-group.closed", null, heading, lead && card(view, lead));
  const more = hidden > 0 && make("a.map-rest", { href: writeState({ ...state, table: true, pin: "", filters: { ...state.filters, side: which } }) }, `+ ${hidden} more as a table`);
  return make("div.map-group", null, heading, make("ul.map-cards", null, group.cards.map((one) => make("li", null, card(view, one)))), more);
}

/**
 * A dot for each claim, those that a named voice disputes first.
 *
 * @param {View} view
 * @param {(Card | Dot)[]} things
 */
function dotsOf(view, things) {
  if (!things.length) return null;
  const few = [...things].sort((a, b) => Number(!disputed(a)) - Number(!disputed(b))).slice(0, MAX_DOTS);
  return make("span.map-dots", null, few.map((one) => dot(view, one)), things.length > few.length ? `+${things.length - few.length}` : "");
}

/**
 * @param {View} view
 * @param {Card | Dot} one
 */
function dot({ shown: { model }, state }, one) {
  const name = model.nameOf(one.key), stance = disputed(one), tokens = "tokens" in one ? one.tokens : [];
  return make("a", {
    class: `map-dot side-${one.side}${"makers" in one ? "" : " faint"}`, href: pinned(state, one.key), "data-key": one.key,
    "aria-current": state.pin === one.key ? "true" : null, title: name,
  }, stance && make("i", { "aria-hidden": "true" }, STANCE_SIGNS[stance]), make("span.hidden", null, named(name, 200), takenBy(model, tokens)));
}

/**
 * The stance by which a named voice disputes a claim, if one does.
 *
 * @param {Card | Dot} one
 */
function disputed(one) {
  return "tokens" in one && ["denies", "doubts"].find((sought) => one.tokens.some(([, stance]) => stance === sought));
}

/**
 * @param {Model} model
 * @param {Card["tokens"]} tokens
 */
function takenBy(model, tokens) {
  return tokens.map(([key, stance]) => ` ${model.nameOf(key)} ${STANCE_WORDS[stance]}.`);
}

/**
 * A claim in full, with the voices that take a stance on it.
 *
 * @param {View} view
 * @param {Card} one
 */
function card(view, one) {
  const { shown: { model }, state, map } = view;
  const makers = one.makers.map((key) => model.nameOf(key));
  const chips = one.makers.map((key) => make("span.map-maker", { class: `map-maker side-${map.voices.get(key)?.camp}`, "aria-hidden": "true" }, named(lettersOf(model, key))));
  return make("a.map-card", {
    class: `map-card side-${one.side}`, href: pinned(state, one.key), "data-key": one.key,
    "aria-current": state.pin === one.key ? "true" : null,
  }, named(model.nameOf(one.key)),
  make("span.hidden", null, makers.length ? ` Affirmed by ${tellNames(makers)}.` : "", one.unnamed ? ` Affirmed only by ${nameless(one)}.` : "", takenBy(model, one.tokens)),
  ...(view.whole || !one.makers.length ? [] : [" ", make("span.map-count", { "aria-hidden": "true" }, one.makers.length === 1 ? named(shortName(model, one.makers[0]), NAME) : count(one.makers.length, "voice"))]),
  make("span.map-makers", null, chips),
  make("span.map-tokens", { "aria-hidden": "true" }, one.unnamed ? make("span.map-stance", { "data-stance": "unnamed", title: `Affirmed only by ${nameless(one)}` }, UNNAMED, make("i", null, "✓")) : null, one.tokens.slice(0, MAX_TOKENS).map(([key, stance]) =>
    make("span.map-stance", { "data-voice": key, "data-stance": stance, title: `${model.nameOf(key)} ${STANCE_WORDS[stance]}` }, named(lettersOf(model, key)),
      make("i", null, STANCE_SIGNS[stance]))), one.tokens.length > MAX_TOKENS ? `+${one.tokens.length - MAX_TOKENS}` : ""));
}

/** @param {Card} card */
function nameless({ unnamed }) {
  return count(unnamed, "voice without a name", "voices without a name");
}

/** @param {View} view */
function legend(view) {
  const { dots, shown, state, whole } = view, cards = inFull(view);
  const stances = new Set((whole ? cards : view.map.cards).flatMap(({ tokens }) => tokens.map(([, stance]) => stance)));
  const signs = Object.keys(STANCE_SIGNS).filter((one) => stances.has(one));
  const parts = [
    dots.length && "faint dot: only a narrator, or somebody without a name, makes the claim",
    signs.length && `sign or dashed circle: a named voice ${signs.map((one) => `${STANCE_WORDS[one].replace("the claim", one === signs[0] ? "the claim" : "it")} (${STANCE_SIGNS[one]})`).join(", ")}`,
    cards.some(({ unnamed }) => unnamed) && `${UNNAMED} ✓ only voices without a name affirm the claim`,
    cards.some(({ side, makers }) => side === "both" && makers.length) && "no lines lead to claims that serve both sides; choose one to see who makes it",
    (state.filters.to || state.filters.from) && COUNTED_FROM,
    `Claims are in the coder's words; ${state.coder ? "what only the coder concludes is dotted" : "only what speakers state is shown"}.`,
  ].filter(Boolean);
  return make("p.map-legend", null,
    whole ? null : make("span.by-lines", null, "Line: a voice makes claims on the topic, thick for many; point at either for all of its lines · "),
    make("span.by-letters", null, "Letters: the voices that make a claim · "), capital(parts.join(" · ")), " ",
    make("a", { href: writeState({ view: "overview" }) }, shown.filtered ? "Overview in words" : "All of it in words"));
}
