"""Templates of pages: one environment, which escapes all values, and one shell (``page.html``)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.views.page_security import TEMPLATES, plain

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment
    from jinja2.bccache import Bucket
    from markupsafe import Markup

_DATE = re.compile(r"(?<![\w-])\d{4}-\d\d(?:-\d\d)?(?![\w-])")


@cache
def _compiled_templates() -> BytecodeCache:
    """Return where the code of templates is, so that a process compiles each of them once."""
    from jinja2 import BytecodeCache

    class CodeInMemory(BytecodeCache):
        """Code by what a template is called and says."""

        def __init__(self) -> None:
            self.codes: dict[tuple[str, str], bytes] = {}

        def load_bytecode(self, bucket: Bucket) -> None:
            code = self.codes.get((bucket.key, bucket.checksum))
            if code is not None:
                bucket.bytecode_from_string(code)

        def dump_bytecode(self, bucket: Bucket) -> None:
            self.codes[bucket.key, bucket.checksum] = bucket.bytecode_to_string()

    return CodeInMemory()


@lru_cache(maxsize=20_000)  # pages of a site name the same entities again and again
def dated(text: str) -> Markup:
    """Return a text as HTML, plain, in which no date breaks over two lines.

    The page's style sheet has ``.date { white-space: nowrap }``; its scripts do the same in
    ``dates.js``.

    Examples
    --------
    >>> dated("paraphrase, <2023-02>")
    Markup('paraphrase, &lt;<span class="date">2023-02</span>&gt;')
    """
    from markupsafe import Markup, escape

    wrapped = _DATE.sub(r'<span class="date">\g<0></span>', str(escape(plain(text))))
    return Markup(wrapped)  # noqa: S704 - escaped in the line above


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
        bytecode_cache=_compiled_templates(),
        auto_reload=False,
    )
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False,
        "separators": (",", ":"),
        "sort_keys": False,
    }
    environment.filters["plain"] = plain
    environment.filters["dated"] = dated
    return environment
