"""Settings of nbgrader for these lessons: `nbgrader generate_assignment` reads them from here."""

from typing import Any

c: Any = get_config()  # type: ignore[name-defined]  # noqa: F821
# The same stub that `opendebate lessons --student` leaves, so that no cell stops.
c.ClearSolutions.code_stub = {"python": "answer = ...  # your answer, in place of the three dots"}
c.ClearSolutions.text_stub = "Your answer, in place of this line."
