"""Templates of pages: one environment, which escapes all values, and one shell (``page.html``)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.views.page_security import TEMPLATES, plain

if TYPE_CHECKING:
    from jinja2 import Environment


def template_environment(*folders: Path) -> Environment:
    """Return a new environment for templates in some folders, and those that all pages share.

    A name that a template uses and nobody defines is an error.

    Examples
    --------
    >>> page = template_environment().from_string("{{ name | plain }} {{ data | tojson }}")
    >>> page.render(name="<b>", data={"b": "ü", "a": 1})
    '&lt;b&gt; {"b":"ü","a":1}'
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader([*folders, TEMPLATES]),
    )
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "separators": (",", ":"),
        "sort_keys": False,
    }
    environment.filters["plain"] = plain
    return environment
