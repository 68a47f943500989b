"""What keeps the site from calling out: a policy in each page, and no script from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from pathlib import Path

# Browsers start no worker from a page on disk. In its place the search runs in a hidden frame.
WORKER = """\
if (location.protocol === "file:") window.Worker = class extends EventTarget {
  constructor(address) {
    super()
    const frame = document.createElement("iframe")
    frame.hidden = true
    frame.title = "search"
    document.body.append(frame)
    this.inner = frame.contentWindow
    this.waiting = []
    addEventListener("message", (event) => {
      if (event.source !== this.inner) return
      this.dispatchEvent(new MessageEvent("message", { data: event.data }))
      if (this.onmessage) this.onmessage(event)
    })
    this.inner.postMessage = (data) => parent.dispatchEvent(
      new MessageEvent("message", { data, source: this.inner }))
    const script = frame.contentDocument.createElement("script")
    script.src = address
    script.onload = () => {
      this.ready = true
      this.waiting.splice(0).forEach((data) => this.deliver(data))
    }
    frame.contentDocument.body.append(script)
  }
  deliver(data) {
    this.inner.dispatchEvent(new this.inner.MessageEvent("message", { data }))
  }
  postMessage(data) {
    if (this.ready) this.deliver(data)
    else this.waiting.push(data)
  }
}
"""
_SHIM = re.compile(r'<script src="?https://[^"\s>]+/iframe-worker/shim"?></script>')
_SCRIPT = re.compile(r"<script(?P<names>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_HEAD = re.compile(r"<head>", re.IGNORECASE)


def close_pages(site: Path) -> None:
    """Put a content security policy into every page, and our own script for its search.

    Parameters
    ----------
    site : pathlib.Path
        The folder of a site that mkdocs built. Its pages are changed in place.

    Raises
    ------
    RuntimeError
        If a page loads a script from another site.
    """
    (site / "assets/worker.js").write_text(WORKER, encoding="utf-8")
    for page in sorted(site.rglob("*.html")):
        root = "../" * (len(page.relative_to(site).parts) - 1)
        page.write_text(_closed(page.read_text(encoding="utf-8"), root), encoding="utf-8")


def _closed(html: str, root: str) -> str:
    html = html.replace('role="dialog"', 'role="dialog" aria-label="Search"', 1)
    html = _SHIM.sub(f'<script src="{root}assets/worker.js"></script>', html)
    scripts = [(match["names"], match["text"]) for match in _SCRIPT.finditer(html)]
    if foreign := [names for names, _ in scripts if re.search(r"src=\"?(https?:)?//", names)]:
        raise RuntimeError(f"The site loads a script from elsewhere: {foreign[0]}")
    inline = {text for names, text in scripts if "src=" not in names and "json" not in names}
    policy = (
        f"default-src 'none'; script-src 'self' file: {_digests(inline)}; "
        "style-src 'self' file: 'unsafe-inline'; img-src 'self' file: data:; "
        "connect-src 'self' file:; worker-src 'self'; frame-src 'self'; base-uri 'none'; "
        "form-action 'self'"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
    return _HEAD.sub(lambda match: match[0] + meta, html, count=1)


def _digests(texts: set[str]) -> str:
    digests = sorted(hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
