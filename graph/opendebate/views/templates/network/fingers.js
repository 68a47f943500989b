// Fingers on the picture: one finger scrolls the page. After a tap the picture takes the fingers,
// until one touches the page beside it; two fingers always zoom.

/** Let a picture take fingers only after a tap; `words` is where that is said. */
export function fingers(box, words) {
  const down = new Map(), near = 12; // pixels that a tap may move
  const isActive = () => box.dataset.touched === "yes";
  const say = () => {
    words.textContent = isActive()
      ? "Your fingers now move the picture. Touch the page beside it to scroll again."
      : "One finger scrolls the page. Tap the picture to move it with your fingers.";
  };
  const set = (active) => {
    if (active) box.dataset.touched = "yes";
    else delete box.dataset.touched;
    say();
  };
  const forget = (event) => down.delete(event.pointerId);
  const lift = (event) => {
    const at = down.get(event.pointerId);
    if (at && Math.hypot(event.clientX - at.x, event.clientY - at.y) < near) set(true);
    forget(event);
  };
  addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch") return;
    if (box.contains(event.target)) down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    else if (isActive()) set(false);
  }, true);
  // The library listens on the window, too: what is caught here does not reach it.
  addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" && down.size === 1 && !isActive()) event.stopImmediatePropagation();
  }, true);
  addEventListener("pointerup", lift, true);
  addEventListener("pointercancel", forget, true);
  say();
}
