// The cheapest keys for a statement, by the page's own rules: its moves, its proposals, its fields.

import { Article, uncodedStretches } from "../../graph/opendebate/workbench/templates/code/article.js";
import { beginningWith } from "../../graph/opendebate/workbench/templates/code/claim-words.js";
import { MOVE_KEYS } from "../../graph/opendebate/workbench/templates/code/keys.js";
import { MOVES, stretchAfter } from "../../graph/opendebate/workbench/templates/code/moves.js";
import { nearestActors } from "../../graph/opendebate/workbench/templates/code/proposals.js";
import { listOf, newStatement, numberedSpeakers, propose, set } from "../../graph/opendebate/workbench/templates/code/open-statement.js";

const REACH = 60; // words around a passage that a selection passes through on the way
const SHOWN = 5;
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** The keys that lead from one selection to another, fewest first. */
function keysBetween(ground, from, to) {
  const seen = new Map([[String(from), []]]);
  let edge = [from];
  const [low, high] = [Math.min(from ? from[0] : 0, to[0]) - REACH, Math.max(from ? from[1] : 0, to[1]) + REACH];
  for (let depth = 0; depth < 40 && edge.length; depth++) {
    const next = [];
    for (const run of edge) {
      if (same(run, to)) return seen.get(String(run));
      for (const [key, name] of Object.entries(MOVE_KEYS)) {
        const moved = MOVES[name](ground, run);
        if (!moved || seen.has(String(moved)) || moved[0] < low || moved[1] > high || moved[1] - moved[0] > to[1] - to[0] + REACH) continue;
        seen.set(String(moved), [...seen.get(String(run)), key]);
        next.push(moved);
      }
    }
    edge = next;
  }
  return null;
}

/** The keys of a field with options: its key, then the option's number or the fewest letters that bring it up. */
function picked(key, target, options, texts) {
  const shown = options.indexOf(target);
  if (shown >= 0 && shown < 9) return [key, `Alt+${shown + 1}`];
  const text = texts.find(([id]) => id === target)[1];
  const tokens = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
  const tries = [];
  for (const token of tokens) for (let n = 1; n <= token.length; n++) tries.push(token.slice(0, n));
  for (const first of tokens) for (const other of tokens) {
    if (first !== other) for (let n = 1; n <= other.length; n++) tries.push(`${first.slice(0, 4)} ${other.slice(0, n)}`);
  }
  tries.sort((a, b) => a.length - b.length);
  for (const typed of tries) {
    const at = beginningWith(typed, texts, SHOWN).indexOf(target);
    if (at >= 0) return [key, ...typed, at ? `Alt+${at + 1}` : "Enter"];
  }
  return [key, ...text, "Enter"];
}

export class Replay {
  constructor({ article, actors, carriers, claims, mentions, voices, reported }) {
    this.article = new Article(article);
    this.actors = actors;
    this.carriers = carriers;
    this.claims = claims;
    this.context = { article: this.article, statements: [], mentions, voices, turns: [], reported, authorsSpeak: false, printsSpeech: false };
    this.covered = new Uint8Array(this.article.total);
    this.opened = null;
    this.last = null;
  }

  gaps() {
    const gaps = [];
    for (const { paragraph, start, words } of this.article.blocks) {
      if (paragraph === null) continue;
      for (let i = start; i < start + words.length; i++) {
        if (this.covered[i]) continue;
        const begin = i;
        while (i < start + words.length && !this.covered[i]) i++;
        gaps.push([begin, i]);
      }
    }
    return gaps;
  }

  /** Code the next statement; return its keys, and those among them for its claim. `next` are the words of the one after it. */
  code(record, spans, proposed, next) {
    const ground = { article: this.article, stretches: uncodedStretches(this.article, this.gaps()) };
    const keys = [...this.select(ground, spans)];
    const context = this.context;
    const opened = newStatement(spans[0], context);
    opened.pieces = spans;
    propose(opened, context);
    keys.push(...this.speakerKeys(opened, listOf(record.speaker)));
    keys.push(...this.fieldKeys(opened, record));
    const claim = this.claimKeys(record.claim, proposed);
    const because = listOf(record.because).flatMap((id) => picked("b", id, this.likelyReasons(spans, record), this.claims));
    const replies = listOf(record.replies_to).flatMap(() => ["r", "Alt+1"]);
    const stay = next && same(next, spans);
    keys.push(...claim, ...because, ...replies, stay ? "Shift+Enter" : "Enter");
    this.save(record, spans, stay);
    return { keys, claim };
  }

