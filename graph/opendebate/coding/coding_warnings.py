"""What a coder should look at: not wrong by itself, but mostly a slip. All of it are warnings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from opendebate.coding.confusables import skeleton, unseen
from opendebate.coding.folder import Coding
from opendebate.coding.free_text import strings, texts
from opendebate.coding.records import ANCHOR, SourceFile
from opendebate.coding.tokenizer import count_words, words
from opendebate.coding.validation_messages import shortened
from opendebate.coding.yaml_reader import Keys, Tree

_LISTED = 8  # ids that a message names
_SUFFIXES = {"inc", "ltd", "llc", "corp", "co", "plc", "gmbh", "ag", "jr", "sr", "phd", "md"}
_ARTICLES = {"a", "an", "the", "one", "some", "another", "unnamed", "anonymous"}


class _Doubt(NamedTuple):
    tree: Tree
    path: Keys
    message: str
    key: bool = False


@dataclass(frozen=True, slots=True)
class _Examined:
    """A debate with what several of the looks ask for.

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


def check_doubts(coding: Coding) -> None:
    """Warn of what looks like a slip in a debate without other faults in what it compares."""
    every = {key: texts(tree.data) for key, tree in coding.trees.items()}
    examined = _Examined(coding, _stated(coding), every)
    looks: tuple[Callable[[_Examined], Iterator[_Doubt]], ...] = (
        _unused,
        _same_texts,
        _same_articles,
        _late,
        _unstated_reasons,
        _unseen_signs,
        _lookalikes,
        _unnamed,
        _told_by_a_policy,
        _divided_names,
        _long_ends,
    )
    for doubt in chain.from_iterable(look(examined) for look in looks):
        doubt.tree.fault(doubt.path, doubt.message, key=doubt.key, severity="warning")


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = len(every) - _LISTED
    return ", ".join(every[:_LISTED]) + (f" and {more} more" if more > 0 else "")


def _unused(examined: _Examined) -> Iterator[_Doubt]:
    """Claims that nobody states and actors that nothing names, once statements are coded.

    While statements name what is not there, what they mean may be among these.
    """
    coding = examined.coding
    wrong = (
        fault.severity == "error"
        for key, tree in coding.trees.items() if "/" in key
        for fault in tree.faults
    )  # fmt: skip
    if not examined.stated or any(wrong):
        return
    stated = examined.stated | {
        reason for file in coding.sources.values() for one in file.statements
        for reason in one.because
    }  # fmt: skip
    named: set[str] = set().union(*examined.texts.values())
    for kind, plural, known, advice in (
        ("claim", "claims", stated, "Code who says so, or take"),
        ("actor", "actors", named, "Use"),
    ):
        tree = coding.trees.get(plural)
        unused = [name for name in tree.data if name not in known] if tree else []
        if not tree or not unused:
            continue
        one = len(unused) == 1
        what = f"This {kind} is" if one else f"{len(unused)} {plural} are"
        by = "in no statement" if kind == "claim" else "named nowhere"
        them = "it" if one else "them"
        rest = f"{them} out" if kind == "claim" else f"{them}, or take {them} out"
        yield _Doubt(tree, (unused[0],), f"{what} {by}: {_listed(unused)}. {advice} {rest}.", True)


def _stated(coding: Coding) -> set[str]:
    """Return all claims that statements have, with faults or not; none if a file is broken."""
    if not all(tree.whole for tree in coding.trees.values()):
        return set()
    listed = (tree.data.get("statements") for key, tree in coding.trees.items() if "/" in key)
    said = chain.from_iterable(one for one in listed if isinstance(one, list))
    return {str(one.get("claim")) for one in said if isinstance(one, dict)}


def _same_texts(examined: _Examined) -> Iterator[_Doubt]:
    first: dict[tuple[str, ...], str] = {}
    for name, claim in examined.coding.claims.items():
        text = tuple(word.text for word in words(claim.text))
        if text in first:
            told = f"{first[text]!r} says the same in the same words. Keep one of the two claims."
            yield _Doubt(examined.coding.trees["claims"], (name, "text"), told)
        first.setdefault(text, name)


def _same_articles(examined: _Examined) -> Iterator[_Doubt]:
    """Find an article that is coded as two sources: each of its ties would count twice."""
    seen: dict[str, str] = {}
    for slug, file in examined.coding.sources.items():
        source = file.source
        for value, key in ((source.text.sha256, ("text", "sha256")), (source.url, ("url",))):
            if value and value in seen and seen[value] != slug:
                what = "text" if key[0] == "text" else "address"
                told = (
                    f"The source {seen[value]!r} has the same {what}. An article that is coded "
                    "twice counts twice: keep one of the two."
                )
                yield _Doubt(examined.coding.trees[f"sources/{slug}"], ("source", *key), told)
                break
        for value in filter(None, (source.text.sha256, source.url)):
            seen.setdefault(value, slug)


def _each(coding: Coding) -> Iterator[tuple[SourceFile, Tree, int, int]]:
    """Yield for every statement its source, its file, its number there, and its place."""
    for slug, file in coding.sources.items():
        for number, place in enumerate(coding.positions[slug]):
            yield file, coding.trees[f"sources/{slug}"], number, place


