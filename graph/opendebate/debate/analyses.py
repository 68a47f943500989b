"""What is computed of a debate: its networks, and how its claims fare under attacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from opendebate.debate.built_debate import DebateGraph

if TYPE_CHECKING:
    import networkx as nx

    from opendebate.argumentation.acceptability import Standing
    from opendebate.networks.measure_results import MeasureResult


class Analyses(DebateGraph):
    """Networks and acceptability of a debate."""

    def network(
        self,
        name: str = "debate",
        *,
        ties: str | Sequence[str] | None = None,
        normalisation: str | None = None,
        levels: str | None = None,
        **selection: Any,
    ) -> nx.Graph[str]:
        """Return a network of the debate, for networkx.

        Parameters
        ----------
        name : str
            ``"debate"``, everything and every tie; ``"affiliation"``, actors by claims;
            ``"actors"`` or ``"claims"``, tied by what they share; ``"arguments"``, ``"carriers"``
            or ``"policies"``. See :mod:`opendebate.networks.registry`.
        ties : str or sequence of str, optional
            Of actors and claims: ``congruence``, ``conflict``, ``doubt``, ``subtract``,
            ``ignore``; the first three by default. Of affiliation: ``stance`` (by default),
            ``subtract``, ``ignore``, ``combine``.
        normalisation : str, optional
            Of actors and claims: ``average``, ``jaccard``, ``cosine``, ``activity_product``; of
            affiliation: ``activity``, ``prominence``.
        levels : str, optional
            ``"ternary"`` (by default), ``"binary"`` or ``"graded"``. See
            :func:`opendebate.networks.stance_counts.count`.
        **selection
            Which statements count: `by`, `on`, `sources`, `modes`, `sides`, `topics`, `kinds`,
            `exclude`, `where`, `since`, `until`, `hypothetical`, `duplicates`, `positions`, as in
            :class:`opendebate.networks.selection.Selection`.

        Returns
        -------
        networkx.Graph
            Its attribute ``graph["notes"]``, if there is one, says who changed position, and which
            sources have the same text.

        Raises
        ------
        UsageError
            If there is no such network, tie or choice, or a choice has no effect on the network.

        Examples
        --------
        >>> import opendebate
        >>> debate = opendebate.load(only=["why-meta-opened-up"])
        >>> network = debate.network("actors", ties="conflict")
        >>> network.number_of_edges()
        1
        """
        from opendebate.networks.options import check_choices
        from opendebate.networks.projection import check_choice
        from opendebate.networks.registry import NETWORKS, Method, make_network, split_aggregations
        from opendebate.networks.selection import Selection

        method = {"ties": ties, "normalisation": normalisation, "levels": levels}
        options = (*(key for key, value in method.items() if value is not None), *selection)
        check_choice("network", name, NETWORKS)
        check_choices(name, options)
        method_choice = Method(
            split_aggregations(ties or ()), normalisation or "none", levels or "ternary"
        )
        return make_network(self.engine, name, Selection(**selection), method_choice, options)

    def measure(
        self, network: nx.Graph[str], name: str, *, anyway: bool = False, seed: int = 1
    ) -> MeasureResult:
        """Return a measure of a network, with its rows as a table.

        See :func:`opendebate.networks.measures.measure`.

        Examples
        --------
        >>> import opendebate
        >>> debate = opendebate.load(only=["why-meta-opened-up"])
        >>> result = debate.measure(debate.network("actors"), "degree")
        >>> result.table.columns
        ('id', 'name', 'degree', 'positive', 'negative')
        """
        from opendebate.networks.measures import measure

        return measure(network, name, anyway=anyway, seed=seed)

    def standing(self, *, hypothetical: bool = False) -> Standing:
        """Return the acceptability of claims: which ones hold against the claims that attack them.

        See :func:`opendebate.argumentation.acceptability.assess_debate`.
        """
        from opendebate.argumentation.acceptability import assess_debate

        return assess_debate(self.engine, hypothetical=hypothetical)
