"""Who a drafter means by a speaker's name: a registered actor, or somebody whom the text names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import get_args

from opendebate.coding.folder import KINDS, Coding
from opendebate.coding.new_ids import free_id, name_id
from opendebate.coding.records import Actor, ActorKind
from opendebate.coding.text import Text
from opendebate.coding.tokenizer import folded_words, joined_words
from opendebate.coding.transcripts import speakers
from opendebate.coding.yaml_reader import visible

MAX_NAME = 200  # characters of a speaker's name
NARRATOR = frozenset({"narrator", "the narrator", "none", "null", "erzähler", "narrateur"})
MAX_NAME_WORDS = 7  # with more, it is a sentence rather than a name
_MIN_LAST_NAME = 3  # letters of a last name that may stand for a person
# How newspapers and broadcasters are called: The Courier, Averley Post, Stadtanzeiger.
_MEDIA = frozenset(
    """bbc blog cnn chronicle courier daily dispatch echo gazette globe guardian herald
    independent journal kurier magazin magazine mail mirror news newspaper npr observer
    online pbs podcast post press presse radio redaktion review spectator standard
    telegraph times tribune tv weekly""".split()  # noqa: SIM905
)
_ENDS_OF_MEDIA = ("zeitung", "blatt", "anzeiger", "spiegel", "rundfunk")
_ARTICLES = frozenset({"the", "der", "die", "das", "le", "la", "el", "il"})
_KINDS = get_args(ActorKind)
_DESCRIPTION = re.compile(r"\s*[(,;]")  # as in: Ada Brook (Greens); Ada Brook, the mayor
_TITLE = re.compile(r"(?:(?:Prof|Dr|Mr|Mrs|Ms|Herr|Frau|Mme|Sr|Sra|Dipl|Ing|habil)\b\.?[ -]*)+")


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
    _taken: set[str] = field(default_factory=set)  # ids of all entities

    def __post_init__(self) -> None:
        self._labels = frozenset(speakers(self.article))
        self._taken.update(*(getattr(self.coding, kind) for kind in KINDS))
        last_names: dict[str, set[str]] = {}
        for name, actor in self.coding.actors.items():
            for written in names_of(actor):
                self._by_name.setdefault(joined_words(written), name)
            if actor.kind == "person":
                last_names.setdefault(joined_words(actor.name.split()[-1]), set()).add(name)
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
        plain = _DESCRIPTION.split(written)[0]
        for name in (written, plain):
            if actor := self._called(name):
                return actor
        name = next(filter(None, map(self._as_in_text, (written, written.replace("-", " ")))), "")
        if not name and (name := self._as_in_text(plain)) and not name[0].isupper():
            name = ""  # a noun and what follows it name nobody
        return self._propose(name, kind) if name else ""

    def expect(self, names: Iterable[tuple[str, str]]) -> None:
        """Note the full names of a draft, each with its kind, so that shorter ones mean them.

        Of two names that end in the same name, such as one with an office before it, the shorter
        comes first.
        """
        full = {name: kind for name, kind in names if len(name.split()) > 1}
        for name in sorted(full, key=lambda name: len(name.split())):
            self.resolve(name, full[name])

    def _called(self, written: str) -> str:
        """Return who has a name, or the name that it ends in behind an office or title."""
        run = joined_words(written).split()
        for first in range(max(1, len(run) - 1)):  # at least two words, where there are more
            if actor := self._by_name.get(" ".join(run[first:])):
                return actor if not first or self._is_person(actor) else ""
        return ""

    def _is_person(self, name: str) -> bool:
        actor = self.coding.actors.get(name)
        return (actor.kind if actor else self.proposed[name]["kind"]) == "person"

    def _propose(self, name: str, kind: str) -> str:
        if kind not in _KINDS:
            is_body = (name.isupper() and name.isalpha()) or _is_medium(name)
            kind = "organization" if is_body else "person"
        plain = (_TITLE.sub("", name, count=1) or name) if kind == "person" else name
        new = free_id(name_id(plain, "actor"), self._taken)
        self._taken.add(new)
        self._by_name[joined_words(name)] = new
        name = plain
        self.proposed[new] = {"name": visible(name), "kind": kind}
        self._by_name[joined_words(name)] = new
        last = name.split()[-1]
        if kind == "person" and len(last) > _MIN_LAST_NAME and last[0].isupper():
            self._by_name.setdefault(joined_words(last), new)
        return new

    def _as_in_text(self, written: str) -> str:
        """Return a name as the article writes it; a speaker's label stays as it is.

        It is empty if the article does not have the name.
        """
        if written in self._labels:
            return written
        if not written or len(written) > MAX_NAME:
            return ""
        run = folded_words(written)
        starts = self.article.occurrences(run) if 0 < len(run) <= MAX_NAME_WORDS else []
        spellings = [self.article.slice(start, start + len(run)) for start in starts]
        # Of several spellings, the one with the most capitals is the name.
        return max(spellings, key=lambda name: sum(map(str.isupper, name)), default="")


def _is_medium(name: str) -> bool:
    """Tell whether a name is that of a newspaper or the like, which asks in an interview."""
    first, *_, last = folded_words(name) * 2 or ["", ""]
    return last in _MEDIA or last.endswith(_ENDS_OF_MEDIA) or (
        first in _ARTICLES and len(name.split()) > 1
    )  # fmt: skip


def names_of(actor: Actor) -> tuple[str, ...]:
    """Return all names of an actor."""
    return (actor.name, *actor.other_names, *actor.former_names)
