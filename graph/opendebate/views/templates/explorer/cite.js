// A source as one cites it, with the place in it: in plain words, for BibTeX and as CSL-JSON.

import { first, texts } from "./model.js";
import { tellDates, tellEnds, tellManner, tellNames, UNKNOWN_PASSAGE } from "./wording.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./model.js").Passage} Passage */
/** @typedef {"plain" | "bibtex" | "csl"} Style */

/**
 * @typedef {object} Work what is known of a source
 * @property {string} key
 * @property {string} kind its kind as a code, without od:
 * @property {string} genre its kind in words
 * @property {string} title
 * @property {{name: string, person: boolean}[]} authors its creators; where none are known, its publisher
 * @property {string} publisher
 * @property {string[]} dates one date, or the first and the last it can be; each a year, month or day
 * @property {string | undefined} page
 * @property {string} language
 */

/** @type {Record<string, [bibtex: string, csl: string]>} */
const TYPES = {
  NewsArticle: ["article", "article-newspaper"],
  Opinion: ["article", "article-newspaper"],
  Report: ["techreport", "report"],
  PolicyDocument: ["techreport", "report"],
  Paper: ["misc", "article-journal"],
  Speech: ["misc", "speech"],
  Interview: ["misc", "interview"],
  LetterSource: ["misc", "personal_communication"],
  SocialMedia: ["misc", "post"],
};

/**
 * Cite the source of a statement, with the passage or passages.
 *
 * @param {Model} model
 * @param {Statement} statement
 * @param {Passage | Passage[] | undefined} passage
 * @param {Style} style
 */
export function citation(model, statement, passage, style) {
  const work = workOf(model, statement.source);
  const place = [passage || []].flat().map(placeOf).join("; ") || (passage ? UNKNOWN_PASSAGE : "");
  if (style === "bibtex") return bibtex(work, place);
  return style === "csl" ? csl(work, place) : plain(model, statement, work, place);
}

/**
 * Text on one line, without signs that control or reorder what stands around it.
 *
 * @param {string} text
 */
function tidy(text) {
  return text.replace(/\s+/g, " ").replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, "").trim();
}

/**
 * @param {Model} model
 * @param {string} key
 * @returns {Work}
 */
function workOf(model, key) {
  const raw = model.data.things[key] || { type: "Source" };
  /** @param {string} one */
  const author = (one) => (
    { name: tidy(model.nameOf(one)), person: model.data.things[one]?.type === "Person" });
  const publishers = texts(raw, "publisher");
  const creators = texts(raw, "creator");
  const page = first(raw, "page") || "";
  return {
    key: key.slice(key.indexOf("/") + 1),
    kind: (first(raw, "sourceKind") || "").replace("od:", ""),
    genre: model.data.codes[first(raw, "sourceKind") || ""] || "",
    title: tidy(model.nameOf(key)),
    authors: (creators.length ? creators : publishers).map(author),
    publisher: tellNames(publishers.map((one) => tidy(model.nameOf(one)))).replace(/^nobody$/, ""),
    dates: tellDates(first(raw, "earliest"), first(raw, "latest")).split(" to ").filter(Boolean),
    page: /^https?:\/\//i.test(page) ? page : undefined,
    language: first(raw, "inLanguage") || "",
  };
}

/** @param {Passage} passage */
function placeOf(passage) {
  const where = passage.paragraph === null ? "heading" : `para. ${passage.paragraph}`;
  return tidy(`${where}, ${tellEnds(passage)}`);
}

/**
 * @param {Model} model
 * @param {Statement} statement
 * @param {Work} work
 * @param {string} place
 */
function plain(model, statement, work, place) {
  const authors = tellNames(work.authors.map(({ name }) => name));
  const house = work.authors.some(({ name }) => name === work.publisher) ? "" : work.publisher;
  const dates = work.dates.length > 1 ? `between ${work.dates.join(" and ")}` : work.dates[0];
  const whose = tellNames(statement.speakers.map((key) => tidy(model.nameOf(key))));
  const about = [house, work.genre, dates, place].filter(Boolean).join(", ");
  const said = `Statement of ${whose}, ${tidy(tellManner(model, statement))}.`;
  const lead = work.authors.length ? `${authors}: ` : "";
  return `${lead}“${work.title}”${about && `, ${about}`}. ${said}${work.page ? ` ${work.page}` : ""}`;
}

/** @type {Record<string, string>} */
const ESCAPES = {
  "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
  "“": "``", "”": "''", "…": "\\ldots{}",
};

/**
 * Make text safe for TeX.
 *
 * @param {string} text
 */
function tex(text) {
  return text.replace(/[\\{}~^“”…]/g, (sign) => ESCAPES[sign]).replace(/[$&#_%]/g, "\\$&");
}

/** @param {{name: string, person: boolean}} author */
function texAuthor({ name, person }) {
  // Braces keep a name in one piece; a plain personal name is left to be sorted by its last part.
  return person && !/,|\band\b/i.test(name) ? tex(name) : `{${tex(name)}}`;
}

/**
 * @param {Work} work
 * @param {string} place
 */
function bibtex(work, place) {
  const [type] = TYPES[work.kind] || ["misc"];
  const kind = work.publisher ? type : "misc";
  const house = { article: "journal", techreport: "institution" }[kind] || "publisher";
  const years = [...new Set(work.dates.map((one) => one.slice(0, 4)))];
  const fields = {
    author: work.authors.map(texAuthor).join(" and "),
    title: `{${tex(work.title)}}`,
    [house]: tex(work.publisher),
    howpublished: kind === "misc" ? tex(work.genre) : "",
    year: years.join("--"),
    date: work.dates.join("/"),
    // A URL is no place for TeX's escapes; braces alone would end its field.
    url: (work.page || "").replace(/[{}\\\s]/g, encodeURIComponent),
    note: tex(place),
  };
  const given = Object.entries(fields).filter(([, value]) => value);
  const lines = given.map(([name, value]) => `  ${name} = {${value}}`);
  return `@${kind}{${work.key.replace(/[^\w:-]/g, "-") || "source"},\n${lines.join(",\n")}\n}`;
}

/**
 * @param {Work} work
 * @param {string} place
 */
function csl(work, place) {
  const [, type] = TYPES[work.kind] || ["misc", "document"];
  const dates = work.dates.map((one) => one.split("-").map(Number));
  const item = {
    id: work.key,
    type,
    title: work.title,
    author: work.authors.length ? work.authors.map(({ name }) => ({ literal: name })) : undefined,
    "container-title": type === "article-newspaper" ? work.publisher || undefined : undefined,
    publisher: work.publisher || undefined,
    genre: work.genre || undefined,
    issued: dates.length ? { "date-parts": dates } : undefined,
    URL: work.page,
    language: work.language || undefined,
    note: place || undefined,
  };
  return JSON.stringify([item], null, 2);
}
