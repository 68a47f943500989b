"""The folder of a site: only changed files are written, and files of removed pages go."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from opendebate.errors import InputError
from opendebate.file_locks import remove_abandoned
from opendebate.files import make_folder, write_file

MANIFEST = ".opendebate-site.json"
_ADVICE = "Name another folder, or one that 'opendebate site' has made."


class SiteFolder:
    """A folder that a site is written to.

    Parameters
    ----------
    path : pathlib.Path
        It is made if it is not there. It is empty, or an earlier site is in it.
    debate : str
        IRI of the debate whose site is to be written.
    force : bool
        Whether the site of another debate may be replaced.

    Raises
    ------
    InputError
        If other files are in the folder, or the site of another debate.

    Attributes
    ----------
    files : dict of str to str
        Path of each file of the earlier site → the digest of its content.
    pages : dict of str to dict
        What is known of the pages of the earlier site: when they changed, and their content's
        digest.
    origin : str
        The digest of all that the earlier site was made from; empty where that is not known.
    """

    def __init__(self, path: Path, debate: str, *, force: bool = False) -> None:
        self.path, self.debate = path, debate
        self._manifest = manifest = _read_manifest(path)
        if manifest["debate"] not in {"", debate} and not force:
            raise InputError(
                f"There is the site of another debate in this folder: {manifest['debate']}.",
                where=str(path),
                advice="Name another folder, or replace that site: --force, in Python force=True.",
            )
        self.files: dict[str, str] = manifest["files"]
        self.pages: dict[str, dict[str, str]] = manifest["pages"]
        self.origin: str = manifest["origin"]
        self.written = self.removed = 0

    def unchanged(self, path: str) -> bytes | None:
        """Return a file of the earlier site, if nobody has changed it since."""
        try:
            content = (self.path / path).read_bytes()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == self.files.get(path) else None

    def is_current(self, origin: str) -> bool:
        """Return whether the folder has the complete site that is made from `origin`."""
        same = bool(self.files) and self.origin == origin
        return same and all(self.unchanged(path) is not None for path in self.files)

    def write(
        self, files: Mapping[str, bytes], pages: Mapping[str, Mapping[str, str]], origin: str
    ) -> None:
        """Write the files that differ from those on disk, and remove those of earlier pages.

        Parameters
        ----------
        files : mapping of str to bytes
            Path within the folder → content: all files of the site.
        pages : mapping of str to mapping
            What to know of the pages the next time.
        origin : str
            The digest of all that the site is made from.

        Raises
        ------
        InputError
            If a file cannot be written, a file stands in its way that is not of the site, or
            another command has written a site there meanwhile.
        """
        if _read_manifest(self.path) != self._manifest:
            raise InputError(
                "While this command ran, another one wrote a site into this folder.",
                where=str(self.path),
                advice="Run the command again when the other one has ended.",
            )
        digests = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
        self._refuse_foreign(files)
        make_folder(self.path)
        # If the writing is interrupted, the next one knows which files are of the site.
        self._write_manifest({**dict.fromkeys(files, ""), **self.files}, self.pages, "")
        for folder in {(self.path / path).parent for path in files}:
            remove_abandoned(folder)
        for path, content in files.items():
            self._write_changed(self.path / path, content)
        for path in sorted(set(self.files) - set(files)):
            self._remove(path)
        self._write_manifest(digests, pages, origin)

    def _refuse_foreign(self, files: Mapping[str, bytes]) -> None:
        for path in files:
            if path not in self.files and (self.path / path).exists():
                raise InputError(
                    "The site needs a file of this name, but opendebate did not write this one.",
                    where=str(self.path / path),
                    advice="Move the file away, or name another folder.",
                )

    def _write_changed(self, path: Path, content: bytes) -> None:
        with contextlib.suppress(OSError):
            if path.stat().st_size == len(content) and path.read_bytes() == content:
                return
        if not path.parent.is_dir():
            make_folder(path.parent)
        # A file that a power cut damages is written again the next time: it differs.
        write_file(path, content, follow_links=False, to_disk=False, tidy=False)
        self.written += 1

    def _remove(self, path: str) -> None:
        """Remove a file of an earlier site, and its folder if that is empty then."""
        with contextlib.suppress(OSError):
            (self.path / path).unlink()
            self.removed += 1
        with contextlib.suppress(OSError):
            if "/" in path:
                (self.path / path).parent.rmdir()

    def _write_manifest(
        self, files: Mapping[str, str], pages: Mapping[str, Mapping[str, str]], origin: str
    ) -> None:
        manifest = {
            "made_by": "opendebate site", "debate": self.debate, "origin": origin, "files": files,
            "pages": pages,
        }  # fmt: skip
        text = json.dumps(manifest, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
        path = self.path / MANIFEST
        if not path.exists() or path.read_text("utf-8") != text:
            write_file(path, text, follow_links=False)


def _read_manifest(path: Path) -> dict[str, Any]:
    """Return what the folder says of an earlier site in it.

    Raises
    ------
    InputError
        If there is something else in the folder, or it is no folder.
    """
    if path.exists() and not path.is_dir():
        raise InputError("This is a file, not a folder.", where=str(path), advice=_ADVICE)
    file = path / MANIFEST
    if not file.exists():
        if path.is_dir() and any(path.iterdir()):
            problem = "There are files in this folder, and no site of opendebate."
            raise InputError(problem, where=str(path), advice=_ADVICE)
        return {"files": {}, "pages": {}, "origin": "", "debate": ""}
    try:
        manifest = json.loads(file.read_text("utf-8"))
        files, pages = manifest["files"], manifest["pages"]
        origin, debate = str(manifest.get("origin", "")), str(manifest.get("debate", ""))
        good = all(_is_within(name) for name in files) and isinstance(pages, dict)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        good = False
    if not good:
        raise InputError(
            "The list of the site's files cannot be read.",
            where=str(file),
            advice="Remove the folder, and write the site anew.",
        )
    return {"files": files, "pages": pages, "origin": origin, "debate": debate}


def _is_within(name: str) -> bool:
    """Return whether a path stays within the folder."""
    return not Path(name).is_absolute() and ".." not in Path(name).parts and ":" not in name
