"""Actors by their names, as files of other tools name them."""

from __future__ import annotations

from collections import defaultdict

from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.ids import Ids


class ActorNames:
    """Finds the actors of a coded debate by name, and adds those who are missing.

    Attributes
    ----------
    added : dict of str to None
        The ids of actors that were added.
    """

    def __init__(self, coded: CodedDebate, ids: Ids) -> None:
        self.coded, self.ids = coded, ids
        self.added: dict[str, None] = {}
        self._by_name: defaultdict[str, list[str]] = defaultdict(list)
        for actor_id, actor in coded.actors.items():
            for name in (actor_id, actor["name"], *actor.get("other_names", ())):
                self._by_name[name.casefold()].append(actor_id)

    def lookup(self, name: str, *, person: bool | None = None) -> str | None:
        """Return the id of the actor of a name; with `person`, only of a person, or of none."""
        if name in self.coded.actors and person is None:
            return name
        for actor_id in self._by_name.get(name.casefold(), ()):
            if person is None or person == (self.coded.actors[actor_id]["kind"] == "person"):
                return actor_id
        return None

    def get(self, name: str, kind: str = "person", fallback: str = "speaker") -> str:
        """Return the id of the actor of a name, who is added where nobody has that name."""
        return self.lookup(name) or self.add(name, kind, fallback)

    def of_kind(self, name: str, kind: str) -> str:
        """Return the id of the person, or of another actor, of a name; who is new has the kind."""
        return self.lookup(name, person=kind == "person") or self.add(name, kind)

    def add_membership(self, person: str, organization: str) -> None:
        """Make a person a member of an organisation, once."""
        memberships = self.coded.actors[person].setdefault("memberships", [])
        if all(membership["organization"] != organization for membership in memberships):
            memberships.append({"organization": organization})

    def add(self, name: str, kind: str, fallback: str = "actor") -> str:
        """Add an actor, and return the id."""
        actor_id = self.ids.new(name, fallback)
        self.coded.actors[actor_id] = {"name": name, "kind": kind}
        self._by_name[name.casefold()].append(actor_id)
        self.added[actor_id] = None
        return actor_id
