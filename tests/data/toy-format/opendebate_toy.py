"""A toy format of another package: a title, and a claim on each line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from opendebate.exchange.coded_debate import CodedDebate, new_coded_debate
from opendebate.exchange.formats import Format
from opendebate.exchange.ids import Ids

LOST = ("A toy holds the texts of claims only.",)


def read(path: Path) -> CodedDebate:
    """Return a toy as a coded debate."""
    _, title, *texts = path.read_text("utf-8").splitlines()
    coded, ids = new_coded_debate(title, f"{title}?"), Ids()
    for text in texts:
        coded.claims[ids.new(text)] = {"text": text, "kind": "descriptive", "side": "neither"}
    coded.counts["lines"] = len(texts)
    return coded


def write(coded: CodedDebate, texts: Mapping[str, str]) -> bytes:
    """Return a coded debate as a toy."""
    lines = ["TOY", coded.debate["title"], *(claim["text"] for claim in coded.claims.values())]
    return "\n".join([*lines, ""]).encode()


FORMAT = Format(
    "toy", "Toy", ".toy", "opendebate_toy", recognises=lambda data: data.startswith(b"TOY\n")
)
