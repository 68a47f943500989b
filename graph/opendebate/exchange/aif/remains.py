"""What an AIF file holds besides the coding: its nodes without their words, and its edges.

A coding has no place for a locution that takes no stance, for the name of an argument scheme, or
for premises that are linked in one step. So that an export to AIF gives back the graph that was
imported, the frame of that graph is kept beside the coding: each node with what it stands for
there, in ids, and never with words of the dialogue. Beside it stand the participants.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from opendebate.coding import records
from opendebate.errors import InputError
from opendebate.exchange.aif.account import Key
from opendebate.exchange.aif.graph import LONG, SHORT, Node, cut
from opendebate.exchange.aif.locutions import Locution
from opendebate.exchange.aif.state import Reading
from opendebate.exchange.draft import Draft, Record

_NAMED = {"RA", "CA", "MA", "YA", "TA", "PA"}  # whose text is the name of a scheme
_Short = Field(default="", max_length=SHORT)
_Word = Annotated[str, Field(max_length=SHORT)]
_Name = Annotated[str, Field(max_length=LONG)]
_Edge = Annotated[tuple[_Word, ...], Field(min_length=2, max_length=3)]


class Bone(BaseModel):
    """A node without its words.

    Attributes
    ----------
    id, type, scheme, scheme_id, timestamp : str
        As in the file.
    spelling : str
        Of a node that is called by its scheme: its text, where that is not the scheme's name.
    made : tuple of Key
        What it stands for in the coding.
    label : str
        Of a locution: what comes before its words, such as ``"Ann Lee : "``.
    person : str
        Of a locution: the participant's name.
    person_id, start, end, recorded, origin : str
        Of a locution: what the file says of it under ``locutions``.
    source : str
        Of a locution: the source that the dialogue became.
    at : passage or None
        Of a locution that stands for nothing: where its words are in the dialogue's text.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(max_length=SHORT)
    type: str = Field(max_length=12)
    scheme: str = _Short
    scheme_id: str = _Short
    spelling: str = _Short
    timestamp: str = _Short
    made: tuple[Key, ...] = ()
    label: str = _Short
    person: str = _Short
    person_id: str = _Short
    start: str = _Short
    end: str = _Short
    recorded: str = _Short
    origin: str = _Short
    source: str = _Short
    at: records.Passage | None = None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    about: str = ""
    nodes: tuple[Bone, ...] = ()
    edges: tuple[_Edge, ...] = ()
    participants: tuple[tuple[_Word, _Name, _Name], ...] = ()
    fulfilled: dict[_Word, tuple[dict[_Word, _Word], ...]] = {}


@dataclass(slots=True)
class Remains:
    """The frame of an AIF graph.

    Attributes
    ----------
    bones : dict of str to Bone
        By node, in the order of the file.
    edges : list of tuple of str
        From, to and, where there is one, the edge's own id.
    participants : list of (str, str, str)
        Number, first name and surname.
    fulfilled : dict of str to list of dict
        What the file says of the schemes of its nodes, by its key.
    """

    bones: dict[str, Bone] = field(default_factory=dict)
    edges: list[tuple[str, ...]] = field(default_factory=list)
    participants: list[tuple[str, str, str]] = field(default_factory=list)
    fulfilled: dict[str, list[dict[str, str]]] = field(default_factory=dict)


ABOUT = (
    "The frame of the AIF graph that this debate was imported from, without its words. "
    "'opendebate export aif' gives that graph back with its help. Nothing else reads it."
)


def remains_of(reading: Reading) -> Record:
    """Return the frame of a graph that was read, as plain data."""
    graph, places = reading.graph, _places(reading)
    nodes = []
    for node in graph.nodes.values():
        bone: Record = {"id": node.id, "type": node.type, **_named(node)}
        if made := reading.account.made.get(node.id):
            bone["made"] = [list(key) for key in made]
        if node.type == "L":
            bone |= _spoken(reading.dialogue.all[node.id], places, reading, made=bool(made))
        nodes.append(bone)
    ends = zip(graph.edges, graph.edge_ids, strict=True)
    found: Record = {
        "about": ABOUT,
        "nodes": nodes,
        "edges": [[*way, name] if name else list(way) for way, name in ends],
    }
    if graph.participants:
        found["participants"] = [[number, *name] for number, name in graph.participants.items()]
    return found | ({"fulfilled": graph.fulfilled} if graph.fulfilled else {})


