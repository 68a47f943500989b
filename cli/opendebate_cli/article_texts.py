"""Articles that the user has: ``--text SLUG=FILE``, and the words of passages in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from opendebate.errors import InputError, UnknownName, UsageError, close_matches
from opendebate.printed_commands import printed_command

if TYPE_CHECKING:
    from opendebate.ask.statements import Passage
    from opendebate.coding.text import Text
    from opendebate.debate import Debate
    from opendebate.engines.rows import Rows

_BODIES = """SELECT ?id ?kind ?from ?to ?words ?sha256 WHERE {
  ?source a od:Source ; dcterms:identifier ?id ; od:sourceKind/skos:notation ?kind
  OPTIONAL { ?source od:from ?from } OPTIONAL { ?source od:to ?to }
  OPTIONAL { ?source od:words ?words } OPTIONAL { ?source od:sha256 ?sha256 }
}"""


def read_texts(
    arguments: Iterable[str], slugs: Collection[str], used: Collection[str] | None = None
) -> Iterator[tuple[str, Text]]:
    """Yield source and text of each ``SLUG=FILE``; with one source, ``FILE`` alone is enough.

    Parameters
    ----------
    arguments : iterable of str
    slugs : collection of str
        The sources of the debate.
    used : collection of str, optional
        Those that the command is about, if that is not all of them.

    Raises
    ------
    UsageError, UnknownName, InputError
        If the form is wrong, there is no such source, or the file cannot be read.
    """
    from opendebate.coding.article_files import read_text

    for argument in arguments:
        slug, file = split_argument(argument, slugs, used)
        yield slug, read_text(file)


def split_argument(
    argument: str, slugs: Collection[str], used: Collection[str] | None = None
) -> tuple[str, str]:
    """Return source and file of ``SLUG=FILE``; with one source, of ``FILE`` alone.

    Parameters
    ----------
    argument : str
    slugs : collection of str
        The sources of the debate.
    used : collection of str, optional
        Those that the command is about, if that is not all of them.

    Raises
    ------
    UsageError, UnknownName
        If there are several sources and the argument names none, or an unknown one.

    Examples
    --------
    >>> split_argument("speech=speech.txt", ["speech", "letter"])
    ('speech', 'speech.txt')
    >>> split_argument("speech.txt", ["speech"])
    ('speech', 'speech.txt')
    >>> split_argument("speech.txt", ["speech", "letter"], ["speech"])
    ('speech', 'speech.txt')
    """
    used = slugs if used is None else used
    slug, equals, file = argument.partition("=")
    if equals and slug in slugs:
        return slug, file
    if len(used) == 1 and (not equals or Path(argument).exists()):
        return next(iter(used)), argument
    if equals:
        raise UnknownName(
            "source",
            slug,
            close_matches(slug, slugs),
            command=f"To see all, run: {printed_command('list', 'sources')}",
        )
    raise UsageError(
        f"--text {argument} does not say which source it is.",
        advice=f"Write --text SLUG=FILE. SLUG is one of: {', '.join(used)}.",
    )


def compared_texts(
    folder: Path, names: Sequence[str], arguments: Collection[str]
) -> dict[str, Text]:
    """Return the articles of sources whose coders are compared.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    names : sequence of str
        Sources and coders, as in `opendebate.agreement`.
    arguments : collection of str
        Values of ``--text``.
    """
    from opendebate.rdf.checking import source_slugs
    from opendebate.reliability.selection import compared_sources

    if not arguments:
        return {}
    return dict(read_texts(arguments, source_slugs(folder), compared_sources(folder, names)))


class PassageTexts:
    """Finds the words of passages in the articles that the user has.

    Parameters
    ----------
    given : iterable of str
        Values of ``--text``.
    debate : Debate

    Attributes
    ----------
    texts : dict of str to Text
        The articles by source, each with its page.
    """

    def __init__(self, arguments: Iterable[str], debate: Debate) -> None:
        bodies = {str(row["id"]): row for row in cast("Rows", debate.query(_BODIES))}
        self.texts = dict(read_texts(arguments, bodies))
        self._articles = {slug: _article(bodies[slug], text) for slug, text in self.texts.items()}

    def __call__(self, slug: str, coded: Passage) -> str | None:
        """Return a passage's words with a tick, or what is wrong with them."""
        from opendebate.ask.quoting import close_quotations
        from opendebate.coding.passages import Status, locate

        text = self._articles.get(slug)
        if text is None:
            return None
        location = locate(coded, text)
        if location.status is Status.FOUND:
            mark = "✓" if coded.sha256 else "· (not sealed)"
            return f"{mark} {close_quotations(text.slice(*location.spans[0][:2]))}"
        messages = {
            Status.AMBIGUOUS: "✗ occurs several times in this text",
            Status.CHANGED: "✗ the words have changed in this text",
            Status.MISSING: "✗ not in this text",
        }
        return messages[location.status]


def _article(row: Mapping[str, Any], page: Text) -> Text:
    """Return a source's article without the page around it, or the page where it has none."""
    from opendebate.coding.records import Source
    from opendebate.coding.verify import article_of

    body = {key: row[key] for key in ("from", "to", "words", "sha256") if row[key] is not None}
    source = Source.model_validate({"title": row["id"], "kind": row["kind"], "text": body})
    try:
        return article_of(source, page)
    except InputError:
        return page


def say_proposed(
    folder: Path, slug: str, proposed: Mapping[str, Any], coder: str | None = None
) -> None:
    """Print what an article's file says of it, before a source that is new is begun with that."""
    from opendebate.coding.scaffold import source_path
    from opendebate_cli.output import say

    path = source_path(folder, slug, coder)
    if proposed and not path.exists():
        for key, value in proposed.items():
            shown = ", ".join(value) if isinstance(value, list) else value
            if key in {"authors", "publisher"}:
                shown += " (a comment there, until actors.yaml has them)"
            say(f"From the article's file: {key.replace('_', ' ')}: {shown}", err=True)
        say(f"If that is wrong, change it in {path}.", err=True)
