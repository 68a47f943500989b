"""``opendebate lessons``: copies of the notebooks, or a site on which they run in a browser."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from opendebate.errors import UsageError
from opendebate_cli.output import say


@click.command("lessons")
@click.argument(
    "folder", type=click.Path(path_type=Path), required=False, help="Where to put copies."
)
@click.option(
    "--student", is_flag=True, help="Cut the solutions, and leave the teacher's sheet out."
)
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Build a site instead, on which lessons 00 to 02, or 03 too, run in a browser.",
)
@click.option(
    "--pyodide",
    type=click.Path(path_type=Path, exists=True),
    metavar="PATH",
    help="For a site: Python for browsers, a folder or an archive of Pyodide.",
)
def lessons_command(
    folder: Path | None, student: bool, site: Path | None, pyodide: Path | None
) -> None:
    """Copy the lessons: notebooks that check their learner's answers.

    A file that is there is never written over, so what a learner has done is safe.

    With --site nothing need be installed by learners: a site of JupyterLite is built, with Python,
    opendebate and the notebooks in it. Any web server can serve it, and it fetches nothing from
    elsewhere. Needs, in the folder of your clone: pip install -e ".[site]"

    \b
    Examples:
      opendebate lessons my-lessons --student
      opendebate lessons for-the-teacher
      opendebate lessons --site public --pyodide pyodide --student
    """
    if (folder is None) == (site is None):
        raise UsageError("Name a folder for copies, or --site DIR for a site.")
    if site is None and pyodide is not None:
        raise UsageError("--pyodide has no effect without --site.", advice="Leave it out.")
    if site is not None:
        _build(site, pyodide, student)
    elif folder is not None:
        _copy(folder, student)


def _copy(folder: Path, student: bool) -> None:
    from opendebate_lessons.notebooks import copy

    kept = 0
    for path, made in copy(folder, student=student):
        kept += not made
        say(f"Made: {path}" if made else f"Kept as it is: {path}", err=not made)
    if kept:
        say("To have those anew, name another folder.", err=True)
    say(f"Next: jupyter lab {quote(str(folder))}", err=True)


def _build(site: Path, pyodide: Path | None, student: bool) -> None:
    from opendebate_lessons.browser.site import build_site, runnable, where_from

    if pyodide is None:
        raise UsageError("A site needs Python for browsers: --pyodide PATH.", advice=where_from())
    missing = build_site(site, pyodide, student=student)
    say(f"Made: {site}")
    if missing:
        say(
            f"This Pyodide does not have {', '.join(missing)}. So the site has the lessons "
            f"{', '.join(runnable(missing))}, and pictures of networks are rings.",
            err=True,
        )
    say(f"Next: python -m http.server -d {quote(str(site))}", err=True)