def _named(node: Node) -> Record:
    """Return what a file says of a node besides what the coding tells."""
    named = node.type in _NAMED
    found = {
        "scheme": cut(node.scheme, SHORT) if named else "",
        "scheme_id": node.scheme_id,
        "spelling": cut(node.text, SHORT) if named and node.text != node.scheme else "",
        "timestamp": node.timestamp,
    }
    return {key: value for key, value in found.items() if value}


def _places(reading: Reading) -> dict[tuple[str, str], Record]:
    """Return where in the text each of its locutions stands, by speaker and words."""
    found = (reading.dialogue.all[name] for name in reading.dialogue.uttered)
    return {(one.name, one.words): one.at for one in found if one.at}


def _spoken(
    one: Locution, places: Mapping[tuple[str, str], Record], reading: Reading, *, made: bool
) -> Record:
    kept = one.node.kept
    label = one.node.text.removesuffix(one.words)
    at = one.at or kept.get("at") or places.get((one.name, one.words))
    found = {
        "label": label[:SHORT],
        "person": one.node.person[:SHORT],
        "person_id": one.node.record.get("personID"),
        "start": one.node.record.get("start") or one.node.start,
        "end": one.node.record.get("end"),
        "recorded": one.node.record.get("timestamp"),
        "origin": one.node.record.get("source"),
        "source": kept.get("source") or reading.slug,
        "at": at if not made else None,
    }
    return {key: value for key, value in found.items() if value}


def read_remains(draft: Draft) -> Remains:
    """Return the frame that a draft carries along, checked; an empty one where it has none.

    Raises
    ------
    InputError
        If it is not of the form that `remains_of` gives.
    """
    try:
        file = _File.model_validate(draft.remains.get("aif") or {})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise InputError(
            f"{'.'.join(map(str, first['loc']))}: {first['msg'].rstrip('.')}.",
            where="remains/aif.json",
            advice="Delete the file: the export then has what the coding holds.",
        ) from error
    bones = {bone.id: bone for bone in file.nodes}
    return Remains(
        bones,
        [edge for edge in file.edges if edge[0] in bones and edge[1] in bones],
        list(file.participants),
        {key: list(entries) for key, entries in file.fulfilled.items()},
    )


def held(draft: Draft) -> set[Key]:
    """Return everything that a node may stand for in a draft."""
    keys: set[Key] = {("claim", name) for name in draft.claims}
    for name, claim in draft.claims.items():
        for relation in ("supports", "attacks", "rephrases"):
            keys |= {(relation, name, other) for other in claim.get(relation, ())}
        keys |= {("restating", name, other) for other in claim.get("rephrases", ())}
        for step in claim.get("undercuts", ()):
            keys.add(("undercuts", name, step["premise"], step["conclusion"]))
    for slug, source in draft.sources.items():
        for one in source["statements"]:
            keys |= _of_statement(slug, one)
    return keys


def _of_statement(slug: str, one: Record) -> set[Key]:
    here = (slug, str(one["id"]))
    keys: set[Key] = {
        ("statement", *here, one["claim"], one.get("stance", "affirms")),
        ("spot", *here, *one.get("speaker", ())),
    }
    for n, carrier in enumerate(one.get("via", ()), 1):
        keys |= {("carrier", *here, str(n), carrier), ("report", *here, str(n), carrier)}
    for premise in one.get("because", ()):
        keys |= {("because", *here, premise), ("arguing", *here, premise)}
    return keys | {("reply", *here, other) for other in one.get("replies_to", ())}


def is_alive(bone: Bone, keys: set[Key]) -> bool:
    """Tell whether the coding still has what a node stands for.

    Many statements may be made in one locution; any other node stands for all or nothing.
    """
    if not bone.made:
        return True
    return (any if bone.type == "L" else all)(key in keys for key in bone.made)


def words_of(bone: Bone) -> dict[str, Any]:
    """Return a passage in the form of a coding file's, for finding its words."""
    return bone.at.model_dump(by_alias=True, exclude_none=True) if bone.at else {}
