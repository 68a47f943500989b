"""Options of networks: which network takes which. An option without an effect is an error."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields

from opendebate.errors import UsageError, close_matches, did_you_mean
from opendebate.networks.projection import (
    AGGREGATIONS,
    NORMALISATIONS,
    TWO_MODE,
    TWO_MODE_NORMALISATIONS,
    check_choice,
)
from opendebate.networks.selection import Selection

LENSES = ("actors", "claims", "debate", "policies")  # networks with a page of their own
METHOD_OPTIONS = ("ties", "normalisation", "levels")
FILTER_OPTIONS = (
    "sources", "modes", "sides", "topics", "kinds", "exclude", "where", "since", "until",
    "hypothetical",
)  # fmt: skip
COUNTING_OPTIONS = ("by", "on", "duplicates", "positions")
ALL_OPTIONS = (*METHOD_OPTIONS, *FILTER_OPTIONS, *COUNTING_OPTIONS)
# Network → the options that have an effect on it.
OPTIONS_OF_NETWORK: Mapping[str, tuple[str, ...]] = {
    "actors": ALL_OPTIONS,
    "affiliation": ALL_OPTIONS,
    "arguments": FILTER_OPTIONS,
    "carriers": FILTER_OPTIONS,
    "claims": ALL_OPTIONS,
    "debate": ("positions",),
    "policies": ("positions",),
}
# Network → kinds of ties, the default first, and normalisations.
_ONE_MODE_CHOICES = (AGGREGATIONS, NORMALISATIONS)
_METHOD_CHOICES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "actors": _ONE_MODE_CHOICES,
    "affiliation": (("stance", *TWO_MODE), TWO_MODE_NORMALISATIONS),
    "claims": _ONE_MODE_CHOICES,
}
_DEFAULT_TIES = {"affiliation": ("stance",)}


@dataclass(frozen=True, slots=True)
class Method:
    """How the ties of a network are made.

    Attributes
    ----------
    ties : tuple of str
        For actors and claims: from :data:`opendebate.networks.projection.AGGREGATIONS`, by
        default ``congruence``, ``conflict`` and, in ternary levels, ``doubt``. For the affiliation
        network: ``stance`` (the default) or from
        :data:`opendebate.networks.projection.TWO_MODE`.
    normalisation : str
        From :data:`opendebate.networks.projection.NORMALISATIONS`; for the affiliation network
        from :data:`opendebate.networks.projection.TWO_MODE_NORMALISATIONS`.
    levels : str
        ``"ternary"``: a doubt is neither agreement nor disagreement; ``"binary"``: a doubt is a
        denial; or ``"graded"``: a doubt is weaker than a denial.
    """

    ties: tuple[str, ...] = ()
    normalisation: str = "none"
    levels: str = "ternary"

    def ties_of(self, network: str) -> tuple[str, ...]:
        """Return the chosen kinds of ties, or the default of a network."""
        default = ("congruence", "conflict", *(("doubt",) * (self.levels == "ternary")))
        return self.ties or _DEFAULT_TIES.get(network, default)


def non_default_options(selection: Selection, method: Method) -> set[str]:
    """Return the names of the options that differ from their defaults."""
    settings = ((selection, Selection()), (method, Method()))
    return {
        option.name
        for chosen, default in settings
        for option in fields(chosen)
        if option.init and getattr(chosen, option.name) != getattr(default, option.name)
    }


def check_choices(
    network: str, options: Iterable[str], spellings: Mapping[str, str] | None = None
) -> None:
    """Raise `UsageError` for options that do not exist, or have no effect on a network.

    Parameters
    ----------
    network : str
    options : iterable of str
        Names of choices, as in `ALL`.
    spellings : mapping of str to str, optional
        How the caller spells each option: ``{"sources": "--source"}``.
    """
    spelling_of = spellings or {}
    accepted = OPTIONS_OF_NETWORK[network]
    for option in options:
        name = spelling_of.get(option, option)
        if option not in ALL_OPTIONS:
            close = did_you_mean(close_matches(option, ALL_OPTIONS))
            raise UsageError(
                f"A network has no option {option!r}.",
                advice=close or f"Options are {_list_options(ALL_OPTIONS, spelling_of)}.",
            )
        if option not in accepted:
            raise UsageError(
                f"{name} has no effect on the network {network}.",
                advice=f"It takes {_list_options(accepted, spelling_of)}.",
            )


def _list_options(names: Collection[str], spelling_of: Mapping[str, str]) -> str:
    return ", ".join(spelling_of.get(name, name) for name in names)


def check_method(network: str, method: Method, options: Collection[str]) -> None:
    """Raise `UsageError` if a network has no such method, or its options exclude each other."""
    if network not in _METHOD_CHOICES:
        return
    kinds, normalisations = _METHOD_CHOICES[network]
    ties = method.ties_of(network)
    for tie in ties:
        _check_value("kind of tie", tie, kinds, network)
    _check_value("normalisation", method.normalisation, normalisations, network)
    if "levels" in options and set(ties) == {"ignore"}:
        raise UsageError("levels have no effect where the stance is ignored.",
                         advice="Leave them out, or choose other ties.")  # fmt: skip
    if "doubt" in ties and method.levels != "ternary":
        raise UsageError(f"In {method.levels} levels a doubt makes no ties of its own.",
                         advice="Choose other ties, or ternary levels.")  # fmt: skip


def _check_value(option: str, value: str, names: tuple[str, ...], network: str) -> None:
    known_choices = {
        choice for both in _METHOD_CHOICES.values() for group in both for choice in group
    }
    if value in known_choices and value not in names:
        raise UsageError(
            f"The network {network} has no {option} {value}.", advice=f"It has {', '.join(names)}."
        )
    check_choice(option, value, names)
