// The debate at a glance: what is claimed for and against, face to face, and by whom.

import { append, count, make, named } from "./dom.js";
import { NAME, entries, link, links, quoted, strong } from "./claim-entry.js";
import { mapOf } from "./map-model.js";
import { marksOf } from "./notable.js";
import { inWords } from "./model.js";
import { realVoices, voicesOf } from "./positions.js";
import { ranked, sayings } from "./sayings.js";
import { countVoices, withoutName } from "./voices.js";
import { traceOf, writeState } from "./state.js";
import { folded, section, timeStrip } from "./timeline.js";
import { SIDES, bySize, faceToFace, grouped, on, title } from "./topics.js";

/** @typedef {import("./dom.js").Child} Child */
/** @typedef {import("./claim-entry.js").View} View */
/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./model.js").Claim} Claim */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./topics.js").Sided} Sided */

const FEW_BOTH = 6; // voices on both sides; of more, only the first are shown, with some of what they say

const WORDS = { for: "for", against: "against", both: "on both sides at once" };

/**
 * @param {Shown} shown
 * @param {State} state
 * @returns {HTMLElement}
 */
export function overview(shown, state) {
  const view = { shown, state, marks: marksOf(shown) };
  const sided = [...shown.claims.values()].filter(({ side }) => side !== "neither");
  const rest = [...shown.claims.values()].filter(({ side }) => side === "neither");
  return make("article.overview", null,
    make("header.overview-head", null, make("h1", null, named(shown.model.question || shown.model.title)),
      headlines(view)),
    bothSides(view), faceToFace(view, sided), voices(view), timeStrip(shown, state), others(view, rest));
}

/**
 * A link to what is shown, narrowed to a side.
 *
 * @param {View} view
 * @param {Sided} side
 * @param {string} words
 */
function narrowed({ state }, side, words) {
  const filters = { ...state.filters, side };
  return make("a", { href: writeState({ view: "overview", filters }) }, strong(words));
}

/**
 * What a reader would hardly see in the text, in sentences.
 *
 * @param {View} view
 */
function headlines(view) {
  const { shown, marks, state } = view;
  const both = [...marks.bothSides].filter(([, { changed }]) => !changed).map(([actor]) => actor);
  const changed = [...marks.bothSides].filter((one) => one[1].changed).map(([actor]) => actor);
  const all = shown.model.statements.size;
  const told = [
    shown.claims.size || shown.filtered ? [] : ["Nothing is claimed yet."],
    sides(view),
    both.length ? [
      ...links(view, both, 4), both.length === 1 ? " speaks " : " speak ", strong("on both sides"), ".",
    ] : [],
    changed.length ? [...links(view, changed, 4), changed.length === 1 ? " has " : " have ", strong("changed sides"), "."] : [],
    open(view),
    withoutVoice(view),
    shown.filtered ? [
      shown.claims.size ? "" : "No claim fits these filters. ",
      `${shown.statements.size} of ${count(all, "statement")} shown. `,
      make("a", { href: writeState({ ...state, filters: {} }) }, "Show all"),
    ] : [],
  ];
  return make("ul.headlines", null, told.filter(({ length }) => length)
    .map((words) => make("li", null, ...words)));
}

/**
 * How many claims for and against, by how many named voices.
 *
 * @param {View} view
 * @returns {Child[]}
 */
function sides(view) {
  const { claims, model, statements } = view.shown;
  // What a filter hides is not counted as none.
  const told = SIDES.filter((side) => !view.state.filters.side || view.state.filters.side === side)
    .map((side) => ({ side, n: on([...claims.values()], side).length }))
    .filter(({ side, n }) => n || side !== "both");
  if (!told.some(({ n }) => n)) return [];
  const all = [...statements.values()];
  // Voices are counted as on the map: with a name, and not imagined.
  const nameless = withoutName(model);
  const heard = new Set(all
    .filter(({ claim }) => claims.get(claim)?.side !== "neither")
    .flatMap((one) => realVoices(model, one)).filter((key) => !nameless.has(key))).size;
  const sources = [...new Set(all.map(({ source }) => source))];
  const kind = /article/.test(model.get(sources[0])?.what || "") ? "article" : "source";
  const where = sources.length === 1 ? `one ${kind}` : count(sources.length, "source");
  return [
    ...told.flatMap(({ side, n }, at) => [
      at > 0 && ", ", narrowed(view, side, `${n ? (at ? n : count(n, "claim")) : at ? "none" : "no claim"} ${WORDS[side]}`),
    ]),
    heard > 0 && `; ${count(heard, "named voice takes", "named voices take")} a stance on them, in ${where}`, ".", offMap(view),
  ];
}