  select(ground, spans) {
    const keys = [];
    let from = this.proposal ? this.proposal : null;
    for (const [i, span] of spans.entries()) {
      if (from && same(from, span)) { from = span; continue; }
      if (i) keys.push("+");
      const found = keysBetween(ground, from, span);
      if (!found) throw new Error(`no keys lead to ${span}`);
      keys.push(...found);
      from = span;
    }
    return this.stayed ? [] : keys;
  }

  speakerKeys(opened, wanted) {
    if (same(opened.speaker, wanted)) return [];
    const numbered = numberedSpeakers(opened, this.context);
    const texts = this.actors;
    const keys = wanted.flatMap((id, i) => {
      const n = numbered.indexOf(id);
      if (n >= 0) return [`${i ? "Shift+" : ""}${n + 1}`];
      return picked("s", id, nearestActors(this.context, opened.pieces), texts);
    });
    set(opened, "speaker", wanted, this.context);
    return wanted.length ? keys : ["n"];
  }

  fieldKeys(opened, record) {
    const keys = [];
    const near = nearestActors(this.context, opened.pieces);
    const modes = ["verbatim", "mixed", "paraphrase", "narration", "evaluation", "hearsay", "hypothetical"];
    if (opened.mode !== record.mode) {
      const steps = (modes.indexOf(record.mode) - modes.indexOf(opened.mode) + 7) % 7;
      keys.push(...Array(steps).fill("m"));
      set(opened, "mode", record.mode, this.context);
    }
    for (const [field, key] of [["as", "i"], ["on_behalf_of", "f"]]) {
      const wanted = record[field] || "";
      const first = field === "on_behalf_of" && opened.as ? [opened.as, ...near.filter((id) => id !== opened.as)] : near;
      if (opened[field] !== wanted) keys.push(...(wanted ? picked(key, wanted, first, this.actors) : [key, "Backspace"]));
      opened[field] = wanted;
    }
    if (opened.said !== String(record.said || "")) {
      const used = [...new Set(this.context.statements.map((one) => String(one.record.said || "")).filter(Boolean).reverse())];
      const at = used.indexOf(String(record.said));
      keys.push("w", ...(record.said ? (at >= 0 && at < 9 ? [`Alt+${at + 1}`] : [...String(record.said), "Enter"]) : ["Backspace"]));
    }
    const via = listOf(record.via);
    if (!same(opened.via, via)) {
      if (opened.via.length) keys.push("v", "Backspace");
      keys.push(...via.flatMap((id) => picked("v", id, near, [...this.actors, ...this.carriers])));
    }
    if ((record.stance || "affirms") !== "affirms") keys.push({ denies: "d", doubts: "o", concedes: "c" }[record.stance]);
    return keys;
  }

  claimKeys(id, proposed) {
    const at = proposed.indexOf(id);
    return at >= 0 ? [`Alt+${at + 1}`] : picked("l", id, [], this.claims);
  }

  likelyReasons(spans, record) {
    const [first] = spans[0];
    const wanted = listOf(record.speaker).join();
    const far = (one) => Math.abs(one.spans[0][0] - first) + (listOf(one.record.speaker).join() === wanted ? 0 : 150);
    const before = this.context.statements.filter((one) => one.record.claim !== record.claim);
    return [...new Set(before.sort((a, b) => far(a) - far(b)).map((one) => one.record.claim))];
  }

  save(record, spans, stay) {
    for (const [start, stop] of spans) this.covered.fill(1, start, stop);
    this.context.statements = [...this.context.statements, { record, spans }];
    this.stayed = stay;
    const end = Math.max(...spans.map(([, stop]) => stop));
    this.proposal = stay ? spans[0] : stretchAfter(uncodedStretches(this.article, this.gaps()), end);
  }
}

globalThis.Replay = Replay;
