// The page's data without its abbreviations: what keys and neighbours say is written out again.

import { nodesOf } from "./column-tables.js";

/** @typedef {import("./model.js").Raw} Raw */

const TYPES = /** @type {Record<string, string>} */ ({
  claim: "Claim", model: "Model", policy: "Policy", topic: "Concept", event: "Event", context: "ContextFact",
});
const SHORT_DIGEST = 43; // characters of a digest in base64
const RELATIONS = { supports: "Support", attacks: "Attack" };

/**
 * @param {import("./column-tables.js").Tables} packed
 * @returns {Record<string, Raw>}
 */
export function restore(packed) {
  const nodes = nodesOf(packed), things = Object.fromEntries(nodes);
  /** @type {Record<string, Raw>} */
  const whole = {};
  for (const [key, node] of nodes) {
    const [kind, , ...rest] = key.split("/");
    const statement = kind === "source" && rest.length === 1;
    const made = /** @type {Raw} */ (statement ? said(key, node, things) : { type: TYPES[kind], ...node });
    whole[key] = made;
    for (const relation of /** @type {const} */ (["supports", "attacks"])) unfold(key, made, relation, whole);
    if (statement) reasons(key, made, whole);
  }
  return whole;
}

/**
 * @param {any[] | Record<string, any>} row
 * @param {any} page the address of the source
 */
function passage(row, page) {
  if (!Array.isArray(row)) return row;
  const [paragraph, from, to, words, digest, odd] = row;
  const link = odd ?? (typeof page === "string" && /^https?:\/\//i.test(page) ? usualLink(page, from ?? "", to ?? "") : null);
  const made = { paragraph, from, to, words, sha256: wholeDigest(digest), link: link || null };
  return Object.fromEntries(Object.entries(made).filter(([, value]) => value !== null && value !== undefined));
}

/**
 * The address of a passage that begins and ends with these words, as coding/passages.py makes it.
 *
 * @param {string} page
 * @param {string} from
 * @param {string} to
 */
function usualLink(page, from, to) {
  return `${page.split("#")[0]}#:~:text=${(from === to ? [from] : [from, to]).map(escaped).join(",")}`;
}

/** @param {string} text */
function escaped(text) {
  return encodeURIComponent(text).replace(/[-!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * A digest in hexadecimal digits; the page has it in base64.
 *
 * @param {string | null | undefined} digest
 */
function wholeDigest(digest) {
  if (digest?.length !== SHORT_DIGEST) return digest;
  return [...atob(digest)].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} key
 * @param {Partial<Raw>} node
 * @param {Record<string, Partial<Raw>>} things
 */
function said(key, node, things) {
  const source = key.slice(0, key.lastIndexOf("/"));
  const { narrator, earliest, latest, page } = things[source] || {};
  const dates = "earliest" in node || "latest" in node ? {} : { earliest, latest };
  const speaker = "speaker" in node ? {} : { speaker: narrator };
  const made = /** @type {Record<string, any>} */ ({ type: "Statement", source, stance: "od:Affirms", ...speaker, ...dates, ...node });
  if (Array.isArray(made.passage)) made.passage = made.passage.map((/** @type {any} */ row) => passage(row, page));
  return Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined));
}

/**
 * Write out the arguments that the coder drew from a claim.
 *
 * @param {string} premise
 * @param {Raw} node
 * @param {"supports" | "attacks"} relation
 * @param {Record<string, Raw>} whole
 */
function unfold(premise, node, relation, whole) {
  const conclusions = node[relation];
  if (!Array.isArray(conclusions)) return;
  delete node[relation];
  for (const conclusion of conclusions.map(String)) {
    const key = `argument/${premise.replace("claim/", "")}/${relation}/${conclusion.replace("claim/", "")}`;
    whole[key] = { type: RELATIONS[relation], basis: "od:Analytic", premise, conclusion };
  }
}

/**
 * Write out the arguments that a statement makes.
 *
 * @param {string} key
 * @param {Raw} node
 * @param {Record<string, Raw>} whole
 */
function reasons(key, node, whole) {
  if (!Array.isArray(node.because)) return;
  const type = node.stance === "od:Denies" || node.stance === "od:Doubts" ? "Attack" : "Support";
  for (const premise of node.because.map(String)) {
    whole[`${key}/because/${premise.replace("claim/", "")}`] = {
      type, basis: "od:Stated", premise, conclusion: node.claim, statedIn: key,
    };
  }
  delete node.because;
}
