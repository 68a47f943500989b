// Every view as a table: one row for each statement that it rests on.

import { noteState } from "./address.js";
import { append, count, make, named } from "./dom.js";
import { marksOf } from "./notable.js";
import { inWords } from "./model.js";
import { traceOf } from "./state.js";
import { tellDates, tellEnds, tellNames, tellParagraph, UNKNOWN_PASSAGE } from "./wording.js";
import { makeTrace, WHOLE } from "./trace.js";

/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./trace.js").Dispute} Dispute */
/** @typedef {import("./trace.js").Node} Node */
/**
 * @typedef {object} Table
 * @property {string} title
 * @property {string[]} columns
 * @property {(string | number)[][]} rows
 * @typedef {{claim: string, statement: Statement | null, role: string, on: string}} Row
 * @typedef {{value: string | number, keys: string[], notes?: string[]}} Cell what it says, the things that it
 *   names, and what is noted on each
 * @typedef {{title: string, columns: string[], cells: Cell[][]}} Grid
 */

const FIRST = 300;
const LONG = 120;
const FOLDED = 2;
const COLUMNS = [
  "Who", "Stance", "Claim", "Side of the claim", "Because", "Against it",
  "Source", "Paragraph", "Passage", "Mode", "Via", "Date",
];
const PLACED = ["In the trace", "Bears on"];
const ROLES = {
  attack: "attack", undercut: "attack on a step", denial: "denial", doubt: "doubt",
  support: "support", affirmation: "affirmation",
};

/**
 * @param {Shown} shown
 * @param {State} state
 * @returns {Table}
 */
export function tableOf(shown, state) {
  const { title, columns, cells } = grid(shown, state);
  return {
    title, columns,
    rows: cells.map((row) => row.map(({ value }) => value)),
  };
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @returns {Grid}
 */
function grid(shown, state) {
  const { model } = shown;
  if (state.view !== "trace") {
    return {
      title: `${shown.filtered ? "Some" : "All"} statements in this debate`,
      columns: COLUMNS,
      cells: [...shown.statements.values()].map((one) => cells(shown, one.claim, one)),
    };
  }
  return {
    title: model.nameOf(state.key),
    columns: [...PLACED, ...COLUMNS],
    cells: inTrace(makeTrace(shown, state.key).nodes).map(({ claim, statement, role, on }) => [
      plain(role), things(model, on ? [on] : [], ""), ...cells(shown, claim, statement),
    ]),
  };
}

/**
 * The statements of a trace in its order, each with what it does there.
 *
 * @param {Node[]} nodes
 * @returns {Row[]}
 */
function inTrace(nodes) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {(claim: string, statements: (Statement | null)[], role: string, on: string) => void} */
  const say = (claim, statements, role, on) => {
    for (const statement of statements) rows.push({ claim, statement, role, on });
  };
  /** @type {(one: Dispute, on: string, answer?: string) => void} */
  const dispute = (one, on, answer = "") => {
    const basis = WHOLE.has(one.relation) ? "" : `, ${basisOf(one)}`;
    say(one.claim, one.statements.length ? one.statements : [null], answer + ROLES[one.relation] + basis, on);
    for (const reply of one.answers) dispute(reply, one.claim, "answer: ");
  };
  /** @type {(one: Node, role: string, on: string) => void} */
  const node = (one, role, on) => {
    say(one.claim, one.statements.length ? one.statements : [null], role, on);
    say(one.claim, one.others, `${role}, also said`, on);
    for (const reason of one.reasons) {
      node(reason.node, `reason, ${basisOf(reason)}`, one.claim);
      for (const other of reason.undercuts) dispute(other, one.claim);
    }
    for (const other of one.disputes) dispute(other, one.claim);
  };
  for (const one of nodes) node(one, "claim", "");
  return rows;
}

/** @param {{stated: boolean, imagined: boolean}} one */
const basisOf = ({ stated, imagined }) => (imagined ? "hypothetical" : stated ? "stated" : "analytic");

/**
 * @param {string | number} value
 * @param {string[]} [keys]
 * @returns {Cell}
 */
const plain = (value, keys = []) => ({ value, keys });

/**
 * @param {Model} model
 * @param {string[]} keys
 * @param {string} joint
 * @returns {Cell}
 */
const things = (model, keys, joint) => ({ value: keys.map((key) => model.nameOf(key)).join(joint), keys });

const STATED = " (stated)", DRAWN = " (coder's reading)";

/**
 * Things with a note on each.
 *
 * @param {Model} model
 * @param {string[]} keys
 * @param {string[]} notes
 * @param {string} joint
 * @returns {Cell}
 */
