"""A debate's folder: which files it has, and reading them all into records."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from opendebate.coding import records
from opendebate.coding.debate_files import (
    STORIES,
    debate_files,
    display_path,
    source_slug,
    stray_files,
)
from opendebate.coding.field_types import ID_PATTERN, MAX_ID
from opendebate.coding.free_text import check_truncated_texts
from opendebate.coding.story_records import Story
from opendebate.coding.unchanged_records import UnchangedRecords
from opendebate.coding.validation_messages import add_validation_faults, shortened
from opendebate.coding.yaml_reader import parse, read_tree
from opendebate.coding.yaml_tree import Keys, Tree
from opendebate.errors import Fault, close_matches, did_you_mean

R = TypeVar("R", bound=records.Record)

# File of entities → the kind of its records, in the singular, and their class.
KINDS: dict[str, tuple[str, type[records.Record]]] = {
    "actors": ("actor", records.Actor),
    "models": ("model", records.Model),
    "policies": ("policy", records.Policy),
    "claims": ("claim", records.Claim),
    "topics": ("topic", records.Topic),
    "events": ("event", records.Event),
    "context": ("context", records.ContextFact),
}
_RECORDS: dict[str, type[records.Record]] = {
    **{plural: model for plural, (_, model) in KINDS.items()},
    STORIES: Story,
}
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Coding:
    """All records of a debate, and the location of each.

    Attributes
    ----------
    folder : pathlib.Path
    debate : Debate
    actors, models, policies, claims, topics, events, context : mapping of str to record
        By id, in the order of the files.
    stories : mapping of str to Story
        By id, in the order of the file.
    sources : dict of str to SourceFile
        By slug, the file's name without its suffix.
    trees : dict of str to Tree
        ``"actors"`` or ``"sources/SLUG"`` → the file, for the locations of faults.
    positions : dict of str to tuple of int
        For each source, the position of each statement in its file's list.
    warnings : list of Fault
        What a coder should look at, but need not mend.
    reading_faults : dict of str to list of Fault
        By file, its own faults: those that show without the other files.
    unread : frozenset of str
        Slugs of sources that exist but were not read, since they have not changed.
    coder : str or None
        Whose codings the sources are; None means the adjudicated ones, under ``sources/``.
    paths : mapping of str to str
        ``"sources/SLUG"`` → ``"codings/CODER/SLUG"``, where a coder's coding takes the place of
        the adjudicated one.
    unchanged : frozenset of str
        Names of other files that were not read, since their data is known: ``"actors"``.
    """

    folder: Path
    debate: records.Debate
    actors: Mapping[str, records.Actor] = field(default_factory=dict)
    models: Mapping[str, records.Model] = field(default_factory=dict)
    policies: Mapping[str, records.Policy] = field(default_factory=dict)
    claims: Mapping[str, records.Claim] = field(default_factory=dict)
    topics: Mapping[str, records.Topic] = field(default_factory=dict)
    events: Mapping[str, records.Event] = field(default_factory=dict)
    context: Mapping[str, records.ContextFact] = field(default_factory=dict)
    stories: Mapping[str, Story] = field(default_factory=dict)
    sources: dict[str, records.SourceFile] = field(default_factory=dict)
    trees: dict[str, Tree] = field(default_factory=dict)
    positions: dict[str, tuple[int, ...]] = field(default_factory=dict)
    warnings: list[Fault] = field(default_factory=list)
    reading_faults: dict[str, list[Fault]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()
    coder: str | None = None
    unchanged: frozenset[str] = frozenset()
    paths: Mapping[str, str] = field(default_factory=dict)

    def path(self, key: str) -> Path:
        """Return the path of a file by its key: ``"actors"`` or ``"sources/SLUG"``."""
        return self.folder / f"{self.paths.get(key, key)}.yaml"

    def of_kind(self, kind: str) -> Mapping[str, records.Record]:
        """Return the records of a kind, given in the singular."""
        plural = next(
            (file for file, (singular, _) in KINDS.items() if singular == kind), "sources"
        )
        by_id: Mapping[str, records.Record] = getattr(self, plural)
        return by_id


def read_folder(
    folder: Path,
    progress: Progress | None = None,
    unread: frozenset[str] = frozenset(),
    known: Mapping[str, dict[str, Any]] | None = None,
) -> tuple[Coding, list[Fault]]:
    """Read the files of a debate.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    progress : callable, optional
        Called with the number of files read and their total.
    unread : frozenset of str
        Slugs of sources that are not to be read.
    known : mapping of str to dict, optional
        ``"actors"`` → the data of that file, which has no fault; it is not read.

    Returns
    -------
    coding : Coding
        The records that could be read.
    faults : list of Fault
        The faults of each file, without those between files.
    """
    paths = [path for path in debate_files(folder) if source_slug(path, folder) not in unread]
    known, debate = known or {}, records.Debate.model_construct()
    coding = Coding(folder, debate, unread=unread, unchanged=frozenset(known))
    for n, path in enumerate(paths):
        if progress:
            progress(n, len(paths))
        slug, name = source_slug(path, folder), display_path(path)
        if slug is None and path.stem in known:
            _take_known(path.stem, Tree(name, known[path.stem]), coding)
        else:
            read_file_into(coding, f"sources/{slug}" if slug else path.stem, read_tree(path, name))
    faults = [fault for listed in coding.reading_faults.values() for fault in listed]
    return coding, faults + [
        Fault(display_path(path), 0, 0, message) for path, message in stray_files(folder)
    ]


def replace_files(former: Coding, texts: Mapping[str, str]) -> tuple[Coding, list[Fault]]:
    """Return a debate with other texts in place of some of its files, and the files' own faults.

    Nothing is read from the disk, and records of the other files are not read again.

    Parameters
    ----------
    former : Coding
        The debate before.
    texts : mapping of str to str
        ``"actors"`` or ``"sources/SLUG"`` → the file's text.
    """
    coding = Coding(former.folder, former.debate, unread=former.unread, paths=former.paths)
    for key in dict.fromkeys([*former.trees, *texts]):
        if key in texts:
            name = display_path(former.path(key))
            read_file_into(coding, key, parse(texts[key].encode(), Tree(name)))
        else:
            _take_over(key, former, coding)
    return coding, [fault for listed in coding.reading_faults.values() for fault in listed]


def _take_over(key: str, former: Coding, coding: Coding) -> None:
    """Take over a file that has not changed, with its records."""
    coding.trees[key] = former.trees[key]
    coding.reading_faults[key] = former.reading_faults[key]
    slug = key.removeprefix("sources/")
    if slug != key:
        coding.positions[slug] = former.positions.get(slug, ())
        if slug in former.sources:
            coding.sources[slug] = former.sources[slug]
    elif key != "debate":
        setattr(coding, key, getattr(former, key))


def _take_known(key: str, tree: Tree, coding: Coding) -> None:
    """Take over the data of a file that has not changed; records are made when they are needed."""
    coding.trees[key], coding.reading_faults[key] = tree, []
    if key == "debate":
        _read_debate(tree, coding)
    else:
        setattr(coding, key, UnchangedRecords(_RECORDS[key], tree.data))


def read_file_into(coding: Coding, key: str, tree: Tree) -> None:
    """Read a file's records into a coding, and note the faults that the file has by itself.

    Parameters
    ----------
    coding : Coding
    key : str
        ``"actors"`` or ``"sources/SLUG"``.
    tree : Tree
        The file.
    """
    coding.trees[key] = tree
    if key.startswith("sources/"):
        _read_source(key.removeprefix("sources/"), tree, coding)
    elif key == "debate":
        _read_debate(tree, coding)
    else:
        by_id = getattr(coding, key)
        for name in tree.data:
            _check_id(name, tree, (name,))
            record = _record(_RECORDS[key], tree, (name,))
            if record is not None:
                by_id[name] = record
    check_truncated_texts(tree)
    coding.reading_faults[key] = [*tree.faults, *tree.overflow_faults()]


def _read_debate(tree: Tree, coding: Coding) -> None:
    for key in tree.data:
        if key != "debate":
            message = f"Unknown key {shortened(key)}. A debate.yaml has one key, debate."
            tree.add_fault((key,), message, key=True)
    if "debate" not in tree.data:
        if tree.is_complete:
            message = "The key 'debate' is missing. Add it, with title, question and iri under it."
            tree.add_fault((), message)
        return
    debate = _record(records.Debate, tree, ("debate",))
    coding.debate = debate or coding.debate


def _read_source(slug: str, tree: Tree, coding: Coding) -> None:
    _check_id(slug, tree, ())
    for key in tree.data:
        if key not in records.SourceFile.model_fields:
            close = did_you_mean(close_matches(key, records.SourceFile.model_fields))
            message = f"Unknown key {shortened(key)}. {close or 'Known are: source, statements.'}"
            tree.add_fault((key,), message, key=True)
    if "source" not in tree.data:
        if tree.is_complete:
            tree.add_fault((), "The key 'source' is missing. Add it, with title and kind under it.")
        return
    source = _record(records.Source, tree, ("source",))
    statements = _statements(tree)
    coding.positions[slug] = tuple(i for i, _ in statements)
    if source is not None:
        parsed = tuple(statement for _, statement in statements)
        coding.sources[slug] = records.SourceFile(source=source, statements=parsed)


def _statements(tree: Tree) -> list[tuple[int, records.Statement]]:
    """Return the statements without faults, each with its position in the list."""
    listed = tree.data.get("statements")
    if listed is not None and not isinstance(listed, list):
        tree.add_fault(("statements",), "statements: This must be a list, one item a statement.")
    statements = []
    for i in range(len(listed) if isinstance(listed, list) else 0):
        statement = _record(records.Statement, tree, ("statements", i))
        if statement is not None:
            statements.append((i, statement))
    return statements


def _check_id(name: str, tree: Tree, path: tuple[str, ...]) -> None:
    if len(name) > MAX_ID or not re.fullmatch(ID_PATTERN, name):
        message = (
            f"{shortened(name)} cannot be an id. Use small letters, digits and single hyphens, "
        )
        change = f"{MAX_ID} characters at the most." if path else "and rename the file."
        tree.add_fault(path, message + change, key=True)


def _record(model: type[R], tree: Tree, path: Keys) -> R | None:
    value: Any = tree.data
    for step in path:
        value = value[step]
    try:
        return model.model_validate({} if value is None else value)
    except ValidationError as error:
        add_validation_faults(error, model, tree, path)
        return None
