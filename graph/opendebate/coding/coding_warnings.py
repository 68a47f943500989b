"""Warnings: what is not wrong by itself, but is mostly a slip."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

from opendebate.coding.confusables import invisible_character, skeleton
from opendebate.coding.debate_files import coding_entries, debate_option
from opendebate.coding.folder import Coding
from opendebate.coding.free_text import distinct_strings, strings
from opendebate.coding.passages import ANCHOR
from opendebate.coding.records import SourceFile
from opendebate.coding.tokenizer import count_words, tokenize
from opendebate.coding.validation_messages import shortened
from opendebate.coding.yaml_tree import Keys, Tree
from opendebate.errors import InputError
from opendebate.stances import expressing

_ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_HYPHENS = frozenset("-\u00ad\u2010\u2011\u2012\u2013")
_MAX_LISTED = 8  # ids that a message names
_TITLE_WORDS = 4  # of a name behind a comma; with more, it is no first name
_SUFFIXES = {"inc", "ltd", "llc", "corp", "co", "plc", "gmbh", "ag", "jr", "sr", "phd", "md"}
_ARTICLES = {"a", "an", "the", "one", "some", "another", "unnamed", "anonymous"}


class _Warning(NamedTuple):
    tree: Tree
    path: Keys
    message: str
    key: bool = False


@dataclass(frozen=True, slots=True)
class _WarningContext:
    """A debate, with data that several checks need.

    Attributes
    ----------
    coding : Coding
    stated : set of str
        All claims that statements have, with faults or not; none if a file is broken.
    texts : dict of str to set of str
        The strings of each file.
    """

    coding: Coding
    stated: set[str]
    texts: dict[str, set[str]]


def add_warnings(coding: Coding) -> None:
    """Add a warning to the coding for everything in it that looks like a slip."""
    texts_by_file = {key: distinct_strings(tree.data) for key, tree in coding.trees.items()}
    examined = _WarningContext(coding, _stated_claims(coding), texts_by_file)
    checks: tuple[Callable[[_WarningContext], Iterator[_Warning]], ...] = (
        _unused_entities,
        _same_texts,
        _same_articles,
        _said_after_publication,
        _unstated_reasons,
        _invisible_characters,
        _lookalikes,
        _unmarked_anonymous,
        _duplicated_by_policy,
        _divided_names,
        _too_long_ends,
    )
    for warning in chain.from_iterable(check(examined) for check in checks):
        warning.tree.add_fault(warning.path, warning.message, key=warning.key, severity="warning")


def _join_ids(names: Iterable[str]) -> str:
    ids = list(names)
    hidden = len(ids) - _MAX_LISTED
    return ", ".join(ids[:_MAX_LISTED]) + (f" and {hidden} more" if hidden > 0 else "")


def _unused_entities(examined: _WarningContext) -> Iterator[_Warning]:
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
        yield _Warning(
            tree, (unused[0],), f"{what} {where}: {_join_ids(unused)}. {proposal}.", True
        )


def _words_of_coders(coding: Coding) -> set[str]:
    """Return all that may be an id in the codings of coders, under ``codings/``."""
    with suppress(OSError, InputError):  # `check` reports files that cannot be read
        texts = [path.read_bytes().decode("utf-8", "replace")
                 for _, path in coding_entries(coding.folder)]  # fmt: skip
        return {word for text in texts for word in _ID.findall(text)}
    return set()


def _stated_claims(coding: Coding) -> set[str]:
    """Return all claims that statements have, with faults or not; none if a file is broken."""
    if not all(tree.is_complete for tree in coding.trees.values()):
        return set()
    listed = (tree.data.get("statements") for key, tree in coding.trees.items() if "/" in key)
    statements = chain.from_iterable(
        file_statements for file_statements in listed if isinstance(file_statements, list)
    )
    return {str(statement.get("claim")) for statement in statements if isinstance(statement, dict)}


def _same_texts(examined: _WarningContext) -> Iterator[_Warning]:
    first: dict[tuple[str, ...], str] = {}
    for name, claim in examined.coding.claims.items():
        text = tuple(word.text for word in tokenize(claim.text))
        if text in first:
            message = (
                f"{first[text]!r} says the same in the same words. Keep one of the two claims."
            )
            yield _Warning(examined.coding.trees["claims"], (name, "text"), message)
        first.setdefault(text, name)


def _same_articles(examined: _WarningContext) -> Iterator[_Warning]:
    """Find an article that is coded as two sources: each of its statements would count twice."""
    first_slug: dict[str, str] = {}
    for slug, file in examined.coding.sources.items():
        source = file.source
        for value, key in ((source.text.sha256, ("text", "sha256")), (source.url, ("url",))):
            if value and value in first_slug and first_slug[value] != slug:
                what = "text" if key[0] == "text" else "address"
                message = (
                    f"The source {first_slug[value]!r} has the same {what}. An article that is "
                    "coded twice counts twice: keep one of the two. If another coder coded "
                    "it, move that file to codings/CODER/SLUG.yaml."
                )
                yield _Warning(examined.coding.trees[f"sources/{slug}"], ("source", *key), message)
                break
        for value in filter(None, (source.text.sha256, source.url)):
            first_slug.setdefault(value, slug)


def _statement_positions(coding: Coding) -> Iterator[tuple[SourceFile, Tree, int, int]]:
    """Yield for every statement its source, its file, its number, and its position in the list."""
    for slug, file in coding.sources.items():
        for number, position in enumerate(coding.positions[slug]):
            yield file, coding.trees[f"sources/{slug}"], number, position


def _said_after_publication(examined: _WarningContext) -> Iterator[_Warning]:
    for file, tree, number, position in _statement_positions(examined.coding):
        said_on, published = file.statements[number].said, file.source.published
        if said_on and published and said_on.earliest > published.latest:
            message = "This was said after its source was published. Correct one of the two dates."
            yield _Warning(tree, ("statements", position, "said"), message)


def _unstated_reasons(examined: _WarningContext) -> Iterator[_Warning]:
    """Find reasons that nobody states, or that their speaker denies in the same source.

    A reason may stand in the passage only (codebook, 8.1): then no statement has it as its claim.
    """
    stated = examined.stated
    for file, tree, number, position in _statement_positions(examined.coding):
        statement = file.statements[number]
        for reason in statement.because:
            against = [
                other.id for other in file.statements
                if other.claim == reason and other.speaker == statement.speaker
                and other.stance in expressing("denies")
            ]  # fmt: skip
            if against:
                message = f"The speaker denies {reason!r} in {against[0]!r}. Is it the reason here?"
            elif stated and reason not in stated:
                message = (
                    f"Nobody states {reason!r}. Add a statement in which the speaker affirms it, "
                    "unless its words stand in this passage only."
                )
            else:
                continue
            yield _Warning(tree, ("statements", position, "because"), message)


def _strings_where(
    examined: _WarningContext, is_odd: Callable[[str], object]
) -> Iterator[tuple[Tree, Keys, str]]:
    """Yield file, path and text of all strings for which `is_odd` is true."""
    for key, tree in examined.coding.trees.items():
        matches = {text for text in examined.texts[key] if is_odd(text)}
        for path, text in strings(tree.data) if matches else ():
            if text in matches:
                yield tree, path, text


def _invisible_characters(examined: _WarningContext) -> Iterator[_Warning]:
    for tree, path, text in _strings_where(examined, invisible_character):
        message = (
            f"The text holds U+{ord(invisible_character(text)):04X}, which is invisible. Delete it."
        )
        yield _Warning(tree, path, message)


def _lookalikes(examined: _WarningContext) -> Iterator[_Warning]:
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
                merge = f"opendebate{debate_option(coding.folder)} actors merge"
                how = (f"run: {merge} {first[folded_name]} {name}" if plural == "actors"
                       else "delete one of the two.")  # fmt: skip
                message = (
                    f"The name looks like that of {first[folded_name]!r}. If both mean the same, "
                    f"{how}"
                )
                yield _Warning(coding.trees[plural], (name, "name"), message)
            first.setdefault(folded_name, name)


def _first_name_first(entity: object) -> str:
    """Return the name of an entity; that of a person without the comma of ``Brook, Ada``."""
    name: str = getattr(entity, "name", "")
    last, comma, first = name.partition(", ")
    is_person = comma and getattr(entity, "kind", "") == "person"
    return f"{first} {last}" if is_person and len(first.split()) < _TITLE_WORDS else name


def _unmarked_anonymous(examined: _WarningContext) -> Iterator[_Warning]:
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
            yield _Warning(tree, (name, "name"), message)


def _is_description(name: str) -> bool:
    first, *others = name.split()
    small = [word for word in (first, *others) if word[0].islower()]
    article = first.casefold() in _ARTICLES and bool(others) and others[0][0].islower()
    return article or bool(small and (others or [first])[-1][0].islower())


def _duplicated_by_policy(examined: _WarningContext) -> Iterator[_Warning]:
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
            yield _Warning(examined.coding.trees["events"], (name,), message, key=True)


def _divided_names(examined: _WarningContext) -> Iterator[_Warning]:
    """Find ``[Maps, Inc.]``, which YAML reads as two names."""
    for tree, path, text in _strings_where(examined, _is_suffix):
        if isinstance(path[-1], int) and path[-2:-1] != () and int(path[-1]) > 0:
            message = (
                f"{shortened(text)} is a separate name here: a comma divides a list. Put "
                "a name with a comma into quotes."
            )
            yield _Warning(tree, path, message)


def _is_suffix(text: str) -> bool:
    return text.strip(".").casefold() in _SUFFIXES


def _too_long_ends(examined: _WarningContext) -> Iterator[_Warning]:
    """Find ends of passages that look short and have too many words, since marks divide them."""
    for file, tree, number, position in _statement_positions(examined.coding):
        for n, passage in enumerate(file.statements[number].at):
            for key, end in (("from", passage.first), ("to", passage.last)):
                if (count := count_words(end)) > ANCHOR:
                    message = (
                        f"{_what_divides(end)}, so {shortened(end)} has {count}. "
                        f"'opendebate seal' shortens it to {ANCHOR}."
                    )
                    yield _Warning(tree, ("statements", position, "at", n, key), message)


def _what_divides(text: str) -> str:
    """Say what divides words that no space divides."""
    between = [text[one.end : other.start] for one, other in pairwise(tokenize(text))]
    marks = "".join(dict.fromkeys("".join(part for part in between if not part[:1].isspace())))
    if not marks.strip():
        return "In this script each letter counts as a word"
    if set(marks) <= _HYPHENS:
        return "Hyphens divide words"
    does = "divide words" if len(marks) > 1 else "divides words"
    return f"“{marks}” {does}"
