// Who argues what, why, and where they say so: what `opendebate trace` tells, from what is shown.

import { inWords, texts } from "./model.js";
import { hasEffect, inTime, isGivenUp, isImagined, keepersOf, opposed } from "./positions.js";

/** @typedef {import("./model.js").Argument} Argument */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./filter.js").Shown} Shown */
/**
 * @typedef {{stated: boolean, speakers: string[], node: Node, undercuts: Dispute[], imagined: boolean}} Reason
 * @typedef {object} Dispute something said against a claim or against a step to it
 * @property {"attack" | "undercut" | "denial" | "doubt" | "support" | "affirmation"} relation
 * @property {boolean} stated
 * @property {string} claim what is held against it; of a denial, doubt or affirmation, the claim itself
 * @property {string[]} speakers who makes the connection, where it is stated
 * @property {Statement[]} statements who affirms the claim, and where
 * @property {Dispute[]} answers
 * @property {boolean} imagined whether only imagined speakers make the connection: then it has no effect
 * @typedef {{relation: Argument["relation"], stated: boolean, claim: string, speakers: string[], imagined: boolean}} Bearing of an undercut, on a step to the claim
 * @typedef {object} Node a claim on the way: who says so and where, why, and what is against it
 * @property {string} claim
 * @property {Statement[]} statements at the start of an actor's trace only the actor's own
 * @property {Statement[]} others other actors' statements of the same stance
 * @property {Reason[]} reasons
 * @property {Dispute[]} disputes
 * @property {Bearing[]} bearings at the start of a trace, what the claim itself is given for and against
 * @property {string[]} policies that respond to the claim
 * @property {string[]} elsewhere facts from outside the sources that depart from it
 * @property {boolean} repeated whether the claim stands earlier in the trace, with what belongs to it
 * @typedef {{focus: string, nodes: Node[]}} Trace
 */

/** @param {Statement} one */
const held = ({ mode }) => mode !== "hypothetical";

/**
 * @template K, V
 * @param {Map<K, V[]>} map
 * @param {K} key
 * @param {V} value
 */
function put(map, key, value) {
  const there = map.get(key);
  if (there) there.push(value);
  else map.set(key, [value]);
}

/** What is shown, by what one looks for; kept as long as it is shown. */
class Index {
  /** @param {Shown} shown */
  constructor({ model, statements, arguments: all }) {
    /** @type {Map<string, Statement[]>} */
    this.ofClaim = new Map();
    /** @type {Map<string, Argument[]>} */
    this.into = new Map();
    /** @type {Map<string, Argument[]>} */
    this.outOf = new Map();
    /** @type {Map<string, string[]>} */
    this.policies = new Map();
    /** @type {Map<string, string[]>} */
    this.departures = new Map();
    for (const one of [...statements.values()].sort(inTime)) put(this.ofClaim, one.claim, one);
    for (const one of all.values()) {
      for (const target of one.targets) put(this.into, target, one);
      put(this.outOf, one.premise, one);
    }
    for (const { key, kind, raw } of model.things.values()) {
      if (kind === "policy") for (const claim of texts(raw, "respondsTo")) put(this.policies, claim, key);
      if (kind === "context") for (const told of texts(raw, "departsFrom")) put(this.departures, told, key);
    }
  }
}

/** @type {WeakMap<Shown, Index>} */
const indexes = new WeakMap();

/** @param {Shown} shown */
export function indexOf(shown) {
  const known = indexes.get(shown) || new Index(shown);
  indexes.set(shown, known);
  return known;
}

/**
 * Trace who argues what, why, and where, beginning from a thing.
 *
 * @param {Shown} shown
 * @param {string} key
 * @param {boolean} [sidesFirst] whether claims that take a side come before those that take none
 * @returns {Trace}
 */
