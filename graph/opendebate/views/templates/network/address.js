// What the page shows is in its address: #/actor/wendy-hall?level=3. A link shows the same again.

const encoded = (key) => encodeURI(key).replace(/[?#]/g, encodeURIComponent);

/** Write the fragment of a state. */
export function write({ key, level, full, hidden }) {
  const query = new URLSearchParams();
  if (level) query.set("level", level);
  if (full) query.set("names", "full");
  if (hidden.length) query.set("hide", hidden.join(","));
  const words = query.toString();
  return `#/${encoded(key)}${words && `?${words}`}`;
}

/** Read the state that a fragment means. */
export function read(fragment) {
  const [path, ...rest] = fragment.replace(/^#\/?/, "").split("?");
  const query = new URLSearchParams(rest.join("?"));
  return {
    key: decoded(path), level: query.get("level") || "", full: query.get("names") === "full",
    hidden: (query.get("hide") || "").split(",").filter(Boolean),
  };
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Keep the address in step with the page: `state()` says what is shown, `restore(state)` shows it. */
export function keepAddress(state, restore) {
  const isSame = () => write(read(location.hash)) === write(state());
  addEventListener("hashchange", () => { if (!isSame()) restore(read(location.hash)); });
  return {
    // A choice is a step that the browser's back undoes; a setting is none.
    step() { if (!isSame()) location.hash = write(state()); },
    settle() {
      if (isSame()) return;
      if (location.protocol === "about:") location.hash = write(state());
      else location.replace(location.href.split("#")[0] + write(state()));
    },
  };
}
