"""What an Argdown document holds besides the coding: titles, reconstructed arguments, and data.

A coding knows claims by ids, and an argument as ties between claims: it has no place for titles,
for the description of an argument that has premises, for its inference rules, or for data of
another tool. They are kept beside the coding, so that an export to Argdown gives them back. In
such an export an argument that is kept has ``kept`` in its data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from opendebate.coding.yaml_reader import visible
from opendebate.errors import InputError
from opendebate.exchange.argdown.claims import Claims
from opendebate.exchange.argdown.model import Model
from opendebate.exchange.argdown.things import Argument, Step
from opendebate.exchange.argdown.words import escaped, flow
from opendebate.exchange.draft import Draft, Record

MARK = "kept"  # the key in the data of an argument that is kept
_OURS = {MARK, "basis", "statement"}
_TITLE = re.compile(r"[^\[\]<>\s-](?:[^\[\]<>\r\n\t]*[^\[\]<>\s])?")
_Text = Annotated[str, Field(max_length=20_000)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KeptStep(_Form):
    """A step of an argument: the claims it leads from and to, its rules and its data."""

    premises: tuple[str, ...] = Field(min_length=1)
    conclusion: str
    rules: tuple[_Text, ...] = ()
    data: dict[str, Any] = {}


class KeptArgument(_Form):
    """An argument with premises: its title, its descriptions, its data and its steps."""

    title: _Text = ""
    texts: tuple[_Text, ...] = ()
    data: dict[str, Any] = {}
    steps: tuple[KeptStep, ...] = Field(min_length=1)


class Remains(_Form):
    """All that is kept of a document.

    Attributes
    ----------
    titles : dict of str to str
        Of claims that have another title than their id.
    data : dict of str to dict
        Of claims: their data that have no place.
    arguments : tuple of KeptArgument
    """

    titles: dict[str, _Text] = {}
    data: dict[str, dict[str, Any]] = {}
    arguments: tuple[KeptArgument, ...] = ()


def remains_of(model: Model, claims: Claims) -> Record:
    """Return what is to be kept of a document beside its draft; empty where that is nothing."""
    titled = {id_: one.title for one, id_ in claims.ids.items() if one.title and one.title != id_}
    titles = _unique(titled, claims.draft)
    reconstructed = (one for one in model.arguments if one.steps and is_kept(one, claims))
    arguments = [_argument(one, claims) for one in reconstructed]
    kept = {"titles": titles, "data": claims.left, "arguments": arguments}
    return {key: value for key, value in kept.items() if value}


def is_kept(argument: Argument, claims: Claims) -> bool:
    """Tell whether an argument is the document's own, and says more than its ties."""
    if claims.is_step(argument):
        return MARK in argument.data
    rules = any(step.inference.rules or step.inference.data for step in argument.steps)
    return bool(argument.title or argument.texts or argument.data or rules)


def _argument(argument: Argument, claims: Claims) -> Record:
    data, title = dict(argument.data), argument.title or ""
    if claims.own:
        mark = data.pop(MARK, None)
        if isinstance(mark, dict):
            title = str(mark.pop("title", title))
            data |= mark
    made = {
        "title": title,
        "texts": [one.content.text for one in argument.texts if one.content.text],
        "data": data,
        "steps": [_step(one, claims) for one in argument.steps],
    }
    return {key: value for key, value in made.items() if value}


def _step(step: Step, claims: Claims) -> Record:
    made = {
        "premises": [claims.ids[one] for one in step.premises],
        "conclusion": claims.ids[step.conclusion],
        "rules": list(step.inference.rules),
        "data": {key: one for key, one in step.inference.data.items() if key != "uses"},
    }
    return {key: value for key, value in made.items() if value}


def read_remains(draft: Draft) -> Remains:
    """Return what a draft carries along for Argdown, checked; without what the draft lost.

    Raises
    ------
    InputError
        If it is not of the form that `remains_of` gives.
    """
    try:
        found = Remains.model_validate(draft.remains.get("argdown") or {})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise InputError(
            f"{'.'.join(map(str, first['loc']))}: {first['msg'].rstrip('.')}.",
            where="remains/argdown.json",
            advice="Delete the file: the export then has what the coding holds.",
        ) from error
    steps = _steps(draft)
    alive = [
        one
        for one in found.arguments
        if all(
            (premise, step.conclusion) in steps for step in one.steps for premise in step.premises
        )
    ]
    titles = {id_: title for id_, title in found.titles.items() if id_ in draft.claims}
    return Remains(titles=_unique(titles, draft), data=found.data, arguments=tuple(alive))


def _steps(draft: Draft) -> set[tuple[str, str]]:
    """Return every step to a conclusion that a coder drew or a speaker gives."""
    drawn = {(one, to) for one, claim in draft.claims.items() for to in claim.get("supports", ())}
    return drawn | {
        (premise, one["claim"])
        for source in draft.sources.values()
        for one in source["statements"]
        for premise in one.get("because", ())
    }


def _unique(titles: dict[str, str], draft: Draft) -> dict[str, str]:
    """Return titles that no other claim has, as title or as id."""
    found: dict[str, str] = {}
    for id_, title in titles.items():
        if _TITLE.fullmatch(title) and title not in {*draft.claims, *found.values()}:
            found[id_] = title
    return found


def kept_blocks(remains: Remains, taken: set[str], titled: dict[str, str]) -> Iterator[str]:
    """Yield kept arguments in Argdown.

    Parameters
    ----------
    remains : Remains
    taken : set of str
        Titles that other arguments have.
    titled : dict of str to str
        The title of each claim.
    """
    for argument in remains.arguments:
        title, n = visible(re.sub(r"[<>\[\]]", " ", argument.title)).lstrip("- "), 1
        whole = title or "argument"
        while whole in taken or not _TITLE.fullmatch(whole):
            n += 1
            whole = f"{title or 'argument'} {n}"
        taken.add(whole)
        yield from _blocks(argument, whole, titled)


def _blocks(argument: KeptArgument, title: str, titled: dict[str, str]) -> Iterator[str]:
    more: dict[str, Any] = {key: argument.data[key] for key in argument.data if key in _OURS}
    if title != argument.title:
        more["title"] = argument.title
    data = {key: one for key, one in argument.data.items() if key not in _OURS}
    *before, last = argument.texts or ("",)
    yield from (f"<{title}>: {escaped(text)}" for text in before)
    head = f"<{title}>: {escaped(last)}" if last else f"<{title}>"
    yield f"{head} {flow(data | {MARK: more or 'true'})}"
    yield "\n".join(_structure(argument, titled))


def _structure(argument: KeptArgument, titled: dict[str, str]) -> Iterator[str]:
    """Yield the lines of an argument's premises and conclusions, each with its number."""
    numbers: dict[str, int] = {}
    n = 0
    for step in argument.steps:
        for premise in step.premises:
            if premise not in numbers:
                n += 1
                numbers[premise] = n
                yield f"({n}) [{titled[premise]}]"
        used = [str(numbers[premise]) for premise in step.premises]
        data = step.data | ({"uses": used} if len(argument.steps) > 1 else {})
        rules = ", ".join(re.sub("[-,]", r"\\\g<0>", escaped(rule)) for rule in step.rules)
        yield (
            f"--\n{' '.join(filter(None, [rules, flow(data) if data else '']))}\n--"
            if (rules or data)
            else "----"
        )
        n += 1
        numbers[step.conclusion] = n
        yield f"({n}) [{titled[step.conclusion]}]"
