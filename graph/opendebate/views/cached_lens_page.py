"""Pages of lenses; those of a large debate are made once, and then read from the cache.

This module imports little: a page that is in the cache needs no library for networks.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from opendebate.engines.cached_results import result_cache
from opendebate.networks.options import LENSES
from opendebate.views.page import Page
from opendebate.views.page_marks import network_mark
from opendebate.views.page_security import page_address

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine
    from opendebate.views.network_page import NetworkView

__all__ = ["LENSES", "CachedLensPage"]

# In cached pages, from which those for any names of files can be made.
_EXPLORER, _LENS = "address-of-the-explorer", "address-of-the-network-{}"


class CachedLensPage(Page):
    """The page of a lens.

    Parameters
    ----------
    engine : Engine
        The built debate.
    name : str
        One of `LENSES`.
    explorer : str, optional
    most : int, optional
        See :func:`opendebate.views.lens_pages.lens_view`.
    lenses : mapping of str to str, optional
        Name of a lens → its page, to which this one then links.

    Attributes
    ----------
    notes : tuple of str
        What one should know of the network before using its numbers.
    finding : str
        What it shows, in words.

    Examples
    --------
    >>> import opendebate
    >>> CachedLensPage(opendebate.load().engine, "actors").html()[:15]
    '<!doctype html>'
    """

    def __init__(
        self,
        engine: Engine,
        name: str,
        explorer: str | None = None,
        most: int | None = None,
        *,
        lenses: Mapping[str, str] | None = None,
    ) -> None:
        self.engine, self.name, self.most = engine, name, most
        self.explorer = page_address(explorer) if explorer else None
        self.lenses = {lens: page_address(address) for lens, address in (lenses or {}).items()}
        self.mark = network_mark(engine.iris.base, name)
        result = self._result()
        self.title, self._html = str(result["title"]), str(result["html"])
        self.notes, self.finding = tuple(map(str, result["notes"])), str(result["finding"])

    @cached_property
    def view(self) -> NetworkView:
        """The page with its network, which is computed when it is first needed."""
        from opendebate.views.lens_pages import lens_view

        view = lens_view(self.engine, self.name, self.explorer and _EXPLORER, self.most)
        view.lenses = {lens: _LENS.format(lens) for lens in self.lenses}
        return view

    def html(self) -> str:
        """Return the page: one file of HTML that needs nothing else."""
        page = self._html.replace(_EXPLORER, self.explorer or "")
        for lens, address in self.lenses.items():
            page = page.replace(_LENS.format(lens), address or "")
        return page

    def unframed(self) -> str:
        """Return a static image and the table, closed."""
        return self.view.unframed()

    def _result(self) -> dict[str, Any]:
        """Return page, title and notes. The cache has the last page of each lens.

        It has two: one that links to the other lenses, and one that does not.
        """
        choices = {"explorer": bool(self.explorer), "most": self.most, "lenses": [*self.lenses]}
        cache = result_cache(self.engine)
        name = f"lens-{self.name}{'-linked' * bool(self.lenses)}"
        cached: dict[str, Any] | None = None if cache is None else cache.get(name)
        if cached is not None and cached["choices"] == choices:
            return cached
        view = self.view
        made = {"choices": choices, "title": view.title, "notes": view.notes, "html": view.html(),
                "finding": view.lens.finding}  # fmt: skip
        if cache is not None:
            cache.put(name, made)
        return made
