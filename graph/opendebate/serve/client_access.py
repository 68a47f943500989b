"""Who asks, and from where others may ask."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "::1", "localhost")
EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - compared with, not listened on


def client_of(scope: Mapping[str, Any]) -> str:
    """Return the address that asks; of an address of IPv6 the network, which is one customer's.

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
    """By which names this server may be called, and which pages of others may read from it.

    A page anywhere can send requests to this machine. It cannot send a Host of its choice, but for
    a name that it owns; and browsers say in Origin whose page it is.

    Attributes
    ----------
    names : frozenset of str
        Names in the header Host, besides those of loopback; ``"*"`` for any.
    origins : tuple of str
        Such as ``"https://example.org"``; ``"*"`` for any. Without one, no other page may read.
    is_local : bool
        Whether only this machine can reach it. If not, it may be called by any number, too.
    """

    names: frozenset[str] = frozenset()
    origins: tuple[str, ...] = ()
    is_local: bool = True

    def takes_host(self, header: str) -> bool:
        """Tell whether a request for this host is for this server.

        Examples
        --------
        >>> here = Access()
        >>> here.takes_host("localhost:8000"), here.takes_host("other.example")
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

    def takes_page(self, headers: Mapping[str, str]) -> bool:
        """Tell whether the page that a request comes from, if any, may send it."""
        if "*" in self.origins:
            return True
        origin = headers.get("origin")
        if origin is not None:
            own = urlsplit(origin).netloc == headers.get("host", "")
            return own or origin in self.origins
        # A link may lead here from anywhere; what a page loads into itself may not.
        site = headers.get("sec-fetch-site", "none")
        return site in {"none", "same-origin"} or headers.get("sec-fetch-mode") == "navigate"


def access(host: str, names: tuple[str, ...] = (), origins: tuple[str, ...] = ()) -> Access:
    """Return the access to a server that listens somewhere.

    Parameters
    ----------
    host : str
        Where it listens.
    names, origins : tuple of str
        As asked for.
    """
    import socket

    known = {name.lower() for name in names}
    known |= {socket.gethostname().lower()} if host in EVERYWHERE else {host.lower()}
    return Access(frozenset(known), origins, host in LOOPBACK)
