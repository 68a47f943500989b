"""Faults of stories: steps that show nothing, or that ask a view for what it does not have."""

from __future__ import annotations

from collections.abc import Iterator

from opendebate.coding.folder import Coding
from opendebate.coding.records import SourceFile, Statement
from opendebate.coding.story_records import SPEAKER_KINDS, StoryFilters, StoryStep
from opendebate.coding.yaml_tree import Keys

_ON_THE_MAP = "The map shows actors and claims that take a side"


def check_stories(coding: Coding) -> None:
    """Check that each step of each story shows something, and that all its keys have an effect."""
    for name, story in coding.stories.items():
        for n, step in enumerate(story.steps):
            path: Keys = (name, "steps", n)
            faults = [*_faults_of_view(step, coding), *_faults_of_filters(step, coding)]
            for key, message in faults:
                coding.trees["stories"].add_fault((*path, *key), message)


def _faults_of_view(step: StoryStep, coding: Coding) -> Iterator[tuple[Keys, str]]:
    """Yield key and message where a view cannot show what a step names."""
    if step.view == "map":
        yield from _faults_of_map(step, coding)
        return
    if step.camp:
        yield ("camp",), f"{step.view} has no camps. Take camp out, or write view: map."
    if step.coders_reading:
        message = f"{step.view} has no switch for the coder's reading. Write view: map."
        yield ("coders_reading",), message
    if step.view in {"overview", "table"} and step.entity:
        advice = "Write view: trace, or take entity out."
        yield ("entity",), f"{step.view} shows no single entity. {advice}"
    elif step.view == "trace" and not step.entity:
        yield ("view",), "Nothing is traced here. Add entity, with the id of what is traced."
    elif step.view == "read-along" and step.entity not in coding.sources:
        yield ("view",), "One reads along in a source. Write its id under entity."


def _faults_of_map(step: StoryStep, coding: Coding) -> Iterator[tuple[Keys, str]]:
    claim = coding.claims.get(step.entity or "")
    if claim and claim.side == "neither":
        yield ("entity",), f"{_ON_THE_MAP}; {step.entity!r} takes none. Write view: trace."
    elif step.entity and not claim and step.entity not in coding.actors and _known(step, coding):
        yield ("entity",), f"{_ON_THE_MAP}; {step.entity!r} is neither. Write view: trace."
    if step.entity and step.camp:
        yield ("camp",), "A step lights a camp or an entity. Take camp or entity out."


def _known(step: StoryStep, coding: Coding) -> bool:
    """Tell whether the entity of a step exists; that it does not is reported elsewhere."""
    kinds = ("model", "policy", "topic", "event", "source")
    return any(step.entity in coding.of_kind(kind) for kind in kinds)


def _faults_of_filters(step: StoryStep, coding: Coding) -> Iterator[tuple[Keys, str]]:
    filters = step.filters
    if filters is None:
        return
    if filters.since and filters.until and filters.until.latest < filters.since.earliest:
        message = "It ends before it begins, so nothing fits. Correct from or to."
        yield ("filters", "to"), message
        return
    if step.view == "read-along":
        yield ("filters",), "Reading along has no filters. Take them out."
        return
    if not (_all_read(coding) and _all_known(filters, coding)):
        return  # other faults are reported, and what fits may stand in a file with faults
    if not any(
        _fits(filters, statement, file, slug, coding)
        for slug, file in coding.sources.items()
        for statement in file.statements
    ):
        yield ("filters",), "No statement fits these filters, so nothing is shown. Change them."


def _all_read(coding: Coding) -> bool:
    """Tell whether every statement of every source could be read."""
    slugs = [key.removeprefix("sources/") for key in coding.trees if key.startswith("sources/")]
    return all(
        slug in coding.sources
        and len(coding.sources[slug].statements)
        == len(coding.trees[f"sources/{slug}"].data.get("statements") or ())
        for slug in slugs
    )


def _all_known(filters: StoryFilters, coding: Coding) -> bool:
    """Tell whether the entities exist that filters name."""
    return (
        filters.topic in {None, *coding.topics}
        and filters.speaker in {None, *SPEAKER_KINDS, *coding.actors}
        and filters.source in {None, *coding.sources}
    )


def _fits(
    filters: StoryFilters, statement: Statement, file: SourceFile, slug: str, coding: Coding
) -> bool:
    """Tell whether a statement fits filters, as filter.js does."""
    claim = coding.claims.get(statement.claim)
    if claim is None:
        return True  # a fault that is reported elsewhere
    said = statement.said or file.source.published
    return (
        filters.side in {None, claim.side}
        and filters.kind in {None, claim.kind}
        and filters.stance in {None, statement.stance}
        and filters.mode in {None, statement.mode}
        and filters.source in {None, slug}
        and (not filters.topic or any(_within(t, filters.topic, coding) for t in claim.topics))
        and (not filters.speaker or _is_speaker(filters.speaker, statement, file, coding))
        and (not filters.since or not said or said.latest >= filters.since.earliest)
        and (not filters.until or not said or said.latest <= filters.until.latest)
    )


def _within(topic: str, wide: str, coding: Coding) -> bool:
    """Tell whether a topic is another, or narrower than it."""
    visited: set[str] = set()
    at: str | None = topic
    while at and at not in visited:
        if at == wide:
            return True
        visited.add(at)
        record = coding.topics.get(at)
        at = record.broader if record else None
    return False


def _is_speaker(wanted: str, statement: Statement, file: SourceFile, coding: Coding) -> bool:
    voices = statement.speaker or file.source.voices
    if wanted not in SPEAKER_KINDS or wanted in coding.actors:
        return wanted in voices
    narrates = not statement.speaker and file.source.effective_narrator is not None
    if wanted == "narrator" or narrates:
        return narrates and wanted == "narrator"
    return any(coding.actors[name].kind == wanted for name in voices if name in coding.actors)
