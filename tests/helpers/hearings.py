"""An invented DNA database in the shape of DNA's own sample: hearings on a harbour bell."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from opendebate.exchange.dna.schema import CREATE

SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "dna" / "sample.dna"

RING = "The bell should ring at six."
SLEEP = "Guests of the town cannot sleep."
CLOCK = "A clock does what a bell does."
COST = "The bell costs the town nothing."
CONCEPTS = (RING, SLEEP, CLOCK, COST)
# Who speaks, for whom, on which day (seconds since 1970), and what: a concept and agreement.
HEARINGS = [
    ("Brandauer, Ida", "Bakers' Guild", 1078099200,
     [(RING, 1), (RING, 1), (SLEEP, 0), (RING, 1)]),
    ("Senn, Otto", "Hotel Keepers", 1078704000,
     [(RING, 0), (SLEEP, 1), (RING, 0), (SLEEP, 1), (CLOCK, 1), (RING, 1)]),
    ("Falk, Lene", "Bakers' Guild", 1078704000, [(RING, 1), (CLOCK, 0), (CLOCK, 0)]),
    ("Trost, Uwe", "Town Council", 1079913600, [(RING, 1), (COST, 1), (RING, 1)]),
]  # fmt: skip
_VARIABLES = [
    (1, "person", "short text", 1), (2, "organization", "short text", 1),
    (3, "concept", "short text", 1), (4, "agreement", "boolean", 1),
    (5, "narrator", "short text", 2), (6, "hero", "short text", 2), (7, "note", "long text", 3),
]  # fmt: skip


def database(name: str, folder: Path) -> Path:
    """Return a database of DNA: ours, or DNA's own sample, which is never in the project."""
    if name == "hearings":
        return write_hearings(folder / "hearings.dna")
    if not SAMPLE.is_file():
        pytest.skip("DNA's sample database is not here; it is never stored with the project")
    return SAMPLE


def write_hearings(path: Path) -> Path:
    """Write the database: 16 statements and an annotation in 4 documents."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in CREATE:
            connection.execute(statement)
        _settings(connection)
        _entities(connection)
        numbers = count(1)
        for n, hearing in enumerate(HEARINGS, 1):
            _hearing(connection, n, hearing, numbers)
    return path


def testimony(speaker: str, statements: list[tuple[str, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Return what a person says in a hearing, and where each statement stands in it."""
    surname, forename = speaker.split(", ")
    text = (
        f"\nTestimony at the hearing on the harbour bell\n\n{forename} {surname} thanked the chair "
        "for the time, said that there was a good deal to say about bells, about mornings and "
        "about those who live beside the water, and that not all of it could be put on paper "
        "before noon, since the clerk of the council had asked for short answers only. "
    )
    spans = []
    for n, (concept, agrees) in enumerate(statements, 1):
        words = (
            f"Point {n} of {surname} is that, by all that is known of the matter, "
            f"{'it is so' if agrees else 'it is not so'}, as somebody wrote about "
            f"“{concept.rstrip('.').lower()}” in the year {1900 + n}."
        )
        spans.append((len(text), len(text) + len(words)))
        text += words + "\n\n"
    return text + "Here the time was up, and the next name was called from the list. " * 16, spans


def _settings(connection: sqlite3.Connection) -> None:
    run, many = connection.execute, connection.executemany
    many("INSERT INTO SETTINGS VALUES (?, ?)", [("version", "3.0.7"), ("date", "2022-06-10")])
    many("INSERT INTO CODERS (ID, Name, Password) VALUES (?, ?, '')", [(1, "Admin"), (2, "Nell")])
    run("INSERT INTO CODERRELATIONS (Coder, OtherCoder) VALUES (1, 2)")
    run("INSERT INTO REGEXES (Label) VALUES ('[Bb]ells?')")
    kinds = [(1, "DNA Statement"), (2, "Story"), (3, "Annotation")]
    many("INSERT INTO STATEMENTTYPES (ID, Label) VALUES (?, ?)", kinds)
    many("INSERT INTO VARIABLES VALUES (?, ?, ?, ?)", _VARIABLES)


def _entities(connection: sqlite3.Connection) -> None:
    """Write the values of variables, each with an empty attribute, as DNA does."""
    persons = [" ".join(reversed(speaker.split(", "))) for speaker, *_ in HEARINGS]
    values = {1: persons, 2: list(dict.fromkeys(org for _, org, *_ in HEARINGS)), 3: CONCEPTS}
    attributes = {}
    for variable, names in values.items():
        sql = "INSERT INTO ATTRIBUTEVARIABLES VALUES (NULL, ?, 'Type')"
        attributes[variable] = connection.execute(sql, (variable,)).lastrowid
        for name in ("", *names):
            sql = "INSERT INTO ENTITIES (VariableId, Value) VALUES (?, ?)"
            entity = connection.execute(sql, (variable, name)).lastrowid
            sql = "INSERT INTO ATTRIBUTEVALUES VALUES (NULL, ?, ?, ?)"
            business = "Business" if name == "Hotel Keepers" else ""
            connection.execute(sql, (entity, attributes[variable], business))


def _hearing(
    connection: sqlite3.Connection,
    n: int,
    hearing: tuple[str, str, int, list[tuple[str, int]]],
    numbers: count[int],
) -> None:
    speaker, organization, date, statements = hearing
    text, spans = testimony(speaker, statements)
    connection.execute(
        "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Section, Date) "
        "VALUES (?, ?, ?, 2, ?, '77', '12', ?)",
        (n, f"77-12: {speaker}", text, speaker, date),
    )
    person = " ".join(reversed(speaker.split(", ")))
    for (concept, agrees), (start, stop) in zip(statements, spans, strict=True):
        statement = _statement(connection, next(numbers), n, (1, start, stop))
        for variable, value in enumerate((person, organization, concept), 1):
            connection.execute(
                "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) "
                "SELECT ?, ?, ID FROM ENTITIES WHERE VariableId = ? AND Value = ?",
                (statement, variable, variable, value),
            )
        sql = "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, 4, ?)"
        connection.execute(sql, (statement, agrees))
    if n == 1:  # a note of the coder
        statement = _statement(connection, next(numbers), n, (3, 1, 20))
        sql = "INSERT INTO DATALONGTEXT (StatementId, VariableId, Value) VALUES (?, 7, 'Ask.')"
        connection.execute(sql, (statement,))


def _statement(
    connection: sqlite3.Connection, n: int, document: int, span: tuple[int, int, int]
) -> int:
    sql = "INSERT INTO STATEMENTS VALUES (?, ?, ?, ?, ?, 2)"
    kind, start, stop = span
    connection.execute(sql, (n, kind, document, start, stop))
    return n
