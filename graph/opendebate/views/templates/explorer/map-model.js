// What the map shows: voices by camp, and the claims that they make. views/map/map_model.py does the same.

import { inWords } from "./model.js";
import { before, opposed, realVoices, sideTaken } from "./positions.js";
import { withoutName } from "./voices.js";

/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./model.js").Claim} Claim */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {"for" | "against" | "both" | ""} Camp empty where a voice only doubts or concedes */
/** @typedef {{key: string, camp: Camp, former: "" | "for" | "against", narrator: boolean}} Voice */
/** @typedef {{key: string, topic: string, side: string, makers: string[], tokens: [voice: string, stance: string][], unnamed: number}} Card unnamed: how many voices without a name
 * affirm it, where no named voice does */
/** @typedef {{key: string, topic: string, side: string}} Dot */
/** @typedef {{voices: Map<string, Voice>, cards: Card[], dots: Dot[]}} DebateMap */
/** @typedef {{voice: string, one: Statement}} Taken */
/**
 * @typedef {object} Order from top to bottom, made by views/map/map_order.py
 * @property {Record<string, string[]>} voices
 * @property {Record<string, [topic: string, claims: string[]][]>} topics
 */

export const SIDES = /** @type {const} */ (["for", "against"]);

/** @type {WeakMap<Shown, DebateMap>} */
const made = new WeakMap();

/**
 * @param {Shown} shown
 * @returns {DebateMap}
 */
export function mapOf(shown) {
  const there = made.get(shown) || makeMap(shown);
  made.set(shown, there);
  return there;
}

/**
 * @param {Shown} shown
 * @returns {DebateMap}
 */
function makeMap(shown) {
  const { model, claims } = shown;
  const taken = stances(shown);
  const nameless = withoutName(model), voices = camps(shown, taken);
  /** @type {Card[]} */
  const cards = [];
  /** @type {Dot[]} */
  const dots = [];
  for (const { key, side, topic } of inMapOrder(model, claims)) {
    const every = taken.get(key) || [];
    const some = every.filter(({ voice }) => !nameless.has(voice));
    const affirmed = every.some(({ one }) => !opposed(one));
    const unnamed = new Set(every.filter(({ voice, one }) => nameless.has(voice) && !opposed(one)).map(({ voice }) => voice)).size;
    if (some.some(({ one }) => !one.narrated)) cards.push({ key, side, topic, ...whose(some, side, voices), unnamed: some.some(({ one }) => !opposed(one)) ? 0 : unnamed });
    else if (affirmed) dots.push({ key, side, topic });
  }
  const standing = [...voices].filter(([key, { camp: on }]) => on && !nameless.has(key));
  return { voices: new Map(standing), cards, dots };
}

/**
 * The claims that take a side, in the map's order, with the topic under which they stand.
 *
 * @param {Model} model
 * @param {Map<string, Claim>} claims
 */
function inMapOrder(model, claims) {
  const { topics } = /** @type {Order} */ (model.data.map);
  return Object.entries(topics).flatMap(([side, groups]) => groups.flatMap(([topic, keys]) =>
    keys.filter((key) => claims.has(key)).map((key) => ({ key, side, topic }))));
}

/**
 * The stances on each claim that real voices take, and do not give up for the opposite within what is shown.
 *
 * @param {Shown} shown
 */
function stances({ model, statements, claims }) {
  /** @type {Map<string, Taken[]>} */
  const all = new Map();
  for (const one of statements.values()) {
    const side = claims.get(one.claim)?.side;
    if (!side || side === "neither") continue;
    const list = all.get(one.claim) || [];
    for (const voice of realVoices(model, one)) list.push({ voice, one });
    all.set(one.claim, list);
  }
  for (const [claim, list] of all) all.set(claim, list.filter((taken) => !givenUp(taken, list)));
  return all;
}

/**
 * @param {Taken} taken
 * @param {Taken[]} list
 */
function givenUp({ voice, one }, list) {
  return list.some((other) => other.voice === voice && opposed(other.one) !== opposed(one) && before([one], [other.one]));
}

/**
 * Who makes a claim, and who else takes a stance on it. Who has changed to the other side made it before.
 *
 * @param {Taken[]} taken
 * @param {string} side
 * @param {Map<string, Voice>} voices
 */
function whose(taken, side, voices) {
  const makers = new Set();
  /** @type {Map<string, [voice: string, stance: string]>} */
  const tokens = new Map();
  for (const { voice, one } of taken) {
    const stance = one.stance !== "affirms" ? one.stance : voices.get(voice)?.former === side ? "before" : "";
    if (stance) tokens.set(`${voice} ${stance}`, [voice, stance]);
    else makers.add(voice);
  }
  return { makers: [...makers].sort(inWords), tokens: [...tokens.values()].sort(([a], [b]) => inWords(a, b)) };
}

/**
 * @param {Shown} shown
 * @param {Map<string, Taken[]>} taken
 */
function camps({ model }, taken) {
  /** @type {Map<string, {for: Statement[], against: Statement[], narrator: boolean}>} */
  const sides = new Map();
  for (const all of taken.values()) {
    for (const { voice, one } of all) {
      const there = sides.get(voice) || { for: [], against: [], narrator: true };
      there.narrator &&= one.narrated;
      const side = sideTaken(model, one);
      if (side) there[side].push(one);
      sides.set(voice, there);
    }
  }
  return new Map([...sides].sort(([a], [b]) => inWords(a, b))
    .map(([key, { narrator, ...said }]) => [key, { key, narrator, ...camp(said) }]));
}

/**
 * @param {{for: Statement[], against: Statement[]}} said
 * @returns {Pick<Voice, "camp" | "former">}
 */
function camp({ for: pro, against: contra }) {
  if (!pro.length || !contra.length) return { camp: pro.length ? "for" : contra.length ? "against" : "", former: "" };
  if (before(pro, contra)) return { camp: "against", former: "for" };
  return before(contra, pro) ? { camp: "for", former: "against" } : { camp: "both", former: "" };
}
