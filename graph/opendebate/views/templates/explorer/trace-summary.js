// What a trace shows, in one sentence that can be checked against it.

import { capital, count } from "./dom.js";
import { gaveUp, hasEffect, isGivenUp, isVoiced, keepersOf, opposed, realVoices, sideTaken } from "./positions.js";
import { countVoices, tellVoices } from "./voices.js";
import { ofSource } from "./filter.js";
import { WHOLE, indexOf, makeTrace } from "./trace.js";
import { inSentence, PLURAL, tellNames } from "./wording.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Thing} Thing */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./notable.js").Marks} Marks */
/** @typedef {import("./filter.js").Shown} Shown */

/**
 * @param {Shown} shown
 * @param {Trace} trace
 * @param {Marks} marks
 * @returns {string} empty if nothing is said
 */
export function headline(shown, trace, marks) {
  const { model } = shown;
  const thing = model.get(trace.focus);
  if (!thing || !trace.nodes.length) return "";
  const said = trace.nodes.flatMap((node) => node.statements);
  if (thing.kind === "claim") return ofClaim(model, trace.nodes[0]);
  if (thing.kind === "statement") return ofStatement(model, said[0]);
  const own = thing.kind === "actor" && said.some((one) => speaks(one, thing.key));
  if (own) return ofActor(shown, trace, marks);
  if (thing.kind !== "source") return ofThing(shown, trace, thing);
  // What other sources say of its claims is not told of a source.
  const within = ofSource(shown, thing.key);
  return ofThing(within, makeTrace(within, thing.key), thing);
}

/**
 * @param {Statement} one
 * @param {string} actor
 */
export function speaks(one, actor) {
  return one.speakers.includes(actor) || one.onBehalfOf === actor;
}

/**
 * @param {Shown} shown
 * @param {Thing} thing
 */
export function nothingSaid({ filtered }, thing) {
  if (thing.kind === "context") return "It comes from outside the sources, so no claim is traced to it.";
  const what = { actor: "said by or about", source: "coded from" }[thing.kind] || "said about";
  if (thing.kind === "event") return filtered ? "With these filters no claim is about it." : "No claim is coded as being about it.";
  const whom = thing.kind === "actor" && thing.what === "person" ? "them" : "it";
  return filtered ? `With these filters nothing is ${what} ${whom}.` : `In this debate nothing is ${what} ${whom}.`;
}

/**
 * @param {Model} model
 * @param {import("./trace.js").Node} node
 */
function ofClaim(model, node) {
  const whole = node.disputes.filter((one) => WHOLE.has(one.relation));
  const said = [...node.statements, ...node.others, ...whole.flatMap((one) => one.statements)];
  const real = said.filter((one) => one.mode !== "hypothetical");
  const held = taken(model, real, (one) => keepersOf(model, one));
  const former = new Set(real.flatMap((one) => realVoices(model, one).filter((key) => gaveUp(model, one, key))));
  const imagined = taken(model, said.filter((one) => one.mode === "hypothetical"), ({ speakers }) => speakers)
    .map((one) => `hypothetically ${one}`);
  const stances = [...held, ...imagined].join(", ") || "nobody in the sources takes a stance on it";
  const only = imagined.length && !held.length ? "only " : "";
  const changed = former.size ? ` ${tellVoices(model, former)} changed position.` : "";
  return `${capital(only + stances)}; ${attacks(node.disputes.filter((one) => one.relation === "attack" && opposes(model, one)))}.${changed}`;
}

/**
 * Who takes each stance: "affirmed by Meta and Yann LeCun".
 *
 * @param {Model} model
 * @param {Statement[]} said
 * @param {(one: Statement) => string[]} whose
 */
function taken(model, said, whose) {
  return Object.entries(model.data.stances).flatMap(([stance, { inverse }]) => {
    const voices = said.filter((one) => one.stance === stance).flatMap(whose);
    return voices.length ? [`${inverse} ${tellVoices(model, voices, inSentence)}`] : [];
  });
}

/**
 * How many arguments attack a claim: those that speakers state, then those that the coder draws.
 *
 * @param {import("./trace.js").Dispute[]} disputes
 */
function attacks(disputes) {
  if (!disputes.length) return "nothing attacks it";
  const answered = disputes.filter((one) => one.answers.length);
  const byWords = answered.filter((one) => one.answers.some(isStated)).length;
  const many = byBasis(disputes.length, disputes.filter((one) => one.stated).length, (n, who) =>
    `${count(n, "argument")}${who} ${n === 1 ? "attacks" : "attack"} it`);
  if (!answered.length) return many + (disputes.length === 1 ? ", and nobody answers it" : "; none of them is answered");
  const told = byBasis(answered.length, byWords, (n, who) => {
    if (disputes.length === 1) return `it is answered${who}`;
    return `${n} of them ${n === 1 ? "is" : "are"} answered${who}`;
  });
  return `${many}; ${told}`;
}

