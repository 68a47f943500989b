"""Another tool's file as a coded debate that a debate's folder can hold, or a clear refusal."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from opendebate.coding.debate_files import display_path
from opendebate.coding.text_input import STDIN, read_bytes, source_name
from opendebate.errors import InputError, UsageError
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.folder import write_folder
from opendebate.exchange.formats import MOST_BYTES, format_of, formats
from opendebate.exchange.recognition import SQLITE, Kind, recognised
from opendebate.exchange.repair import fit
from opendebate.files import make_folder, write_file
from opendebate.printed_commands import printed_command

_SPOOLED = "standard input"  # the name of the temporary file, and so the debate's title
_SMALLER = "Give a smaller file."
_ALSO_READ = {"table": ("codebook-table", "documents")}  # other formats in files of one kind


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of another tool's file.

    Attributes
    ----------
    folder : pathlib.Path
        The debate's folder.
    read, made : mapping of str to int
        How many entities of each kind were read from the file, and are in the debate.
    notes : tuple of str
        What could not be imported, and what was assumed, a sentence each.
    """

    folder: Path
    read: Mapping[str, int]
    made: Mapping[str, int]
    notes: tuple[str, ...]

    def __str__(self) -> str:
        """Give the numbers and the notes, a line each."""
        read = ", ".join(_counted(n, what) for what, n in self.read.items() if n) or "nothing"
        made = ", ".join(f"{n} {what}{'s' * (n != 1)}" for what, n in self.made.items())
        return "\n".join([f"Read: {read}.", f"Made: {made}.", *(f"- {n}" for n in self.notes)])


def _counted(number: int, plural: str) -> str:
    """Return a number with its noun, whose first word in the plural is made a singular for 1.

    Examples
    --------
    >>> _counted(1, "statements of type 'Note'"), _counted(1, "coded passages"), _counted(2, "sets")
    ("1 statement of type 'Note'", '1 coded passage', '2 sets')
    """
    noun = re.sub(r"(\w)s\b", r"\1", plural, count=1) if number == 1 else plural
    return f"{number:,} {noun}"


def import_debate(  # noqa: PLR0913 — each says something else of the debate
    form: str,
    file: Path | Sequence[Path],
    folder: Path,
    *,
    title: str | None = None,
    question: str | None = None,
    iri: str | None = None,
    texts: Path | None = None,
    variables: Mapping[str, str] | None = None,
    options: Mapping[str, object] | None = None,
) -> ImportReport:
    """Make a debate's folder of another tool's file.

    Parameters
    ----------
    form : str
        The format's name.
    file : pathlib.Path or sequence of pathlib.Path
        The file; ``-`` for standard input. Of a format that can be joined, such as ``"dna"``,
        there may be several.
    folder : pathlib.Path
        A folder that is not there yet, or is empty.
    title, question, iri : str, optional
        Of the debate, in place of what the file says.
    texts : pathlib.Path, optional
        A folder to which the sources' texts are written, where the format gives them.
    variables : mapping of str to str, optional
        Of a database of DNA: role → the variable that has it.
    options : mapping of str to object, optional
        Further arguments of the format's reader, by keyword.

    Raises
    ------
    InputError
        If the file cannot be imported, or the folder is not empty.
    UsageError
        If the debate can have no such title, question or IRI, or there are no texts to write.
    """
    given = {"variables": variables} if variables else {}
    first, *more = [file] if isinstance(file, Path) else file
    coded = read_coded_debate(form, first, {**given, **(options or {})}, more)
    if texts is not None and not coded.texts:
        raise UsageError("--texts has no effect: no texts are taken from this file.",
                         advice="Leave it out.")  # fmt: skip
    _describe(coded, {"title": title, "question": question, "iri": iri})
    written = {(texts or folder) / f"{slug}.txt": text for slug, text in coded.texts.items()}
    if texts is not None:
        _check_texts(written)
    write_folder(coded, folder, " and ".join(map(source_name, (first, *more))))
    if texts is not None:
        make_folder(texts)
        for path, text in written.items():
            write_file(path, text)
    return ImportReport(folder, coded.counts, _made(coded), tuple(coded.report))


def _made(coded: CodedDebate) -> dict[str, int]:
    """Return how many entities of each kind a debate has; of coders', only if there are any."""
    made = {
        "actor": len(coded.actors), "claim": len(coded.claims), "source": len(coded.sources),
        "statement": sum(1 for _ in coded.statements()),
    }  # fmt: skip
    if coded.codings:
        files = [file for each in coded.codings.values() for file in each.values()]
        made["coding"] = len(files)
        made["coder's statement"] = sum(len(file["statements"]) for file in files)
    return made


