"""Writing a site: all its pages, pictures and data, and only what has changed."""

from __future__ import annotations

import datetime
import hashlib
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.site.addresses import page_path, site_address
from opendebate.site.debate_index import KINDS, DebateIndex
from opendebate.site.entity_content import EntityContent, EntityContents
from opendebate.site.feed import PageEntry, feed, sitemap
from opendebate.site.linked_data import FORMATS, linked_data
from opendebate.site.pictures import can_draw, draw_all, picture_digest
from opendebate.site.previews import FOLDER, entity_preview, map_preview, title_preview
from opendebate.site.site_folder import SiteFolder
from opendebate.site.site_pages import LISTS, SitePages
from opendebate.site.structured_data import StructuredData
from opendebate.views.explorer import ExplorerView
from opendebate.views.lens_pages import lens_addresses, lens_views
from opendebate.views.map.map_image import finding, map_svg
from opendebate.views.map.map_model import debate_map
from opendebate.views.relation_phrases import format_sources

if TYPE_CHECKING:
    from opendebate.ask.entities import Entity
    from opendebate.engines.engine import Engine
    from opendebate.views.map.map_model import DebateMap

_MOST_ON_HOME = 40  # claims of each side on the first page


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


def write_site(engine: Engine, folder: Path, base: str) -> SiteReport:
    """Write a debate as a site of static pages; see :meth:`opendebate.debate.Debate.site`."""
    address, target = site_address(base), SiteFolder(folder)
    site = _Site(DebateIndex(engine), address, target, engine)
    files = site.files()
    target.write(files, site.pages)
    return SiteReport(folder, site.page_count, target.written, target.removed, site.draws)


