"""All pages come from one environment and have one shell."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest

import opendebate
from opendebate.serve.pages import FOLDER, Pages
from opendebate.views.page_security import TEMPLATES
from opendebate.views.templating import template_environment

TOWN = Path(__file__).parents[2] / "data" / "flood-maps"


def test_every_page_has_the_shell() -> None:
    pages = {path for folder in (TEMPLATES, FOLDER) for path in folder.glob("*.html")}
    extended = {name: path for path in pages for name in (path.name,)}
    texts = " ".join(path.read_text("utf-8") for path in pages)
    parts = {TEMPLATES / name for name in re.findall(r'\{% include "(.*?)" %\}', texts)}
    for path in pages - parts - {TEMPLATES / "page.html"}:
        parent = re.match(r'\{% extends "(.*?)" %\}', path.read_text("utf-8"))
        assert parent, path
        assert parent[1] in extended
        assert "<html" not in path.read_text("utf-8")


def test_explorer_lens_and_server_begin_alike() -> None:
    town = opendebate.load(TOWN)
    pages = [
        town.view().html(),
        town.view("actors").html(),
        Pages(town).problem({"title": "No such page", "status": 404}),
    ]
    for page in pages:
        assert page.startswith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">')
        assert '<meta name="referrer" content="no-referrer">' in page
        assert page.endswith("</body>\n</html>\n")
        assert page.count("<title>") == page.count("<style>") == 1


def test_values_are_escaped_and_a_missing_one_is_an_error() -> None:
    environment = template_environment()
    assert environment.from_string("{{ a }}").render(a="<b>") == "&lt;b&gt;"
    with pytest.raises(jinja2.UndefinedError):
        environment.from_string("{{ a }}").render()
