"""Lenses: networks of a debate, each with a sentence that says what it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from opendebate.ask.query import ask
from opendebate.ask.render_trace import format_names
from opendebate.counting import counted
from opendebate.engines.rows import Rows
from opendebate.natural import natural
from opendebate.networks.actors import actor_network, stances_by_claim
from opendebate.networks.claims import affirmed_claim_network
from opendebate.networks.debate_network import build_debate_network
from opendebate.networks.discourse_networks import add_notes
from opendebate.networks.lens_phrases import (
    counted_or_no,
    first_names,
    inflected,
    omission_sentences,
    share_phrase,
    shortened,
)
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


@dataclass(frozen=True, slots=True)
class Lens:
    """A network with its description in words.

    Attributes
    ----------
    name : str
        One of `LENSES`.
    network : networkx.MultiDiGraph
        As the module of that name describes it.
    description, finding : str
        What the network shows, and its main result: a sentence each.
    omissions : str
        How many entities are omitted or have no ties; empty if there are none.
    highlighted : tuple of str
        IRIs of the entities that `finding` names.
    omitted : tuple of mapping
        Attributes of the debate's entities that are not in the network.
    omission_reason : str
        Why an entity is omitted although its kind is in the network.
    """

    name: str
    network: nx.MultiDiGraph[str]
    description: str
    finding: str
    omissions: str = ""
    highlighted: tuple[str, ...] = ()
    omitted: tuple[Mapping[str, Any], ...] = ()
    omission_reason: str = "it has no tie of this kind"


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
        return _actors_lens(
            debate_network, actor_network(debate_network, engine), _changed_sides(engine)
        )
    if name == "claims":
        return claims_lens(debate_network, affirmed_claim_network(engine))
    return _policies_lens(debate_network) if name == "policies" else _debate_lens(debate_network)


def _changed_sides(engine: Engine) -> set[str]:
    """Return the IRIs of speakers who changed from one side to the other."""
    rows = ask(engine, "speakers-on-both-sides", {"when": "changed"})
    return {str(row["speaker"]) for row in rows} if isinstance(rows, Rows) else set()


def _actors_lens(
    debate_network: nx.MultiDiGraph[str], network: nx.MultiDiGraph[str], changed: Collection[str]
) -> Lens:
    ties = Counter(relation for _, _, relation in network.edges(keys=True))
    sides = Counter(attributes["side"] for _, attributes in network.nodes(data=True))
    on_both = [iri for iri, attributes in network.nodes(data=True) if attributes["side"] == "both"]
    steadily_both = [iri for iri in on_both if iri not in changed]
    changed_names = first_names(network.nodes[iri]["name"] for iri in on_both if iri in changed)
    change_note = f"; first on the one side and later on the other: {changed_names}" * (
        len(on_both) > len(steadily_both)
    )
    highlighted = tuple(steadily_both) if len(steadily_both) <= 4 else ()
    names_note = (
        f" ({format_names(network.nodes[iri]['name'] for iri in highlighted)})"
        if highlighted
        else ""
    )
    agree, differ = ties["agrees"], ties["disagrees"]
    doubt = len({frozenset(edge[:2]) for edge in network.edges(keys=True) if edge[2] == "doubts"})
    doubt_note = (
        f"; in {counted_or_no(doubt, 'pair')} one doubts what the other affirms" if doubt else ""
    )
    nouns, verbs = ("actor with a stance", "actors with a stance"), ("speaks", "speak")
    speakers = len(network) - sides["reports"]
    finding = (
        f"{share_phrase(len(steadily_both), nouns, verbs, speakers)} on both sides{names_note}"
        f"{change_note}; "
        f"{counted_or_no(agree, 'pair')} {inflected(agree or 1, 'agrees', 'agree')} on a claim, "
        f"{f'{differ:,}' if differ else 'none'} "
        f"{inflected(differ or 1, 'disagrees', 'disagree')}{doubt_note}."
    )
    if speakers < 2:
        finding = _few_speakers(network, on_both_sides=bool(steadily_both)) + f"{change_note}."
    return Lens(
        "actors",
        network,
        "Who takes the same stance on a claim as whom, who an opposed one, who doubts what another "
        "affirms, and who reports whom. Who speaks on behalf of a body takes the stance for both. "
        "The thicker a line, the more claims.",
        finding,
        _actor_omissions(debate_network, network, sides["reports"]),
        highlighted,
        omission_reason="it takes no stance and reports nobody",
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
    silent = _count_kind(debate_network, "actor") - len(network)
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
                _count_kind(debate_network, "claim") - len(claims),
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


def _policies_lens(debate_network: nx.MultiDiGraph[str]) -> Lens:
    network = policy_network(debate_network)
    answers = [(a, b) for a, b, key in network.edges(keys=True) if key == "respondsTo"]
    sides = Counter(
        debate_network.nodes[claim].get("side") for claim in {claim for _, claim in answers}
    )
    side_counts = [f"{sides[side]} {words}" for side, words in _SIDE_PHRASES.items() if sides[side]]
    sides_note = f": {format_names(side_counts)}" if side_counts else ""
    policies = _count_kind(network, "policy")
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


def _count_kind(network: nx.MultiDiGraph[str], kind: str) -> int:
    return sum(attributes["kind"] == kind for _, attributes in network.nodes(data=True))
