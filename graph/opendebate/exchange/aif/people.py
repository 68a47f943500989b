"""Participants and locutions: what a file says, beside its nodes, of who utters what and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from opendebate.exchange.aif.graph import KEPT, LONG, SHORT, Graph, clean, cut, day, note, plain
from opendebate.exchange.aif.names import Names

_PARTICIPANT = {"participantID", "firstname", "surname", KEPT}
_LOCUTION = ("personID", "timestamp", "start", "end", "source")
_BY_NAME = ("speaker", "name", "person", "participant", "author")  # keys of some tools
_NONE = {"none", "null", "n/a"}  # what some tools write for no surname


def read_participants(given: list[Any], graph: Graph) -> dict[str, str]:
    """Return the participants' names by their numbers."""
    names: dict[str, str] = {}
    odd: list[str] = []
    for n, one in enumerate(given):
        number = clean(one.get("participantID"))[:SHORT] if isinstance(one, dict) else ""
        name = _name(one) if number else ""
        if not name:
            odd.append(f"participants[{n}]")
            continue
        graph.counts["participants"] += 1
        names.setdefault(number, name)
        first, last = (cut(plain(one.get(key))) for key in ("firstname", "surname"))
        graph.participants.setdefault(number, (first, last))
        if isinstance(one.get(KEPT), str):
            graph.actors[name] = one[KEPT]
        graph.more["participants"].update(one.keys() - _PARTICIPANT)
    note(graph, odd, "Participants left out because they have no number or no name")
    return names


def _name(one: Mapping[str, Any]) -> str:
    """Return the whole name of a participant or of whoever utters a locution."""
    return cut(whole_name(plain(one.get("firstname")), plain(one.get("surname"))))


def whole_name(first: str, last: str) -> str:
    """Return a first name and a surname as a name; some tools write None for no surname.

    Examples
    --------
    >>> whole_name("Ida", "Moss"), whole_name("Ida", "None")
    ('Ida Moss', 'Ida')
    """
    return " ".join(part for part in (first, last) if part and part.casefold() not in _NONE)


def read_locutions(given: list[Any], names: Mapping[str, str], graph: Graph) -> None:
    """Give locutions their speakers and times, where the file tells them apart from the text."""
    lost, again = [], []
    looks = Names()
    for one in given:
        graph.counts["locutions"] += 1
        name = clean(one.get("nodeID")) if isinstance(one, dict) else ""
        node = graph.nodes.get(name)
        if node is None or node.type != "L":
            lost.append(name)
        elif node.record:
            again.append(name)
        else:
            node.record = {key: clean(one.get(key))[:SHORT] for key in _LOCUTION}
            node.person = cut(_speaker(one, names, looks), LONG)
            node.start = day(node.record["start"])
            graph.more["locutions"].update(
                key
                for key in one.keys() - {"nodeID", *_LOCUTION, *_BY_NAME}
                if one[key] is not None
            )
    note(graph, lost, "Records of locutions left out because there is no such L-node")
    note(graph, again, "Records of locutions left out because their L-node has one already")


def _speaker(one: Mapping[str, Any], names: Mapping[str, str], looks: Names) -> str:
    """Return who utters a locution: by number, or by name in the record itself."""
    number = clean(one.get("personID"))
    if number in names:
        return names[number]
    named = next((plain(one[key]) for key in _BY_NAME if isinstance(one.get(key), str)), "")
    if named or (named := _name(one)):
        return named
    return "" if number.isdigit() or not number or not looks.is_name(number) else plain(number)
