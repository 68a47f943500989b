// Why, and what is against it: the cards of reasons and disputes, each with where it is said.

import { append, make, named } from "./dom.js";
import { isVoiced } from "./positions.js";
import { reveal } from "./step-folds.js";
import { traceOf } from "./state.js";
import { WHOLE } from "./trace.js";
import { tellNames } from "./wording.js";
import { where } from "./claim-passages.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./trace.js").Node} TraceNode */
/** @typedef {import("./trace.js").Reason} Reason */
/** @typedef {import("./trace.js").Dispute} Dispute */

/** @typedef {import("./claim-passages.js").Weave} Weave */
/**
 * @typedef {object} Above the card that a step belongs to, and the one above that
 * @property {string} claim
 * @property {HTMLElement} card
 * @property {number} depth
 * @property {Above | null} above
 */

/** @type {Record<string, string>} */
const ANSWERS = {
  denial: "answered by a denial of it", doubt: "met by a doubt about it", affirmation: "affirmed by others",
};
const DEEPEST = 4; // from here on steps are not indented further

/**
 * The reasons and disputes of a claim.
 *
 * @param {Weave} weave
 * @param {TraceNode} node
 * @param {Above} above
 * @param {"support" | "attack"} tone what reasons do to the claim: where it is denied they attack it
 * @param {Dispute[]} [undercuts] of the step from the claim
 * @returns {HTMLElement | null}
 */
export function steps(weave, node, above, tone, undercuts = []) {
  const disputes = [...node.disputes, ...undercuts].filter(({ relation }) => !WHOLE.has(relation));
  return list([
    ...node.reasons.map((one) => reasonStep(weave, one, above, tone)),
    ...disputes.map((one) => disputeStep(weave, one, above, false)),
  ]);
}

/** @param {HTMLElement[]} items */
function list(items) {
  return items.length ? make("ul.steps", null, items) : null;
}

/**
 * @param {Weave} weave
 * @param {Reason} reason
 * @param {Above} above
 * @param {"support" | "attack"} tone
 */
function reasonStep(weave, reason, above, tone) {
  const { node } = reason;
  const card = stepCard(weave, { claim: node.claim, tone, stated: reason.stated, above },
    label(weave, tone === "attack" ? "because, against it" : "because", reason));
  weave.links.push({ kind: "argument", tone, stated: reason.stated, from: card, to: above.card });
  const here = { claim: node.claim, card, depth: above.depth + 1, above };
  if (node.repeated) append(card, repeated(weave, node.claim));
  else if (node.reasons.length || node.disputes.length) place(weave, node.claim, card);
  append(card, unsaid(node.statements, reason.speakers), idle(weave, node.claim, "supports", reason.imagined), policies(weave, node.policies));
  return make("li.step", null, card, where(weave, node.statements, card),
    steps(weave, node, here, "support", reason.undercuts));
}

/**
 * @param {Weave} weave
 * @param {Dispute} dispute
 * @param {Above} above
 * @param {boolean} answer
 * @returns {HTMLElement}
 */
function disputeStep(weave, dispute, above, answer) {
  const { claim, relation, stated } = dispute;
  const kind = relation === "undercut" ? "undercut" : "argument";
  const tone = relation === "support" ? "support" : "attack";
  if (kind === "argument" && above.above?.claim === claim) return counterStep(weave, dispute, above);
  const told = label(weave, disputed(relation, answer), dispute);
  const card = stepCard(weave, { claim, tone, stated, above }, told);
  weave.links.push({ kind, tone, stated, from: card, to: above.card });
  const denials = dispute.answers.filter((one) => WHOLE.has(one.relation));
  const answers = dispute.answers.filter((one) => !WHOLE.has(one.relation));
  const unheard = idle(weave, claim, tone === "attack" ? "disputes" : "supports", dispute.imagined);
  const silent = !unheard && !answer && tone === "attack" && !dispute.answers.length;
  append(card, unsaid(dispute.statements, dispute.speakers),
    denials.map(({ relation }) => make("p.step-note", null, ANSWERS[relation])),
    unheard,
    silent && make("p.step-note.unanswered", null, silence(weave)));
  const here = { claim, card, depth: above.depth + 1, above };
  const said = [...dispute.statements, ...denials.flatMap((one) => one.statements)];
  return make("li.step", null, card, where(weave, said, card),
    list(answers.map((one) => disputeStep(weave, one, here, true))));
}

/**
 * The claim that is attacked attacks its attacker in turn: told where it answers, without telling it again.
 *
 * @param {Weave} weave
 * @param {Dispute} dispute
 * @param {Above} above
 */
