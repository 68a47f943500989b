// A claim in the middle: its reasons to the left, the objections to the right.

import { append, count, draw, make, named } from "./dom.js";
import { NAME } from "./claim-entry.js";
import { initials, STANCE_SIGNS } from "./map.js";
import { inWords } from "./model.js";
import { hasEffect, keepersOf, opposed } from "./positions.js";
import { traceOf } from "./state.js";
import { indexOf } from "./trace.js";
import { tellNames } from "./wording.js";

/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./model.js").Claim} Claim */
/** @typedef {import("./state.js").State} State */
/** @typedef {{claim: string, stated: boolean}} Premise */

const MOST = 6; // stated reasons on each side

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
    const known = found.get(one.premise);
    if (known) known.stated ||= one.stated;
    else found.set(one.premise, { claim: one.premise, stated: one.stated });
  }
  return [...found.values()].sort((a, b) => inWords(a.claim, b.claim));
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {string} heading
 * @param {Premise[]} all
 */
function column(shown, state, heading, all) {
  const stated = all.filter((one) => one.stated), drawn = all.filter((one) => !one.stated);
  const list = (/** @type {Premise[]} */ some) => make("ul.map-cards", null, some.map((one) => make("li", null, card(shown, state, one.claim))));
  const rest = [...stated.slice(MOST), ...drawn];
  const more = make("details", null, make("summary", null, drawn.length
    ? `${count(drawn.length, "more", "more")} in the coder's reading` : count(rest.length, "more", "more")));
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
 * @param {string} key
 */
function card({ model }, state, key) {
  const said = [...model.statements.values()].filter((one) => one.claim === key && !opposed(one));
  const who = [...new Set(said.flatMap((one) => keepersOf(model, one)))].map((one) => model.nameOf(one));
  return make("a.map-card", { class: `map-card side-${model.claims.get(key)?.side}`, href: traceOf(key, state), "data-key": key },
    named(model.nameOf(key)), who.length ? make("span.by", null, named(tellNames(who.slice(0, 3)), NAME)) : null);
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
    make("a.map-voice.side-neither", { href: traceOf(key, state) }, make("span.map-token", { "aria-hidden": "true" }, named(initials(model.nameOf(key)))),
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
