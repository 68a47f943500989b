"""Lists are in the order in which people count: 2 stands before 10, wherever one looks."""

from __future__ import annotations

import csv
import re

import pytest

import opendebate
from counted import NUMBERS, PEOPLE, write_counted
from opendebate.debate import Debate
from opendebate.exchange.tables.network import write_network_tables
from opendebate.networks.measures import measure
from opendebate.views.lens_pages import lens_view


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Debate:
    return opendebate.load(write_counted(tmp_path_factory.mktemp("counted")))


def test_lists_search_and_cards_count(counted: Debate) -> None:
    assert [row["name"] for row in counted.entities("actors")] == PEOPLE
    assert [one.speakers[0].name for one in counted.statements()] == PEOPLE
    found = [one.name for one in counted.search("person")]
    assert found == PEOPLE  # shorter names first, and then by number
    assert [one.speakers[0].name for one in counted.show("claim-1").statements_about] == PEOPLE


def test_networks_and_their_tables_count(counted: Debate) -> None:
    network = counted.network("actors")
    measured = measure(network, "degree")
    assert [row["name"] for row in measured.rows] == PEOPLE
    nodes = write_network_tables(network, "Many")["nodes.csv"].decode().splitlines()
    assert [row["name"] for row in csv.DictReader(nodes)] == PEOPLE


def test_a_lens_counts_in_its_table(counted: Debate) -> None:
    rows = lens_view(counted.engine, "debate")._rows()
    assert [row[0] for row in rows if row[0].startswith("Person")] == PEOPLE


def test_the_page_is_given_things_in_that_order(counted: Debate) -> None:
    keys = re.findall(r'"actor/person-(\d+)"', counted.view().html())[: len(NUMBERS)]
    assert list(map(int, keys)) == NUMBERS
