"""Which addresses of the web may be fetched: https, a named host, the usual port, no password.

Whoever can have an address fetched by this program could else have it look into the network that
it stands in. What is checked here is checked of each redirect as well, and the numbers that a
name stands for are checked by `is_public` before they are connected to.
"""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from index.errors import ArticleError

_LONGEST = 2_000
_ODD = re.compile(r"[\x00-\x20\x7f-\x9f\\\s]")
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)+(?:[a-z][a-z0-9-]{1,62})")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)$")  # how a number may end: "127.1", "0x7f.1"
# Ranges that lead to other addresses: NAT64, 6to4, Teredo. Python counts some as global.
_LEADING_ON = tuple(
    IPv6Network(text) for text in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")
)


def checked(address: str) -> httpx.URL:
    """The address, fit to be fetched; ArticleError, in a sentence, where it is not."""
    if len(address) > _LONGEST or _ODD.search(address):
        raise _refused(address, "not an address of the web")
    try:
        url = httpx.URL(address)
        host = url.raw_host.decode("ascii").lower()
    except (httpx.InvalidURL, ValueError, TypeError):
        raise _refused(address, "not an address of the web") from None
    if url.scheme != "https":
        raise _refused(address, "only https addresses are fetched")
    if url.userinfo or "@" in url.netloc.decode("ascii", "replace"):
        raise _refused(address, "an address with a user name or password is not fetched")
    if url.port not in (None, 443):
        raise _refused(address, "an address with a port of its own is not fetched")
    if _is_number(host):
        raise _refused(address, "an address by number is not fetched; give the name of the site")
    if not _NAME.fullmatch(host):
        raise _refused(address, "its host is no name on the public web")
    return url.copy_with(fragment=None)


def is_public(number: str) -> bool:
    """Whether an IP address is one of the public Internet."""
    try:
        address: IPv4Address | IPv6Address = ip_address(number)
    except ValueError:  # "fe80::1%eth0" is none either
        return False
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(str(address.ipv4_mapped))
        if address.scope_id or any(address in network for network in _LEADING_ON):
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _is_number(host: str) -> bool:
    return ":" in host or bool(_NUMBER.fullmatch(host.rstrip(".").rpartition(".")[-1]))


def _refused(address: str, reason: str) -> ArticleError:
    shown = _ODD.sub("?", re.sub(r"//[^/@]*@", "//…@", address[:200]))  # passwords are not repeated
    return ArticleError(f"{shown}: {reason}; left out.")