def _check_texts(written: Mapping[Path, str]) -> None:
    """Refuse to write over a file that holds another text."""
    for path, text in written.items():
        if path.is_file() and path.read_bytes() not in {b"", text.encode()}:
            raise UsageError(f"{path} is there, and has other content. Nothing was written.",
                             advice="Name another folder with --texts.")  # fmt: skip


def _describe(coded: CodedDebate, values: Mapping[str, str | None]) -> None:
    """Put the values that a caller gives into the record of the debate."""
    from pydantic import ValidationError

    from opendebate.coding.records import Debate

    for name, value in values.items():
        if value is not None:
            coded.debate[name] = value
    try:
        Debate.model_validate(coded.debate)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            if (name := str(fault["loc"][0])) in values:
                message = fault["msg"].removeprefix("Value error, ")
                raise UsageError(f"--{name}: {message}") from error


def read_coded_debate(
    form: str,
    path: Path,
    options: Mapping[str, object] | None = None,
    more: Sequence[Path] = (),
) -> CodedDebate:
    """Return a file of a format, or several that are joined, as a coded debate.

    Parameters
    ----------
    form : str
        The format's name.
    path : pathlib.Path
        The file; ``-`` for standard input.
    options : mapping of str to object, optional
        Further arguments of the format's reader, by keyword.
    more : sequence of pathlib.Path
        Further files, which are joined with it.

    Raises
    ------
    InputError
        If it is a file of another kind, is broken, or holds nothing to make a debate of.
    UsageError
        If files of this format cannot be joined, or one is given twice.
    """
    with ExitStack() as stack:
        files = [stack.enter_context(_as_file(file)) for file in (path, *more)]
        if more:
            _check_joined(form, files)
        joined = {"more": files[1:]} if more else {}
        return _read(form, files, {**(options or {}), **joined})


def _check_joined(form: str, files: Sequence[Path]) -> None:
    joinable = [name for name, known in formats().items() if known.joins]
    if form not in joinable:
        raise UsageError(f"Files of {form} cannot be joined: only one is imported at once.",
                         advice=f"Give one file, or choose {', '.join(joinable)}.")  # fmt: skip
    if len({file.resolve() for file in files}) < len(files):
        raise UsageError("One file is given twice.", advice="Give each file once.")


def _read(form: str, files: Sequence[Path], options: Mapping[str, object]) -> CodedDebate:
    reader = format_of(form, to="read")
    file = files[0]
    for each in files:
        kind = recognised(_begin(each))
        if kind and form not in {kind.form, *_ALSO_READ.get(kind.form, ())}:
            raise _wrong_kind(kind, form, each)
    coded = reader.load().read(file, **options)
    if not (coded.claims or coded.sources):
        raise InputError(
            "There is no claim and no source in it, so no debate can be made of it.",
            where=display_path(file),
            advice=" ".join(["Is it the right file?", *coded.report]),
        )
    fit(coded)
    return coded


def _begin(file: Path) -> bytes:
    """Return a file's bytes to recognise it by; of a database, which may be large, the first."""
    try:
        with file.open("rb") as stream:
            start = stream.read(len(SQLITE))
    except OSError:
        return b""  # the format's reader reports the error
    return start if start == SQLITE else read_bytes(file, MOST_BYTES, advice=_SMALLER)


def _wrong_kind(kind: Kind, form: str, file: Path) -> InputError:
    command = printed_command("import", kind.form, "FILE", "-o", "FOLDER")
    advice = f"To import it, run: {command}" if kind.form else kind.advice
    problem = f"It is {kind.name}, not {formats()[form].title}."
    return InputError(problem, where=display_path(file), advice=advice or "Is it the right file?")


@contextmanager
def _as_file(path: Path) -> Iterator[Path]:
    """Give what comes in on standard input or through a pipe as a file that can be read again."""
    if path != STDIN and (path.is_file() or path.is_dir() or not path.exists()):
        yield path
        return
    data = read_bytes(path, MOST_BYTES, advice=_SMALLER)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, _SPOOLED)
        file.write_bytes(data)
        try:
            yield file
        except InputError as error:
            where = (error.where or "").replace(display_path(file), source_name(path))
            raise InputError(error.what, where=where, advice=error.advice) from error
