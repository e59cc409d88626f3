"""Fetching an address, where that is allowed, without being led into the network around here.

The name is resolved once; all its numbers have to be public, and the connection is made to the
number that was checked, with the certificate checked for the name. So a name that stands for
another number the next time it is asked for gains nothing. Redirects are checked as anew.
Size, after unpacking, and the time for the whole are limited.
"""

import asyncio
import socket
import zlib
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread

import httpx

from index.errors import ArticleError
from index.reading.addresses import checked, is_public
from index.reading.kinds import by_content, by_content_type

LARGEST_BYTES = 30_000_000
"""Of a body, packed and unpacked."""

SECONDS = 60
"""For one address with all its redirects."""

_MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_UNTOLD = ("", "application/octet-stream", "binary/octet-stream", "text/plain")

Resolver = Callable[[str], Awaitable[list[str]]]
"""The IP addresses of a host name; OSError where there is none."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address: the last one, after redirects."""

    url: str
    kind: str
    charset: str | None
    data: bytes


async def resolved(host: str) -> list[str]:
    """The addresses that the system's resolver gives, none where it knows none.

    In a thread that nobody waits for: asyncio's own are waited for at its end, and a resolver may
    hang for minutes.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(numbers: list[str]) -> None:
        if not answer.done():
            answer.set_result(numbers)

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            found = []
        with suppress(RuntimeError):  # too late: the loop is closed
            loop.call_soon_threadsafe(settle, [str(entry[4][0]) for entry in found])

    Thread(target=ask, daemon=True).start()
    return await answer


def fetched(
    address: str,
    resolver: Resolver = resolved,
    transport: httpx.AsyncBaseTransport | None = None,
    seconds: float = SECONDS,
) -> Fetched:
    """What stands at an address; ArticleError, in a sentence, where it is not to be had."""
    try:
        return asyncio.run(_within(seconds, address, resolver, transport))
    except TimeoutError:
        raise ArticleError(
            f"{address}: did not come within {seconds:g} seconds; left out. Try again later."
        ) from None


async def _within(
    seconds: float, address: str, resolver: Resolver, transport: httpx.AsyncBaseTransport | None
) -> Fetched:
    async with asyncio.timeout(seconds):
        url = checked(address)
        for _ in range(_MOST_REDIRECTS + 1):
            answer = await _asked(url, resolver, transport)
            if isinstance(answer, Fetched):
                return answer
            url = answer
    raise ArticleError(
        f"{address}: redirected more than {_MOST_REDIRECTS} times; left out. "
        "Give the address that it leads to."
    )


async def _asked(
    url: httpx.URL, resolver: Resolver, transport: httpx.AsyncBaseTransport | None
) -> Fetched | httpx.URL:
    """What stands at the address, or where it redirects to."""
    number = await _number(url, resolver)
    host = url.raw_host.decode("ascii")
    # A client for each: no cookies, no proxy, no connection kept from one host to the next.
    async with httpx.AsyncClient(
        transport=transport, trust_env=False, follow_redirects=False, timeout=SECONDS
    ) as client:
        request = client.build_request(
            "GET",
            url.copy_with(host=number),
            headers={
                "Host": host,
                "User-Agent": "SaidWho",
                "Accept-Encoding": "gzip, identity",
            },
            extensions={"sni_hostname": host},  # the certificate has to be this name's
        )
        try:
            response = await client.send(request, stream=True)
            try:
                return await _answer(url, response)
            finally:
                await response.aclose()
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
            raise ArticleError(
                f"{url}: could not be fetched ({type(error).__name__}: {_brief(error)}); left out."
            ) from None


async def _number(url: httpx.URL, resolver: Resolver) -> str:
    """The public IP address to connect to."""
    host = url.raw_host.decode("ascii")
    try:
        numbers = await resolver(host)
    except (OSError, UnicodeError):
        numbers = []
    if not numbers:
        raise ArticleError(f"{url}: there is no host {host}; left out.")
    if not all(is_public(number) for number in numbers):  # one is enough to be led astray
        raise ArticleError(f"{url}: {host} is not on the public Internet; left out.")
    return numbers[0]


async def _answer(url: httpx.URL, response: httpx.Response) -> Fetched | httpx.URL:
    if response.status_code in _REDIRECTS:
        target = str(response.headers.get("location", ""))
        try:
            return checked(str(url.join(target)))
        except httpx.InvalidURL:
            raise ArticleError(f"{url}: redirects to what is no address; left out.") from None
        except ArticleError as error:
            raise ArticleError(f"{url} redirects to {error}") from None
    if response.status_code != 200:
        raise ArticleError(f"{url}: the server answered {response.status_code}; left out.")
    declared = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    kind = by_content_type(declared)
    if kind is None and declared not in _UNTOLD:
        raise ArticleError(f'{url}: "{declared[:60]}" is no kind of text that is read; left out.')
    data = await _body(url, response)
    if declared in _UNTOLD or kind == "feed":  # pages are sent as XML too
        kind = by_content(data)
    return Fetched(str(url), kind or "text", response.charset_encoding, data)


async def _body(url: httpx.URL, response: httpx.Response) -> bytes:
    """The body, unpacked bit by bit, so that a small one cannot become a huge one."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", ""):
        raise ArticleError(f'{url}: packed as "{coding[:40]}", which was not asked for; left out.')
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in coding else None
    data, came = bytearray(), 0
    async for piece in response.aiter_raw():
        came += len(piece)
        room = LARGEST_BYTES + 1 - len(data)
        try:
            data += unpacking.decompress(piece, room) if unpacking else piece[:room]
        except zlib.error:
            raise ArticleError(f"{url}: came damaged; left out. Try again later.") from None
        if len(data) > LARGEST_BYTES or came > LARGEST_BYTES:
            raise ArticleError(f"{url}: larger than {LARGEST_BYTES:,} bytes; left out.")
        if unpacking and unpacking.eof:
            break
    if unpacking and not unpacking.eof:
        raise ArticleError(f"{url}: came cut off; left out. Try again later.")
    return bytes(data)


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or "no reason given"
