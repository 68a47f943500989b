"""Making texts of other tools fit for coding files: visible signs only, composed, not too long."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from opendebate.coding import records
from opendebate.coding.folder import KINDS
from opendebate.coding.yaml import visible
from opendebate.exchange.draft import Draft, Record

_ENDS = {"from", "to"}  # the words of a passage: cut, they would be no words of the source


def fit(draft: Draft) -> None:
    """Clean and cut the texts of a draft, and add to its report what was changed.

    Names in decomposed letters become composed, so that equal names are equal. What can be
    mended in no such way stays, for the check of the whole to tell.
    """
    cleaned, long = _Counter(), _Counter()
    draft.debate = _fitted(draft.debate, records.Debate, cleaned, long)
    for file, things in draft.files().items():
        for name, record in things.items():
            things[name] = _fitted(record, KINDS[file][1], cleaned, long)
    for source in draft.sources.values():
        source["source"] = _fitted(source["source"], records.Source, cleaned, long)
        source["statements"] = [
            _fitted(one, records.Statement, cleaned, long) for one in source["statements"]
        ]
    if cleaned.n:
        draft.report.append(f"Signs that nobody sees were taken out of texts: {cleaned.n:,}.")
    if long.n:
        draft.report.append(f"Texts that were too long for a coding file were cut: {long.n:,}.")


class _Counter:
    def __init__(self) -> None:
        self.n = 0


def _fitted(record: Record, model: type[BaseModel], cleaned: _Counter, long: _Counter) -> Record:
    made: Record = _clean(record, cleaned)
    try:
        model.model_validate(made)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            if one["type"] == "string_too_long" and not _ENDS & set(one["loc"]):
                _cut(made, one["loc"], int(one["ctx"]["max_length"]))
                long.n += 1
    return made


def _clean(value: Any, counter: _Counter) -> Any:
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value)
        seen = visible(text)
        if seen == " ".join(text.split()):
            return text
        counter.n += 1
        return seen
    if isinstance(value, Mapping):
        return {key: _clean(one, counter) for key, one in value.items()}
    return [_clean(one, counter) for one in value] if isinstance(value, list) else value


def _cut(record: Any, place: tuple[int | str, ...], most: int) -> None:
    """Cut the text at a place of a record."""
    *way, last = place
    for key in way:
        record = record[key]
    record[last] = f"{record[last][: most - 1]}…"
