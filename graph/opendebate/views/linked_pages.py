"""The explorer's page with the networks' pages beside it, each of which leads to the others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

from opendebate.views.explorer import ExplorerView
from opendebate.views.lens_pages import LENSES, lens_views

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine
    from opendebate.views.page import Page


def linked_pages(
    engine: Engine,
    file_name: str,
    start: str | None = None,
    texts: Mapping[str, str] | None = None,
) -> dict[str, Page]:
    """Return the explorer and the pages of all networks by the names of their files.

    They lead to each other by these names, so that the folder they are in can be moved.

    Parameters
    ----------
    engine : Engine
        The built debate.
    file_name : str
        Of the explorer's page; the other names begin like it.
    start, texts : optional
        As for :class:`opendebate.views.explorer.ExplorerView`.

    Examples
    --------
    >>> import opendebate
    >>> list(linked_pages(opendebate.load().engine, "debate.html"))[:2]
    ['debate.html', 'debate-actors.html']
    """
    path = PurePath(file_name)
    addresses = {lens: f"{path.stem}-{lens}{path.suffix}" for lens in LENSES}
    views = lens_views(engine, file_name, addresses)
    return {
        file_name: ExplorerView(engine, start, texts, addresses),
        **{addresses[lens]: view for lens, view in views.items()},
    }
