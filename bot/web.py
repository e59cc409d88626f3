"""What the bot serves by HTTP: Telegram's posts, whether it is well, and its metrics.

Posts come to a path that nobody can guess, with a secret beside it; what else comes is refused and
not looked at. A post is answered once its update is in the journal: Telegram posts it again until
then. Several processes behind one balancer share path, secret and journal.
"""

import hmac
import json
import logging
from hashlib import sha256
from typing import Any, Self

from telegram import Bot, Update
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.journal import JournalError
from bot.metrics import Metrics
from bot.settings import SettingsError
from bot.worker import Worker

log = logging.getLogger("saidwho.web")

LARGEST = 1_000_000
"""Bytes of a post; an update has some thousand."""

HEADER = "X-Telegram-Bot-Api-Secret-Token"


def path_of(secret: str) -> str:
    """The path for Telegram's posts: the same in all processes, and of no use for guessing the
    secret."""
    return hmac.new(secret.encode(), b"saidwho webhook path", sha256).hexdigest()[:40]


class Server:
    """Serves on an address and port until it is closed; SettingsError where that is taken."""

    def __init__(self, listen: str, port: int, *routes: Any) -> None:
        web = Application([*routes], default_handler_class=_Nothing, log_function=_unlogged)
        self._server = HTTPServer(web, max_body_size=LARGEST, max_buffer_size=LARGEST)
        try:
            sockets = bind_sockets(port, listen)
        except OSError as error:
            raise SettingsError(
                f"Nothing can be served at {listen}, port {port} ({error.strerror}): another "
                "program may be there. Choose another with SAIDWHO_LISTEN, SAIDWHO_WEBHOOK_PORT "
                "or SAIDWHO_METRICS_PORT."
            ) from None
        self._server.add_sockets(sockets)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.stop()
        await self._server.close_all_connections()


def posts(bot: Bot, worker: Worker, secret: str) -> Any:
    """The route of Telegram's posts."""
    return rf"/{path_of(secret)}", _Posts, {"bot": bot, "worker": worker, "secret": secret}


def health(worker: Worker) -> Any:
    return r"/healthz", _Health, {"worker": worker}


def counted(worker: Worker, metrics: Metrics) -> Any:
    return r"/metrics", _Counted, {"worker": worker, "metrics": metrics}


def _unlogged(_: RequestHandler) -> None:
    """A line for each request would hold the path."""


class _Bare(RequestHandler):
    """Says nothing of itself, and of an error no more than its number."""

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        self.set_header("Content-Type", "text/plain; charset=utf-8")

    def write_error(self, status_code: int, **_: Any) -> None:
        self.finish(f"{status_code}\n")

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        if not 400 <= getattr(value, "status_code", 500) < 500:
            log.error("A request could not be served", exc_info=(typ, value, tb))


class _Nothing(_Bare):
    def prepare(self) -> None:
        self.send_error(404)


class _Posts(_Bare):
    SUPPORTED_METHODS = ("POST",)

    def initialize(self, bot: Bot, worker: Worker, secret: str) -> None:
        self._bot, self._worker, self._secret = bot, worker, secret

    def prepare(self) -> None:
        given = self.request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            log.warning("A post without the right secret was refused")
            self.send_error(403)

    async def post(self) -> None:
        try:
            update = Update.de_json(json.loads(self.request.body), self._bot)
        except Exception as error:  # whatever is wrong with it, it would be so for ever
            log.warning("A post that is no update was refused: %s", type(error).__name__)
            self.send_error(400)
            return
        try:
            await self._worker.receive([update])
        except JournalError as error:
            log.error("%s", error)
            self.send_error(503)
            return
        self.finish()


class _Health(_Bare):
    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(self, worker: Worker) -> None:
        self._worker = worker

    async def get(self) -> None:
        well = await self._worker.well()
        self.set_status(200 if well else 503)
        self.finish("ok\n" if well else "not ok\n")

    async def head(self) -> None:
        await self.get()


class _Counted(_Bare):
    SUPPORTED_METHODS = ("GET",)

    def initialize(self, worker: Worker, metrics: Metrics) -> None:
        self._worker, self._metrics = worker, metrics

    async def get(self) -> None:
        self._metrics.queue.set(await self._worker.waiting())
        self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.finish(self._metrics.written())
