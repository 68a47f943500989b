"""The built-in debate with its first article alone, whose numbers many tests pin."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

import opendebate
from opendebate.debate import BUILT_IN, Debate
from opendebate.rdf.selected_debates import selected_folder
from opendebate.site import site_writing

ARTICLE = "why-meta-opened-up"


def load_article() -> Debate:
    """Load what the article says, and what that is about."""
    return opendebate.load(only=[ARTICLE])


def article_folder() -> Path:
    """Return a folder with the coding files of the article alone; it is not to be changed."""
    return selected_folder(BUILT_IN, [ARTICLE])


def write_article_site(shared: Path) -> Path:
    """Return the site of the article without pictures, which is not to be changed.

    The processes that run the tests share it: who comes first writes it.
    """
    site = shared / "article-site"
    if not site.is_dir():
        new = Path(tempfile.mkdtemp(prefix="site-", dir=shared))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(site_writing, "can_draw", lambda: False)
            load_article().site(new / "site", base="https://example.org/debate/")
        try:
            (new / "site").rename(site)
        except OSError:  # another process was first
            return new / "site"
    return site
