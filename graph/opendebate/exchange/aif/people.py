"""Participants and locutions: who utters what and when, beside the nodes of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opendebate.coding.field_types import MAX_TEXT
from opendebate.exchange.aif.graph import SHORT, Graph, clean, marked, plain
from opendebate.exchange.aif.skeleton import NEVER, AifSkeleton
from opendebate.exchange.aif.speaker_names import Names
from opendebate.exchange.coded_debate import CodedDebate, Record
from opendebate.exchange.extension import KEY
from opendebate.exchange.report import day_of
from opendebate.shortening import cut

_PARTICIPANT = {"participantID", "firstname", "surname", KEY}
_LOCUTION = ("personID", "timestamp", "start", "end", "source")
_BY_NAME = ("speaker", "name", "person", "participant", "author")  # keys of some tools
_NONE = {"none", "null", "n/a"}  # what some tools write for no surname


def read_participants(entries: list[Any], graph: Graph) -> dict[str, str]:
    """Return the participants' names by their numbers."""
    names: dict[str, str] = {}
    for position, entry in enumerate(entries):
        number = clean(entry.get("participantID"))[:SHORT] if isinstance(entry, dict) else ""
        name = _name(entry) if number else ""
        if not name:
            problem = "Participants left out because they have no number or no name"
            graph.report.note(problem, f"participants[{position}]")
            continue
        graph.counts["participants"] += 1
        names.setdefault(number, name)
        first, last = (cut(plain(entry.get(key)), MAX_TEXT) for key in ("firstname", "surname"))
        graph.participants.setdefault(number, (first, last))
        if isinstance(entry.get(KEY), str):
            graph.actors[name] = entry[KEY]
        graph.unread["participants"].update(entry.keys() - _PARTICIPANT)
    return names


def _name(entry: Mapping[str, Any]) -> str:
    """Return the full name of a participant or of whoever utters a locution."""
    return cut(full_name(plain(entry.get("firstname")), plain(entry.get("surname"))), MAX_TEXT)


def full_name(firstname: str, surname: str) -> str:
    """Return a first name and a surname as a name; some tools write None for no surname.

    Examples
    --------
    >>> full_name("Ida", "Moss"), full_name("Ida", "None")
    ('Ida Moss', 'Ida')
    """
    names = (firstname, surname)
    return " ".join(name for name in names if name and name.casefold() not in _NONE)


def read_locutions(entries: list[Any], names: Mapping[str, str], graph: Graph) -> None:
    """Give locutions their speakers and times, where the file has entries for them."""
    looks = Names()
    for entry in entries:
        graph.counts["locutions"] += 1
        name = clean(entry.get("nodeID")) if isinstance(entry, dict) else ""
        node = graph.nodes.get(name)
        reason = "there is no such L-node"
        if node and node.type == "L":
            reason = "their L-node has one already" if node.record else ""
        if node is None or reason:
            graph.report.note(f"Records of locutions left out because {reason}", name)
            continue
        node.record = {key: clean(entry.get(key))[:SHORT] for key in _LOCUTION}
        node.person = cut(_speaker(entry, names, looks), MAX_TEXT)
        node.start = day_of(node.record["start"])
        keys = entry.keys() - {"nodeID", *_LOCUTION, *_BY_NAME}
        graph.unread["locutions"].update(key for key in keys if entry[key] is not None)


def _speaker(entry: Mapping[str, Any], names: Mapping[str, str], looks: Names) -> str:
    """Return who utters a locution: by number, or by name in the record itself."""
    number = clean(entry.get("personID"))
    if number in names:
        return names[number]
    by_name = (plain(entry[key]) for key in _BY_NAME if isinstance(entry.get(key), str))
    if name := next(by_name, "") or _name(entry):
        return name
    return "" if number.isdigit() or not number or not looks.is_name(number) else plain(number)


class People:
    """The participants and records of locutions of a document that is written.

    Those of the file that the debate was imported from come first.
    """

    def __init__(self, coded: CodedDebate, skeleton: AifSkeleton) -> None:
        self.coded, self.skeleton = coded, skeleton
        self.participants: dict[str, Record] = {}  # by number
        self.locutions: list[Record] = []
        self._numbers: dict[str, str] = {}  # of actors, policies and sources that speak
        self._by_name: dict[str, str] = {}  # numbers that no actor has yet
        self._reserved = {node.person_id for node in skeleton.sources.values()}
        self._counter = 1
        for number, firstname, surname in skeleton.participants:
            self._add(number, firstname, surname)
            self._by_name.setdefault(full_name(firstname, surname), number)

    def name(self, speaker: str) -> str:
        """Return what a speaker or carrier is called."""
        if entity := self.coded.actors.get(speaker) or self.coded.policies.get(speaker):
            return str(entity["name"])
        source = self.coded.sources.get(speaker)
        return source["source"]["title"] if source else speaker

    def record(
        self, node: str, name: str, speaker: str, date: str = "", published: str = ""
    ) -> None:
        """Put in who utters a locution, and when.

        Parameters
        ----------
        node : str
        name, speaker : str
            What the speaker is called, and its id.
        date, published : str
            The day of the statement, where it has one, and that of its source.
        """
        source = self.skeleton.sources.get(node)
        fields = {} if source is None else source.model_dump()
        start = fields.get("start", "")
        if date and not start.startswith(date):
            start = date  # the coding says otherwise
        elif not start and not fields.get("recorded"):
            start = published
        self.locutions.append({
            "nodeID": node,
            "personID": self._number(name, speaker, fields.get("person_id", "")),
            "timestamp": fields.get("recorded") or NEVER,
            "start": _time(start),
            "end": fields.get("end") or None,
            "source": fields.get("origin") or None,
        })  # fmt: skip

    def _number(self, name: str, speaker: str, number: str) -> str:
        """Return the number of a participant, who is added if missing.

        Of a locution without a name only the number of the file is known.
        """
        if not name or (number in self.participants and self._is_called(number, name)):
            pass
        elif speaker in self._numbers:
            return self._numbers[speaker]
        elif name in self._by_name:
            number = self._by_name.pop(name)
        else:
            firstname, _, surname = name.rpartition(" ")
            number = number if number and number not in self.participants else self._free()
            self._add(number, firstname, surname)
        self._numbers.setdefault(speaker or number, number)
        if speaker in self.coded.actors:
            self.participants[number].setdefault(KEY, speaker)
        return number

    def _is_called(self, number: str, name: str) -> bool:
        entry = self.participants[number]
        return full_name(entry["firstname"], entry["surname"]) == marked(name)

    def _add(self, number: str, firstname: str, surname: str) -> None:
        names = {"firstname": marked(firstname), "surname": marked(surname)}
        self.participants[number] = {"participantID": number, **names}

    def _free(self) -> str:
        while str(self._counter) in self.participants.keys() | self._reserved:
            self._counter += 1
        return str(self._counter)


def _time(start: str) -> str | None:
    """Return a time as AIFdb writes it; None for what names no day, such as a month."""
    if len(start) == len("2024-04-30"):
        return f"{start} 00:00:00"
    return start if len(start) > len("2024-04-30") and "/" not in start else None
