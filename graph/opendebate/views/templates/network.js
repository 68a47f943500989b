// The page's own script: draws the network, labels it, finds things and tells their ties.
// All that it shows is set as text; no markup is ever made from data.
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const data = JSON.parse(at("data").textContent);
  const box = at("network"), panel = at("panel"), field = at("find"), status = at("status");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const things = new Map(data.nodes.map((node) => [node.id, node]));
  const ties = new Map(data.nodes.map((node) => [node.id, []]));
  for (const edge of data.edges) {
    ties.get(edge.from).push(edge);
    if (edge.to !== edge.from) ties.get(edge.to).push(edge);
  }
  const ranked = [...data.nodes].sort((a, b) => b.size - a.size);
  let chosen = null;
  let near = new Set();

  // A tall page gets the picture turned, a small one larger symbols.
  const turned = box.clientHeight > box.clientWidth;
  const extent = (key) => Math.max(1, ...data.nodes.map((node) => 2 * Math.abs(node[key])));
  const [across, down] = turned ? ["y", "x"] : ["x", "y"];
  const fitting = Math.min(box.clientWidth / extent(across), box.clientHeight / extent(down));
  const grown = Math.min(1.7, Math.max(1, 0.75 / fitting));

  const colour = (given) => (dark.matches && given === data.ink.from ? data.ink.to : given);
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const on = (edge) => document.querySelector(`.legend input[value="${edge.line}"]`).checked;
  const cut = (text) => (text.length > 300 ? `${text.slice(0, 299)}…` : text);
  const hover = (edge) => `${cut(things.get(edge.from).name)}\n${edge.words}\n${cut(things.get(edge.to).name)}`;
  const touches = (edge) => edge.from === chosen || edge.to === chosen;

  // Zooming in makes room between the symbols, not larger symbols.
  let zoom = 1;
  const reach = (node) => node.size * Math.min(grown, 1.15 / zoom);
  const thin = () => Math.min(1, 1 / zoom);

  function nodeLook(node) {
    const paint = { background: colour(node.color), border: css("--text") };
    const faint = chosen !== null && !near.has(node.id);
    const borderWidth = (node.id === chosen ? 4 : 1) * thin();
    return { id: node.id, color: paint, opacity: faint ? 0.12 : 1, borderWidth, size: reach(node) };
  }
  function edgeLook(edge) {
    const line = data.lines[edge.line];
    const hidden = chosen === null ? !on(edge) : !touches(edge);
    return {
      id: edge.id, hidden, color: { color: line.colour, inherit: false },
      width: line.width * thin(),
      dashes: line.dashes.length ? line.dashes.map((length) => length * thin()) : false,
      arrows: { to: { enabled: true, type: line.arrow, scaleFactor: 0.55 * thin() } },
    };
  }

  // Parallel ties bend differently, so that each can be seen; so do ties there and back.
  const parallels = new Map();
  function bend(edge) {
    const pair = `${edge.from} ${edge.to}`;
    const number = parallels.get(pair) || 0;
    parallels.set(pair, number + 1);
    return { enabled: true, type: "curvedCW", roundness: 0.08 + 0.14 * number };
  }

  const nodes = new vis.DataSet(data.nodes.map((node) => ({
    x: node[across], y: node[down], shape: node.shape, title: `${cut(node.name)}\n${node.kind}`,
    chosen: false, ...nodeLook(node),
  })));
  const edges = new vis.DataSet(data.edges.map((edge) => ({
    from: edge.from, to: edge.to, title: hover(edge), smooth: bend(edge), chosen: false,
    ...edgeLook(edge),
  })));
  const network = new vis.Network(box, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    edges: { arrowStrikethrough: false, selfReference: { size: 14 } },
    interaction: {
      hover: true, tooltipDelay: 120, selectConnectedEdges: false, dragNodes: false,
      keyboard: { enabled: true, bindToWindow: false },
    },
  });

  // Labels as on a map: always 13 pixels high, the most tied first, never one over another.
  const HIGH = 13, LINE = 16;
  const widths = new Map();
  function measure(ctx, node) {
    if (!widths.has(node.id)) {
      const lines = node.label.split("\n");
      widths.set(node.id, { lines, wide: Math.max(...lines.map((line) => ctx.measureText(line).width)) });
    }
    return widths.get(node.id);
  }
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  function sides(x, y, gap, wide, high) {
    const from = (left, top) => ({ left, top, right: left + wide, bottom: top + high });
    const below = y + gap, above = y - gap - high, right = x + gap, left = x - gap - wide;
    const along = [0.5, 0.35, 0.65, 0.2, 0.8].map((part) => x - wide * part);
    return [
      from(x - wide / 2, below), from(x - wide / 2, above),
      from(right, y - high / 2), from(left, y - high / 2),
      from(right, y + gap / 2), from(left, y + gap / 2),
      from(right, y - gap / 2 - high), from(left, y - gap / 2 - high),
      ...along.map((start) => from(start, below)), ...along.map((start) => from(start, above)),
    ];
  }

  function label(ctx) {
    const scale = network.getScale();
    const corner = network.DOMtoCanvas({ x: 0, y: 0 });
    const left = corner.x * scale, top = corner.y * scale;
    const view = { left: left + 4, top: top + 4, right: left + box.clientWidth - 6, bottom: top + box.clientHeight - 6 };
    const place = (node) => ({ x: node[across] * scale, y: node[down] * scale, size: reach(node) * scale });
    const taken = data.nodes.filter((node) => chosen === null || near.has(node.id)).map((node) => {
      const { x, y, size } = place(node);
      return { id: node.id, left: x - size, right: x + size, top: y - size, bottom: y + size };
    });
    ctx.save();
    ctx.scale(1 / scale, 1 / scale);
    ctx.font = `${HIGH}px ${getComputedStyle(document.body).fontFamily}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = css("--page");
    ctx.fillStyle = css("--text");
    let drawn = 0;
    const first = chosen === null ? ranked : [things.get(chosen), ...ranked.filter((n) => near.has(n.id) && n.id !== chosen)];
    for (const node of first) {
      const { x, y, size } = place(node);
      const { lines, wide } = measure(ctx, node);
      const spot = sides(x, y, size + 3, wide, lines.length * LINE).find((one) =>
        one.left >= view.left && one.right <= view.right && one.top >= view.top && one.bottom <= view.bottom &&
        !taken.some((other) => other.id !== node.id && meet(one, other)));
      if (!spot) continue;
      taken.push(spot);
      drawn += 1;
      lines.forEach((line, number) => {
        const middle = (spot.left + spot.right) / 2, height = spot.top + LINE * (number + 0.5);
        ctx.strokeText(line, middle, height);
        ctx.fillText(line, middle, height);
      });
    }
    ctx.restore();
    box.dataset.labels = drawn;
  }
  network.on("afterDrawing", label);

  function paint() {
    nodes.update(data.nodes.map(nodeLook));
    edges.update(data.edges.map(edgeLook));
  }
  function zoomTo(scale) {
    network.moveTo({ scale, animation: false });
    settle();
  }
  function settle() {
    if (Math.abs(network.getScale() / zoom - 1) < 0.02) return;
    zoom = network.getScale();
    paint();
  }
  function show(ids) {
    network.fit({ nodes: ids || [...things.keys()], maxZoomLevel: 2.6, animation: false });
    zoomTo(network.getScale() * (ids ? 0.85 : 0.95));
  }
  function make(name, text, parent, className) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.textContent = text;
    return parent.appendChild(element);
  }

  function tell(id) {
    const thing = things.get(id);
    panel.replaceChildren();
    panel.scrollTop = 0;
    make("bdi", thing.name, make("h2", "", panel));
    make("p", thing.kind, panel);
    if (/^https?:\/\//i.test(thing.link || "")) {
      const link = make("a", "Its page on the web", make("p", "", panel));
      link.href = thing.link;
      link.rel = "noreferrer noopener";
      link.target = "_blank";
    }
    const groups = new Map();
    for (const edge of ties.get(id)) {
      const there = edge.from === id;
      const words = there ? edge.words : edge.inverse;
      if (!groups.has(words)) groups.set(words, []);
      groups.get(words).push([things.get(there ? edge.to : edge.from), edge.more]);
    }
    for (const [words, others] of [...groups].sort((a, b) => order(a) - order(b))) {
      make("h3", `${words} (${others.length})`, panel);
      const list = make("ul", "", panel);
      for (const [other, more] of others) {
        const item = make("li", "", list);
        const button = make("button", "", item);
        button.type = "button";
        make("bdi", other.name, button);
        button.addEventListener("click", () => choose(other.id, true));
        make("small", more ? `${other.kind} · ${more}` : other.kind, item);
      }
    }
    if (!groups.size) make("p", "No tie leads to it. What is only imagined is not drawn.", panel, "hint");
  }
  const kinds = [...document.querySelectorAll(".legend input")].map((input) => input.value);
  const order = ([words]) => {
    const edge = data.edges.find((one) => one.words === words || one.inverse === words);
    return kinds.indexOf(edge.line);
  };

  function choose(id, move) {
    chosen = id;
    near = new Set([id]);
    for (const edge of ties.get(id)) near.add(edge.from).add(edge.to);
    box.dataset.chosen = id;
    paint();
    tell(id);
    if (move) show([...near]);
    status.textContent = `${things.get(id).name.slice(0, 80)}: ${ties.get(id).length} ties`;
  }
  function clear() {
    chosen = null;
    near = new Set();
    delete box.dataset.chosen;
    paint();
    panel.replaceChildren();
    make("p", "Nothing is chosen. Click a symbol, or type a name above.", panel, "hint");
    status.textContent = "";
  }

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const names = data.nodes.map((node) => ({ id: node.id, name: fold(node.name), claim: node.id.startsWith("claim/") }));
  function find(text) {
    const wanted = fold(text.trim());
    if (!wanted) return [];
    const fit = (name) => {
      if (name === wanted) return 0;
      if (` ${name} `.includes(` ${wanted} `)) return 2;
      return ` ${name}`.includes(` ${wanted}`) ? 4 : 6;
    };
    const rank = ({ name, claim }) => fit(name) + (claim ? 1 : 0);
    return names.filter(({ name }) => name.includes(wanted))
      .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  }
  function look() {
    const found = find(field.value);
    if (!found.length) {
      status.textContent = field.value.trim() ? `Nothing is called “${field.value.trim().slice(0, 60)}”.` : "";
      return;
    }
    choose(found[0].id, true);
    if (found.length > 1) status.textContent += `; ${found.length - 1} more with these letters`;
  }

  field.addEventListener("keydown", (event) => { if (event.key === "Enter") look(); });
  // A name picked from the list is complete: show it at once.
  field.addEventListener("input", () => {
    const whole = data.nodes.find((node) => node.name === field.value);
    if (whole) choose(whole.id, true);
  });
  at("go").addEventListener("click", look);
  at("in").addEventListener("click", () => zoomTo(network.getScale() * 1.3));
  at("out").addEventListener("click", () => zoomTo(network.getScale() / 1.3));
  at("all").addEventListener("click", () => { clear(); show(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
  network.on("zoom", () => requestAnimationFrame(settle));
  network.on("click", ({ nodes: [id] }) => (id === undefined ? clear() : choose(id, false)));
  for (const input of document.querySelectorAll(".legend input")) {
    input.addEventListener("change", paint);
  }
  for (const control of document.querySelectorAll(":disabled")) control.disabled = false;
  dark.addEventListener("change", paint);
  network.on("resize", () => show(chosen === null ? undefined : [...near]));
  network.once("afterDrawing", () => { box.dataset.drawn = "yes"; });
  show();
})();
