"""What an article says against its coding: passages, modes, and words that were copied."""

from __future__ import annotations

from collections.abc import Iterator

from opendebate.coding import records
from opendebate.coding.copied_words import Copies, copied
from opendebate.coding.folder import Coding
from opendebate.coding.passage_faults import tell
from opendebate.coding.passages import Status
from opendebate.coding.quotation_marks import quoted_words, told_by_quotes
from opendebate.coding.verify import Held, Verified
from opendebate.coding.yaml_reader import Keys, Tree
from opendebate.errors import Fault

# Here words are printed as they were spoken, mostly without quotation marks.
TRANSCRIPTS = {"interview", "speech", "testimony", "comment"}


def against(coding: Coding, slug: str, one: Verified) -> Iterator[Fault]:
    """Yield what a source's article says against the coding.

    Parameters
    ----------
    coding : Coding
        The debate, with faults of its own or without.
    slug : str
        The source.
    one : Verified
        Its coding held against the article.
    """
    tree = coding.trees[f"sources/{slug}"]
    for held in one.held:
        told, severity = _unlike(held, one)
        if told:
            path: Keys = (*_path(coding, slug, held.index), "at", held.number)
            yield Fault(tree.file, *tree.place(path), f"{held.statement}: {told}", severity)
    for held in one.attributed:
        if held.location.status is not Status.FOUND:
            told = tell(held.location, held.passage, one.body)
            where = f" in paragraph {held.passage.paragraph}" if held.passage.paragraph else ""
            path = ("source", "attribution", held.number)
            yield Fault(tree.file, *tree.place(path), f"attribution{where}: {told}")
    yield from _modes(coding.sources[slug], slug, one, coding)
    copies = Copies(one.body)
    for name, other in coding.trees.items():
        yield from copied(other, coding.folder / f"{name}.yaml", copies, slug)


def unread_statements(coding: Coding, slug: str) -> int:
    """Return how many statements of a source have faults, so that they cannot be held to it."""
    listed = coding.trees[f"sources/{slug}"].data.get("statements")
    total = len(listed) if isinstance(listed, list) else 0
    return total - len(coding.positions[slug])


def _path(coding: Coding, slug: str, index: int) -> Keys:
    """Return where a statement stands: those with faults of their own are left out before it."""
    return ("statements", coding.positions[slug][index])


def _unlike(held: Held, one: Verified) -> tuple[str, str]:
    """Return what is wrong with a passage, if anything, and how bad that is."""
    location, passage = held.location, held.passage
    if location.status is not Status.FOUND:
        return tell(location, passage, one.body), "error"
    is_in = location.spans[0].paragraph
    if passage.paragraph in {None, is_in}:
        return "", ""
    where = f"paragraph {is_in}" if is_in else "a heading"
    told = f"“{passage.first} … {passage.last}” stands in {where}, not {passage.paragraph}."
    return f"{told} Run 'opendebate seal' to put it right.", "warning"


def _modes(file: records.SourceFile, slug: str, one: Verified, coding: Coding) -> Iterator[Fault]:
    """Yield a warning for every mode that quotation marks speak against."""
    if file.source.kind in TRANSCRIPTS:
        return
    tree: Tree = coding.trees[f"sources/{slug}"]
    inside = quoted_words(one.body)
    for i, said in enumerate(file.statements):
        spans = [span for held in one.held if held.index == i for span in held.location.spans]
        if set(said.speaker) <= set(file.source.authors):
            continue  # what authors write needs no quotation marks
        if told := told_by_quotes(said, spans, one.body, inside):
            place = tree.place((*_path(coding, slug, i), "mode"))
            yield Fault(tree.file, *place, f"{said.id}: {told}", "warning")
