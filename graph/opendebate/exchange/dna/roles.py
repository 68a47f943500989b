"""What a variable of DNA is for: who speaks, for whom, what, and whether they agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from opendebate.errors import UsageError, close_matches, did_you_mean
from opendebate.exchange.dna.report import briefly
from opendebate.exchange.dna.tables import Database, Entity, Variable

_KINDS = {
    "person": "person", "speaker": "person",
    "organization": "organization", "organisation": "organization", "org": "organization",
    "concept": "concept", "claim": "concept",
    "narrator": "who", "victim": "who", "villain": "who", "hero": "who", "actor": "who",
}  # fmt: skip
NAMED = ("person", "organization", "concept", "agreement")  # roles that can be given by name
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

    def __init__(self, database: Database, named: Mapping[str, str] | None = None) -> None:
        self.database = database
        self.named = {name.strip().casefold(): role for role, name in (named or {}).items()}
        for role, name in (named or {}).items():
            _check(role, name, database)
        self.forms: Mapping[int, Form] = {kind: self._form(kind) for kind in database.types}

    def of_entity(self, entity: Entity) -> Role | None:
        """Return what an entity is; None where its variable does not tell."""
        variable = self.database.variables.get(entity.variable)
        kind = self._kind(variable) if variable else None
        return Role(kind, "claims" if kind == "concept" else "actors") if kind else None

    def _form(self, statement_type: int) -> Form:
        own = [one for one in self.database.variables.values() if one.type == statement_type]
        first: dict[str, Variable] = {}
        for one in own:
            if (kind := self._kind(one)) and kind != "who":
                first.setdefault(kind, one)
        if not {"person", "organization"} & first.keys():
            actors = (one for one in own if _named(one, "actor") and self._kind(one))
            first |= [("organization", one) for one in actors]
        qualifier = self._qualifier(own)
        used = {one.id for one in (*first.values(), qualifier) if one}
        ids = {kind: one.id for kind, one in first.items()}
        return Form(
            ids.get("person"),
            ids.get("organization"),
            ids.get("concept"),
            qualifier,
            tuple(one for one in own if one.id not in used),
        )

    def _kind(self, variable: Variable) -> str | None:
        """Return what the values of a variable are: as was told, or by its usual name."""
        if variable.datatype != "short text":
            return None
        name = variable.name.strip().casefold()
        kind = self.named.get(name) or _KINDS.get(name)
        return kind if name in self.named or kind not in self.named.values() else None

    def _qualifier(self, variables: list[Variable]) -> Variable | None:
        """Return the variable that tells agreement: the one of that name, or the only scale."""
        scales = [one for one in variables if one.datatype in _SCALES]
        told = [one for one in scales if self.named.get(one.name.strip().casefold()) == "agreement"]
        usual = [one for one in scales if _named(one, "agreement")]
        return next(iter([*told, *usual]), scales[0] if len(scales) == 1 else None)


def _named(variable: Variable, name: str) -> bool:
    return variable.name.strip().casefold() == name


def _check(role: str, name: str, database: Database) -> None:
    """Refuse a role that there is not, and a variable that there is not or is of another type."""
    if role not in NAMED:
        close = did_you_mean(close_matches(role, NAMED))
        told = f"--variable {role}={name}: There is no role {role!r}."
        raise UsageError(told, advice=f"{close} Known are: {', '.join(NAMED)}.".strip())
    there = [one for one in database.variables.values() if _named(one, name.strip().casefold())]
    wanted = _SCALES if role == "agreement" else {"short text"}
    if not there:
        close = did_you_mean(close_matches(name, {one.name for one in database.variables.values()}))
        told = f"--variable {role}={name}: There is no variable {name!r} in it."
        raise UsageError(told, advice=f"{close} {listed(database)}".strip())
    if not any(one.datatype in wanted for one in there):
        told = f"--variable {role}={name}: It is of the type {there[0].datatype!r}."
        advice = f"A variable for {role} is of the type {' or '.join(sorted(wanted))}."
        raise UsageError(told, advice=advice)


def listed(database: Database) -> str:
    """Say which variables a database has, and of which type.

    They are told once each, in the order of the file.
    """
    each = dict.fromkeys(f"{one.name} ({one.datatype})" for one in database.variables.values())
    return f"Its variables are: {', '.join(map(briefly, each))}."
