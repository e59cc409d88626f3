import asyncio
import gzip
import shutil
import ssl
import subprocess
import threading
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest

from index.errors import ArticleError
from index.reading import documents, fetching
from index.reading.fetching import Fetched, fetched

PUBLIC = "93.184.216.34"


class Names:
    """A resolver that knows names, each answer used once and the last one for ever."""

    def __init__(self, **names: list[list[str]]) -> None:
        self._names = names
        self.asked: list[str] = []

    async def __call__(self, host: str) -> list[str]:
        self.asked.append(host)
        answers = self._names.get(host.partition(".")[0], [[PUBLIC]])
        return answers.pop(0) if len(answers) > 1 else answers[0]


class Web:
    """A transport that answers by host and path, and keeps what it was asked."""

    def __init__(self, **answers: httpx.Response) -> None:
        self._answers = answers
        self.requests: list[httpx.Request] = []
        self.transport = httpx.MockTransport(self._answer)

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._answers[request.headers["host"].partition(".")[0]]


class Pieces(httpx.AsyncByteStream):
    """A body that comes in pieces, waiting before each."""

    def __init__(self, piece: bytes, wait: float = 0) -> None:
        self._piece, self._wait = piece, wait
        self.given = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            await asyncio.sleep(self._wait)
            self.given += 1
            yield self._piece


