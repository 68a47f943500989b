"""Choosing statements by the study's own attributes: ``chamber=Lower``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from opendebate.errors import UsageError, close_matches, did_you_mean

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.engines.engine import Engine

_MANY = 10  # values that a message lists
_NAMES = """SELECT ?property ?name ?label {
    ?property a od:Attribute ; dcterms:identifier ?name ; rdfs:label ?label }"""


class AttributeFilter:
    """The statements whose actor, claim, source or themselves have chosen values.

    Values of one attribute are alternatives; of several attributes, each must hold.

    Parameters
    ----------
    engine : Engine
    where : collection of str
        ``"NAME=VALUE"``: the attribute by its name or label.

    Raises
    ------
    UsageError
        If there is no such attribute, or nothing has the value.
    """

    def __init__(self, engine: Engine, where: Collection[str]) -> None:
        self.chosen: defaultdict[str, set[str]] = defaultdict(set)
        names = _names(engine) if where else {}
        for text in where:
            name, equals, value = text.partition("=")
            if not equals or not value.strip():
                raise UsageError(f"where {text!r} does not say which value an attribute has.",
                                 advice="Write NAME=VALUE, such as chamber=Lower.")  # fmt: skip
            iri = _attribute(name.strip(), names)
            self.chosen[iri] |= _entities_with(engine, iri, name.strip(), value.strip())

    def includes(self, actor: str, statement: Statement) -> bool:
        """Return whether an actor's statement has all chosen values."""
        ends = {actor, statement.claim.iri, statement.source.iri, statement.iri}
        return all(not ends.isdisjoint(entities) for entities in self.chosen.values())


def _names(engine: Engine) -> dict[str, str]:
    """Return the property of each attribute by its name and by its label, in small letters."""
    rows = list(engine.select(_NAMES))
    return {row[key].value.casefold(): row["property"].value
            for key in ("label", "name") for row in rows}  # fmt: skip


def _attribute(name: str, names: dict[str, str]) -> str:
    if name.casefold() in names:
        return names[name.casefold()]
    close = did_you_mean(close_matches(name.casefold(), {*names}))
    known = f"Known are: {_listed(names)}." if names else "debate.yaml declares none."
    raise UsageError(f"There is no attribute {name!r}.", advice=f"{close} {known}".strip())


def _entities_with(engine: Engine, iri: str, name: str, value: str) -> set[str]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in engine.select(f"SELECT ?entity ?value {{ ?entity <{iri}> ?value }}"):
        found[row["value"].value].add(row["entity"].value)
    entities = {each for text, those in found.items() if _same(text, value) for each in those}
    if not entities:
        close = did_you_mean(close_matches(value, {*found}))
        raise UsageError(f"Nothing has {name}={value}.",
                         advice=f"{close} Its values are: {_listed(found)}.".strip())  # fmt: skip
    return entities


def _same(text: str, value: str) -> bool:
    """Return whether two values are the same: capitals do not count, nor how a number is written.

    Examples
    --------
    >>> _same("Lower", "lower"), _same("2", "2.0"), _same("2", "two")
    (True, True, False)
    """
    try:
        return float(text) == float(value)
    except ValueError:
        return text.casefold() == value.casefold()


def _listed(values: Iterable[str]) -> str:
    listed = sorted(values)
    return ", ".join(listed[:_MANY]) + (", …" if len(listed) > _MANY else "")
