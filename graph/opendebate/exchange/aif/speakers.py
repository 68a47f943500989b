"""Who speaks in a document that is written: its participants, and its records of locutions."""

from __future__ import annotations

from opendebate.exchange.aif.frame import NEVER, Frame
from opendebate.exchange.aif.graph import KEPT, marked
from opendebate.exchange.aif.people import whole_name
from opendebate.exchange.draft import Draft, Record


class Speakers:
    """Numbers participants, and says who utters each locution and when.

    Parameters
    ----------
    draft : Draft
    frame : Frame
        What the file had that the debate was imported from.

    Attributes
    ----------
    participants : dict of str to dict
        By number.
    locutions : list of dict
    """

    def __init__(self, draft: Draft, frame: Frame) -> None:
        self.draft, self.frame = draft, frame
        self.participants: dict[str, Record] = {}
        self.locutions: list[Record] = []
        self._numbers: dict[str, str] = {}  # of things that speak
        self._named: dict[str, str] = {}  # of names that nothing has claimed yet
        self._reserved = {bone.person_id for bone in frame.bones.values()}
        self._next = 1
        for number, *parts in frame.participants:
            self._add(number, parts[0], parts[1])
            self._named.setdefault(whole_name(*parts), number)

    def name(self, thing: str) -> str:
        """Return what a speaker or carrier is called."""
        for things in (self.draft.actors, self.draft.policies):
            if thing in things:
                return str(things[thing]["name"])
        source = self.draft.sources.get(thing)
        return str(source["source"]["title"]) if source else thing

    def record(self, node: str, name: str, thing: str, said: str = "", published: str = "") -> None:
        """Put in who utters a locution, and when.

        Parameters
        ----------
        node : str
        name, thing : str
            What the speaker is called, and its id.
        said, published : str
            The day of the statement, where it has one of its own, and that of its source.
        """
        bone = self.frame.bones.get(node)
        known = {} if bone is None else bone.model_dump()
        start = known.get("start", "")
        if said and not start.startswith(said):
            start = said  # the coding says otherwise
        elif not start and not known.get("recorded"):
            start = published
        self.locutions.append({
            "nodeID": node,
            "personID": self._number(name, thing, known.get("person_id", "")),
            "timestamp": known.get("recorded") or NEVER,
            "start": _time(start),
            "end": known.get("end") or None,
            "source": known.get("origin") or None,
        })  # fmt: skip

    def _number(self, name: str, thing: str, wanted: str) -> str:
        """Return the number of a participant, who is put in if not there yet.

        Of a locution without a name no more is known than the number that the file gave.
        """
        if not name or (wanted in self.participants and self._is(wanted, name)):
            number = wanted
        elif thing in self._numbers:
            return self._numbers[thing]
        elif name in self._named:
            number = self._named.pop(name)
        else:
            first, _, last = name.rpartition(" ")
            number = wanted if wanted and wanted not in self.participants else self._free()
            self._add(number, first, last)
        self._numbers.setdefault(thing or number, number)
        if thing in self.draft.actors:
            self.participants[number].setdefault(KEPT, thing)
        return number

    def _is(self, number: str, name: str) -> bool:
        one = self.participants[number]
        return whole_name(one["firstname"], one["surname"]) == marked(name)

    def _add(self, number: str, first: str, last: str) -> None:
        names = {"firstname": marked(first), "surname": marked(last)}
        self.participants[number] = {"participantID": number, **names}

    def _free(self) -> str:
        while str(self._next) in self.participants.keys() | self._reserved:
            self._next += 1
        return str(self._next)


def _time(start: str) -> str | None:
    """Return a time as AIFdb writes it; None for what tells no day, such as a month."""
    if len(start) == len("2024-04-30"):
        return f"{start} 00:00:00"
    return start if len(start) > len("2024-04-30") and "/" not in start else None
