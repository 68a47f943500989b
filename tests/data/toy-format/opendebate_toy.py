"""A toy format of another package: a title, and a claim on each line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from opendebate.exchange.draft import Draft, new_draft
from opendebate.exchange.formats import Format
from opendebate.exchange.ids import Ids

LOST = ("A toy holds the texts of claims only.",)


def read(path: Path) -> Draft:
    """Return a toy as a draft."""
    _, title, *texts = path.read_text("utf-8").splitlines()
    draft, ids = new_draft(title, f"{title}?"), Ids()
    for text in texts:
        draft.claims[ids.new(text)] = {"text": text, "kind": "descriptive", "side": "neither"}
    draft.counts["lines"] = len(texts)
    return draft


def write(draft: Draft, texts: Mapping[str, str]) -> bytes:
    """Return a draft as a toy."""
    lines = ["TOY", draft.debate["title"], *(claim["text"] for claim in draft.claims.values())]
    return "\n".join([*lines, ""]).encode()


FORMAT = Format(
    "toy", "Toy", ".toy", "opendebate_toy", recognizes=lambda data: data.startswith(b"TOY\n")
)
