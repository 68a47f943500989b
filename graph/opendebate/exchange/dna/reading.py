"""A DNA database's rows as a draft: step by step, and what has no place in a debate."""

from __future__ import annotations

from collections.abc import Mapping

from opendebate.exchange.dna.entities import read_entities
from opendebate.exchange.dna.importing import Import
from opendebate.exchange.dna.kept import Kept, read_kept
from opendebate.exchange.dna.report import Report
from opendebate.exchange.dna.roles import Roles
from opendebate.exchange.dna.schema import PREFIX
from opendebate.exchange.dna.sound import make_sound
from opendebate.exchange.dna.sources import read_sources
from opendebate.exchange.dna.statements import read_statements
from opendebate.exchange.dna.tables import Database
from opendebate.exchange.draft import Draft, new_draft

_COUNTED = {
    "CODERS": "Coders, and which of them coded what, are left out",
    "CODERRELATIONS": "Relations between coders are left out",
    "REGEXES": "Regular expressions for highlighting are left out",
    "VARIABLELINKS": "Links between variables are left out",
    "STATEMENTLINKS": "Links between statements are left out",
}


def make_draft(database: Database, title: str, variables: Mapping[str, str] | None = None) -> Draft:
    """Return what a database says as a draft.

    Parameters
    ----------
    database : Database
    title : str
        Of the debate, where the database does not tell.
    variables : mapping of str to str, optional
        For ``person``, ``organization``, ``concept`` and ``agreement``, the variable that holds
        it, where it has another name.
    """
    report = Report()
    title = report.clean(title) or "A DNA database"
    draft = new_draft(title, f"What is argued in {title}?")
    kept = read_kept(database.settings, report)
    whole = Import(database, draft, kept, Roles(database, variables), report)
    _put_back(whole)
    ids = read_entities(whole)
    read_statements(whole, ids, read_sources(whole, ids))
    make_sound(draft, report)
    _count(database, draft)
    _tell_the_rest(database, kept, report)
    draft.report = report.lines()
    return draft


def _put_back(whole: Import) -> None:
    """Put what this library wrote into the database back, but for what was deleted in DNA."""
    database, draft, kept = whole.database, whole.draft, whole.kept
    draft.debate = kept.debate or draft.debate
    there = {one.attributes.get("opendebate id") for one in database.entities.values()}
    documents = {one.id for one in database.documents}
    taken = {"risk", "benefit"}
    for file, things in kept.files.items():
        for id_, record in things.items():
            if id_ in taken:
                whole.report.note("Records whose ids others have are left out", f"{file}/{id_}")
            elif file not in {"actors", "claims"} or id_ in there:
                draft.files()[file][id_] = dict(record)
                taken.add(id_)
    for slug, source in kept.sources.items():
        if source.document in documents and slug not in taken:
            draft.sources[slug] = {"source": dict(source.record), "statements": []}


def _count(database: Database, draft: Draft) -> None:
    counts = draft.counts
    counts["documents"] = len(database.documents)
    counts["statements"] = len(database.statements)
    for one in database.statements:
        counts[f"statements of type {database.types.get(one.type, 'unknown')!r}"] += 1
    for entity in database.entities.values():
        if entity.value.strip() and entity.variable in database.variables:
            counts[f"values of {database.variables[entity.variable].name!r}"] += 1
    for table, number in database.counted.items():
        if number:
            counts[f"rows of {table}"] = number


def _tell_the_rest(database: Database, kept: Kept, report: Report) -> None:
    """Report what is nowhere in a debate."""
    for table, what in _COUNTED.items():
        number = database.counted.get(table, 0)
        if number > (kept.ours and table == "CODERS"):  # the one that the writer must make
            report.note(what, times=number)
    if coloured := sum(one.coloured for one in database.entities.values()):
        report.note("Colours of entities are left out", times=coloured)
    for table, number in database.dangling.items():
        if number:
            what = f"Rows of {table} that point at what is not there are left out"
            report.note(what, times=number)
    if database.undecodable:
        what = "In texts that are not UTF-8, what could not be read stands as �"
        report.note(what, times=database.undecodable)
    for name in sorted(database.settings.keys() - {"version", "date"}):
        if name.partition(":")[0] != PREFIX:
            report.note("Other settings are left out", name)
    if not kept.ours:
        report.note("The language of the debate is not told: “en” is taken", times=0)
