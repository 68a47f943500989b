// Scrolling over a story's bar goes from step to step. At its first and last step the page scrolls on.

const ENOUGH = 40; // pixels that a wheel or finger moves before the step changes
const QUIET = 200; // milliseconds without a wheel's movement, after which a new movement begins
const AGAIN = 700; // milliseconds after which one long movement may change the step once more

/**
 * @param {HTMLElement} box
 */
export function followStoryScrolling(box) {
  followWheel(box);
  followFinger(box);
}

/**
 * The way to the next or previous step; none at the last or first, and none while the bar's own words scroll.
 *
 * @param {HTMLElement} box
 * @param {number} distance more than 0 is down, and so the next step
 * @returns {HTMLElement | null}
 */
function wayOn(box, distance) {
  const bar = box.querySelector(".story-bar");
  if (!bar || scrolls(bar, distance)) return null;
  return box.querySelector(`[data-story="${distance > 0 ? "next" : "previous"}"]:not([hidden])`);
}

/**
 * Tell whether the bar, which is low on a small screen, has more of its words in this direction.
 *
 * @param {Element} bar
 * @param {number} distance
 */
function scrolls({ scrollTop, scrollHeight, clientHeight }, distance) {
  return distance > 0 ? scrollTop + clientHeight < scrollHeight - 1 : scrollTop > 1;
}

/** @param {HTMLElement} box */
function followWheel(box) {
  let moved = 0, last = -Infinity, changed = -Infinity;
  box.addEventListener("wheel", (event) => {
    const { deltaX, deltaY, deltaMode, timeStamp, ctrlKey } = event;
    if (ctrlKey || Math.abs(deltaX) >= Math.abs(deltaY)) return; // ctrl enlarges the page
    const fresh = timeStamp - last > QUIET;
    last = timeStamp;
    if (fresh) [moved, changed] = [0, -Infinity];
    const on = wayOn(box, deltaY);
    // What is left of a movement that changed the step must not carry the page along.
    if (on || timeStamp - changed < AGAIN) event.preventDefault();
    if (!on || timeStamp - changed < AGAIN) return;
    moved += deltaMode ? Math.sign(deltaY) * ENOUGH : deltaY;
    if (Math.abs(moved) < ENOUGH) return;
    [moved, changed] = [0, timeStamp];
    on.click();
  }, { passive: false });
}

/** @param {HTMLElement} box */
function followFinger(box) {
  /** @type {{x: number, y: number} | null} */
  let start = null;
  let far = 0;
  box.addEventListener("touchstart", ({ touches }) => {
    start = touches.length === 1 ? { x: touches[0].clientX, y: touches[0].clientY } : null;
    far = 0;
  }, { passive: true });
  box.addEventListener("touchmove", (event) => {
    if (!start) return;
    const [{ clientX, clientY }] = event.touches;
    const up = start.y - clientY;
    if (Math.abs(up) <= Math.abs(start.x - clientX) || !event.cancelable || !wayOn(box, up)) far = 0;
    else {
      event.preventDefault();
      far = up;
    }
  }, { passive: false });
  box.addEventListener("touchend", () => {
    if (start && Math.abs(far) >= ENOUGH) wayOn(box, far)?.click();
    start = null;
  });
}
