"""Publishing: each graph in the place of what was there, and a look afterwards whether it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from opendebate.engines.engine import Engine
from opendebate.errors import OpenDebateError, RemoteError
from opendebate.publish.plan import Change, Facts, Report, change, compare, facts_of
from opendebate.publish.stores import Held, Target

Tell = Callable[[Change], None]


class NotPublished(RemoteError):
    """Publishing that stopped on the way.

    Attributes
    ----------
    report : Report
        Which graphs are done, and which are not.
    """

    def __init__(self, error: OpenDebateError, report: Report) -> None:
        done = sum(one.state == "done" for one in report.changes)
        left = sum(one.state in {"open", "failed", "changed"} for one in report.changes)
        super().__init__(
            f"{error.what} {done} graph{'s' * (done != 1)} were replaced before; {left} are not.",
            where=error.where,
            advice=f"{error.advice or ''} Run the command again: it goes on where it stopped.",
        )
        self.report = report


def publish(
    engine: Engine,
    target: Target,
    *,
    agree: Callable[[Report], bool] = lambda _: True,
    tell: Tell = lambda _: None,
) -> Report:
    """Make a store hold exactly the named graphs of a debate, and leave all others alone.

    A graph that is there already as it should be is not sent. Each of the others is replaced as a
    whole, so that whoever reads meanwhile sees it as it was or as it is to be.

    Parameters
    ----------
    engine : Engine
        The debate.
    target : Target
        Where to, as :func:`opendebate.publish.stores.target_of` finds it.
    agree : callable
        Is told what would change, and says whether it may.
    tell : callable
        Is told of each graph that is done.

    Raises
    ------
    NotPublished
        If it stops on the way; the report tells what was done.
    RemoteError, UsageError
        If nothing could be done.
    """
    facts = facts_of(engine)
    held, report = compare(facts, target, engine.iris.base)
    if not report.is_open or not agree(report):
        return report
    changes = list(report.changes)
    for n, one in enumerate(changes):
        if one.state == "equal":
            continue
        try:
            changes[n] = _put(one, facts, held[one.graph], target)
        except (OpenDebateError, KeyboardInterrupt) as error:
            changes[n] = replace(one, state="failed")
            told = error if isinstance(error, OpenDebateError) else RemoteError("Interrupted.")
            raise NotPublished(told, replace(report, changes=tuple(changes))) from error
        tell(changes[n])
        if changes[n].state == "changed":
            somebody = RemoteError(f"Somebody else has written {one.graph} meanwhile.")
            raise NotPublished(somebody, replace(report, changes=tuple(changes)))
    return replace(report, changes=tuple(changes))


def _put(one: Change, facts: Facts, before: Held, target: Target) -> Change:
    """Replace or remove a graph, and look whether it is as it should be."""
    ours = facts.get(one.graph)
    if ours is None:
        target.remove(one.graph, before)
    else:
        target.replace(one.graph, sorted(ours, key=str), before)
    after = change(one.graph, facts, target.read(one.graph))
    return replace(one, state="done" if after.state == "equal" else "changed")
