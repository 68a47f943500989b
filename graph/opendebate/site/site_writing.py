"""Writing a site: all its pages, pictures and data, and only what has changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.site.addresses import page_path, site_address
from opendebate.site.debate_index import KINDS, DebateIndex
from opendebate.site.entity_content import EntityContents
from opendebate.site.feed import PageEntry, feed, sitemap
from opendebate.site.first_pages import NOT_LISTED, FirstPages
from opendebate.site.linked_data import FORMATS, linked_data
from opendebate.site.page_history import PageHistory
from opendebate.site.pictures import Picture, can_draw, draw_all, picture_digest
from opendebate.site.previews import FOLDER, page_preview
from opendebate.site.site_folder import SiteFolder
from opendebate.site.site_origin import site_origin
from opendebate.site.site_pages import SitePages
from opendebate.site.story_content import story_contents
from opendebate.site.structured_data import StructuredData
from opendebate.views.explorer import ExplorerView
from opendebate.views.lens_pages import lens_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opendebate.engines.engine import Engine
    from opendebate.site.page_content import PageContent, SourceItem, StoryContent


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What was written of a site.

    Attributes
    ----------
    folder : pathlib.Path
    pages, written, removed : int
        Pages of the site; files that were written because they changed, and files removed.
    has_pictures : bool
        Whether the pages have pictures for previews.
    """

    folder: Path
    pages: int
    written: int
    removed: int
    has_pictures: bool


def write_site(engine: Engine, folder: Path, base: str, *, force: bool = False) -> SiteReport:
    """Write a debate as a site of static pages; see :meth:`opendebate.debate.Debate.site`."""
    address, target = site_address(base), SiteFolder(folder, engine.iris.base, force=force)
    origin = site_origin(engine, address, draws=can_draw())
    if target.is_current(origin):
        return SiteReport(folder, len(target.pages), 0, 0, can_draw())
    site = _Site(engine, address, target)
    files = site.files()
    target.write(files, site.history.pages, origin)
    pages = len(site.history.pages)
    return SiteReport(folder, pages, target.written, target.removed, site.draws)


class _Site:
    """Makes the files of a site."""

    def __init__(self, engine: Engine, base: str, target: SiteFolder) -> None:
        self.index, self.base, self.target = DebateIndex(engine), base, target
        self.explorer = ExplorerView(engine, networks=lens_addresses())
        self.contents = EntityContents(self.index)
        self.described, self.draws = StructuredData(self.index, base), can_draw()
        self.history = PageHistory(target.pages)

    @cached_property
    def by_kind(self) -> dict[str, list[PageContent]]:
        """What the pages of all entities and stories say, by kind."""
        entities = self.index.entities
        pages: dict[str, list[PageContent]] = {
            kind: [self.contents.of(entity) for entity in entities[kind]] for kind in KINDS
        }
        return {"story": [*self._stories()], **pages}

    @cached_property
    def sources(self) -> tuple[SourceItem, ...]:
        """All sources of the debate."""
        return tuple(map(self.contents.source_item, self.index.entities["source"]))

    @cached_property
    def all(self) -> list[PageContent]:
        """What all these pages say."""
        return [content for contents in self.by_kind.values() for content in contents]

    @cached_property
    def first(self) -> FirstPages:
        """What makes the pages that are not of one entity or story."""
        return FirstPages(self.contents, self.render, self.explorer)

    @cached_property
    def render(self) -> SitePages:
        """What turns contents into pages."""
        picture = self._picture("index.png")
        return SitePages(self.index, self.base, self.by_kind, self.sources, picture)

    def files(self) -> dict[str, bytes]:
        """Return all files of the site: path → content.

        Other processes draw the pictures, which takes as long as all else, in the meantime.
        """
        entries = self.history.entries(self.index.title, self.index.question, self.all)
        ready, changed = self._pictures()
        with ThreadPoolExecutor(1) as pool:
            pictures = pool.submit(draw_all, changed)
            return {**self._pages_and_data(entries), **ready, **pictures.result()}

    def _pages_and_data(self, entries: list[PageEntry]) -> dict[str, bytes]:
        texts = {page_path(content.key): self._page(content) for content in self.all}
        texts["index.html"] = self._home()
        first = self.first.pages(self.by_kind)
        texts |= {**first, **self._files_for_machines(entries, sorted({*first} - NOT_LISTED))}
        data = {
            page_path(content.key, suffix): linked_data(self.index, content, form)
            for content in self.all
            for suffix, form in FORMATS.items()
        }
        return {**{path: text.encode() for path, text in texts.items()}, **data}

    def _stories(self) -> Iterator[StoryContent]:
        yield from story_contents(self.contents, self.explorer.map)

    def _page(self, content: PageContent) -> str:
        picture = self._picture(page_path(content.key, ".png"))
        described = self.described.of_page(content, picture)
        return self.render.page(content, described, picture)

    def _home(self) -> str:
        picture = self._picture("index.png")
        stories = self.by_kind["story"]
        return self.first.home(stories, self.described.of_home(picture), picture)

    def _files_for_machines(self, entries: list[PageEntry], undated: list[str]) -> dict[str, str]:
        return {
            "sitemap.xml": sitemap(entries, undated, self.base),
            "feed.xml": feed(entries, self.base, self.index),
            "favicon.svg": (FOLDER / "favicon.svg").read_text("utf-8"),
            "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {self.base}sitemap.xml\n",
        }

    def _picture(self, path: str) -> str:
        """Return the address of a picture; empty if none is drawn."""
        return self.base + path if self.draws else ""

    def _pictures(self) -> tuple[dict[str, bytes], dict[str, Picture]]:
        """Return the unchanged pictures of the pages, and those to be drawn, by path."""
        if not self.draws:
            return {}, {}
        pictures: dict[str, Picture] = {
            c.key: page_preview(c, self.index.title, self.base) for c in self.all
        }
        pictures["index"] = self.first.picture()
        ready: dict[str, bytes] = {}
        changed: dict[str, Picture] = {}
        for key, picture in pictures.items():
            path, digest = f"{key}.png", picture_digest(picture)
            is_same = self.history.same_picture(f"{key}.html", digest)
            png = self.target.unchanged(path) if is_same else None
            if png is None:
                changed[path] = picture
            else:
                ready[path] = png
        return ready, changed
