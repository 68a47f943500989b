// Where a label may stand: at its symbol, or farther off with a leader to it.
import { grow, leaderTo, within } from "./geometry.js";

// Places of a label at its symbol, the best first.
export function beside({ x, y, size }, { wide, high, cost }) {
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
export function away(at, { wide, high, cost }, view, turns) {
  const places = [];
  for (const far of [14, 30, 50, 75, 105, 140, 180, 230, 290]) for (const [over, down] of turns) {
    const left = at.x + over * (at.size + far + wide / 2) - wide / 2;
    const top = at.y + down * (at.size + far + high / 2) - high / 2;
    const spot = { left, top, right: left + wide, bottom: top + high, align: "center", cost: cost + 16 + far / 3 };
    if (!within(spot, view)) continue;
    spot.leader = leaderTo(spot, at);
    if (spot.leader.length > 6) places.push(spot);
  }
  return places;
}

// Half of what keeps two labels apart is on the side of each.
export function roomy(spot, apart) {
  const room = grow(spot, apart / 2), all = [room, ...spot.way];
  const least = (key) => Math.min(...all.map((one) => one[key])), most = (key) => Math.max(...all.map((one) => one[key]));
  return { ...spot, room, extent: { left: least("left"), top: least("top"), right: most("right"), bottom: most("bottom") } };
}
