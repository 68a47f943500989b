// What is notable about claims and actors, told as the named questions tell it.

import { wholeOf } from "./filter.js";
import { inWords, texts } from "./model.js";
import { before, hasEffect, isImagined, keepersOf, opposed, realVoices, sideTaken } from "./positions.js";
import { indexOf } from "./trace.js";

/** @typedef {import("./model.js").Argument} Argument */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./filter.js").Shown} Shown */
/**
 * @typedef {{claim: string, stated: boolean}} Premise
 * @typedef {object} Marks
 * @property {Map<string, Premise[]>} attackers claim → what is held against it, that somebody affirms
 * @property {Map<string, Premise[]>} unanswered claim → premises of attacks on it that nobody answers
 * @property {Map<string, Premise[]>} undercut claim → premises of unanswered disputes of what supports it
 * @property {Set<string>} noReason claims that are affirmed, though no speaker gives a reason
 * @property {Set<string>} noVoice claims that no named voice states or gives as a reason, other than a narrator
 * @property {Set<string>} secondHand claims of which all that is said was passed on, or is hearsay
 * @property {Set<string>} hypothetical claims that only an imagined speaker makes
 * @property {Map<string, {for: string[], against: string[], changed: string}>} bothSides actor →
 *   the claims it speaks with, and the side that it took only after the other
 */

/** @type {WeakMap<Shown, Marks>} */
const known = new WeakMap();

/**
 * @param {Shown} shown
 * @returns {Marks}
 */
export function marksOf(shown) {
  const marks = known.get(shown) || (shown.filtered ? limited(marksOf(wholeOf(shown.model)), shown) : mark(shown));
  known.set(shown, marks);
  return marks;
}

/**
 * What is notable of the claims that filters leave. Filters hide things; they make nothing unanswered, and
 * take no reason or source away.
 *
 * @param {Marks} marks
 * @param {Shown} shown
 * @returns {Marks}
 */
function limited(marks, shown) {
  const { claims } = shown;
  /** @param {Set<string>} all */
  const some = (all) => new Set([...all].filter((claim) => claims.has(claim)));
  /** @param {Map<string, any>} all */
  const left = (all) => new Map([...all].filter(([claim]) => claims.has(claim)));
  return {
    attackers: left(marks.attackers),
    unanswered: left(marks.unanswered), undercut: left(marks.undercut),
    noReason: some(marks.noReason), noVoice: some(marks.noVoice),
    secondHand: some(marks.secondHand), hypothetical: some(marks.hypothetical), bothSides: bothSides(shown),
  };
}

/**
 * @param {Shown} shown
 * @returns {Marks}
 */
function mark(shown) {
  const said = indexOf(shown).ofClaim;
  /** @param {(claim: string, on: Statement[]) => boolean} fits */
  const claims = (fits) =>
    new Set([...shown.claims.keys()].filter((claim) => fits(claim, said.get(claim) || [])));
  return {
    attackers: attackersOf(shown),
    unanswered: unanswered(shown, "attack"),
    undercut: unanswered(shown, "undercut"),
    noReason: claims((claim, on) =>
      on.some((one) => affirmed(one) && real(shown.model, one)) && !reasoned(shown, claim)),
    noVoice: claims((claim, on) =>
      !on.some((one) => affirmed(one) && sourced(shown.model, one)) && !given(shown, claim)),
    secondHand: claims((_, on) => on.length > 0 && on.every((one) => passedOn(shown.model, one))),
    hypothetical: claims((_, on) => on.length > 0 && on.every((one) => !real(shown.model, one))),
    bothSides: bothSides(shown),
  };
}

/** @param {Statement} one */
const affirmed = (one) => !opposed(one);

/**
 * Tell whether somebody really takes the stance.
 *
 * @param {Model} model
 * @param {Statement} one
 */
function real(model, one) {
  return one.mode !== "hypothetical" && one.speakers.some((key) => !model.data.things[key]?.hypothetical);
}

/**
 * Tell whether a speaker with a name of its own says it: no narrator, no group.
 *
 * @param {Model} model
 * @param {Statement} one
 */
function sourced(model, one) {
  const source = model.data.things[one.source];
  const authors = source ? texts(source, "creator") : [];
  return realVoices(model, one).some((key) => {
    const speaker = model.data.things[key];
    return key !== source?.narrator && speaker && !speaker.anonymous && (speaker.type !== "Group" || authors.includes(key));
  });
}

