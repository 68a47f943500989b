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
  const steps = data.nodes.filter((node) => node.ends.length > 0);
  const ticks = new Map([...document.querySelectorAll(".legend input")].map((input) => [input.value, input]));
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
  const on = (edge) => ticks.get(edge.line).checked;
  const cut = (text) => (text.length > 300 ? `${text.slice(0, 299)}…` : text);
  const also = (node) => (node.names.length ? `\nalso called ${cut(node.names.join(", "))}` : "");
  // Who undercuts a step is only understood with the step: its ends, and the line between them.
  const stepped = (edge) => steps.some((node) => near.has(node.id)
    && node.ends[0] === edge.from && node.ends[1] === edge.to);
  const touches = (edge) => edge.from === chosen || edge.to === chosen || stepped(edge);
  const inView = (edge) => (chosen === null ? on(edge) : touches(edge));

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
    const hidden = !inView(edge);
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

  // Labels as on a map: always as high, in the order of their ranks, none touching another, and
  // beside the lines where there is such a place. All of a few things have theirs, and so have the
  // first of many: where there is no room at a symbol, farther off, with a leader from it.
  const narrow = box.clientWidth < 600, few = data.nodes.length <= 40;
  const HIGH = few && !narrow ? 14.5 : 13, LINE = HIGH + 3;
  const APART = narrow ? 6 : few ? 14 : 8; // pixels between two labels, at least
  const FIRST = narrow ? 6 : 10; // of many things, how many have a label even if it takes a leader
  const CROSSING = 4; // … and of how many the leader may cross another symbol
  const STEPS = 6000; // of looking for a better arrangement of these
  const BUSY = narrow ? 45 : 34; // how much of the lines any other label may cover
  const WRAPS = narrow ? few ? [[18, 3], [13, 3], [13, 2], [12, 1]] : [[17, 3], [17, 2], [12, 2]]
    : few ? [[24, 3], [17, 3], [17, 2]] : [[24, 3], [18, 2]];
  const SHORTER = narrow ? [0, 12, 24, 70] : [0, 60, 90]; // what each wrapping costs
  const wordings = new Map();
  function wrap(text, width, most) {
    const lines = [""];
    for (const word of text.slice(0, 200).split(" ")) {
      const last = lines[lines.length - 1];
      if (!last) lines[lines.length - 1] = word;
      else if (last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
    }
    const longest = Math.max(width, 18); // a word is rather let out than cut
    const short = lines.slice(0, most).map((line) => (line.length > longest ? `${line.slice(0, longest - 1)}…` : line));
    if (lines.length > most) short[most - 1] = `${short[most - 1].replace(/[\s…]+$/, "")} …`;
    return short;
  }
  // A name in each of its wrappings, the fullest first, measured.
  function wordingsOf(ctx, node) {
    if (!wordings.has(node.id)) {
      wordings.set(node.id, WRAPS.map(([width, most], at) => {
        const lines = wrap(node.name, width, most), wides = lines.map((line) => ctx.measureText(line).width);
        return { lines, wides, wide: Math.max(...wides), high: lines.length * LINE, cost: SHORTER[at] };
      }));
    }
    return wordings.get(node.id);
  }

  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const within = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
  const grow = (a, by) => ({ ...a, left: a.left - by, right: a.right + by, top: a.top - by, bottom: a.bottom + by });
  const place = (node) => ({
    ...network.canvasToDOM({ x: node[across], y: node[down] }), size: reach(node) * network.getScale(),
  });
  const around = ({ x, y }, by) => grow({ left: x, right: x, top: y, bottom: y }, by);

  // Places of a label at its symbol, the best first.
  function beside({ x, y, size }, { wide, high, cost }) {
    const gap = size + 3, below = y + gap, above = y - gap - high, right = x + gap, left = x - gap - wide;
    const aside = [-high / 2, gap / 2, -gap / 2 - high, -high / 4, -high * 3 / 4];
    const places = [
      [x - wide / 2, below], [x - wide / 2, above],
      ...aside.flatMap((top) => [[right, y + top, "left"], [left, y + top, "right"]]),
      ...[0.35, 0.65, 0.2, 0.8, 0.05, 0.95].flatMap((part) => [[x - wide * part, below], [x - wide * part, above]]),
    ];
    return places.map(([from, top, align = "center"], at) => (
      { left: from, top, right: from + wide, bottom: top + high, align, cost: cost + at / 4 }));
  }
  // Places farther off that lie in view, each with the leader to it.
  const TURNS = Array.from({ length: few ? 48 : 96 }, (_, at, count = few ? 48 : 96) => at * 2 * Math.PI / count)
    .map((turn) => [Math.cos(turn), Math.sin(turn)]);
  function away(at, { wide, high, cost }, view) {
    const places = [];
    for (const far of [14, 30, 50, 75, 105, 140, 180, 230, 290]) for (const [over, down] of TURNS) {
      const left = at.x + over * (at.size + far + wide / 2) - wide / 2;
      const top = at.y + down * (at.size + far + high / 2) - high / 2;
      const spot = { left, top, right: left + wide, bottom: top + high, align: "center", cost: cost + 16 + far / 3 };
      if (!within(spot, view)) continue;
      spot.leader = leaderTo(spot, at);
      if (spot.leader.length > 6) places.push(spot);
    }
    return places;
  }
  function leaderTo(spot, at) {
    const x = Math.min(Math.max(at.x, spot.left), spot.right), y = Math.min(Math.max(at.y, spot.top), spot.bottom);
    const whole = Math.hypot(x - at.x, y - at.y) || 1, part = at.size / whole;
    return { from: { x: at.x + (x - at.x) * part, y: at.y + (y - at.y) * part }, to: { x, y }, length: whole - at.size };
  }
  const along = ({ from, to, length }) => Array.from({ length: Math.ceil(length / 5) }, (_, at) => {
    const part = (at + 1) / Math.ceil(length / 5);
    return around({ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }, 1.5);
  });

  // Rectangles in cells, so that a place is compared with its neighbourhood only.
  function crowd(ones) {
    const cells = new Map(), cell = 64;
    function* near(one) {
      for (let x = Math.floor(one.left / cell); x <= one.right / cell; x += 1)
        for (let y = Math.floor(one.top / cell); y <= one.bottom / cell; y += 1) yield x * 9973 + y;
    }
    const add = (one) => {
      for (const key of near(one)) if (cells.has(key)) cells.get(key).push(one); else cells.set(key, [one]);
    };
    // Whether it meets one of which something is so.
    const some = (one, isSo = () => true) => {
      for (const key of near(one)) if (cells.get(key)?.some((other) => meet(one, other) && isSo(other))) return true;
      return false;
    };
    ones.forEach(add);
    return { add, some, free: (one) => !some(one) };
  }

  // Points along a line that is drawn; an arrow head is broader than its line.
  function trail(edge) {
    const a = place(things.get(edge.from)), b = place(things.get(edge.to)), { arrow, mutual } = data.lines[edge.line];
    const bow = { x: (a.x + b.x) / 2 + (b.y - a.y) * edge.bend, y: (a.y + b.y) / 2 - (b.x - a.x) * edge.bend };
    const count = Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / 4);
    const isHead = (at, { size }) => at > size && at < size + 14;
    return Array.from({ length: count }, (_, step) => {
      const t = step / count, s = 1 - t, left = (count - step) * 4;
      const [x, y] = ["x", "y"].map((key) => s * s * a[key] + 2 * s * t * bow[key] + t * t * b[key]);
      const broad = arrow && (isHead(left, b) || (mutual && isHead(step * 4, a))) ? [-8, -4, 0, 4, 8] : [0];
      return broad.map((by) => ({ x: x + by * (b.y - a.y) / count / 4, y: y - by * (b.x - a.x) / count / 4 }));
    }).flat();
  }
  // How much of the lines lies in a rectangle: read off a grid of sums.
  function inked() {
    const cell = 4, columns = Math.ceil(box.clientWidth / cell), rows = Math.ceil(box.clientHeight / cell);
    const sums = new Float64Array((columns + 1) * (rows + 1)), at = (column, row) => row * (columns + 1) + column;
    for (const edge of data.edges) if (inView(edge)) for (const { x, y } of trail(edge)) {
      const column = Math.floor(x / cell), row = Math.floor(y / cell);
      if (column >= 0 && row >= 0 && column < columns && row < rows) sums[at(column + 1, row + 1)] += 1;
    }
    for (let row = 1; row <= rows; row += 1) for (let column = 1; column <= columns; column += 1)
      sums[at(column, row)] += sums[at(column - 1, row)] + sums[at(column, row - 1)] - sums[at(column - 1, row - 1)];
    return ({ left, right, top, bottom }) => {
      const [l, r, t, b] = [left / cell, right / cell + 1, top / cell, bottom / cell + 1].map(Math.floor);
      return sums[at(r, b)] - sums[at(l, b)] - sums[at(r, t)] + sums[at(l, t)];
    };
  }

  // Places for a name on which no symbol stands, the best first: those that cover little, are near
  // and leave the name as it is. A leader crosses a symbol only where there is no other way, and
  // for the first only.
  function placesFor(node, at, firm, { words, view, marks, ink }) {
    const strange = ({ id }) => id !== node.id;
    const all = words.map((one) => [...beside(at, one).filter((spot) => within(spot, view)), ...(firm ? away(at, one, view) : [])]
      .map((spot) => ({ ...spot, node, at, words: one, covered: ink(grow(spot, 2)) }))
      .filter((spot) => firm || spot.covered <= BUSY)
      .sort((a, b) => a.cost + a.covered - b.cost - b.covered));
    const take = (spots, isGood) => {
      const good = [];
      for (const spot of spots) {
        if (good.length === 100) break;
        if (marks.some(spot, spot.leader ? undefined : strange)) continue;
        const one = { ...spot, cost: spot.cost + spot.covered, way: spot.leader ? along(spot.leader) : [] };
        if (isGood(one)) good.push(one);
      }
      return good;
    };
    const crosses = (box) => marks.some(grow(box, -1), strange);
    const clean = all.flatMap((spots) => take(spots, ({ way }) => !way.some(crosses)));
    const good = clean.length || node.rank >= CROSSING ? clean : all.flatMap((spots) => take(spots, () => true))
      .map((spot) => ({ ...spot, cost: spot.cost + 30 * spot.way.filter(crosses).length }));
    return good.sort((a, b) => a.cost - b.cost).map(roomy);
  }
  // Half of what keeps two labels apart is on the side of each.
  function roomy(spot) {
    const room = grow(spot, APART / 2), all = [room, ...spot.way];
    const least = (key) => Math.min(...all.map((one) => one[key])), most = (key) => Math.max(...all.map((one) => one[key]));
    return { ...spot, room, extent: { left: least("left"), top: least("top"), right: most("right"), bottom: most("bottom") } };
  }
  const side = (a, b, c) => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
  const cross = (a, b) => side(a.from, a.to, b.from) !== side(a.from, a.to, b.to) && side(b.from, b.to, a.from) !== side(b.from, b.to, a.to);
  // Whether two labels, with the leaders to them, are in each other's way.
  function clash(a, b) {
    if (!meet(a.extent, b.extent)) return false;
    return meet(a.room, b.room) || a.way.some((one) => meet(one, b.room)) || b.way.some((one) => meet(one, a.room))
      || (a.leader && b.leader && cross(a.leader, b.leader));
  }
  // One place out of each list, so that little is lost: by trying others at random, at first also
  // worse ones (simulated annealing). The numbers are not by chance: the same each time.
  function annealed(lists) {
    let seed = 1;
    const chance = () => (seed = seed * 16807 % 2147483647) / 2147483647;
    const picks = lists.map((list) => list[0]);
    const loss = (spot, at) => picks.reduce((sum, other, n) => sum + (n !== at && clash(spot, other) ? 400 : 0), spot.cost);
    for (let step = 0; picks.length && step < STEPS; step += 1) {
      const at = Math.floor(chance() * lists.length), list = lists[at];
      const other = list[Math.floor(chance() ** 2 * list.length)], heat = 80 * (1 - step / STEPS) ** 2 + 0.01;
      const worse = loss(other, at) - loss(picks[at], at);
      if (worse < 0 || chance() < Math.exp(-worse / heat)) picks[at] = other;
    }
    return picks;
  }
  function arranged(ctx) {
    const view = { left: 4, top: 4, right: box.clientWidth - 6, bottom: box.clientHeight - 6 };
    const seen = (node) => meet(around(place(node), place(node).size), grow(view, 4));
    const here = data.nodes.filter((node) => (chosen === null || near.has(node.id)) && seen(node));
    const marks = crowd(here.map((node) => ({ ...around(place(node), place(node).size + 2), id: node.id })));
    const turn = (node) => (node.id === chosen ? -1 : node.rank), ink = inked();
    const order = here.filter((node) => node.label.trim()).sort((a, b) => turn(a) - turn(b));
    const count = order.length <= data.allNamed ? order.length : FIRST;
    const lists = order.map((node, at) => placesFor(node, place(node), at < count, { words: wordingsOf(ctx, node), view, marks, ink }));
    const taken = crowd([]), isFree = (spot) => taken.free(spot.room) && spot.way.every(taken.free);
    const firm = lists.slice(0, count).filter((list) => list.length), picks = annealed(firm);
    return [...firm.map((list, at) => [picks[at], ...list]), ...lists.slice(count)].flatMap((list) => {
      const spot = list.find(isFree);
      if (spot) [spot.room, ...spot.way].forEach(taken.add);
      return spot ? [spot] : [];
    });
  }

  // Lines behind a label do not strike it through: it stands on the colour of the page.
  function write(ctx, { left, right, top, align, words: { lines, wides } }, { page, text }) {
    const middle = (left + right) / 2;
    lines.forEach((line, number) => {
      const from = { left, right: right - wides[number], center: middle - wides[number] / 2 }[align];
      ctx.fillStyle = page;
      ctx.fillRect(from - 2, top + LINE * number, wides[number] + 4, LINE);
      ctx.fillStyle = text;
      ctx.fillText(line, from, top + LINE * (number + 0.5));
    });
  }
  function lead(ctx, { leader }, { page, text }) {
    if (!leader) return;
    const { from, to } = leader;
    for (const [width, ink] of [[3, page], [1, text]]) {
      ctx.beginPath();
      ctx.moveTo(from.x, from.y);
      ctx.lineTo(to.x, to.y);
      ctx.lineWidth = width;
      ctx.strokeStyle = ink;
      ctx.stroke();
    }
  }
  // While one moves the picture, labels keep to their symbols; then they are arranged anew.
  let arrangement = { key: "", spots: [] }, moving = 0;
  function move() {
    clearTimeout(moving);
    moving = setTimeout(() => { moving = 0; network.redraw(); }, 150);
  }
  function arrange(ctx) {
    const shown = [...ticks.values()].map((input) => input.checked);
    const what = [chosen, box.clientWidth, box.clientHeight, ...shown].join();
    const { x, y } = network.getViewPosition(), key = [what, x, y, network.getScale(), zoom].join();
    if (arrangement.key === key || (moving && arrangement.what === what)) return;
    arrangement = { key, what, spots: arranged(ctx) };
  }
  function label(ctx) {
    const scale = network.getScale(), corner = network.DOMtoCanvas({ x: 0, y: 0 });
    ctx.save();
    ctx.translate(corner.x, corner.y);
    ctx.scale(1 / scale, 1 / scale);
    ctx.font = `${HIGH}px ${getComputedStyle(document.body).fontFamily}`;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    arrange(ctx);
    const colours = { page: css("--page"), text: css("--text") };
    for (const draw of [lead, write]) for (const spot of arrangement.spots) {
      const { x, y } = place(spot.node);
      ctx.save();
      ctx.translate(x - spot.at.x, y - spot.at.y);
      draw(ctx, spot, colours);
      ctx.restore();
    }
    ctx.restore();
    box.dataset.labels = arrangement.spots.length;
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

  function head(thing) {
    panel.replaceChildren();
    panel.scrollTop = 0;
    make("bdi", thing.name, make("h2", "", panel));
    make("p", thing.kind, panel);
    if (thing.names.length) make("bdi", thing.names.join(", "), make("p", "also called ", panel, "hint"));
    if (!data.explorer || thing.ends?.length) return;
    const trace = make("a", "Trace it in the explorer", make("p", "", panel, "trace"));
    trace.href = `${data.explorer}#/${encodeURI(thing.id).replace(/[?#]/g, encodeURIComponent)}`;
    trace.target = "_blank";
  }
  // What a search finds among the things that the picture leaves out.
  function tellLeft(thing) {
    clear();
    show();
    head(thing);
    make("p", `Left out here: ${thing.why}.`, panel, "hint");
    status.textContent = `${short(thing.name)} · Left out here: ${thing.why}`;
  }
  function tell(id) {
    const thing = things.get(id);
    head(thing);
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
    if (!groups.size) make("p", "No tie of the kinds shown here leads to it.", panel, "hint");
  }
  const kinds = [...document.querySelectorAll(".legend input")].map((input) => input.value);
  const order = ([words]) => {
    const edge = data.edges.find((one) => one.words === words || one.inverse === words);
    return kinds.indexOf(edge.line);
  };

  const short = (name) => (name.length > 80 ? `${name.slice(0, 79)}…` : name).replace(/\.$/, "");
  function choose(id, move) {
    sought = null;
    chosen = id;
    near = new Set([id, ...things.get(id).ends]);
    for (const edge of ties.get(id)) near.add(edge.from).add(edge.to);
    for (const key of [...near]) for (const end of things.get(key).ends) near.add(end);
    box.dataset.chosen = id;
    paint();
    tell(id);
    if (move) show([...near]);
    const count = ties.get(id).length;
    status.textContent = `${short(things.get(id).name)} · ${count || "no"} ${count === 1 ? "tie" : "ties"}`;
  }
  function clear() {
    sought = null;
    chosen = null;
    near = new Set();
    delete box.dataset.chosen;
    paint();
    panel.replaceChildren();
    make("p", "Nothing is chosen. Click a symbol, or type a name above.", panel, "hint");
    status.textContent = "";
  }

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const namesOf = (list) => list.flatMap((thing) => [thing.name, ...thing.names].map(
    (name) => ({ thing, name: fold(name), claim: thing.id.startsWith("claim/") })));
  const drawn = namesOf(data.nodes.filter((node) => !node.ends.length)), left = namesOf(data.left);
  function find(text, names) {
    const wanted = fold(text);
    if (!wanted) return [];
    const fit = (name) => {
      if (name === wanted) return 0;
      if (` ${name} `.includes(` ${wanted} `)) return 2;
      return ` ${name}`.includes(` ${wanted}`) ? 4 : 6;
    };
    const rank = ({ name, claim }) => fit(name) + (claim ? 1 : 0);
    const found = names.filter(({ name }) => name.includes(wanted))
      .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
    return [...new Set(found.map(({ thing }) => thing))];
  }
  // Looking for the same again goes on to the next: those that are drawn, then those left out.
  let sought = null;
  function look() {
    const text = field.value.trim(), here = find(text, drawn), others = find(text, left);
    const all = [...here, ...others];
    if (!all.length) {
      status.textContent = text ? `Nothing is called “${text.slice(0, 60)}”.` : "";
      return;
    }
    const at = sought?.text === text ? (sought.at + 1) % all.length : 0;
    if (at < here.length) choose(all[at].id, true);
    else tellLeft(all[at]);
    sought = { text, at };
    status.textContent += counted(at, here.length, others.length);
  }
  function counted(at, here, others) {
    if (here + others < 2) return "";
    const all = here + others, hidden = at < here ? "" : ", which is not drawn";
    const more = others && at < here ? `; ${others} of them ${others === 1 ? "is" : "are"} not drawn` : "";
    return ` · match ${at + 1} of ${all}${hidden}${more}. Press “Find” again for the next.`;
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
  for (const event of ["zoom", "dragging"]) network.on(event, move);
  box.addEventListener("keydown", move);
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
