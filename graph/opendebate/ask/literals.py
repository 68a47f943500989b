"""Texts of a query that the debate writes otherwise: with a language, or other capitals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal

from opendebate.engines.engine import Engine, literal

_MOST = 20  # texts that are looked up


def near_literals(engine: Engine, tree: Any) -> list[str]:
    """Return a sentence on each text in a pattern that the debate has only in another form.

    Without its language tag, or with another one, a text is another value in RDF, and so it is
    with other capitals. Texts in filters are not looked up: there they are parts of texts.

    Parameters
    ----------
    engine : Engine
    tree : object
        The query, as :func:`opendebate.engines.safety.parse` returns it.
    """
    asked = sorted(set(_values(tree)), key=str)
    if not 0 < len(asked) <= _MOST:
        return []
    there = _alike(engine, asked)
    return [
        f"The debate does not have the value {one}. It has {' and '.join(map(str, near))}."
        for one in asked
        if (near := _near(one, there)) and one not in there
    ]


def _near(value: Literal, there: Iterable[Literal]) -> list[Literal]:
    """Return the values of the same letters; those with the same capitals, where there are any."""
    near = [one for one in there if one.value.casefold() == value.value.casefold()]
    same = [one for one in near if one.value == value.value]
    return sorted(same or near, key=str)[:3]


def _alike(engine: Engine, asked: Iterable[Literal]) -> set[Literal]:
    wanted = ", ".join(f"LCASE({literal(one.value)})" for one in asked)
    rows = engine.select(
        f"""SELECT DISTINCT ?text {{ ?thing ?property ?text
          FILTER (ISLITERAL(?text) && LCASE(STR(?text)) IN ({wanted})) }}"""
    )
    return {row["text"] for row in rows}


def _values(tree: Any) -> Iterator[Literal]:
    """Yield the texts that are the values of properties; typed ones say what they are."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting.extend(part.values())
            for flat in part["triples"] if "triples" in part else ():  # noqa: SIM401 - see terms.py
                yield from filter(None, map(_text, [*flat][2::3]))
        elif not isinstance(part, str) and hasattr(part, "__iter__"):
            waiting.extend(part)


def _text(part: Any) -> Literal | None:
    if getattr(part, "name", "") != "literal" or "datatype" in part:
        return None
    language = str(part["lang"]) if "lang" in part else None
    return Literal(str(part["string"]), language=language)
