"""Making texts of other tools fit for coding files: visible signs only, composed, not too long."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from opendebate.coding import records
from opendebate.coding.folder import KINDS
from opendebate.coding.yaml_reader import visible
from opendebate.exchange.draft import Draft, Record

_ENDS = {"from", "to"}  # the words of a passage: cut, they would be no words of the source


_LONG_WORD = 1_000  # signs; a word that is longer is none to find a passage by
_UNKNOWN = "unknown"


class _Counts:
    """How many texts were cleaned and cut, and how many passages are not known any more."""

    def __init__(self) -> None:
        self.cleaned = self.cut = self.lost = 0

    def sentences(self) -> list[str]:
        told = (
            (self.cleaned, "Signs that nobody sees were taken out of texts"),
            (self.cut, "Texts that were too long for a coding file were cut"),
            (self.lost, "Passages that begin or end with a word of too many signs are unknown"),
        )
        return [f"{what}: {n:,}." for n, what in told if n]


def fit(draft: Draft) -> None:
    """Clean and cut the texts of a draft, and add to its report what was changed.

    Names in decomposed letters become composed, so that equal names are equal. What can be
    mended in no such way stays, for the check of the whole to tell.
    """
    counts = _Counts()
    draft.debate = _fitted(draft.debate, records.Debate, counts)
    for file, things in draft.files().items():
        for name, record in things.items():
            things[name] = _fitted(record, KINDS[file][1], counts)
    for source in draft.sources.values():
        record = source["source"]
        if _endless(record.get("text", {})):
            record["text"] = {k: one for k, one in record["text"].items() if k not in _ENDS}
        source["source"] = _fitted(record, records.Source, counts)
        for one in source["statements"]:
            _forget_endless(one, counts)
        source["statements"] = [
            _fitted(one, records.Statement, counts) for one in source["statements"]
        ]
    draft.report += counts.sentences()


def _endless(passage: Record) -> bool:
    return any(len(passage.get(end) or "") > _LONG_WORD for end in _ENDS)


def _forget_endless(statement: Record, counts: _Counts) -> None:
    """Take out passages whose ends are too long to be kept; of a statement with none, say so."""
    at = statement["at"]
    if isinstance(at, list) and any(map(_endless, at)):
        left = [one for one in at if not _endless(one)]
        counts.lost += len(at) - len(left)
        statement["at"] = left or _UNKNOWN


def _fitted(record: Record, model: type[BaseModel], counts: _Counts) -> Record:
    made: Record = _clean(record, counts)
    try:
        model.model_validate(made)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            if one["type"] == "string_too_long":
                _cut(made, one["loc"], int(one["ctx"]["max_length"]))
                counts.cut += 1
    return made


def _clean(value: Any, counts: _Counts, key: str = "") -> Any:
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        seen = visible(text)
        if seen == " ".join(text.split()):
            return text
        counts.cleaned += 1
        # In the words of a passage a hidden sign separates nothing, as when they are looked for.
        return (
            "".join(sign for sign in text if sign == " " or visible(sign)) if key in _ENDS else seen
        )
    if isinstance(value, Mapping):
        return {name: _clean(one, counts, name) for name, one in value.items()}
    return [_clean(one, counts) for one in value] if isinstance(value, list) else value


def _cut(record: Any, place: tuple[int | str, ...], most: int) -> None:
    """Cut the text at a place of a record."""
    *way, last = place
    for key in way:
        record = record[key]
    record[last] = f"{record[last][: most - 1]}…"
