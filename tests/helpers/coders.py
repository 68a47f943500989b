"""A debate that two invented coders coded, with disagreements planted field by field."""

from __future__ import annotations

import shutil
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
SLUG = "a-town-and-its-maps"
ARTICLE = DATA / f"{SLUG}.txt"
# What Ben codes otherwise: of each statement, the former line and his.
PLANTED = {
    "speaker": [
        ("- id: oyelaran-insurers\n  speaker: marta-oyelaran",
         "- id: oyelaran-insurers\n  speaker: insurers"),
    ],
    "stance": [
        ("  claim: publish\n  stance: doubts", "  claim: publish\n  stance: denies"),
        ("  stance: concedes\n  at: {paragraph: 4", "  at: {paragraph: 4"),
    ],
    "mode": [
        ("mode: mixed", "mode: verbatim"),
        ("mode: hearsay", "mode: paraphrase"),
        ("speaker: ines-hartwig\n  as: legal-office\n  via: [averley]\n  mode: paraphrase",
         "speaker: ines-hartwig\n  as: legal-office\n  via: [averley]\n  mode: mixed"),
    ],
    "claim": [("claim: prices-fall", "claim: errors-spread")],
    "because": [("  because: [right-to-know, neighbours-correct]\n", "  because: right-to-know\n")],
}  # fmt: skip


def two_coders(folder: Path, fields: tuple[str, ...] = tuple(PLANTED)) -> Path:
    """Write a debate in which Ben differs from Ada on some fields; return its folder."""
    shutil.copytree(DATA / "flood-maps", folder)
    text = (folder / "sources" / f"{SLUG}.yaml").read_text("utf-8")
    write_coding(folder, "ada", text)
    for field in fields:
        for former, new in PLANTED[field]:
            assert text.count(former) == 1, former
            text = text.replace(former, new)
    write_coding(folder, "ben", text)
    return folder


def write_coding(folder: Path, coder: str, text: str, slug: str = SLUG) -> Path:
    """Write a coder's coding of a source."""
    path = folder / "codings" / coder / f"{slug}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def coding_of(folder: Path, coder: str) -> str:
    """Return the text of a coder's coding."""
    return (folder / "codings" / coder / f"{SLUG}.yaml").read_text("utf-8")


def three_coders(folder: Path) -> Path:
    """Ben differs from Ada in values and ends, and Cleo left some of the statements out."""
    two_coders(folder)
    (folder / "context.yaml").unlink()  # its facts need statements that may be left out
    text = coding_of(folder, "ben")
    sealed = text[text.index("{paragraph: 6, from: Insurers") :].partition("}")[0] + "}"
    ends = "{paragraph: 6, from: have asked for, to: in the dark, words: 34}"
    for former, new in ((sealed, ends), ("claim: measured-well", "claim: best-spent")):
        assert text.count(former) == 1
        text = text.replace(former, new)
    write_coding(folder, "ben", text)
    write_coding(folder, "cleo", coding_of(folder, "ada").partition("- id: oyelaran-insurers")[0])
    return folder
