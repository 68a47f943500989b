"""The report of an agreement as a page: one file, without scripts and requests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.reliability.coefficient_names import titles
from opendebate.reliability.report import (
    ADVICE,
    UNITISING,
    dispute_values,
    lacking_of_fields,
    lacking_of_passages,
    number,
    split_line,
)

if TYPE_CHECKING:
    from opendebate.reliability.agreement import Agreement

FOLDER = Path(__file__).parent / "templates"


def report_page(result: Agreement) -> str:
    """Return the report of an agreement as a page."""
    from markupsafe import Markup

    from opendebate.views.page_security import TEMPLATES, content_policy
    from opendebate.views.templating import template_environment

    paths = (TEMPLATES / "explorer" / "base.css", FOLDER / "agreement.css")
    style = "\n".join(path.read_text("utf-8") for path in paths)
    environment = template_environment(FOLDER)
    environment.filters["number"] = number
    return environment.get_template("agreement.html").render(
        title=f"Agreement of {', '.join(result.coders[:-1])} and {result.coders[-1]}",
        style=Markup(style),  # noqa: S704 — our own file
        policy=content_policy((), (style,)),
        result=result,
        titles=titles(len(result.coders)),
        lacking_of_fields=lacking_of_fields(result),
        lacking_of_passages=lacking_of_passages(result, words=True),
        pair=result.coders if len(result.coders) == 2 else ("one coder", "another"),
        splits=list(map(split_line, result.splits)),
        dispute_values=dispute_values,
        advice=ADVICE,
        unitising=UNITISING,
    )
