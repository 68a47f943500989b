"""Arguments around claims: reasons to any depth, what disputes them, and what answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from opendebate.ask.engine import Engine, values


@dataclass(frozen=True, slots=True, order=True)
class Argument:
    """A step from a premise to a conclusion, or from a premise against another step.

    Attributes
    ----------
    iri : str
    relation : str
        ``"support"``, ``"attack"`` or ``"undercut"``.
    premise : str
        IRI of a claim.
    target : str
        IRI of the claim supported or attacked, or of the argument undercut.
    stated : bool
        Whether a speaker gives it; else the coder drew it.
    stated_in : str or None
        IRI of the statement it is given in.
    """

    iri: str
    relation: str
    premise: str
    target: str
    stated: bool
    stated_in: str | None


def arguments_around(engine: Engine, claims: Iterable[str]) -> list[Argument]:
    """Return every argument that bears on claims, in one request.

    These are the arguments for the claims and for their premises, to any depth; the attacks on
    any of these claims; the undercuts of any of these arguments; the attacks on the attackers,
    which are their answers; and what the claims themselves are given for and against, with the
    steps that they undercut.

    Parameters
    ----------
    engine : Engine
    claims : iterable of str
        IRIs.
    """
    focus = values("focus", [NamedNode(iri) for iri in sorted(set(claims))])
    rows = engine.select(
        f"""SELECT DISTINCT ?argument ?type ?premise ?target ?basis ?in {{
          {{ SELECT DISTINCT ?claim {{ {focus} ?focus ^od:supports* ?claim }} }}
          {{ ?argument od:conclusion ?claim }}
          UNION {{ ?bearing od:conclusion ?claim . ?argument od:undercuts ?bearing }}
          UNION {{ ?attack od:conclusion ?claim ; a od:Attack ; od:premise ?attacker .
                   ?argument od:conclusion ?attacker ; a od:Attack }}
          UNION {{ ?bearing od:conclusion ?claim .
                   ?undercut od:undercuts ?bearing ; od:premise ?attacker .
                   ?argument od:conclusion ?attacker ; a od:Attack }}
          UNION {{ {focus} ?argument od:premise ?focus }}
          UNION {{ {focus} ?disputes od:premise ?focus ; od:undercuts ?argument }}
          ?argument a ?type ; od:premise ?premise ; od:basis ?basis ;
                    od:conclusion|od:undercuts ?target .
          VALUES ?type {{ od:Support od:Attack od:Undercut }}
          OPTIONAL {{ ?argument od:statedIn ?in }} }}"""
    )
    return sorted(
        Argument(
            iri=row["argument"].value,
            relation=row["type"].value.rpartition("#")[2].lower(),
            premise=row["premise"].value,
            target=row["target"].value,
            stated=row["basis"].value.endswith("#Stated"),
            stated_in=row["in"].value if row["in"] else None,
        )
        for row in rows
    )
