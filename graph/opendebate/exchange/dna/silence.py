"""Refusing a database of whose statements none can be read."""

from __future__ import annotations

from collections.abc import Mapping
from shlex import quote

from opendebate.errors import InputError
from opendebate.exchange.dna.roles import Roles, listed
from opendebate.exchange.dna.tables import Database, Entity
from opendebate.exchange.draft import Draft


def refuse_silence(
    database: Database, draft: Draft, variables: Mapping[str, str] | None, where: str
) -> None:
    """Refuse a database that has statements, of which none says who says what.

    Raises
    ------
    InputError
        With the variables that the database has, and what to type.
    """
    n = len(database.statements)
    if not n or any(source["statements"] for source in draft.sources.values()):
        return
    forms = Roles(database, variables).forms
    if any(forms[one.type].makes_statements for one in database.statements if one.type in forms):
        told = f"None of its {n:,} statements can be read."
        raise InputError(told, where=where, advice=" ".join(draft.report))
    raise InputError(
        f"None of its {n:,} statements can be read: no variable is known as who speaks and "
        "as what is said.",
        where=where,
        advice=f"{listed(database)} Say which is which, for instance: {_for_instance(database)}",
    )


def _for_instance(database: Database) -> str:
    """Return options that name variables: the one of the longest values as the concept."""
    longest: dict[str, int] = {}
    for statement in database.statements:
        for variable, value in statement.values.items():
            if isinstance(value, Entity):
                name = database.variables[variable].name
                longest[name] = max(longest.get(name, 0), len(value.value))
    concept = max(longest, key=lambda name: longest[name], default="NAME")
    person = next((name for name in longest if name != concept), "NAME")
    return f"--variable person={quote(person)} --variable concept={quote(concept)}"
