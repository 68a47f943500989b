"""What only our own Argdown documents tell: statements with their passages, and named steps.

An argument with ``statement`` in its data tells the reasons of that statement; one with
``basis`` names a step that is told elsewhere, so that it can be undercut.
"""

from __future__ import annotations

from opendebate.exchange.argdown.claims import Claims
from opendebate.exchange.argdown.front import listed, own_records
from opendebate.exchange.argdown.model import Model
from opendebate.exchange.argdown.relations import Relations
from opendebate.exchange.argdown.speakers import Speakers, own_entries
from opendebate.exchange.argdown.things import Argument
from opendebate.exchange.argdown.tree import Data, Document
from opendebate.exchange.draft import Record


def restore(
    document: Document, model: Model, claims: Claims, speakers: Speakers, relations: Relations
) -> None:
    """Put back the statements that we wrote, their reasons and their order; learn the steps."""
    said: dict[str, Record] = {}
    for thing in model.classes:
        for element in thing.members:
            for entry in own_entries(element.data, claims.draft):
                made = speakers.restore(entry, claims.ids[thing], element)
                said[f"{entry['source']}/{made['id']}"] = made
    for argument in filter(claims.is_step, model.arguments):
        assert isinstance(argument, Argument)
        _named(argument, model, claims, relations, said)
    _sort(own_records(document.front), claims)


def _named(
    argument: Argument, model: Model, claims: Claims, relations: Relations, said: dict[str, Record]
) -> None:
    ids = claims.ids
    ties = [one for one in model.ties if argument in {one.source, one.target}]
    premises = [ids[p] for step in argument.steps for p in step.premises]
    premises += [ids[tie.source] for tie in ties if tie.kind == "support" and tie.source in ids]
    ends = [ids[step.conclusion] for step in argument.steps[-1:]]
    ends += [ids[tie.target] for tie in ties if tie.kind == "attack" and tie.target in ids]
    statement = said.get(str(argument.data.get("statement")))
    if statement and premises:
        statement["because"] = premises
    for end in ends:
        for premise in premises:
            relations.known.setdefault(argument, {})[premise, end] = None


def _sort(own: Data, claims: Claims) -> None:
    """Put the statements of each source into the order that its record tells."""
    sources = own.get("sources")
    for slug, source in claims.draft.sources.items():
        told = sources.get(slug) if isinstance(sources, dict) else None
        order = listed(told.get("order")) if isinstance(told, dict) else []
        place = {name: n for n, name in enumerate(order) if isinstance(name, str)}
        source["statements"].sort(key=lambda one: place.get(one["id"], len(place)))
