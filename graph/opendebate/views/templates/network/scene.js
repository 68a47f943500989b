// What is seen of the network, as shapes that become an SVG or a PNG: with the finding above, the
// legend below, and at the foot the source, the licence and the address.

const PAD = 20, SMALL = 13, LARGE = 20;
const round = (n) => Math.round(n * 10) / 10;
const at = ({ x, y }) => `${round(x)} ${round(y)}`;

/** Return the scene of a picture. */
export function sceneOf(picture, { title, finding, notes, foot }) {
  const { box, css } = picture, pen = document.createElement("canvas").getContext("2d");
  const font = getComputedStyle(document.body).fontFamily, page = css("--page"), text = css("--text"), quiet = css("--quiet");
  const width = Math.max(box.clientWidth, 360) + PAD * 2, room = width - PAD * 2;
  const lines = (words, size, bold) => {
    pen.font = `${bold} ${size}px ${font}`;
    return broken(words, room, pen);
  };
  let y = PAD;
  const write = (words, size, bold, fill) => lines(words, size, bold).map((line) => {
    y += size * 1.35;
    return { kind: "text", font, x: PAD, y: y - size * 0.3, width: 0, text: line, size, bold, italic: false, rtl: false, fill };
  });
  const above = [write(title, SMALL, "400", quiet), write(finding, LARGE, "700", text), notes.map((one) => write(one, SMALL, "400", quiet))];
  y += 8;
  const inside = network(picture, { x: PAD + (room - box.clientWidth) / 2, y }, { page, text, font });
  y += box.clientHeight + 8;
  const legend = legendOf(picture, { y, room, pen, font, text });
  y = legend.end;
  const below = foot.filter(Boolean).map((one) => write(one, 12, "400", quiet));
  return { width, height: Math.ceil(y + PAD), page, font, title: finding, about: [title, ...notes].join(" "),
    shapes: [above, inside, legend.shapes, below].flat(3) };
}

/** Break words into lines. */
function broken(words, room, pen) {
  const lines = [""];
  for (const word of words.slice(0, 1500).split(" ")) {
    const last = lines.length - 1, longer = lines[last] ? `${lines[last]} ${word}` : word;
    if (!lines[last] || pen.measureText(longer).width <= room) lines[last] = longer;
    else lines.push(word);
  }
  return lines;
}

function network(picture, corner, { page, text, font }) {
  const { box, data, things, place, colour } = picture;
  const spot = (node) => { const { x, y, size } = place(node); return { x: x + corner.x, y: y + corner.y, size }; };
  const frame = { left: corner.x, top: corner.y, right: corner.x + box.clientWidth, bottom: corner.y + box.clientHeight };
  const isIn = ({ x, y }) => x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom;
  const shown = data.nodes.filter((node) => picture.shows(node)
    && (picture.chosen() === null || picture.isNear(node)) && isIn(spot(node)));
  const edges = data.edges.filter(picture.inView).flatMap((edge) => tie(edge, {
    start: spot(things.get(edge.from)), end: spot(things.get(edge.to)), line: data.lines[edge.line],
    stroke: colour(data.lines[edge.line].colour), isIn,
  }));
  const marks = shown.map((node) => mark(node.shape, spot(node), colour(node.color), text, node.id === picture.chosen() ? 3 : 1));
  return [edges, marks, picture.labels.spots().flatMap((one) => name(one, corner, { page, text, font, style: picture.labels.style() }))];
}

/** A tie as a bow, of which only what lies in the frame is drawn, with its heads. */
function tie(edge, { start, end, line, stroke, isIn }) {
  const bow = { x: (start.x + end.x) / 2 + (end.y - start.y) * edge.bend, y: (start.y + end.y) / 2 - (end.x - start.x) * edge.bend };
  const points = Array.from({ length: 33 }, (_, step) => {
    const t = step / 32, s = 1 - t;
    return { x: s * s * start.x + 2 * s * t * bow.x + t * t * end.x, y: s * s * start.y + 2 * s * t * bow.y + t * t * end.y };
  });
  let pen = "";
  const d = points.map((point, n) => {
    const sees = isIn(point), command = sees ? `${pen || "M"}${at(point)}` : "";
    pen = sees ? "L" : "";
    return n || command ? command : "";
  }).join("");
  if (!d.includes("L")) return [];
  const path = { kind: "path", d, x: 0, y: 0, fill: "none", stroke, weight: edge.thick, dash: line.dashes.join(" ") };
  const heads = [isIn(end) && head(line.arrow, bow, end, stroke), line.mutual && isIn(start) && head(line.arrow, bow, start, stroke)];
  return [path, ...heads.filter(Boolean)];
}

