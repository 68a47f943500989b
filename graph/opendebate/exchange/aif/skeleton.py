"""The skeleton of an AIF graph: its nodes without their words, and its edges.

A coding has no place for a locution that takes no stance, for the name of an argument scheme, or
for premises that are linked in one step. So that an export to AIF writes the graph that was
imported, its skeleton stands beside the coding: each node with what it stands for there, in ids,
and never with words of the dialogue; and the participants.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, cast

from pydantic import ConfigDict, Field

from opendebate.coding import records
from opendebate.coding.field_types import MAX_TEXT
from opendebate.exchange.aif.context import AifContext, Key
from opendebate.exchange.aif.graph import SHORT, AifNode, marked
from opendebate.exchange.aif.locutions import Locution
from opendebate.exchange.aif.schemes import IDS
from opendebate.exchange.coded_debate import CodedDebate, PassageData, Record, StatementData, filled
from opendebate.exchange.extension import KEY, first_fault
from opendebate.exchange.skeleton import Form, skeleton_of
from opendebate.shortening import cut
from opendebate.stances import stance_of

NEVER = "1970-01-01 00:00:00"  # of nodes that come from no AIF file
_WITH_SCHEME = {"RA", "CA", "MA", "YA", "TA", "PA"}  # whose text is the name of a scheme
_DESCRIPTION = (
    "The skeleton of the AIF graph that this debate was imported from, without its words. "
    "'opendebate export aif' writes that graph with its help. Nothing else reads it."
)
_Short = Annotated[str, Field(max_length=SHORT)]
_Name = Annotated[str, Field(max_length=MAX_TEXT)]
_Edge = Annotated[tuple[_Short, ...], Field(min_length=2, max_length=3)]


class SkeletonNode(Form):
    """A node without its words."""

    model_config = ConfigDict(populate_by_name=True)

    id: _Short
    type: str = Field(max_length=12)
    scheme: _Short = ""
    scheme_id: _Short = ""
    spelling: _Short = ""  # of a node that is called by its scheme: its text, where that differs
    timestamp: _Short = ""
    keys: tuple[Key, ...] = Field(default=(), alias="made")  # what it stands for in the coding
    # Of a locution: what comes before its words, such as "Ann Lee : ", and the participant's name.
    label: _Short = ""
    person: _Short = ""
    # Of a locution: its entry under ``locutions``.
    person_id: _Short = ""
    start: _Short = ""
    end: _Short = ""
    recorded: _Short = ""
    origin: _Short = ""
    source: _Short = ""  # of a locution: the source that the dialogue became
    at: records.Passage | None = None  # of a locution that stands for nothing: where its words are

    @property
    def passage(self) -> list[PassageData]:
        """The passage in the form of a coding file's, if there is one."""
        if self.at is None:
            return []
        return [cast("PassageData", self.at.model_dump(by_alias=True, exclude_none=True))]

    def is_alive(self, keys: set[Key]) -> bool:
        """Tell whether the coding still has what a node stands for.

        Many statements may be made in one locution; any other node stands for all or nothing.
        """
        if not self.keys:
            return True
        return (any if self.type == "L" else all)(key in keys for key in self.keys)

    def node(self) -> Record:
        """Return the node as a document has it."""
        return {
            "nodeID": self.id,
            "text": self.spelling or self.scheme,
            "type": self.type,
            "timestamp": self.timestamp or NEVER,
            **filled(scheme=self.scheme, schemeID=self.scheme_id or IDS.get(self.scheme)),
        }


class _File(Form):
    about: str = ""
    nodes: tuple[SkeletonNode, ...] = ()
    edges: tuple[_Edge, ...] = ()
    participants: tuple[tuple[_Short, _Name, _Name], ...] = ()
    fulfilled: dict[_Short, tuple[dict[_Short, _Short], ...]] = Field(default_factory=dict)


def make_skeleton(context: AifContext) -> Record:
    """Return the skeleton of a graph that was read, as plain data."""
    graph, dialogue = context.graph, context.dialogue
    uttered = [dialogue.all[name] for name in dialogue.uttered]
    places = {(item.name, item.words): item.at for item in uttered if item.at}
    nodes = []
    for node in graph.nodes.values():
        keys = [list(key) for key in context.outcomes.keys.get(node.id, ())]
        entry = {"id": node.id, "type": node.type, "made": keys, **_scheme(node)}
        if node.type == "L":
            entry |= _locution_fields(dialogue.all[node.id], places, context.slug)
            if keys:  # then the coding has its passage
                del entry["at"]
        nodes.append(filled(entry))
    ends = zip(graph.edges, graph.edge_ids, strict=True)
    skeleton: Record = filled(
        about=_DESCRIPTION,
        nodes=nodes,
        edges=[[*edge, name] if name else list(edge) for edge, name in ends],
        participants=[[number, *names] for number, names in graph.participants.items()],
        fulfilled=graph.fulfilled,
    )
    return skeleton