def _late(examined: _Examined) -> Iterator[_Doubt]:
    for file, tree, number, place in _each(examined.coding):
        said, published = file.statements[number].said, file.source.published
        if said and published and said.earliest > published.latest:
            told = "This was said after its source was published. Correct one of the two dates."
            yield _Doubt(tree, ("statements", place, "said"), told)


def _unstated_reasons(examined: _Examined) -> Iterator[_Doubt]:
    """Find reasons that nobody states, or that their speaker denies in the same source.

    A reason may stand in the passage alone (codebook, 8.1): its speaker need not state it apart.
    """
    stated = examined.stated
    for file, tree, number, place in _each(examined.coding):
        one = file.statements[number]
        for reason in one.because:
            against = [
                other.id for other in file.statements
                if other.claim == reason and other.speaker == one.speaker
                and other.stance == "denies"
            ]  # fmt: skip
            if against:
                told = f"The speaker denies {reason!r} in {against[0]!r}. Is it the reason here?"
            elif stated and reason not in stated:
                told = (
                    f"Nobody states {reason!r}. Add a statement in which the speaker affirms it, "
                    "unless its words stand in this passage only."
                )
            else:
                continue
            yield _Doubt(tree, ("statements", place, "because"), told)


def _with(examined: _Examined, odd: Callable[[str], object]) -> Iterator[tuple[Tree, Keys, str]]:
    """Yield the places of all strings that are odd, by file."""
    for key, tree in examined.coding.trees.items():
        found = {text for text in examined.texts[key] if odd(text)}
        for path, text in strings(tree.data) if found else ():
            if text in found:
                yield tree, path, text


def _unseen_signs(examined: _Examined) -> Iterator[_Doubt]:
    for tree, path, text in _with(examined, unseen):
        told = f"The text holds U+{ord(unseen(text)):04X}, which nobody sees. Delete it."
        yield _Doubt(tree, path, told)


def _lookalikes(examined: _Examined) -> Iterator[_Doubt]:
    """Find names that read like another's: the same, or with letters of another script."""
    coding = examined.coding
    named: tuple[tuple[str, Mapping[str, object]], ...] = (
        ("actors", coding.actors), ("models", coding.models), ("policies", coding.policies),
    )  # fmt: skip
    for plural, things in named:
        first: dict[str, str] = {}
        for name, thing in things.items():
            looks = skeleton(getattr(thing, "name", ""))
            if looks in first:
                told = f"The name looks like that of {first[looks]!r}. Are they one? Then keep one."
                yield _Doubt(coding.trees[plural], (name, "name"), told)
            first.setdefault(looks, name)


def _unnamed(examined: _Examined) -> Iterator[_Doubt]:
    """Find persons whom their source does not name, and who are not marked so."""
    for name, actor in examined.coding.actors.items():
        tree = examined.coding.trees["actors"]
        if actor.kind == "person" and "anonymous" not in tree.data[name] and _no_name(actor.name):
            told = (
                "This seems to be nobody's name. If the source does not name the person, write "
                "'anonymous: true'; if it is a name, 'anonymous: false'."
            )
            yield _Doubt(tree, (name, "name"), told)


def _no_name(name: str) -> bool:
    first, *rest = name.split()
    small = [word for word in (first, *rest) if word[0].islower()]
    article = first.casefold() in _ARTICLES and bool(rest) and rest[0][0].islower()
    return article or bool(small and (rest or [first])[-1][0].islower())


def _told_by_a_policy(examined: _Examined) -> Iterator[_Doubt]:
    """Find events that only say that a policy was sent or published: the policy says so itself."""
    policies = examined.coding.policies
    for name, event in examined.coding.events.items():
        about = [policies[one] for one in event.about if one in policies]
        alone = len(event.about) == 1 and event.kind in {"publication", "directive"}
        if alone and about and event.date == about[0].date:
            told = (
                f"The policy {event.about[0]!r} tells this already, with its date and issuer. "
                "One thing has one entry: take the event out."
            )
            yield _Doubt(examined.coding.trees["events"], (name,), told, key=True)


def _divided_names(examined: _Examined) -> Iterator[_Doubt]:
    """Find ``[Maps, Inc.]``, which is two names to YAML."""
    for tree, path, text in _with(examined, _is_suffix):
        if isinstance(path[-1], int) and path[-2:-1] != () and int(path[-1]) > 0:
            told = (
                f"{shortened(text)} stands as a name of its own: a comma divides a list. Put "
                "a name with a comma into quotes."
            )
            yield _Doubt(tree, path, told)


def _is_suffix(text: str) -> bool:
    return text.strip(".").casefold() in _SUFFIXES


def _long_ends(examined: _Examined) -> Iterator[_Doubt]:
    """Find ends of passages that hyphens make longer than they are written."""
    for file, tree, number, place in _each(examined.coding):
        for n, passage in enumerate(file.statements[number].at):
            for key, end in (("from", passage.first), ("to", passage.last)):
                if (count := count_words(end)) > ANCHOR:
                    told = (
                        f"Hyphens divide words, so {shortened(end)} has {count}. "
                        f"'opendebate seal' shortens it to {ANCHOR}."
                    )
                    yield _Doubt(tree, ("statements", place, "at", n, key), told)