/**
 * Tell whether a statement reached its source through somebody else; a speaker's own document is nobody else.
 *
 * @param {Model} model
 * @param {Statement} one
 */
function passedOn(model, one) {
  return one.mode === "hearsay" || one.via.some((key) => {
    const carrier = model.data.things[key];
    const own = carrier ? [...texts(carrier, "issuer"), ...texts(carrier, "creator")] : [];
    return one.speakers.some((speaker) => speaker !== key && !own.includes(speaker));
  });
}

/**
 * @param {Shown} shown
 * @param {string} claim
 */
function reasoned(shown, claim) {
  const given = indexOf(shown).into.get(claim) || [];
  return given.some((one) => one.relation === "support" && one.statedIn !== null && !isImagined(shown.model, one));
}

/**
 * Tell whether a named speaker gives a claim as a reason.
 *
 * @param {Shown} shown
 * @param {string} claim
 */
function given(shown, claim) {
  return (indexOf(shown).outOf.get(claim) || []).some(({ statedIn }) => {
    const statement = statedIn === null ? undefined : shown.statements.get(statedIn);
    return statement && sourced(shown.model, statement);
  });
}

/** @param {Shown} shown */
function attackersOf(shown) {
  /** @type {Map<string, Premise[]>} */
  const found = new Map();
  for (const one of shown.arguments.values()) {
    if (one.relation !== "attack" || !hasEffect(shown.model, one)) continue;
    for (const target of one.targets) note(found, target, one);
  }
  return found;
}

/**
 * Note the premise of an argument once for each claim; it is stated where any such argument is.
 *
 * @param {Map<string, Premise[]>} found
 * @param {string} target
 * @param {Argument} argument
 */
function note(found, target, { premise, stated }) {
  const there = found.get(target) || [];
  const same = there.find(({ claim }) => claim === premise);
  if (same) same.stated ||= stated;
  else there.push({ claim: premise, stated });
  found.set(target, there);
}

/**
 * @param {Shown} shown
 * @param {"attack" | "undercut"} relation what undercuts an attack is an answer to it, and no harm to the claim
 */
function unanswered(shown, relation) {
  const { into, ofClaim } = indexOf(shown);
  const { model } = shown;
  // Only what somebody affirms, or gives as a reason, attacks or answers: see rules/25-voiced.rq.
  /** @param {Argument} one */
  const counts = (one) => hasEffect(model, one);
  /** @param {Argument} one */
  const answered = (one) => (into.get(one.key) || []).some(counts) ||
    (ofClaim.get(one.premise) || []).some((said) => opposed(said) && keepersOf(model, said).length) ||
    (into.get(one.premise) || []).some((reply) =>
      reply.relation === "attack" && counts(reply));
  /** @type {Map<string, Premise[]>} */
  const found = new Map();
  for (const one of shown.arguments.values()) {
    if (one.relation !== relation || !counts(one) || answered(one)) continue;
    const steps = one.targets.map((key) => shown.arguments.get(key))
      .filter((step) => step?.relation === "support");
    const against = relation === "attack" ? one.targets : steps.flatMap((step) => step?.targets || []);
    for (const claim of new Set(against)) note(found, claim, one);
  }
  return found;
}

/** @param {Shown} shown */
function bothSides(shown) {
  /** @type {Map<string, {for: Set<string>, against: Set<string>, said: {for: Statement[], against: Statement[]}}>} */
  const sides = new Map();
  for (const one of shown.statements.values()) {
    const speaks = shown.claims.has(one.claim) && sideTaken(shown.model, one);
    if (!speaks) continue;
    for (const voice of realVoices(shown.model, one)) {
      const there = sides.get(voice) || { for: new Set(), against: new Set(), said: { for: [], against: [] } };
      there[speaks].add(one.claim);
      there.said[speaks].push(one);
      sides.set(voice, there);
    }
  }
  const both = [...sides].filter(([, taken]) => taken.for.size && taken.against.size);
  both.sort(([a], [b]) => inWords(a, b));
  return new Map(both.map(([actor, { for: pro, against: contra, said }]) => [actor, {
    for: [...pro], against: [...contra], changed: before(said.for, said.against) ? "against" : before(said.against, said.for) ? "for" : "",
  }]));
}
