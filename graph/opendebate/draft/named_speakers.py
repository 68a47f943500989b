"""Who a drafter means by a speaker's name: a registered actor, or somebody whom the text names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import get_args

from opendebate.coding.folder import KINDS, Coding
from opendebate.coding.new_ids import free_id, name_id
from opendebate.coding.records import Actor, ActorKind
from opendebate.coding.text import Text
from opendebate.coding.tokenizer import tokenize
from opendebate.coding.transcripts import speakers
from opendebate.coding.yaml_reader import visible

MAX_NAME = 200  # characters of a speaker's name
MAX_NAME_WORDS = 7  # with more, it is a sentence rather than a name
_KINDS = get_args(ActorKind)


@dataclass(slots=True)
class Speakers:
    """The actors of a debate by their names, and those who are proposed.

    Attributes
    ----------
    article : Text
    coding : Coding
    proposed : dict of str to dict
        Id → record of a new actor.
    """

    article: Text
    coding: Coding
    proposed: dict[str, dict[str, str]] = field(default_factory=dict)
    _by_name: dict[str, str] = field(default_factory=dict)
    _labels: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._labels = frozenset(speakers(self.article))
        last_names: dict[str, set[str]] = {}
        for name, actor in self.coding.actors.items():
            for written in names_of(actor):
                self._by_name.setdefault(_folded(written), name)
            if actor.kind == "person":
                last_names.setdefault(_folded(actor.name.split()[-1]), set()).add(name)
        for written, ids in last_names.items():
            if len(ids) == 1:
                self._by_name.setdefault(written, *ids)

    def resolve(self, written: str, kind: str) -> str:
        """Return the id of a speaker, who may be new; an empty text if nobody is so called.

        Parameters
        ----------
        written : str
            An id or a name.
        kind : str
            What the speaker is, if known.
        """
        for name in (written, name_id(written, "")):
            if name in self.coding.actors or name in self.proposed:
                return name
        if known := self._by_name.get(_folded(written)):
            return known
        name = self._as_in_text(written) or self._as_in_text(written.replace("-", " "))
        return self._propose(name, kind) if name else ""

    def _propose(self, name: str, kind: str) -> str:
        taken = {*self.proposed, *(each for kind in KINDS for each in getattr(self.coding, kind))}
        new = free_id(name_id(name, "actor"), taken)
        self.proposed[new] = {"name": visible(name), "kind": kind if kind in _KINDS else "person"}
        self._by_name[_folded(name)] = new
        return new

    def _as_in_text(self, written: str) -> str:
        """Return a name as the article writes it; a speaker's label stays as it is.

        It is empty if the article does not have the name.
        """
        if written in self._labels:
            return written
        if not written or len(written) > MAX_NAME:
            return ""
        run = [word.text for word in tokenize(written)]
        starts = self.article.occurrences(run) if 0 < len(run) <= MAX_NAME_WORDS else []
        spellings = [self.article.slice(start, start + len(run)) for start in starts]
        # Of several spellings, the one with the most capitals is the name.
        return max(spellings, key=lambda name: sum(map(str.isupper, name)), default="")


def names_of(actor: Actor) -> tuple[str, ...]:
    """Return all names of an actor."""
    return (actor.name, *actor.other_names, *actor.former_names)


def _folded(name: str) -> str:
    return " ".join(word.text for word in tokenize(name))
