// Rectangles in the picture: whether they meet, and one place out of many for each.

export const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
export const within = (a, b) => a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
export const grow = (a, by) => ({ ...a, left: a.left - by, right: a.right + by, top: a.top - by, bottom: a.bottom + by });
export const around = ({ x, y }, by) => grow({ left: x, right: x, top: y, bottom: y }, by);

export function leaderTo(spot, at) {
  const x = Math.min(Math.max(at.x, spot.left), spot.right), y = Math.min(Math.max(at.y, spot.top), spot.bottom);
  const whole = Math.hypot(x - at.x, y - at.y) || 1, part = at.size / whole;
  return { from: { x: at.x + (x - at.x) * part, y: at.y + (y - at.y) * part }, to: { x, y }, length: whole - at.size };
}
export const along = ({ from, to, length }) => Array.from({ length: Math.ceil(length / 5) }, (_, at) => {
  const part = (at + 1) / Math.ceil(length / 5);
  return around({ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }, 1.5);
});

// Rectangles in cells, so that a place is compared with its neighbourhood only.
export function crowd(ones) {
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

const STEPS = 6000; // of looking for a better arrangement
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
export function annealed(lists) {
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
// Words in lines of about that width; of more lines than there may be, the first.
export function wrap(text, width, most) {
  const lines = [""];
  for (const word of text.slice(0, most > 3 ? 900 : 200).split(" ")) {
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
