"""Lenses: networks of a debate, each with a sentence that says what it shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from opendebate.ask.query import ask
from opendebate.ask.render_trace import format_names
from opendebate.counting import counted
from opendebate.engines.rows import Rows
from opendebate.natural import natural
from opendebate.networks.actors import actor_network, stances_by_claim
from opendebate.networks.actors_lens import actors_lens
from opendebate.networks.claims import affirmed_claim_network
from opendebate.networks.claims_lens import claims_lens
from opendebate.networks.debate_network import build_debate_network
from opendebate.networks.discourse_networks import add_notes
from opendebate.networks.lens import Lens, count_kind
from opendebate.networks.lens_phrases import inflected, omission_sentences, share_phrase
from opendebate.networks.observations import selection_notes
from opendebate.networks.options import LENSES
from opendebate.networks.policies import policy_network
from opendebate.networks.position_changes import changes_of_position
from opendebate.networks.selection import Selection

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.engines.engine import Engine

__all__ = ["LENSES", "Lens", "make_lens"]
_SIDE_PHRASES = {
    "against": "against", "for": "for", "both": "serving both sides", "neither": "on neither side",
}  # fmt: skip
DEBATE_LENS_KINDS = ("actor", "claim", "model", "policy")


def make_lens(engine: Engine, name: str) -> Lens:
    """Return a lens on a debate.

    Parameters
    ----------
    engine : Engine
        The built debate.
    name : str
        One of `LENSES`.

    Returns
    -------
    Lens
        Its network has the same notes as the network of that name.

    Examples
    --------
    >>> import opendebate
    >>> make_lens(opendebate.load().engine, "policies").network.number_of_nodes() > 6
    True
    """
    debate_network = build_debate_network(engine)
    lens = _make_by_name(debate_network, engine, name)
    omitted = tuple(
        debate_network.nodes[iri]
        for iri in sorted(debate_network, key=natural)
        if iri not in lens.network
    )
    add_notes(lens.network, _notes(engine, lens))
    return replace(lens, omitted=omitted)


def _notes(engine: Engine, lens: Lens) -> tuple[str, ...]:
    """Return what one should know of the statements behind a lens."""
    if lens.name in {"actors", "claims"}:
        return selection_notes(engine, Selection())
    claims = lens.network if lens.name == "policies" else None
    return changes_of_position(engine, Selection(), claims)


def _make_by_name(debate_network: nx.MultiDiGraph[str], engine: Engine, name: str) -> Lens:
    if name == "actors":
        return actors_lens(
            debate_network, actor_network(debate_network, engine), _changed_sides(engine)
        )
    if name == "claims":
        return claims_lens(debate_network, affirmed_claim_network(engine))
    return _policies_lens(debate_network) if name == "policies" else _debate_lens(debate_network)


def _changed_sides(engine: Engine) -> set[str]:
    """Return the IRIs of speakers who changed from one side to the other."""
    rows = ask(engine, "speakers-on-both-sides", {"when": "changed"})
    return {str(row["speaker"]) for row in rows} if isinstance(rows, Rows) else set()


def _policies_lens(debate_network: nx.MultiDiGraph[str]) -> Lens:
    network = policy_network(debate_network)
    answers = [(a, b) for a, b, key in network.edges(keys=True) if key == "respondsTo"]
    sides = Counter(
        debate_network.nodes[claim].get("side") for claim in {claim for _, claim in answers}
    )
    side_counts = [f"{sides[side]} {words}" for side, words in _SIDE_PHRASES.items() if sides[side]]
    sides_note = f": {format_names(side_counts)}" if side_counts else ""
    policies = count_kind(network, "policy")
    responding = len({policy for policy, _ in answers})
    nouns, verbs = ("policy", "policies"), ("responds", "respond")
    finding = f"{share_phrase(responding, nouns, verbs, policies)} to claims{sides_note}."
    if not policies:
        finding = "The debate names no policy yet."
    elif policies == 1 and not responding:
        finding = "The debate names one policy; it responds to no claim."
    return Lens(
        "policies",
        network,
        "Who issued each policy and to whom, what it targets, which claims it responds to, and who "
        "takes a stance on these.",
        finding,
    )


def _debate_lens(debate_network: nx.MultiDiGraph[str]) -> Lens:
    network = debate_network.subgraph(
        [
            iri
            for iri, attributes in debate_network.nodes(data=True)
            if attributes["kind"] in DEBATE_LENS_KINDS
        ]
    )
    actors_by_claim = [
        {actor for actors in stances.values() for actor in actors}
        for stances in stances_by_claim(debate_network).values()
    ]
    actors = len(set().union(*actors_by_claim))
    shared = sum(len(actors) > 1 for actors in actors_by_claim)
    n_omitted = len(debate_network) - len(network)
    claims = len(actors_by_claim)
    finding = f"{counted(actors, 'actor')} {inflected(actors, 'takes', 'take')} a stance on "
    finding += f"{counted(claims, 'claim')}"
    finding += f"; on {shared or 'none'} of them more than one does." if claims > 1 else "."
    if not actors:
        finding = "Nobody takes a stance on a claim yet."
    return Lens(
        "debate",
        network,
        "Actors, claims, models and policies, and every tie between them.",
        finding,
        omission_sentences((n_omitted, "topic or event", "topics and events", "{be} left out")),
    )
