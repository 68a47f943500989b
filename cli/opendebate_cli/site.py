"""``opendebate site``: the debate as static pages."""

from __future__ import annotations

from pathlib import Path

import click

from opendebate.counting import counted
from opendebate_cli.output import say
from opendebate_cli.state import State


@click.command("site")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False),
                help="A new folder, or one with an earlier site.")  # fmt: skip
@click.option("--base", required=True, metavar="URL",
              help="The address where the site will be.")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the site of another debate.")
@click.pass_obj
def site_command(state: State, folder: Path, base: str, *, force: bool) -> None:
    """Write the debate as a site: a page for each claim, actor, policy, source …

    The pages can be read without JavaScript; any web server can offer them, and they can be opened
    as files. Beside each page are its facts as Turtle and JSON-LD, and a picture for previews. Run
    the command again after a change: only changed files are written, and the feed lists the pages
    that changed.

    \b
    Example:
      opendebate site public --base https://example.org/debate/
    """
    from opendebate.site.addresses import site_address
    from opendebate.site.pictures import MISSING

    site_address(base)  # a wrong address is reported before the debate is built
    report = state.load().site(folder, base=base, force=force)
    changed = counted(report.written, "new or changed file")
    removed = f", {counted(report.removed, 'file')} removed" if report.removed else ""
    say(f"Written: {folder} ({counted(report.pages, 'page')}, {changed}{removed})", err=True)
    if not report.has_pictures:
        say(MISSING, err=True)
