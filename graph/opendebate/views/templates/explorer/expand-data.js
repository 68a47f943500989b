// The page's data without its abbreviations: what keys and neighbours say is written out again.

/** @typedef {import("./model.js").Raw} Raw */

const TYPES = /** @type {Record<string, string>} */ ({
  claim: "Claim", model: "Model", policy: "Policy", topic: "Concept", event: "Event", context: "ContextFact",
});
const ROW = ["paragraph", "from", "to", "words", "sha256", "link"];
const RELATIONS = { supports: "Support", attacks: "Attack" };

/**
 * @param {Record<string, Partial<Raw>>} things
 * @returns {Record<string, Raw>}
 */
export function restore(things) {
  /** @type {Record<string, Raw>} */
  const whole = {};
  for (const [key, node] of Object.entries(things).flatMap(nested)) {
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
 * A thing and, of a source, its statements.
 *
 * @param {[key: string, node: Partial<Raw>]} thing
 * @returns {[key: string, node: Partial<Raw>][]}
 */
function nested([key, { statements, ...node }]) {
  const own = /** @type {Record<string, any>} */ (statements || {});
  return [[key, node], ...Object.entries(own).map(([id, one]) => /** @type {[string, Partial<Raw>]} */ (
    [`${key}/${id}`, "passage" in one ? { ...one, passage: one.passage.map(passage) } : one]))];
}

/** @param {any[] | Record<string, any>} row */
function passage(row) {
  if (!Array.isArray(row)) return row;
  return Object.fromEntries(ROW.map((name, n) => [name, row[n]]).filter(([, value]) => value !== null && value !== undefined));
}

/**
 * @param {string} key
 * @param {Partial<Raw>} node
 * @param {Record<string, Partial<Raw>>} things
 */
function said(key, node, things) {
  const source = key.slice(0, key.lastIndexOf("/"));
  const { narrator, earliest, latest } = things[source] || {};
  const dates = "earliest" in node || "latest" in node ? {} : { earliest, latest };
  const speaker = "speaker" in node ? {} : { speaker: narrator };
  const made = { type: "Statement", source, stance: "od:Affirms", ...speaker, ...dates, ...node };
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
