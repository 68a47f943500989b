"""What coders do with a debate's folder: begin a source, check, seal, and import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import opendebate_ontology
from opendebate.coding.debate_files import ENTITY_FILES as KINDS
from opendebate.errors import UsageError, check_known

if TYPE_CHECKING:
    from opendebate.coding.sealing import SealingResult
    from opendebate.exchange.importing import ImportReport
    from opendebate.rdf.checking import CheckResult
    from opendebate.recoding.folder_recoding import Recoding


def check(
    folder: str | Path | None = None,
    *,
    texts: Mapping[str, str | Path] | None = None,
    store: str | Path | None = None,
) -> CheckResult:
    """Return every fault of a debate's coding files, with file and line.

    Parameters
    ----------
    folder : str or pathlib.Path, optional
        The debate's folder; without it the built-in debate.
    texts : mapping of str to str or pathlib.Path, optional
        Source → its article, or the path of its file: each passage is compared with it.
    store : str or pathlib.Path, optional
        A store on disk, whose files are compared with their digests.

    Raises
    ------
    InputError
        If the folder is no debate, or a text cannot be read.
    UnknownName
        If a text is of no source.

    Examples
    --------
    >>> result = check()
    >>> result.ok, len(result.faults)
    (True, 0)
    """
    from opendebate.coding.article_files import text_of_article
    from opendebate.rdf.checking import check_folder

    articles = {slug: text_of_article(article) for slug, article in (texts or {}).items()}
    place = opendebate_ontology.path("debate") if folder is None else Path(folder)
    return check_folder(place, articles, store=None if store is None else Path(store))


def seal(
    folder: str | Path,
    source: str,
    text: str | Path,
    *,
    again: bool = False,
    coder: str | None = None,
) -> SealingResult:
    """Write word counts and digests of a source's passages into its file, from its article.

    Parameters
    ----------
    folder : str or pathlib.Path
        The debate's folder.
    source : str
        The name of the source's file without ``.yaml``.
    text : str or pathlib.Path
        The article, or the path of its file. Nothing of it is stored.
    again : bool
        Whether to seal also passages whose words have changed.
    coder : str, optional
        Whose coding of the source is sealed; without a coder, the one that counts.

    Returns
    -------
    SealingResult
        Its ``faults`` are the passages that are not in the article, and all else that is wrong
        in the source's file; the rest is sealed. ``notes`` are the first and last words that
        are now written otherwise, ``elsewhere`` the faults of other files.

    Raises
    ------
    FaultsFound
        If the source's file is no YAML, or what it says of its source has faults.
    InputError
        If the folder is no debate, or the text cannot be read.
    UnknownName
        If there is no such source or coder.
    """
    from opendebate.coding.article_files import text_of_article
    from opendebate.coding.sealing import seal_in_folder

    return seal_in_folder(Path(folder), source, text_of_article(text), reseal=again, coder=coder)


def new_source(
    folder: str | Path,
    source: str,
    text: str | Path | None = None,
    *,
    extend: bool = False,
    coder: str | None = None,
) -> list[Path]:
    """Begin to code a source: write a commented file for it, and a debate around it if need be.

    Parameters
    ----------
    folder : str or pathlib.Path
        The debate's folder; where it is empty or not there, a debate is made.
    source : str
        A name for the source: small letters, digits and hyphens.
    text : str or pathlib.Path, optional
        The article, or the path of its file: the source's file then lists the openings of its
        paragraphs, and has the title, date and address that the article's file has.
    extend : bool
        Whether a new debate begins with a copy of the built-in one.
    coder : str, optional
        Whose coding of the source is begun; without a coder, the one that counts.

    Returns
    -------
    list of pathlib.Path
        The files and folders that were made.

    Raises
    ------
    UsageError
        If nothing can have that name.
    InputError
        If there is such a source already, or the text cannot be read.
    """
    from opendebate.coding.article_files import read_article, text_of_article
    from opendebate.coding.coder_files import check_coder
    from opendebate.coding.scaffold import check_slug, start_debate, start_source

    check_slug(source)
    if coder:
        check_coder(Path(folder), coder)
    place, proposed = Path(folder), None
    article = None
    if isinstance(text, Path):
        article, proposed = read_article(text, extract=True)
    elif text is not None:
        article = text_of_article(text, extract=True)
    language = (proposed or {}).get("language", "en")
    made = start_debate(place, extend=extend, language=language)
    return [*made, start_source(place, source, article, proposed, coder)]


def recode(folder: str | Path, kind: str, ids: Mapping[str, str] | Path) -> Recoding:
    """Merge and rename entities in all files of a debate's folder; nothing is written yet.

    Parameters
    ----------
    folder : str or pathlib.Path
        The debate's folder.
    kind : str
        ``"claims"``, ``"actors"``, ``"topics"``, …
    ids : mapping of str to str, or pathlib.Path
        Former id → the id in its place, or a table with the columns ``from`` and ``to``. A new id
        renames an entity; the id of another one merges the two.

    Returns
    -------
    Recoding
        Its ``preview()`` shows the lines that change, and ``write()`` writes all files, or none.

    Raises
    ------
    Refused
        If that would make a contradiction or another error.
    InputError, UnknownName
        If an id is not there, or a file cannot be read.
    """
    from opendebate.recoding import folder_recoding

    check_known(kind, KINDS, f"There are no {kind!r}.")
    if isinstance(ids, Path):
        return folder_recoding.recode_by_table(Path(folder), kind, ids)
    return folder_recoding.recode(Path(folder), kind, ids)


def import_debate(  # noqa: PLR0913 — each says something else of the debate
    format: str,  # noqa: A002 — as Debate.serialize calls it
    file: str | Path | Sequence[str | Path],
    folder: str | Path,
    *,
    title: str | None = None,
    question: str | None = None,
    iri: str | None = None,
    texts: str | Path | None = None,
    variables: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
    attributes: Sequence[str] = (),
    date_order: str = "",
    sheet: str = "",
    coder: str = "",
) -> ImportReport:
    """Make a debate's folder of another tool's file.

    Parameters
    ----------
    format : str
        Such as ``"dna"``, ``"table"`` or ``"refi-qda"``: one that ``opendebate import`` names.
    file : str or pathlib.Path, or a sequence of them
        The other tool's file; of ``"dna"`` several databases of one study, which are joined.
    folder : str or pathlib.Path
        The debate's folder, which must be new or empty.
    title, question, iri : str, optional
        Of the debate, in place of what the file says.
    texts : str or pathlib.Path, optional
        A folder to which the sources' texts are written, for private use.
    variables : mapping of str to str, optional
        Of a database of DNA: role (``"person"``, ``"organization"``, ``"concept"``,
        ``"agreement"``) → the variable that has it, where its name is another.
    columns : mapping of str to str, optional
        Of a table: what a column holds (``"person"``, ``"concept"``, …) → the column, where its
        name does not show it.
    values : mapping of str to str, optional
        Of a table: a value of agreement → ``"agree"``, ``"disagree"``, a stance or ``"skip"``.
    attributes : sequence of str
        Of a table: further columns, each after what has it as an attribute: ``"actor:Party"``.
    date_order : str
        Of a table: ``"dmy"`` or ``"mdy"``, where its dates do not show it.
    sheet : str
        Of a workbook; without it the first.
    coder : str
        Of a table, a database of DNA or coded texts: only what this coder coded.

    Returns
    -------
    ImportReport
        Its ``notes`` say what could not be imported; print it to read all.

    Raises
    ------
    InputError
        If the file cannot be imported, or the folder is not empty.
    UsageError
        If there is no such format, or it does not have an option.

    Examples
    --------
    >>> report = import_debate("argdown", "debate.argdown", "my-debate")  # doctest: +SKIP
    """
    from opendebate.exchange.importing import import_debate as import_file

    of_table = {"columns": columns, "values": values, "attributes": tuple(attributes),
                "date_order": date_order, "sheet": sheet}  # fmt: skip
    files = [Path(file)] if isinstance(file, str | Path) else [Path(each) for each in file]
    return import_file(
        format, files, Path(folder), title=title, question=question, iri=iri,
        texts=None if texts is None else Path(texts), variables=variables,
        options=_reader_options(format, of_table, coder),
    )  # fmt: skip


def _reader_options(form: str, of_table: Mapping[str, Any], coder: str) -> dict[str, object]:
    """Return the options of a format's reader; an empty one says nothing."""
    from opendebate.exchange.formats import format_of

    of_table = {name: value for name, value in of_table.items() if value}
    if form == "table":
        from opendebate.exchange.spreadsheet.plan import Plan

        return {"plan": Plan(**of_table, coder=coder)} if of_table or coder else {}
    if of_table:
        raise UsageError(f"{' and '.join(of_table)} are for tables.", advice="Leave them out.")
    if coder and not format_of(form, to="read").has_coders:
        raise UsageError(f"{form} has no coders.", advice="Leave coder out.")
    return {"coder": coder} if coder else {}