/**
 * A number in words that keep what speakers state and what the coder draws apart.
 *
 * @param {number} all
 * @param {number} stated how many of them speakers state
 * @param {(n: number, who: string) => string} tell
 */
function byBasis(all, stated, tell) {
  const reading = "in the coder's reading";
  if (!stated) return `${reading} ${tell(all, "")}`;
  return tell(stated, " by speakers") + (all > stated ? `, and ${reading} ${all - stated} more` : "");
}

/**
 * @param {Model} model
 * @param {Statement} one
 */
function ofStatement(model, one) {
  const who = tellNames(one.speakers.map((key) => model.nameOf(key)));
  const via = one.via.map((key) => model.nameOf(key)).join(", then ");
  const because = one.because.length ? count(one.because.length, "reason") : "no reason";
  const verb = one.speakers.length > 1 ? PLURAL[one.stance] : one.stance;
  const give = one.speakers.length > 1 ? "give" : "gives";
  return `${who} ${verb} this (${one.mode}${via && `, via ${via}`}) and ${give} ${because}.`;
}

/**
 * @param {Shown} shown
 * @param {Trace} trace
 * @param {Marks} marks
 */
function ofActor(shown, trace, marks) {
  const held = trace.nodes.flatMap((node) => node.statements).filter((one) => one.mode !== "hypothetical");
  if (!held.length) return "Speaks only hypothetically: nobody is known to have said this.";
  const former = held.filter((one) => gaveUp(shown.model, one, trace.focus));
  const kept = held.filter((one) => !former.includes(one));
  const on = new Set(former.map((one) => one.claim)).size;
  const mine = trace.nodes.filter((node) => node.statements.some((one) => affirmed(one) && kept.includes(one)));
  const met = mine.map((node) => disputesOf(shown, node).filter((one) => byOthers(shown.model, one, trace.focus)));
  const others = [disputed(met.map((some) => some.filter((one) => !doubts(one)))), doubtedOnly(met)];
  const sentences = [kept.length ? `${argued(shown.model, held, kept, marks.bothSides.get(trace.focus)?.changed)}${reported(shown.model, held)}.` : "", on && `Changed position on ${count(on, "claim")}.`, ...others, silence(shown, marks, kept)];
  return sentences.filter(Boolean).join(" ");
}

/**
 * How many of an actor's claims others speak against: in what they say, then in the coder's reading.
 *
 * @param {import("./trace.js").Dispute[][]} disputes what is held against each of the claims
 */
function disputed(disputes) {
  const met = disputes.filter((some) => some.length).length;
  if (!met) return "";
  const stated = disputes.filter((some) => some.some(isStated)).length;
  const which = disputes.length === 1 ? () => "this claim" : (/** @type {number} */ n) => `${n} of these claims`;
  return `${capital(byBasis(met, stated, (n) => `others speak against ${which(n)}`))}.`;
}

/**
 * How many of an actor's claims others doubt and do not speak against.
 *
 * @param {import("./trace.js").Dispute[][]} disputes what is held against each of the claims
 */
function doubtedOnly(disputes) {
  const some = disputes.filter((all) => all.length && all.every(doubts)).length;
  if (!some) return "";
  if (disputes.length === 1) return "Others doubt this claim.";
  return `Others doubt ${some} of these claims, and do not speak against ${some === 1 ? "it" : "them"}.`;
}

/**
 * Tell whether a speaker disputes it in so many words: by a denial, or by an argument that they state.
 *
 * @param {import("./trace.js").Dispute} dispute
 */
const isStated = ({ stated }) => stated;

/** @param {Statement} one */
const affirmed = ({ agrees, mode }) => agrees && mode !== "hypothetical";

/** @param {Statement} one */
const denied = ({ position, mode }) => position === "denies" && mode !== "hypothetical";

/** @param {Statement} one */
const doubted = ({ position, mode }) => position === "doubts" && mode !== "hypothetical";

/**
 * Tell whether somebody else, who is no imagined speaker, holds something against a claim, or doubts it.
 *
 * @param {Model} model
 * @param {import("./trace.js").Dispute} dispute
 * @param {string} actor
 */
function byOthers(model, dispute, actor) {
  const real = dispute.statements.filter(({ mode }) => mode !== "hypothetical");
  return (opposes(model, dispute) || doubts(dispute)) && [...dispute.speakers, ...real.flatMap(({ speakers }) => speakers)]
    .some((one) => one !== actor);
}

/**
 * What is held against a claim, also where a trace does not show it again, as the claim stands above.
 *
 * @param {Shown} shown
 * @param {import("./trace.js").Node} node
 * @returns {import("./trace.js").Dispute[]}
 */
