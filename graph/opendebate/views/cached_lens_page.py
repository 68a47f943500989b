"""Pages of lenses; those of a large debate are made once, and then read from the cache.

This module imports little: a page that is in the cache needs no library for networks.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from opendebate.engines.cached_results import result_cache
from opendebate.networks.options import LENSES
from opendebate.views.page import Page
from opendebate.views.page_marks import network_mark

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine
    from opendebate.views.network_page import NetworkView

__all__ = ["LENSES", "CachedLensPage"]


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

    Attributes
    ----------
    notes : tuple of str
        What one should know of the network before using its numbers.

    Examples
    --------
    >>> import opendebate
    >>> CachedLensPage(opendebate.load().engine, "actors").html()[:15]
    '<!doctype html>'
    """

    def __init__(
        self, engine: Engine, name: str, explorer: str | None = None, most: int | None = None
    ) -> None:
        self.engine, self.name, self.explorer, self.most = engine, name, explorer, most
        self.mark = network_mark(engine.iris.base, name)
        result = self._result()
        self.title, self._html = str(result["title"]), str(result["html"])
        self.notes = tuple(map(str, result["notes"]))

    @cached_property
    def view(self) -> NetworkView:
        """The page with its network, which is computed when it is first needed."""
        from opendebate.views.lens_pages import lens_view

        return lens_view(self.engine, self.name, self.explorer, self.most)

    def html(self) -> str:
        """Return the page: one file of HTML that needs nothing else."""
        return self._html

    def unframed(self) -> str:
        """Return a static image and the table, closed."""
        return self.view.unframed()

    def _result(self) -> dict[str, Any]:
        """Return page, title and notes. The cache has the last page of each lens."""
        choices = {"explorer": self.explorer, "most": self.most}
        cache, name = result_cache(self.engine), f"lens-{self.name}"
        cached: dict[str, Any] | None = None if cache is None else cache.get(name)
        if cached is not None and cached["choices"] == choices:
            return cached
        view = self.view
        made = {"choices": choices, "title": view.title, "notes": view.notes, "html": view.html()}
        if cache is not None:
            cache.put(name, made)
        return made
