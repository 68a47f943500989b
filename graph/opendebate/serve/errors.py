"""Errors of the server, each with its HTTP status."""

from __future__ import annotations

from opendebate.errors import OpenDebateError


class ServeError(OpenDebateError):
    """The server cannot give an answer, for a reason that lies outside the debate.

    Attributes
    ----------
    status : int
        The HTTP status.
    retry_after : int
        Seconds after which a client may try again; 0 if that would not help.
    """

    status = 500
    retry_after = 0


class Busy(ServeError):
    """The queue is full, or a long query was stopped to make room for others."""

    status = 503
    retry_after = 2


class TooManyOfClient(Busy):
    """A client has as many requests in the server as it may."""

    retry_after = 5


class TooSlow(ServeError):
    """A query was not answered in time. A second try would take as long."""

    status = 422


class TooLarge(ServeError):
    """An answer has too many rows or bytes, or a query needs too much memory."""

    status = 422


class Unwritable(ServeError):
    """The requested form cannot represent the answer."""

    status = 422


class NotAcceptable(ServeError):
    """The client accepts none of the forms of the answer."""

    status = 406


class WorkerLost(ServeError):
    """A worker ended during a query, or does not start; the query is not to blame."""

    status = 503
    retry_after = 2