function disputesOf(shown, { claim, disputes, repeated }) {
  if (!repeated) return disputes;
  const { into, ofClaim } = indexOf(shown);
  const attacks = (into.get(claim) || []).filter((one) => one.relation === "attack" && hasEffect(shown.model, one));
  return [...disputes, ...attacks.map(({ relation, premise, stated, statedIn }) => ({
    relation, stated, claim: premise, answers: [], imagined: false,
    speakers: shown.statements.get(statedIn || "")?.speakers || [],
    statements: (ofClaim.get(premise) || []).filter((one) => !opposed(one)),
  }))];
}

/**
 * Tell whether somebody who is not imagined holds something against a claim, or the coder does.
 *
 * @param {Model} model
 * @param {import("./trace.js").Dispute} dispute
 */
function opposes(model, { relation, claim, statements, imagined }) {
  if (relation === "attack") return !imagined && isVoiced(model, claim);
  return relation === "denial" && statements.some(denied);
}

/** @param {import("./trace.js").Dispute} dispute */
const doubts = ({ relation, statements }) => relation === "doubt" && statements.some(doubted);

/**
 * What somebody argues for and against, and which other stances they take.
 *
 * @param {Model} model
 * @param {Statement[]} all
 * @param {Statement[]} held those of them that they did not give up
 * @param {string} [now] the side of somebody who changed sides
 */
export function argued(model, all, held, now = "") {
  const camps = /** @type {const} */ (["for", "against"]).flatMap((camp) => {
    const some = (now && camp !== now ? all : held).filter((one) => sideTaken(model, one) === camp);
    return some.length ? [`${now && camp !== now ? "argued " : now && "argues "}${camp}: ${amount(some)}`] : [];
  });
  const others = stances(model, held.filter((one) => !sideTaken(model, one)));
  if (!camps.length) return capital(others);
  const sides = now ? (now === "for" ? [...camps].reverse() : camps).join("; later ") : `argues ${camps.join(", and ")}`;
  return `${capital(sides)}${others && `; also ${others}`}`;
}

/**
 * How many claims statements are on: "3 claims", or "3 claims (affirms 2, denies 1)".
 *
 * @param {Statement[]} held
 */
function amount(held) {
  const [affirms, denies] = [true, false].map((agrees) =>
    new Set(held.filter((one) => one.agrees === agrees).map(({ claim }) => claim)).size);
  const parts = [affirms && `affirms ${affirms}`, `denies ${denies}`].filter(Boolean).join(", ");
  return count(affirms + denies, "claim") + (denies ? ` (${parts})` : "");
}

/**
 * How many claims are affirmed, denied … of each side.
 *
 * @param {Model} model
 * @param {Statement[]} held
 */
function stances(model, held) {
  const told = Object.keys(model.data.stances).flatMap((stance) => {
    const claims = new Set(held.filter((one) => one.stance === stance).map((one) => one.claim));
    return claims.size ? [`${stance} ${sides(model, [...claims])}`] : [];
  });
  return told.length ? tellNames(told) : "";
}

const SIDES = { for: "for", against: "against", both: "for both sides", neither: "for neither side" };

/**
 * @param {Model} model
 * @param {string[]} claims
 */
function sides(model, claims) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const key of claims) {
    const side = model.claims.get(key)?.side || "neither";
    counts[side] = (counts[side] || 0) + 1;
  }
  const parts = Object.entries(SIDES).filter(([side]) => counts[side]);
  const many = count(claims.length, "claim");
  if (parts.length === 1) return `${many} ${parts[0][1]}`;
  return `${many} (${parts.map(([side, words]) => `${counts[side]} ${words}`).join(", ")})`;
}

/**
 * @param {Model} model
 * @param {Statement[]} said
 */
function reported(model, said) {
  const carriers = new Set(said.map((one) => one.via[one.via.length - 1] || ""));
  const all = said.length > 1 ? "all " : "";
  const [carrier] = carriers;
  if (carriers.size === 1 && carrier) return `, ${all}reported by ${model.nameOf(carrier)}`;
  const sources = new Set(said.map((one) => one.source));
  return sources.size > 1 ? `, in ${sources.size} sources` : "";
}

/**
 * Which of these claims attack others, with nobody answering.
 *
 * @param {Shown} shown
 * @param {Marks} marks
 * @param {Statement[]} held
 */
