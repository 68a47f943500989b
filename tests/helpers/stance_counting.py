"""Counts of the stances of a debate, as networks are made of them."""

from __future__ import annotations

from opendebate.engines.engine import Engine
from opendebate.networks.discourse_networks import drop_duplicates
from opendebate.networks.observations import observe
from opendebate.networks.selection import Selection
from opendebate.networks.stance_counts import Counts, count


def counts_of(
    engine: Engine, selection: Selection, levels: str = "ternary", *, stance: bool = True
) -> Counts:
    """Return the counts of a selection; without `stance`, different stances are duplicates too."""
    observed = drop_duplicates(observe(engine, selection), selection, stance=stance)
    return count(observed, levels)
