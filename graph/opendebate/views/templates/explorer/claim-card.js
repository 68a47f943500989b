// A claim of a trace: who takes a stance on it, what it says, where, and what is given for and against it.

import { append, make, named } from "./dom.js";
import { unansweredFlags } from "./claim-entry.js";
import { fact } from "./trace-header.js";
import { opposed } from "./positions.js";
import { speaks } from "./trace-summary.js";
import { traceOf } from "./state.js";
import { WHOLE } from "./trace.js";
import { idle, jump, place, policies, repeated, show, steps } from "./reasons.js";
import { inRole, PLURAL, SIGNS } from "./wording.js";
import { where } from "./claim-passages.js";

/** @typedef {import("./model.js").Claim} Claim */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./claim-passages.js").Weave} Weave */
/** @typedef {import("./trace.js").Node} TraceNode */

const FEW = 3;
const BEARS = { support: "speaks for", attack: "speaks against", undercut: "disputes a step to" };

/**
 * @param {Weave} weave
 * @param {TraceNode} node
 * @returns {HTMLElement}
 */
export function strandOf(weave, node) {
  const side = weave.model.claims.get(node.claim)?.side || "neither";
  const others = [...node.others, ...node.disputes.filter(isWhole).flatMap((one) => one.statements)];
  const card = claimCard(weave, node);
  const above = { claim: node.claim, card, depth: 0, above: null };
  const said = [...node.statements, ...others];
  const tone = deniedBy(weave, node) ? "attack" : "support";
  const made = steps(weave, node, above, tone);
  if (made && !node.repeated) place(weave, node.claim, card);
  return make(`li.claim-row.side-${side}`, null, card, who(weave, node.statements, others, card),
    where(weave, said, card, new Set(said.map(voice)).size > 1), made || without(weave, node),
    elsewhere(weave, node));
}

/** @param {import("./trace.js").Dispute} dispute */
function isWhole({ relation }) {
  return WHOLE.has(relation);
}

/** @param {Statement} one */
function voice({ speakers, stance, mode }) {
  return JSON.stringify([speakers, stance, mode === "hypothetical"]);
}

/**
 * Whether it is a denial that the trace tells of: then what attacks the claim is a reason.
 *
 * @param {Weave} weave
 * @param {TraceNode} node
 */
function deniedBy({ trace }, { statements }) {
  const own = /^source\//.test(trace.focus) || statements.some((one) => speaks(one, trace.focus));
  return own && statements.length > 0 && statements.every(opposed);
}

/**
 * @param {Weave} weave
 * @param {TraceNode} node
 */
function without(weave, node) {
  // Most claims are made without a reason: only what is unusual is marked.
  const isHidden = !node.repeated && weave.shown.filtered;
  return make("p.claim-row-without", null, isHidden && "no reason shown with these filters");
}

/**
 * Who takes which stance; first the statements the trace begins with, then the others.
 *
 * @param {Weave} weave
 * @param {Statement[]} own
 * @param {Statement[]} others
 * @param {HTMLElement} card
 */
function who(weave, own, others, card) {
  const alike = new Set(own.map(({ stance }) => stance));
  const groups = [...grouped(own, () => ""), ...grouped(others, (stance) => (alike.has(stance) ? "also " : ""))];
  if (!groups.length) return make("p.who.quiet", null, "Nobody in the sources takes a stance on it.");
  return make("div.who", null, groups.map((one) => {
    const verb = make("span.who-verb", null, one.also, one.imagined && "hypothetically ",
      one.voices.size > 1 ? PLURAL[one.stance] : one.stance);
    const tone = !weave.model.data.stances[one.stance].agrees ? "attack" : "support";
    weave.links.push({ kind: "stance", tone, stated: !one.imagined, from: verb, to: card });
    const speakers = [...one.voices.values()].map((voice) => speaker(weave, voice));
    return make(`div.who-group.${one.stance}`, null, make("ul", null, speakers), verb);
  }));
}

/**
 * @typedef {import("./model.js").Stance} Stance
 * @typedef {{key: string, imagined: boolean, said: Statement[]}} Voice
 * @typedef {{also: string, stance: Stance, imagined: boolean, voices: Map<string, Voice>}} Group
 */

/**
 * @param {Statement[]} said
 * @param {(stance: Stance) => string} also the word before a stance that others took above
 * @returns {Group[]}
 */
function grouped(said, also) {
  /** @type {Map<string, Group>} */
  const groups = new Map();
  for (const one of said) {
    const imagined = one.mode === "hypothetical";
    const name = `${one.stance} ${imagined}`;
    const group = groups.get(name) || { also: also(one.stance), stance: one.stance, imagined, voices: new Map() };
    for (const key of one.speakers) {
      const there = group.voices.get(key);
      if (there) there.said.push(one);
      else group.voices.set(key, { key, imagined, said: [one] });
    }
    groups.set(name, group);
  }
  return [...groups.values()].sort((a, b) => Number(a.imagined) - Number(b.imagined));
}