const noted = (model, keys, notes, joint) =>
  ({ value: keys.map((key, n) => model.nameOf(key) + notes[n]).join(joint), keys, notes });

/**
 * @param {Shown} shown
 * @param {string} claim
 * @param {Statement | null} one nobody may have made one on a claim of the coder's
 * @returns {Cell[]}
 */
function cells(shown, claim, one) {
  const { model } = shown;
  // Who denies a claim gives as reasons what speaks against it: that is told once, as the reasons.
  const against = [...marksOf(shown).attackers.get(claim) || []].filter((premise) => !one?.because.includes(premise.claim)).sort((a, b) => Number(b.stated) - Number(a.stated));
  const body = one?.onBehalfOf ? ` (on behalf of ${model.nameOf(one.onBehalfOf)})` : "";
  const who = one?.speakers || [];
  return [
    { ...noted(model, who, who.map(() => body), ""), value: tellNames(who.map((key) => model.nameOf(key))) + body },
    plain(one?.stance || ""),
    things(model, [claim], ""),
    plain(model.claims.get(claim)?.side || ""),
    things(model, one?.because || [], "; "),
    noted(model, against.map((premise) => premise.claim), against.map(({ stated }) => stated ? STATED : DRAWN), "; "),
    things(model, one ? [one.source] : [], ""),
    plain(one ? place(one) : ""),
    plain(one ? one.passages.map(tellEnds).join(" and ") || UNKNOWN_PASSAGE : "", one ? [one.key] : []),
    plain(one?.mode || ""),
    things(model, one?.via || [], ", then "),
    plain(one ? tellDates(one.earliest, one.latest).replace(" to ", " to\n") : ""),
  ];
}

/**
 * The number of a paragraph, so that it can be sorted; in words where there is none or several.
 *
 * @param {Statement} one
 */
function place({ passages }) {
  const [only, ...more] = new Set(passages.map(({ paragraph }) => paragraph ?? "heading"));
  return more.length ? [only, ...more].join(" and ") : only ?? "unknown";
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @returns {HTMLElement}
 */
export function tableView(shown, state) {
  const made = fitted(grid(shown, state), shown.model);
  const view = make("article.table-view", null,
    make(made.title.length > LONG ? "h1.long" : "h1", null, named(made.title, 2000)));
  if (!made.cells.length) append(view, make("p", null, nothing(shown, state)));
  else append(view, ...table(made, shown, state));
  return view;
}

/**
 * The table as it is shown, without columns that are empty; where there is but one source, its column would
 * say the same in each row.
 *
 * @param {Grid} made
 * @param {Model} model
 * @returns {Grid}
 */
function fitted(made, model) {
  const only = model.ofKind("source").length === 1;
  const told = made.columns.map((name, at) => !(only && name === "Source") && made.cells.some((row) => row[at].value !== ""));
  /** @type {<T>(row: T[]) => T[]} */
  const without = (row) => row.filter((_, at) => told[at]);
  return { ...made, columns: without(made.columns), cells: made.cells.map(without) };
}

/**
 * @param {Shown} shown
 * @param {State} state
 */
function nothing(shown, state) {
  if (shown.filtered) return "No statement fits all filters.";
  if (state.view === "trace") return "No claim is about it.";
  return "Nothing is said in this debate yet.";
}

/**
 * A table in a region that scrolls, and a button for the rows that are not there yet.
 *
 * @param {Grid} made
 * @param {Shown} shown
 * @param {State} state
 */
function table(made, shown, state) {
  const body = make("tbody", { role: "rowgroup" });
  let order = made.cells.map((_, n) => n);
  let most = FIRST;
  const told = make("caption", { id: "table-told" });
  const region = make("div.table-scroll", { role: "region", "aria-labelledby": "table-told", tabindex: "0" });
  const more = make("button", { type: "button", "data-fold": "all-rows" }, `Show all ${count(order.length, "row")}`);
  const fill = () => {
    body.replaceChildren(...order.slice(0, most).map((n) => row(made, n, shown.model, state)));
    told.replaceChildren(...caption(made, shown, state, Math.min(most, order.length)));
  };
  more.addEventListener("click", () => {
    most = Infinity;
    fill();
    more.remove();
    region.focus({ preventScroll: true });
  });
  /** @type {(at: number, way: -1 | 0 | 1) => void} */
  const sort = (at, way) => {
    order = made.cells.map((_, n) => n);
    if (way) order.sort((a, b) => compare(made.cells[a][at].value, made.cells[b][at].value, way));
    fill();
  };
  const by = made.columns.indexOf(state.sort.replace(/^-/, "")), direction = state.sort.startsWith("-") ? -1 : 1;
  const heads = made.columns.map((name, at) => head(name, at === by ? direction : 0, (way) => {
    noteState(state, { sort: way ? (way < 0 ? "-" : "") + name : "" });
    sort(at, way);
  }));
  sort(by, by < 0 ? 0 : direction);
  append(region, make("table", { role: "table" }, told,
    make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, heads)), body));
  return order.length > most ? [region, more] : [region];
}

