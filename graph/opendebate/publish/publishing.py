"""Publishing: replacing graphs in a store, and checking each of them afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from opendebate.engines.engine import Engine
from opendebate.errors import OpenDebateError, RemoteError
from opendebate.publish.plan import (
    Change,
    Facts,
    PublishReport,
    compare,
    compare_graph,
    facts_by_graph,
)
from opendebate.publish.stores import StoredGraph, Target

OnChange = Callable[[Change], None]


class NotPublished(RemoteError):
    """Publishing stopped before it was done.

    Attributes
    ----------
    report : PublishReport
        Which graphs are done, and which are not.
    """

    def __init__(self, error: OpenDebateError, report: PublishReport) -> None:
        done_count = sum(change.state == "done" for change in report.changes)
        open_count = sum(change.state in {"open", "failed", "changed"} for change in report.changes)
        super().__init__(
            f"{error.what} {done_count} graph{'s' * (done_count != 1)} were replaced before; "
            f"{open_count} are not.",
            where=error.where,
            advice=f"{error.advice or ''} Run the command again: it goes on where it stopped.",
        )
        self.report = report


def publish(
    engine: Engine,
    target: Target,
    *,
    confirm: Callable[[PublishReport], bool] = lambda _: True,
    on_change: OnChange = lambda _: None,
) -> PublishReport:
    """Make the graphs of a debate in a store equal to its named graphs; other graphs stay.

    A graph that is equal already is not sent. Each of the others is replaced at once, so that
    readers see the old graph or the new one.

    Parameters
    ----------
    engine : Engine
        The debate.
    target : Target
        The store, as :func:`opendebate.publish.stores.open_target` returns it.
    confirm : callable
        Called with what would change; returns whether it may be changed.
    on_change : callable
        Called with each graph that is done.

    Raises
    ------
    NotPublished
        If it stops before it is done; its report says what was done.
    RemoteError, UsageError
        If nothing could be done.
    """
    facts = facts_by_graph(engine)
    stored, report = compare(facts, target, engine.iris.base)
    if not report.is_open or not confirm(report):
        return report
    changes = list(report.changes)
    for n, change in enumerate(changes):
        if change.state == "equal":
            continue
        try:
            changes[n] = _publish_graph(change, facts, stored[change.graph], target)
        except (OpenDebateError, KeyboardInterrupt) as error:
            changes[n] = replace(change, state="failed")
            cause = error if isinstance(error, OpenDebateError) else RemoteError("Interrupted.")
            raise NotPublished(cause, replace(report, changes=tuple(changes))) from error
        on_change(changes[n])
        if changes[n].state == "changed":
            conflict = RemoteError(f"Somebody else has written {change.graph} meanwhile.")
            raise NotPublished(conflict, replace(report, changes=tuple(changes)))
    return replace(report, changes=tuple(changes))


def _publish_graph(change: Change, facts: Facts, before: StoredGraph, target: Target) -> Change:
    """Replace or remove a graph, and check it afterwards."""
    ours = facts.get(change.graph)
    if ours is None:
        target.remove(change.graph, before)
    else:
        target.replace(change.graph, sorted(ours, key=str), before)
    after = compare_graph(change.graph, facts, target.read(change.graph))
    return replace(change, state="done" if after.state == "equal" else "changed")
