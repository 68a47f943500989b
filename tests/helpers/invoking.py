"""Commands that run in the tests' own process."""

from __future__ import annotations

from click.testing import CliRunner, Result

from opendebate_cli.main import cli


def run(*words: object, typed: str = "") -> Result:
    """Run ``opendebate`` with some words; `typed` is what a person types."""
    return CliRunner().invoke(cli, [*map(str, words)], input=typed)
