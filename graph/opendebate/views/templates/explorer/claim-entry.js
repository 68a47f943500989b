// Claims in the overview: who says each, what attacks it, and what is notable.

import { brief, count, make, named } from "./dom.js";
import { wholeOf } from "./filter.js";
import { gaveUp, realVoices, voicesOf } from "./positions.js";
import { traceOf } from "./state.js";
import { folded } from "./timeline.js";
import { SIGNS, tellDates, tellNames } from "./wording.js";
import { indexOf } from "./trace.js";

/** @typedef {import("./dom.js").Child} Child */
/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./notable.js").Marks} Marks */
/** @typedef {import("./notable.js").Premise} Premise */
/** @typedef {import("./model.js").Claim} Claim */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./state.js").State} State */
/** @typedef {{shown: Shown, state: State, marks: Marks}} View */

const MOST = 40;
const FEW = 5;
const LARGE = 300;
export const NAME = 60;
const TEXT = 400;
const FLAGS = /** @type {const} */ ([
  ["hypothetical", "only imagined speakers"],
  ["secondHand", "second-hand only"],
]);

/**
 * A link to a trace.
 *
 * @param {View} view
 * @param {string} key
 * @param {number} [most] characters of its name
 */
export function link({ shown, state }, key, most = TEXT) {
  return make("a", { href: traceOf(key, state) }, named(shown.model.nameOf(key), most));
}

/**
 * A link to a trace of a claim, for quotation marks: without its full stop.
 *
 * @param {View} view
 * @param {string} key
 */
export function quoted({ shown, state }, key) {
  return make("a", { href: traceOf(key, state) }, named(shown.model.nameOf(key).replace(/\.$/, ""), NAME));
}

/**
 * Links as one says them: Ann, Ben and Cleo; the rest as a number.
 *
 * @param {View} view
 * @param {string[]} keys
 * @param {number} most
 * @returns {Child[]}
 */
export function links(view, keys, most) {
  const few = keys.length > most + 1 ? keys.slice(0, most) : keys;
  const more = keys.length - few.length;
  return few.flatMap((key, n) => [
    n === 0 ? "" : n === few.length - 1 && !more ? " and " : ", ", link(view, key, NAME),
  ]).concat(more ? [` and ${more} more`] : []);
}

/** @param {string} words */
export function strong(words) {
  return make("strong", null, words);
}

/**
 * A few words under something, said quietly.
 *
 * @param {...Child} words
 */
function aside(...words) {
  return make("p.quiet.small", null, ...words);
}

/**
 * Claims, those first of which most is said. A large debate shows fewer of each topic at first.
 *
 * @param {View} view
 * @param {Claim[]} claims
 * @param {number} [first] how many are shown at first
 */
export function entries(view, claims, first) {
  const { shown, marks: { attackers } } = view;
  const { ofClaim } = indexOf(shown);
  /** @param {Claim} claim */
  const weight = ({ key }) => (ofClaim.get(key) || []).length + (attackers.get(key) || []).length;
  const most = first || (shown.claims.size > LARGE ? FEW : MOST);
  const sorted = [...claims].sort((a, b) => weight(b) - weight(a));
  return folded(sorted, most, (claim) => entry(view, claim), `more-${sorted[0]?.key}`);
}

/**
 * A claim with who says so, what attacks it, and what is notable.
 *
 * @param {View} view
 * @param {Claim} claim
 */
function entry(view, claim) {
  const { marks } = view;
  const attackers = marks.attackers.get(claim.key) || [];
  // Most claims are made without a reason: only what is unusual is marked.
  const flags = FLAGS.filter(([name]) => marks[name].has(claim.key))
    .map(([, words]) => make("span.flag", null, words));
  const unanswered = unansweredFlags(marks, claim.key);
  return make("li.entry", null, make("p.entry-claim", null, link(view, claim.key)), chips(view, claim.key),
    attacked(view, claim.key, attackers),
    flags.length + unanswered.length > 0 && make("p.flags", null, unanswered, flags));
}

/**
 * What nobody answers: attacks on a claim, and disputes of the steps to it.
 *
 * @param {Marks} marks
 * @param {string} claim
 * @returns {HTMLElement[]}
 */
export function unansweredFlags(marks, claim) {
  return [
    ...byBasis(marks.unanswered.get(claim) || [], "attack", "unanswered"),
    ...byBasis(marks.undercut.get(claim) || [], "dispute", "of a step to it unanswered"),
  ].map((words) => make("span.flag.unanswered", null, words));
}

