"""Warnings on entities of the registers: unused ones, doubles, and names that look odd."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from opendebate.coding.confusables import skeleton
from opendebate.coding.debate_files import coding_entries
from opendebate.coding.folder import Coding
from opendebate.coding.tokenizer import folded_words
from opendebate.coding.warning_context import CodingWarning, WarningContext
from opendebate.errors import InputError
from opendebate.printed_commands import printed_command

_ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_LISTED = 8  # ids that a message names
_TITLE_WORDS = 4  # of a name behind a comma; with more, it is no first name
_PARTICLE = 4  # letters before an apostrophe, such as in d'Arcy and dell'Orto
_ARTICLES = {"a", "an", "the", "one", "some", "another", "unnamed", "anonymous"}


def unused_entities(examined: WarningContext) -> Iterator[CodingWarning]:
    """Find claims that nobody states, actors that nothing names and events that no claim names.

    Statements with faults may mean some of them, so nothing is reported while there are any, and
    nothing before statements are coded.
    """
    coding = examined.coding
    wrong = (
        fault.is_error
        for key, tree in coding.trees.items() if "/" in key
        for fault in tree.faults
    )  # fmt: skip
    if not examined.stated or any(wrong):
        return
    stated = examined.stated | {
        reason for file in coding.sources.values() for statement in file.statements
        for reason in statement.because
    }  # fmt: skip
    mentioned: set[str] = set().union(*examined.texts.values())
    by_coders: set[str] | None = None
    for kind, plural, used_ids, where, advice in (
        ("claim", "claims", stated, "in no statement", "Code who says so, or take {them} out"),
        ("actor", "actors", mentioned, "named nowhere", "Use {them}, or take {them} out"),
        ("event", "events", examined.texts.get("claims", set()), "in no claim",
         "Name {them} in the 'about', 'motive_of' or 'cause_of' of a claim, or take {them} out"),
    ):  # fmt: skip
        tree = coding.trees.get(plural)
        unused = [name for name in tree.data if name not in used_ids] if tree else []
        if unused:  # coders may use them before their codings are adjudicated
            by_coders = _words_of_coders(coding) if by_coders is None else by_coders
            unused = [name for name in unused if name not in by_coders]
        if not tree or not unused:
            continue
        single = len(unused) == 1
        what = f"This {kind} is" if single else f"{len(unused)} {plural} are"
        proposal = advice.format(them="it" if single else "them")
        yield CodingWarning(
            tree, (unused[0],), f"{what} {where}: {_join_ids(unused)}. {proposal}.", True
        )


def _join_ids(names: Iterable[str]) -> str:
    ids = list(names)
    hidden = len(ids) - _MAX_LISTED
    return ", ".join(ids[:_MAX_LISTED]) + (f" and {hidden} more" if hidden > 0 else "")


def _words_of_coders(coding: Coding) -> set[str]:
    """Return all that may be an id in the codings of coders, under ``codings/``."""
    with suppress(OSError, InputError):  # `check` reports files that cannot be read
        texts = [path.read_bytes().decode("utf-8", "replace")
                 for _, path in coding_entries(coding.folder)]  # fmt: skip
        return {word for text in texts for word in _ID.findall(text)}
    return set()


def same_texts(examined: WarningContext) -> Iterator[CodingWarning]:
    """Find claims that say the same in the same words."""
    first: dict[tuple[str, ...], str] = {}
    for name, claim in examined.coding.claims.items():
        text = tuple(folded_words(claim.text))
        if text in first:
            message = (
                f"{first[text]!r} says the same in the same words. Keep one of the two claims."
            )
            yield CodingWarning(examined.coding.trees["claims"], (name, "text"), message)
        first.setdefault(text, name)


def lookalikes(examined: WarningContext) -> Iterator[CodingWarning]:
    """Find names that look like another name: the same, or with letters of another script."""
    coding = examined.coding
    entity_kinds: tuple[tuple[str, Mapping[str, object]], ...] = (
        ("actors", coding.actors), ("models", coding.models), ("policies", coding.policies),
    )  # fmt: skip
    for plural, entities in entity_kinds:
        first: dict[str, str] = {}
        for name, entity in entities.items():
            folded_name = skeleton(_first_name_first(entity))
            if folded_name in first:
                merge = printed_command(
                    "actors", "merge", first[folded_name], name, debate=coding.folder
                )
                how = f"run: {merge}" if plural == "actors" else "delete one of the two."
                message = (
                    f"The name looks like that of {first[folded_name]!r}. If both mean the same, "
                    f"{how}"
                )
                yield CodingWarning(coding.trees[plural], (name, "name"), message)
            first.setdefault(folded_name, name)


def _first_name_first(entity: object) -> str:
    """Return the name of an entity; that of a person without the comma of ``Brook, Ada``."""
    name: str = getattr(entity, "name", "")
    last, comma, first = name.partition(", ")
    is_person = comma and getattr(entity, "kind", "") == "person"
    return f"{first} {last}" if is_person and len(first.split()) < _TITLE_WORDS else name


def unmarked_anonymous(examined: WarningContext) -> Iterator[CodingWarning]:
    """Find persons whom their source does not name, and who are not marked as anonymous."""
    for name, actor in examined.coding.actors.items():
        tree = examined.coding.trees["actors"]
        if (
            actor.kind == "person"
            and "anonymous" not in tree.data[name]
            and _is_description(actor.name)
        ):
            message = (
                "This does not look like a name. If the source does not name the person, write "
                "'anonymous: true'; if it is a name, write 'anonymous: false'."
            )
            yield CodingWarning(tree, (name, "name"), message)


def _is_description(name: str) -> bool:
    first, *others = name.split()
    article = first.casefold() in _ARTICLES and bool(others) and others[0][0].islower()
    return article or _is_small((others or [first])[-1])


def _is_small(word: str) -> bool:
    """Tell whether a word begins small, other than behind an apostrophe as in “d'Arcy”."""
    before, apostrophe, after = word.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").partition("'")
    is_particle = apostrophe and len(before) <= _PARTICLE and after[:1].isupper()
    return word[0].islower() and not is_particle


def duplicated_by_policy(examined: WarningContext) -> Iterator[CodingWarning]:
    """Find events that only repeat the date on which a policy was sent or published."""
    policies = examined.coding.policies
    for name, event in examined.coding.events.items():
        subject_policies = [policies[policy] for policy in event.about if policy in policies]
        is_only_publication = len(event.about) == 1 and event.kind in {"publication", "directive"}
        if is_only_publication and subject_policies and event.date == subject_policies[0].date:
            message = (
                f"The policy {event.about[0]!r} says this already, with its date and issuer. "
                "Delete the event."
            )
            yield CodingWarning(examined.coding.trees["events"], (name,), message, key=True)
