"""A file of a release, with what its metadata say of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath

_MEDIA_TYPES = {
    ".aif": "application/json", ".argdown": "text/x-argdown", ".cff": "application/yaml",
    ".csv": "text/csv", ".dna": "application/vnd.sqlite3", ".graphml": "application/graphml+xml",
    ".html": "text/html", ".json": "application/json", ".jsonld": "application/ld+json",
    ".md": "text/markdown", ".nq": "application/n-quads", ".trig": "application/trig",
    ".qdc": "application/xml", ".qdpx": "application/zip",
    ".ttl": "text/turtle", ".xml": "application/xml", ".yaml": "application/yaml",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file of a release.

    Attributes
    ----------
    path : str
        Within the release, with slashes.
    content : bytes
    description : str
        What is in it, as a sentence.
    """

    path: str
    content: bytes
    description: str

    @property
    def media_type(self) -> str:
        """The media type by the suffix of the name."""
        return _MEDIA_TYPES.get(PurePosixPath(self.path).suffix, "application/octet-stream")

    @property
    def sha256(self) -> str:
        """The SHA-256 of the content in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


def checksums(files: list[ReleaseFile]) -> ReleaseFile:
    """Return the file that ``sha256sum --check`` reads.

    Examples
    --------
    >>> checksums([ReleaseFile("a.md", b"", "Empty.")]).content[:8]
    b'e3b0c442'
    """
    lines = (f"{file.sha256}  {file.path}\n" for file in sorted(files, key=lambda one: one.path))
    text = "".join(lines).encode()
    return ReleaseFile("SHA256SUMS", text, "The checksum of every other file.")
