"""Removing from a coded debate what ``check`` would refuse, with a note of each kind in a report.

What is read from other files need not be consistent: ids may name nothing, hierarchies and reasons
may be cyclic, undercuts may be of steps that nobody makes, and texts may be too long.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError

from opendebate.coding.attribute_checks import fault_of_value
from opendebate.coding.consistency import ACYCLIC
from opendebate.coding.validation_messages import nested_model
from opendebate.coding.yaml_reader import visible
from opendebate.exchange.coded_debate import CodedDebate, Record, filled, speakers_of
from opendebate.exchange.references import all_records, kinds_of, references
from opendebate.exchange.report import ImportNotes
from opendebate.shortening import cut

CODERS_INSTEAD = "Reasons of a speaker that form a cycle become the coder's"
DANGLING = "References to what is not in the file are left out"
_ENDS = {"from", "to"}  # the words of a passage: cut, they would not be words of the source
_LONG_WORD = 1_000  # characters; nobody finds a passage by a longer word


def repair(coded: CodedDebate, report: ImportNotes) -> None:
    """Remove dangling ids, cycles, and undercuts of steps that nobody makes."""
    _remove_dangling(coded, report)
    for file, relation in ACYCLIC:
        _open_hierarchy(coded.files()[file], relation, report)
    reasons = Reasons()
    for slug, statement in coded.statements():
        speakers = speakers_of(statement, coded.sources[slug]["source"])
        for premise in statement.pop("because", []):
            if reasons.add(slug, speakers, premise, statement["claim"]):
                statement.setdefault("because", []).append(premise)
            else:
                report.note("Reasons that form a cycle are left out", f"{slug}/{statement['id']}")
    _prune_undercuts(coded, report)


class Reasons:
    """The reasons of each speaker within a source, which must not form a cycle.

    Examples
    --------
    >>> reasons = Reasons()
    >>> reasons.add("talk", ["ann"], "a", "b"), reasons.add("talk", ["ann"], "b", "a")
    (True, False)
    """

    def __init__(self) -> None:
        import networkx as nx

        # Of each source and speaker, edges from conclusions to their premises.
        self._graphs: defaultdict[tuple[str, str], nx.DiGraph[str]] = defaultdict(nx.DiGraph)

    def add(self, slug: str, speakers: Iterable[str], premise: str, conclusion: str) -> bool:
        """Add a reason, and return True, unless it would rest on itself."""
        from networkx import has_path

        graphs = [self._graphs[slug, speaker] for speaker in speakers]
        for graph in graphs:
            graph.add_nodes_from((premise, conclusion))
        if any(has_path(graph, premise, conclusion) for graph in graphs):
            return False
        for graph in graphs:
            graph.add_edge(conclusion, premise)
        return True


def _remove_dangling(coded: CodedDebate, report: ImportNotes) -> None:
    """Remove ids that name nothing, and the records within records that need them."""
    kinds = kinds_of(coded)
    for item in all_records(coded):
        for reference in list(references(item.model, item.data)):
            if not reference.is_known(kinds):
                report.note(DANGLING, f"{item.name}: {reference.name}")
                reference.remove()
        _remove_incomplete(item.model, item.data)
    names = {item.name for item in all_records(coded) if item.kind in {"claim", "statement"}}
    for fact_id, fact in coded.context.items():
        departures = fact.pop("departs_from", [])
        lost = [f"{fact_id}: {name}" for name in departures if name not in names]
        report.note_each(DANGLING, *lost)
        fact.update(filled(departs_from=[name for name in departures if name in names]))


def _remove_incomplete(model: type[BaseModel], record: Record) -> None:
    for key, required in _nested_keys(model):
        if isinstance(record.get(key), list):
            items = [item for item in record.pop(key) if required <= item.keys()]
            record.update(filled({key: items}))


@cache
def _nested_keys(model: type[BaseModel]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the keys under which a record holds others, and the keys that these must have."""
    nested = ((key, nested_model(field)) for key, field in model.model_fields.items())
    return tuple(
        (key, frozenset(field.alias or name for name, field in inner.model_fields.items()
                        if field.is_required()))
        for key, inner in nested if inner
    )  # fmt: skip


