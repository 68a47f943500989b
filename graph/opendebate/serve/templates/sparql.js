
"use strict";
// The rows of a query, on the page: as a table, and as a network of the entities in them. All that is
// shown is put in as text; nothing of an answer is ever read as HTML.
(() => {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("ask"));
  const field = /** @type {HTMLTextAreaElement} */ (document.getElementById("query"));
  const here = /** @type {HTMLButtonElement} */ (document.getElementById("here"));
  const out = /** @type {HTMLElement} */ (document.getElementById("answer"));
  const base = out.dataset.base || "";
  const maxRows = Number(out.dataset.rows);
  const maxNodes = Number(out.dataset.nodes);
  here.hidden = false;
  here.addEventListener("click", ask);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ask();
  });

  /** @param {string} name @param {string} [text] */
  function make(name, text) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    return made;
  }

  async function ask() {
    out.replaceChildren(make("p", "Asking …"));
    try {
      const response = await fetch("/sparql", {
        method: "POST",
        headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.5" },
        body: field.value,
      });
      const text = await response.text();
      if (!response.ok) return fail(text);
      if ((response.headers.get("Content-Type") || "").startsWith("text/turtle")) {
        out.replaceChildren(make("h2", "Facts"), make("pre", text));
      } else show(JSON.parse(text));
    } catch (error) {
      fail(String(error));
    }
  }

  /** @param {string} text */
  function fail(text) {
    let told = text;
    try {
      const { title, where, detail } = JSON.parse(text);
      told = [where, title, detail].filter(Boolean).join(" · ");
    } catch { /* it was no JSON: it stands as it is */ }
    const said = make("p", told);
    said.className = "bad";
    said.setAttribute("role", "alert");
    out.replaceChildren(said);
  }

  /** @param {any} answer */
  function show(answer) {
    if ("boolean" in answer) return out.replaceChildren(make("p", answer.boolean ? "Yes." : "No."));
    const columns = answer.head.vars;
    const rows = answer.results.bindings;
    const more = rows.length > maxRows ? `, of which the first ${maxRows} are shown` : "";
    out.replaceChildren(
      make("h2", "Rows"),
      make("p", `${rows.length} row${rows.length === 1 ? "" : "s"}${more}.`),
      table(columns, rows.slice(0, maxRows)),
      ...picture(columns, rows),
    );
  }

  /** @param {string} value */
  // What begins with another slash would be an address on another host.
  const local = (value) => (value.startsWith(base) && /^[^/\\\s]+\//.test(value.slice(base.length)) ? value.slice(base.length) : "");

  /** @param {string[]} columns @param {any[]} rows */
  function table(columns, rows) {
    const made = make("table");
    const head = made.appendChild(make("thead")).appendChild(make("tr"));
    for (const name of columns) head.appendChild(make("th", name)).setAttribute("scope", "col");
    const body = made.appendChild(make("tbody"));
    for (const row of rows) {
      const line = body.appendChild(make("tr"));
      for (const name of columns) {
        const cell = line.appendChild(make("td"));
        const term = row[name];
        const path = term && term.type === "uri" ? local(term.value) : "";
        if (path) cell.appendChild(make("a", path)).setAttribute("href", `/${path}`);
        else if (term) {
          cell.dir = "auto";
          cell.textContent = term.value;
          if (term.value.length > 40) cell.className = "long";
        }
      }
    }
    const wide = make("div");
    wide.className = "wide";
    wide.tabIndex = 0;
    wide.setAttribute("role", "region");
    wide.setAttribute("aria-label", "Rows");
    wide.append(made);
    return wide;
  }

  /**
   * The debate's entities in the rows, each tied to the others of its row, drawn on a circle.
   *
   * @param {string[]} columns @param {any[]} rows
   */
  function picture(columns, rows) {
    /** @type {Map<string, Set<string>>} */
    const ties = new Map();
    for (const row of rows) {
      const entities = columns.map((name) => row[name]).filter((term) => term && term.type === "uri" && local(term.value)).map(({ value }) => local(value));
      for (const entity of entities) {
        if (!ties.has(entity)) ties.set(entity, new Set());
        for (const other of entities) if (other !== entity) ties.get(entity)?.add(other);
      }
    }
    const nodes = [...ties.keys()];
    if (nodes.length < 2 || ![...ties.values()].some((others) => others.size)) return [];
    if (nodes.length > maxNodes) return [make("p", `No network: the rows have ${nodes.length} entities, and a network of more than ${maxNodes} cannot be read.`)];
    return [make("h2", "Network"), make("p", "Entities in the same row are joined. The table above says the same."), circle(nodes, ties)];
  }

  /** @param {string[]} nodes @param {Map<string, Set<string>>} ties */
  function circle(nodes, ties) {
    const [width, height, radius] = [960, 640, 230];
    const svg = (/** @type {string} */ name, /** @type {Record<string, string | number>} */ given) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(given)) made.setAttribute(key, String(value));
      return made;
    };
    const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `A network of ${nodes.length} entities` });
    const at = new Map(nodes.map((name, n) => {
      const turn = (2 * Math.PI * n) / nodes.length - Math.PI / 2;
      return [name, { x: width / 2 + radius * Math.cos(turn), y: height / 2 + radius * Math.sin(turn), turn }];
    }));
    for (const [name, others] of ties) {
      for (const other of others) {
        const [a, b] = [at.get(name), at.get(other)];
        if (a && b && name < other) picture.append(svg("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y }));
      }
    }
    for (const [name, { x, y, turn }] of at) {
      const right = Math.cos(turn) >= 0;
      const label = svg("text", { x: x + (right ? 10 : -10), y: y + 4, "text-anchor": right ? "start" : "end" });
      label.textContent = name.length > 40 ? `${name.slice(0, 39)}…` : name;
      picture.append(svg("circle", { cx: x, cy: y, r: 5 }), label);
    }
    return picture;
  }
})();