class _Site:
    """Makes the files of a site."""

    def __init__(self, index: DebateIndex, base: str, target: SiteFolder, engine: Engine) -> None:
        self.index, self.base, self.target, self.engine = index, base, target, engine
        self.contents, self.render = EntityContents(index), SitePages(index, base)
        self.described, self.draws = StructuredData(index, base), can_draw()
        self.now = _now()
        self.pages: dict[str, dict[str, str]] = {}

    @cached_property
    def all(self) -> list[EntityContent]:
        """What the pages of all entities say."""
        return [self.contents.of(e) for kind in KINDS for e in self.index.entities[kind]]

    @property
    def page_count(self) -> int:
        """How many pages the site has."""
        return len(self.pages)

    def files(self) -> dict[str, bytes]:
        """Return all files of the site: path → content."""
        texts = {page_path(content.key): self._entity(content) for content in self.all}
        texts |= self._first_pages()
        data = {
            page_path(content.key, suffix): linked_data(self.index, content.entity.iri, suffix)
            for content in self.all
            for suffix in FORMATS
        }
        entries = self._entries()
        texts["sitemap.xml"] = sitemap(entries, self.base)
        texts["feed.xml"] = feed(entries, self.base, self.index)
        texts["favicon.svg"] = (FOLDER / "favicon.svg").read_text("utf-8")
        texts["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {self.base}sitemap.xml\n"
        encoded = {path: text.encode() for path, text in texts.items()}
        return {**encoded, **data, **self._pictures()}

    def _entity(self, content: EntityContent) -> str:
        picture = self._picture(page_path(content.key, ".png"))
        return self.render.entity(content, self.described.of_page(content, picture), picture)

    def _picture(self, path: str) -> str:
        return self.base + path if self.draws else ""

    def _first_pages(self) -> dict[str, str]:
        return {
            "index.html": self._home(),
            "explore.html": ExplorerView(self.engine, networks=lens_addresses()).html(),
            **self._networks(),
            "search.html": self.render.search([self._search_entry(c) for c in self.all]),
            "404.html": self.render.not_found(),
            **{
                LISTS[kind][0]: self.render.list(kind, [(e, self._note(e)) for e in entities])
                for kind, entities in self.index.entities.items()
                if entities
            },
        }

    def _networks(self) -> dict[str, str]:
        """Return the pages of the networks, which the explorer links to."""
        pages, views = lens_addresses(), lens_views(self.engine, "explore.html")
        return {pages[name]: view.html() for name, view in views.items()}

    def _home(self) -> str:
        index, picture = self.index, self._picture("index.png")
        claims = []
        for side, heading in (("for", "Claims for"), ("against", "Claims against")):
            items = [self.contents.claim_item(c) for c in index.entities["claim"]
                     if index.code(c.iri, "od:side") == side]  # fmt: skip
            items = [item for item in items if item.stances]
            items.sort(key=lambda item: -sum(len(voices) for _, voices in item.stances))
            claims.append((side, heading, items[:_MOST_ON_HOME]))
        sources = [self.contents.source_item(source) for source in index.entities["source"]]
        described = self.described.of_home(picture)
        return self.render.home(claims, sources, self._map, described, picture)

    @cached_property
    def _map(self) -> str:
        """The map as a still picture; empty where it would show nothing."""
        if not self._on_map.voices:
            return ""
        foot = f"{format_sources(self.index.statements)} · {self.base}"
        return map_svg(self._on_map, self.index.title, self.index.question, foot)

    @cached_property
    def _on_map(self) -> DebateMap:
        return debate_map(self.engine)

    def _home_picture(self) -> str:
        index = self.index
        if self._map:
            return map_preview(self._map)
        return title_preview(index.question, finding(self._on_map), index.title, self.base)

    def _note(self, entity: Entity) -> str:
        return self._by_iri[entity.iri].summary

    @cached_property
    def _by_iri(self) -> dict[str, EntityContent]:
        return {content.entity.iri: content for content in self.all}

    @staticmethod
    def _search_entry(content: EntityContent) -> list[str]:
        words = " ".join((*content.other_names, content.description, content.summary))
        return [page_path(content.key), content.kind, content.entity.name, words]

    def _entries(self) -> list[PageEntry]:
        """Return the pages with the day of their last change, and record it for the next time."""
        home = hashlib.sha256(repr([c.summary for c in self.all]).encode()).hexdigest()
        entries = [self._entry("index.html", self.index.title, self.index.question, home)]
        for content in self.all:
            digest = hashlib.sha256(repr(content).encode()).hexdigest()
            path, name = page_path(content.key), content.entity.name
            entries.append(self._entry(path, name, content.summary, digest))
        return entries

    def _entry(self, path: str, title: str, summary: str, digest: str) -> PageEntry:
        before = self.target.pages.get(path, {})
        updated = before["updated"] if before.get("says") == digest else self.now
        self.pages[path] = {"says": digest, "updated": updated}
        return PageEntry(path, title, summary, updated)

    def _pictures(self) -> dict[str, bytes]:
        """Return the pictures of the pages; unchanged ones are read from the folder."""
        if not self.draws:
            return {}
        svgs = {
            page_path(c.key, ".png"): entity_preview(c, self.index.title, self.base)
            for c in self.all
        }
        svgs["index.png"] = self._home_picture()
        kept, changed = {}, {}
        for path, svg in svgs.items():
            page, digest = self.pages[path.replace(".png", ".html")], picture_digest(svg)
            before = self.target.pages.get(path.replace(".png", ".html"), {})
            old = self.target.unchanged(path) if before.get("picture") == digest else None
            page["picture"] = digest
            if old is None:
                changed[path] = svg
            else:
                kept[path] = old
        return {**kept, **draw_all(changed)}


def _now() -> str:
    """Return the time, or that of SOURCE_DATE_EPOCH, so that a site can be made again."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    zone = datetime.UTC
    now = datetime.datetime.fromtimestamp(int(epoch), zone) if epoch.isdecimal() else (
        datetime.datetime.now(zone)
    )  # fmt: skip
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")
