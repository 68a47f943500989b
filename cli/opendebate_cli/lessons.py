"""``opendebate lessons``: copies of the notebooks, or a site on which they run in a browser."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from opendebate.errors import UsageError
from opendebate.printed_commands import printed_command
from opendebate_cli.old_spellings import HiddenArgument, note_old_spelling
from opendebate_cli.output import say

_NEW_SPELLING = "\0"  # no folder is called so: --site stands without a value


@click.command("lessons")
@click.argument("old_folder", type=click.Path(path_type=Path), required=False, cls=HiddenArgument)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where to put the copies, or the site.",
)
@click.option(
    "--student", is_flag=True, help="Cut the solutions, and leave the teacher's sheet out."
)
@click.option(
    "--site",
    is_flag=False,
    flag_value=_NEW_SPELLING,
    metavar="",
    help="Build a site instead, on which lessons 00 to 02, or 03 too, run in a browser.",
)
@click.option(
    "--pyodide",
    type=click.Path(path_type=Path, exists=True),
    metavar="PATH",
    help="For a site: Python for browsers, a folder or an archive of Pyodide.",
)
def lessons_command(
    old_folder: Path | None,
    output: Path | None,
    student: bool,
    site: str | None,
    pyodide: Path | None,
) -> None:
    """Copy the lessons: notebooks that check their learner's answers.

    A file that is there is never written over, so a learner's work is safe.

    With --site nothing need be installed by learners: a site of JupyterLite is built, with Python,
    opendebate and the notebooks in it. Any web server can serve it, and it fetches nothing from
    elsewhere. Needs, in the folder of your clone: pip install -e ".[site]"

    \b
    Examples:
      opendebate lessons -o my-lessons --student
      opendebate lessons -o for-the-teacher
      opendebate lessons --site -o public --pyodide pyodide --student
    """
    folder = _folder(old_folder, output, site)
    if site is None and pyodide is not None:
        raise UsageError("--pyodide has no effect without --site.", advice="Leave it out.")
    if site is not None:
        _build(folder, pyodide, student)
    else:
        _copy(folder, student)


def _folder(argument: Path | None, output: Path | None, site: str | None) -> Path:
    """Return the folder to write, which older versions took as an argument or after --site."""
    old_site = None if site in {None, _NEW_SPELLING} else Path(site or "")
    folders = [folder for folder in (output, argument, old_site) if folder is not None]
    if len(folders) != 1:
        raise UsageError("Name the folder for the copies, or for the site: -o DIR.")
    folder = str(folders[0])
    if argument:
        note_old_spelling("a folder without -o", printed_command("lessons", "-o", folder))
    if old_site:
        note_old_spelling(
            "a folder after --site", printed_command("lessons", "--site", "-o", folder)
        )
    return folders[0]


def _copy(folder: Path, student: bool) -> None:
    from opendebate_lessons.notebooks import copy

    existing = 0
    for path, is_new in copy(folder, student=student):
        existing += not is_new
        say(f"Made: {path}" if is_new else f"Kept as it is: {path}", err=not is_new)
    if existing:
        say("To have those anew, name another folder.", err=True)
    say(f"Next: jupyter lab {quote(str(folder))}", err=True)


def _build(site: Path, pyodide: Path | None, student: bool) -> None:
    from opendebate_lessons.browser.pyodide import where_from
    from opendebate_lessons.browser.site import build_site, runnable

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
