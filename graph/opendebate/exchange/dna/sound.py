"""Taking out of a draft what ``check`` would refuse: ids of nothing, undercuts of nothing, circles.

What is read from a database need not hang together: things can be deleted in DNA that others of
the same debate name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from opendebate.coding import records
from opendebate.coding.field_types import Refers
from opendebate.coding.folder import KINDS
from opendebate.coding.validation_messages import nested_model, refers
from opendebate.exchange.dna.report import Report
from opendebate.exchange.draft import Draft, Record

_UPWARD = {"actors": "part_of", "models": "version_of", "policies": "part_of", "topics": "broader"}


def make_sound(draft: Draft, report: Report) -> None:
    """Take out what does not hang together, and report it."""
    _References(draft, report).prune()
    for file, relation in _UPWARD.items():
        _break_hierarchy(draft.files()[file], relation, report)
    for slug, source in draft.sources.items():
        _break_reasons(slug, source, report)
    _prune_undercuts(draft, report)


class _References:
    """Takes out ids that name nothing."""

    def __init__(self, draft: Draft, report: Report) -> None:
        self.draft, self.report = draft, report
        self.ids = {KINDS[file][0]: things.keys() for file, things in draft.files().items()}
        self.ids["source"] = draft.sources.keys()

    def prune(self) -> None:
        for file, things in self.draft.files().items():
            for name, record in things.items():
                things[name] = self.pruned(record, KINDS[file][1], name)
        for slug, source in self.draft.sources.items():
            source["source"] = self.pruned(source["source"], records.Source, slug)
            source["statements"] = [
                self.pruned(one, records.Statement, f"{slug}/{one['id']}")
                for one in source["statements"]
            ]
        self.prune_departures()

    def pruned(self, record: Record, model: type[BaseModel], name: str) -> Record:
        found = dict(record)
        for key, field in ((f.alias or n, f) for n, f in model.model_fields.items()):
            if key not in found:
                continue
            mark, nested = refers(field), nested_model(field)
            if mark:
                found[key] = self.those_there(found[key], mark, name)
            elif nested and isinstance(found[key], list):
                whole = [self.pruned(one, nested, name) for one in found[key]]
                found[key] = [one for one in whole if _complete(one, nested)]
            if found[key] is None or found[key] == []:
                del found[key]
        return found

    def those_there(self, value: Any, mark: Refers, name: str) -> Any:
        if isinstance(value, list):
            return [one for one in value if self.there(one, mark, name)]
        return value if self.there(value, mark, name) else None

    def there(self, id_: Any, mark: Refers, name: str) -> bool:
        if mark.allows(id_) or any(id_ in self.ids.get(kind, ()) for kind in mark.kinds):
            return True
        self.report.note("References to what is not in the database are left out", f"{name}: {id_}")
        return False

    def prune_departures(self) -> None:
        known = set(self.draft.claims)
        for slug, source in self.draft.sources.items():
            known |= {f"{slug}/{one['id']}" for one in source["statements"]}
        for name, fact in self.draft.context.items():
            lost = [one for one in fact.get("departs_from", ()) if one not in known]
            for one in lost:
                what = "References to what is not in the database are left out"
                self.report.note(what, f"{name}: {one}")
                fact["departs_from"] = [one for one in fact["departs_from"] if one not in lost]


def _complete(record: Record, model: type[BaseModel]) -> bool:
    needed = (f.alias or name for name, f in model.model_fields.items() if f.is_required())
    return all(key in record for key in needed)


def _break_hierarchy(things: Mapping[str, Record], relation: str, report: Report) -> None:
    """Take out the step that closes a circle of parts or versions."""
    for name, record in things.items():
        above: Any = record.get(relation)
        seen = {name}
        while above in things and above not in seen:
            seen.add(above)
            above = things[above].get(relation)
        if above == name:
            report.note(f"Circles of {relation} are cut open", f"{name} of {record[relation]}")
            del record[relation]


def _break_reasons(slug: str, source: Record, report: Report) -> None:
    """Take out reasons that rest on what they are given for, by the same speaker."""
    voices = records.Source.model_validate(source["source"]).voices
    reasons: dict[str, dict[str, set[str]]] = {}
    for one in source["statements"]:
        kept = []
        for premise in one.get("because", ()):
            own = [reasons.setdefault(by, {}) for by in one.get("speaker") or voices]
            if any(_leads(premise, one["claim"], given) for given in own):
                report.note("Reasons that go round in a circle are left out", f"{slug}/{one['id']}")
                continue
            kept.append(premise)
            for given in own:
                given.setdefault(one["claim"], set()).add(premise)
        if "because" in one:
            one["because"] = kept
            if not kept:
                del one["because"]


def _leads(start: str, goal: str, reasons: Mapping[str, set[str]]) -> bool:
    """Tell whether a claim is, or rests on, another."""
    ways, seen = [start], {start}
    while ways:
        at = ways.pop()
        if at == goal:
            return True
        ways += [one for one in reasons.get(at, ()) if one not in seen]
        seen.update(reasons.get(at, ()))
    return False


def _prune_undercuts(draft: Draft, report: Report) -> None:
    """Take out undercuts of steps that nobody makes any more."""
    steps = {
        (premise, conclusion)
        for premise, claim in draft.claims.items()
        for conclusion in (*claim.get("supports", ()), *claim.get("attacks", ()))
    }
    for source in draft.sources.values():
        for one in source["statements"]:
            steps |= {(premise, one["claim"]) for premise in one.get("because", ())}
    for name, claim in draft.claims.items():
        before = claim.get("undercuts", [])
        after = [one for one in before if (one["premise"], one["conclusion"]) in steps]
        if len(after) < len(before):
            what = "Undercuts of steps that nobody makes are left out"
            report.note(what, name, times=len(before) - len(after))
            claim["undercuts"] = after
            if not after:
                del claim["undercuts"]