/**
 * How many of the claims that take a side the map does not show, so that its numbers can be compared with these.
 *
 * @param {View} view
 */
function offMap({ shown }) {
  const { cards, dots } = mapOf(shown), there = new Set([...cards, ...dots].map(({ key }) => key));
  const off = [...shown.claims.values()].filter(({ key, side }) => side !== "neither" && !there.has(key)).length;
  return off > 0 && ` ${off} of these claims ${off === 1 ? "is" : "are"} not on the map, since no voice affirms ${off === 1 ? "it" : "them"}.`;
}

/**
 * How much that speaks against others is left unanswered: what speakers state, then what the coder draws.
 *
 * @param {View} view
 * @returns {Child[]}
 */
function open(view) {
  const { unanswered, undercut } = view.marks;
  const pairs = [...unanswered, ...undercut]
    .map(([claim, premises]) => ({ claim, premises: premises.filter((one) => view.shown.claims.has(one.claim)) }));
  const every = pairs.flatMap(({ premises }) => premises);
  const all = new Set(every.map((one) => one.claim));
  if (!all.size) return [];
  const stated = new Set(every.filter((one) => one.stated).map((one) => one.claim));
  const [{ claim: target, premises }] = pairs.sort((a, b) => b.premises.length - a.premises.length || inWords(a.claim, b.claim));
  const drawn = all.size - stated.size;
  const told = premises.filter((one) => one.stated).length;
  const basis = stated.size && drawn ? `, ${told || "none"} of them as speakers state,` : "";
  const most = premises.length > 1 ? [`; ${premises.length} of all ${all.size}${basis} speak against “`, quoted(view, target), "”"] : [];
  if (!stated.size) {
    return ["In the coder's reading, ", strong("nobody answers"), ` ${count(drawn, "claim")} that ${drawn === 1 ? "speaks" : "speak"} against others`, ...most, "."];
  }
  const more = drawn ? `, and in the coder's reading ${drawn} more` : "";
  return [strong("Nobody answers"), ` ${count(stated.size, "claim")} that speakers state against others${more}`, ...most, "."];
}

/**
 * How many claims come from a narrator alone or from nobody, and how many from words passed on.
 *
 * @param {View} view
 * @returns {Child[]}
 */
function withoutVoice({ shown, marks: { noVoice, secondHand } }) {
  if (!shown.statements.size || !noVoice.size) return [];
  /** @param {Set<string>} claims */
  const come = ({ size }) => (size === 1 ? " comes from " : " come from ");
  return [
    `${noVoice.size} of ${count(shown.claims.size, "claim")}${come(noVoice)}`, strong("no named voice"),
    ": only from a narrator, a group, a person without a name, or nobody",
    ...(secondHand.size ? [
      `; ${secondHand.size}${come(secondHand)}`, strong("second-hand words"), " alone",
    ] : []), ".",
  ];
}

/**
 * Those who speak on both sides, with what they say.
 *
 * @param {View} view
 */
