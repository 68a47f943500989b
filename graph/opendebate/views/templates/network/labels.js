// Labels as on a map: always as high, in the order of their ranks, none touching another, and
// beside the lines where there is such a place. All of a few things have theirs, and so have the
// first of many: where there is no room at a symbol, farther off, with a leader from it.
import { inked } from "./covered-lines.js";
import { along, annealed, around, crowd, grow, meet, within, wrap } from "./geometry.js";
import { lead, write } from "./label-ink.js";
import { away, beside, roomy } from "./label-spots.js";

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
  const { data, box, network, place } = picture;
  let style = styleOf({});
  const tall = () => style.high + 3; // of a line
  const font = () => `${style.high}px ${getComputedStyle(document.body).fontFamily}`;

  // What is written of a node: its name, of a long one the abbreviation, but for full names and names that are cut.
  const written = ({ name, label }) => picture.inFull() || label.endsWith("…") ? name : label.replaceAll("\n", " ");

  // A name in each of its wrappings, the fullest first, measured.
  const wordings = new Map();
  function wordingsOf(ctx, node) {
    const key = `${node.id} ${style.key}`;
    if (!wordings.has(key)) {
      wordings.set(key, style.wraps.map(([width, most, cost]) => {
        const lines = wrap(written(node), width, most), wides = lines.map((line) => ctx.measureText(line).width);
        return { lines, wides, wide: Math.max(...wides), high: lines.length * tall(), cost };
      }));
    }
    return wordings.get(key);
  }

  // Places for a name on which no symbol stands, the best first: those that cover little, are near
  // and leave the name as it is. A leader crosses a symbol only where there is no other way, and
  // for the first only.
  function placesFor(node, at, firm, { words, view, marks, ink }) {
    const strange = ({ id }) => id !== node.id;
    const all = words.map((one) => [...beside(at, one).filter((spot) => within(spot, view)), ...(firm ? away(at, one, view, style.turns) : [])]
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
    return good.sort((a, b) => a.cost - b.cost).map((spot) => roomy(spot, style.apart));
  }
  function arranged(ctx) {
    const view = { left: 4, top: 4, right: box.clientWidth - 6, bottom: box.clientHeight - 6 };
    const seen = (node) => meet(around(place(node), place(node).size), grow(view, 4));
    const here = data.nodes.filter((node) => (picture.shows(node) && (picture.chosen() === null || picture.isNear(node))) && seen(node));
    const marks = crowd(here.map((node) => ({ ...around(place(node), place(node).size + 2), id: node.id })));
    const turn = (node) => (node.id === picture.chosen() ? -1 : node.rank), ink = inked(picture);
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
    const colours = { page: picture.css("--page"), text: picture.css("--text"), tall: tall() };
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
