"""``opendebate lessons``: copies of the notebooks, for learners and for teachers."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click


@click.command("lessons")
@click.argument("folder", type=click.Path(path_type=Path), help="Where to put them.")
@click.option(
    "--student", is_flag=True, help="Cut the solutions, and leave the teacher's sheet out."
)
def lessons_command(folder: Path, student: bool) -> None:
    """Copy the lessons: notebooks that check their learner's answers.

    A file that is there is never written over, so what a learner has done is safe.

    \b
    Examples:
      opendebate lessons my-lessons --student
      opendebate lessons for-the-teacher
    """
    from opendebate.lessons.notebooks import copy

    kept = 0
    for path, made in copy(folder, student=student):
        kept += not made
        click.echo(f"Made: {path}" if made else f"Kept as it is: {path}", err=not made)
    if kept:
        click.echo("To have those anew, name another folder.", err=True)
    click.echo(f"Next: jupyter lab {quote(str(folder))}", err=True)
