"""Faults of sense: reasons in circles, undercuts of nothing, statements that nobody makes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from shlex import quote

import opendebate_ontology
from opendebate.coding import records
from opendebate.coding.cycles import circles
from opendebate.coding.dates import Span
from opendebate.coding.folder import Coding
from opendebate.coding.validation_messages import close_to, shortened
from opendebate.coding.yaml_reader import Keys, Tree

# Relations within a kind that lead from a part or version to what it is one of: never in circles.
_UPWARD = {
    "actors": "part_of",
    "models": "version_of",
    "policies": "part_of",
    "topics": "broader",
}
_WAY = 8  # steps of a circle that a message shows
NARRATED = {"narration", "evaluation", "hearsay", "hypothetical"}


def check_placeholders(coding: Coding) -> None:
    """Remind of what 'opendebate new' left for the coder to write."""
    question = getattr(coding.debate, "question", "")
    if question.replace("...", "…").replace(" ", "") in {"Should…?", "…", "…?"}:
        message = "The question is still to be written. What is debated?"
        coding.trees["debate"].fault(("debate", "question"), message, severity="warning")


def check_departures(coding: Coding) -> None:
    """Check that what a fact departs from is a statement or claim."""
    known = set(coding.trees["claims"].data if "claims" in coding.trees else ())
    for key, tree in coding.trees.items():
        listed = tree.data.get("statements") if "/" in key else None
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, dict):
                known.add(f"{key.removeprefix('sources/')}/{one.get('id')}")
    for name, fact in coding.context.items():
        for i, target in enumerate(fact.departs_from):
            slug = target.partition("/")[0]
            source = coding.trees.get(f"sources/{slug}")
            unread = slug in coding.unread or (source is not None and not source.whole)
            if target not in known and not unread:
                close = (
                    close_to(target, known, coding.trees["context"]) or "Write SOURCE/STATEMENT."
                )
                message = f"There is no statement or claim {shortened(target)}. {close}"
                coding.trees["context"].fault((name, "departs_from", i), message)


def check_inferences(coding: Coding) -> None:
    """Check that what is undercut is an argument that somebody makes."""
    known = {
        (p, c) for p, claim in coding.claims.items() for c in (*claim.supports, *claim.attacks)
    }
    for file in coding.sources.values():
        known |= {(premise, one.claim) for one in file.statements for premise in one.because}
    for name, claim in coding.claims.items():
        for i, target in enumerate(claim.undercuts):
            both = (target.premise, target.conclusion)
            if both not in known and all(one in coding.trees["claims"].data for one in both):
                coding.trees["claims"].fault(
                    (name, "undercuts", i),
                    f"Nobody argues from {target.premise!r} to {target.conclusion!r}: no claim "
                    "supports or attacks it so, and no statement gives that reason. Add that "
                    "first, or attack one of the two claims.",
                )
        for relation in ("supports", "attacks", "rephrases"):
            if name in getattr(claim, relation):
                message = f"A claim cannot {relation.removesuffix('s')} itself. Take {name!r} out."
                coding.trees["claims"].fault((name, relation), message)


def check_hierarchies(coding: Coding) -> None:
    """Check that nothing is a part or version of itself, directly or through others."""
    for plural, relation in _UPWARD.items():
        above: dict[str, set[str]] = {}
        for name, record in getattr(coding, plural).items():
            above[name] = {getattr(record, relation)} - {None}
        for circle in circles(above):
            message = _round(circle, f" {relation} ")
            coding.trees[plural].fault((circle[0], relation), message)


def _round(circle: Sequence[str], by: str) -> str:
    way = by.join(circle)
    if len(circle) > _WAY:
        way = f"{by.join(circle[: _WAY - 2])} … {by.join(circle[-2:])} ({len(circle) - 1} steps)"
    return f"This goes round in a circle: {way}. Take one step out."


def check_source(slug: str, file: records.SourceFile, coding: Coding) -> None:
    """Check the statements of a source among themselves, and against who speaks."""
    tree, positions = coding.trees[f"sources/{slug}"], coding.positions[slug]
    first: dict[str, Keys] = {}
    for i, one in zip(positions, file.statements, strict=True):
        path: Keys = ("statements", i)
        if one.id in first:
            line = tree.place(first[one.id])[0]
            message = f"The id {one.id!r} stands here a second time (first in line {line})."
            tree.fault((*path, "id"), f"{message} Choose another.")
        first.setdefault(one.id, (*path, "id"))
        _check_speaker(one, file, tree, path, coding)
        most = file.source.text.paragraphs
        for n, passage in enumerate(one.at):
            if most and passage.paragraph and passage.paragraph > most:
                message = f"The source has only {most} paragraphs. Correct the number."
                tree.fault((*path, "at", n, "paragraph"), message)
    _check_replies(file, tree, positions)
    _check_circles(file, tree, positions)
    _warn_unsealed(slug, file, tree, coding)


def _check_replies(file: records.SourceFile, tree: Tree, positions: Sequence[int]) -> None:
    """Check that what a statement replies to is another statement of the source."""
    if not any(one.replies_to for one in file.statements):
        return
    # Also those with faults of their own: they are there, and their faults are told already.
    known = {one["id"] for one in tree.data["statements"] if isinstance(one, dict) and "id" in one}
    for i, one in zip(positions, file.statements, strict=True):
        for n, target in enumerate(one.replies_to):
            listed = isinstance(tree.data["statements"][i]["replies_to"], list)
            path: Keys = ("statements", i, "replies_to")
            at = (*path, n) if listed else path
            if target == one.id:
                message = f"A statement cannot reply to itself. Take {target!r} out."
                tree.fault(at, message)
            elif target not in known:
                close = close_to(target, (name for name in known if name != one.id), tree)
                advice = close or "Name a statement of the same source."
                message = f"There is no statement {shortened(target)} in this source. {advice}"
                tree.fault(at, message)


def _warn_unsealed(slug: str, file: records.SourceFile, tree: Tree, coding: Coding) -> None:
    """Warn once for all passages of a source that are not sealed, at the first of them."""
    unsealed = [
        (i, n)
        for i, one in zip(coding.positions[slug], file.statements, strict=True)
        for n, passage in enumerate(one.at)
        if passage.sha256 is None or passage.words is None
    ]
    if unsealed:
        i, n = unsealed[0]
        total = sum(len(one.at) for one in file.statements)
        are = "is" if len(unsealed) == 1 else "are"
        command = f"opendebate{_option(coding.folder)} seal {slug} --text ARTICLE"
        message = (
            f"{len(unsealed)} of {total} passages {are} not sealed, from here on. Run: {command}"
        )
        tree.fault(("statements", i, "at", n), message, severity="warning")


def _option(folder: Path) -> str:
    """Return the option that names a debate on the command line."""
    built_in = folder.resolve() == opendebate_ontology.path("debate").resolve()
    return "" if built_in else f" -d {quote(str(folder))}"


def _check_speaker(
    one: records.Statement, file: records.SourceFile, tree: Tree, path: Keys, coding: Coding
) -> None:
    if not one.speaker and file.source.teller and one.mode not in NARRATED:
        message = (
            f"Without a speaker the narrator speaks, and the narrator's mode is never {one.mode}."
        )
        tree.fault((*path, "mode"), f"{message} Name the speaker, or use narration or evaluation.")
    told = {"narration", "evaluation"} & {one.mode}
    if told and any(name not in file.source.voices for name in one.speaker):
        message = f"Only the narrator's mode can be {one.mode}, and here somebody else speaks."
        advice = "Use verbatim, mixed or paraphrase, or leave the speaker out."
        tree.fault((*path, "mode"), f"{message} {advice}")
    if not one.speaker and not file.source.voices:
        message = "Nobody speaks. Name a speaker, or the source's narrator, authors or publisher."
        tree.fault(path, message)
    for name in one.speaker:
        actor = coding.actors.get(name)
        if actor and actor.hypothetical and one.mode != "hypothetical":
            message = f"{name!r} is a hypothetical speaker. Make the mode hypothetical too."
            tree.fault((*path, "mode"), message)
    _check_roles(one, tree, path, coding)


def _check_roles(one: records.Statement, tree: Tree, path: Keys, coding: Coding) -> None:
    """Check that whom a speaker belongs to, or speaks for, is a body other than the speaker."""
    for key, name in (("as", one.affiliation), ("on_behalf_of", one.on_behalf_of)):
        actor = coding.actors.get(name) if name else None
        if actor and actor.kind == "person":
            message = f"{name!r} is a person; under {key} stands an organization or a group."
            tree.fault((*path, key), f"{message} Correct it, or take it out.")
    body = coding.actors.get(one.on_behalf_of) if one.on_behalf_of else None
    if body and one.speaker == (one.on_behalf_of,):
        message = f"{one.on_behalf_of!r} is the speaker already. Take on_behalf_of out."
        tree.fault((*path, "on_behalf_of"), message)
    elif body and body.hypothetical:
        message = f"Nobody speaks for {one.on_behalf_of!r}, which is hypothetical."
        tree.fault((*path, "on_behalf_of"), f"{message} Take on_behalf_of out.")


def check_memberships(coding: Coding) -> None:
    """Warn of ends that lie in the future: a membership that lasts has none."""
    today = date.today()
    for name, actor in coding.actors.items():
        for n, place in enumerate(actor.memberships):
            if isinstance(place.until, Span) and place.until.earliest > today:
                message = "This end lies in the future. Leave 'until' out while a membership lasts."
                at: Keys = (name, "memberships", n, "until")
                coding.trees["actors"].fault(at, message, severity="warning")
        if actor.anonymous and actor.hypothetical:
            message = (
                f"{name!r} is anonymous and hypothetical. Somebody whom the source does not name "
                "exists; a hypothetical group does not. Take one of the two out."
            )
            coding.trees["actors"].fault((name, "anonymous"), message)


def _check_circles(file: records.SourceFile, tree: Tree, positions: Sequence[int]) -> None:
    """Find reasons that rest on themselves, by the same speaker within one source."""
    reasons: dict[str, dict[str, dict[str, None]]] = {}
    first: dict[tuple[str, str], int] = {}
    for i, one in zip(positions, file.statements, strict=True):
        for speaker in (one.speaker or file.source.voices) if one.because else ():
            own = reasons.setdefault(speaker, {})
            own.setdefault(one.claim, {}).update(dict.fromkeys(one.because))
            first.setdefault((speaker, one.claim), i)
    told: set[tuple[str, ...]] = set()
    for speaker, own in reasons.items():
        for circle in circles(own):
            if circle not in told:
                told.add(circle)
                at: Keys = ("statements", first[speaker, circle[0]], "because")
                tree.fault(at, _round(circle, " because "))
