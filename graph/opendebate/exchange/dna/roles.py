"""What a variable of DNA is for: who speaks, for whom, what, and whether they agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from opendebate.exchange.dna.tables import Database, Entity, Variable

_KINDS = {
    "person": "person", "speaker": "person",
    "organization": "organization", "organisation": "organization", "org": "organization",
    "concept": "concept", "claim": "concept",
    "narrator": "who", "victim": "who", "villain": "who", "hero": "who", "actor": "who",
}  # fmt: skip
_SCALES = {"boolean", "integer"}


class Role(NamedTuple):
    """What the values of a variable are: the kind, and the file of the coding they belong in."""

    kind: str
    file: str


@dataclass(frozen=True, slots=True)
class Form:
    """Which variables of a statement type are which; None where it has none such."""

    person: int | None
    organization: int | None
    concept: int | None
    qualifier: Variable | None
    others: tuple[Variable, ...] = field(default=())

    @property
    def makes_statements(self) -> bool:
        """Whether somebody says something in statements of this type."""
        speaks = self.person is not None or self.organization is not None
        return speaks and self.concept is not None


class Roles:
    """The roles of all variables of a database, by their names and types."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.forms: Mapping[int, Form] = {kind: self._form(kind) for kind in database.types}

    def of_entity(self, entity: Entity) -> Role | None:
        """Return what an entity is; None where its variable does not tell."""
        variable = self.database.variables.get(entity.variable)
        kind = _kind(variable) if variable else None
        return Role(kind, "claims" if kind == "concept" else "actors") if kind else None

    def _form(self, statement_type: int) -> Form:
        own = [one for one in self.database.variables.values() if one.type == statement_type]
        first: dict[str, Variable] = {}
        for one in own:
            if (kind := _kind(one)) and kind != "who":
                first.setdefault(kind, one)
        if not {"person", "organization"} & first.keys():
            actors = (one for one in own if one.name.strip().casefold() == "actor" and _kind(one))
            first |= [("organization", one) for one in actors]
        qualifier = _qualifier(own)
        used = {one.id for one in (*first.values(), qualifier) if one}
        ids = {kind: one.id for kind, one in first.items()}
        return Form(
            ids.get("person"),
            ids.get("organization"),
            ids.get("concept"),
            qualifier,
            tuple(one for one in own if one.id not in used),
        )


def _kind(variable: Variable) -> str | None:
    if variable.datatype != "short text":
        return None
    return _KINDS.get(variable.name.strip().casefold())


def _qualifier(variables: list[Variable]) -> Variable | None:
    """Return the variable that tells agreement: the one of that name, or the only scale."""
    scales = [one for one in variables if one.datatype in _SCALES]
    named = [one for one in scales if one.name.strip().casefold() == "agreement"]
    return next(iter(named), scales[0] if len(scales) == 1 else None)
