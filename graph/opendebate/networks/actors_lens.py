"""The lens on actors: who agrees with whom, who speaks on both sides, and who reports whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from opendebate.ask.render_trace import format_names
from opendebate.networks.lens import Lens, count_kind
from opendebate.networks.lens_phrases import (
    counted_or_no,
    first_names,
    inflected,
    omission_sentences,
    share_phrase,
)

if TYPE_CHECKING:
    import networkx as nx


def actors_lens(
    debate_network: nx.MultiDiGraph[str], network: nx.MultiDiGraph[str], changed: Collection[str]
) -> Lens:
    """Return the lens on `network`, the actors of `debate_network`.

    Parameters
    ----------
    debate_network : networkx.MultiDiGraph
        As `build_debate_network` returns it.
    network : networkx.MultiDiGraph
        As `actor_network` returns it.
    changed : collection of str
        IRIs of the actors who changed from one side to the other.
    """
    import networkx as nx

    sides = nx.get_node_attributes(network, "side")
    on_both = [iri for iri, side in sides.items() if side == "both"]
    steadily_both = [iri for iri in on_both if iri not in changed]
    changed_names = [network.nodes[iri]["name"] for iri in on_both if iri in changed]
    change_note = ""
    if changed_names:
        change_note = (
            f"; first on the one side and later on the other: {first_names(changed_names)}"
        )
    highlighted = tuple(steadily_both) if len(steadily_both) <= 4 else ()
    reporting = [*sides.values()].count("reports")
    speakers = len(network) - reporting
    if speakers < 2:
        finding = _few_speakers(network, on_both_sides=bool(steadily_both)) + change_note
    else:
        nouns, verbs = ("actor with a stance", "actors with a stance"), ("speaks", "speak")
        share = share_phrase(len(steadily_both), nouns, verbs, speakers)
        names = format_names(network.nodes[iri]["name"] for iri in highlighted)
        names_note = f" ({names})" if highlighted else ""
        finding = f"{share} on both sides{names_note}{change_note}; {_pairs(network)}"
    return Lens(
        "actors",
        network,
        "Who takes the same stance on a claim as whom, who an opposed one, who doubts what another "
        "affirms, and who reports whom. Who speaks on behalf of a body takes the stance for both. "
        "The thicker a line, the more claims.",
        f"{finding}.",
        _actor_omissions(debate_network, network, reporting),
        highlighted,
        omission_reason="it takes no stance and reports nobody",
    )


def _pairs(network: nx.MultiDiGraph[str]) -> str:
    """Return how many pairs of actors agree, disagree, and doubt what the other affirms."""
    ties = Counter(relation for _, _, relation in network.edges(keys=True))
    agree, differ = ties["agrees"], ties["disagrees"]
    doubt = len({frozenset(edge[:2]) for edge in network.edges(keys=True) if edge[2] == "doubts"})
    doubt_note = f"; in {counted_or_no(doubt, 'pair')} one doubts what the other affirms"
    return (
        f"{counted_or_no(agree, 'pair')} {inflected(agree or 1, 'agrees', 'agree')} on a claim, "
        f"{f'{differ:,}' if differ else 'none'} {inflected(differ or 1, 'disagrees', 'disagree')}"
        f"{doubt_note if doubt else ''}"
    )


def _few_speakers(network: nx.MultiDiGraph[str], *, on_both_sides: bool) -> str:
    """Return what an actors' lens shows where at most one actor takes a stance."""
    names = [one["name"] for _, one in network.nodes(data=True) if one["side"] != "reports"]
    if not names:
        return "Nobody takes a stance yet"
    return f"Only one actor takes a stance: {names[0]}{', on both sides' * on_both_sides}"


def _actor_omissions(
    debate_network: nx.MultiDiGraph[str], network: nx.MultiDiGraph[str], reporting: int
) -> str:
    alone = sum(not degree for _, degree in network.degree())
    silent = count_kind(debate_network, "actor") - len(network)
    return omission_sentences(
        (reporting, "actor only reports", "actors only report", "others"),
        (alone, "actor is", "actors are", "tied to nobody and stand{s} apart"),
        (
            silent,
            "actor who takes no stance and reports",
            "actors who take no stance and report",
            "nobody {be} left out",
        ),
    )
