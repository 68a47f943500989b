"""The explorer's page with the networks' pages beside it, each of which leads to the others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from opendebate.files import make_folder
from opendebate.views.cached_lens_page import LENSES, CachedLensPage
from opendebate.views.page_marks import ADVICE_IN_PYTHON, check_replaceable, has_mark, network_mark

if TYPE_CHECKING:
    from opendebate.views.explorer import ExplorerView
    from opendebate.views.page import Page


def network_files(file_name: str) -> dict[str, str]:
    """Return the files of the networks' pages by their names, relative to the explorer's folder.

    Examples
    --------
    >>> network_files("debate.html")["actors"]
    'debate-networks/actors.html'
    """
    path = PurePath(file_name)
    return {lens: f"{path.stem}-networks/{lens}{path.suffix}" for lens in LENSES}


def linked_pages(explorer: ExplorerView, file_name: str) -> dict[str, Page]:
    """Return the explorer and the pages of all networks by the names of their files.

    They lead to each other by these names, so that the folder they are in can be moved.

    Parameters
    ----------
    explorer : ExplorerView
    file_name : str
        Of the explorer's page; the folder of the networks has its name.

    Examples
    --------
    >>> import opendebate
    >>> list(linked_pages(opendebate.load().view(), "debate.html"))[:2]
    ['debate.html', 'debate-networks/actors.html']
    """
    files = network_files(file_name)
    beside = {lens: PurePath(file).name for lens, file in files.items()}
    pages: dict[str, Page] = {file_name: explorer.linked(_here(files))}
    for lens, file in files.items():
        pages[file] = CachedLensPage(explorer.engine, lens, f"../{file_name}", lenses=beside)
    return pages


def save_linked(explorer: ExplorerView, path: Path, *, force: bool) -> list[Path]:
    """Write the explorer, and the networks' pages into a folder beside it.

    Raises
    ------
    UsageError
        If a file is there that is another page, and `force` is not set. Then nothing is written.
    InputError
        If a file or the folder cannot be written.
    """
    pages = {path.parent / name: page for name, page in linked_pages(explorer, path.name).items()}
    marks = [(file, page.mark) for file, page in pages.items() if page.mark]
    check_replaceable(marks, force=force, advice=ADVICE_IN_PYTHON)
    if path.parent.is_dir():  # otherwise, the first file says so
        make_folder(path.parent / PurePath(network_files(path.name)[LENSES[0]]).parent)
    for file, page in pages.items():
        page.save(file, force=force)
    return list(pages)


def saved_networks(path: Path, debate: str) -> dict[str, str]:
    """Return the networks' pages that are beside a page: addresses by names.

    Parameters
    ----------
    path : pathlib.Path
        The explorer's page.
    debate : str
        IRI of the debate that they show.
    """
    files = network_files(path.name).items()
    return _here(
        {
            lens: file
            for lens, file in files
            if has_mark(path.parent / file, network_mark(debate, lens))
        }
    )


def remove_networks(path: Path, debate: str) -> Path | None:
    """Remove the networks' pages that an earlier run wrote beside a page.

    Returns
    -------
    pathlib.Path or None
        Their folder; None where no page was removed. Other files in it stay.
    """
    files = [path.parent / address for address in saved_networks(path, debate).values()]
    for file in files:
        file.unlink()
    if not files:
        return None
    folder = files[0].parent
    if not any(folder.iterdir()):
        folder.rmdir()
    return folder


def _here(files: Mapping[str, str]) -> dict[str, str]:
    """Return addresses that no browser takes for those of another protocol, as "a: b.html" is."""
    return {lens: f"./{file}" for lens, file in files.items()}
