"""The server inside the stand-in Bot API: methods, long polling, HTTP; see tests.bot_api."""

import asyncio
import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

from tornado.http1connection import HTTP1Connection
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from tests import bot_api_rules as rules
from tests.bot_api_rules import Json, RefusedError

BOT_NAME = "saidwho_test_bot"
BOT = {"id": 4242, "is_bot": True, "first_name": "SaidWho", "username": BOT_NAME}
TOKEN = "4242:test-token_ABCdefGHIjklMNOpqrSTUvwxYZ"
CONFLICT = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"

_DESCRIPTIONS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: CONFLICT,
    500: "Internal Server Error",
}


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


@dataclass
class Fault:
    """What happens to the next `times` calls instead of an answer, or before it."""

    method: str
    chat_id: int | None
    times: int
    error_code: int = 0
    retry_after: int = 0
    description: str | None = None
    drop: bool = False
    done: bool = False
    delay: float = 0.0

    def answer(self) -> tuple[int, Json | str]:
        """Status and body; from 502 on they are nginx's, which knows no JSON."""
        code = self.error_code
        if code > 500 and self.description is None:
            return code, f"<html><head><title>{code}</title></head><body>nginx</body></html>"
        body: Json = {"ok": False, "error_code": code}
        body["description"] = self.description or _DESCRIPTIONS.get(code, "")
        if code == 429:
            text = f"Too Many Requests: retry after {self.retry_after}"
            body["description"] = self.description or text
            body["parameters"] = {"retry_after": self.retry_after}
        return code, body


