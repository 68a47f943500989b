// How much of the drawn lines a label would cover.

// Points along a line that is drawn; an arrow head is broader than its line.
function trail(edge, { data, things, place }) {
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
export function inked(picture) {
  const { data, box } = picture;
  const cell = 4, columns = Math.ceil(box.clientWidth / cell), rows = Math.ceil(box.clientHeight / cell);
  const sums = new Float64Array((columns + 1) * (rows + 1)), at = (column, row) => row * (columns + 1) + column;
  for (const edge of data.edges) if (picture.inView(edge)) for (const { x, y } of trail(edge, picture)) {
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
