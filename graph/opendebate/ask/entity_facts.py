"""What the register says of an entity: its properties, its memberships, its arguments."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pyoxigraph import NamedNode

from opendebate.ask.affirmed_claims import NO_EFFECT, ONLY_IMAGINED
from opendebate.ask.entities import Entity, entity_of, kind_of
from opendebate.ask.memberships import MEMBERSHIP_COLUMNS, format_membership
from opendebate.ask.memberships import MEMBERSHIP_PATTERN as MEMBERSHIP
from opendebate.ask.query_texts import query_text
from opendebate.engines.engine import Engine
from opendebate.engines.rows import python_value
from opendebate.natural import Order, natural
from opendebate.stances import stances

# Statements show these, and which claims are about an entity; facts need not repeat them.
_ARGUMENTS = ("#supports", "#attacks")
# Flags, in words.
_FLAGS = {
    "anonymous": "not named by the source",
    "hypothetical": "imagined by the source: nobody speaks for it",
}


def facts_about(engine: Engine, focus_values: str) -> dict[str, tuple[Entity | str, ...]]:
    """Return what the register says of an entity.

    Parameters
    ----------
    engine : Engine
    focus_values : str
        A pattern that gives `?focus` its value.

    Returns
    -------
    dict of str to tuple
        The property's name → values, as entities or texts.
    """
    rows = engine.select(
        query_text(
            "entity_facts",
            focus=focus_values,
            membership=MEMBERSHIP,
            membership_columns=MEMBERSHIP_COLUMNS,
            stances=", ".join(f"od:{name}" for name in stances()),
        )
    )
    facts: dict[str, list[Entity | str]] = defaultdict(list)
    bases: dict[tuple[str, str, str], str] | None = None
    for row in sorted(rows, key=_in_order):  # engines differ in how they sort names
        other = row["other"]
        name = row["name"].value if row["name"] else _format_literal(row)
        role = f" ({words})" if (words := format_membership(row, past=False)) else ""
        if row["property"] and row["property"].value.endswith(_ARGUMENTS):
            bases = _bases(engine, focus_values) if bases is None else bases
            role = f" ({bases[row['order'].value, row['property'].value, other.value]})"
        if isinstance(other, NamedNode) and kind_of(engine, other.value):
            facts[row["label"].value].append(entity_of(engine, other.value, name + role))
        else:
            facts[row["label"].value].append(name)
    return {label: tuple(dict.fromkeys(values)) for label, values in facts.items()}


def _bases(engine: Engine, focus_values: str) -> dict[tuple[str, str, str], str]:
    """Return whether speakers state the arguments of a claim, or the coder draws them.

    The keys are order, property and other claim, as in the rows of `facts_on`. Where nobody affirms
    the premise, or only imagined speakers argue so, the argument has no effect, and the text says
    so.
    """
    rows = engine.select(query_text("argument_bases", focus=focus_values))
    bases: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    effect: dict[tuple[str, str, str], str] = {}
    for row in rows:
        key = row["order"].value, row["property"].value, row["other"].value
        relation = row["property"].value.rpartition("#")[2]
        bases[key].add("hypothetical" if row["mode"] else row["basis"].value)
        if not row["voiced"]:
            effect[key] = f"; {NO_EFFECT[relation]}"
        elif row["mode"]:
            effect.setdefault(key, f"; {ONLY_IMAGINED[relation]}")
    return {key: _format_basis(notations, effect.get(key, "")) for key, notations in bases.items()}


def _format_basis(notations: set[str], effect: str) -> str:
    """Return who makes an argument; imagined speakers only where nobody else makes it."""
    real = notations - {"hypothetical"}
    if real and effect.startswith("; only"):
        effect = ""
    return " and ".join(sorted(real or notations, reverse=True)) + effect


def _format_literal(row: Any) -> str:
    value, term = python_value(row["other"]), row["other"]
    if not isinstance(value, bool):
        return str(term.value)
    flag = _FLAGS.get(row["property"].value.rpartition("#")[2]) if value else None
    return flag or str(value).lower()


def _in_order(row: Any) -> tuple[Order, ...]:
    keys = ("order", "label", "place", "name" if row["name"] else "other")
    return tuple(natural(row[key].value if row[key] else "") for key in keys)
