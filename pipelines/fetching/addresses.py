"""Which addresses may be fetched: public ones, over HTTP.

A source, or a redirect, that leads to an address of this machine or its network is refused: what stands there is not
published, and asking for it may do harm. The address that was checked is the one that is connected to, so that a name
cannot lead elsewhere a moment later.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

Resolve = Callable[[str, int], list[str]]
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""Addresses of IPv4 as a network that knows only IPv6 gives them (RFC 6052)."""


class AddressRefused(ValueError):
    """An address that is not fetched; the message says which and why."""


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host; raises OSError."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def checked_address(url: str, resolve: Resolve = resolve, *, private_allowed: bool = False) -> str:
    """The IP address that ``url`` is to be fetched from.

    Raises :class:`AddressRefused`, or OSError where its host is unknown.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise AddressRefused(f"{url!r} is no address: {error}") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise AddressRefused(f"{url!r} is no address of the web: it begins with http:// or https://")
    if parts.username or parts.password:
        raise AddressRefused(f"{parts.hostname}: an address with a password is not fetched")
    addresses = resolve(parts.hostname, port)
    if not addresses:
        raise AddressRefused(f"{parts.hostname} has no address")
    for address in addresses:
        if not private_allowed and not is_public(address):
            raise AddressRefused(f"{parts.hostname} leads to {address}, which is no public address")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network."""
    found = ipaddress.ip_address(address.partition("%")[0])
    inner: ipaddress.IPv4Address | None = None
    if isinstance(found, ipaddress.IPv6Address):  # an address of IPv4 put into one of IPv6
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in TRANSLATED:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    return (inner or found).is_global and not found.is_multicast
