"""What of a long list stands folded on a page: the first entries are open, the others not.

A fold is an HTML ``details``: it opens without JavaScript, an address of something in it opens it,
and print shows all of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from opendebate.counting import counted
from opendebate.natural import natural
from opendebate.site.page_content import Section

if TYPE_CHECKING:
    from opendebate.ask.entities import Entity
    from opendebate.site.debate_index import DebateIndex

T = TypeVar("T")
MOST_OPEN = 10  # entries of a list; of more, the rest is folded
_OTHER = "Other topics"


class Folds:
    """Folds what is long on the pages of a debate.

    Parameters
    ----------
    index : DebateIndex
    """

    def __init__(self, index: DebateIndex) -> None:
        self.index = index

    def of(self, section: Section, kind: str) -> Section:
        """Return a section of the page of an entity, with folds if it is long.

        Statements by an actor, in a source or passed on are many on few topics: all of them are
        folded by topic. Of other lists the first entries stay open.

        Parameters
        ----------
        section : Section
        kind : str
            Of the entity.
        """
        if len(section) <= MOST_OPEN:
            return section
        if section.statements and kind != "claim":
            groups = self.by_topic(section.statements, lambda statement: statement.claim)
            if len(groups) > 1:
                folds = tuple(Section(name, statements=tuple(some)) for name, some in groups)
                return replace(section, statements=(), folds=folds)
        return _after_the_first(section)

    def by_topic(
        self, entries: Sequence[T], claim_of: Callable[[T], Entity]
    ) -> list[tuple[str, list[T]]]:
        """Return names of topics with what belongs to each, those of most entries first.

        Of several topics of a claim, the one counts that most of the entries share.

        Parameters
        ----------
        entries : sequence
        claim_of : callable
            Gives the claim of an entry.
        """
        topics = [self._topics(claim_of(entry).iri) for entry in entries]
        shared = Counter(topic for some in topics for topic in some)
        groups: dict[str, list[T]] = defaultdict(list)
        for entry, some in zip(entries, topics, strict=True):
            best = min(some, key=lambda topic: (-shared[topic], natural(topic)), default="")
            groups[self.index.entity(best).name if best else _OTHER].append(entry)
        return sorted(
            groups.items(), key=lambda group: (group[0] == _OTHER, -len(group[1]), group[0])
        )

    def _topics(self, claim: str) -> list[str]:
        """Return the widest topics of a claim that the debate itself has."""
        return list(dict.fromkeys(map(self._widest, self.index.texts(claim, "od:topic"))))

    def _widest(self, topic: str) -> str:
        seen: set[str] = set()
        while topic not in seen:
            seen.add(topic)
            wider = [
                one
                for one in self.index.texts(topic, "skos:broader")
                if one not in self.index.wide_topics
            ]
            topic = wider[0] if wider else topic
        return topic


def _after_the_first(section: Section) -> Section:
    """Return a section of which all entries but the first are in one fold."""
    first = {name: getattr(section, name)[:MOST_OPEN] for name in Section.LISTS}
    rest = {name: getattr(section, name)[MOST_OPEN:] for name in Section.LISTS}
    words = counted(len(section) - MOST_OPEN, f"more {section.noun}")
    return replace(section, **first, folds=(Section(words, **rest),))
