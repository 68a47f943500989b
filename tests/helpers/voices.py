"""Whose stance is which, read from the coding files alone."""

from __future__ import annotations

from pathlib import Path

from opendebate.coding.check import read_coding


def voiced(folder: Path) -> set[tuple[str, str, str]]:
    """Return actor, claim and stance of all that a debate's statements say."""
    found: set[tuple[str, str, str]] = set()
    for file in read_coding(folder).sources.values():
        for one in file.statements:
            bodies = (one.on_behalf_of,) if one.on_behalf_of else ()
            for actor in (*(one.speaker or file.source.voices), *bodies):
                found.add((actor, one.claim, one.stance))
    return found


def with_hearing(town: Path) -> Path:
    """Add a later source to the flood maps, in which somebody has changed her mind."""
    hearing = Path(__file__).parents[1] / "data" / "hearing"
    name = "a-hearing-on-the-maps.yaml"
    (town / "sources" / name).write_text((hearing / name).read_text("utf-8"), "utf-8")
    with (town / "actors.yaml").open("a", encoding="utf-8") as actors:
        actors.write((hearing / "actors.yaml").read_text("utf-8"))
    return town
