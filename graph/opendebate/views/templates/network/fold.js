// On a small window the picture comes first: what explains and changes it is folded above it.

/** Fold what stands above the picture while the window is narrow; a wide window shows all of it. */
export function fold() {
  const narrow = matchMedia("(max-width: 48rem)");
  const follow = () => { for (const one of document.querySelectorAll("details.fold")) one.open = !narrow.matches; };
  narrow.addEventListener("change", follow);
  follow();
}
