"""What the variables of DNA hold: who speaks, for whom, what, and whether they agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from shlex import quote

from opendebate.counting import counted
from opendebate.errors import InputError, UsageError, check_known, close_matches, did_you_mean
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.dna.database import Database, DnaEntity, DnaStatement, DnaVariable
from opendebate.exchange.report import ImportNotes, shorten
from opendebate.stances import stances, without_default

_KINDS = {
    "person": "person", "speaker": "person",
    "organization": "organization", "organisation": "organization", "org": "organization",
    "concept": "concept", "claim": "concept",
    "narrator": "who", "victim": "who", "villain": "who", "hero": "who", "actor": "who",
}  # fmt: skip
ROLES = ("person", "organization", "concept", "agreement")  # for which an option names a variable
_SCALES = {"boolean", "integer"}
_LEVELS = 9  # of a scale that a report shows


@dataclass(frozen=True, slots=True)
class StatementForm:
    """Which variables of a statement type have which role."""

    roles: Mapping[str, int]  # of persons, organisations and concepts: the variable's id
    qualifier: DnaVariable | None
    remaining: tuple[DnaVariable, ...] = field(default=())

    @property
    def makes_statements(self) -> bool:
        """Whether somebody says something in statements of this type."""
        return "concept" in self.roles and not {"person", "organization"}.isdisjoint(self.roles)


class Variables:
    """The roles of all variables of a database, by their names and types.

    Parameters
    ----------
    database : Database
    options : mapping of str to str, optional
        For some of `ROLES`, the variable that has the role.
    """

    def __init__(self, database: Database, options: Mapping[str, str] | None = None) -> None:
        self.database = database
        self.roles = {name.strip().casefold(): role for role, name in (options or {}).items()}
        for role, name in (options or {}).items():
            _check(role, name, database)
        self.forms: Mapping[int, StatementForm] = {
            statement_type: self._form(statement_type) for statement_type in database.types
        }

    def kind_of(self, entity: DnaEntity) -> str | None:
        """Return what an entity is; None where its variable does not show it."""
        variable = self.database.variables.get(entity.variable)
        return self._kind(variable) if variable else None

    def _form(self, statement_type: int) -> StatementForm:
        available = self.database.variables.values()
        variables = [variable for variable in available if variable.type == statement_type]
        roles: dict[str, int] = {}
        for variable in variables:
            if (kind := self._kind(variable)) and kind != "who":
                roles.setdefault(kind, variable.id)
        if not {"person", "organization"} & roles.keys():
            for variable in variables:
                if variable.is_called("actor") and self._kind(variable):
                    roles["organization"] = variable.id
        qualifier = self._qualifier(variables)
        with_role = {*roles.values(), qualifier.id if qualifier else None}
        remaining = tuple(variable for variable in variables if variable.id not in with_role)
        return StatementForm(roles, qualifier, remaining)

    def _kind(self, variable: DnaVariable) -> str | None:
        """Return what the values of a variable are: by an option, or by its usual name."""
        if variable.datatype != "short text":
            return None
        name = variable.name.strip().casefold()
        kind = self.roles.get(name) or _KINDS.get(name)
        return kind if name in self.roles or kind not in self.roles.values() else None

    def _qualifier(self, variables: list[DnaVariable]) -> DnaVariable | None:
        """Return the variable that holds agreement: the one of that name, or the only scale."""
        scales = [variable for variable in variables if variable.datatype in _SCALES]
        name = next((name for name, role in self.roles.items() if role == "agreement"), "")
        matching = [variable for variable in scales if variable.is_called(name)]
        matching += [variable for variable in scales if variable.is_called("agreement")]
        return next(iter(matching or (scales if len(scales) == 1 else [])), None)


def _check(role: str, name: str, database: Database) -> None:
    """Refuse a role or variable that does not exist, and a variable of another type."""
    option = f"--variable {role}={name}"
    check_known(role, ROLES, f"{option}: There is no role {role!r}.")
    variables = database.variables.values()
    matching = [variable for variable in variables if variable.is_called(name.strip().casefold())]
    types = _SCALES if role == "agreement" else {"short text"}
    if not matching:
        close = did_you_mean(close_matches(name, {variable.name for variable in variables}))
        advice = f"{close} {_list_variables(database)}".strip()
        raise UsageError(f"{option}: There is no variable {name!r} in it.", advice=advice)
    if not any(variable.datatype in types for variable in matching):
        advice = f"A variable for {role} is of the type {' or '.join(sorted(types))}."
        raise UsageError(f"{option}: It is of the type {matching[0].datatype!r}.", advice=advice)


def _list_variables(database: Database) -> str:
    variables = database.variables.values()
    labels = (f"{variable.name} ({variable.datatype})" for variable in variables)
    return f"Its variables are: {', '.join(map(shorten, dict.fromkeys(labels)))}."


def refuse_silence(
    database: Database, variables: Variables, coded: CodedDebate, where: str
) -> None:
    """Refuse a database that has statements, of which none tells who says what.

    Raises
    ------
    InputError
        With the variables that the database has, and what to type.
    """
    number = len(database.statements)
    if not number or coded.codings or next(coded.statements(), None):
        return
    problem = f"None of its {counted(number, 'statement')} can be read"
    forms = (variables.forms.get(statement.type) for statement in database.statements)
    if any(form and form.makes_statements for form in forms):
        raise InputError(f"{problem}.", where=where, advice=" ".join(coded.report))
    raise InputError(
        f"{problem}: no variable is known as who speaks and as what is said.",
        where=where,
        advice=f"{_list_variables(database)} Say which is which, for instance: "
        f"{_example(database)}",
    )


def _example(database: Database) -> str:
    """Return options that name variables: the one of the longest values as the concept."""
    lengths: dict[str, int] = {}
    for statement in database.statements:
        for variable, value in statement.values.items():
            if isinstance(value, DnaEntity):
                name = database.variables[variable].name
                lengths[name] = max(lengths.get(name, 0), len(value.value))
    concept = max(lengths, key=lambda name: lengths[name], default="NAME")
    person = next((name for name in lengths if name != concept), "NAME")
    return f"--variable person={quote(person)} --variable concept={quote(concept)}"


def label_of(statement: DnaStatement) -> str:
    """Return what a report calls a statement."""
    return f"statement {statement.id}"


class Stances:
    """Reads stances from qualifiers, by all levels that a qualifier takes in a database."""

    def __init__(self, database: Database, report: ImportNotes) -> None:
        self.report = report
        self.levels: dict[int, set[int]] = {}
        for statement in database.statements:
            for variable, value in statement.values.items():
                if isinstance(value, int):
                    self.levels.setdefault(variable, set()).add(value)

    def stance(
        self, statement: DnaStatement, qualifier: DnaVariable | None, written: Mapping[str, str]
    ) -> str | None:
        """Return the stance, or None for affirms, which is the default.

        The variable ``stance`` is finer than agreement, and holds if it does not contradict that.
        """
        agrees, finer = self._agrees(statement, qualifier), written.get("stance", "")
        if agrees is None:
            return "doubts"
        if finer in stances() and stances()[finer].agrees is agrees:
            return without_default(finer)
        return None if agrees else "denies"

    def _agrees(self, statement: DnaStatement, qualifier: DnaVariable | None) -> bool | None:
        """Tell whether the speaker agrees; None for neither."""
        value = statement.values.get(qualifier.id) if qualifier else None
        if qualifier is None or not isinstance(value, int):
            problem = "Statements without a qualifier are assumed to agree"
            self.report.note(problem, label_of(statement))
            return True
        levels = self.levels[qualifier.id]
        if qualifier.datatype == "boolean" or levels <= {0, 1}:
            return value != 0
        rule = "gives the stance by its sign (0: doubts), and its levels are left out"
        scale = ", ".join(map(str, sorted(levels)[:_LEVELS]))
        self.report.note(f"The qualifier “{shorten(qualifier.name)}” {rule}", f"levels {scale}")
        return None if value == 0 else value > 0
