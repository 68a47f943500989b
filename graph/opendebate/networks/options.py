"""Which choices have an effect on which network. A choice without an effect is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields

from opendebate.errors import UsageError, close_matches, did_you_mean
from opendebate.networks.projection import (
    AGGREGATIONS,
    NORMALISATIONS,
    TWO_MODE,
    TWO_MODE_NORMALISATIONS,
    known,
)
from opendebate.networks.selection import Selection

METHOD = ("ties", "normalisation", "levels")
FILTERS = (
    "sources", "modes", "sides", "topics", "kinds", "exclude", "since", "until", "hypothetical",
)  # fmt: skip
COUNTING = ("by", "on", "duplicates", "positions")
ALL = (*METHOD, *FILTERS, *COUNTING)
# Network → the choices that have an effect on it.
TAKES: Mapping[str, tuple[str, ...]] = {
    "actors": ALL,
    "affiliation": ALL,
    "arguments": FILTERS,
    "carriers": FILTERS,
    "claims": ALL,
    "debate": ("positions",),
    "policies": ("positions",),
}
# Network → kinds of ties, those that are made by default first, and normalisations.
_ONE_MODE = (AGGREGATIONS, NORMALISATIONS)
_VALUES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "actors": _ONE_MODE,
    "affiliation": (("stance", *TWO_MODE), TWO_MODE_NORMALISATIONS),
    "claims": _ONE_MODE,
}
_DEFAULT_TIES = {"affiliation": ("stance",)}


@dataclass(frozen=True, slots=True)
class Method:
    """How ties are made, where a network leaves a choice.

    Attributes
    ----------
    ties : tuple of str
        Of actors and claims, of :data:`opendebate.networks.projection.AGGREGATIONS`; by default
        ``congruence`` and ``conflict``. Of the affiliation network, ``stance`` (the default) or
        of :data:`opendebate.networks.projection.TWO_MODE`.
    normalisation : str
        Of :data:`opendebate.networks.projection.NORMALISATIONS`, or for the affiliation network of
        :data:`opendebate.networks.projection.TWO_MODE_NORMALISATIONS`.
    levels : str
        ``"binary"`` or ``"graded"``.
    """

    ties: tuple[str, ...] = ()
    normalisation: str = "none"
    levels: str = "binary"

    def ties_of(self, network: str) -> tuple[str, ...]:
        """Return the kinds of ties to make, those by default where none were chosen."""
        return self.ties or _DEFAULT_TIES.get(network, ("congruence", "conflict"))


def given_in(selection: Selection, method: Method) -> set[str]:
    """Return the choices that differ from what holds by default."""
    both = ((selection, Selection()), (method, Method()))
    return {
        one.name
        for chosen, plain in both
        for one in fields(chosen)
        if one.init and getattr(chosen, one.name) != getattr(plain, one.name)
    }


def check_choices(
    network: str, given: Iterable[str], said: Mapping[str, str] | None = None
) -> None:
    """Raise `UsageError` for choices that have no effect on a network, or that nothing has.

    Parameters
    ----------
    network : str
    given : iterable of str
        Names of choices, as in `ALL`.
    said : mapping of str to str, optional
        How a choice is called where it was made: ``{"sources": "--source"}``.
    """
    called = said or {}
    takes = TAKES[network]
    for one in given:
        name = called.get(one, one)
        if one not in ALL:
            close = did_you_mean(close_matches(one, ALL))
            raise UsageError(f"A network has no option {one!r}.", advice=close or _all(ALL, called))
        if one not in takes:
            raise UsageError(
                f"{name} has no effect on the network {network}.",
                advice=f"It takes {_all(takes, called)}.",
            )


def _all(names: Collection[str], called: Mapping[str, str]) -> str:
    return ", ".join(called.get(one, one) for one in names)


def check_method(network: str, method: Method, given: Collection[str]) -> None:
    """Raise `UsageError` where the method of a network does not go with it, or with itself."""
    if network not in _VALUES:
        return
    kinds, normalisations = _VALUES[network]
    ties = method.ties_of(network)
    for one in ties:
        _check_value("aggregation", one, kinds, network)
    _check_value("normalisation", method.normalisation, normalisations, network)
    if "levels" in given and set(ties) == {"ignore"}:
        raise UsageError("levels have no effect where the stance is ignored.",
                         advice="Leave them out, or choose other ties.")  # fmt: skip


def _check_value(what: str, value: str, names: tuple[str, ...], network: str) -> None:
    elsewhere = {one for both in _VALUES.values() for group in both for one in group}
    if value in elsewhere and value not in names:
        raise UsageError(
            f"The network {network} has no {what} {value}.", advice=f"It has {', '.join(names)}."
        )
    known(what, value, names)
