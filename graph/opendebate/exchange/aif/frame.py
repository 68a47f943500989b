"""The frame that an export begins with: the nodes of the graph that a debate was imported from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from opendebate.exchange.aif.account import Key
from opendebate.exchange.aif.graph import KEPT, marked
from opendebate.exchange.aif.remains import Bone, held, is_alive, read_remains
from opendebate.exchange.aif.schemes import IDS
from opendebate.exchange.draft import Draft, Record

NEVER = "1970-01-01 00:00:00"  # of nodes that come from no AIF file


@dataclass(slots=True)
class Frame:
    """Nodes that are there before anything is written, and wait for their words.

    Attributes
    ----------
    nodes : dict of str to dict
        In the order of the file that was imported.
    edges : list of tuple of str
        From, to and, where there is one, the edge's own id.
    participants : list of (str, str, str)
    fulfilled : dict of str to list of dict
    bones : dict of str to Bone
    by_key : dict of Key to str
        The node that stands for something.
    """

    nodes: dict[str, Record] = field(default_factory=dict)
    edges: list[tuple[str, ...]] = field(default_factory=list)
    participants: list[tuple[str, str, str]] = field(default_factory=list)
    fulfilled: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    bones: dict[str, Bone] = field(default_factory=dict)
    by_key: dict[Key, str] = field(default_factory=dict)
    _free: int = 0

    @classmethod
    def of(cls, draft: Draft) -> Frame:
        """Return the frame that a draft carries, without what its coding no longer has."""
        remains, keys = read_remains(draft), held(draft)
        made = cls()
        for name, bone in remains.bones.items():
            if is_alive(bone, keys):
                made.bones[name] = bone
                made.nodes[name] = _node(bone)
                made.by_key.update({key: name for key in bone.made if key in keys})
        made.edges = [one for one in remains.edges if {one[0], one[1]} <= made.nodes.keys()]
        made.participants = remains.participants
        for name, entries in remains.fulfilled.items():
            made.fulfilled[name] = [one for one in entries if one.get("nodeID") in made.nodes]
        return made

    def find(self, key: Key) -> str:
        """Return the node that stands for something; empty where there is none."""
        return self.by_key.get(key, "")

    def label(self, name: str) -> str:
        """Return what comes before the words of a locution."""
        return self.bones[name].label

    def is_filled(self, name: str) -> bool:
        """Tell whether a locution has its words."""
        return bool(self.nodes[name]["text"])

    def fill(self, name: str, text: str, kept: object) -> str:
        """Give a node its words, where it has none, and what is kept with it; return its id.

        Of a node that stands for several things nothing is kept: they are read off its edges.
        """
        node = self.nodes[name]
        node["text"] = node["text"] or (marked(text) if node["type"] in {"I", "L"} else text)
        several = len(self.bones[name].made) > 1 and node["type"] != "L"
        if kept and not several:
            node.setdefault(KEPT, kept)
        return name

    def unfilled(self) -> Iterator[tuple[str, Bone]]:
        """Yield the locutions that have no words yet."""
        for name, bone in self.bones.items():
            if bone.type == "L" and not self.is_filled(name):
                yield name, bone

    def free(self, number: int) -> str:
        """Return a number from one on that no node of the frame has."""
        self._free = max(self._free + 1, number)
        while str(self._free) in self.nodes:
            self._free += 1
        return str(self._free)


def _node(bone: Bone) -> Record:
    text = bone.spelling or bone.scheme
    when = bone.timestamp or NEVER
    made: Record = {"nodeID": bone.id, "text": text, "type": bone.type, "timestamp": when}
    if bone.scheme:
        made["scheme"] = bone.scheme
    if number := bone.scheme_id or IDS.get(bone.scheme):
        made["schemeID"] = number
    return made
