"""The coding files of a debate as they were read, and writing them without losing anything."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from opendebate.coding.debate_files import (
    coding_entries,
    debate_files,
    decision_files,
    display_path,
    draft_files,
)
from opendebate.coding.sealing import read_source
from opendebate.errors import InputError
from opendebate.files import lock_while, make_folder, write_files


class ChangedOnDisk(InputError):
    """A file that somebody else changed since it was read; nothing was written.

    Attributes
    ----------
    on_disk, meant : dict of str to str
        File → what was changed on the disk, and what was to be changed here, as differences.
    """

    def __init__(self, on_disk: Mapping[str, str], meant: Mapping[str, str]) -> None:
        names = ", ".join(f"{key}.yaml" for key in on_disk)
        super().__init__(
            f"Another program changed {names} since it was read here. Nothing was written.",
            advice="Read the file again, and repeat your change on what is there now.",
        )
        self.on_disk, self.meant = dict(on_disk), dict(meant)


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
        The key of a file → its path without suffix, where that is another. With a coder's coding
        in the place of the adjudicated one, each of the two has the other's key.
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
        with lock_while(self.folder):
            self._refuse_conflicts(texts)
            written = {key: text for key, text in texts.items() if text is not None}
            paths = {
                key: self.path(key) for key in sorted(written, key=lambda key: ("/" in key, key))
            }
            for path in paths.values():
                make_folder(path.parent)
            write_files({path: written[key] for key, path in paths.items()})
            self.texts.update(written)
            for key in texts.keys() - written.keys():
                self.path(key).unlink(missing_ok=True)
                self.texts.pop(key, None)

    def on_disk(self, key: str) -> str | None:
        """Return the text of a file as it now stands on the disk; None if there is none."""
        path = self.path(key)
        return read_source(path) if path.exists() else None

    def changed_on_disk(self) -> list[str]:
        """Return the keys of files that are not on the disk as they were read."""
        return [key for key, text in self.texts.items() if self.on_disk(key) != text]

    def is_current(self) -> bool:
        """Tell whether all files are on the disk as they were read, and no others."""
        now = CodedFiles(self.folder, paths=self.paths)
        now.read()
        return now.texts == self.texts

    def _refuse_conflicts(self, texts: Mapping[str, str | None]) -> None:
        now = {key: self.on_disk(key) for key in texts}
        changed = [key for key in texts if now[key] != self.texts.get(key)]
        if changed:
            raise ChangedOnDisk(
                dict(self._changes(self.texts, {key: now[key] or "" for key in changed})),
                dict(self._changes(self.texts, {key: texts[key] or "" for key in changed})),
            )

    def _changes(
        self, before: Mapping[str, str], after: Mapping[str, str]
    ) -> Iterator[tuple[str, str]]:
        """Yield name and difference of each text of the second."""
        for key, text in after.items():
            name = self._name(key)
            yield name, _difference(before.get(key, ""), text, name)

    def differences(self, before: Mapping[str, str], after: Mapping[str, str]) -> str:
        """Return what differs between the texts of files, of all in the second; drafts last."""
        keys = sorted(after, key=lambda key: (is_draft(key), self._name(key)))
        pieces = self._changes(before, {key: after[key] for key in keys})
        return "\n".join(piece for _, piece in pieces if piece)

    def display(self, key: str) -> str:
        """Return the name of a file for messages."""
        return display_path(self.path(key))


def _difference(before: str, after: str, name: str) -> str:
    """Return what changed in a file, as a unified difference with one line around each change."""
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name}.yaml", f"{name}.yaml", lineterm="", n=1
    )
    return "\n".join(lines)


def is_draft(key: str) -> bool:
    """Tell whether a key is that of a draft's file, which is no coding file."""
    return key.startswith("drafts/")


def adjudicated(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of the files that a build reads: no coder's, and no draft."""
    return {key: text for key, text in texts.items() if not key.startswith(("codings/", "drafts/"))}


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
