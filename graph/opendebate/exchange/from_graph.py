"""The coded debate of a built debate: what its coding files say, read from the graph alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, cast, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from opendebate.ask.citation import citation_of
from opendebate.ask.compact_jsonld import ARGUMENTS, compact_jsonld, text_of
from opendebate.ask.stories import coded_stories
from opendebate.coding import records
from opendebate.coding.dates import edtf
from opendebate.coding.field_types import UNKNOWN
from opendebate.coding.folder import KINDS
from opendebate.coding.validation_messages import nested_model
from opendebate.coding.yaml_values import as_list
from opendebate.exchange.coded_debate import (
    CodedDebate,
    Record,
    filled,
    is_source_voice,
    passages_of,
)
from opendebate.rdf.namespaces import PREFIXES, code
from opendebate.rdf.story_graph import step_of_state
from opendebate.stances import without_default

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

Node = Mapping[str, Any]
_FILES = {kind: (file, model) for file, (kind, model) in KINDS.items() if kind != "context"}
# The term of the graph for a key, where it is not the key itself, such as partOf for part_of.
_TERMS = {
    "name": "label", "other_names": "altLabel", "former_names": "formerName", "link": "page",
    "same_as": "exactMatch",
    "url": "page", "version_of": "isVersionOf", "topics": "topic", "actors": "participant",
    "authors": "creator", "creators": "creator", "language": "inLanguage", "coded": "codedOn",
}  # fmt: skip
_DATES = {"date", "published", "said"}
_MOMENTS = {"from": "since", "until": "until"}  # when a membership began and ended
_PASSAGE = ("paragraph", "from", "to", "words", "sha256")


def read_graph(engine: Engine) -> CodedDebate:
    """Return what the coding files of a built debate say.

    Written as a folder, it builds the same graph. Comments are lost, and so is the order of records
    and of joint speakers.

    Examples
    --------
    >>> import opendebate
    >>> coded = read_graph(opendebate.load().engine)
    >>> coded.actors["wendy-hall"]["name"]
    'Wendy Hall'
    """
    coded = _Reader(compact_jsonld(engine)).coded()
    citation = citation_of(engine)
    authors = [author.to_dict() for author in citation.coded_authors]
    coders = {coder.id: coder.to_dict() for coder in citation.coders}
    coded.debate |= filled(
        version=citation.version, date=citation.date, authors=authors, coders=coders
    )
    for story in coded_stories(engine):
        steps = [step_of_state(step.text, step.state) for step in story.steps]
        coded.stories[story.id] = {"title": story.title, "steps": steps}
    return coded


class _Reader:
    """Turns nodes into records."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.base: str = data["base"]
        self.language: str = data["language"]
        self.nodes: Mapping[str, Node] = data["things"]

    def coded(self) -> CodedDebate:
        debate = self.nodes[self.base]
        coded = CodedDebate(self.record(debate, records.Debate))
        coded.debate |= {"iri": self.base, "language": self.language}
        coded.debate["question"] = text_of(self.nodes[debate["question"]]["text"])
        coded.debate |= filled(licence=debate.get("license"))
        for key, node in self.nodes.items():
            self.entity(key, node, coded)
        for key, node in self.nodes.items():
            if node["type"] == "Statement":
                statements = coded.sources[_id(node["source"])]["statements"]
                statements.append(cast("Any", self.statement(key, node)))
        for node in self.nodes.values():
            self.argument(node, coded)
        for source in coded.sources.values():
            source["statements"].sort(key=_order)
        return coded

    def entity(self, key: str, node: Node, coded: CodedDebate) -> None:
        """Put an entity or a source into the coded debate."""
        kind, _, name = key.partition("/")
        if kind in _FILES and "/" not in name and node["type"] != "Membership":
            file, model = _FILES[kind]
            coded.files()[file][name] = self.record(node, model)
            if kind == "actor":
                coded.files()[file][name] |= self.actor(node)
        elif kind == "context" and "/" not in name:
            coded.context[name] = self.fact(node)
        elif node["type"] == "Attribute":
            of = sorted(_id(value).removeprefix("od:").lower() for value in
                        as_list(node["attributeOf"]))  # fmt: skip
            attribute = {"label": text_of(node["label"]), "of": of, "type": node["attributeType"]}
            coded.debate.setdefault("attributes", {})[name] = attribute
        elif node["type"] == "Source":
            coded.sources[name] = {"source": cast("Any", self.source(node)), "statements": []}

    def record(self, node: Node, model: type[BaseModel]) -> Record:
        """Return the fields of a record, but those that are records themselves."""
        fields = {field.alias or key: field for key, field in model.model_fields.items()}
        record: Record = filled(
            {
                key: self.value(key, field, node, model)
                for key, field in fields.items()
                if not nested_model(field) and key != "attributes"
            },
            attributes=self.attributes(node),
        )
        return record

    def attributes(self, node: Node) -> dict[str, str]:
        """Return the study's own attributes of an entity or statement."""
        start = f"{self.base}attribute/"
        return {key.removeprefix(start): text_of(value) for key, value in node.items()
                if key.startswith(start)}  # fmt: skip

    def value(self, key: str, field: FieldInfo, node: Node, model: type[BaseModel]) -> Any:
        if key in _DATES:
            return _date(node)
        if moment := _MOMENTS.get(key):
            return (_date(self.nodes[node[moment]]) or UNKNOWN) if moment in node else None
        if choices := _choices(field.annotation):
            kind = model.__name__.lower()
            term = f"{kind}Kind" if key == "kind" else key
            of = kind if key == "kind" and kind in {"event", "source"} else ""
            return _words(choices, of)[node[term]] if term in node else None
        term = _TERMS.get(key) or re.sub("_(.)", lambda match: match[1].upper(), key)
        values = [self.plain(value) for value in as_list(node.get(term))]
        return values if get_origin(field.annotation) is tuple else next(iter(values), None)

    def plain(self, value: Any) -> Any:
        """Return a text, number, id or code as it stands in a coding file."""
        if isinstance(value, Mapping):
            return value["@value"]
        if isinstance(value, str) and value in self.nodes:
            return _id(value)
        if isinstance(value, str) and value.startswith("od:"):
            return value.removeprefix("od:").lower()  # the ontology's own topics
        return value

    def actor(self, node: Node) -> Record:
        memberships = sorted(as_list(node.get("hasMembership")), key=lambda key: int(_id(key)))
        fields = [self.record(self.nodes[key], records.Membership) for key in memberships]
        record: Record = filled(kind=node["type"].lower(), memberships=fields)
        return record

    def fact(self, node: Node) -> Record:
        departures = sorted(key.partition("/")[2] for key in as_list(node.get("departsFrom")))
        record: Record = filled(
            self.record(node, records.ContextFact),
            departs_from=departures,
            reference=self.record(self.nodes[node["reference"]], records.Reference),
        )
        return record

    def source(self, node: Node) -> Record:
        record = self.record(node, records.Source)
        narrator = record.pop("narrator", None)
        if narrator != records.Source.model_validate(record).effective_narrator:
            record["narrator"] = narrator
        keys = ("from", "to", "paragraphs", "words", "sha256")
        source: Record = filled(
            record,
            attribution=[_with_keys(passage, _PASSAGE) for passage in node.get("attribution", ())],
            text=_with_keys(node, keys),
        )
        return source

    def statement(self, key: str, node: Node) -> Record:
        source = self.nodes[node["source"]]
        record = {"id": _id(key), **self.record(node, records.Statement)}
        speakers = [_id(speaker) for speaker in as_list(node["speaker"])]
        source_record = records.Source.model_validate(self.source(source))
        is_voice = is_source_voice(source_record, record["mode"], speakers)
        date, stance = record.get("said"), record["stance"]
        statement: Record = filled(
            record,
            speaker=None if is_voice else speakers,
            stance=without_default(stance),
            said=date if date != _date(source) else None,
            at=[_with_keys(passage, _PASSAGE) for passage in node.get("passage", ())] or UNKNOWN,
        )
        if "affiliation" in node or "capacity" in node:
            statement["as"] = _id(node.get("affiliation", "")) or self.plain(node["capacity"])
        return statement

    def argument(self, node: Node, coded: CodedDebate) -> None:
        """Put an argument into the claim that the coder drew it from, or the statement."""
        if node["type"] == "Undercut":
            undercuts = coded.claims[_id(node["premise"])].setdefault("undercuts", [])
            for premise, conclusion in dict.fromkeys(map(self.step, as_list(node["undercuts"]))):
                undercuts.append({"premise": premise, "conclusion": conclusion})
        elif node["type"] in ARGUMENTS:
            premise, conclusion = self.ends(node)
            if "statedIn" in node:
                _, slug, name = node["statedIn"].split("/")
                statements = coded.sources[slug]["statements"]
                statement = next(item for item in statements if item["id"] == name)
                statement.setdefault("because", []).append(premise)
            else:
                claim = cast("Record", coded.claims[premise])
                claim.setdefault(ARGUMENTS[node["type"]], []).append(conclusion)

    def step(self, key: str) -> tuple[str, str]:
        return self.ends(self.nodes[key])

    def ends(self, node: Node) -> tuple[str, str]:
        return _id(node["premise"]), _id(node["conclusion"])


def _id(key: str) -> str:
    return key.rpartition("/")[2]


def _date(node: Node) -> str:
    return edtf(node.get("earliest"), node.get("latest")) or ""


def _order(statement: Any) -> tuple[int, str]:
    paragraphs = [passage.get("paragraph") for passage in passages_of(statement)]
    return next(iter(paragraphs), None) or 0, statement["id"]


def _with_keys(node: Node, keys: tuple[str, ...]) -> Record:
    return {key: node[key] for key in keys if key in node}


def _choices(annotation: Any) -> tuple[str, ...]:
    """Return the words of which a field has one; none where it has other values."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next((words for inner in get_args(annotation) if (words := _choices(inner))), ())


@cache
def _words(words: tuple[str, ...], of: str) -> dict[str, str]:
    """Return the word of the coding files for each code of the graph."""
    return {f"od:{code(word, of).value.removeprefix(PREFIXES['od'])}": word for word in words}
