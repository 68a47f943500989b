"""What the command line says of the debate: which one, and which of its sources."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendebate.errors import UsageError
from opendebate_cli.debate_options import OPTIONS, has_effect

if TYPE_CHECKING:
    from opendebate.debate import Debate


@dataclass(frozen=True, slots=True)
class State:
    """What ``-d``, ``--only`` and ``--store`` say, before the command or after it.

    Attributes
    ----------
    debate : str or None
        The debate's folder, or the address of an endpoint; None means the built-in debate.
    store : pathlib.Path or None
        The folder of a store on disk.
    only : tuple of str
        The sources that are selected; empty means all.
    by_habit : bool
        Whether an environment variable selects them, so that advice need not repeat it.
    """

    debate: str | None
    store: Path | None = None
    only: tuple[str, ...] = ()
    by_habit: bool = False

    def load(self) -> Debate:
        """Load the debate, and show progress if that takes long."""
        from opendebate.debate import load
        from opendebate_cli.progress import Progress

        with Progress() as progress:
            return load(self.debate, only=self.only, store=self.store, progress=progress)

    @property
    def folder(self) -> Path:
        """The debate's folder, the built-in one where none is named.

        Raises
        ------
        UsageError
            If the debate is in an endpoint.
        """
        from opendebate.debate import BUILT_IN, is_address

        if self.debate is None:
            return BUILT_IN
        if is_address(self.debate):
            raise UsageError(
                "This command works on a debate's folder, not on an endpoint.",
                advice="Name the folder of the coding with -d.",
            )
        return Path(self.debate)

    def writable_folder(self, example: str) -> Path:
        """Return the folder of a debate that a command is to change; the built-in one is refused.

        Parameters
        ----------
        example : str
            The command, as it stands behind ``-d FOLDER``.

        Raises
        ------
        UsageError
            If no debate is named, or the debate is in an endpoint.
        """
        if self.debate is None:
            raise click.UsageError(
                f"Say which debate: opendebate -d FOLDER {example}. This command writes files, and "
                "the built-in debate is never changed. A copy of it is made by: opendebate -d "
                "FOLDER new SLUG --extend"
            )
        return self.folder

    @property
    def is_remote(self) -> bool:
        """Whether the debate is in an endpoint."""
        from opendebate.debate import is_address

        return self.debate is not None and is_address(self.debate)

    @property
    def name(self) -> str:
        """The stem of the names of files made from the debate."""
        if self.debate is None:
            return "opendebate"
        if self.is_remote:
            from urllib.parse import urlsplit

            return urlsplit(self.debate).hostname or "opendebate"
        return Path(self.debate).resolve().name

    def options(self, command: str) -> list[str]:
        """Return the options that name the debate, as far as they have an effect on a command."""
        values_by_option = {"debate": [self.debate] if self.debate is not None else [],
                 "only": [] if self.by_habit else self.only,
                 "store": [str(self.store)] if self.store else []}  # fmt: skip
        return [
            word
            for option, values in values_by_option.items() if has_effect(option, command)
            for value in values
            for word in (OPTIONS[option][0][0], value)
        ]  # fmt: skip