def _open_hierarchy(entities: Mapping[str, Record], relation: str, report: ImportNotes) -> None:
    """Remove the step that closes a cycle of parts or versions."""
    for name, record in entities.items():
        above, visited = str(record.get(relation, "")), {name}
        while above in entities and above not in visited:
            visited.add(above)
            above = str(entities[above].get(relation, ""))
        if above == name:
            report.note(f"Cycles of {relation} are opened", f"{name} of {record[relation]}")
            del record[relation]


def _prune_undercuts(coded: CodedDebate, report: ImportNotes) -> None:
    steps = coded.steps("supports", "attacks")
    for name, claim in coded.claims.items():
        for undercut in claim.pop("undercuts", []):
            if (undercut["premise"], undercut["conclusion"]) in steps:
                claim.setdefault("undercuts", []).append(undercut)
            else:
                report.note("Undercuts of steps that nobody makes are left out", name)


def fit(coded: CodedDebate) -> None:
    """Clean and cut the texts of a coded debate, and add to its report what was changed.

    Names in decomposed letters become composed, so that equal names are equal. What remains wrong
    is for the check of the complete folder to report.
    """
    fitter = _Fitter()
    _remove_undeclared(coded, fitter.report)
    for kind, _, model, record in all_records(coded):
        if kind == "source" and _has_long_end(record.get("text", {})):
            record["text"] = filled(record["text"], **dict.fromkeys(_ENDS))
        elif kind == "statement":
            fitter.forget_long_ends(record)
        record.update(fitter.fitted(record, model))
    coded.report += fitter.report.sentences()


def _remove_undeclared(coded: CodedDebate, report: ImportNotes) -> None:
    """Remove attributes that the debate does not declare, or whose values are not of their type."""
    declared = coded.debate.get("attributes", {})
    for kind, label, _, record in all_records(coded):
        if kind == "debate" or "attributes" not in record:
            continue
        given = record.pop("attributes")
        given = given if isinstance(given, Mapping) else {}
        values = {
            name: value
            for name, value in given.items()
            if kind in declared.get(name, {}).get("of", ())
            and isinstance(value, str)
            and not fault_of_value(value, declared[name].get("type", "text"))
        }
        record.update(filled(attributes=values))
        lost = [f"{label}: {name}" for name in given if name not in values]
        problem = "Attributes that are not declared, or not of their type, are left out"
        report.note_each(problem, *lost)


class _Fitter:
    def __init__(self) -> None:
        self.report = ImportNotes()

    def fitted(self, record: Record, model: type[BaseModel]) -> Record:
        record = {key: self.clean(value, key) for key, value in record.items()}
        try:
            model.model_validate(record)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                if fault["type"] == "string_too_long":
                    _cut(record, fault["loc"], int(fault["ctx"]["max_length"]))
                    self.report.note("Texts that were too long for a coding file were cut")
        return record

    def clean(self, value: Any, key: str) -> Any:
        if isinstance(value, str):
            return self.clean_text(unicodedata.normalize("NFC", value), key)
        if isinstance(value, Mapping):
            return {name: self.clean(item, name) for name, item in value.items()}
        return [self.clean(item, key) for item in value] if isinstance(value, list) else value

    def clean_text(self, text: str, key: str) -> str:
        cleaned = visible(text)
        if cleaned == " ".join(text.split()):
            return text
        self.report.note("Characters that nobody sees were removed from texts")
        if key not in _ENDS:
            return cleaned
        # In the words of a passage a hidden character separates nothing, as when they are located.
        return "".join(character for character in text if character == " " or visible(character))

    def forget_long_ends(self, statement: Record) -> None:
        """Remove passages whose ends are too long to be kept."""
        passages = statement["at"]
        if isinstance(passages, list) and any(map(_has_long_end, passages)):
            short = [passage for passage in passages if not _has_long_end(passage)]
            problem = "Passages that begin or end with too long a word are unknown"
            self.report.note(problem, times=len(passages) - len(short))
            statement["at"] = short or "unknown"


def _has_long_end(passage: Record) -> bool:
    return any(len(passage.get(end) or "") > _LONG_WORD for end in _ENDS)


def _cut(record: Any, place: tuple[int | str, ...], limit: int) -> None:
    *path, key = place
    for step in path:
        record = record[step]
    record[key] = cut(record[key], limit)
