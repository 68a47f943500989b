"""The skeleton of an Argdown document: titles, reconstructed arguments, and data.

A coding knows claims by ids, and an argument as relations between claims. It has no place for
titles, for the description of an argument that has premises, for its inference rules, or for data
of another tool. An export to Argdown writes them again, with the key ``kept`` in the data of each
argument of the skeleton.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field

from opendebate.coding.field_types import MAX_TEXT
from opendebate.coding.yaml_reader import visible
from opendebate.exchange.argdown.claims import ArgdownClaims
from opendebate.exchange.argdown.model import ArgdownArgument, ArgdownModel, ArgdownStep
from opendebate.exchange.argdown.words import escaped, flow
from opendebate.exchange.coded_debate import CodedDebate, Record, filled
from opendebate.exchange.skeleton import Form, skeleton_of

MARK = "kept"  # the key in the data of an argument of the skeleton
_OURS = {MARK, "basis", "statement"}
_TITLE = re.compile(r"[^\[\]<>\s-](?:[^\[\]<>\r\n\t]*[^\[\]<>\s])?")
_Text = Annotated[str, Field(max_length=MAX_TEXT)]


class SkeletonStep(Form):
    """A step of an argument: the claims it leads from and to, its rules and its data."""

    premises: tuple[str, ...] = Field(min_length=1)
    conclusion: str
    rules: tuple[_Text, ...] = ()
    data: dict[str, Any] = Field(default_factory=dict)


class SkeletonArgument(Form):
    """An argument with premises: its title, its descriptions, its data and its steps."""

    title: _Text = ""
    texts: tuple[_Text, ...] = ()
    data: dict[str, Any] = Field(default_factory=dict)
    steps: tuple[SkeletonStep, ...] = Field(min_length=1)


class ArgdownSkeleton(Form):
    """All of a document that a coding has no place for: titles and data of claims, arguments."""

    titles: dict[str, _Text] = Field(default_factory=dict)  # where they are not the claims' ids
    data: dict[str, dict[str, Any]] = Field(default_factory=dict)
    arguments: tuple[SkeletonArgument, ...] = ()


def make_skeleton(model: ArgdownModel, claims: ArgdownClaims) -> Record:
    """Return the skeleton of a document, as plain data; empty where there is nothing to keep."""
    titled = {
        name: item.title for item, name in claims.names.items() if item.title and item.title != name
    }
    arguments = [
        _argument(item, claims) for item in model.arguments if item.steps and _adds(item, claims)
    ]
    titles = _unique(titled, claims.coded)
    skeleton: Record = filled(titles=titles, data=claims.data, arguments=arguments)
    return skeleton


def _adds(argument: ArgdownArgument, claims: ArgdownClaims) -> bool:
    """Tell whether an argument is the document's, and holds more than its relations."""
    if claims.is_step(argument):
        return MARK in argument.data
    rules = any(step.inference.rules or step.inference.data for step in argument.steps)
    return bool(argument.title or argument.texts or argument.data or rules)


def _argument(argument: ArgdownArgument, claims: ArgdownClaims) -> Record:
    data, title = dict(argument.data), argument.title or ""
    if claims.is_ours:
        mark = data.pop(MARK, None)
        if isinstance(mark, dict):
            title = str(mark.pop("title", title))
            data |= mark
    record: Record = filled(
        title=title,
        texts=[element.content.text for element in argument.texts if element.content.text],
        data=data,
        steps=[_step(step, claims) for step in argument.steps],
    )
    return record


def _step(step: ArgdownStep, claims: ArgdownClaims) -> Record:
    record: Record = filled(
        premises=[claims.names[premise] for premise in step.premises],
        conclusion=claims.names[step.conclusion],
        rules=list(step.inference.rules),
        data={key: value for key, value in step.inference.data.items() if key != "uses"},
    )
    return record


def read_skeleton(coded: CodedDebate) -> ArgdownSkeleton:
    """Return the skeleton that a coded debate has for Argdown, without what the coding lost.

    Raises
    ------
    InputError
        If it has not the form that `make_skeleton` gives.
    """
    skeleton = skeleton_of(coded, "argdown", ArgdownSkeleton)
    supports = coded.steps("supports")
    arguments = tuple(argument for argument in skeleton.arguments if _pairs(argument) <= supports)
    titles = {name: title for name, title in skeleton.titles.items() if name in coded.claims}
    return ArgdownSkeleton(titles=_unique(titles, coded), data=skeleton.data, arguments=arguments)


def _pairs(argument: SkeletonArgument) -> set[tuple[str, str]]:
    return {(premise, step.conclusion) for step in argument.steps for premise in step.premises}


def _unique(titles: dict[str, str], coded: CodedDebate) -> dict[str, str]:
    """Return titles that no other claim has, as title or as id."""
    unique: dict[str, str] = {}
    for name, title in titles.items():
        if _TITLE.fullmatch(title) and title not in {*coded.claims, *unique.values()}:
            unique[name] = title
    return unique


def argument_blocks(
    skeleton: ArgdownSkeleton, titles: set[str], claim_titles: dict[str, str]
) -> Iterator[str]:
    """Yield the arguments of a skeleton in Argdown; `titles` are those of other arguments."""
    for argument in skeleton.arguments:
        stem = visible(re.sub(r"[<>\[\]]", " ", argument.title)).lstrip("+-_ ") or "argument"
        title, number = stem, 1
        while title in titles or not _TITLE.fullmatch(title):
            number += 1
            title = f"{stem} {number}"
        titles.add(title)
        yield from _blocks(argument, title, claim_titles)


def _blocks(argument: SkeletonArgument, title: str, claim_titles: dict[str, str]) -> Iterator[str]:
    mark: dict[str, Any] = {key: value for key, value in argument.data.items() if key in _OURS}
    if title != argument.title:
        mark["title"] = argument.title
    data = {key: value for key, value in argument.data.items() if key not in _OURS}
    *before, text = argument.texts or ("",)
    yield from (f"<{title}>: {escaped(description)}" for description in before)
    head = f"<{title}>: {escaped(text)}" if text else f"<{title}>"
    yield f"{head} {flow(data | {MARK: mark or 'true'})}"
    yield "\n".join(_structure(argument, claim_titles))


def _structure(argument: SkeletonArgument, claim_titles: dict[str, str]) -> Iterator[str]:
    """Yield the lines of an argument's premises and conclusions, each with its number."""
    numbers: dict[str, int] = {}
    number = 0
    for step in argument.steps:
        for premise in step.premises:
            if premise not in numbers:
                number += 1
                numbers[premise] = number
                yield f"({number}) [{claim_titles[premise]}]"
        premise_numbers = [str(numbers[premise]) for premise in step.premises]
        data = step.data | ({"uses": premise_numbers} if len(argument.steps) > 1 else {})
        rules = ", ".join(re.sub("[-,]", r"\\\g<0>", escaped(rule)) for rule in step.rules)
        inference = " ".join(filter(None, [rules, flow(data) if data else ""]))
        yield f"--\n{inference}\n--" if inference else "----"
        number += 1
        numbers[step.conclusion] = number
        yield f"({number}) [{claim_titles[step.conclusion]}]"
