"""How many damaged inputs a test tries: few of each in CI, as many as one likes by hand."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

TIMES = int(os.environ.get("OPENDEBATE_FUZZ", "1"))


def tries(few: int) -> settings:
    """Return settings for `few` examples, times what OPENDEBATE_FUZZ says."""
    return settings(
        max_examples=few * TIMES, deadline=None, suppress_health_check=list(HealthCheck)
    )
