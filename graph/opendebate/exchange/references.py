"""Every record of a coded debate, and every id in a record that refers to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, cast

from pydantic import BaseModel

from opendebate.coding import records
from opendebate.coding.field_types import RefersTo
from opendebate.coding.folder import KINDS
from opendebate.coding.validation_messages import nested_model, reference_mark
from opendebate.exchange.coded_debate import CodedDebate, Record


class CodedRecord(NamedTuple):
    """A record of a coded debate: its kind, what it is called there, its class, and its data."""

    kind: str
    name: str
    model: type[BaseModel]
    data: Record

    @property
    def label(self) -> str:
        """What errors call it."""
        source, _, name = self.name[:80].rpartition("/")
        if self.kind == "statement":
            return f"source {source!r}, statement {name!r}"
        return f"{self.kind} {name!r}" if name else self.kind


class IdReference(NamedTuple):
    """An id, the record and key that hold it, and what may be named there."""

    holder: Record
    key: str
    name: str
    mark: RefersTo

    def is_known(self, kinds: Mapping[str, str]) -> bool:
        """Tell whether the id names something that may be named there."""
        return self.mark.allows(self.name) or kinds.get(self.name) in self.mark.kinds

    def remove(self) -> None:
        """Take the id out of its record."""
        value = self.holder.pop(self.key, None)
        remaining = [name for name in value if name != self.name] if isinstance(value, list) else []
        if remaining:
            self.holder[self.key] = remaining


def all_records(coded: CodedDebate) -> Iterator[CodedRecord]:
    """Yield the records of a coded debate: the debate, entities, sources and statements."""
    yield CodedRecord("debate", "", records.Debate, coded.debate)
    for file, entities in coded.files().items():
        for name, record in entities.items():
            yield CodedRecord(KINDS[file][0], name, KINDS[file][1], record)
    for slug, source in coded.source_files():
        yield CodedRecord("source", slug, records.Source, cast("Record", source["source"]))
    for slug, source in coded.source_files():
        for statement in source["statements"]:
            name = f"{slug}/{statement['id']}"
            yield CodedRecord("statement", name, records.Statement, cast("Record", statement))


def kinds_of(coded: CodedDebate) -> dict[str, str]:
    """Return the kind of every id of entities and sources."""
    return {item.name: item.kind for item in all_records(coded) if item.kind != "statement"}


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, RefersTo | None, Any], ...]:
    """Return the keys of a record that may refer to others, or hold records that do."""
    fields = (
        (field.alias or name, reference_mark(field), nested_model(field))
        for name, field in model.model_fields.items()
    )
    return tuple(one for one in fields if one[1] or one[2])


def references(model: type[BaseModel], record: Record) -> Iterator[IdReference]:
    """Yield every id in a record, and in the records within it, that refers to another.

    Examples
    --------
    >>> claim = {"text": "Go", "undercuts": [{"premise": "a", "conclusion": "b"}]}
    >>> [reference.name for reference in references(records.Claim, claim)]
    ['a', 'b']
    """
    for key, mark, nested in _fields(model):
        value = record.get(key)
        for item in value if isinstance(value, list) else [value]:
            if nested and isinstance(item, dict):
                yield from references(nested, item)
            elif mark and isinstance(item, str):
                yield IdReference(record, key, item, mark)
