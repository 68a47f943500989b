"""Slips of those who use the library and the command line for the first time, each answered."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from article import load_article
from opendebate.errors import UnknownName, UsageError
from opendebate_cli.main import cli


@pytest.mark.parametrize(
    ("word", "meant"),
    [("people", "actors"), ("articles", "sources"), ("claim", "claims"), ("modles", "models")],
)
def test_a_list_is_proposed_by_sense_and_spelling(word: str, meant: str) -> None:
    with pytest.raises(UnknownName, match=f"Did you mean {meant}"):
        load_article().entities(word)
    assert f"Did you mean {meant}?" in CliRunner().invoke(cli, ["list", word]).output


def test_a_network_is_not_its_name() -> None:
    debate = load_article()
    advice = r"'actors' is no network\. Give one, such as debate\.network\(\"actors\"\)"
    with pytest.raises(UsageError, match=advice):
        debate.measure("actors", "degree")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=advice):
        debate.export_network("actors", "gexf")  # type: ignore[arg-type]


def test_a_format_of_networks_says_how_networks_are_exported() -> None:
    with pytest.raises(UsageError, match=r"debate\.export_network\(.*\"gexf\"\)"):
        load_article().export("gexf")


def test_a_value_without_its_option_gets_the_options() -> None:
    output = CliRunner().invoke(cli, ["query", "who-affirms", "open-agi"]).output
    assert "takes options, not 'open-agi' alone" in output
    assert "--claim" in output
