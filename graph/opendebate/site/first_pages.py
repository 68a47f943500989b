"""The pages of a site that are not of one entity: the first one, lists, search, map, networks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from opendebate.natural import natural
from opendebate.site.addresses import page_path
from opendebate.site.page_content import HomeMap
from opendebate.site.previews import has_preview_shape, map_preview, title_preview
from opendebate.site.site_pages import LISTS
from opendebate.views.cached_lens_page import CachedLensPage
from opendebate.views.explorer import ExplorerView
from opendebate.views.lens_pages import lens_addresses
from opendebate.views.map.map_image import finding, map_svg
from opendebate.views.map.topic_groups import is_by_topic
from opendebate.views.relation_phrases import format_sources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from opendebate.ask.entities import Entity
    from opendebate.site.entity_content import EntityContents
    from opendebate.site.page_content import ClaimItem, PageContent
    from opendebate.site.pictures import Picture
    from opendebate.site.site_pages import SitePages
    from opendebate.site.structured_data import Node

MOST_CLAIMS = 10  # of each side on the first page
_SIGNS = re.compile(r" \([✗?]\)")  # the map explains them; the font of pictures of words has no ✗
NOT_LISTED = {"404.html", "search.html"}  # in the map of the site for search engines
_CAMPS = (("for", "Only for"), ("both", "On both sides"), ("against", "Only against"))
_SIDES = (("for", "Claims for"), ("against", "Claims against"))


class FirstPages:
    """Makes the pages from which readers find those of entities and stories.

    Parameters
    ----------
    contents : EntityContents
    render : SitePages
    explorer : ExplorerView
    """

    def __init__(self, contents: EntityContents, render: SitePages, explorer: ExplorerView) -> None:
        self.contents, self.render, self.explorer = contents, render, explorer
        self.index, self.base = contents.index, render.base

    def pages(self, by_kind: Mapping[str, Sequence[PageContent]]) -> dict[str, str]:
        """Return the lists, search, map and networks: path → page.

        Parameters
        ----------
        by_kind : mapping of str to sequence of PageContent
            Kind → what the pages of its entities or stories say.
        """
        every = [content for contents in by_kind.values() for content in contents]
        return {
            "explore.html": self._explorer(),
            **self._networks(),
            "search.html": self.render.search([_search_entry(content) for content in every]),
            "404.html": self.render.not_found(),
            **{
                LISTS[kind][0]: self.render.list(kind, contents)
                for kind, contents in by_kind.items()
                if contents
            },
        }

    def home(self, stories: Sequence[PageContent], described: Node, picture: str) -> str:
        """Return the first page.

        Parameters
        ----------
        stories : sequence of PageContent
        described : dict
            What search engines read of it.
        picture : str
            The address of its picture for previews; empty where it has none.
        """
        claims = [(side, heading, *self._claims(side)) for side, heading in _SIDES]
        return self.render.home(claims, stories, self._home_map(), described, picture)

    def picture(self) -> Picture:
        """Return the picture of the first page: the map, or words where it would not be read."""
        index = self.index
        drawn = self._map(index.question)
        if drawn and has_preview_shape(drawn):
            return map_preview(drawn)
        words = _SIGNS.sub("", finding(self.explorer.map))
        return title_preview(index.question, words, index.title, self.base)

    def _home_map(self) -> HomeMap | None:
        """Return the map as the first page shows it; nothing where it would show nothing."""
        shown = self.explorer.map
        if not shown.voices:
            return None
        camps = [(camp, heading, self._camp(camp)) for camp, heading in _CAMPS]
        return HomeMap(
            {look: self._map("", dark=look == "dark") for look in ("light", "dark")},
            finding(shown),
            tuple(camp for camp in camps if camp[2]),
            is_wide=not is_by_topic(shown),
        )

    def _map(self, question: str, *, dark: bool = False) -> str:
        """Return the map as a still picture; empty where it would show nothing."""
        index, shown = self.index, self.explorer.map
        if not shown.voices:
            return ""
        foot = f"{format_sources(index.statements)} · {self.base}"
        return map_svg(shown, index.title, question, foot, dark=dark)

    def _camp(self, camp: str) -> tuple[tuple[Entity, str], ...]:
        """Return the named voices of a camp, each with the side that it left."""
        found = [
            (self.index.entity(f"{self.index.base}{voice.key}"), voice.former)
            for voice in self.explorer.map.voices
            if voice.camp == camp
        ]
        return tuple(sorted(found, key=lambda one: natural(one[0].name.casefold())))

    def _networks(self) -> dict[str, str]:
        """Return the pages of the networks, which the explorer links to."""
        files, engine = lens_addresses(), self.index.engine
        pages = {name: CachedLensPage(engine, name, "explore.html", lenses=files) for name in files}
        return {
            path: self.render.previewed(
                pages[name].html(), path, f"Network: {name}", pages[name].finding
            )
            for name, path in files.items()
        }

    def _explorer(self) -> str:
        """Return the page with the map."""
        page, question = self.explorer.html(), self.index.question
        return self.render.previewed(page, "explore.html", f"Map: {self.index.title}", question)

    def _claims(self, side: str) -> tuple[list[ClaimItem], int]:
        """Return the claims of a side that most voices take a stance on; how many it has."""
        items = [
            self.contents.claims.item(claim)
            for claim in self.index.entities["claim"]
            if self.index.code(claim.iri, "od:side") == side
        ]
        with_stances = [item for item in items if item.stances]
        with_stances.sort(key=lambda item: -item.number_of_voices)
        return with_stances[:MOST_CLAIMS], len(items)


def _search_entry(content: PageContent) -> list[str]:
    words = " ".join((*content.other_names, content.description, content.summary))
    return [page_path(content.key), content.kind, content.entity.name, words]
