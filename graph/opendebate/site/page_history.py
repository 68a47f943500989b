"""When the pages of a site last changed, as its folder records."""

from __future__ import annotations

import datetime
import hashlib
import os
from typing import TYPE_CHECKING

from opendebate.site.addresses import page_path
from opendebate.site.feed import PageEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from opendebate.site.page_content import PageContent


class PageHistory:
    """What is recorded of the pages of a site.

    Parameters
    ----------
    before : mapping of str to dict
        What the earlier site has recorded: path of a page → ``says``, ``updated``, ``picture``.

    Attributes
    ----------
    pages : dict of str to dict
        What is to be recorded for the next time.
    """

    def __init__(self, before: Mapping[str, Mapping[str, str]]) -> None:
        self.before, self.now = before, _now()
        self.pages: dict[str, dict[str, str]] = {}

    def entries(
        self, title: str, question: str, contents: Iterable[PageContent]
    ) -> list[PageEntry]:
        """Return the first page and the pages of contents, with the time of their last change."""
        all_contents = [*contents]
        says = repr([content.summary for content in all_contents])
        return [
            self._entry("index.html", title, question, says),
            *(self._of_content(content) for content in all_contents),
        ]

    def same_picture(self, page: str, digest: str) -> bool:
        """Record the digest of a page's picture, and return whether it was the same before."""
        self.pages[page]["picture"] = digest
        return self.before.get(page, {}).get("picture") == digest

    def _of_content(self, content: PageContent) -> PageEntry:
        path = page_path(content.key)
        return self._entry(path, content.entity.name, content.summary, repr(content))

    def _entry(self, path: str, title: str, summary: str, says: str) -> PageEntry:
        digest = hashlib.sha256(says.encode()).hexdigest()
        before = self.before.get(path, {})
        updated = before["updated"] if before.get("says") == digest else self.now
        self.pages[path] = {"says": digest, "updated": updated}
        return PageEntry(path, title, summary, updated)


def _now() -> str:
    """Return the time, or that of SOURCE_DATE_EPOCH, so that a site can be made again."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    zone = datetime.UTC
    now = datetime.datetime.fromtimestamp(int(epoch), zone) if epoch.isdecimal() else (
        datetime.datetime.now(zone)
    )  # fmt: skip
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")
