// A picture for a story: the finding and the strongest claims, composed for a size.

import { givenBy, premises } from "./claim-focus.js";
import { brief, capital, count, make, named } from "./dom.js";
import { byWeight, findingOf, lettersOf } from "./map.js";
import { mapOf } from "./map-model.js";
import { keepersOf, sideTaken } from "./positions.js";
import { boxScene } from "./scene.js";
import { creditsOf } from "./share-credits.js";
import { indexOf, makeTrace } from "./trace.js";
import { shortName } from "./voices.js";
import { inSentence, tellNames } from "./wording.js";

/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./state.js").State} State */
/** @typedef {{style: string, width: number, height: number}} Format */
/** @typedef {{heading: string, side: string, claims: string[], voices: string[], rest?: string, by?: string[], dots?: number}} Column by: who states each reason; dots: claims that are only counted */

/** @type {Format[]} */
export const FORMATS = [{ style: "wide", width: 1200, height: 630 }, { style: "tall", width: 1080, height: 1350 }];
const MOST = 16; // claims in a column before it is fitted
const SIZES = [1.7, 1.45, 1.2, 1]; // of the words, the largest that fits
const MOST_VOICES = 8;
const MOST_NAMES = 3;
const AFFIRMED = "affirmed by";

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {HTMLElement} made the view
 * @param {Format} format
 */
