// Begins the workbench's page.

import { Bench } from "./bench.js";
import { Page } from "./page.js";
import { get } from "./server.js";

async function begin() {
  const setting = JSON.parse(document.getElementById("setting")?.textContent || "{}");
  document.documentElement.dataset.language = setting.language;
  const [article, state, reported] = await Promise.all([get("article"), get("state"), get("reported")]);
  document.getElementById("main")?.replaceChildren();
  new Page(new Bench(setting, article, state, reported)).start();
}

begin().catch((error) => {
  const main = document.getElementById("main");
  if (main) main.textContent = error.message;
  throw error;
});