/**
 * How many premises there are: those that speakers state, then those that the coder draws.
 *
 * @param {Premise[]} premises
 * @param {string} what
 * @param {string} rest
 */
function byBasis(premises, what, rest) {
  const stated = premises.filter((one) => one.stated).length, drawn = premises.length - stated;
  return [
    stated > 0 && `${count(stated, `stated ${what}`)} ${rest}`,
    drawn > 0 && `${count(drawn, what)} ${rest} in the coder's reading`,
  ].filter((words) => words !== false);
}

/**
 * What attacks a claim, by who draws the attack.
 *
 * @param {View} view
 * @param {string} claim
 * @param {Premise[]} attackers
 */
function attacked(view, claim, attackers) {
  return [true, false].map((stated) => {
    const some = attackers.filter((one) => one.stated === stated).map((one) => one.claim);
    return some.length > 0 && attackedBy(view, some, stated ? "attacked" : "in the coder's reading attacked", `attacks-${claim}${stated ? "" : "-coder"}`);
  });
}

/**
 * @param {View} view
 * @param {string[]} attackers
 * @param {string} how
 * @param {string} fold its name
 */
function attackedBy(view, attackers, how, fold) {
  if (attackers.length === 1) {
    return make("p.small.attacked", null, strong(`${how} by `), attacker(view, attackers[0]));
  }
  return make("details.small.attacked", { "data-fold": fold },
    make("summary", null, `${how} by ${count(attackers.length, "claim")}`),
    make("ul", null, attackers.map((key) => make("li", null, attacker(view, key)))));
}

/**
 * The first words of a claim, and who says it.
 *
 * @param {View} view
 * @param {string} claim
 * @returns {Child[]}
 */
function attacker(view, claim) {
  const { model } = view.shown;
  const whole = wholeOf(model);
  const said = (indexOf(whole).ofClaim.get(claim) || [])
    .filter(({ agrees }) => agrees);
  const who = [...new Set([...said.flatMap((one) => realVoices(model, one)), ...givers(whole, claim)])];
  const names = who.slice(0, who.length > 3 ? 2 : 3).map((key) => brief(model.nameOf(key), NAME));
  if (who.length > 3) names.push(`${who.length - 2} more`);
  return [link(view, claim, NAME), ...(who.length ? [" – ", named(tellNames(names))] : [])];
}

/**
 * Who gives a claim as a reason for or against another.
 *
 * @param {Shown} shown
 * @param {string} claim
 * @returns {string[]}
 */
function givers(shown, claim) {
  const given = (indexOf(shown).outOf.get(claim) || [])
    .map(({ statedIn }) => shown.statements.get(statedIn || ""));
  return [...new Set(given.flatMap((one) => (one ? realVoices(shown.model, one) : [])))];
}

/**
 * Who takes which stance on a claim, once each.
 *
 * @param {View} view
 * @param {string} claim
 */
function chips(view, claim) {
  const { shown, state } = view;
  const { model } = shown;
  const said = indexOf(shown).ofClaim.get(claim) || [];
  if (!said.length) {
    const from = givers(shown, claim);
    if (from.length) return aside("Given as a reason by ", ...links(view, from, 3), ".");
    return aside("No statement says so; the coder uses it as a step.");
  }
  /** @type {Map<string, {key: string, one: Statement, imagined: boolean}>} */
  const found = new Map();
  for (const one of said) {
    for (const key of voicesOf(one)) {
      const imagined = one.mode === "hypothetical" || Boolean(model.data.things[key]?.hypothetical);
      const known = found.get(`${key} ${one.stance}`);
      if (!known || (known.imagined && !imagined)) found.set(`${key} ${one.stance}`, { key, one, imagined });
    }
  }
  return make("ul.chips", null, [...found.values()].map(({ key, one, imagined }) => make("li", null,
    make("a", { class: `chip ${one.stance}${imagined ? " hypothetical" : ""}`, href: traceOf(key, state) },
      make("span.sign", { "aria-hidden": "true" }, SIGNS[one.stance]),
      make("span.hidden", null, `${one.stance}: `),
      named(model.nameOf(key), NAME),
      one.narrated && make("span.quiet", null, "narrator"), imagined && make("span.quiet", null, "imagined"),
      one.stance === "concedes" && make("span.quiet", null, "concedes"),
      gaveUp(model, one, key) && make("span.quiet", null, `${tellDates(one.earliest, one.latest)}, given up later`)))));
}
