"""What is read of an AIF graph so far: its claims, actors, sources and statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from opendebate.coding.field_types import MAX_ID
from opendebate.exchange.aif.account import Account, Key
from opendebate.exchange.aif.graph import Graph
from opendebate.exchange.aif.locutions import Dialogue
from opendebate.exchange.draft import Draft, Record, slug

NOBODY = "Unnamed speaker"


class Ids:
    """Free ids, in time that does not grow with how many there are.

    Parameters
    ----------
    taken : iterable of str

    Examples
    --------
    >>> ids = Ids(["ann"])
    >>> ids.new("Ann"), ids.new("Ann"), ids.new("…", "claim")
    ('ann-2', 'ann-3', 'claim')
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = {"risk", "benefit", *taken}
        self._last: Counter[str] = Counter()

    def new(self, name: str, fallback: str = "thing") -> str:
        """Return an id made of a name that nothing has, and take it."""
        whole = made = slug(name) or fallback
        while made in self.taken:
            self._last[whole] += 1
            made = f"{whole[: MAX_ID - 8]}-{self._last[whole] + 1}"
        self.taken.add(made)
        return made


@dataclass(slots=True, eq=False)
class Said:
    """A statement, and where it comes from.

    Attributes
    ----------
    source : str
        The slug of its source.
    record : dict
        As in the coding files.
    direct : list of str
        The illocutions that lead from the locution to the claim.
    """

    source: str
    record: Record
    direct: list[str] = field(default_factory=list)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks; empty for the narrator."""
        return tuple(self.record.get("speaker", ()))

    @property
    def key(self) -> Key:
        """What the illocution that makes the statement stands for."""
        stance = self.record.get("stance", "affirms")
        return ("statement", self.source, self.record["id"], self.record["claim"], stance)

    @property
    def holds(self) -> bool:
        """Whether the speaker is for the claim."""
        return self.record.get("stance", "affirms") in {"affirms", "concedes"}

    def reasons(self) -> list[str]:
        """Return the list of reasons, for one more to be added."""
        made: list[str] = self.record.setdefault("because", [])
        return made


@dataclass(frozen=True, slots=True)
class Handed:
    """How a locution comes into the dialogue.

    Attributes
    ----------
    uttered : str
        The locution in whose words it stands: itself, or the one that reports it.
    via : tuple of str
        The carriers, from the speaker outwards.
    path : tuple of (str, str)
        From without inwards, the locutions that report, and the illocutions by which they do.
    """

    uttered: str
    via: tuple[str, ...] = ()
    path: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Reading:
    """A graph on its way to a draft.

    Attributes
    ----------
    claims : dict of str to str
        The claim that each I-node became.
    said : dict of str to list of Said
        For each locution, the statements made in it.
    kept : dict of (str, str) to Said
        By source and id, the statements that this tool wrote.
    handed : dict of str to Handed
        For each locution of the dialogue, how it comes into it.
    taken : dict of (str, str, str) to Said
        Statements by locution, claim and stance.
    held : dict of (str, str, tuple) to Said
        The first statement of a source by which speakers hold a claim.
    slug : str
        The source that the dialogue became; empty where there is none.
    """

    graph: Graph
    draft: Draft
    account: Account
    ids: Ids
    dialogue: Dialogue
    claims: dict[str, str] = field(default_factory=dict)
    said: dict[str, list[Said]] = field(default_factory=dict)
    kept: dict[tuple[str, str], Said] = field(default_factory=dict)
    handed: dict[str, Handed] = field(default_factory=dict)
    taken: dict[tuple[str, str, str], Said] = field(default_factory=dict)
    held: dict[tuple[str, str, tuple[str, ...]], Said] = field(default_factory=dict)
    slug: str = ""
    guessed: Counter[str] = field(default_factory=Counter)
    _actors: dict[str, str] = field(default_factory=dict)
    _numbers: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for known, actor in self.draft.actors.items():
            self._actors.setdefault(str(actor["name"]).casefold(), known)

    def actor(self, name: str) -> str:
        """Return the id of who bears a name; one who is new is taken for a person."""
        name = name or NOBODY
        known = self.graph.actors.get(name)
        if known in self.draft.actors:
            return str(known)
        key = name.casefold()
        if key not in self._actors:
            self._actors[key] = self.ids.new(name, "speaker")
            kind = "group" if name == NOBODY else "person"
            self.draft.actors[self._actors[key]] = {"name": name, "kind": kind}
        return self._actors[key]

    def statement(self, spot: str, source: str, record: dict[str, Any]) -> Said:
        """Put a statement into its source; it gets an id if it has none."""
        if "id" not in record:
            speaker = record["speaker"][0]
            self._numbers[source, speaker] += 1
            record = {"id": f"{speaker}-{self._numbers[source, speaker]}", **record}
        made = Said(source, record)
        self.draft.sources[source]["statements"].append(record)
        self.said.setdefault(spot, []).append(made)
        claim = record["claim"]
        self.taken.setdefault((spot, claim, record.get("stance", "affirms")), made)
        if made.holds:
            self.held.setdefault((source, claim, made.speakers), made)
        return made

    def voice(self, act: str) -> tuple[str, list[str]]:
        """Return the locution in which an illocution is performed, and others it ties it to.

        An illocution hangs on a locution, or on the transition that ends in it.
        """
        own = self.graph.into(act, "L")
        if own:
            return own[0], own[1:]
        for change in self.graph.into(act, "TA"):
            ends = self.graph.out(change, "L")
            if ends:
                return ends[0], [*ends[1:], *self.graph.into(change, "L")]
        return "", []
