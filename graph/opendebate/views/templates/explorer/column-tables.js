// The page's data is tables of columns, in which no text stands twice; here they become nodes again.
// views/column_tables.py makes the tables.

/** @typedef {import("./model.js").Raw} Raw */
/** @typedef {any[] | Record<string, any>} Column the value of each node, or of some by their numbers */
/** @typedef {[begin: string, keys: string[], ofTexts: Record<string, Column>, others: Record<string, Column>]} Table */
/** @typedef {{texts: string[], tables: Table[]}} Tables */

/**
 * @param {Tables} packed
 * @returns {[key: string, node: Partial<Raw>][]}
 */
export function nodesOf({ texts, tables }) {
  const pool = [...texts, ...tables.flatMap(([begin, keys]) => keys.map((key) => begin + key))];
  /** @param {any} value */
  const text = (value) => (typeof value === "number" ? pool[value] : value);
  /** @param {any} value */
  const all = (value) => (Array.isArray(value) ? value.map(text) : text(value));
  return tables.flatMap(([begin, keys, ofTexts, others]) => {
    const nodes = keys.map(() => /** @type {Record<string, any>} */ ({}));
    for (const [name, column] of Object.entries(ofTexts)) fill(nodes, name, column, all);
    for (const [name, column] of Object.entries(others)) fill(nodes, name, column, (value) => value);
    return keys.map((key, n) => /** @type {[string, Partial<Raw>]} */ ([begin + key, nodes[n]]));
  });
}

/**
 * @param {Record<string, any>[]} nodes
 * @param {string} name
 * @param {Column} column
 * @param {(value: any) => any} read
 */
function fill(nodes, name, column, read) {
  const list = Array.isArray(column);
  for (const [n, value] of Object.entries(column)) {
    if (!list || value !== null) nodes[Number(n)][name] = read(value);
  }
}