function silence(shown, marks, held) {
  const mine = new Set(held.filter((one) => !opposed(one)).map((one) => one.claim));
  const made = [...shown.arguments.values()].filter((one) => one.relation === "attack" && mine.has(one.premise));
  const open = new Set([...marks.unanswered.values()].flat().map((one) => one.claim));
  const silent = made.filter((one) => open.has(one.premise));
  /** @param {import("./model.js").Argument[]} some */
  const premises = (some) => new Set(some.map((one) => one.premise)).size;
  const all = premises(silent);
  if (!all) return "";
  const told = byBasis(all, premises(silent.filter((one) => one.statedIn)), (n, who) =>
    `nobody answers ${n} of these claims, which ${n === 1 ? "attacks" : "attack"} others${who && " as speakers state"}`);
  return `${capital(mine.size === 1 ? told.replace(" 1 of these claims,", " this claim,") : told)}.`;
}

/** What a trace begins with, by the kind of what is traced. @type {Record<string, string>} */
const LEADS = { policy: "Connected with", event: "Connected with", topic: "Gathers" };

/**
 * Who speaks on some claims: "both by GZERO Media".
 *
 * @param {Model} model
 * @param {import("./trace.js").Node[]} nodes
 */
function speakersOn(model, nodes) {
  const each = nodes.map(({ statements, others, disputes }) =>
    new Set([...statements, ...others, ...disputes.filter((one) => WHOLE.has(one.relation)).flatMap((one) => one.statements)]
      .flatMap((one) => realVoices(model, one))));
  const all = new Set(each.flatMap((voices) => [...voices]));
  if (!all.size) return ", which nobody in the sources makes";
  const shared = all.size === 1 && nodes.length > 1 && each.every((voices) => voices.size);
  return `, ${shared ? (nodes.length === 2 ? "both " : "all ") : ""}by ${tellVoices(model, all)}`;
}

/**
 * What is coded from a source, is passed on by somebody who takes no stance, or is said about something.
 *
 * @param {Shown} shown
 * @param {import("./trace.js").Node[]} nodes
 * @param {Thing} thing
 */
function contents(shown, nodes, thing) {
  const { model } = shown, said = nodes.flatMap((node) => node.statements);
  const sources = new Set(said.map((one) => one.source)).size;
  const where = sources > 1 ? `, in ${sources} sources` : "";
  /** @param {import("./trace.js").Node[]} some */
  const claims = (some) => sides(model, some.map((node) => node.claim));
  if (thing.kind === "source") return `Holds ${count(said.length, "statement")} by ${countVoices(model, realVoicesOf(model, said))} on ${claims(nodes)}`;
  if (thing.kind !== "actor") return `${LEADS[thing.kind] || "Mentioned in"} ${claims(nodes)}${speakersOn(model, nodes)}${where}`;
  const passed = [...shown.statements.values()].filter((one) => one.via.includes(thing.key));
  const on = new Set(passed.map(({ claim }) => claim)), others = nodes.filter(({ claim }) => !on.has(claim));
  const parts = [
    on.size && `passes on ${count(passed.length, "statement")} by ${tellVoices(model, realVoicesOf(model, passed))} on ${sides(model, [...on])}`,
    others.length && `mentioned in ${claims(others)}${speakersOn(model, others)}`,
  ];
  return `Takes no stance; ${parts.filter(Boolean).join("; ")}${where}`;
}

/**
 * @param {Model} model
 * @param {Statement[]} said
 */
const realVoicesOf = (model, said) => said.flatMap((one) => realVoices(model, one));

/**
 * @param {Shown} shown
 * @param {Trace} trace
 * @param {Thing} thing
 */
function ofThing(shown, { nodes }, thing) {
  const told = contents(shown, nodes, thing), there = thing.kind === "source" ? " in it" : "";
  const { model } = shown;
  /** @param {(one: Statement) => boolean} opposing */
  const said = (opposing) => (/** @type {Statement} */ one) => opposing(one) && (thing.kind === "source" || !isGivenUp(model, one));
  /** @param {import("./trace.js").Node} node */
  const against = (node) => disputesOf(shown, node).filter((one) => one.relation === "denial" ? one.statements.some(said(denied)) : opposes(model, one));
  const met = nodes.filter((node) => against(node).length || node.statements.some(said(denied)));
  const only = nodes.filter((node) => !met.includes(node) &&
    [...node.disputes.filter(doubts).flatMap(({ statements }) => statements), ...node.statements].some(said(doubted))).length;
  const rest = !only ? "" : nodes.length === 1 ? ", somebody doubts it" : `, ${only} ${only === 1 ? "is" : "are"} only doubted`;
  if (!met.length) return `${told}; nobody disputes ${nodes.length === 1 ? "it" : "them"}${there}${rest}.`;
  const stated = met.filter((node) => node.statements.some(said(denied)) || against(node).some(isStated)).length;
  const many = byBasis(met.length, stated, (n, who) => {
    if (nodes.length === 1) return `it is disputed${there}${who}`;
    return `${n} of them ${n === 1 ? "is" : "are"} disputed${there}${who}`;
  });
  return `${told}; ${many}${rest}.`;
}
