"""A coding whose every text tries to run, to break out or to break the page."""

from __future__ import annotations

import json
from pathlib import Path

RUN = "window.hacked=1"
STRINGS = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f'"><img src=x onerror="{RUN}">',
    f"' onmouseover='{RUN}' x='",
    f"<svg/onload={RUN}>",
    f"javascript:{RUN}//",
    f"data:text/html,<script>{RUN}</script>",
    f'see <a href="javascript:{RUN}">href</a> in prose',
    "</title></style></textarea></noscript><!--",
    "{{ 7 * 7 }} {% raw %} ${7 * 7} `x`",
    "\u05d0\u05d1\u05d2 right to left \u0645\u0631",
    "A" * 10_000,
    "long words " * 900,
    "\u0301" * 50 + "zalgo" + "\u0336" * 200,
    "&lt;b&gt; &amp; &#60;script&#62;",
    "=HYPERLINK(1) @SUM -1+1",
    "'=1+1 behind an apostrophe",
)
LINK = f"https://example.org/?q='onmouseover='{RUN}'&x=%22%3E%3Cscript%3E"


def write_hostile(folder: Path) -> Path:
    """Write the debate and return its folder."""
    (folder / "sources").mkdir(parents=True)
    many = range(len(STRINGS))
    _write(
        folder / "debate.yaml",
        {
            "debate": {
                "title": STRINGS[0],
                "question": STRINGS[1],
                "iri": "https://example.org/hostile/",
                "description": STRINGS[2],
            }
        },
    )
    _write(
        folder / "actors.yaml",
        {
            f"actor-{n}": {
                "name": STRINGS[n],
                "kind": "person" if n else "organization",
                "other_names": [f"{STRINGS[n]} else"],
                "description": STRINGS[n],
                "link": LINK,
                **({"memberships": [{"organization": "actor-0", "role": STRINGS[n]}]} if n else {}),
            }
            for n in many
        },
    )
    _write(
        folder / "topics.yaml",
        {f"topic-{n}": {"name": STRINGS[n], "definition": STRINGS[n]} for n in many},
    )
    _write(
        folder / "claims.yaml",
        {
            f"claim-{n}": {
                "text": f"{STRINGS[n]} is so.",
                "kind": "descriptive",
                "side": ("for", "against", "both", "neither")[n % 4],
                "topics": [f"topic-{n}"],
                "about": [f"actor-{n}"],
                "attacks": [f"claim-{(n + 1) % len(STRINGS)}"],
            }
            for n in many
        },
    )
    _write(
        folder / "policies.yaml",
        {
            f"policy-{n}": {
                "name": STRINGS[n],
                "kind": "law",
                "responds_to": [f"claim-{n}"],
                "description": STRINGS[n],
            }
            for n in many
        },
    )
    _write(
        folder / "events.yaml",
        {
            f"event-{n}": {"name": STRINGS[n], "kind": "release", "date": f"20{n + 10}"}
            for n in many
        },
    )
    _write(folder / "sources" / "hostile.yaml", _source())
    return folder


def _source() -> dict[str, object]:
    return {
        "source": {
            "title": STRINGS[1],
            "kind": "news-article",
            "publisher": "actor-0",
            "published": "2024-01",
            "url": LINK,
        },
        "statements": [
            {
                "id": f"s-{n}",
                "speaker": f"actor-{n}",
                "via": ["actor-2"],
                "mode": "verbatim",
                "claim": f"claim-{n}",
                "stance": ("affirms", "denies", "doubts", "concedes")[n % 4],
                "because": [f"claim-{(n + 2) % len(STRINGS)}"],
                "at": {
                    "paragraph": n + 1,
                    "from": "</script> onerror=x",
                    "to": "z' onclick=y",
                    "words": 12,
                    "sha256": "0" * 64,
                },
            }
            for n in range(len(STRINGS))
        ],
    }


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
