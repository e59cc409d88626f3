"""The server inside the stand-in Bot API: long polling and faults; see tests.bot_api."""

import asyncio
import threading
import time
from contextlib import suppress
from typing import Self

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from tests import bot_api_rules as rules
from tests.bot_api_faults import CONFLICT, Fault
from tests.bot_api_http import Call, web
from tests.bot_api_methods import METHODS, Methods
from tests.bot_api_rules import Json, RefusedError
from tests.bot_api_webhook import WEBHOOK_SET, Poster

TOKEN = "4242:test-token_ABCdefGHIjklMNOpqrSTUvwxYZ"


class Server(Methods):
    """What the Bot API does."""

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__()
        self.token = token
        self.calls: list[Call] = []
        self._faults: list[Fault] = []
        self._poll = 0
        self._changed = threading.Condition()  # holds whenever state is read or written

    def __enter__(self) -> Self:
        started = threading.Event()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(started)), daemon=True
        )
        self._thread.start()
        if not started.wait(10):
            raise RuntimeError("the stand-in Bot API did not start within 10 s")
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(10)
        secret = self.token.partition(":")[2]
        for call in self.calls:  # whatever was tested: the token is in addresses alone
            sent = [str(call.parameters).encode(), *(data for _, data in call.files.values())]
            assert not any(secret.encode() in each for each in sent), call

    @property
    def url(self) -> str:
        """The base URL; the token follows at once, as PTB appends it."""
        return f"http://127.0.0.1:{self._port}/bot"

    @property
    def file_url(self) -> str:
        return f"http://127.0.0.1:{self._port}/file/bot"

    # What the server does

    async def _serve(self, started: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()
        server = HTTPServer(web(self.calls, self.answer, self._fetched))
        sockets = bind_sockets(0, "127.0.0.1")
        self._port = sockets[0].getsockname()[1]
        server.add_sockets(sockets)
        poster = Poster(self)
        posting = asyncio.create_task(poster.post())
        started.set()
        await self._stopped.wait()
        posting.cancel()
        server.stop()
        await server.close_all_connections()

    def _fetched(self, token: str, path: str) -> bytes | None:
        with self._changed:
            folder, _, number = path.partition("/")
            right = token == self.token and folder == "documents"
            return self.files.get(number) if right else None

    async def answer(self, call: Call, token: str) -> tuple[int, Json | str]:
        """Status and body for a call; status 0 where the connection is to break off."""
        if token != self.token:
            return self._answered(call, RefusedError("Unauthorized", 401))
        if call.method not in rules.PARAMETERS:
            return self._answered(call, RefusedError("Not Found", 404))
        try:
            call.parameters = given = rules.parameters(call.method, call.parameters)
            fault = self._fault_for(call.method, given)
            if fault is not None:
                await asyncio.sleep(fault.delay)
                if fault.error_code or (fault.drop and not fault.done):
                    call.status, body = fault.answer()
                    return call.status, body
            if call.method == "getUpdates":
                return self._answered(call, await self._get_updates(given, token))
            with self._changed:  # whoever waits sees the effect and the status together
                done = METHODS[call.method](self, given | call.files)
                status, body = self._answered(call, done)
                if fault is not None and fault.drop:
                    call.status = status = 0
            await asyncio.sleep(fault.late if fault else 0)
            return status, body
        except RefusedError as error:
            return self._answered(call, error)

    def _answered(self, call: Call, result: object) -> tuple[int, Json]:
        with self._changed:
            self._changed.notify_all()
            if isinstance(result, RefusedError):
                call.status = result.code
                failed = {"ok": False, "error_code": result.code, "description": str(result)}
                more = getattr(result, "parameters", None)
                return call.status, failed | ({"parameters": more} if more else {})
            call.status = 200
            return call.status, {"ok": True, "result": result}

    async def _get_updates(self, given: Json, token: str) -> list[Json]:
        """Wait for updates; of two waiting calls the earlier one is ended, as on the server, and
        one whose token is revoked meanwhile."""
        offset, limit = rules.number(given, "offset"), rules.number(given, "limit", 100)
        until = time.monotonic() + rules.number(given, "timeout")
        if self.webhook:
            raise RefusedError(WEBHOOK_SET, 409)
        with self._changed:
            if kinds := given.get("allowed_updates"):
                if unknown := set(kinds) - rules.UPDATES:
                    raise RefusedError(f"unknown allowed_updates {sorted(unknown)}")
                self._allowed = set(kinds)
            if offset >= 0:
                self._updates = [u for u in self._updates if u["update_id"] >= offset]
            else:
                self._updates = self._updates[offset:]
            poll = self._poll = self._next("poll")
        while not self._updates and time.monotonic() < until and not self._stopped.is_set():
            await asyncio.sleep(0.01)
            if poll != self._poll:
                raise RefusedError(CONFLICT, 409)
            if token != self.token:
                raise RefusedError("Unauthorized", 401)
        return self._updates[: min(max(limit, 1), 100)]

    def to_post(self) -> list[Json]:
        """Updates for the webhook, where one is set; they are not kept any longer."""
        with self._changed:
            updates, self._updates = (self._updates, []) if self.webhook else ([], self._updates)
        return updates

    def not_posted(self, update: Json) -> None:
        """The webhook is gone: the update is there to be fetched."""
        with self._changed:
            self._updates = sorted([*self._updates, update], key=lambda u: int(u["update_id"]))

    def _fault_for(self, method: str, given: Json) -> Fault | None:
        chat = self._pressed.get(given.get("callback_query_id", ""))
        with suppress(KeyError, ValueError):
            chat = int(given["chat_id"])
        with self._changed:
            for fault in self._faults:
                if fault.method == method and fault.chat_id in (None, chat):
                    fault.times -= 1
                    if not fault.times:
                        self._faults.remove(fault)
                    return fault
        return None
