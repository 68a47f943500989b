// The panel beside the map: who says what is pinned, and where.

import { NAME } from "./claim-entry.js";
import { capital, count, make, named } from "./dom.js";
import { evidence } from "./evidence.js";
import { gaveUp, voicesOf } from "./positions.js";
import { traceOf, writeState } from "./state.js";
import { marksOf } from "./notable.js";
import { indexOf } from "./trace.js";
import { argued } from "./trace-summary.js";
import { inSentence } from "./wording.js";

/** @typedef {import("./evidence.js").Reading} Reading */
/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./state.js").State} State */

const MOST = 20;

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {Reading} reading
 * @returns {HTMLElement}
 */
export function mapPanel(shown, state, reading) {
  const { model } = shown;
  const thing = model.get(state.pin);
  const close = make("a.button.map-close", { href: writeState({ ...state, pin: "" }), "aria-label": "Close the panel" }, "×");
  if (!thing) return make("aside.map-panel", { "aria-label": "Details" }, close, make("p", null, "The debate has nothing of this name."));
  const claim = model.claims.get(state.pin);
  return make("aside.map-panel", { "aria-label": "Details" }, close,
    claim ? make("p.side-word", { class: `side-word side-${claim.side}` }, `Claim ${claim.side}`) : make("p.quiet.small", null, capital(thing.what)),
    make("h2", null, named(thing.name)),
    claim ? ofClaim(shown, state, reading) : ofVoice(shown, state, reading),
    make("p", null, make("a.button", { href: traceOf(state.pin, state) }, claim ? "Reasons and objections" : "All about this voice")));
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {Reading} reading
 */
function ofClaim(shown, state, reading) {
  const all = indexOf(shown).ofClaim.get(state.pin) || [];
  return make("ul.map-statements", null, all.slice(0, MOST).map((one) => make("li", null,
    make("p", null, `${capital(one.taken)} `, names(shown, state, one),
      one.narrated ? make("span.quiet", null, " (narrator)") : null),
    evidence(shown.model, one, reading, { state }))), rest(all.length));
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {Statement} one
 */
function names({ model }, state, one) {
  return voicesOf(one).flatMap((key, n) => [n ? " and " : "", make("a", { href: traceOf(key, state) }, named(inSentence(model.nameOf(key)), NAME))]);
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {Reading} reading
 */
function ofVoice(shown, state, reading) {
  const { model, claims } = shown;
  const all = [...shown.statements.values()].filter((one) => one.mode !== "hypothetical" &&
    voicesOf(one).includes(state.pin) && claims.get(one.claim)?.side !== "neither");
  const stands = argued(model, all, all.filter((one) => !gaveUp(model, one, state.pin)), marksOf(shown).bothSides.get(state.pin)?.changed);
  const list = make("ul.map-statements", null, all.slice(0, MOST).map((one) => make("li", { class: `side-${claims.get(one.claim)?.side}` },
    make("p", null, `${capital(one.stance)}: `, make("a", { href: writeState({ ...state, pin: one.claim }) }, named(model.nameOf(one.claim)))),
    evidence(model, one, reading, { state }))), rest(all.length));
  return [stands ? make("p.map-sides", null, `${stands}.`) : null, list];
}

/** @param {number} n */
function rest(n) {
  return n > MOST ? make("li.quiet", null, `and ${count(n - MOST, "more statement")}`) : null;
}
