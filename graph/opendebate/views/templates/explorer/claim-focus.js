// A claim in the middle: its reasons to the left, the objections to the right.

import { append, brief, capital, draw, make, named } from "./dom.js";
import { NAME } from "./claim-entry.js";
import { lettersOf, STANCE_SIGNS } from "./map.js";
import { inWords } from "./model.js";
import { gaveUp, hasEffect, keepersOf, opposed, realVoices } from "./positions.js";
import { traceOf } from "./state.js";
import { indexOf } from "./trace.js";
import { inSentence, tellNames } from "./wording.js";

/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./model.js").Claim} Claim */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {{claim: string, stated: boolean, givers: Map<string, boolean>}} Premise givers: who states the argument, and whether
 * they took the opposite stance on its conclusion later */

const MOST = 6; // stated reasons on each side
const MOST_NAMES = 3;

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {Claim} claim
 * @returns {HTMLElement | null}
 */
export function claimFocus(shown, state, claim) {
  const reasons = premises(shown, claim.key, "support"), objections = premises(shown, claim.key, "attack");
  if (!reasons.length && !objections.length) return null;
  const middle = make("section.claim-focus-middle", { "aria-label": "The claim" },
    make("div", { class: `map-card side-${claim.side}` }, named(claim.name)), voices(shown, state, claim.key));
  const svg = draw("svg", { class: "map-lines", "aria-hidden": "true" });
  const columns = make("div.claim-focus-columns", null, svg,
    column(shown, state, "Reasons", reasons), middle, column(shown, state, "Objections", objections));
  new ResizeObserver(() => requestAnimationFrame(() => columns.isConnected && join(svg, columns))).observe(columns);
  return make("div.claim-focus", { role: "group", "aria-label": "Reasons and objections" }, columns);
}

/**
 * The claims that support or attack another, each once: stated where any such argument is.
 *
 * @param {Shown} shown
 * @param {string} claim
 * @param {"support" | "attack"} relation
 * @returns {Premise[]}
 */
export function premises(shown, claim, relation) {
  /** @type {Map<string, Premise>} */
  const found = new Map();
  for (const one of indexOf(shown).into.get(claim) || []) {
    if (one.relation !== relation || !hasEffect(shown.model, one)) continue;
    const known = found.get(one.premise) || { claim: one.premise, stated: false, givers: new Map() };
    known.stated ||= one.stated;
    for (const [giver, former] of giversOf(shown.model, one)) known.givers.set(giver, former && known.givers.get(giver) !== false);
    found.set(one.premise, known);
  }
  return [...found.values()].sort((a, b) => inWords(a.claim, b.claim));
}

/**
 * Who states an argument, and whether they gave up since what they state it for or against.
 *
 * @param {Model} model
 * @param {import("./model.js").Argument} argument
 * @returns {[giver: string, former: boolean][]}
 */
function giversOf(model, { statedIn }) {
  const said = statedIn === null ? undefined : model.statements.get(statedIn);
  return said ? realVoices(model, said).map((key) => [key, gaveUp(model, said, key)]) : [];
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {string} heading
 * @param {Premise[]} all
 */
function column(shown, state, heading, all) {
  const stated = all.filter((one) => one.stated), drawn = all.filter((one) => !one.stated);
  const list = (/** @type {Premise[]} */ some) => make("ul.map-cards", null, some.map((one) => make("li", null, card(shown, state, one))));
  const rest = [...stated.slice(MOST), ...drawn], reading = "in the coder's reading";
  const more = make("details", { "data-fold": heading.toLowerCase() }, make("summary", null, `${rest.length} more`,
    drawn.length ? rest.length > drawn.length ? `, ${drawn.length} of them ${reading}` : ` ${reading}` : ""));
  more.addEventListener("toggle", () => {
    if (more.childElementCount === 1) append(more, list(rest));
  });
  return make("section", { "aria-label": heading }, make("h2", null, heading),
    stated.length ? list(stated.slice(0, MOST)) : make("p.quiet", null, `No speaker states ${heading === "Reasons" ? "a reason" : "an objection"}.`),
    rest.length ? more : null);
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {Premise} premise
 */
function card({ model }, state, { claim: key, stated, givers }) {
  const by = stated ? givenBy(model, givers) : affirmedBy(model, key);
  return make("a.map-card", { class: `map-card side-${model.claims.get(key)?.side}`, href: traceOf(key, state), "data-key": key },
    named(model.nameOf(key)), by ? make("span.by", null, capital(by)) : null);
}

/**
 * Who states an argument, in words.
 *
 * @param {Model} model
 * @param {Map<string, boolean>} givers
 */
export function givenBy(model, givers) {
  const now = [...givers].filter(([, former]) => !former), former = [...givers].filter((one) => one[1]);
  return [now.length ? `given by ${few(model, now.map(([key]) => key))}` : "",
    former.length ? `given by ${few(model, former.map(([key]) => key))}, later of the opposite stance` : ""].filter(Boolean).join("; ");
}

/**
 * Who affirms the premise of an argument that only the coder draws.
 *
 * @param {Model} model
 * @param {string} claim
 */
function affirmedBy(model, claim) {
  const said = [...model.statements.values()].filter((one) => one.claim === claim && !opposed(one));
  const who = [...new Set(said.flatMap((one) => keepersOf(model, one)))];
  return `the coder's reading${who.length ? `; the claim is affirmed by ${few(model, who)}` : ""}`;
}

/**
 * @param {Model} model
 * @param {string[]} keys
 */
function few(model, keys) {
  const names = keys.map((key) => brief(inSentence(model.nameOf(key)), NAME));
  return tellNames(names.length > MOST_NAMES ? [...names.slice(0, MOST_NAMES - 1), `${names.length - MOST_NAMES + 1} more`] : names);
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {string} claim
 */
function voices(shown, state, claim) {
  const { model } = shown;
  /** @type {Map<string, { stance: string, taken: string }>} */
  const found = new Map();
  for (const one of indexOf(shown).ofClaim.get(claim) || []) for (const voice of keepersOf(model, one)) found.set(voice, one);
  return make("ul.map-voices", null, [...found].map(([key, { stance, taken }]) => make("li", null,
    make("a.map-voice.side-neither", { href: traceOf(key, state) }, make("span.map-token", { "aria-hidden": "true" }, named(lettersOf(model, key))),
      make("span.map-note", null, `${STANCE_SIGNS[stance] || "✓"} ${taken}`),
      make("span.map-name", null, named(model.nameOf(key), NAME))))));
}

/**
 * Lines from the reasons and objections to the claim.
 *
 * @param {SVGElement} svg
 * @param {HTMLElement} columns
 */
function join(svg, columns) {
  const { left, top } = columns.getBoundingClientRect();
  const goal = columns.querySelector(".claim-focus-middle .map-card")?.getBoundingClientRect();
  if (!goal) return;
  const cards = [...columns.querySelectorAll("section:not(.claim-focus-middle) .map-card")].filter((one) => one.getClientRects().length);
  svg.replaceChildren(...cards.map((one) => {
    const box = one.getBoundingClientRect(), before = box.right < goal.left;
    const x1 = (before ? box.right : box.left) - left, x2 = (before ? goal.left : goal.right) - left;
    const y1 = box.top + box.height / 2 - top, y2 = goal.top + goal.height / 2 - top, bend = (x2 - x1) / 2;
    const coders = one.closest("details") ? "argument" : "";
    return draw("path", { class: coders, d: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}` });
  }));
}