/**
 * @param {Grid} made
 * @param {Shown} shown
 * @param {State} state
 * @param {number} there
 */
function caption({ cells: all }, { filtered, statements, model }, state, there) {
  const rows = (there < all.length ? `The first ${there} of ` : "") + count(all.length, "row");
  const sources = model.ofKind("source");
  const from = sources.length === 1 ? `, all from “${model.nameOf(sources[0].key)}”` : "";
  const each = `${rows}, ${state.view === "trace" ? "in the order of the trace" : "one for each statement"}${from}`;
  const left = `${statements.size.toLocaleString("en")} of ${count(model.statements.size, "statement")}`;
  return [`${each}.`, make("span.table-hint", null, " A heading sorts by its column."),
    filtered ? ` Filters leave ${left}.` : ""];
}

const NEXT = /** @type {const} */ ({
  none: ["ascending", 1], ascending: ["descending", -1], descending: ["none", 0],
});

const SAID = /** @type {const} */ ({ "1": "ascending", "0": "none", "-1": "descending" });

/**
 * A heading that sorts by its column: upwards, downwards, and not at all again.
 *
 * @param {string} name
 * @param {-1 | 0 | 1} first how it sorts at first
 * @param {(way: -1 | 0 | 1) => void} sort
 */
function head(name, first, sort) {
  const button = make("button.table-sort", { type: "button" }, name);
  const cell = make("th", { scope: "col", role: "columnheader", "aria-sort": SAID[first] }, button);
  button.addEventListener("click", () => {
    const now = cell.getAttribute("aria-sort");
    for (const other of cell.parentElement?.children || []) other.setAttribute("aria-sort", "none");
    const [said, way] = NEXT[/** @type {keyof typeof NEXT} */ (now)];
    cell.setAttribute("aria-sort", said);
    sort(way);
  });
  return cell;
}

/**
 * Compare values upwards or downwards; what is empty stands last either way.
 *
 * @param {string | number} a
 * @param {string | number} b
 * @param {1 | -1} way
 */
function compare(a, b, way) {
  if (a === "" || b === "") return Number(a === "") - Number(b === "");
  return way * inWords(String(a), String(b));
}

/**
 * @param {Grid} made
 * @param {number} n
 * @param {Model} model
 * @param {State} state
 */
function row(made, n, model, state) {
  return make("tr", { role: "row" }, made.cells[n].map((cell, at) => make(
    "td", { role: "cell", "data-label": made.columns[at], class: cell.value === "" ? "empty" : null },
    cell.value !== "" && make("div", null, words(cell, made.columns[at], model, state)))));
}

/**
 * @param {Cell} cell
 * @param {string} column
 * @param {Model} model
 * @param {State} state
 * @returns {HTMLElement[]}
 */
function words({ value, keys, notes }, column, model, state) {
  /** @type {(key: string, name: string) => HTMLElement} */
  const link = (key, name) => make("a", { href: traceOf(key, state) }, named(name));
  if (keys.length > 1 || notes && keys.length) {
    const then = (/** @type {number} */ n) => column === "Via" && n > 0 && "then ";
    const all = keys.map((key, n) => make("p", null, then(n), link(key, model.nameOf(key)), notes?.[n]));
    const folds = column === "Against it" && all.length > FOLDED;
    return folds ? [make("details", { "data-fold": `against-${keys[0]}` }, make("summary", null, byBasis(notes || [])), ...all)] : all;
  }
  if (keys.length) return [link(keys[0], String(value))];
  const numbered = column === "Paragraph" && typeof value === "number";
  return [named(numbered ? tellParagraph({ paragraph: value }) : String(value))];
}

/**
 * How many are stated by speakers, and how many are drawn by the coder.
 *
 * @param {string[]} notes
 */
function byBasis(notes) {
  const stated = notes.filter((note) => note === STATED).length, drawn = notes.length - stated;
  return [stated > 0 && `${stated} stated`, drawn > 0 && `${drawn} in the coder's reading`].filter(Boolean).join(", ");
}