export function makeTrace(shown, key, sidesFirst = false) {
  const focus = shown.model.get(key);
  if (!focus || focus.kind === "context") return { focus: key, nodes: [] };
  const roots = rootsOf(shown, key, focus.kind);
  /** @type {Map<string, Statement[]>} */
  const claims = new Map();
  for (const one of roots) put(claims, one.claim, one);
  if (focus.kind === "claim" && !claims.size && shown.claims.has(key)) claims.set(key, []);
  const own = focus.kind === "source" || focus.kind === "statement" || roots.some((one) => by(one, key));
  /** @param {[string, Statement[]]} entry */
  const sideless = ([claim]) => Number(sidesFirst && shown.claims.get(claim)?.side === "neither");
  const weaver = new Weaver(shown, [...claims.keys()]);
  return { focus: key, nodes: [...claims].sort((a, b) => sideless(a) - sideless(b)).map(([claim, said]) => weaver.root(claim, said, own)) };
}

/**
 * @param {Statement} one
 * @param {string} actor
 */
const by = (one, actor) => one.speakers.includes(actor) || one.onBehalfOf === actor;

/** What leads from a part, version or narrower topic to what it belongs to. */
const UPWARDS = /** @type {Record<string, string>} */ ({
  model: "isVersionOf", policy: "partOf", topic: "broader",
});

/**
 * The statements that a trace begins with.
 *
 * @param {Shown} shown
 * @param {string} key
 * @param {string} kind
 */
function rootsOf({ model, statements }, key, kind) {
  const all = [...statements.values()];
  /** @param {Statement} one */
  const claim = (one) => model.claims.get(one.claim);
  const family = familyOf(model, key, UPWARDS[kind]);
  /** @param {string} other */
  const kin = (other) => family.has(other);
  const answered = new Set(kind === "policy" ? [...family].flatMap((one) =>
    texts(model.data.things[one] || {}, "respondsTo")) : []);
  /** @type {Record<string, (one: Statement) => boolean | undefined>} */
  const finds = {
    actor: (one) => by(one, key),
    claim: (one) => one.claim === key,
    model: (one) => claim(one)?.about.some(kin),
    policy: (one) => one.via.includes(key) || claim(one)?.about.some(kin) || answered.has(one.claim),
    topic: (one) => claim(one)?.topics.some(kin),
    event: (one) => claim(one)?.about.includes(key) || claim(one)?.explains.includes(key),
    source: (one) => one.source === key,
    statement: (one) => one.key === key,
  };
  const found = all.filter(finds[kind]);
  if (found.length || kind !== "actor") return found;
  return all.filter((one) => one.via.includes(key) ||
    claim(one)?.about.includes(key) || claim(one)?.benefits.includes(key));
}

/**
 * A thing with its parts, versions or narrower topics, and theirs in turn.
 *
 * @param {Model} model
 * @param {string} key
 * @param {string | undefined} upwards
 */
function familyOf(model, key, upwards) {
  const found = new Set([key]);
  for (let before = 0; upwards && before < found.size;) {
    before = found.size;
    for (const one of model.things.values()) {
      if (upwards in one.raw && texts(one.raw, upwards).some((other) => found.has(other))) found.add(one.key);
    }
  }
  return found;
}

/** Puts claims, reasons and disputes together. */
class Weaver {
  /**
   * @param {Shown} shown
   * @param {string[]} focus the claims that the trace begins with
   */
  constructor(shown, focus) {
    this.shown = shown;
    this.index = indexOf(shown);
    this.focus = new Set(focus);
    this.near = this.around();
    /** @type {Set<string>} */
    this.done = new Set();
  }

  /** The arguments around the focus: for it to any depth, against these, what answers, and those it makes. */
  around() {
    const claims = new Set(this.focus);
    for (const claim of claims) {
      for (const { relation, premise } of this.index.into.get(claim) || []) {
        if (relation === "support") claims.add(premise);
      }
    }
    /** @type {Set<Argument>} */
    const found = new Set();
    for (const claim of claims) for (const one of this.index.into.get(claim) || []) found.add(one);
    const direct = [...found];
    const against = direct.flatMap((one) => this.index.into.get(one.key) || []);
    for (const one of against) found.add(one);
    for (const { premise } of [...direct.filter((one) => one.relation === "attack"), ...against]) {
      for (const one of this.index.into.get(premise) || []) if (one.relation === "attack") found.add(one);
    }
    for (const claim of this.focus) {
      for (const one of this.index.outOf.get(claim) || []) {
        found.add(one);
        for (const step of one.targets) {
          const undercut = this.shown.arguments.get(step);
          if (undercut) found.add(undercut);
        }
      }
    }
    return found;
  }

