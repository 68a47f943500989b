"""The client's address, and which hosts and pages may send requests."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "::1", "localhost")
EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, not listened on


def client_of(scope: Mapping[str, Any]) -> str:
    """Return the client's address; for IPv6 its /64 network, which belongs to one customer.

    Examples
    --------
    >>> client_of({"client": ("192.0.2.7", 4711)}), client_of({"client": ("2001:db8::7:1", 4711)})
    ('192.0.2.7', '2001:db8::/64')
    """
    host = (scope.get("client") or ("",))[0]
    if ":" not in host:
        return str(host)
    try:
        return str(ipaddress.ip_network(f"{host.partition('%')[0]}/64", strict=False))
    except ValueError:
        return str(host)


@dataclass(frozen=True, slots=True)
class Access:
    """Which host names this server answers to, and which other pages may read from it.

    Any web page can send requests to this machine. But it cannot choose the Host header, except a
    name that its owner controls; and browsers name the page's origin in the Origin header.

    Attributes
    ----------
    names : frozenset of str
        Names in the Host header that are allowed besides those of loopback; ``"*"`` for any.
    origins : tuple of str
        Such as ``"https://example.org"``; ``"*"`` for any. If empty, no other page may read.
    is_local : bool
        Whether only this machine can reach it. If not, any IP address is allowed as a host.
    """

    names: frozenset[str] = frozenset()
    origins: tuple[str, ...] = ()
    is_local: bool = True

    def allows_host(self, header: str) -> bool:
        """Return whether this server answers requests for a host.

        Examples
        --------
        >>> here = Access()
        >>> here.allows_host("localhost:8000"), here.allows_host("other.example")
        (True, False)
        """
        try:
            name = urlsplit(f"//{header}").hostname or ""
        except ValueError:
            return False
        if "*" in self.names or name in LOOPBACK or name in self.names:
            return True
        try:
            number = ipaddress.ip_address(name)
        except ValueError:
            return False
        return number.is_loopback or not self.is_local

    def allows_page(self, headers: Mapping[str, str]) -> bool:
        """Return whether the page that sent a request, if any, may do so."""
        if "*" in self.origins:
            return True
        origin = headers.get("origin")
        if origin is not None:
            is_same_origin = urlsplit(origin).netloc == headers.get("host", "")
            return is_same_origin or origin in self.origins
        # A link may lead here from anywhere; what a page loads into itself may not.
        site = headers.get("sec-fetch-site", "none")
        return site in {"none", "same-origin"} or headers.get("sec-fetch-mode") == "navigate"


def access(host: str, names: tuple[str, ...] = (), origins: tuple[str, ...] = ()) -> Access:
    """Return which hosts and pages may use a server that listens at a host.

    Parameters
    ----------
    host : str
        The address at which it listens.
    names, origins : tuple of str
        Further host names, and the origins of pages that may read.
    """
    import socket

    host_names = {name.lower() for name in names}
    host_names |= {socket.gethostname().lower()} if host in EVERYWHERE else {host.lower()}
    return Access(frozenset(host_names), origins, host in LOOPBACK)