function head(kind, from, tip, stroke) {
  if (!kind) return null;
  const far = Math.hypot(tip.x - from.x, tip.y - from.y) || 1, x = (tip.x - from.x) / far, y = (tip.y - from.y) / far;
  const stop = { x: tip.x - x * (tip.size + 2), y: tip.y - y * (tip.size + 2) };
  const spot = (back, side) => at({ x: stop.x - x * back - y * side, y: stop.y - y * back + x * side });
  const d = kind === "bar" ? `M${spot(0, 5)}L${spot(0, -5)}` : `M${spot(7, 4)}L${spot(0, 0)}L${spot(7, -4)}${kind === "arrow" ? "z" : ""}`;
  return { kind: "path", d, x: 0, y: 0, fill: kind === "arrow" ? stroke : "none", stroke, weight: kind === "bar" ? 2.5 : 1, dash: "" };
}

const CORNERS = {
  triangle: [[0, -1], [0.95, 0.75], [-0.95, 0.75]], triangleDown: [[0, 1], [-0.95, -0.75], [0.95, -0.75]],
  diamond: [[0, -1.05], [1.05, 0], [0, 1.05], [-1.05, 0]], square: [[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
  hexagon: Array.from({ length: 6 }, (_, n) => [Math.cos(n * Math.PI / 3), Math.sin(n * Math.PI / 3)]),
  star: Array.from({ length: 10 }, (_, n) => [Math.sin(n * Math.PI / 5), -Math.cos(n * Math.PI / 5)].map((one) => one * (n % 2 ? 0.5 : 1.1))),
};

function mark(shape, { x, y, size }, fill, stroke, weight) {
  const r = round(size), corners = CORNERS[shape];
  const d = corners ? `M${corners.map(([over, down]) => at({ x: over * size, y: down * size })).join("L")}z`
    : `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  return { kind: "path", d, x, y, fill, stroke, weight, dash: "" };
}

/** A name on the colour of the page, with the leader to it. */
function name({ left, right, top, align, leader, words }, corner, { page, text, font, style: { high, line } }) {
  const middle = (left + right) / 2;
  const shapes = words.lines.flatMap((one, n) => {
    const wide = words.wides[n], from = { left, right: right - wide, center: middle - wide / 2 }[align] + corner.x;
    const box = { kind: "box", x: from - 2, y: corner.y + top + line * n, width: wide + 4, height: line, radius: 0, fill: page, stroke: "none", weight: 0, dash: "" };
    return [box, { kind: "text", font, x: from, y: corner.y + top + line * (n + 0.5) + high * 0.35, width: wide, text: one, size: high, bold: "400", italic: false, rtl: false, fill: text }];
  });
  if (!leader) return shapes;
  const { from, to } = leader;
  return [{ kind: "line", x1: from.x + corner.x, y1: from.y + corner.y, x2: to.x + corner.x, y2: to.y + corner.y, stroke: text, weight: 1, dash: "" }, ...shapes];
}

/** What the symbols and lines mean; only of those that are seen. */
function legendOf(picture, { y, room, pen, font, text }) {
  const { data, colour } = picture, shapes = [];
  const symbols = data.looks.filter((look) => data.nodes.some((node) => node.shape === look.shape && node.color === look.color && picture.shows(node)));
  const seen = new Set(data.edges.filter(picture.inView).map((edge) => edge.line));
  pen.font = `400 ${SMALL}px ${font}`;
  let x = PAD, row = y + SMALL;
  const entry = (words, wide, paint) => {
    const all = wide + pen.measureText(words).width + 18;
    if (x > PAD && x + all > PAD + room) { x = PAD; row += 22; }
    shapes.push(...paint({ x, y: row - SMALL * 0.35 }));
    shapes.push({ kind: "text", font, x: x + wide, y: row, width: 0, text: words, size: SMALL, bold: "400", italic: false, rtl: false, fill: text });
    x += all;
  };
  for (const look of symbols) entry(look.words, 20, ({ x, y }) => [mark(look.shape, { x: x + 8, y, size: 6.5 }, colour(look.color), text, 1)]);
  for (const key of seen) {
    const line = data.lines[key];
    entry(line.words, 46, (from) => tie({ bend: 0, thick: line.width }, {
      start: { ...from, size: 0 }, end: { x: from.x + 38, y: from.y, size: 0 }, line, stroke: colour(line.colour), isIn: () => true,
    }));
  }
  return { shapes, end: shapes.length ? row + 14 : y };
}
