"""``opendebate release``: the debate as a data set to deposit and cite."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendebate.counting import counted
from opendebate_cli.output import say
from opendebate_cli.state import State

if TYPE_CHECKING:
    from opendebate.reliability.agreement import Agreement


@click.command("release")
@click.argument("target", type=click.Path(path_type=Path), help="A new folder or .zip file.")
@click.option("--doi", metavar="DOI", help="The DOI under which the release will be found.")
@click.option("--draft", is_flag=True,
              help="Allow a debate without version, date, licence or authors.")  # fmt: skip
@click.pass_obj
def release_command(state: State, target: Path, doi: str | None, draft: bool) -> None:
    """Freeze the debate as a data set that others can cite.

    It has the data in all formats, the page, the coding files, the codebook, metadata (DataCite,
    RO-Crate, schema.org, VoID, CITATION.cff), a README and checksums; where several coders coded a
    source, the report of their agreement; and no text of a source. A .zip file is one upload to an
    archive such as Zenodo. The same coding gives the same bytes.

    \b
    Examples:
      opendebate -d my-debate release my-debate-1.0.0.zip
      opendebate -d my-debate release my-debate-draft --draft
    """
    from opendebate.release.release_facts import checked_doi
    from opendebate.release.release_writing import check_target

    check_target(target)  # what is wrong on the command line is reported before the debate is built
    if doi:
        checked_doi(doi)
    agreement = _agreement(state.folder)
    report = state.load().release(target, doi=doi, draft=draft, agreement=agreement)
    for omission in report.omissions:
        say(omission, err=True)
    say(f"Written: {target} ({counted(report.files, 'file')})", err=True)
    say(f"Digest of the graph: sha256:{report.digest}", err=True)


def _agreement(folder: Path) -> Agreement | None:
    """Return how far the coders agree, where two of them coded one source."""
    from opendebate.coding.debate_files import coding_entries
    from opendebate.errors import InputError
    from opendebate.reliability.agreement import compare

    if not coding_entries(folder):
        return None
    try:
        return compare(folder, (), {})
    except InputError as error:
        say(f"There is no report of agreement: {error.what}", err=True)
        return None
