"""The built-in debate with its first article alone, whose numbers many tests pin."""

from __future__ import annotations

from pathlib import Path

import opendebate
from opendebate.debate import BUILT_IN, Debate
from opendebate.rdf.selected_debates import selected_folder

ARTICLE = "why-meta-opened-up"


def load_article() -> Debate:
    """Load what the article says, and what that is about."""
    return opendebate.load(only=[ARTICLE])


def article_folder() -> Path:
    """Return a folder with the coding files of the article alone; it is not to be changed."""
    return selected_folder(BUILT_IN, [ARTICLE])
