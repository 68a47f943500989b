// Labels as on a map: always as high, in the order of their ranks, none touching another, and
// beside the lines where there is such a place. All of a few things have theirs, and so have the
// first of many: where there is no room at a symbol, farther off, with a leader from it.
import { along, annealed, around, crowd, grow, leaderTo, meet, within, wrap } from "./geometry.js";

const CROSSING = 4; // of how many, the first by rank, a leader may cross another symbol
const FULL = 40; // of how many a full name may take a leader
const ALL_FULL = 14; // things around the chosen symbol that have their full names

// How labels are written: on a narrow page or a wide one, of few things or of many, in full or cut.
function styleOf({ narrow, few, full, rather }) {
  const cut = narrow ? few ? [[18, 3], [13, 3], [13, 2], [12, 1]] : [[17, 3], [17, 2], [12, 2]]
    : few ? [[24, 3], [17, 3], [17, 2]] : [[24, 3], [18, 2]];
  const whole = narrow ? [[20, 40], [15, 40]] : [[30, 40], [22, 40]];
  const costs = narrow ? [0, 12, 24, 70] : [0, 60, 90]; // what each wrapping costs
  const wraps = [...(full || rather ? whole.map((one) => [...one, 0]) : []),
    ...(full ? [] : cut.map((one, at) => [...one, costs[at] + (rather ? 90 : 0)]))];
  const turns = few ? 48 : 96;
  return {
    high: few && !narrow ? 14.5 : 13,
    apart: narrow ? 6 : few ? 14 : 8, // pixels between two labels, at least
    first: full ? FULL : narrow ? 6 : 10, // of many things, how many have a label even if it takes a leader
    busy: narrow ? 45 : 34, // how much of the lines any other label may cover
    wraps, key: [narrow, few, full, rather].join(),
    turns: Array.from({ length: turns }, (_, at) => at * 2 * Math.PI / turns).map((turn) => [Math.cos(turn), Math.sin(turn)]),
  };
}

/** The labels of a picture; `draw` writes them, `spots` says where they stand. */
export function labelling(picture) {
  const { data, box, network, things, place } = picture;
  let style = styleOf({});
  const tall = () => style.high + 3; // of a line
  const font = () => `${style.high}px ${getComputedStyle(document.body).fontFamily}`;

  // A name in each of its wrappings, the fullest first, measured.
  const wordings = new Map();
  function wordingsOf(ctx, node) {
    const key = `${node.id} ${style.key}`;
    if (!wordings.has(key)) {
      wordings.set(key, style.wraps.map(([width, most, cost]) => {
        const lines = wrap(node.name, width, most), wides = lines.map((line) => ctx.measureText(line).width);
        return { lines, wides, wide: Math.max(...wides), high: lines.length * tall(), cost };
      }));
    }
    return wordings.get(key);
  }

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
  function away(at, { wide, high, cost }, view) {
    const places = [];
    for (const far of [14, 30, 50, 75, 105, 140, 180, 230, 290]) for (const [over, down] of style.turns) {
      const left = at.x + over * (at.size + far + wide / 2) - wide / 2;
      const top = at.y + down * (at.size + far + high / 2) - high / 2;
      const spot = { left, top, right: left + wide, bottom: top + high, align: "center", cost: cost + 16 + far / 3 };
      if (!within(spot, view)) continue;
      spot.leader = leaderTo(spot, at);
      if (spot.leader.length > 6) places.push(spot);
    }
    return places;
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
    for (const edge of data.edges) if (picture.inView(edge)) for (const { x, y } of trail(edge)) {
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
      .filter((spot) => firm || spot.covered <= style.busy)
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
    const room = grow(spot, style.apart / 2), all = [room, ...spot.way];
    const least = (key) => Math.min(...all.map((one) => one[key])), most = (key) => Math.max(...all.map((one) => one[key]));
    return { ...spot, room, extent: { left: least("left"), top: least("top"), right: most("right"), bottom: most("bottom") } };
  }
  function arranged(ctx) {
    const view = { left: 4, top: 4, right: box.clientWidth - 6, bottom: box.clientHeight - 6 };
    const seen = (node) => meet(around(place(node), place(node).size), grow(view, 4));
    const here = data.nodes.filter((node) => (picture.shows(node) && (picture.chosen() === null || picture.isNear(node))) && seen(node));
    const marks = crowd(here.map((node) => ({ ...around(place(node), place(node).size + 2), id: node.id })));
    const turn = (node) => (node.id === picture.chosen() ? -1 : node.rank), ink = inked();
    const order = here.filter((node) => node.label.trim()).sort((a, b) => turn(a) - turn(b));
    const count = order.length <= data.allNamed ? order.length : style.first;
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
      ctx.fillRect(from - 2, top + tall() * number, wides[number] + 4, tall());
      ctx.fillStyle = text;
      ctx.fillText(line, from, top + tall() * (number + 0.5));
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
  function restyle() {
    const shown = data.nodes.filter((node) => picture.shows(node)), full = picture.inFull();
    style = styleOf({
      narrow: box.clientWidth < 600, few: shown.length <= 40, full,
      rather: !full && picture.chosen() !== null && shown.filter(picture.isNear).length <= ALL_FULL,
    });
  }
  function arrange(ctx) {
    const what = [picture.state(), box.clientWidth, box.clientHeight].join();
    const { x, y } = network.getViewPosition(), key = [what, x, y, network.getScale()].join();
    if (arrangement.key === key || (moving && arrangement.what === what)) return;
    restyle();
    ctx.font = font();
    arrangement = { key, what, spots: arranged(ctx) };
  }
  function label(ctx) {
    const scale = network.getScale(), corner = network.DOMtoCanvas({ x: 0, y: 0 });
    ctx.save();
    ctx.translate(corner.x, corner.y);
    ctx.scale(1 / scale, 1 / scale);
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    arrange(ctx);
    ctx.font = font();
    const colours = { page: picture.css("--page"), text: picture.css("--text") };
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
  return { move, draw: label, spots: () => arrangement.spots, style: () => ({ high: style.high, line: tall() }) };
}
