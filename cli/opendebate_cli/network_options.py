"""Options that say how a network is counted, and from which statements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def selection_options(command: F) -> F:
    """Give a command the options that say which statements count, passed on as `chosen`.

    `chosen` has only the options that were given, so that options without effect can be refused.
    """

    def run(*args: Any, **options: Any) -> Any:
        context = click.get_current_context()
        chosen = {}
        for name in CHOICES:
            value = options.pop(name)
            if context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT:
                chosen[name] = _parted(value) if name in CODES else value
        return command(*args, chosen=chosen, **options)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    for name, (flags, settings) in reversed(CHOICES.items()):
        run = click.option(*flags, name, **settings)(run)
    return run  # type: ignore[return-value]


def _parted(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return codes that were given separately or with commas between them."""
    return tuple(code.strip() for value in values for code in value.split(","))


CODES = ("modes", "sides", "kinds")  # several of these may be given with commas
CHOICES: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "ties": (("--ties",), {"default": None, "metavar": "KINDS",
             "help": "congruence, conflict, doubt, subtract, ignore; of affiliation stance, "
             "subtract, ignore, combine. Several with commas."}),
    "normalisation": (("--normalisation",), {"default": None, "metavar": "NAME",
                      "help": "average, jaccard, cosine or activity_product; of affiliation "
                      "activity or prominence."}),
    "levels": (("--levels",), {"type": click.Choice(["ternary", "binary", "graded"]),
               "default": None, "help": "Whether a doubt is a tie of its own (ternary, the "
               "default), a denial (binary, as in DNA), or less than one (graded)."}),
    "by": (("--by",), {"type": click.Choice(["speaker", "body", "voice", "affiliation"]),
           "default": "speaker", "help": "Actors are speakers, the bodies on whose behalf they "
           "speak, or both (voice); or all speakers of a body together, such as a party's "
           "(affiliation)."}),
    "on": (("--on",), {"type": click.Choice(["claim", "topic"]), "default": "claim",
           "help": "What counts as shared: a claim (the default), or a topic of claims."}),
    "sources": (("--source",), {"multiple": True, "metavar": "SOURCE",
                "help": "Only this source."}),
    "modes": (("--mode",), {"multiple": True, "metavar": "MODE",
              "help": "Only this mode: verbatim, paraphrase …; several with commas."}),
    "sides": (("--side",), {"multiple": True, "metavar": "SIDE",
              "help": "Only claims on this side: for, against, both, neither."}),
    "topics": (("--topic",), {"multiple": True, "metavar": "TOPIC",
               "help": "Only claims of this topic."}),
    "kinds": (("--kind",), {"multiple": True, "metavar": "KIND",
              "help": "Only claims of this kind: descriptive, normative …; several with commas."}),
    "exclude": (("--exclude",), {"multiple": True, "metavar": "ACTOR",
                "help": "Leave out what this actor says; narrator for the narrator of each "
                "source."}),
    "where": (("--where",), {"multiple": True, "metavar": "NAME=VALUE",
              "help": "Only what has this value of an attribute that debate.yaml declares: its "
              "actor, claim, source or itself."}),
    "since": (("--since",), {"metavar": "DATE",
              "help": "Only what was said since: 2023, 2023-07 … A statement counts from the last "
              "day of its date: one dated 2023 from the end of 2023."}),
    "until": (("--until",), {"metavar": "DATE",
              "help": "Only what was said by then for certain, counted like --since."}),
    "hypothetical": (("--hypothetical",), {"is_flag": True,
                     "help": "Also what nobody is known to have said."}),
    "duplicates": (("--duplicates",), {"default": "include", "metavar": "WITHIN",
                   "help": "Count the same stance once within source, day, week, month, year or "
                   "range, by the last day of its date as for --since; text counts it once where "
                   "several sources contain one text. By default each time."}),
    "positions": (("--positions",), {"type": click.Choice(["latest", "all"]), "default": "latest",
                  "help": "Of an actor who changed position on a claim: only the latest (the "
                  "default), or all."}),
}  # fmt: skip
