"""What this tool writes into an AIF document besides, read again: it is checked like any input."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from opendebate.coding import records
from opendebate.coding.field_types import ID_PATTERN, MAX_ID, UNKNOWN, Refers
from opendebate.coding.folder import KINDS
from opendebate.coding.validation_messages import nested_model, refers
from opendebate.errors import InputError, close_matches, did_you_mean
from opendebate.exchange.aif.graph import KEPT
from opendebate.exchange.aif.state import Reading
from opendebate.exchange.draft import Draft, Record

_ADVICE = f"Correct it, or take every key {KEPT!r} out of the file."


def read_whole(kept: Mapping[str, Any], draft: Draft, where: str) -> None:
    """Take what stands under `KEPT` of the document: the debate, its entities and sources."""
    if "debate" in kept:
        draft.debate = _checked(records.Debate, kept["debate"], f"{where}, debate")
    for name, things in draft.files().items():
        if name != "claims":
            kind, model = KINDS[name]
            things.update(_records(kept.get(name), kind, model, where))
    for slug, source in _records(kept.get("sources"), "source", records.Source, where).items():
        draft.sources[slug] = {"source": source, "statements": []}


def _records(value: Any, kind: str, model: type[BaseModel], where: str) -> dict[str, Record]:
    if not isinstance(value, dict | None):
        raise InputError("No records by their ids.", where=f"{where}, {kind}", advice=_ADVICE)
    found = {}
    for name, one in (value or {}).items():
        if len(name) > MAX_ID or not re.fullmatch(ID_PATTERN, name):
            raise InputError("It is no id.", where=f"{where}, {kind} {name[:80]!r}", advice=_ADVICE)
        found[name] = _checked(model, _renewed(one), f"{where}, {kind} {name!r}")
    return found


def _renewed(record: Any) -> Any:
    """Return a record as it is written today: a membership had dates before, and no beginning."""
    places = record.get("memberships") if isinstance(record, dict) else None
    if not isinstance(places, list):
        return record
    return record | {"memberships": [_with_a_beginning(one) for one in places]}


def _with_a_beginning(place: Any) -> Any:
    if not isinstance(place, dict) or not isinstance(place.get("dates"), str):
        return place
    first, _, last = place["dates"].partition("/")
    rest = {key: value for key, value in place.items() if key != "dates"}
    return rest | {"from": first} | ({"until": last} if last else {})


def _checked(model: type[BaseModel], record: Any, where: str) -> Record:
    """Return a record that a coding file can hold, with lists where several may stand."""
    try:
        model.model_validate(record)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        at = ".".join(map(str, first["loc"]))
        what = f"{at or 'It'}: {first['msg'].rstrip('.')}."
        raise InputError(what, where=where, advice=_ADVICE) from error
    several = {about.alias or name for name, about in model.model_fields.items()
               if about.default == () or name == "at"}  # fmt: skip
    told = _without_null(record)
    return {key: _listed(value) if key in several else value for key, value in told.items()
            } | ({"at": UNKNOWN} if record.get("at") == UNKNOWN else {})  # fmt: skip


def _without_null(value: Any) -> Any:
    """Return a sound record without the keys whose value is null, which say nothing."""
    if isinstance(value, dict):
        return {key: _without_null(one) for key, one in value.items() if one is not None}
    return [_without_null(one) for one in value] if isinstance(value, list) else value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


def read_statements(reading: Reading) -> None:
    """Make the statements that illocutions hold under `KEPT`, in the order of the file."""
    graph = reading.graph
    for node in graph.of("YA"):
        source, record = node.kept.get("source"), node.kept.get("statement")
        if not isinstance(source, str) or not isinstance(record, dict):
            continue
        direct = _claims(node.id, reading)
        steps = [one for step in graph.out(node.id, "CA") for one in _claims(step, reading)]
        spot = reading.voice(node.id)[0]
        if not (direct or steps):
            continue
        if source not in reading.draft.sources:
            raise InputError(
                f"There is no source {source[:80]!r}.",
                where=f"{graph.where}, node {node.id}",
                advice=_ADVICE,
            )
        key = (source, str(record.get("id")))
        if key not in reading.kept:
            record = record | {"claim": (direct or steps)[0]}
            checked = _checked(records.Statement, record, f"{graph.where}, node {node.id}")
            reading.kept[key] = reading.statement(spot, source, checked)
        if direct and not reading.kept[key].direct:
            reading.kept[key].direct.append(node.id)
            reading.account.keep(node.id, *reading.kept[key].key)
    _put_in_order(reading)


def _put_in_order(reading: Reading) -> None:
    """Put statements into the order that is kept; those that others added come last."""
    kept = reading.graph.kept.get("order")
    order = {tuple(one): n for n, one in enumerate(kept or [])} if _are_pairs(kept) else {}
    for slug, source in reading.draft.sources.items():
        source["statements"].sort(key=lambda one: order.get((slug, one["id"]), len(order)))


def _are_pairs(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, list) and [type(part) for part in one] == [str, str] for one in value
    )


def _claims(node: str, reading: Reading) -> list[str]:
    return [reading.claims[one] for one in reading.graph.out(node, "I") if one in reading.claims]


def check(draft: Draft, where: str) -> None:
    """Check that the claims are such as a coding file holds, and that every id names something.

    Raises
    ------
    InputError
        At the first that is not, or does not.
    """
    for name, claim in draft.claims.items():
        _checked(records.Claim, claim, f"{where}, claim {name!r}")
    known = {name: kind for kind, name, _, _ in _all(draft)}
    for kind, name, model, record in _all(draft):
        for wrong, kinds in _wrong(model, record, known):
            close = did_you_mean(close_matches(wrong, known))
            raise InputError(
                f"There is no {' or '.join(kinds)} {wrong[:80]!r}. {close}".strip(),
                where=f"{where}, {kind} {name[:80]!r}".replace(" ''", ""),
                advice=_ADVICE,
            )


def _all(draft: Draft) -> Iterator[tuple[str, str, type[BaseModel], Record]]:
    yield "debate", "", records.Debate, draft.debate
    for file, things in draft.files().items():
        for name, record in things.items():
            yield KINDS[file][0], name, KINDS[file][1], record
    for slug, source in draft.sources.items():
        yield "source", slug, records.SourceFile, source


def _wrong(
    model: type[BaseModel], record: Any, known: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the ids in a record that name nothing of a kind that may stand there."""
    for name, about in model.model_fields.items():
        value = record.get(about.alias or name)
        mark, inner = refers(about), nested_model(about)
        for one in value if isinstance(value, list) else [value]:
            if inner and isinstance(one, dict):
                yield from _wrong(inner, one, known)
            elif mark and isinstance(one, str) and not _fits(one, mark, known):
                yield one, mark.kinds


def _fits(name: str, mark: Refers, known: Mapping[str, str]) -> bool:
    return name in mark.also or known.get(name) in mark.kinds
