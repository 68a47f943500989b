"""The named questions: SPARQL files whose headers describe question and parameters.

A question file begins with comment lines::

    # title: Who affirms a claim, and why?
    # description: One row for each statement, with its reasons and its place.
    # positions: all
    # parameter claim (claim): Only this claim.
    # parameter word (text, open source): The contested word.
    # parameter side (for|against): Only claims of this side.

The brackets give the parameter's kind and, after a comma, its default. Within the query a
line ``# VALUES ?claim`` marks where the parameter's value goes in. Without a value the query
runs as it is, in any SPARQL engine, and answers for the complete debate.

Of a question on who takes which stance, ``# positions:`` says which positions in time it answers
with: ``latest``, without what a voice gave up later, or ``all``. The description says so in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode

import opendebate_ontology
from opendebate.ask.attribute_filter import attribute_property
from opendebate.ask.entities import find
from opendebate.engines.engine import ENTITY_KINDS, Engine, Term, literal, values_block
from opendebate.errors import UnknownName, UsageError, close_matches, did_you_mean
from opendebate.printed_commands import printed_command
from opendebate.rdf.namespaces import typed

# A line in a question: the patterns after it only add columns, and no row goes because of them.
_COLUMNS_ONLY = "  # What follows only adds columns.\n"
_SELECT = re.compile(r"^SELECT DISTINCT [^{]*?WHERE", re.MULTILINE)
_POSITIONS = {
    "latest": "Only latest positions count: what somebody gives up later is left out.",
    "all": "What somebody gives up later is included.",
    "marked": "What somebody gives up later is included; the column 'later' marks it.",
}
_PARAMETER = re.compile(r"# parameter (\w+) \(([\w|-]+)(?:, ([^)]*))?\): (.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter that narrows a question.

    Attributes
    ----------
    name : str
    kind : str
        A kind of entity (``"claim"``), ``"text"``, ``"number"``, ``"attribute"`` (of actors), or
        the words to choose from (``"for|against"``).
    default : str or None
        Used where none is given.
    help : str
    """

    name: str
    kind: str
    default: str | None
    help: str

    @property
    def choices(self) -> tuple[str, ...]:
        """The words to choose from, if it is such a parameter."""
        return tuple(self.kind.split("|")) if "|" in self.kind else ()


@dataclass(frozen=True, slots=True)
class Question:
    """A named question.

    Attributes
    ----------
    name : str
        The name of its file, without the suffix.
    title, description : str
    note : str
        What one must know to read the answer; shown with it, and in the description.
    parameters : tuple of Parameter
    sparql : str
        The query, which runs as it is.
    """

    name: str
    title: str
    description: str
    note: str
    parameters: tuple[Parameter, ...]
    sparql: str

    def of_columns(self, *names: str) -> str:
        """Return the query of some columns only, quicker than that of all; it takes no values.

        Parameters
        ----------
        *names : str
            Columns that the patterns before the line `_COLUMNS_ONLY` bind. The rows are in no
            order: an engine that sorts rows reads the terms of each anew for each comparison.
        """
        text, mark, _ = self.sparql.partition(_COLUMNS_ONLY)
        assert mark, self.name
        columns = " ".join(f"?{name}" for name in names)
        text = _SELECT.sub(f"SELECT DISTINCT {columns} WHERE", text, count=1)
        return f"{text}}}\n"

    def with_values(self, engine: Engine, values: Mapping[str, object]) -> str:
        """Return the query with values put in, each as a VALUES block at its mark.

        Raises
        ------
        UsageError
            If the question has no such parameter, or a value is of the wrong kind.
        UnknownName, AmbiguousName
            If a value names no entity, or several.
        """
        parameters = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in parameters:
                close = did_you_mean(close_matches(name, parameters))
                what = f"The question {self.name!r} has no parameter {name!r}."
                has = f"It has: {', '.join(parameters)}." if parameters else "It has none."
                raise UsageError(what, advice=close or has)
        text = self.sparql
        for parameter in self.parameters:
            value = values.get(parameter.name)
            value = parameter.default if value is None else value
            if value is not None:
                block = values_block(parameter.name, [_term(engine, parameter, str(value))])
                text = re.sub(
                    rf"^(\s*)# VALUES \?{parameter.name}$",
                    lambda mark, block=block: mark[1] + block,  # type: ignore[misc]
                    text,
                    flags=re.MULTILINE,
                )
        return text


def _term(engine: Engine, parameter: Parameter, value: str) -> Term:
    if parameter.kind in ENTITY_KINDS:
        return NamedNode(find(engine, value, {parameter.kind}).iri)
    if parameter.kind == "attribute":
        return NamedNode(attribute_property(engine, value, "actors"))
    if parameter.choices and value not in parameter.choices:
        raise UsageError(
            f"{parameter.name} cannot be {value!r}.",
            advice=did_you_mean(close_matches(value, parameter.choices))
            or f"Choose one of {', '.join(parameter.choices)}.",
        )
    if parameter.kind == "number":
        if not re.fullmatch(r"-?\d{1,9}", value):
            raise UsageError(f"{parameter.name} must be a whole number, not {value!r}.")
        return typed(value, "integer")
    return literal(value)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all questions."""
    return tuple(sorted(path.stem for path in opendebate_ontology.path("queries").glob("*.rq")))


@cache
def question(name: str) -> Question:
    """Return the question of that name.

    Raises
    ------
    UnknownName
        If there is none; with names that look like it.
    """
    if name not in names():
        command = f"To see all, run: {printed_command('list', 'queries')}"
        raise UnknownName("question", name, close_matches(name, names()), command=command)
    return parse(name, opendebate_ontology.path("queries", f"{name}.rq").read_text("utf-8"))


def parse(name: str, text: str) -> Question:
    """Return the question that the text of a file defines."""
    head: dict[str, str] = {}
    parameters = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        match = _PARAMETER.fullmatch(line)
        if match:
            parameters.append(Parameter(match[1], match[2], match[3], match[4]))
            continue
        key, _, value = line.removeprefix("# ").partition(": ")
        head[key] = value
    note = head.get("note", "")
    positions = head.get("positions", "")
    if positions == "all" and "AS ?later)" in text:
        positions = "marked"
    sentences = (head["description"], _POSITIONS.get(positions, ""), note)
    description = " ".join(sentence for sentence in sentences if sentence)
    return Question(name, head["title"], description, note, tuple(parameters), text)
