"""The claims and topics of an Argdown document."""

from __future__ import annotations

from typing import Any, cast

from opendebate.coding.field_types import MAX_TEXT
from opendebate.coding.yaml_reader import visible
from opendebate.exchange.argdown.front import extension_of, listed, title_heading
from opendebate.exchange.argdown.model import ArgdownArgument, ArgdownModel, EquivalenceClass
from opendebate.exchange.argdown.speakers import DETAILS, SPEAKERS
from opendebate.exchange.argdown.tree import ArgdownDocument, Heading
from opendebate.exchange.argdown.words import LISTS
from opendebate.exchange.coded_debate import CLAIM_CODES, ClaimData, CodedDebate, Record, filled
from opendebate.exchange.ids import Ids, is_id
from opendebate.exchange.report import ImportNotes
from opendebate.shortening import cut

# Keys of data that a coding has a place for.
PLACED = {*CLAIM_CODES, *SPEAKERS, "isCanonical", "uses"}
IN_SKELETON = "Keys of YAML data of statements and arguments stand in the skeleton only"


class ArgdownClaims:
    """Makes claims and topics of a coded debate."""

    def __init__(
        self,
        document: ArgdownDocument,
        model: ArgdownModel,
        coded: CodedDebate,
        report: ImportNotes,
    ) -> None:
        self.document, self.model, self.coded, self.report = document, model, coded, report
        self.is_ours = bool(extension_of(document.front))  # this library wrote the document
        self.arguments = [item for item in model.arguments if not self.is_step(item)]
        self.ids = Ids(coded.ids())
        # The claim of each equivalence class, and of each argument that has no premises.
        self.names: dict[EquivalenceClass, str] = {}
        self.title = title_heading(document)
        self.headings: dict[Heading, str] = {}
        self.subtopics: dict[tuple[str, str], str] = {}  # by the topic above, and name
        self.topics = {topic["name"].casefold(): name for name, topic in coded.topics.items()}
        self.topics |= {name: name for name in coded.topics}
        self.data: dict[str, dict[str, Any]] = {}  # of claims, that a coding has no place for
        self._read_claims()
        self._read_topics()

    def is_step(self, item: object) -> bool:
        """Tell whether an argument only names a step that stands elsewhere: we write such."""
        keys = item.data.keys() if self.is_ours and isinstance(item, ArgdownArgument) else set()
        return bool({"basis", "statement", "kept"} & keys)

    def _read_claims(self) -> None:
        sketches = [argument for argument in self.arguments if not argument.steps]
        items = sorted([*self.model.classes, *sketches], key=lambda item: item.position)
        for item in items:
            name = item.data["id"] if self.is_ours and "id" in item.data else item.title
            if is_id(name) and name not in self.ids:
                self.names[item] = str(name)
                self.ids.reserve(str(name))
        for item in items:
            text = self._text(item)
            if item not in self.names:
                self.names[item] = self.ids.new(item.title or text, "claim")
            claim: ClaimData = {"text": text}
            self.coded.claims[self.names[item]] = claim | self._fields(item)
            placed = {*PLACED, "text", "id", "attributes", *LISTS} if self.is_ours else PLACED
            if unplaced := self.unplaced(item.data, placed, IN_SKELETON):
                self.data[self.names[item]] = unplaced

    def _text(self, item: EquivalenceClass) -> str:
        exact = item.data.get("text")
        if self.is_ours and isinstance(exact, str) and exact.strip():
            return exact
        texts = [member.content.text for member in item.texts if member.content.text]
        label = visible(item.title or "")
        if len(set(texts)) > 1:
            problem = "Claims have several texts, of which the last counts, as in Argdown"
            self.report.note(problem, label or visible(texts[0]))
        if not texts:
            self.report.note("Titles without a text are the texts of their claims", label)
        text = visible(texts[-1] if texts else label) or "…"
        if len(text) > MAX_TEXT:
            self.report.note("Texts that are too long are cut", text)
        return cut(text, MAX_TEXT)

    def _fields(self, item: EquivalenceClass) -> ClaimData:
        coded = {
            key: item.data[key] for key, codes in CLAIM_CODES.items() if item.data.get(key) in codes
        }
        if len(coded) < len(CLAIM_CODES):
            problem = "Claims without kind or side are assumed to be descriptive, and on no side"
            self.report.note(problem)
        fields: Record = {"kind": "descriptive", "side": "neither", **coded}
        if self.is_ours:
            fields |= {key: listed(item.data[key]) for key in LISTS if key in item.data}
            own = item.data.get("attributes")
            if isinstance(own, dict) and own:
                fields["attributes"] = {name: str(value) for name, value in own.items()}
        return cast("ClaimData", fields)

    def unplaced(self, data: dict[str, Any], placed: set[str], problem: str) -> dict[str, Any]:
        """Return the data that a coding has no place for, and note their keys."""
        speaker_keys = [key for key in SPEAKERS if data.get(key)]
        details = set(DETAILS) if speaker_keys else set()
        unused = {key for key in SPEAKERS if key in data and key not in speaker_keys[:1]}
        keys = sorted((data.keys() - placed - details) | unused)
        self.report.note_each(problem, *keys)
        return {key: data[key] for key in keys}

    def _read_topics(self) -> None:
        """Make topics of headings and tags; a tag that is called like a heading is the same."""
        for item, claim in self.names.items():
            if item.heading and item.heading is not self.title:
                self._add_topics(claim, [self._subtopic(item.heading)])
        for item, claim in self.names.items():
            self._add_topics(claim, [self._topic(tag) for tag in item.tags])
        for argument in self.arguments:
            if argument.steps:
                self._tag_premises(argument)
        for heading in self.model.above:
            self.report.note_each("Tags of headings are left out", *heading.content.tags)
            self.unplaced(heading.data, set(), "Keys of YAML data of headings are left out")
            if heading is not self.title and heading not in self.headings:
                problem = "Headings without a statement below them are left out"
                self.report.note(problem, heading.content.text)

    def _add_topics(self, claim: str, topics: list[str]) -> None:
        if topics:
            before = self.coded.claims[claim].get("topics", [])
            self.coded.claims[claim]["topics"] = list(dict.fromkeys([*before, *topics]))

    def _tag_premises(self, argument: ArgdownArgument) -> None:
        """Make the tags of an argument with premises topics of these."""
        problem = "Tags of arguments with premises become topics of the premises"
        self.report.note_each(problem, *argument.tags)
        topics = [self._topic(tag) for tag in argument.tags]
        for premise in argument.premises:
            self._add_topics(self.names[premise], topics)

    def _topic(self, tag: str) -> str:
        name = visible(tag)
        return self.topics.get(name.casefold()) or self._new_topic(name, "")

    def _subtopic(self, heading: Heading) -> str:
        """Return the topic of a heading: the same for all of a name below the same heading."""
        if heading not in self.headings:
            above = self.model.above[heading]
            broader = self._subtopic(above) if above and above is not self.title else ""
            name = visible(heading.content.text)
            key = (broader, name.casefold())
            if key not in self.subtopics:
                self.subtopics[key] = self._new_topic(name, broader)
            self.headings[heading] = self.subtopics[key]
        return self.headings[heading]

    def _new_topic(self, name: str, broader: str) -> str:
        topic = self.ids.new(name, "topic")
        self.coded.topics[topic] = filled(name=name or "…", broader=broader)
        self.topics.setdefault(name.casefold(), topic)
        return topic
