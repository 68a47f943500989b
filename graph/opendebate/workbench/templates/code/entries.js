// The statements beside their paragraphs, each in one line.

import { append, brief, make } from "../../../views/templates/explorer/dom.js";
import { SIGNS } from "../../../views/templates/explorer/wording.js";
import { originOf } from "./draft-proposals.js";
import { listOf } from "./open-statement.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./bench.js").Statement} Statement */
/** @typedef {import("./bench.js").Fault} Fault */

/** The entries of all paragraphs; only lists that changed are made anew. */
export class Entries {
  /**
   * @param {Bench} bench
   * @param {import("./text-view.js").TextView} view
   * @param {HTMLElement} rest for statements without a passage in it
   * @param {(id: string) => void} open
   * @param {(claim: string, other: string) => void} relate what to do where a claim is dragged to another
   */
  constructor(bench, view, rest, open, relate) {
    this.relate = relate;
    this.dragged = "";
    this.bench = bench;
    this.view = view;
    this.rest = rest;
    this.open = open;
    /** What each list shows. @type {Map<HTMLElement, string>} */
    this.shown = new Map();
    this.justSaved = "";
  }

  show() {
    /** @type {Map<HTMLElement, Statement[]>} */
    const byList = new Map([...this.view.lists.values(), this.rest].map((list) => [list, []]));
    for (const statement of this.bench.state.statements) {
      const [first] = statement.spans;
      const list = first ? this.view.listAt(this.bench.article.blockOf(first[0])) : this.rest;
      const statements = byList.get(list) || [];
      statements.push(statement);
      byList.set(list, statements);
    }
    for (const [list, statements] of byList) this.fill(list, statements);
    this.rest.parentElement?.toggleAttribute("hidden", !byList.get(this.rest)?.length);
  }

  /**
   * @param {HTMLElement} list
   * @param {Statement[]} statements
   */
  fill(list, statements) {
    const told = statements.map((statement) => [statement, this.isOpen(statement), this.isJustSaved(statement), this.claimOf(statement)]);
    const key = JSON.stringify(told);
    if (this.shown.get(list) === key) return;
    this.shown.set(list, key);
    list.replaceChildren(...statements.map((statement) => this.entry(statement)));
  }

  /** @param {Statement} statement */
  claimOf({ record }) {
    const { text } = this.bench.claims[record.claim] || {};
    return [text, this.bench.sideTaken(record), this.bench.speakersOf(listOf(record.speaker))];
  }

  /** @param {Statement} statement */
  isOpen({ record }) {
    return Boolean(this.bench.opened && this.bench.opened.id === record.id);
  }

  /** @param {Statement} statement */
  isJustSaved({ record }) {
    return this.justSaved === record.id && this.bench.around(record.claim);
  }

  /**
   * Dragging an entry to another asks how the one claim bears on the other.
   *
   * @param {string} claim
   */
  dragging(claim) {
    return {
      draggable: "true",
      dragstart: () => (this.dragged = claim),
      dragover: (/** @type {Event} */ event) => this.dragged !== claim && event.preventDefault(),
      drop: (/** @type {Event} */ event) => {
        event.preventDefault();
        this.relate(this.dragged, claim);
      },
    };
  }

  /** @param {Statement} statement */
  entry(statement) {
    const { record, faults, lost } = statement;
    const [text, side, speakers] = this.claimOf(statement);
    const stance = record.stance || "affirms";
    const button = make("button.entry", {
      type: "button", "aria-pressed": String(this.isOpen(statement)), "data-id": record.id,
      click: () => this.open(record.id), ...this.dragging(record.claim),
    });
    append(button, make("bdi.who", null, brief(speakers, 40)), make("span.sign", { "aria-label": stance, role: "img" }, SIGNS[stance] || stance),
      make("bdi.what", null, brief(String(text || record.claim || "no claim"), 160)));
    const item = make(`li.side-${side}`, null, button);
    append(item, lost > 0 && make("p.fault", null, "Its words are not in this text."), ...faults.map(faultLine));
    const origin = (this.isOpen(statement) || this.justSaved === record.id) && originOf(record);
    append(item, origin && make("p.origin", null, origin));
    if (this.justSaved === record.id) append(item, aroundClaim(this.bench, record.claim));
    return item;
  }
}

/** @param {Fault} fault */
export function faultLine({ severity, message, file, line }) {
  const where = file ? ` (${file}${line ? `, line ${line}` : ""})` : "";
  return make(`p.${severity === "error" ? "fault" : "warning"}`, null, message, make("small", null, where));
}

/**
 * The reasons and objections of a claim.
 *
 * @param {Bench} bench
 * @param {string} claim
 */
export function aroundClaim(bench, claim) {
  const { reasons, objections } = bench.around(claim);
  const told = (/** @type {string} */ id) => make("bdi", null, brief(String(bench.claims[id]?.text || id), 90));
  const items = [
    ...reasons.map(({ claim: id, by }) => make("li", null, make("small", null, `reason, ${by}: `), told(id))),
    ...objections.map((id) => make("li", null, make("small", null, "objection, the coder's: "), told(id))),
  ];
  return items.length ? make("ul.around", null, ...items) : null;
}
