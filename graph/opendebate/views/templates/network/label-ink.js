// Writing labels, and drawing the leaders to them.

// Lines behind a label do not strike it through: it stands on the colour of the page.
export function write(ctx, { left, right, top, align, words: { lines, wides } }, { page, text, tall }) {
  const middle = (left + right) / 2;
  lines.forEach((line, number) => {
    const from = { left, right: right - wides[number], center: middle - wides[number] / 2 }[align];
    ctx.fillStyle = page;
    ctx.fillRect(from - 2, top + tall * number, wides[number] + 4, tall);
    ctx.fillStyle = text;
    ctx.fillText(line, from, top + tall * (number + 0.5));
  });
}

export function lead(ctx, { leader }, { page, text }) {
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
