"""What can go wrong while others are served, each with the status that tells it in HTTP."""

from __future__ import annotations

from opendebate.errors import OpenDebateError


class ServeError(OpenDebateError):
    """An answer that a client does not get, for a reason that is not the debate's.

    Attributes
    ----------
    status : int
        Of HTTP.
    retry_after : int
        Seconds after which it is worth another try; 0 where it is not.
    """

    status = 500
    retry_after = 0


class Busy(ServeError):
    """More clients wait than the queue holds, or a long query had to make room for others."""

    status = 503
    retry_after = 2


class Crowded(Busy):
    """One client has as much in the server as it may."""

    retry_after = 5


class TooSlow(ServeError):
    """A query that has no answer within its time. The same query would be as slow again."""

    status = 422


class TooLarge(ServeError):
    """An answer of too many rows or bytes, or a query that needs too much memory."""

    status = 422


class Unwritable(ServeError):
    """An answer that the form asked for cannot hold."""

    status = 422


class NotAcceptable(ServeError):
    """An answer in none of the forms that the client takes."""

    status = 406


class WorkerLost(ServeError):
    """A worker that ended in the middle of a query, or does not start: for no fault of a query."""

    status = 503
    retry_after = 2
