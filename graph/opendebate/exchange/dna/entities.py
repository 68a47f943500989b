"""DNA's entities as actors and claims."""

from __future__ import annotations

from opendebate.exchange.dna.importing import Import
from opendebate.exchange.dna.rows import EntityRow, change_actor, change_claim, entity_rows
from opendebate.exchange.dna.tables import Entity

_ID = "opendebate id"


def read_entities(whole: Import) -> dict[int, str]:
    """Put all persons, organizations and concepts into the draft.

    Returns
    -------
    dict of int to str
        For each entity the id of its actor or claim.
    """
    reader = _Entities(whole)
    for entity in whole.database.entities.values():
        reader.read(entity)
    for entity in whole.database.entities.values():
        reader.part_of(entity)
    return reader.ids


class _Entities:
    """Reads entities one after the other; the same name is the same thing."""

    def __init__(self, whole: Import) -> None:
        self.draft, self.roles, self.report = whole.draft, whole.roles, whole.report
        files = whole.kept.files
        self.written = entity_rows(files["actors"], files["claims"], files["topics"])
        self.ids: dict[int, str] = {}
        self.by_name: dict[tuple[str, str], str] = {}

    def read(self, entity: Entity) -> None:
        role, value = self.roles.of_entity(entity), self.report.clean(entity.value)
        if role is None or not value:  # DNA has an empty entity for "none"
            return
        known = entity.attributes.get(_ID, "")
        if known in self.written and known in self.draft.files()[role.file]:
            id_ = known
        else:
            id_ = self.known(role.kind, value) or self.new(role.kind, value)
        self.by_name[role.kind, value] = self.ids[entity.id] = id_
        self.describe(entity, id_, role.kind)

    def known(self, kind: str, value: str) -> str | None:
        kinds = ("person", "organization", "who") if kind == "who" else (kind,)
        return next(
            (self.by_name[one, value] for one in kinds if (one, value) in self.by_name), None
        )

    def new(self, kind: str, value: str) -> str:
        if kind == "concept":
            self.report.note(
                "Of concepts neither kind nor side is told: “descriptive” and “neither” are taken"
            )
            claim = {"text": value, "kind": "descriptive", "side": "neither"}
            return self.draft.add("claims", value, claim, "claim")
        if kind == "who":
            what = "Names of which it is not told whether they are persons or organizations"
            self.report.note(f"{what} are kept as groups", value)
        actor = {"name": value, "kind": "group" if kind == "who" else kind}
        return self.draft.add("actors", value, actor, "actor")

    def describe(self, entity: Entity, id_: str, kind: str) -> None:
        """Take what DNA says of an entity and its record does not, or not any more."""
        record = self.draft.claims[id_] if kind == "concept" else self.draft.actors[id_]
        written = self.written.get(id_)
        if written and entity.value != written.value:
            record["text" if kind == "concept" else "name"] = self.report.clean(entity.value)
        changes = self.changes(entity, written)
        if kind == "concept":
            for left in change_claim(record, changes):
                self.report.note("Attributes of concepts have no place", f"{id_}: {left}")
        elif changes:
            change_actor(record, changes)

    def changes(self, entity: Entity, written: EntityRow | None) -> dict[str, str]:
        before = {
            name: self.report.clean(value)
            for name, value in (written.attributes if written else {}).items()
        }
        now = {name: self.report.clean(value) for name, value in entity.attributes.items()}
        return {
            name: now.get(name, "")
            for name in {**before, **now}
            if name != _ID and now.get(name, "") != before.get(name, "")
        }

    def part_of(self, entity: Entity) -> None:
        """Make an organization a part of the one that it is a child of in DNA."""
        if entity.child_of is None or entity.id not in self.ids:
            return
        child, parent = self.ids[entity.id], self.ids.get(entity.child_of, "")
        actors = [self.draft.actors.get(one) for one in (child, parent)]
        if child != parent and all(one and one["kind"] != "person" for one in actors):
            self.draft.actors[child].setdefault("part_of", parent)
        else:
            what = "Persons and concepts that are children of others in DNA stand alone"
            self.report.note(what, entity.value)
