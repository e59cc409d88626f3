"""A strict stand-in of the Telegram Bot API: real HTTP, long polling, faults on script.

The real program is started against it as a process. It keeps what Telegram keeps (texts after
cleaning), refuses what Telegram refuses, and hands updates over until they are acknowledged.
"""

import asyncio
import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from tornado.http1connection import HTTP1Connection
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests import bot_api_rules as rules
from tests.bot_api_rules import Json, RefusedError

T = TypeVar("T")

BOT_NAME = "saidwho_test_bot"
BOT = {"id": 4242, "is_bot": True, "first_name": "SaidWho", "username": BOT_NAME}
LONGEST_POLL = 2.0  # seconds; tests need not wait for Telegram's ten


@dataclass
class Call:
    """A call of the bot, with the HTTP status it was answered with."""

    method: str
    parameters: Json
    status: int
    at: float


@dataclass
class Fault:
    """What to do instead of answering: a status, a dropped connection, or a delay before."""

    method: str
    status: int = 0
    retry_after: int | None = None
    drop: bool = False
    delay: float = 0.0
    chat_id: int | None = None


@dataclass
class StandIn:
    """The server; use as a context manager."""

    token: str = "4242:test-token_ABCdefGHIjklMNOpqrSTUvwxYZ"
    calls: list[Call] = field(default_factory=list)
    sent: list[Json] = field(default_factory=list)
    alerts: list[Json] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._faults: list[Fault] = []
        self._updates: list[Json] = []
        self._messages: dict[tuple[int, int], Json] = {}
        self._numbers: dict[str, int] = defaultdict(lambda: 100)
        self._pressed: set[str] = set()
        self._poll = 0
        self._lock = threading.RLock()
        started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(started)))
        self._thread.start()
        started.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join(10)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/bot"

    # What people do

    def writes(
        self,
        text: str,
        chat_id: int = 7,
        user_id: int = 7,
        chat_type: str = "private",
        reply_to: Json | None = None,
        photo: bool = False,
    ) -> Json:
        """A person writes; in groups the bot is told only what privacy mode lets through."""
        user = {"id": user_id, "is_bot": False, "first_name": "Aminata", "language_code": "fr"}
        message: Json = {
            "message_id": self._next(f"message {chat_id}"),
            "date": int(time.time()),
            "chat": {"id": chat_id, "type": chat_type, "title": "Desk"},
            "from": user,
        }
        if photo:
            sizes = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}
            message["photo"] = [sizes]
        else:
            message["text"] = rules.cleaned(text)
            message["entities"] = rules.entities_written(message["text"], BOT_NAME)
        if reply_to is not None:
            message["reply_to_message"] = reply_to
        with self._lock:
            self._messages[chat_id, message["message_id"]] = message
        if chat_type == "private" or self._let_through(message):
            self._update("message", message)
        return message

    def presses(self, message: Json, label: str, data: str | None = None) -> str:
        """Press a button under a message of the bot; `data` forges what the button carries."""
        buttons = [b for row in message["reply_markup"]["inline_keyboard"] for b in row]
        carried = data or next(b["callback_data"] for b in buttons if b["text"] == label)
        query_id = str(self._next("query"))
        self._pressed.add(query_id)
        user = {"id": 7, "is_bot": False, "first_name": "Aminata"}
        self._update(
            "callback_query",
            {
                "id": query_id,
                "from": user,
                "message": message,
                "data": carried,
                "chat_instance": "1",
            },
        )
        return query_id

    def deletes(self, message: Json) -> None:
        with self._lock:
            del self._messages[message["chat"]["id"], message["message_id"]]

    def fault(self, **fault: Any) -> None:
        """The next call that fits is answered so; see Fault."""
        with self._lock:
            self._faults.append(Fault(**fault))

    def waits_for(self, found: Callable[[], T], seconds: float = 15.0) -> T:
        """What `found` gives once it is true; AssertionError with all calls after `seconds`."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if value := found():
                return value
            time.sleep(0.02)
        calls = "\n".join(f"{c.status} {c.method} {c.parameters}" for c in self.calls[-20:])
        raise AssertionError(f"waited {seconds} s in vain; the last calls:\n{calls}")

    def replies_to(self, message: Json, number: int = 1) -> Json:
        """Wait for the bot's `number`-th reply to a message."""

        def found() -> Json | None:
            replies = [
                sent
                for sent in self.sent
                if sent["chat"]["id"] == message["chat"]["id"]
                and sent.get("reply_to_message", {}).get("message_id") == message["message_id"]
            ]
            return replies[number - 1] if len(replies) >= number else None

        reply = self.waits_for(found)
        assert reply is not None
        return reply

    # What the server does

    async def _serve(self, started: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()
        server = HTTPServer(Application([(r"/bot([^/]+)/(\w+)", _Handler, {"api": self})]))
        sockets = bind_sockets(0, "127.0.0.1")
        self._port = sockets[0].getsockname()[1]
        server.add_sockets(sockets)
        started.set()
        await self._stopped.wait()
        server.stop()
        await server.close_all_connections()

    async def answer(self, token: str, method: str, raw: Json) -> tuple[int, Json | str]:
        """Status and body for a call."""
        if token != self.token:
            return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        if method not in rules.PARAMETERS:
            return 404, {"ok": False, "error_code": 404, "description": "Not Found"}
        fault = None
        try:
            given = rules.parameters(method, raw)
            fault = self._fault_for(method, given)
            if fault is not None:
                await asyncio.sleep(fault.delay)
                if fault.status == 429:
                    raise RefusedError(f"Too Many Requests: retry after {fault.retry_after}", 429)
                if fault.status or fault.drop:
                    return fault.status, "<html>Bad Gateway</html>"
            result = await getattr(self, f"_{method}")(given)
        except RefusedError as error:
            body: Json = {"ok": False, "error_code": error.code, "description": str(error)}
            if error.code == 429 and fault is not None:
                body["parameters"] = {"retry_after": fault.retry_after}
            return error.code, body
        return 200, {"ok": True, "result": result}

    def _fault_for(self, method: str, given: Json) -> Fault | None:
        with self._lock:
            for fault in self._faults:
                chat = fault.chat_id is None or str(fault.chat_id) == given.get("chat_id")
                if fault.method == method and chat:
                    self._faults.remove(fault)
                    return fault
        return None

    async def _getMe(self, _: Json) -> Json:  # noqa: N802 - as the Bot API calls it
        return {**BOT, "can_join_groups": True, "can_read_all_group_messages": False}

    async def _getUpdates(self, given: Json) -> list[Json]:  # noqa: N802
        offset = int(given.get("offset", 0))
        kinds = set(given.get("allowed_updates") or ["message", "callback_query"])
        until = time.monotonic() + min(float(given.get("timeout", 0)), LONGEST_POLL)
        poll = self._poll = self._next("poll")
        while True:
            with self._lock:
                self._updates = [u for u in self._updates if u["update_id"] >= offset]
                waiting = [u for u in self._updates if kinds & u.keys()]
            if poll != self._poll:
                raise RefusedError("Conflict: terminated by other getUpdates request", 409)
            if waiting or time.monotonic() >= until or self._stopped.is_set():
                return waiting[: int(given.get("limit", 100))]
            await asyncio.sleep(0.01)

    async def _deleteWebhook(self, _: Json) -> bool:  # noqa: N802
        return True

    async def _setMyCommands(self, given: Json) -> bool:  # noqa: N802
        for command in given["commands"]:
            if not 1 <= len(command["description"]) <= 256 or not command["command"].islower():
                raise RefusedError("Bad Request: BOT_COMMAND_INVALID")
        return True

    async def _setMyDescription(self, given: Json) -> bool:  # noqa: N802
        if len(given["description"]) > 512:
            raise RefusedError("Bad Request: description is too long")
        return True

    async def _setMyShortDescription(self, given: Json) -> bool:  # noqa: N802
        if len(given["short_description"]) > 120:
            raise RefusedError("Bad Request: short description is too long")
        return True

    async def _sendChatAction(self, given: Json) -> bool:  # noqa: N802
        self._chat(given)
        if given["action"] not in rules.ACTIONS:
            raise RefusedError("Bad Request: wrong parameter action in request")
        return True

    async def _answerCallbackQuery(self, given: Json) -> bool:  # noqa: N802
        if given["callback_query_id"] not in self._pressed:
            raise RefusedError("Bad Request: query is too old and response timeout expired")
        if len(given.get("text", "")) > rules.LONGEST_ALERT:
            raise RefusedError("Bad Request: MESSAGE_TOO_LONG")
        self.alerts.append(given)
        return True

    async def _sendMessage(self, given: Json) -> Json:  # noqa: N802
        chat = self._chat(given)
        text = rules.check_text(given)
        rules.check_keyboard(given.get("reply_markup"))
        message: Json = {
            "message_id": self._next(f"message {chat['id']}"),
            "date": int(time.time()),
            "chat": chat,
            "from": BOT,
            "text": text,
            "sent_text": given["text"],
            "entities": given.get("entities", []),
        }
        if reply := given.get("reply_parameters"):
            replied = self._messages.get((chat["id"], reply["message_id"]))
            if replied is not None:
                message["reply_to_message"] = replied
                if reply.get("quote") and reply["quote"] not in replied["text"]:
                    raise RefusedError("Bad Request: QUOTE_TEXT_INVALID")
            elif not reply.get("allow_sending_without_reply"):
                raise RefusedError("Bad Request: message to be replied not found")
        if "reply_markup" in given:
            message["reply_markup"] = given["reply_markup"]
        with self._lock:
            self._messages[chat["id"], message["message_id"]] = message
            self.sent.append(message)
        return message

    def _chat(self, given: Json) -> Json:
        for (chat_id, _), message in list(self._messages.items()):
            if str(chat_id) == given.get("chat_id"):
                chat: Json = message["chat"]
                return chat
        raise RefusedError("Bad Request: chat not found")

    def _let_through(self, message: Json) -> bool:
        replied = message.get("reply_to_message", {}).get("from", {}).get("id") == BOT["id"]
        text = message.get("text", "")
        named = [
            text.encode("utf-16-le")[2 * e["offset"] : 2 * (e["offset"] + e["length"])]
            for e in message.get("entities", [])
        ]
        commands = [name.decode("utf-16-le").lower() for name in named]
        mine = f"@{BOT_NAME}"
        return replied or any(mine in c or (c[0] == "/" and "@" not in c) for c in commands)

    def _update(self, kind: str, content: Json) -> None:
        with self._lock:
            self._updates.append({"update_id": self._next("update"), kind: content})

    def _next(self, series: str) -> int:
        with self._lock:
            self._numbers[series] += 1
            return self._numbers[series]


class _Handler(RequestHandler):
    def initialize(self, api: StandIn) -> None:
        self._api = api

    async def post(self, token: str, method: str) -> None:
        names = self.request.body_arguments
        raw = {name: self.get_body_argument(name, strip=False) for name in names}
        if "json" in self.request.headers.get("Content-Type", ""):
            given = json.loads(self.request.body)
            raw = {k: v if isinstance(v, str) else json.dumps(v) for k, v in given.items()}
        status, body = await self._api.answer(token, method, raw)
        self._api.calls.append(Call(method, raw, status, time.monotonic()))
        if not status:  # the connection breaks off before the answer
            connection = self.request.connection
            assert isinstance(connection, HTTP1Connection)
            connection.stream.close()
            return
        self.set_status(status)
        self.write(body)
