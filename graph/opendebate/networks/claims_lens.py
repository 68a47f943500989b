"""The lens on claims: which are attacked, and whether speakers or the coder say so."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from opendebate.ask.render_trace import format_names
from opendebate.counting import counted
from opendebate.networks.lens import Lens, count_kind
from opendebate.networks.lens_phrases import (
    inflected,
    omission_sentences,
    share_phrase,
    shortened,
)

if TYPE_CHECKING:
    import networkx as nx


def claims_lens(debate_network: nx.MultiDiGraph[str], network: nx.MultiDiGraph[str]) -> Lens:
    """Return the lens on `network`, a claim network that is part of `debate_network`."""
    claims = [iri for iri, attributes in network.nodes(data=True) if attributes["kind"] == "claim"]
    attacks = [
        (end, edge["basis"])
        for _, end, key, edge in network.edges(keys=True, data=True)
        if key == "attacks"
    ]
    attacked = Counter(end for end, _ in attacks)
    stated = {end for end, basis in attacks if "stated" in basis}
    highest = max(attacked.values(), default=0)
    top = [claim for claim, times in sorted(attacked.items()) if times == highest]
    highlighted = tuple(top) if highest > 1 and len(top) <= 2 else ()
    most_attacked = ""
    if highlighted:
        quoted = format_names(
            f"“{shortened(debate_network.nodes[claim]['name']).rstrip('.')}”"
            for claim in highlighted
        )
        per_claim = " each" * (len(top) > 1)
        basis_note = ", stated or as the coder reads it" * (0 < len(stated) < len(attacked))
        most_attacked = f"; most often {quoted} ({counted(highest, 'time')}{per_claim}{basis_note})"
    return Lens(
        "claims",
        network,
        "Which claim supports which, which attacks which, and which step from one to another is "
        "undercut.",
        f"{_attacked_sentence(len(stated), len(attacked), len(claims))}{most_attacked}.",
        omission_sentences(
            (
                count_kind(debate_network, "claim") - len(claims),
                "claim that no argument joins",
                "claims that no argument joins",
                "to another {be} left out",
            )
        ),
        highlighted,
    )


def _attacked_sentence(stated: int, attacked: int, claims: int) -> str:
    """Return how many claims are attacked: as speakers state, then in the coder's reading."""
    nouns, verbs = ("claim", "claims"), ("is attacked", "are attacked")
    if not claims:
        return "No argument joins one claim to another yet"
    if not attacked:
        return share_phrase(0, nouns, verbs, claims)
    if not stated:
        return f"In the coder's reading {share_phrase(attacked, nouns, verbs, claims).lower()}"
    stated_phrase = share_phrase(stated, nouns, ("", ""), claims).strip().lower()
    additional = attacked - stated
    analytic_phrase = (
        f", and in the coder's reading {additional:,} more {inflected(additional, *verbs)}"
        if additional
        else ""
    )
    return f"Speakers attack {stated_phrase}{analytic_phrase}"