  /** @param {string} target */
  into(target) {
    return (this.index.into.get(target) || []).filter((one) => this.near.has(one));
  }

  /** @param {string} claim */
  said(claim) {
    return this.index.ofClaim.get(claim) || [];
  }

  /**
   * @param {string} claim
   * @param {Statement[]} own
   */
  besides(claim, own) {
    const mine = new Set(own);
    return this.said(claim).filter((one) => !mine.has(one));
  }

  /**
   * @param {string} claim
   * @param {Statement[]} roots
   * @param {boolean} own
   * @returns {Node}
   */
  root(claim, roots, own) {
    roots.sort(inTime);
    const node = own ? this.begun(claim, roots) : this.node(claim, []);
    const told = [claim, ...node.statements.map(({ key }) => key)];
    const elsewhere = [...new Set(told.flatMap((key) => this.index.departures.get(key) || []))];
    return { ...node, bearings: this.bearings(claim), elsewhere };
  }

  /**
   * A claim with the stance that own statements take on it.
   *
   * @param {string} claim
   * @param {Statement[]} own
   * @returns {Node}
   */
  begun(claim, own) {
    if (own.every(opposed)) return this.denied(claim, own);
    const rest = this.besides(claim, own);
    const node = this.node(claim, []);
    const disputes = [...denialsAndDoubts(claim, rest), ...node.disputes];
    return { ...node, statements: own, others: rest.filter((one) => !opposed(one)), disputes };
  }

  /**
   * A claim that is denied: attacks are the reasons, supports the disputes.
   *
   * @param {string} claim
   * @param {Statement[]} own
   * @returns {Node}
   */
  denied(claim, own) {
    const rest = this.besides(claim, own);
    const mine = new Set(own.map(({ key }) => key));
    const bearing = this.into(claim);
    const attacks = bearing.filter(
      ({ relation, statedIn }) => relation === "attack" && statedIn && mine.has(statedIn));
    const supports = bearing.filter(({ relation }) => relation === "support");
    return {
      ...this.blank(claim, own),
      others: rest.filter(opposed),
      reasons: this.reasons(attacks, [claim]),
      disputes: [
        ...whole("affirmation", claim, rest.filter((one) => !opposed(one))), ...this.answers(supports),
      ],
    };
  }

  /**
   * @param {string} claim
   * @param {Statement[]} statements
   * @returns {Node}
   */
  blank(claim, statements) {
    const policies = this.focus.has(claim) ? this.index.policies.get(claim) || [] : [];
    return {
      claim, statements, others: [], reasons: [], disputes: [],
      bearings: [], policies, elsewhere: [], repeated: false,
    };
  }

  /**
   * @param {string} claim
   * @returns {Bearing[]}
   */
  bearings(claim) {
    /** @type {Map<string, Bearing>} */
    const found = new Map();
    const given = [...this.index.outOf.get(claim) || []];
    const { model } = this.shown;
    /** @param {Argument} one */
    const order = (one) => Number(one.stated) - 2 * Number(isImagined(model, one));
    for (const one of given.sort((a, b) => order(a) - order(b))) {
      const ends = one.targets.flatMap((key) => this.shown.arguments.get(key)?.targets || [key]);
      for (const target of ends.filter((key) => this.shown.claims.has(key))) {
        const { relation } = one;
        const speakers = this.affirmers(target);
        found.set(`${relation} ${target}`, { relation, stated: one.stated, claim: target, speakers, imagined: isImagined(model, one) });
      }
    }
    return [...found.keys()].sort().map((key) => /** @type {Bearing} */ (found.get(key)));
  }

  /** @param {string} claim */
  affirmers(claim) {
    const said = this.said(claim).filter((one) => !opposed(one) && held(one));
    return [...new Set(said.flatMap((one) => keepersOf(this.shown.model, one)))];
  }

  /**
   * @param {string} claim
   * @param {string[]} trail the claims that it is a reason for
   * @returns {Node}
   */
  node(claim, trail) {
    const bearing = this.into(claim);
    const blank = this.blank(claim, this.said(claim));
    if (this.done.has(claim) || trail.includes(claim)) {
      return { ...blank, policies: [], repeated: bearing.length > 0 };
    }
    this.done.add(claim);
    return {
      ...blank,
      reasons: this.reasons(bearing.filter((one) => one.relation === "support"), [...trail, claim]),
      disputes: this.disputes(bearing.filter((one) => one.relation === "attack")),
    };
  }