/**
 * A speaker with all roles in which they speak here.
 *
 * @param {Weave} weave
 * @param {Voice} voice
 */
function speaker({ model, state, trace }, { key, imagined, said }) {
  const [{ stance }] = said, hats = new Set(said.map(({ capacity }) => capacity));
  /** @type {Map<string, [how: string, whom: string]>} */
  const roles = new Map(said.flatMap(inRole).map((role) => [role.join(""), role]));
  const name = [make("span.sign", { "aria-hidden": "true" }, SIGNS[stance]), named(model.nameOf(key))];
  const looks = `${stance}${imagined || model.data.things[key]?.hypothetical ? ".hypothetical" : ""}`;
  const chip = key === trace.focus
    ? make(`span.chip.${looks}`, null, name) : make(`a.chip.${looks}`, { href: traceOf(key, state) }, name);
  return make("li", null, chip, said.some(({ narrated }) => narrated) && make("span.who-note", null, "narrator"),
    ...[...roles.values()].map(([how, body]) => make("span.who-note", null, how,
      hats.has(body) ? named(body) : make("a.plain", { href: traceOf(body, state) }, named(model.nameOf(body))))));
}

/**
 * @param {Weave} weave
 * @param {TraceNode} node
 */
function claimCard(weave, node) {
  const { model, state, trace } = weave;
  const claim = model.claims.get(node.claim);
  const name = named(model.nameOf(node.claim));
  const card = make("article.claim-card", null,
    make("p.claim-kind", null,
      make("span.side-word", null, sideWords(claim)), claim && ` · ${claim.claimKind}`),
    make("h2", { "data-claim": node.claim, tabindex: -1 },
      trace.focus === node.claim ? name : make("a.plain", { href: traceOf(node.claim, state) }, name)),
    flags(weave, node));
  if (node.repeated) append(card, repeated(weave, node.claim));
  append(card, bearings(weave, node), policies(weave, node.policies));
  return card;
}

/** @param {Claim | undefined} claim */
function sideWords(claim) {
  const side = claim?.side || "neither";
  return { for: "for", against: "against", both: "for both sides", neither: "for neither side" }[side];
}

/**
 * @param {Weave} weave
 * @param {TraceNode} node
 */
function flags({ marks }, { claim, reasons, disputes }) {
  const argued = reasons.length > 0 || disputes.length > 0;
  const told = [
    ...unansweredFlags(marks, claim),
    argued && marks.noReason.has(claim) && make("span.flag", null, "no speaker gives a reason"),
    marks.secondHand.has(claim) && make("span.flag", null, "second-hand only"),
    marks.hypothetical.has(claim) && make("span.flag", null, "hypothetical only"),
  ].filter((one) => one instanceof HTMLElement);
  return told.length > 0 && make("p.flags", null, told);
}

/**
 * What the claim is itself given for and against.
 *
 * @param {Weave} weave
 * @param {TraceNode} node
 */
function bearings(weave, node) {
  const { model, state } = weave;
  const items = node.bearings.map((one) => make("li.bearing", { class: `bearing ${one.relation}` },
    make("strong", null, `${BEARS[one.relation]} `),
    make("a.plain", { href: traceOf(one.claim, state) }, named(model.nameOf(one.claim))),
    make("span.quiet", null, ` — ${one.imagined ? "hypothetical" : one.stated ? "stated" : "the coder's reading"}`)));
  if (!items.length) return null;
  const few = items.length > FEW + 1 ? FEW : items.length;
  return [idle(weave, node.claim, "bears on"), make("ul.bearings", null, items.slice(0, few)),
    items.length > few && make("details.bearings", { "data-fold": `bearings-${node.claim}` },
      make("summary", null, `and ${items.length - few} more`), make("ul.bearings", null, items.slice(few)))];
}

/**
 * Where others report it differently; what the head tells already is only referred to.
 *
 * @param {Weave} weave
 * @param {TraceNode} node
 */
function elsewhere({ model, state, told }, node) {
  const facts = node.elsewhere.map((key) => {
    const words = "reported differently elsewhere";
    if (told.has(key)) return make("p.elsewhere", null, jump(`${words}: see above`, () => toFact(key)));
    return make("p.elsewhere", null, make("strong", null, `${words}: `), fact(model, key, state));
  });
  return facts.length > 0 && make("div.elsewheres", null, facts);
}

/**
 * Go to where the head tells a fact.
 *
 * @param {string} key
 */
function toFact(key) {
  for (const one of document.querySelectorAll(".trace-context [data-fact]")) {
    if (one instanceof HTMLElement && one.dataset.fact === key) show(one);
  }
}