class Once(httpx.AsyncByteStream):
    """A body that comes in one piece."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body


def page() -> httpx.Response:
    return stream(Once(b"<p>x"))


def stream(body: httpx.AsyncByteStream, **headers: str) -> httpx.Response:
    return httpx.Response(200, headers={"content-type": "text/html", **headers}, stream=body)


def redirect(target: str) -> httpx.Response:
    return httpx.Response(302, headers={"location": target})


def refusal(web: Web, names: Names | None = None, seconds: float = 5) -> str:
    with pytest.raises(ArticleError) as refused:
        fetched("https://news.example.org/a", names or Names(), web.transport, seconds)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_the_connection_goes_to_the_number_that_was_checked_and_the_name_is_kept() -> None:
    web = Web(news=page())
    found = fetched("https://news.example.org/a#b", Names(), web.transport)
    (request,) = web.requests

    assert found == Fetched("https://news.example.org/a", "page", None, b"<p>x")
    assert str(request.url) == f"https://{PUBLIC}/a"
    assert request.headers["host"] == "news.example.org"
    assert request.extensions["sni_hostname"] == "news.example.org"


def test_a_name_that_stands_for_another_number_the_second_time_gains_nothing() -> None:
    web, names = Web(news=page()), Names(news=[[PUBLIC], ["127.0.0.1"]])
    fetched("https://news.example.org/a", names, web.transport)

    assert names.asked == ["news.example.org"]
    assert [request.url.host for request in web.requests] == [PUBLIC]
    assert "not on the public Internet" in refusal(web, names)


LEADING_ASTRAY = "127.0.0.1 10.0.0.1 169.254.169.254 ::1 ::ffff:127.0.0.1"


@pytest.mark.parametrize("numbers", [*LEADING_ASTRAY.split(), f"{PUBLIC},127.0.0.1"])
def test_a_name_that_leads_into_the_network_around_here_is_refused(numbers: str) -> None:
    web, names = Web(news=page()), Names(news=[numbers.split(",")])

    assert "news.example.org is not on the public Internet" in refusal(web, names)
    assert web.requests == []


def test_a_host_that_is_not_there_is_said() -> None:
    async def nobody(_host: str) -> list[str]:
        raise OSError

    with pytest.raises(ArticleError, match=r"there is no host news\.example\.org; left out\.$"):
        fetched("https://news.example.org/", nobody)


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("http://news.example.org/", "only https"),
        ("https://127.0.0.1/", "by number"),
        ("https://localhost/", "no name"),
        ("https://user:pass@example.org/", "password"),
        ("file:///etc/passwd", "only https"),
        ("//inside.example.org/", "inside.example.org is not on the public Internet"),
        ("https://example.org:22/", "port"),
        ("https://[", "no name"),
    ],
)
def test_each_redirect_is_checked_anew(target: str, fault: str) -> None:
    web = Web(news=redirect(target), inside=page())

    assert fault in refusal(web, Names(inside=[["10.0.0.1"]]))
    assert len(web.requests) == 1


def test_a_redirect_within_the_public_web_is_followed() -> None:
    web = Web(news=redirect("https://other.example.org/b"), other=page())

    assert fetched("https://news.example.org/a", Names(), web.transport).url == (
        "https://other.example.org/b"
    )


def test_redirects_in_a_circle_come_to_an_end() -> None:
    web = Web(news=redirect("/a"))

    assert "redirected more than 5 times" in refusal(web)
    assert len(web.requests) == 6


def test_an_endless_body_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST_BYTES", 1_000)
    body = Pieces(b"x" * 100)

    assert "larger than 1,000 bytes" in refusal(Web(news=stream(body)))
    assert body.given == 11


def test_a_body_that_drips_is_given_up() -> None:
    body = Pieces(b"x", wait=0.05)

    assert "did not come within 0.3 seconds" in refusal(Web(news=stream(body)), seconds=0.3)


def test_a_resolver_that_hangs_is_given_up() -> None:
    async def slow(_host: str) -> list[str]:
        await asyncio.sleep(60)
        return [PUBLIC]

    with pytest.raises(ArticleError, match=r"did not come within 0\.2 seconds"):
        fetched("https://news.example.org/", slow, seconds=0.2)


def test_the_resolver_of_a_system_that_hangs_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    released = threading.Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: released.wait(50) and [])

    with pytest.raises(ArticleError, match=r"did not come within 0\.2 seconds"):
        fetched("https://news.example.org/", seconds=0.2)
    released.set()


def test_the_system_is_asked_for_the_numbers_of_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = (0, 0, 0, "", ("10.0.0.1", 443))
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [entry])

    with pytest.raises(ArticleError, match="not on the public Internet"):
        fetched("https://news.example.org/")


def test_what_unpacks_to_too_much_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST_BYTES", 1_000_000)
    bomb = gzip.compress(b"x" * 50_000_000)
    response = stream(Pieces(bomb), **{"content-encoding": "gzip"})

    assert "larger than 1,000,000 bytes" in refusal(Web(news=response))


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "gzip, gzip"])
def test_packing_that_was_not_asked_for_is_refused(coding: str) -> None:
    response = stream(Pieces(b""), **{"content-encoding": coding})

    assert "not asked for" in refusal(Web(news=response))


@pytest.mark.parametrize(
    "body", [b"no gzip", gzip.compress(b"x" * 1_000)[:-10]], ids=["no gzip", "cut"]
)
def test_a_packed_body_that_is_damaged_is_refused(body: bytes) -> None:
    response = stream(Once(body), **{"content-encoding": "gzip"})

    assert "came" in refusal(Web(news=response))


def test_a_packed_body_is_unpacked() -> None:
    packed = gzip.compress(b"<p>y")
    response = stream(Pieces(packed), **{"content-encoding": "gzip"})

    assert fetched("https://news.example.org/", Names(), Web(news=response).transport).data == (
        b"<p>y"
    )


@pytest.mark.parametrize(
    ("declared", "body", "kind"),
    [
        ("text/html; charset=windows-1252", b"x", "page"),
        ("application/pdf", b"%PDF-", "pdf"),
        ("application/rss+xml", b"<rss >", "feed"),
        ("text/xml", b"<?xml version='1.0'?><html >", "page"),
        ("text/plain", b"date 2022-04-18", "text"),
        ("application/octet-stream", b"%PDF-1.4", "pdf"),
        ("application/x-ndjson", b"{}", "lines"),
    ],
)
def test_the_type_that_is_declared_decides_the_reader(
    declared: str, body: bytes, kind: str
) -> None:
    response = stream(Once(body), **{"content-type": declared})
    found = fetched("https://news.example.org/", Names(), Web(news=response).transport)

    assert found.kind == kind
    assert found.charset == ("windows-1252" if "charset" in declared else None)


def test_pictures_and_errors_are_refused() -> None:
    picture = httpx.Response(200, headers={"content-type": "image/png"}, content=b"x")

    assert '"image/png" is no kind of text' in refusal(Web(news=picture))
    assert "answered 404" in refusal(Web(news=httpx.Response(404)))


def test_addresses_are_not_fetched_unless_that_is_allowed() -> None:
    (complaint,) = documents("https://news.example.org/")

    assert "SAIDWHO_FETCH" in str(complaint)


# With real connections and certificates, to a server of this machine.


class Detour(httpx.AsyncBaseTransport):
    """What is meant for the public address goes to a port here, by the true transport."""

    def __init__(self, port: int, trusted: Path) -> None:
        self._port = port
        self._true = httpx.AsyncHTTPTransport(
            verify=ssl.create_default_context(cafile=str(trusted))
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert request.url.host == PUBLIC
        request.url = request.url.copy_with(host="127.0.0.1", port=self._port)
        return await self._true.handle_async_request(request)

    async def aclose(self) -> None:
        await self._true.aclose()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for news.example.org, with its key, that signs itself."""
    made = tmp_path_factory.mktemp("certificate") / "both.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example.org"
    names = "subjectAltName=DNS:news.example.org"
    words = [*command.split(), "-addext", names, "-keyout", "-", "-out", "-"]
    output = subprocess.run(words, capture_output=True, check=True).stdout
    made.write_bytes(output)
    return made


@pytest.fixture
def port(certificate: Path) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = f"<p>{self.headers['Host']}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="makes a certificate")


@needs_openssl
def test_a_certificate_of_the_name_is_accepted_at_the_number(port: int, certificate: Path) -> None:
    found = fetched("https://news.example.org/a", Names(), Detour(port, certificate))

    assert found.data == b"<p>news.example.org"


@needs_openssl
def test_a_certificate_of_another_name_is_refused(port: int, certificate: Path) -> None:
    with pytest.raises(ArticleError, match="CERTIFICATE_VERIFY_FAILED") as refused:
        fetched("https://other.example.org/a", Names(), Detour(port, certificate))

    assert str(refused.value).endswith("left out.")
