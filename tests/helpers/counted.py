"""A debate whose actors and claims are numbered: 1, 2, 3, 9, 10, 11, 12."""

from __future__ import annotations

from pathlib import Path

NUMBERS = [1, 2, 3, 9, 10, 11, 12]
PEOPLE = [f"Person {n}" for n in NUMBERS]


def write_counted(folder: Path) -> Path:
    """Write the debate, each actor with one statement, the last one first."""
    (folder / "sources").mkdir()
    head = "debate:\n  title: Many\n  question: Is it so?\n  iri: https://example.org/many/\n"
    said = "".join(
        f"- id: s-{n}\n  speaker: person-{n}\n  claim: claim-1\n  mode: paraphrase\n  at: unknown\n"
        for n in reversed(NUMBERS)
    )
    files = {
        "debate": head,
        "actors": "".join(f"person-{n}: {{name: Person {n}, kind: person}}\n" for n in NUMBERS),
        "claims": "".join(
            f"claim-{n}: {{text: It is so {n} times., kind: descriptive, side: for}}\n"
            for n in NUMBERS
        ),
        "sources/paper": "source: {title: A paper, kind: news-article, published: 2024}\n"
        f"statements:\n{said}",
    }
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder
