"""Settings of nbgrader for these lessons: `nbgrader generate_assignment` reads them from here."""

from typing import Any

c: Any = get_config()  # type: ignore[name-defined]  # noqa: F821
# Each cell has its three dots outside the solution, so nothing is put in place of a solution.
c.ClearSolutions.code_stub = {"python": ""}
c.ClearSolutions.text_stub = "Your answer, in place of this line."