def _scheme(node: AifNode) -> Record:
    """Return what a file says of a node and the coding does not."""
    record: Record = {"scheme_id": node.scheme_id, "timestamp": node.timestamp}
    if node.type in _WITH_SCHEME:
        spelling = cut(node.text, SHORT) if node.text != node.scheme else ""
        record |= {"scheme": cut(node.scheme, SHORT), "spelling": spelling}
    return record


def _locution_fields(
    locution: Locution, places: Mapping[tuple[str, str], PassageData], slug: str
) -> Record:
    node, entry = locution.node, locution.node.record
    source, at = (node.extension.get(key) for key in ("source", "at"))
    if first_fault(records.Passage, at):  # others may have changed what this library wrote
        at = None
    return {
        "label": node.text.removesuffix(locution.words)[:SHORT],
        "person": node.person[:SHORT],
        "person_id": entry.get("personID"),
        "start": entry.get("start") or node.start,
        "end": entry.get("end"),
        "recorded": entry.get("timestamp"),
        "origin": entry.get("source"),
        "source": source[:SHORT] if isinstance(source, str) else slug,
        "at": locution.at or at or places.get((locution.name, locution.words)),
    }


@dataclass(slots=True)
class AifSkeleton:
    """Nodes that an export begins with, and that wait for their words."""

    nodes: dict[str, Record] = field(default_factory=dict)  # in the order of the file
    edges: list[tuple[str, ...]] = field(default_factory=list)  # from, to and the edge's id, if any
    participants: list[tuple[str, str, str]] = field(default_factory=list)  # number and both names
    # What the file says of the schemes of its nodes, by its key.
    fulfilled: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    sources: dict[str, SkeletonNode] = field(default_factory=dict)  # what each node is made from
    by_key: dict[Key, str] = field(default_factory=dict)  # the node that stands for something
    _number: int = 0

    @classmethod
    def of(cls, coded: CodedDebate) -> AifSkeleton:
        """Return the skeleton that a coded debate has, without what its coding no longer has.

        Raises
        ------
        InputError
            If it has not the form that `make_skeleton` gives.
        """
        file, keys = skeleton_of(coded, "aif", _File), keys_of(coded)
        skeleton = cls(participants=list(file.participants))
        for source in file.nodes:
            if source.is_alive(keys):
                skeleton.sources[source.id] = source
                skeleton.nodes[source.id] = source.node()
                skeleton.by_key.update({key: source.id for key in source.keys if key in keys})
        names = skeleton.nodes.keys()
        skeleton.edges = [edge for edge in file.edges if {edge[0], edge[1]} <= names]
        for key, entries in file.fulfilled.items():
            skeleton.fulfilled[key] = [item for item in entries if item.get("nodeID") in names]
        return skeleton

    def node_of(self, key: Key) -> str:
        """Return the node that stands for something; empty where there is none."""
        return self.by_key.get(key, "")

    def is_filled(self, name: str) -> bool:
        """Tell whether a locution has its words."""
        return bool(self.nodes[name]["text"])

    def fill(self, name: str, text: str, extension: object) -> str:
        """Give a node its words, where it has none, and its extension; return its id.

        A node that stands for several records gets no extension: its edges show them.
        """
        node = self.nodes[name]
        node["text"] = node["text"] or (marked(text) if node["type"] in {"I", "L"} else text)
        several = len(self.sources[name].keys) > 1 and node["type"] != "L"
        if extension and not several:
            node.setdefault(KEY, extension)
        return name

    def free(self, number: int) -> str:
        """Return a number, at least a given one, that no node has."""
        self._number = max(self._number + 1, number)
        while str(self._number) in self.nodes:
            self._number += 1
        return str(self._number)


def keys_of(coded: CodedDebate) -> set[Key]:
    """Return everything that a node may stand for in a coded debate."""
    keys: set[Key] = {("claim", name) for name in coded.claims}
    for name, claim in coded.claims.items():
        for relation in ("supports", "attacks", "rephrases"):
            targets = cast("list[str]", claim.get(relation, ()))
            keys |= {(relation, name, target) for target in targets}
        keys |= {("restating", name, target) for target in claim.get("rephrases", ())}
        for step in claim.get("undercuts", ()):
            keys.add(("undercuts", name, step["premise"], step["conclusion"]))
    for slug, statement in coded.statements():
        keys |= _statement_keys(slug, statement)
    return keys


def _statement_keys(slug: str, statement: StatementData) -> set[Key]:
    path = (slug, statement["id"])
    keys: set[Key] = {
        ("statement", *path, statement["claim"], stance_of(statement)),
        ("spot", *path, *statement.get("speaker", ())),
    }
    for number, carrier in enumerate(statement.get("via", ()), 1):
        keys |= {(word, *path, str(number), carrier) for word in ("carrier", "report")}
    for premise in statement.get("because", ()):
        keys |= {("because", *path, premise), ("arguing", *path, premise)}
    return keys | {("reply", *path, target) for target in statement.get("replies_to", ())}
