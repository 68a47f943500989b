"""The one door for texts from outside: bytes of a file become a text, or a clear refusal.

Editors save text in several ways. UTF-8 and UTF-16 are read, with a byte order mark or without
one; line ends of Windows and of old Macs become those of Unix.
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
_SAMPLE = 4_096  # bytes that tell UTF-16 without a mark
_OFFICE = "Make text of it: pandoc FILE -t plain -o FILE.txt, or save it as plain text there."
# How files begin that are no text, what they are, and what makes text of them.
_BINARY = (
    (
        b"%PDF-",
        "a PDF",
        "Make text of it with Poppler: pdftotext FILE.pdf FILE.txt.",
    ),
    (b"PK\x03\x04", "a ZIP archive, as word processors write", _OFFICE),
    (b"\xd0\xcf\x11\xe0", "a document of an old word processor", "Save it there as plain text."),
    (b"{\\rtf", "a document in RTF", _OFFICE),
    (b"SQLite format 3\0", "an SQLite database", ""),
    (b"\x1f\x8b", "a compressed file (gzip)", "Unpack it: gunzip FILE."),
    (b"\x89PNG", "a picture", ""),
    (b"\xff\xd8\xff", "a picture", ""),
)


class NotText(ValueError):
    """Bytes that are no text in an encoding that is read.

    Attributes
    ----------
    what : str
    at : int
        The first byte that is wrong.
    advice : str
        What to do; empty where the reader of the file knows better.
    """

    def __init__(self, what: str, at: int = 0, advice: str = "") -> None:
        super().__init__(what)
        self.what, self.at, self.advice = what, at, advice


def encoding_of(data: bytes) -> tuple[str, int]:
    r"""Return the encoding that bytes seem to have, and how long its byte order mark is.

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
        # Of Latin letters every other byte is zero, and none of those between.
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
    """Return bytes that were read from a file as a text; see `text_of`.

    Parameters
    ----------
    data : bytes
    where : str
        The file, as it is shown.
    advice : str
        What to do where it is no text at all.

    Raises
    ------
    InputError
        With the first byte that is wrong.
    """
    try:
        text = text_of(data)
    except NotText as error:
        line = data.count(b"\n", 0, error.at) + 1
        place = f"{where}:{line}" if error.advice else where
        raise InputError(error.what, where=place, advice=error.advice or advice) from error
    if (nul := text.find("\0")) >= 0:
        told = f"It is a binary file (byte {max(data.find(0), 0)} says so), not text."
        line = text.count("\n", 0, nul) + 1
        raise InputError(told, where=f"{where}:{line}", advice=advice)
    return text


def read_bytes(path: Path | str, most: int, *, advice: str) -> bytes:
    """Return what is in a file, or comes in on standard input, if it is not too large.

    Parameters
    ----------
    path : path or str
        ``"-"`` for standard input.
    most : int
        Bytes that are read at the most.
    advice : str
        What to do where it is larger.

    Raises
    ------
    InputError
        If it cannot be read, or is too large.
    """
    where = source_name(path)
    try:
        if str(path) == str(STDIN):
            data = sys.stdin.buffer.read(most + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(most + 1)
    except OSError as error:
        raise InputError(
            f"It cannot be read: {error.strerror or error}.",
            where=where,
            advice="Name a file that is there and that you may read.",
        ) from error
    if len(data) > most:
        told = f"It is larger than {most / 1_000_000:g} MB."
        raise InputError(told, where=where, advice=advice)
    return data


def source_name(path: Path | str) -> str:
    """Return what a file is called in messages; standard input by that name."""
    from opendebate.coding.debate_files import shown

    return "standard input" if str(path) == str(STDIN) else shown(Path(path))


def _undecodable(data: bytes, name: str, at: int) -> NotText:
    if name == "utf-8":
        told = f"It is not UTF-8: byte {at} is 0x{data[at]:02x}."
        advice = "Save it as UTF-8, for instance with: iconv -f WINDOWS-1252 -t UTF-8."
        return NotText(told, at, advice)
    upper = name.upper()
    return NotText(
        f"It seems to be {upper}, and is damaged at byte {at}.",
        at,
        f"Save it as UTF-8, for instance with: iconv -c -f {upper} -t UTF-8.",
    )
