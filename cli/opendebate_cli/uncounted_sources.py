"""Sources that coders coded and that are not in the graph, as nobody has decided on them yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from opendebate.counting import counted
from opendebate.printed_commands import printed_command

if TYPE_CHECKING:
    from opendebate.debate import Debate


def uncounted(debate: Debate) -> Iterator[tuple[str, str]]:
    """Yield a sentence on sources that are not in the graph, and a command.

    Of what only one of them coded there is nothing to decide, and the command is empty.
    """
    folder = debate.folder
    if folder is None:
        return
    slugs = {path.stem for path in (folder / "sources").glob("*.yaml")}
    if {path.stem for path in (folder / "codings").glob("*/*.yaml")} <= slugs:
        return  # nearly always, and what follows is slow to import
    from opendebate.coding.coder_files import coded_only_by_coders

    for coders, sources in coded_only_by_coders(folder, slugs).items():
        decided = len(coders) > 1
        until = "it is decided where they differ, or " * decided + "a coding is copied to sources/."
        yield (
            f"Not in the graph: {counted(len(sources), 'source')} that {' and '.join(coders)} "
            f"coded, until {until}",
            printed_command("adjudicate", *sources[:1]) if decided else "",
        )
