"""Several DNA databases as one: the same documents and values are one, coders stay apart.

Documents are the same if their texts are, or if they have one title and date and the words of all
statements stand in both. A statement that several files have of one coder is counted once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from opendebate.counting import counted
from opendebate.exchange.dna.database import (
    Database,
    DnaDocument,
    DnaEntity,
    DnaStatement,
    DnaVariable,
    text_of,
)
from opendebate.exchange.dna.joined_coders import FiledStatement, joined_coders
from opendebate.exchange.dna.joined_settings import add_settings
from opendebate.exchange.dna.same_documents import SameDocuments, move_span
from opendebate.exchange.report import ImportNotes

_TEXTS = ("author", "source", "section", "notes", "type")


def join_databases(databases: Sequence[tuple[Path, Database]], report: ImportNotes) -> Database:
    """Return several databases as one.

    Parameters
    ----------
    databases : sequence of (pathlib.Path, Database)
        In the order in which they are read: what files describe differently is as in the first.
    report : ImportNotes
        It gets what was joined, and what differs.

    Raises
    ------
    InputError
        If opendebate wrote several of them, and their records contradict each other.
    """
    joiner = _Joiner(report)
    for number, (path, database) in enumerate(databases):
        joiner.add(number, path, database)
    return joiner.joined([path for path, _ in databases])


@dataclass(slots=True)
class _Joiner:
    """Puts databases into one, with new numbers for all rows."""

    report: ImportNotes
    settings: dict[str, str] = field(default_factory=dict)
    types: dict[int, str] = field(default_factory=dict)
    variables: dict[int, DnaVariable] = field(default_factory=dict)
    entities: dict[int, DnaEntity] = field(default_factory=dict)
    documents: dict[int, DnaDocument] = field(default_factory=dict)
    statements: list[FiledStatement] = field(default_factory=list)
    counted: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    dangling: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    undecodable: int = 0
    type_numbers: dict[object, int] = field(default_factory=dict)
    variable_numbers: dict[object, int] = field(default_factory=dict)
    entity_numbers: dict[tuple[int, str], int] = field(default_factory=dict)

    def add(self, number: int, path: Path, database: Database) -> None:
        """Put a database behind those that are there."""
        types = self.add_types(database)
        variables = self.add_variables(database, types)
        entities = self.add_entities(database, variables)
        documents = self.add_documents(database)
        texts = {document.id: document.text for document in database.documents}
        for statement in database.statements:
            document = documents.get(statement.document, -1)
            span = (statement.start, statement.stop)
            if document in self.documents:
                there = self.documents[document].text
                span = move_span(texts[statement.document], there, *span) or span
            values = {
                variables[variable]: self.entities[entities[value.id]]
                if isinstance(value, DnaEntity) else value
                for variable, value in statement.values.items()
            }  # fmt: skip
            moved = replace(
                statement, id=len(self.statements) + 1, type=types.get(statement.type, -1),
                document=document, start=span[0], stop=span[1], values=values,
            )  # fmt: skip
            self.statements.append(FiledStatement(number, moved, self.content(moved)))
        add_settings(self.settings, database.settings, documents, path)
        for table, rows in database.counted.items():
            self.counted[table] += rows
        for table, rows in database.dangling.items():
            self.dangling[table] += rows
        self.undecodable += database.undecodable
        counts = {"document": database.documents, "statement": database.statements}
        size = ", ".join(counted(len(rows), what) for what, rows in counts.items())
        self.report.note("Databases that are joined", f"{path.name}: {size}")

    def add_types(self, database: Database) -> dict[int, int]:
        """Return the new number of each type: one of the same label and variables is the same."""
        numbers = {}
        for type_, label in database.types.items():
            variables = frozenset(
                (variable.name.strip().casefold(), variable.datatype)
                for variable in database.variables.values() if variable.type == type_
            )  # fmt: skip
            key = (label, variables)
            numbers[type_] = self.type_numbers.setdefault(key, len(self.type_numbers) + 1)
            self.types.setdefault(numbers[type_], label)
        return numbers

    def add_variables(self, database: Database, types: Mapping[int, int]) -> dict[int, int]:
        numbers = {}
        for variable in database.variables.values():
            type_ = types.get(variable.type, -1)
            key = (type_, variable.name.strip().casefold(), variable.datatype)
            number = self.variable_numbers.setdefault(key, len(self.variable_numbers) + 1)
            self.variables.setdefault(number, replace(variable, id=number, type=type_))
            numbers[variable.id] = number
        return numbers

    def add_entities(self, database: Database, variables: Mapping[int, int]) -> dict[int, int]:
        """Return the new number of each value: one of the same variable is the same."""
        numbers = {}
        for entity in database.entities.values():
            variable = variables.get(entity.variable, -1)
            key = (variable, entity.value)
            number = self.entity_numbers.setdefault(key, len(self.entity_numbers) + 1)
            numbers[entity.id] = number
            there = self.entities.get(number)
            self.entities[number] = (
                self.both(there, entity) if there
                else entity._replace(id=number, variable=variable, child_of=None)
            )  # fmt: skip
        for entity in database.entities.values():
            number, parent = numbers[entity.id], numbers.get(entity.child_of or -1)
            if parent and self.entities[number].child_of is None:
                self.entities[number] = self.entities[number]._replace(child_of=parent)
        return numbers

    def both(self, first: DnaEntity, second: DnaEntity) -> DnaEntity:
        """Return a value of two files with the attributes of both; the first file's hold."""
        attributes = {**second.attributes, **first.attributes}
        differing = [name for name, value in second.attributes.items() if attributes[name] != value]
        colour = first.colour or second.colour
        if second.colour and colour != second.colour:
            differing.append("colour")
        problem = "Attributes that differ between files are as in the first"
        self.report.note_each(problem, *(f"{first.value}: {name}" for name in differing))
        return first._replace(attributes=attributes, colour=colour)

    def add_documents(self, database: Database) -> dict[int, int]:
        """Return the new number of each document: that of the same one, if it is there."""
        same = SameDocuments(self.documents.values(), self.report).of(database)
        numbers = {}
        for document in database.documents:
            number = same.get(document.id, len(self.documents) + 1)
            numbers[document.id] = number
            there = self.documents.get(number)
            self.documents[number] = (
                self.both_documents(there, document) if there else replace(document, id=number)
            )
        return numbers

    def both_documents(self, first: DnaDocument, second: DnaDocument) -> DnaDocument:
        """Return a document of two files; what only the second says of it is added."""
        self.report.note("Documents that several files have are one source", first.title)
        pairs = {name: (getattr(first, name), getattr(second, name)) for name in _TEXTS}
        differing = [name for name, (one, other) in pairs.items()
                     if one.strip() and other.strip() and one.strip() != other.strip()]  # fmt: skip
        if differing:
            problem = "What files say differently of one document is as in the first"
            self.report.note(problem, f"{first.title}: {', '.join(differing)}")
        texts = {name: one if one.strip() else other for name, (one, other) in pairs.items()}
        date = second.date if first.date is None else first.date
        return replace(first, date=date, **texts)

    def content(self, statement: DnaStatement) -> object:
        """Return all that a statement says, and where."""
        values = frozenset(
            (self.variables[variable].name.strip().casefold(), text.strip())
            for variable, value in statement.values.items()
            if (text := text_of(value)).strip()
        )
        return statement.start, statement.stop, self.types.get(statement.type, ""), values

    def joined(self, paths: Sequence[Path]) -> Database:
        """Return all databases as one."""
        statements, apart = joined_coders(self.statements, paths, self.documents, self.report)
        return Database(
            self.settings, self.types, self.variables, self.entities,
            tuple(self.documents.values()), statements, self.counted, self.dangling,
            self.undecodable, apart,
        )  # fmt: skip
