"""What all pages of a debate can do: return HTML, be saved, and be shown in a notebook."""

from __future__ import annotations

import base64
import html
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.counting import counted
from opendebate.files import write_file
from opendebate.views.page_marks import ADVICE_IN_PYTHON, check_replaceable
from opendebate.views.page_security import plain

if TYPE_CHECKING:
    from opendebate.views.page_marks import PageMark

ROWS = 300  # of a table in a notebook


class Page(ABC):
    """A page to look at: one file of HTML that needs nothing else.

    Attributes
    ----------
    title : str
        The page's title.
    mark : PageMark or None
        What its file says that it is; see :mod:`opendebate.views.page_marks`.
    """

    title: str
    mark: PageMark | None = None

    @abstractmethod
    def html(self) -> str:
        """Return the page: one file of HTML that needs nothing else."""

    @abstractmethod
    def unframed(self) -> str:
        """Return what a notebook shows of the page where it removes frames, as HTML."""

    def _repr_html_(self) -> str:
        return self.frame() + self.unframed()

    def save(self, path: str | Path, *, force: bool = False) -> None:
        """Write the page to a file, as UTF-8.

        Parameters
        ----------
        path : str or pathlib.Path
        force : bool
            Whether a file may be replaced that is another page, or no page of opendebate.

        Raises
        ------
        UsageError
            If such a file is there, and `force` is not set.
        InputError
            If it cannot be written; an earlier file is not changed.
        """
        path = Path(path)
        if self.mark:
            check_replaceable([(path, self.mark)], force=force, advice=ADVICE_IN_PYTHON)
        page = self.html()
        write_file(path, self.mark.put_into(page) if self.mark else page)

    def frame(self, height: int = 800) -> str:
        """Return the page in a separate frame, `height` pixels high, for a notebook.

        Without allow-same-origin the page cannot change the notebook around it.
        """
        return (
            f'<iframe sandbox="allow-scripts allow-popups allow-downloads" width="100%"'
            f' height="{height}" title="{html.escape(self.title)}"'
            f' srcdoc="{html.escape(self.html())}"></iframe>'
        )


def image_element(svg: str, alternative: str) -> str:
    """Return a picture as an ``img`` element, in which no script can run.

    JupyterLab shows it even in a notebook it does not trust, whereas it removes ``iframe`` and
    ``svg``.

    Examples
    --------
    >>> image_element("<svg/>", "a < b")
    '<p><img alt="a &lt; b" src="data:image/svg+xml;base64,PHN2Zy8+"></p>'
    """
    picture = base64.b64encode(svg.encode()).decode()
    return (
        f'<p><img alt="{html.escape(alternative)}" src="data:image/svg+xml;base64,{picture}"></p>'
    )


def fallback(picture: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a picture and a closed table below it, for notebooks that remove frames.

    Parameters
    ----------
    picture : str
        HTML.
    heads : sequence of str
    rows : sequence of sequence of str
        Texts, one for each head; the first `ROWS` of them are shown.

    Examples
    --------
    >>> "<bdi>a &lt; b</bdi>" in fallback("", ["What"], [["a < b"]])
    True
    """
    head = "".join(f'<th scope="col">{html.escape(heading)}</th>' for heading in heads)
    body = "".join(
        f"<tr>{''.join(f'<td><bdi>{html.escape(plain(cell))}</bdi></td>' for cell in row)}</tr>"
        for row in rows[:ROWS]
    )
    rest_note = f"<p>and {counted(len(rows) - ROWS, 'more row')}</p>" if len(rows) > ROWS else ""
    return (
        f"<details><summary>Still picture and table</summary>{picture}"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest_note}</details>"
    )
