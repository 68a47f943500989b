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
  const also = (node) => (node.names.length ? `\nalso called ${cut(node.names.join(", "))}` : "");
  const isStep = (node) => node.ends.length > 0;
  // Who undercuts a step is only understood with the step: its ends, and the line between them.
  const stepped = (edge) => data.nodes.some((node) => isStep(node) && near.has(node.id)
    && node.ends[0] === edge.from && node.ends[1] === edge.to);
  const touches = (edge) => edge.from === chosen || edge.to === chosen || stepped(edge);

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
    const head = { enabled: line.arrow !== "", type: line.arrow || "arrow", scaleFactor: 0.55 * thin() };
    return {
      id: edge.id, hidden, color: { color: colour(line.colour), inherit: false },
      width: edge.thick * thin(),
      dashes: line.dashes.length ? line.dashes.map((length) => length * thin()) : false,
      arrowStrikethrough: line.arrow === "bar",
      arrows: { to: head, from: { ...head, enabled: line.mutual } },
    };
  }

  const bend = (edge) => edge.bend > 0 && { enabled: true, type: "curvedCW", roundness: edge.bend };

  const nodes = new vis.DataSet(data.nodes.map((node) => ({
    x: node[across], y: node[down], shape: node.shape, title: `${cut(node.name)}\n${node.kind}${also(node)}`,
    chosen: false, ...nodeLook(node),
  })));
  const edges = new vis.DataSet(data.edges.map((edge) => ({
    from: edge.from, to: edge.to, title: edge.told, smooth: bend(edge), chosen: false,
    ...edgeLook(edge),
  })));
  const network = new vis.Network(box, { nodes, edges }, {
    physics: false,
    layout: { improvedLayout: false },
    edges: { selfReference: { size: 14 } },
    interaction: {
      hideEdgesOnDrag: data.edges.length > 1500, hideEdgesOnZoom: data.edges.length > 1500,
      hover: true, tooltipDelay: 120, selectConnectedEdges: false, dragNodes: false,
      keyboard: { enabled: true, bindToWindow: false },
    },
  });

  // Labels as on a map: always as high, the most tied first, never one over another, and beside
  // the lines where there is such a place.
  const few = data.nodes.length <= 40;
  const HIGH = few ? 14.5 : 13, LINE = HIGH + 3;
  const widths = new Map();
  function wrap(text, width, most) {
    const lines = [""];
    for (const word of text.slice(0, 200).split(" ")) {
      const last = lines[lines.length - 1];
      if (!last) lines[lines.length - 1] = word;
      else if (last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    const short = lines.slice(0, most).map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line));
    if (lines.length > most) short[most - 1] = `${short[most - 1].replace(/[\s…]+$/, "")} …`;
    return short;
  }
  function measure(ctx, node) {
    if (!widths.has(node.id)) {
      const lines = box.clientWidth < 600 && !few ? wrap(node.name, 17, 2) : wrap(node.name, 24, 3);
      widths.set(node.id, { lines, wide: Math.max(...lines.map((line) => ctx.measureText(line).width)) });
    }
    return widths.get(node.id);
  }
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  function sides(x, y, gap, wide, high) {
    const from = (left, top) => ({ left, top, right: left + wide, bottom: top + high });
    const below = y + gap, above = y - gap - high, right = x + gap, left = x - gap - wide;
    const along = [0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95].map((part) => x - wide * part);
    return [
      from(x - wide / 2, below), from(x - wide / 2, above),
      from(right, y - high / 2), from(left, y - high / 2),
      from(right, y + gap / 2), from(left, y + gap / 2),
      from(right, y - gap / 2 - high), from(left, y - gap / 2 - high),
      ...along.map((start) => from(start, below)), ...along.map((start) => from(start, above)),
    ];
  }

  // Points along the lines that are drawn, where these are few enough to be kept clear of.
  function inked(place) {
    if (data.edges.length > 120) return [];
    return data.edges.filter((edge) => (chosen === null ? on(edge) : touches(edge))).flatMap((edge) => {
      const a = place(things.get(edge.from)), b = place(things.get(edge.to));
      const bow = { x: (a.x + b.x) / 2 + (b.y - a.y) * edge.bend, y: (a.y + b.y) / 2 - (b.x - a.x) * edge.bend };
      const count = Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / 6);
      return Array.from({ length: count }, (_, step) => {
        const t = step / count, s = 1 - t;
        const along = (key) => s * s * a[key] + 2 * s * t * bow[key] + t * t * b[key];
        return { x: along("x"), y: along("y") };
      });
    });
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
    const ink = inked(place);
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
      if (!node.label.trim()) continue;
      const { x, y, size } = place(node);
      const { lines, wide } = measure(ctx, node);
      let spot = null, least = Infinity;
      for (const one of sides(x, y, size + 3, wide, lines.length * LINE)) {
        if (one.left < view.left || one.right > view.right || one.top < view.top || one.bottom > view.bottom) continue;
        if (taken.some((other) => other.id !== node.id && meet(one, other))) continue;
        const crossed = ink.filter((at) => at.x > one.left && at.x < one.right && at.y > one.top && at.y < one.bottom).length;
        if (crossed < least) [spot, least] = [one, crossed];
        if (!least) break;
      }
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
    if (thing.names.length) make("bdi", thing.names.join(", "), make("p", "also called ", panel, "hint"));
    if (data.explorer && !isStep(thing)) {
      const trace = make("a", "Trace it in the explorer", make("p", "", panel, "trace"));
      trace.href = `${data.explorer}#/${encodeURI(id).replace(/[?#]/g, encodeURIComponent)}`;
      trace.target = "_blank";
    }
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
    near = new Set([id, ...things.get(id).ends]);
    for (const edge of ties.get(id)) near.add(edge.from).add(edge.to);
    for (const key of [...near]) for (const end of things.get(key).ends) near.add(end);
    box.dataset.chosen = id;
    paint();
    tell(id);
    if (move) show([...near]);
    const count = ties.get(id).length;
    status.textContent = `${things.get(id).name.slice(0, 80)}: ${count} ${count === 1 ? "tie" : "ties"}`;
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
  const names = data.nodes.filter((node) => !isStep(node)).flatMap((node) => [node.name, ...node.names].map(
    (name) => ({ id: node.id, name: fold(name), claim: node.id.startsWith("claim/") })));
  function find(text) {
    const wanted = fold(text.trim());
    if (!wanted) return [];
    const fit = (name) => {
      if (name === wanted) return 0;
      if (` ${name} `.includes(` ${wanted} `)) return 2;
      return ` ${name}`.includes(` ${wanted}`) ? 4 : 6;
    };
    const rank = ({ name, claim }) => fit(name) + (claim ? 1 : 0);
    const found = names.filter(({ name }) => name.includes(wanted))
      .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
    return [...new Set(found.map(({ id }) => id))];
  }
  function look() {
    const found = find(field.value);
    if (!found.length) {
      status.textContent = field.value.trim() ? `Nothing is called “${field.value.trim().slice(0, 60)}”.` : "";
      return;
    }
    choose(found[0], true);
    if (found.length > 1) status.textContent += `; ${found.length - 1} more with these letters`;
  }

  field.addEventListener("keydown", (event) => { if (event.key === "Enter") look(); });
  // A name picked from the list is complete: show it at once.
  field.addEventListener("input", () => {
    const whole = data.nodes.find((node) => [node.name, ...node.names].includes(field.value));
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
