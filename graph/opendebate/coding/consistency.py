"""Faults of meaning: reasons in cycles, undercuts of nothing, statements that nobody makes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from opendebate.coding import records
from opendebate.coding.cycles import find_cycles
from opendebate.coding.dates import DateRange
from opendebate.coding.folder import Coding
from opendebate.coding.validation_messages import shortened, suggestion_for
from opendebate.coding.yaml_tree import Keys, Tree
from opendebate.counting import counted
from opendebate.printed_commands import printed_command

# Relations that lead from a part or version to what it belongs to, and from a body to the one
# before it: they never form a cycle.
ACYCLIC = (
    ("actors", "part_of"), ("actors", "succeeds"), ("models", "version_of"),
    ("policies", "part_of"), ("topics", "broader"),
)  # fmt: skip
_MAX_STEPS = 8  # steps of a cycle that a message shows
SOURCE_MODES = {"narration", "evaluation"}  # of the narrator or the authors of a source alone
NARRATED = {*SOURCE_MODES, "hearsay", "hypothetical"}


def has_question(coding: Coding) -> bool:
    """Tell whether the question is more than the placeholder of 'opendebate new'."""
    question = getattr(coding.debate, "question", "")
    return question.replace("...", "…").replace(" ", "") not in {"Should…?", "…", "…?"}


def check_placeholders(coding: Coding) -> None:
    """Warn of a question that still is the placeholder of 'opendebate new'."""
    if not has_question(coding):
        message = "The question is still to be written. What is debated?"
        coding.trees["debate"].add_fault(("debate", "question"), message, severity="warning")


def check_people(coding: Coding) -> None:
    """Warn of two coders, or two authors, who have one name or one ORCID iD.

    Readers, and programs that know people by their names, take them for one person.
    """
    coders = {**getattr(coding.debate, "coders", {})}
    authors = dict(enumerate(getattr(coding.debate, "authors", ())))
    for field, people in ("coders", coders), ("authors", authors):
        names = {
            key: " ".join(sorted(person.name.casefold().replace(",", " ").split()))
            for key, person in people.items()
        }
        identifiers = {key: person.orcid for key, person in people.items() if person.orcid}
        for detail, values, what in (
            ("name", names, "name"),
            ("orcid", identifiers, "ORCID iD"),
        ):
            for key, value in values.items():
                if value in [values[other] for other in values if other != key]:
                    message = (
                        f"Two {field} have this {what}. List each person once, and tell people of "
                        "one name apart, such as by their initials."
                    )
                    path = ("debate", field, key, detail)
                    coding.trees["debate"].add_fault(path, message, severity="warning")


def check_departures(coding: Coding) -> None:
    """Check that context facts depart from statements or claims that exist."""
    targets = set(coding.trees["claims"].data if "claims" in coding.trees else ())
    for key, tree in coding.trees.items():
        listed = tree.data.get("statements") if "/" in key else None
        for statement in listed if isinstance(listed, list) else ():
            if isinstance(statement, dict):
                targets.add(f"{key.removeprefix('sources/')}/{statement.get('id')}")
    for name, fact in coding.context.items():
        for i, target in enumerate(fact.departs_from):
            slug = target.partition("/")[0]
            source = coding.trees.get(f"sources/{slug}")
            unread = slug in coding.unread or (source is not None and not source.is_complete)
            unread = unread or f"sources/{slug}" in coding.paths  # a coder's stands in its place
            if target not in targets and not unread:
                close = (
                    suggestion_for(target, targets, coding.trees["context"])
                    or "Write SOURCE/STATEMENT."
                )
                message = f"There is no statement or claim {shortened(target)}. {close}"
                coding.trees["context"].add_fault((name, "departs_from", i), message)


def check_inferences(coding: Coding) -> None:
    """Check that every undercut argument is made by somebody."""
    inferences = {
        (p, c) for p, claim in coding.claims.items() for c in (*claim.supports, *claim.attacks)
    }
    for file in coding.sources.values():
        inferences |= {
            (premise, statement.claim)
            for statement in file.statements
            for premise in statement.because
        }
    for name, claim in coding.claims.items():
        for i, target in enumerate(claim.undercuts):
            pair = (target.premise, target.conclusion)
            if pair not in inferences and all(
                claim_id in coding.trees["claims"].data for claim_id in pair
            ):
                coding.trees["claims"].add_fault(
                    (name, "undercuts", i),
                    f"There is no argument from {target.premise!r} to {target.conclusion!r}: the "
                    "one does not support or attack the other, and no statement gives it as a "
                    "reason. Add that argument first, or attack one of the two claims.",
                )
        for relation in ("supports", "attacks", "rephrases"):
            if name in getattr(claim, relation):
                message = f"A claim cannot {relation.removesuffix('s')} itself. Take {name!r} out."
                coding.trees["claims"].add_fault((name, relation), message)


def check_hierarchies(coding: Coding) -> None:
    """Check that nothing is a part or version of itself, directly or through others."""
    for plural, relation in ACYCLIC:
        above: dict[str, set[str]] = {}
        for name, record in getattr(coding, plural).items():
            above[name] = {getattr(record, relation)} - {None}
        for cycle in find_cycles(above):
            message = _cycle_message(cycle, f" {relation} ")
            coding.trees[plural].add_fault((cycle[0], relation), message)


def _cycle_message(cycle: Sequence[str], by: str) -> str:
    path = by.join(cycle)
    if len(cycle) > _MAX_STEPS:
        steps = counted(len(cycle) - 1, "step")
        path = f"{by.join(cycle[: _MAX_STEPS - 2])} … {by.join(cycle[-2:])} ({steps})"
    return f"This is a cycle: {path}. Delete one of its steps."


def check_source(slug: str, file: records.SourceFile, coding: Coding) -> None:
    """Check the statements of a source against each other and against their speakers."""
    tree, positions = coding.trees[f"sources/{slug}"], coding.positions[slug]
    first: dict[str, Keys] = {}
    for i, statement in zip(positions, file.statements, strict=True):
        path: Keys = ("statements", i)
        if statement.id in first:
            line = tree.location(first[statement.id])[0]
            message = f"The id {statement.id!r} is used a second time (first in line {line})."
            tree.add_fault((*path, "id"), f"{message} Choose another.")
        first.setdefault(statement.id, (*path, "id"))
        _check_speaker(statement, file, tree, path, coding)
        paragraphs = file.source.text.paragraphs
        for n, passage in enumerate(statement.at):
            if paragraphs and passage.paragraph and passage.paragraph > paragraphs:
                message = (
                    f"The source has only {counted(paragraphs, 'paragraph')}. Correct the number."
                )
                tree.add_fault((*path, "at", n, "paragraph"), message)
    _check_replies(file, tree, positions)
    _check_cycles(file, tree, positions)
    _warn_unsealed(slug, file, tree, coding)


def _check_replies(file: records.SourceFile, tree: Tree, positions: Sequence[int]) -> None:
    """Check that what a statement replies to is another statement of the source."""
    if not any(statement.replies_to for statement in file.statements):
        return
    # This includes statements with faults: they exist, and their faults are reported already.
    ids = {
        entry["id"]
        for entry in tree.data["statements"]
        if isinstance(entry, dict) and "id" in entry
    }
    for i, statement in zip(positions, file.statements, strict=True):
        for n, target in enumerate(statement.replies_to):
            listed = isinstance(tree.data["statements"][i]["replies_to"], list)
            path: Keys = ("statements", i, "replies_to")
            at = (*path, n) if listed else path
            if target == statement.id:
                message = f"A statement cannot reply to itself. Take {target!r} out."
                tree.add_fault(at, message)
            elif target not in ids:
                close = suggestion_for(target, (name for name in ids if name != statement.id), tree)
                advice = close or "Name a statement of the same source."
                message = f"There is no statement {shortened(target)} in this source. {advice}"
                tree.add_fault(at, message)


def _warn_unsealed(slug: str, file: records.SourceFile, tree: Tree, coding: Coding) -> None:
    """Warn once for all passages of a source that are not sealed, at the first of them."""
    unsealed = [
        (i, n)
        for i, statement in zip(coding.positions[slug], file.statements, strict=True)
        for n, passage in enumerate(statement.at)
        if passage.sha256 is None or passage.words is None
    ]
    if unsealed:
        i, n = unsealed[0]
        total = sum(len(statement.at) for statement in file.statements)
        are = "is" if len(unsealed) == 1 else "are"
        message = (
            f"{len(unsealed)} of {counted(total, 'passage')} {are} not sealed; this is the first. "
            f"Run: {sealing_command(coding, slug)}"
        )
        tree.add_fault(("statements", i, "at", n), message, severity="warning")


def sealing_command(coding: Coding, slug: str) -> str:
    """Return the command that seals a source, for a message."""
    whose = ("--coder", coding.coder) if coding.coder else ()
    return printed_command("seal", slug, "--text", "ARTICLE", *whose, debate=coding.folder)


def _check_speaker(
    statement: records.Statement, file: records.SourceFile, tree: Tree, path: Keys, coding: Coding
) -> None:
    if not statement.speaker and file.source.effective_narrator and statement.mode not in NARRATED:
        message = (
            "Without a speaker the narrator speaks, and the narrator's mode is never "
            f"{statement.mode}."
        )
        tree.add_fault(
            (*path, "mode"), f"{message} Name the speaker, or use narration or evaluation."
        )
    narrator_mode = SOURCE_MODES & {statement.mode}
    if narrator_mode and any(name not in file.source.voices for name in statement.speaker):
        message = (
            f"Only the narrator's mode can be {statement.mode}, but somebody else speaks here."
        )
        advice = "Use verbatim, mixed or paraphrase, or leave the speaker out."
        tree.add_fault((*path, "mode"), f"{message} {advice}")
    if not statement.speaker and not file.source.voices:
        message = "Nobody speaks. Name a speaker, or the source's narrator, authors or publisher."
        tree.add_fault(path, message)
    for name in statement.speaker:
        actor = coding.actors.get(name)
        if actor and actor.hypothetical and statement.mode != "hypothetical":
            message = f"{name!r} is a hypothetical speaker. Make the mode hypothetical too."
            tree.add_fault((*path, "mode"), message)
    _check_roles(statement, tree, path, coding)


def _check_roles(statement: records.Statement, tree: Tree, path: Keys, coding: Coding) -> None:
    """Check that the affiliation and the body spoken for are bodies other than the speaker."""
    for key, name in (("as", statement.affiliation), ("on_behalf_of", statement.on_behalf_of)):
        actor = coding.actors.get(name) if name else None
        if actor and actor.kind == "person":
            message = f"{name!r} is a person, but {key!r} names an organisation or a group."
            tree.add_fault((*path, key), f"{message} Correct it, or take it out.")
    body = coding.actors.get(statement.on_behalf_of) if statement.on_behalf_of else None
    if body and statement.speaker == (statement.on_behalf_of,):
        message = f"{statement.on_behalf_of!r} is the speaker already. Take on_behalf_of out."
        tree.add_fault((*path, "on_behalf_of"), message)
    elif body and body.hypothetical:
        message = f"Nobody speaks for {statement.on_behalf_of!r}, which is hypothetical."
        tree.add_fault((*path, "on_behalf_of"), f"{message} Take on_behalf_of out.")


def check_memberships(coding: Coding) -> None:
    """Warn of memberships that end in the future, and report contradictory kinds of actors."""
    today = date.today()
    for name, actor in coding.actors.items():
        for n, membership in enumerate(actor.memberships):
            if isinstance(membership.until, DateRange) and membership.until.earliest > today:
                message = "This end lies in the future. Leave 'until' out while a membership lasts."
                at: Keys = (name, "memberships", n, "until")
                coding.trees["actors"].add_fault(at, message, severity="warning")
        if actor.anonymous and actor.hypothetical:
            message = (
                f"{name!r} is anonymous and hypothetical. Somebody whom the source does not name "
                "exists; a hypothetical group does not. Take one of the two out."
            )
            coding.trees["actors"].add_fault((name, "anonymous"), message)


def _check_cycles(file: records.SourceFile, tree: Tree, positions: Sequence[int]) -> None:
    """Find cycles among the reasons that a speaker gives within a source."""
    reasons: dict[str, dict[str, dict[str, None]]] = {}
    first: dict[tuple[str, str], int] = {}
    for i, statement in zip(positions, file.statements, strict=True):
        for speaker in (statement.speaker or file.source.voices) if statement.because else ():
            by_claim = reasons.setdefault(speaker, {})
            by_claim.setdefault(statement.claim, {}).update(dict.fromkeys(statement.because))
            first.setdefault((speaker, statement.claim), i)
    reported: set[tuple[str, ...]] = set()
    for speaker, by_claim in reasons.items():
        for cycle in find_cycles(by_claim):
            if cycle not in reported:
                reported.add(cycle)
                at: Keys = ("statements", first[speaker, cycle[0]], "because")
                tree.add_fault(at, _cycle_message(cycle, " because "))
