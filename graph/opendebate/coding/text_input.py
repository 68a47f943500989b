"""Decoding the bytes of files: the result is a text, or a clear error.

UTF-8 and UTF-16 are read, with a byte order mark or without it; line ends of Windows and of old
Macs become those of Unix.
"""

from __future__ import annotations

import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from pathlib import Path

from opendebate.errors import InputError

STDIN = Path("-")
_MARKS = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16 does, so it comes first
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4_096  # bytes that show whether a file without a mark is UTF-16
_OFFICE = "Make text of it: pandoc FILE -t plain -o FILE.txt, or save it as plain text there."
# First bytes of files that are not text, their kind, and how to convert them to text.
_BINARY = (
    (b"%PDF-", "a PDF", "Make text of it with Poppler: pdftotext FILE.pdf FILE.txt."),
    (b"PK\x03\x04", "a ZIP archive, as word processors write", _OFFICE),
    (
        b"\xd0\xcf\x11\xe0",
        "a document of an old word processor, or one with a password",
        "Save it there as plain text.",
    ),
    (b"{\\rtf", "a document in RTF", _OFFICE),
    (b"SQLite format 3\0", "an SQLite database", ""),
    (b"\x1f\x8b", "a compressed file (gzip)", "Unpack it: gunzip FILE."),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
)


class NotText(ValueError):
    """Bytes that are not a text in UTF-8 or UTF-16.

    Attributes
    ----------
    what : str
    at : int
        The first byte that is wrong.
    advice : str
        What to do; empty if the caller should give the advice.
    """

    def __init__(self, what: str, at: int = 0, advice: str = "") -> None:
        super().__init__(what)
        self.what, self.at, self.advice = what, at, advice


def encoding_of(data: bytes) -> tuple[str, int]:
    r"""Return the probable encoding of bytes, and the length of its byte order mark.

    Examples
    --------
    >>> encoding_of("Maps".encode("utf-16-le")), encoding_of(b"\xef\xbb\xbfMaps")
    (('utf-16-le', 0), ('utf-8', 3))
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, len(mark)
    sample = data[:_SAMPLE]
    for name, first in (("utf-16-be", 0), ("utf-16-le", 1)):
        high, low = sample[first::2], sample[1 - first :: 2]
        # In UTF-16, every other byte of Latin letters is zero, and no byte between is.
        if len(high) > 1 and 2 * high.count(0) > len(high) and 0 not in low:
            return name, 0
    return "utf-8", 0


def text_of(data: bytes) -> str:
    r"""Return bytes as a text, with line ends of Unix.

    Raises
    ------
    NotText

    Examples
    --------
    >>> text_of("\ufeffMaps\r\nhelp\r".encode("utf-16-le"))
    'Maps\nhelp\n'
    """
    for start, kind, advice in _BINARY:
        if data.startswith(start):
            raise NotText(f"It is {kind}: a binary file, not text.", advice=advice)
    name, begin = encoding_of(data)
    try:
        text = data[begin:].decode(name)
    except UnicodeDecodeError as error:
        raise _undecodable(data, name, begin + error.start) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decoded(data: bytes, where: str, *, advice: str = "Save it as plain text in UTF-8.") -> str:
    """Return the bytes of a file as a text; see `text_of`.

    Parameters
    ----------
    data : bytes
    where : str
        The file, for messages.
    advice : str
        What to do if the file is no text.

    Raises
    ------
    InputError
        With the first byte that is wrong.
    """
    try:
        text = text_of(data)
    except NotText as error:
        line = data.count(b"\n", 0, error.at) + 1
        location = f"{where}:{line}" if error.advice else where
        raise InputError(error.what, where=location, advice=error.advice or advice) from error
    if (nul := text.find("\0")) >= 0:
        message = f"It is a binary file (byte {max(data.find(0), 0)} says so), not text."
        line = text.count("\n", 0, nul) + 1
        raise InputError(message, where=f"{where}:{line}", advice=advice)
    return text


def read_bytes(path: Path | str, max_bytes: int, *, advice: str) -> bytes:
    """Return the bytes of a file or of standard input, if they are not too many.

    Parameters
    ----------
    path : path or str
        ``"-"`` for standard input.
    max_bytes : int
        The most bytes that are read.
    advice : str
        What to do if the file is larger.

    Raises
    ------
    InputError
        If it cannot be read, or is too large.
    """
    where = source_name(path)
    try:
        if str(path) == str(STDIN):
            data = sys.stdin.buffer.read(max_bytes + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(max_bytes + 1)
    except OSError as error:
        raise InputError(
            f"It cannot be read: {error.strerror or error}.",
            where=where,
            advice="Name a file that is there and that you may read.",
        ) from error
    if len(data) > max_bytes:
        message = f"It is larger than {max_bytes / 1_000_000:g} MB."
        raise InputError(message, where=where, advice=advice)
    return data


def source_name(path: Path | str) -> str:
    """Return the name of a file for messages, or ``standard input``."""
    from opendebate.coding.debate_files import display_path

    return "standard input" if str(path) == str(STDIN) else display_path(Path(path))


def _undecodable(data: bytes, name: str, at: int) -> NotText:
    if name == "utf-8":
        message = f"It is not UTF-8: byte {at} is 0x{data[at]:02x}."
        advice = "Save it as UTF-8, for instance with: iconv -f WINDOWS-1252 -t UTF-8."
        return NotText(message, at, advice)
    upper = name.upper()
    return NotText(
        f"It seems to be {upper}, and is damaged at byte {at}.",
        at,
        f"Save it as UTF-8, for instance with: iconv -c -f {upper} -t UTF-8.",
    )
