"""The claims and topics of an Argdown document."""

from __future__ import annotations

import re
from typing import Any, get_args

from opendebate.coding import records
from opendebate.coding.field_types import ID_PATTERN, MAX_ID
from opendebate.coding.yaml_reader import visible
from opendebate.exchange.argdown.front import listed, own_records, title_heading
from opendebate.exchange.argdown.model import Model
from opendebate.exchange.argdown.notes import Notes
from opendebate.exchange.argdown.speakers import ABOUT, SPEAKERS
from opendebate.exchange.argdown.things import Argument, Class
from opendebate.exchange.argdown.tree import Document, Heading
from opendebate.exchange.argdown.words import LISTS
from opendebate.exchange.draft import Draft, Record, free_id

LONGEST = 20_000  # signs of a text
_CODES = {"kind": get_args(records.ClaimKind), "side": get_args(records.Side)}
READ = {*_CODES, *SPEAKERS, "isCanonical", "uses"}  # keys of data that have a place


class Claims:
    """Makes claims and topics of a draft.

    Attributes
    ----------
    ids : dict of Class to str
        The claim of each equivalence class, and of each argument that has no premises.
    taken : set of str
        All ids of the draft.
    own : bool
        Whether we wrote the document ourselves.
    """

    def __init__(self, document: Document, model: Model, draft: Draft, notes: Notes) -> None:
        self.document, self.model, self.draft, self.notes = document, model, draft, notes
        self.own = bool(own_records(document.front))
        files = [*draft.files().values(), draft.sources]
        self.taken = {one for things in files for one in things} | {"risk", "benefit"}
        self.ids: dict[Class, str] = {}
        self.title = title_heading(document)
        self.headings: dict[Heading, str] = {}
        self.under: dict[tuple[str, str], str] = {}  # topics of headings by the one above and name
        self.named = {topic["name"].casefold(): name for name, topic in draft.topics.items()}
        self.named |= {name: name for name in draft.topics}
        self.left: dict[str, dict[str, Any]] = {}  # data of claims that have no place
        self._claims()
        self._topics()

    def is_step(self, thing: Class) -> bool:
        """Tell whether an argument only names a step that is told elsewhere: we write such."""
        names = {"basis", "statement", "kept"} & thing.data.keys()
        return self.own and isinstance(thing, Argument) and bool(names)

    def _claims(self) -> None:
        bare = [one for one in self.model.arguments if not one.steps and not self.is_step(one)]
        things = sorted([*self.model.classes, *bare], key=lambda one: one.first)
        for thing in things:
            told = str(thing.data.get("id")) if self.own and "id" in thing.data else thing.title
            if _is_id(told) and told not in self.taken:
                self.ids[thing] = str(told)
                self.taken.add(str(told))
        for thing in things:
            text = self._text(thing)
            if thing not in self.ids:
                self.ids[thing] = free_id(thing.title or text, self.taken, "claim")
                self.taken.add(self.ids[thing])
            self.draft.claims[self.ids[thing]] = {"text": text} | self._data(thing)
            known = {*READ, "text", "id", *LISTS} if self.own else READ
            if left := self.unplaced(thing.data, known, "kept-data"):
                self.left[self.ids[thing]] = left

    def _text(self, thing: Class) -> str:
        exact = thing.data.get("text")
        if self.own and isinstance(exact, str) and exact.strip():
            return exact
        texts = list(dict.fromkeys(one.content.text for one in thing.texts if one.content.text))
        if len(texts) > 1:
            self.notes.add("variant", *(visible(thing.title or one) for one in texts[:1]))
        if not texts:
            self.notes.add("undefined", visible(thing.title or ""))
        text = visible(texts[-1] if texts else thing.title or "") or "…"
        if len(text) > LONGEST:
            self.notes.add("long", text)
            text = f"{text[: LONGEST - 1]}…"
        return text

    def _data(self, thing: Class) -> Record:
        data = thing.data
        made: Record = {}
        assumed = False
        for key, codes in _CODES.items():
            known = data.get(key) in codes
            made[key] = data[key] if known else codes[0] if key == "kind" else "neither"
            assumed = assumed or not known
        if assumed:
            self.notes.add("kind", "")
        lists = {key: listed(data[key]) for key in LISTS if self.own and key in data}
        return made | lists

    def unplaced(self, data: dict[str, Any], known: set[str], kind: str = "data") -> dict[str, Any]:
        """Return the data that have no place, and note their keys."""
        said = set(ABOUT) if any(data.get(key) for key in SPEAKERS) else set()
        first = next((key for key in SPEAKERS if data.get(key)), None)
        others = {key for key in SPEAKERS if key in data and key != first}
        left = sorted((data.keys() - known - said) | others)
        self.notes.add(kind, *left)
        return {key: data[key] for key in left}

    def _topics(self) -> None:
        """Make topics of headings and tags; a tag that is called like a heading is the same."""
        title = self.title
        for thing, claim in self.ids.items():
            if thing.heading and thing.heading is not title:
                self._give(claim, [self._under(thing.heading)])
        for thing, claim in self.ids.items():
            self._give(claim, [self._topic(tag) for tag in thing.tags])
        for argument in self.model.arguments:
            if argument.steps and not self.is_step(argument):
                self._spread(argument)
        for heading in self.model.above:
            self.notes.add("heading-tag", *heading.content.tags)
            self.unplaced(heading.data, set())
            if heading is not title and heading not in self.headings:
                self.notes.add("heading", heading.content.text)

    def _give(self, claim: str, topics: list[str]) -> None:
        if topics:
            told = self.draft.claims[claim].get("topics", [])
            self.draft.claims[claim]["topics"] = list(dict.fromkeys([*told, *topics]))

    def _spread(self, argument: Argument) -> None:
        """Make the tags of an argument with premises topics of these."""
        if argument.tags:
            self.notes.add("argument-tag", *argument.tags)
        topics = [self._topic(tag) for tag in argument.tags]
        for premise in (one for step in argument.steps for one in step.premises):
            self._give(self.ids[premise], topics)

    def _topic(self, tag: str) -> str:
        name = visible(tag)
        return self.named.get(name.casefold()) or self._add(name, {})

    def _under(self, heading: Heading) -> str:
        """Return the topic of a heading: one for all of the same name below the same heading."""
        if heading not in self.headings:
            above = self.model.above[heading]
            over = self._under(above) if above and above is not self.title else ""
            name = visible(heading.content.text)
            key = (over, name.casefold())
            if key not in self.under:
                self.under[key] = self._add(name, {"broader": over} if over else {})
            self.headings[heading] = self.under[key]
        return self.headings[heading]

    def _add(self, name: str, more: Record) -> str:
        made = free_id(name, self.taken, "topic")
        self.taken.add(made)
        self.draft.topics[made] = {"name": name or "…", **more}
        self.named.setdefault(name.casefold(), made)
        return made


def _is_id(title: str | None) -> bool:
    return bool(title and len(title) <= MAX_ID and re.fullmatch(ID_PATTERN, title))
