"""The stand-in Bot API as a web server: a request becomes a call, its answer a response."""

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from tornado.http1connection import HTTP1Connection
from tornado.web import Application, RequestHandler

from tests.bot_api_rules import Json


@dataclass
class Call:
    """A call of the bot: parameters as they came, only the nested ones decoded from JSON.

    `status` is that of the answer: None while there is none yet, 0 for a dropped connection.
    `files` are the attached ones by parameter: name and content.
    """

    method: str
    parameters: Json
    at: float
    status: int | None = None
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


Answering = Callable[[Call, str], Awaitable[tuple[int, Json | str]]]
"""Status and body for a call with a token; status 0 where the connection is to break off."""


Fetching = Callable[[str, str], bytes | None]
"""What a file holds, for a token and the path that getFile gave; None for no such file."""


def web(calls: list[Call], answer: Answering, fetch: Fetching) -> Application:
    """The web server's side of a stand-in; all that is called goes into `calls`."""
    paths: list[tuple[str, type[RequestHandler], dict[str, Any]]] = [
        (r"/bot([^/]+)/(\w+)", _Calls, {"calls": calls, "answer": answer}),
        (r"/file/bot([^/]+)/(.+)", _Files, {"fetch": fetch}),
    ]
    return Application(paths, default_handler_class=_NotFound)


class _NotFound(RequestHandler):
    """Answers in JSON whatever is asked for."""

    def prepare(self) -> None:
        self.set_status(404)
        self.finish({"ok": False, "error_code": 404, "description": "Not Found"})


class _Files(RequestHandler):
    """The files that people sent."""

    def initialize(self, fetch: Fetching) -> None:
        self._fetch = fetch

    def get(self, token: str, path: str) -> None:
        data = self._fetch(token, path)
        if data is None:
            self.set_status(404)
            self.finish({"ok": False, "error_code": 404, "description": "Not Found"})
        else:
            self.set_header("Content-Type", "application/octet-stream")
            self.finish(data)


class _Calls(RequestHandler):
    """One call: its parameters read from query, form, multipart or JSON, its answer written."""

    def initialize(self, calls: list[Call], answer: Answering) -> None:
        self._calls, self._answer = calls, answer
        self._gone = False

    def on_connection_close(self) -> None:
        self._gone = True

    def _parameters(self) -> Json:
        """Not by get_argument: that would replace control characters on the way."""
        if "json" in self.request.headers.get("Content-Type", ""):
            given = json.loads(self.request.body or "{}")
            return {k: v if isinstance(v, str) else json.dumps(v) for k, v in given.items()}
        values = {name: each[-1].decode() for name, each in self.request.arguments.items()}
        return values | dict.fromkeys(self.request.files, "attached file")

    async def post(self, token: str, method: str) -> None:
        files = {name: (f[-1].filename, f[-1].body) for name, f in self.request.files.items()}
        call = Call(method, self._parameters(), time.monotonic(), files=files)
        self._calls.append(call)
        status, body = await self._answer(call, token)
        if not status:
            connection = self.request.connection
            assert isinstance(connection, HTTP1Connection)
            connection.stream.close()
        elif not self._gone:
            self.set_status(status)
            self.write(body)

    async def get(self, token: str, method: str) -> None:
        await self.post(token, method)