function bothSides(view) {
  const { marks, shown } = view;
  const all = [...marks.bothSides];
  if (!all.length) return null;
  const [turned, both] = [true, false].map((wanted) => all.filter(([, { changed }]) => Boolean(changed) === wanted).map(([key]) => key));
  const narrators = new Set(shown.model.ofKind("source").map(({ raw }) => raw.narrator));
  const many = marks.bothSides.size > FEW_BOTH;
  const list = folded([...marks.bothSides].sort(many ? bySayings : () => 0), many ? 2 : FEW_BOTH, ([actor, taken]) => make("li.both", null,
    make("h3", null, link(view, actor, NAME),
      narrators.has(actor) && make("span.quiet.small", null, " as narrator"),
      taken.changed && make("span.quiet.small", null, " first on the one side, later on the other")),
    sayings(shown, view.state, byNumber(shown, actor), many ? 3 : 12)), "both-sides");
  const heading = [both.length && `${countVoices(shown.model, both)} ${both.length === 1 ? "speaks" : "speak"} on both sides`,
    turned.length && `${countVoices(shown.model, turned)} ${turned.length === 1 ? "has" : "have"} changed sides`].filter(Boolean).join(", ");
  return section("both-sides", heading, list);
}

/**
 * What somebody says on each side, the claims first that they make most often.
 *
 * @param {Shown} shown
 * @param {string} actor
 */
function byNumber(shown, actor) {
  const said = [...shown.statements.values()].filter((one) => shown.claims.has(one.claim) && realVoices(shown.model, one).includes(actor));
  return { for: ranked(shown, said, "for"), against: ranked(shown, said, "against") };
}

/**
 * Those who say most on the side on which they say less come first.
 *
 * @param {[string, {for: string[], against: string[]}]} a
 * @param {[string, {for: string[], against: string[]}]} b
 */
function bySayings([a, one], [b, other]) {
  const less = (/** @type {{for: string[], against: string[]}} */ taken) => Math.min(taken.for.length, taken.against.length);
  return less(other) - less(one) || inWords(a, b);
}

/**
 * Who speaks most: the named voices, then those without a name, and whom a source only imagines.
 *
 * @param {View} view
 */
function voices({ shown, state }) {
  const { model } = shown, nameless = withoutName(model);
  /** @type {Map<string, number>} */
  const numbers = new Map();
  const heard = new Set();
  for (const one of shown.statements.values()) {
    for (const key of voicesOf(one)) numbers.set(key, (numbers.get(key) || 0) + 1);
    for (const key of realVoices(model, one)) heard.add(key);
  }
  if (!numbers.size) return null;
  const narrators = new Set(model.ofKind("source").map(({ raw }) => raw.narrator));
  /** @param {string} key */
  const rank = (key) => (heard.has(key) ? Number(nameless.has(key)) : 2);
  const most = [...numbers].sort(([a, n], [b, m]) => rank(a) - rank(b) || m - n || inWords(a, b));
  /** @param {string} key */
  const role = (key) => [narrators.has(key) ? ", narrator" : "", ", without a name", ", imagined"][rank(key)];
  const list = folded(most, 12, ([key, n]) => make("li", null, make("a.chip", { href: traceOf(key, state) },
    named(model.nameOf(key), NAME), make("span.quiet", null, `${n}${role(key)}`))),
  "voices", "ul.entries.chips");
  const imagined = numbers.size - heard.size;
  const who = countVoices(model, heard) + (imagined ? `, and ${imagined} only imagined` : "");
  return section("voices", "Who speaks most",
    make("p.quiet", null, `${who}, with the number of statements${numbers.size > 1 ? " of each" : ""}.`), list);
}

/**
 * Claims that take no side, closed at first.
 *
 * @param {View} view
 * @param {Claim[]} claims
 */
function others(view, claims) {
  const { size } = view.shown.statements;
  if (!claims.length && !size) return null;
  const words = count(claims.length, "claim that takes neither side", "claims that take neither side");
  const details = make("details.neither", { "data-fold": "neither" }, make("summary", null, make("h2", null, words)));
  details.addEventListener("toggle", () => {
    if (!details.open || details.children.length > 1) return;
    append(details, grouped(view, claims).sort(bySize).map((group) =>
      make("section.topic.side-neither", null, title(view, group), entries(view, group.claims))));
  });
  const table = writeState({ ...view.state, table: true });
  return make("section", null, claims.length > 0 && details,
    size > 0 && make("p", null,
      make("a", { href: table }, `${size === 1 ? "The" : "All"} ${count(size, "statement")} as a table`)));
}