  /**
   * Arguments as reasons, one for each premise; stated ones first.
   *
   * @param {Argument[]} all
   * @param {string[]} trail
   * @returns {Reason[]}
   */
  reasons(all, trail) {
    return this.byPremise(all).map((made) => ({
      imagined: isImagined(this.shown.model, made[0]),
      stated: made[0].stated,
      speakers: this.speakers(made),
      node: this.node(made[0].premise, trail),
      undercuts: this.disputes(made.flatMap(({ key }) => this.into(key))),
    }));
  }

  /** @param {Argument[]} made */
  speakers(made) {
    const alike = made.filter((one) => isImagined(this.shown.model, one) === isImagined(this.shown.model, made[0]));
    const found = alike.map(({ statedIn }) => (statedIn ? this.shown.statements.get(statedIn) : undefined));
    return [...new Set(found.flatMap((one) => one?.speakers || []))];
  }

  /**
   * Attacks or undercuts, one for each premise, with what answers them: attacks on the premise,
   * undercuts of the step, and denials and doubts of the premise. What is only imagined answers nothing.
   *
   * @param {Argument[]} against
   * @returns {Dispute[]}
   */
  disputes(against) {
    return this.byPremise(against).map((made) => {
      const claim = made[0].premise;
      const attacks = this.into(claim).filter((one) => one.relation === "attack");
      const { model } = this.shown;
      const answers = this.answers([...attacks, ...made.flatMap(({ key }) => this.into(key))]
        .filter((one) => hasEffect(model, one)));
      const denials = denialsAndDoubts(claim, this.said(claim).filter((one) => held(one) && !isGivenUp(model, one)));
      const statements = this.said(claim).filter((one) => !opposed(one));
      return { ...this.dispute(made), statements, answers: [...answers, ...denials] };
    });
  }

  /**
   * Arguments one for each premise, with who says so but no further.
   *
   * @param {Argument[]} all
   * @returns {Dispute[]}
   */
  answers(all) {
    return this.byPremise(all).map((made) => this.dispute(made));
  }

  /**
   * @param {Argument[]} made
   * @returns {Dispute}
   */
  dispute(made) {
    const [{ relation, stated, premise: claim }] = made;
    const [speakers, statements] = [this.speakers(made), this.said(claim)];
    return { relation, stated, claim, speakers, statements, answers: [], imagined: isImagined(this.shown.model, made[0]) };
  }

  /**
   * Arguments in groups of the same relation and premise; stated ones first, those of imagined speakers last.
   *
   * @param {Argument[]} all
   * @returns {Argument[][]}
   */
  byPremise(all) {
    const { model } = this.shown;
    /** @type {Map<string, Argument[]>} */
    const groups = new Map();
    /** @param {Argument} one */
    const order = (one) => Number(one.stated) - 2 * Number(isImagined(model, one));
    for (const one of [...new Set(all)].sort((a, b) => order(b) - order(a) || inWords(a.key, b.key))) {
      put(groups, `${one.relation} ${one.premise}`, one);
    }
    return [...groups.values()];
  }
}

/** Disputes that name no claim of their own. */
export const WHOLE = new Set(["denial", "doubt", "affirmation"]);

/**
 * The disputes that statements which deny or doubt a claim make: a doubt is no denial.
 *
 * @param {string} claim
 * @param {Statement[]} statements
 * @returns {Dispute[]}
 */
function denialsAndDoubts(claim, statements) {
  return [
    ...whole("denial", claim, statements.filter(({ position }) => position === "denies")),
    ...whole("doubt", claim, statements.filter(({ position }) => position === "doubts")),
  ];
}

/**
 * The dispute that statements on a claim as a whole make, if there are any.
 *
 * @param {"denial" | "doubt" | "affirmation"} relation
 * @param {string} claim
 * @param {Statement[]} statements
 * @returns {Dispute[]}
 */
function whole(relation, claim, statements) {
  if (!statements.length) return [];
  return [{ relation, stated: true, claim, speakers: [], statements, answers: [], imagined: false }];
}
