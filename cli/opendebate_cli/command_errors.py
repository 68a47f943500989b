"""Errors of the library and of the system as a command shows them."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from typing import Any

import click

from opendebate.errors import InputError, OpenDebateError, RemoteError


class CommandError(click.ClickException):
    """An error of the library on its way to the user."""

    def __init__(self, error: OpenDebateError) -> None:
        super().__init__(str(error))
        self.error = error
        self.__dict__["exit_code"] = error.exit_code  # a class variable to click

    def show(self, file: Any = None) -> None:
        """Write what happened, where, and what to do, on stderr."""
        from opendebate.errors import format_faults
        from opendebate_cli.output import say

        for line in format_faults(getattr(self.error, "faults", ())):
            say(line, err=True)
        where = f"{self.error.where}: " if self.error.where else ""
        say("Error: ", fg="red", bold=True, err=True, nl=False)
        say(f"{where}{self.error.what}", err=True)
        if self.error.advice:
            say(self.error.advice, err=True)


def endpoint_error(address: str, error: Exception) -> RemoteError:
    """Return the error for an endpoint whose answers do not fit together."""
    from opendebate.engines.remote.web_addresses import display_address

    return RemoteError(
        f"The endpoint's data are incomplete ({type(error).__name__}: {str(error)[:200]}).",
        where=display_address(address),
        advice="Publish the debate there again with 'opendebate publish', or ask whoever runs it.",
    )


@contextlib.contextmanager
def system_errors() -> Iterator[None]:
    """Turn the system's errors into messages."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # the reader has left: click ends quietly
        raise CommandError(_from_system(error)) from error


def _from_system(error: OSError) -> InputError:
    """Return the error for a file or stream that the system does not read or write."""
    reason = error.strerror or str(error)
    if error.filename is not None:
        return InputError(
            f"The file could not be read or written: {reason}.",
            where=os.fsdecode(error.filename),
            advice="Free some disk space, or ask for permission, and run the command again.",
        )
    _drop_output()
    return InputError(
        f"The answer could not be written: {reason}.",
        where="standard output",
        advice="Free some disk space, or write to another file, and run the command again.",
    )


def _drop_output() -> None:
    """Discard the rest of the answer, so that Python does not try to write it again."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
