"use strict";
// Finds pages by the beginnings of words, in the index that stands in the page itself.
(() => {
  const MOST = 60;
  const byId = (id) => document.getElementById(id);
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const split = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) || [];
  const entries = JSON.parse(byId("index").textContent).map(([path, kind, name, more]) => ({
    path, kind, name, title: split(name), words: split(`${name} ${more} ${kind}`),
  }));
  const box = byId("words"), list = byId("found"), count = byId("count");

  // How well an entry fits: words of its name count more than other words; 0 if one is missing.
  const score = (entry, sought) => {
    let total = 0;
    for (const word of sought) {
      if (entry.title.includes(word)) total += 4;
      else if (entry.title.some((one) => one.startsWith(word))) total += 3;
      else if (entry.words.some((one) => one.startsWith(word))) total += 1;
      else return 0;
    }
    return total + 1 / (1 + entry.title.length);
  };

  const item = (entry) => {
    const line = document.createElement("li"), link = document.createElement("a");
    const name = document.createElement("bdi"), kind = document.createElement("span");
    link.href = entry.path;
    name.textContent = entry.name;
    kind.textContent = ` ${entry.kind}`;
    kind.className = "small quiet";
    link.append(name);
    line.append(link, kind);
    return line;
  };

  const show = () => {
    const sought = split(box.value);
    const found = sought.length
      ? entries.map((entry) => [score(entry, sought), entry]).filter(([n]) => n > 0)
      : [];
    found.sort(([a, one], [b, other]) => b - a || (one.name < other.name ? -1 : 1));
    list.replaceChildren(...found.slice(0, MOST).map(([, entry]) => item(entry)));
    const number = `${found.length} ${found.length === 1 ? "page" : "pages"}`;
    count.textContent = sought.length
      ? found.length > MOST ? `${number}; the first ${MOST} are shown` : number
      : "";
    const words = box.value.trim();
    history.replaceState(null, "", words ? `#${encodeURIComponent(words)}` : location.pathname);
  };

  const read = () => {
    try {
      box.value = decodeURIComponent(location.hash.slice(1));
    } catch {
      box.value = "";
    }
    show();
  };
  byId("search").hidden = false;
  box.addEventListener("input", show);
  addEventListener("hashchange", read);
  read();
  box.focus();
})();
