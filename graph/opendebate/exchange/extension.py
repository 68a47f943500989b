"""Records that this library writes into another tool's file besides, read again.

They hold what the other format has no place for. Whoever edits such a file may break them, so each
is checked like any input: a broken record is an error or, with a report, it is left out.
"""

from __future__ import annotations

import typing
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from opendebate.coding import records
from opendebate.coding.debate_files import STORIES
from opendebate.coding.field_types import UNKNOWN
from opendebate.coding.folder import KINDS
from opendebate.coding.story_records import Story
from opendebate.coding.top_topics import TOP_TOPICS
from opendebate.errors import InputError
from opendebate.exchange.coded_debate import CodedDebate, Record, SourceData, filled
from opendebate.exchange.ids import is_id
from opendebate.exchange.report import ImportNotes

M = typing.TypeVar("M", bound=BaseModel)
KEY = "opendebate"  # under which they stand
_LEFT_OUT = "Records of opendebate that are broken are left out"


@dataclass(frozen=True, slots=True)
class Extension:
    """Checks records; with a report, those that are broken are noted, else they are errors."""

    where: str  # the file, as errors name it
    advice: str
    report: ImportNotes | None = None

    def read(
        self, sections: Mapping[str, Any], coded: CodedDebate, *, claims: bool = False
    ) -> None:
        """Put the debate, its entities, its stories and its sources into a coded debate.

        Parameters
        ----------
        sections : mapping of str to object
            ``debate``, and records by id under the names of the coding files, and ``sources``.
        coded : CodedDebate
        claims : bool
            Whether claims stand here too, not only in the format's own places.
        """
        if "debate" in sections:
            debate = self.record(records.Debate, sections["debate"], "debate")
            coded.debate = debate or coded.debate
        for file, (kind, model) in KINDS.items():
            if claims or file != "claims":
                coded.files()[file].update(self.records(model, sections.get(file), kind))
        coded.stories.update(self.records(Story, sections.get(STORIES), "story"))
        sources = self.records(records.Source, sections.get("sources"), "source")
        for slug, source in sources.items():
            coded.sources[slug] = {"source": typing.cast("Any", source), "statements": []}

    def records(self, model: type[BaseModel], section: object, kind: str) -> dict[str, Record]:
        """Return the valid records of a section, by id."""
        if section is None:
            return {}
        if not isinstance(section, Mapping):
            self.refuse("Records by their ids must stand here.", kind)
            return {}
        valid = {}
        for name, content in section.items():
            label = f"{kind} {str(name)[:80]!r}"
            if not is_id(name):
                self.refuse("It is no id: use small letters, digits and single hyphens.", label)
            elif (record := self.record(model, content, label)) is not None:
                valid[name] = record
        return valid

    def record(self, model: type[BaseModel], content: object, label: str) -> Record | None:
        """Return a record with lists where several may stand; None if it is broken."""
        content = _renewed(content)
        if problem := first_fault(model, content):
            self.refuse(problem, label)
            return None
        return normalise(model, content)

    def refuse(self, problem: str, label: str) -> None:
        """Raise an error, or note what is left out."""
        if self.report is None:
            raise InputError(problem, where=f"{self.where}, {label}", advice=self.advice)
        self.report.note(_LEFT_OUT, label)


def restore(
    written: CodedDebate,
    coded: CodedDebate,
    report: ImportNotes,
    present: Mapping[str, Collection[str]] | None = None,
) -> None:
    """Begin a coded debate with the records of another; statements are not among them.

    Parameters
    ----------
    written : CodedDebate
        What this library wrote into a file.
    coded : CodedDebate
    report : ImportNotes
        It gets records whose id another has, of which the first counts.
    present : mapping of str to collection of str, optional
        Section → the ids that the file still has; of other sections it has all.
    """
    coded.debate = written.debate or coded.debate
    coded.stories = written.stories
    restored = set(TOP_TOPICS)
    sources = {slug: file["source"] for slug, file in written.sources.items()}
    sections: dict[str, Any] = {**written.files(), "sources": sources}
    for file, entities in sections.items():
        for name, record in entities.items():
            if name in restored:
                problem = "Records whose ids other records have are left out"
                report.note(problem, f"{file}/{name}")
            elif name in (present or {}).get(file, entities):
                restored.add(name)
                if file == "sources":
                    source = typing.cast("SourceData", {**record})
                    coded.sources[name] = {"source": source, "statements": []}
                else:
                    coded.files()[file][name] = {**record}


def checked(model: type[M], content: object, where: str, advice: str) -> M:
    """Return content as a record.

    Raises
    ------
    InputError
        With its first fault.
    """
    if problem := first_fault(model, content):
        raise InputError(problem, where=where, advice=advice)
    return model.model_validate(content)


def first_fault(model: type[BaseModel], content: object) -> str:
    """Return the first fault of a record; empty where it has none."""
    try:
        model.model_validate(content)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = ".".join(map(str, fault["loc"]))
        return f"{place or 'It'}: {fault['msg'].rstrip('.')}."
    return ""


def normalise(model: type[BaseModel], content: object) -> Record:
    """Return a valid record in the form of the coding files.

    Lists may stand as their single item in the input, numbers and truth values as texts.

    Examples
    --------
    >>> normalise(records.Claim, {"text": "Go", "kind": "causal", "side": "for", "about": "ann"})
    {'text': 'Go', 'kind': 'causal', 'side': 'for', 'about': ['ann']}
    >>> normalise(records.Passage, {"from": "We sell", "to": "We sell", "words": "2"})["words"]
    2
    """
    record = model.model_validate(content)
    data = record.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude_none=True)
    return {key: value or UNKNOWN if key == "at" else value for key, value in data.items()}


def _renewed(content: object) -> object:
    """Return a record in its form of today."""
    if isinstance(content, Mapping) and isinstance(content.get("memberships"), list):
        return {**content, "memberships": [*map(_renewed_membership, content["memberships"])]}
    return content


def _renewed_membership(place: Any) -> Any:
    """Return a membership, which had `dates` before, with its beginning and end."""
    if not isinstance(place, Mapping) or not isinstance(place.get("dates"), str):
        return place
    begin, _, end = place["dates"].partition("/")
    return filled(place, dates=None, until=end) | {"from": begin}