class Server:
    """What the Bot API does. A chat is known once a person has written there."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.calls: list[Call] = []
        self.answered_callbacks: list[Json] = []
        self.chat_actions: list[Json] = []
        self.commands: dict[tuple[str, str], list[Json]] = {}  # (scope, language); "chat:7"
        self.descriptions: dict[tuple[str, str], str] = {}  # (parameter's name, language)
        self.files: dict[str, bytes] = {}  # sent by the bot, by file id
        self._faults: list[Fault] = []
        self._updates: list[Json] = []
        self._allowed = rules.UPDATES - {"chat_member", "message_reaction"}
        self._allowed -= {"message_reaction_count"}
        self._chats: dict[int, Json] = {}
        self._threads: set[tuple[int, int]] = set()
        self._stored: dict[tuple[int, int], Json] = {}
        self._pressed: dict[str, int] = {}  # callback query → chat
        self._numbers: dict[str, int] = defaultdict(lambda: 100)
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
        paths = [(r"/bot([^/]+)/(\w+)", _Calls, {"api": self})]
        server = HTTPServer(Application(paths, default_handler_class=_NotFound))
        sockets = bind_sockets(0, "127.0.0.1")
        self._port = sockets[0].getsockname()[1]
        server.add_sockets(sockets)
        started.set()
        await self._stopped.wait()
        server.stop()
        await server.close_all_connections()

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
                return self._answered(call, await self._get_updates(given))
            with self._changed:  # whoever waits sees the effect and the status together
                done = _METHODS[call.method](self, given | call.files)
                status, body = self._answered(call, done)
                if fault is not None and fault.drop:
                    call.status = status = 0
                return status, body
        except RefusedError as error:
            return self._answered(call, error)

    def _answered(self, call: Call, result: object) -> tuple[int, Json]:
        with self._changed:
            self._changed.notify_all()
            if isinstance(result, RefusedError):
                call.status = result.code
                failed = {"ok": False, "error_code": result.code, "description": str(result)}
                return call.status, failed
            call.status = 200
            return call.status, {"ok": True, "result": result}

    async def _get_updates(self, given: Json) -> list[Json]:
        """Wait for updates; of two waiting calls the earlier one is ended, as on the server."""
        offset, limit = rules.number(given, "offset"), rules.number(given, "limit", 100)
        until = time.monotonic() + rules.number(given, "timeout")
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
        return self._updates[: min(max(limit, 1), 100)]

    def _get_me(self, _: Json) -> Json:
        return {
            **BOT,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    def _delete_webhook(self, given: Json) -> bool:
        if rules.truth(given, "drop_pending_updates"):
            self._updates.clear()
        return True

    def _set_my_commands(self, given: Json) -> bool:
        rules.check_commands(given.get("commands", []))
        self.commands[_audience(given)] = given.get("commands", [])
        return True

    def _get_my_commands(self, given: Json) -> list[Json]:
        return self.commands.get(_audience(given), [])

    def _set_my_description(self, given: Json) -> bool:
        return self._describe(given, "description", 512)

    def _set_my_short_description(self, given: Json) -> bool:
        return self._describe(given, "short_description", 120)

    def _describe(self, given: Json, name: str, longest: int) -> bool:
        if len(given.get(name, "")) > longest:
            raise RefusedError(f"{name.replace('_', ' ')} is too long")
        self.descriptions[name, given.get("language_code", "")] = given.get(name, "")
        return True

    def _send_chat_action(self, given: Json) -> bool:
        chat = self._chat(given)
        self._check_thread(chat, given)
        if given.get("action") not in rules.ACTIONS:
            raise RefusedError("wrong parameter action in request")
        self.chat_actions.append({**given, "chat_id": chat["id"]})
        return True

    def _answer_callback_query(self, given: Json) -> bool:
        if given.get("callback_query_id") not in self._pressed:
            raise RefusedError(TOO_OLD)
        if len(given.get("text", "")) > rules.LONGEST_ALERT:
            raise RefusedError("MESSAGE_TOO_LONG")
        self.answered_callbacks.append({**given, "show_alert": rules.truth(given, "show_alert")})
        return True

    def _send_message(self, given: Json) -> Json:
        text, entities = rules.check_text(given)
        return self._send(given, {"text": text} | ({"entities": entities} if entities else {}))

    def _send_photo(self, given: Json) -> Json:
        _, data = _attached(given, "photo")
        size = rules.check_photo(data)
        kept = {**self._keep_file(data), **size}
        return self._send(given, {"photo": [kept], **rules.check_caption(given)})

    def _send_document(self, given: Json) -> Json:
        name, data = _attached(given, "document")
        if len(data) > rules.LARGEST_DOCUMENT:
            raise RefusedError("file is too big")
        kept = {**self._keep_file(data), "file_name": name}
        return self._send(given, {"document": kept, **rules.check_caption(given)})

    def _keep_file(self, data: bytes) -> Json:
        number = f"file-{self._next('file')}"
        self.files[number] = data
        return {"file_id": number, "file_unique_id": f"unique-{number}", "file_size": len(data)}

    def _send(self, given: Json, content: Json) -> Json:
        """Send a message of this content, as a reply and into a thread if so wished."""
        chat = self._chat(given)
        rules.check_keyboard(given.get("reply_markup"))
        self._check_thread(chat, given)
        reply = self._reply(chat, given.get("reply_parameters"))
        message = {**self._new_message(chat, BOT), **reply, **content}
        thread = given.get("message_thread_id")
        thread = thread or reply.get("reply_to_message", {}).get("message_thread_id")
        if thread:
            message |= {"message_thread_id": int(thread), "is_topic_message": True}
        if "inline_keyboard" in given.get("reply_markup", {}):
            message["reply_markup"] = given["reply_markup"]
        return self._store(message)

    def _edit_message_text(self, given: Json) -> Json:
        text, entities = rules.check_text(given)
        changes: Json = {"text": text}
        if entities:
            changes["entities"] = entities
        return self._edit(given, {"text", "entities"}, changes)

    def _edit_message_reply_markup(self, given: Json) -> Json:
        return self._edit(given, set(), {})

    def _edit(self, given: Json, replaced: set[str], changes: Json) -> Json:
        """Replace these fields and the keyboard: one that is not given again is taken away."""
        rules.check_keyboard(given.get("reply_markup"), inline_only=True)
        chat = self._chat(given)
        if not given.get("message_id"):
            raise RefusedError("message identifier is not specified")
        old = self._stored.get((chat["id"], rules.number(given, "message_id")))
        if old is None:
            raise RefusedError("message to edit not found")
        if old["from"]["id"] != BOT["id"]:
            raise RefusedError("message can't be edited")
        new = {k: v for k, v in old.items() if k not in replaced | {"reply_markup"}} | changes
        if given.get("reply_markup", {}).get("inline_keyboard"):
            new["reply_markup"] = given["reply_markup"]
        if new == old:
            raise RefusedError(NOT_MODIFIED)
        return self._store({**new, "edit_date": int(time.time())})

    def _chat(self, given: Json) -> Json:
        if not given.get("chat_id"):
            raise RefusedError("chat_id is empty")
        with suppress(ValueError, KeyError):
            return self._chats[int(given["chat_id"])]
        raise RefusedError("chat not found")

    def _check_thread(self, chat: Json, given: Json) -> None:
        thread = rules.number(given, "message_thread_id")
        if thread and (chat["id"], thread) not in self._threads:
            raise RefusedError("message thread not found")

    def _reply(self, chat: Json, reply: Json | None) -> Json:
        """The fields of a message that say what it replies to."""
        if reply is None:
            return {}
        where = int(reply.get("chat_id") or chat["id"])
        replied = self._stored.get((where, reply["message_id"])) if where == chat["id"] else None
        if replied is None:
            if reply.get("allow_sending_without_reply"):
                return {}
            raise RefusedError("message to be replied not found")
        quote = rules.check_quote(reply, replied)
        return {"reply_to_message": nested(replied), **({"quote": quote} if quote else {})}

    def _new_message(self, chat: Json, sender: Json) -> Json:
        number = self._next(f"message {chat['id']}")
        return {"message_id": number, "date": int(time.time()), "chat": chat, "from": sender}

    def _store(self, message: Json) -> Json:
        self._stored[key(message)] = message
        return message

    def _next(self, series: str) -> int:
        self._numbers[series] += 1
        return self._numbers[series]

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


_METHODS: dict[str, Callable[[Server, Json], object]] = {
    "getMe": Server._get_me,
    "deleteWebhook": Server._delete_webhook,
    "setMyCommands": Server._set_my_commands,
    "getMyCommands": Server._get_my_commands,
    "setMyDescription": Server._set_my_description,
    "setMyShortDescription": Server._set_my_short_description,
    "sendMessage": Server._send_message,
    "sendPhoto": Server._send_photo,
    "sendDocument": Server._send_document,
    "sendChatAction": Server._send_chat_action,
    "editMessageText": Server._edit_message_text,
    "editMessageReplyMarkup": Server._edit_message_reply_markup,
    "answerCallbackQuery": Server._answer_callback_query,
}


def key(message: Json) -> tuple[int, int]:
    return message["chat"]["id"], message["message_id"]


def _attached(given: Json, name: str) -> tuple[str, bytes]:
    """Name and content of an attached file; files by id or address are not sent here."""
    match given.get(name):
        case (str(file_name), bytes(data)) if data:
            return file_name, data
        case _:
            raise RefusedError(f"there is no {name} in the request")


def nested(message: Json) -> Json:
    """A message inside another one, which says no more what it replies to itself."""
    return {k: v for k, v in message.items() if k not in ("reply_to_message", "quote")}


def _audience(given: Json) -> tuple[str, str]:
    scope = given.get("scope") or {"type": "default"}
    return ":".join(str(scope[name]) for name in sorted(scope)[::-1]), given.get(
        "language_code", ""
    )


class _NotFound(RequestHandler):
    """Answers in JSON whatever is asked for."""

    def prepare(self) -> None:
        self.set_status(404)
        self.finish({"ok": False, "error_code": 404, "description": "Not Found"})


class _Calls(RequestHandler):
    """One call: its parameters read from query, form, multipart or JSON, its answer written."""

    def initialize(self, api: Server) -> None:
        self._api = api
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
        self._api.calls.append(call)
        status, body = await self._api.answer(call, token)
        if not status:
            connection = self.request.connection
            assert isinstance(connection, HTTP1Connection)
            connection.stream.close()
        elif not self._gone:
            self.set_status(status)
            self.write(body)

    async def get(self, token: str, method: str) -> None:
        await self.post(token, method)