export function posterScene(shown, state, made, format) {
  const { model } = shown;
  const name = model.get(state.key)?.name, title = name || model.question || model.title;
  const columns = columnsOf(shown, state);
  const box = make("div", { class: `poster ${format.style}`, "aria-hidden": "true" },
    name ? make("p.poster-question", null, named(brief(model.question || model.title, 140))) : null,
    make("h1", null, named(title, 160)), findingIn(shown, state, made), state.view === "trace" ? null : onBothSides(shown),
    make("div", { class: `poster-columns of-${columns.length}` }, columns.map((one) => column(shown, one))),
    make("p.poster-credits", null, creditsOf(shown, state)));
  document.body.append(box);
  try {
    const drawn = /** @type {HTMLElement[]} */ ([...box.querySelectorAll(".poster-column")]);
    for (const size of SIZES) {
      box.style.setProperty("--size", String(size));
      if (drawn.every((one, n) => columns[n].claims.length <= MOST && fits(one))) break;
    }
    for (const [n, one] of drawn.entries()) fit(one, columns[n].claims.length + (columns[n].dots || 0));
    return boxScene(box, title);
  } finally {
    box.remove();
  }
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {HTMLElement} made
 */
function findingIn(shown, state, made) {
  if (state.view !== "trace") return findingOf(shown, state);
  const headline = made.querySelector(".trace-headline");
  return headline && make("p.poster-finding", null, brief(headline.textContent || "", 260));
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @returns {Column[]}
 */
function columnsOf(shown, state) {
  if (state.view !== "trace") return camps(shown);
  const { model } = shown;
  if (model.claims.has(state.key)) {
    return [reasons(shown, state.key, "Reasons", "support"), reasons(shown, state.key, "Objections", "attack")];
  }
  const all = makeTrace(shown, state.key).nodes.map(({ claim }) => claim);
  const sides = { for: "For", against: "Against", both: "For both sides", neither: "On neither side" };
  return Object.entries(sides).map(([side, words]) => ({
    heading: words, side, claims: all.filter((key) => model.claims.get(key)?.side === side), voices: [],
  })).filter(({ claims }) => claims.length).slice(0, 2);
}

/** @param {Shown} shown */
function camps(shown) {
  const map = mapOf(shown);
  return ["for", "against"].map((side) => ({
    heading: side === "for" ? "For" : "Against", side,
    claims: map.cards.filter((card) => card.side === side).sort(byWeight).map(({ key }) => key),
    voices: [...map.voices.values()].filter(({ camp }) => camp === side).map(({ key }) => key),
    dots: map.dots.filter((dot) => dot.side === side).length,
  }));
}

/**
 * The reasons or objections that speakers state; those that the coder draws are only counted.
 *
 * @param {Shown} shown
 * @param {string} claim
 * @param {string} heading
 * @param {"support" | "attack"} relation
 * @returns {Column}
 */
function reasons(shown, claim, heading, relation) {
  const all = premises(shown, claim, relation), stated = all.filter((one) => one.stated);
  const drawn = all.length - stated.length;
  return {
    heading, side: "", voices: [], claims: stated.map((one) => one.claim), by: stated.map(({ givers }) => givenBy(shown.model, givers)),
    rest: drawn ? `${count(drawn, "more", "more")} in the coder's reading` : stated.length ? "" : "None is stated.",
  };
}

/**
 * @param {Shown} shown
 * @param {Column} one
 */
function column(shown, { heading, side, claims, voices, rest, by }) {
  const { model } = shown;
  const tokens = voices.slice(0, MOST_VOICES).map((key) => make("span.poster-token", null, named(lettersOf(model, key))));
  return make("section", { class: `poster-column side-${side}` },
    make("h2", null, make("span", null, heading), tokens, voices.length > MOST_VOICES ? make("span.quiet", null, `+${voices.length - MOST_VOICES}`) : null),
    claims.slice(0, MOST).map((key, n) => make("div", { class: `poster-claim side-${model.claims.get(key)?.side}` },
      make("p", null, named(model.nameOf(key), 240)), by ? make("p.poster-said", null, named(capital(by[n]))) : said(shown, key))),
    make("p.poster-rest", null, rest || ""));
}

/** @param {Shown} shown */
function onBothSides(shown) {
  const { model } = shown;
  const voices = [...mapOf(shown).voices.values()].filter(({ camp }) => camp === "both").map(({ key }) => key);
  if (!voices.length) return null;
  const few = voices.slice(0, MOST_NAMES).flatMap((key) => [make("span.poster-token.on-both", null, named(lettersOf(model, key))), named(shortName(model, key), 40)]);
  const more = voices.length - MOST_NAMES;
  return make("p.poster-both", null, "On both sides: ", few, more > 0 ? `and ${more} more` : null);
}

/**
 * Who takes which stance on a claim.
 *
 * @param {Shown} shown
 * @param {string} claim
 */
function said(shown, claim) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const one of indexOf(shown).ofClaim.get(claim) || []) {
    for (const voice of keepersOf(shown.model, one)) {
      const former = mapOf(shown).voices.get(voice)?.former, before = former && former === sideTaken(shown.model, one);
      const words = `${before ? "before changing sides " : ""}${one.taken}`;
      found.set(words, (found.get(words) || new Set()).add(brief(inSentence(shortName(shown.model, voice)), 40)));
    }
  }
  const told = [...found].sort(([a], [b]) => Number(b === AFFIRMED) - Number(a === AFFIRMED)).map(([words, names]) => {
    const few = [...names].slice(0, MOST_NAMES);
    return `${words} ${tellNames(names.size > MOST_NAMES ? [...few, `${names.size - MOST_NAMES} more`] : few)}`;
  });
  return told.length ? make("p.poster-said", null, named(capital(told.join("; ")))) : null;
}

/** @param {HTMLElement} column */
const fits = (column) => column.scrollHeight <= column.clientHeight;

/**
 * Leave out the last claims of a column until it fits, and say how many there are more.
 *
 * @param {HTMLElement} column
 * @param {number} all
 */
function fit(column, all) {
  const claims = [...column.querySelectorAll(".poster-claim")], rest = column.querySelector(".poster-rest");
  const more = rest?.textContent;
  const tell = () => {
    const left = all - claims.length;
    if (rest) rest.textContent = [left && `${claims.length ? "and " : ""}${count(left, claims.length ? "more claim" : "claim")}`, more].filter(Boolean).join("; ");
  };
  for (tell(); claims.length && !fits(column); tell()) claims.pop()?.remove();
}
