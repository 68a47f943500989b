"""How the list of all entities of a kind is grouped, and what of it is folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.site.folds import MOST_OPEN, Folds
from opendebate.site.page_content import EntityContent

if TYPE_CHECKING:
    from opendebate.site.debate_index import DebateIndex
    from opendebate.site.page_content import PageContent

SIDE_HEADINGS = {
    "for": "for",
    "against": "against",
    "both": "for both sides",
    "neither": "for neither side",
}


@dataclass(frozen=True, slots=True)
class ListGroup:
    """A part of a list.

    Attributes
    ----------
    side, heading : str
        Of claims: their side, and a heading with their number; otherwise empty.
    contents : sequence of PageContent
        What stands open.
    folds : sequence of (str, sequence of PageContent)
        Headings, and what stands folded below them.
    note : str
        What is said above the folds.
    """

    side: str
    heading: str
    contents: Sequence[PageContent]
    folds: Sequence[tuple[str, Sequence[PageContent]]] = ()
    note: str = ""


def list_groups(
    index: DebateIndex, kind: str, contents: Sequence[PageContent]
) -> Iterator[ListGroup]:
    """Yield the parts of a list.

    Parameters
    ----------
    index : DebateIndex
    kind : str
        ``"claim"``: by side, those with most statements open, the others folded by topic.
        ``"actor"``: those open who take a stance, the others folded. ``"topic"``: those open with
        most claims, the others folded. Other kinds stand open.
    contents : sequence of PageContent
        What the pages of the entities say.
    """
    if kind == "claim":
        yield from _by_side(index, contents)
        return
    if kind == "topic" and len(contents) > 2 * MOST_OPEN:
        under = index.claims_under
        by_size = sorted(contents, key=lambda one: -len(under.get(one.entity.iri, ())))
        largest = {one.key for one in by_size[:MOST_OPEN]}
        others = [one for one in contents if one.key not in largest]
        yield ListGroup("", "", by_size[:MOST_OPEN], [("Topics with fewer claims", others)])
        return
    silent = [one for one in contents if not index.statements_of.get(one.entity.iri)]
    if kind == "actor" and len(silent) > MOST_OPEN:
        heard = [one for one in contents if index.statements_of.get(one.entity.iri)]
        yield ListGroup("", "", heard, [("Actors who take no stance", silent)])
    else:
        yield ListGroup("", "", contents)


def _by_side(index: DebateIndex, contents: Sequence[PageContent]) -> Iterator[ListGroup]:
    folds = Folds(index)
    for side, words in SIDE_HEADINGS.items():
        on_side: list[PageContent] = [
            content
            for content in contents
            if isinstance(content, EntityContent) and content.side == side
        ]
        on_side.sort(key=lambda content: -_number_of_statements(content))
        first, others = on_side[:MOST_OPEN], on_side[MOST_OPEN:]
        by_topic = folds.by_topic(others, lambda content: content.entity)
        if on_side:
            heading = f"{len(on_side):,} {words}"
            yield ListGroup(side, heading, first, by_topic, "The others, by topic:")


def _number_of_statements(content: PageContent) -> int:
    sections = content.sections if isinstance(content, EntityContent) else ()
    return sum(len(section) for section in sections if section.noun == "statement")
