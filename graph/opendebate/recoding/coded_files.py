"""The coding files of a debate as they were read, and writing them without losing anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from opendebate.coding.debate_files import (
    coding_entries,
    debate_files,
    decision_files,
    draft_files,
)
from opendebate.coding.file_writer import difference, read_source, write_coding


@dataclass(slots=True)
class CodedFiles:
    """The texts of a debate's coding files, as they stand on the disk.

    Attributes
    ----------
    folder : pathlib.Path
    texts : dict of str to str
        ``"actors"``, ``"sources/SLUG"``, ``"codings/CODER/SLUG"`` or ``"drafts/SLUG"`` → the
        file's text, with its line ends.
    paths : mapping of str to str
        The key of a file → its path without suffix, where the two differ: where a coder's coding
        stands in for the adjudicated one, each of the two files has the key of the other.
    """

    folder: Path
    texts: dict[str, str] = field(default_factory=dict)
    paths: Mapping[str, str] = field(default_factory=dict)

    def read(self) -> None:
        """Read all files: those of the debate, of its coders, decisions, and the drafts.

        Raises
        ------
        InputError
            If the folder is no debate, or a file is not UTF-8.
        """
        coders = [path for _, path in coding_entries(self.folder)]
        decisions = decision_files(self.folder)
        paths = [*debate_files(self.folder), *coders, *decisions, *draft_files(self.folder)]
        self.texts = {self.key(path): read_source(path) for path in paths}

    def key(self, path: Path) -> str:
        """Return the key of a file: its path in the folder, without its suffix."""
        return self._name(path.relative_to(self.folder).with_suffix("").as_posix())

    def _name(self, key: str) -> str:
        """Return the path of a file without suffix, by its key; or the key by that path."""
        return self.paths.get(key, key)

    def path(self, key: str) -> Path:
        """Return the path of a file."""
        return self.folder / f"{self._name(key)}.yaml"

    def write(self, texts: Mapping[str, str | None]) -> None:
        """Write files whose texts changed: those of entities first, so that nothing is missing.

        Parameters
        ----------
        texts : mapping of str to str or None
            Their keys and new texts; files with None are removed.

        Raises
        ------
        ChangedOnDisk
            If one of them is not on the disk as it was read.
        InputError
            If a file cannot be written; all are then as they were.
        """
        paths = {key: self.path(key) for key in sorted(texts, key=lambda key: ("/" in key, key))}
        write_coding(
            self.folder,
            {path: texts[key] for key, path in paths.items()},
            {path: self.texts.get(key) for key, path in paths.items()},
        )
        for key, text in texts.items():
            if text is None:
                self.texts.pop(key, None)
            else:
                self.texts[key] = text

    def is_current(self) -> bool:
        """Tell whether all files are on the disk as they were read, and no others."""
        now = CodedFiles(self.folder, paths=self.paths)
        now.read()
        return now.texts == self.texts

    def _changes(
        self, before: Mapping[str, str], after: Mapping[str, str]
    ) -> Iterator[tuple[str, str]]:
        """Yield name and difference of each text in `after`."""
        for key, text in after.items():
            name = self._name(key)
            yield name, difference(before.get(key, ""), text, name)

    def differences(self, before: Mapping[str, str], after: Mapping[str, str]) -> str:
        """Return how the texts of files differ, for each file in `after`; drafts come last."""
        keys = sorted(after, key=lambda key: (is_draft(key), self._name(key)))
        pieces = self._changes(before, {key: after[key] for key in keys})
        return "\n".join(piece for _, piece in pieces if piece)

    def changed_lines(
        self, before: Mapping[str, str], after: Mapping[str, str]
    ) -> list[tuple[str, int, int]]:
        """Return for each file in `after` that differs its name, and how many lines go and come."""
        counts = []
        for name, piece in sorted(self._changes(before, after)):
            lines = piece.splitlines()[2:]  # the names of the file before and after
            gone, new = (sum(line.startswith(mark) for line in lines) for mark in "-+")
            if gone or new:
                counts.append((f"{name}.yaml", gone, new))
        return counts


def is_draft(key: str) -> bool:
    """Tell whether a key is that of a draft's file, which is no coding file."""
    return key.startswith("drafts/")


def adjudicated(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of the files that a build reads: no coder's, and no draft."""
    return {key: text for key, text in texts.items() if not key.startswith(("codings/", "drafts/"))}