function counterStep(weave, dispute, above) {
  const target = /** @type {Above} */ (above.above);
  const { stated } = dispute;
  weave.links.push({ kind: "counter", tone: "attack", stated, from: target.card, to: above.card });
  const told = label(weave, "answered by", dispute);
  const name = named(weave.model.nameOf(dispute.claim));
  const card = make(`div.step-card.attack.counter.${stated ? "stated" : "analytic"}`, null, told,
    make("p.step-text", null, "the claim it attacks, which attacks it in turn: ", name));
  card.style.setProperty("--depth", String(Math.min(above.depth, DEEPEST)));
  return make("li.step", null, card);
}

/**
 * That a claim bears on nothing, where nobody affirms it, or only imagined speakers argue with it.
 *
 * @param {Weave} weave
 * @param {string} claim
 * @param {string} verb what it would do
 * @param {boolean} [imagined] whether only imagined speakers argue so
 */
export function idle({ model }, claim, verb, imagined = false) {
  const why = !isVoiced(model, claim) ? "nobody's latest position affirms this" : imagined && "only imagined speakers argue so";
  return why && make("p.step-note", null, `${why}, so it ${verb} nothing`);
}

/**
 * @param {unknown[]} said
 * @param {string[]} speakers
 */
function unsaid(said, speakers) {
  return !said.length && !speakers.length && make("p.step-note", null, "no statement in the sources says so");
}

/** @param {Weave} weave */
function silence({ shown }) {
  return shown.filtered ? "nobody answers this, with these filters" : "nobody answers this";
}

/**
 * @param {string} relation
 * @param {boolean} answer
 */
function disputed(relation, answer) {
  if (relation === "undercut") return answer ? "answered, against its step, by" : "the step is disputed by";
  if (answer) return "answered by";
  return relation === "support" ? "but supported by" : "disputed by";
}

/**
 * @param {Weave} weave
 * @param {string} lead
 * @param {Reason | Dispute} one
 */
function label({ model }, lead, { stated, speakers, imagined }) {
  const words = imagined ? "hypothetically stated" : "stated";
  const basis = !stated ? "the coder's reading" : speakers.length ? `${words} by ` : words;
  return make("p.step-label", null, make("strong", null, lead), ` — ${basis}`,
    stated && speakers.length > 0 && named(tellNames(speakers.map((key) => model.nameOf(key)))));
}

/**
 * @param {Weave} weave
 * @param {{claim: string, tone: string, stated: boolean, above: Above}} about
 * @param {HTMLElement} told
 */
function stepCard({ model, state }, { claim, tone, stated, above }, told) {
  const depth = above.depth + 1;
  const level = /** @type {"h3"} */ (`h${Math.min(depth + 2, 6)}`);
  const side = model.claims.get(claim)?.side || "neither";
  const card = make(`div.step-card.${tone}.${stated ? "stated" : "analytic"}.side-${side}`, null, told,
    make(`${level}.step-text`, { "data-claim": claim, tabindex: -1 },
      make("a.plain", { href: traceOf(claim, state) }, named(model.nameOf(claim)))));
  card.style.setProperty("--depth", String(Math.min(depth - 1, DEEPEST)));
  return card;
}

/**
 * Remember where a claim stands with its reasons.
 *
 * @param {Weave} weave
 * @param {string} claim
 * @param {HTMLElement} card
 */
export function place({ places }, claim, card) {
  const heading = card.querySelector("[data-claim]");
  if (!places.has(claim) && heading instanceof HTMLElement) places.set(claim, heading);
}

/**
 * @param {Weave} weave
 * @param {string} claim
 */
export function repeated({ places }, claim) {
  const words = "its reasons and disputes stand above";
  const there = places.get(claim);
  if (!there) return make("p.step-note", null, words);
  return make("p.step-note", null, jump(words, () => show(there)));
}

/**
 * A way to another place of the trace. It is no link: the page's address says which trace it is.
 *
 * @param {string} words
 * @param {() => void} go
 */
export function jump(words, go) {
  return make("button.jump", { type: "button", click: go }, words, " ↑");
}

/**
 * Bring something into sight, for the eye and for the keyboard.
 *
 * @param {HTMLElement} element
 */
export function show(element) {
  reveal(element);
  element.scrollIntoView({ block: "center", behavior: "instant" });
  element.focus({ preventScroll: true });
}

/**
 * @param {Weave} weave
 * @param {string[]} keys
 */
export function policies({ model, state }, keys) {
  return keys.map((key) => make("p.policy-note", null, "policy in response: ",
    make("a", { href: traceOf(key, state) }, named(model.nameOf(key)))));
}
