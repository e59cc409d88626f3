"""A strict stand-in of the Telegram Bot API: real HTTP, long polling, faults on script.

The real program is started against it as a process. It keeps what Telegram keeps (texts after
cleaning), refuses what Telegram refuses, and hands updates over until they are acknowledged.
Here is what people do and what tests wait for; the server itself is in tests.bot_api_server.
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar, overload

from tests import bot_api_rules as rules
from tests.bot_api_faults import Fault
from tests.bot_api_http import Call
from tests.bot_api_inline import LONGEST_QUERY
from tests.bot_api_methods import BOT, BOT_NAME, key, nested
from tests.bot_api_rules import Json
from tests.bot_api_server import Server

__all__ = ["BOT", "BOT_NAME", "Call", "StandIn", "StandInBotApi"]

T = TypeVar("T")


class StandInBotApi(Server):
    """The server with people in front of it; use as a context manager. Times are seconds."""

    @property
    def messages(self) -> list[Json]:
        """The bot's messages, oldest first, as the server keeps them."""
        with self._changed:
            return [m for m in self._stored.values() if m["from"]["id"] == BOT["id"]]

    # What people do

    def person_writes(
        self,
        text: str,
        chat_id: int = 7,
        user_id: int | None = None,
        chat_type: str = "private",
        reply_to: Json | None = None,
        *,
        entities: list[Json] | None = None,
        thread_id: int | None = None,
        language_code: str = "en",
    ) -> Json:
        """A person writes; in groups the bot is told only what privacy mode lets through.

        Commands and mentions are found as Telegram finds them, unless `entities` are given.
        """
        text, given = rules.cleaned_with_entities(text, entities or [])
        content: Json = {"text": text}
        if found := given if entities is not None else rules.entities_written(text):
            content["entities"] = found
        return self.person_sends(
            content,
            chat_id,
            user_id,
            chat_type,
            reply_to,
            thread_id=thread_id,
            language_code=language_code,
        )

    def person_sends(
        self,
        content: Json,
        chat_id: int = 7,
        user_id: int | None = None,
        chat_type: str = "private",
        reply_to: Json | None = None,
        *,
        thread_id: int | None = None,
        language_code: str = "en",
    ) -> Json:
        """A person sends any message: `content` are its own fields, {"photo": […]}."""
        user = _user(user_id or (chat_id if chat_type == "private" else 7), language_code)
        private = {"first_name": user["first_name"]}
        chat = {"id": chat_id, "type": chat_type}
        chat |= private if chat_type == "private" else {"title": "Desk"}
        with self._changed:
            message = {**self._new_message(chat, user), **content}
            if thread_id is not None:
                chat["is_forum"] = True
                message |= {"message_thread_id": thread_id, "is_topic_message": True}
                self._threads.add((chat_id, thread_id))
            if reply_to is not None:
                message["reply_to_message"] = nested(self._current(reply_to))
            self._chats[chat_id] = chat
            self._store(message)
            self._hand_over("message", message)
        return message

    def person_sends_file(
        self,
        data: bytes,
        name: str | None,
        chat_id: int = 7,
        user_id: int | None = None,
        chat_type: str = "private",
        *,
        caption: str = "",
        origin: Json | None = None,
        size: int | None = None,
        language_code: str = "en",
    ) -> Json:
        """A person sends a file, or forwards one; `size` is a lie about it."""
        with self._changed:
            kept = self._keep_file(data)
        document = kept | ({"file_name": name} if name is not None else {})
        content: Json = {"document": document | ({"file_size": size} if size else {})}
        if caption:
            found = rules.entities_written(caption)
            content |= {"caption": caption} | ({"caption_entities": found} if found else {})
        content |= {"forward_origin": origin} if origin else {}
        return self.person_sends(content, chat_id, user_id, chat_type, language_code=language_code)

    def person_forwards(
        self,
        text: str,
        origin: Json,
        chat_id: int = 7,
        user_id: int | None = None,
        chat_type: str = "private",
        language_code: str = "en",
    ) -> Json:
        """A person forwards a post of an `origin`, such as tests.bot_api_forwards gives."""
        content: Json = {"text": rules.cleaned(text), "forward_origin": origin}
        return self.person_sends(content, chat_id, user_id, chat_type, language_code=language_code)

    def person_edits(self, message: Json, text: str) -> Json:
        """A person edits a message of theirs; the bot gets an edited_message."""
        text = rules.cleaned(text)
        edited = {**message, "text": text, "edit_date": int(time.time())}
        edited["entities"] = rules.entities_written(text)
        with self._changed:
            self._store(edited)
            self._hand_over("edited_message", edited)
        return edited

    def person_types(
        self, query: str, offset: str = "", user_id: int = 7, language_code: str = "en"
    ) -> str:
        """A person types behind the bot's name in some chat; the id of the inline query."""
        if len(query) > LONGEST_QUERY:
            raise ValueError("Telegram cuts off what is longer")
        with self._changed:
            number = f"inline-{self._next('inline')}"
            self._asked[number] = "inline"
            asked = {"id": number, "from": _user(user_id, language_code), "query": query}
            self._update("inline_query", {**asked, "offset": offset, "chat_type": "group"})
        return number

    def person_calls_guest(
        self,
        text: str,
        reply_to: Json | None = None,
        user_id: int = 7,
        language_code: str = "en",
    ) -> str:
        """A person names the bot in a chat that it is not in; the id of the guest query.

        `reply_to`: the fields of the message replied to, {"text": "…"}.
        """
        with self._changed:
            number = f"guest-{self._next('guest')}"
            self._asked[number] = "guest"
            chat = {"id": -900, "type": "supergroup", "title": "Elsewhere"}
            message = {**self._new_message(chat, _user(user_id, language_code)), "text": text}
            message |= {"entities": rules.entities_written(text), "guest_query_id": number}
            if reply_to is not None:
                other = self._new_message(chat, _user(99))
                message["reply_to_message"] = {**other, **reply_to}
            self._update("guest_message", message)
        return number

    def group_is_told_to_have_moved(self, chat_id: int, new_id: int) -> None:
        """The messages that tell a bot of a group that has become a supergroup."""
        with self._changed:
            old = self._chats[chat_id]
            new = self._chats[new_id] = {**old, "id": new_id, "type": "supergroup"}
            for chat, said in (
                (old, {"migrate_to_chat_id": new_id}),
                (new, {"migrate_from_chat_id": chat_id}),
            ):
                self._update("message", {**self._new_message(chat, _user(99)), **said})

    def person_deletes(self, message: Json) -> None:
        """A message is gone; the bot is not told."""
        with self._changed:
            del self._stored[key(message)]

    def group_becomes_supergroup(self, chat_id: int, new_id: int) -> None:
        """Its messages stay with the group; the bot is not told here, only when it writes."""
        with self._changed:
            self._chats[new_id] = {**self._chats[chat_id], "id": new_id, "type": "supergroup"}
            self._moved[chat_id] = new_id

    def thread_is_deleted(self, chat_id: int, thread_id: int) -> None:
        with self._changed:
            self._threads.remove((chat_id, thread_id))

    def delivers_again(self, update_ids: Callable[[int], bool] = lambda _: True) -> None:
        """Hand over once more what was confirmed already, as happens after a failure there."""
        with self._changed:
            waiting = {u["update_id"] for u in self._updates}
            again = [u for u in self._all if u["update_id"] not in waiting]
            self._updates = [u for u in again if update_ids(u["update_id"])] + self._updates

    def person_presses(
        self, message: Json, button_text: str, user_id: int | None = None, data: str | None = None
    ) -> str:
        """Press a button under a message of the bot; the id of the callback query.

        `data` forges what the button carries. ValueError where there is no such button.
        """
        with self._changed:
            message = self._current(message)
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            carried = {
                button["text"]: button.get("callback_data") for row in rows for button in row
            }
            if data is None and carried.get(button_text) is None:
                raise ValueError(f"no button {button_text!r} to press among {list(carried)}")
            chat = message["chat"]
            presser = user_id or (chat["id"] if chat["type"] == "private" else 7)
            query_id = str(self._next("query"))
            self._pressed[query_id] = chat["id"]
            query = {"id": query_id, "from": _user(presser), "message": message}
            query |= {"chat_instance": str(chat["id"]), "data": data or carried[button_text]}
            self._update("callback_query", query)
        return query_id

    def taken(self) -> list[Json]:
        """The updates that wait, taken away: for a bot that does not fetch them itself."""
        with self._changed:
            waiting, self._updates = self._updates, []
        return waiting

    # What is waited for

    @overload
    def wait_for(self, wanted: int, timeout: float = ...) -> list[Json]: ...
    @overload
    def wait_for(self, wanted: Callable[[], T], timeout: float = ...) -> T: ...
    def wait_for(self, wanted: int | Callable[[], T], timeout: float = 30.0) -> T | list[Json]:
        """Wait until the bot has sent so many messages, or until `wanted` gives something true.

        Returns the messages, or what `wanted` gave; AssertionError with the last calls when the
        time is over.
        """
        count = 0 if callable(wanted) else wanted

        def enough() -> list[Json]:
            return self.messages if len(self.messages) >= count else []

        found = wanted if callable(wanted) else enough
        until = time.monotonic() + timeout
        while not (value := found()):  # without the lock: `wanted` may call the server itself
            if time.monotonic() >= until:
                raise AssertionError(f"waited {timeout} s in vain; {self._report()}")
            with self._changed:
                self._changed.wait(0.05)  # also for what happens elsewhere, as in a log file
        return value

    def replies_to(self, message: Json, number: int = 1, timeout: float = 30.0) -> Json:
        """Wait for the bot's `number`-th reply to a message."""

        def found() -> list[Json]:
            replies = [
                sent
                for sent in self.messages
                if key(sent.get("reply_to_message", sent)) == key(message)
            ]
            return replies[number - 1 : number]

        return self.wait_for(found, timeout)[0]

    def _report(self) -> str:
        calls = [f"  {c.status} {c.method} {str(c.parameters)[:300]}" for c in self.calls[-20:]]
        said = [(m["chat"]["id"], m.get("text", "(a file)")) for m in self.messages[-20:]]
        texts = [f"  {chat}: {text[:200]!r}" for chat, text in said]
        return "\n".join(["the last messages:", *texts, "the last calls:", *calls])

    # What goes wrong

    def fail_next(
        self,
        method: str,
        times: int = 1,
        error_code: int = 429,
        retry_after: int = 1,
        description: str | None = None,
        chat_id: int | None = None,
    ) -> None:
        """The next calls (in that chat) are answered with an error and have no effect."""
        self._fault(Fault(method, chat_id, times, error_code, retry_after, description))

    def drop_next(
        self, method: str, times: int = 1, chat_id: int | None = None, done: bool = False
    ) -> None:
        """The connection breaks off without an answer; with `done` after the call's effect."""
        self._fault(Fault(method, chat_id, times, drop=True, done=done))

    def delay_next(
        self, method: str, seconds: float, times: int = 1, chat_id: int | None = None
    ) -> None:
        """The next calls are worked on so much later."""
        self._fault(Fault(method, chat_id, times, delay=seconds))

    def late_next(self, method: str, seconds: float, chat_id: int | None = None) -> None:
        """The next call has its effect at once, and its answer comes so much later."""
        self._fault(Fault(method, chat_id, 1, late=seconds))

    def forgives(self) -> None:
        """No more goes wrong than has already."""
        with self._changed:
            self._faults.clear()

    def _fault(self, fault: Fault) -> None:
        with self._changed:
            self._faults.append(fault)

    # How updates come to be

    def _current(self, message: Json) -> Json:
        return self._stored.get(key(message), message)

    def _hand_over(self, kind: str, message: Json) -> None:
        """Tell the bot of a message, where privacy mode does not keep it from the bot."""
        replied = message.get("reply_to_message", {}).get("from", {}).get("id") == BOT["id"]
        text = message.get("text") or message.get("caption", "")
        marked = message.get("entities") or message.get("caption_entities", [])
        names = [(e["type"], rules.part(text, e).lower()) for e in marked]
        named = any(
            name.endswith(f"@{BOT_NAME}") or (marks == "bot_command" and "@" not in name)
            for marks, name in names
        )
        if message["chat"]["type"] == "private" or replied or named:
            self._update(kind, message)

    def _update(self, kind: str, content: Json) -> None:
        if kind in self._allowed:
            update = {"update_id": self._next("update"), kind: content}
            self._all.append(update)
            self._updates.append(update)


def _user(user_id: int, language_code: str = "en") -> Json:
    user = {"id": user_id, "is_bot": False, "first_name": "Aminata"}
    return {**user, "language_code": language_code}


class StandIn(StandInBotApi):
    """The same server under the shorter names that tests.test_bot_process uses."""

    @property
    def sent(self) -> list[Json]:
        return [{**message, "sent_text": message.get("text", "")} for message in self.messages]

    @property
    def alerts(self) -> list[Json]:
        shown = {True: "true", False: "false"}
        return [{**a, "show_alert": shown[a["show_alert"]]} for a in self.answered_callbacks]

    def replies_to(self, message: Json, number: int = 1, timeout: float = 30.0) -> Json:
        reply = super().replies_to(message, number, timeout)
        return {**reply, "sent_text": reply.get("text", "")}

    def writes(
        self,
        text: str,
        chat_id: int = 7,
        user_id: int = 7,
        chat_type: str = "private",
        reply_to: Json | None = None,
        photo: bool = False,
        language_code: str = "en",
    ) -> Json:
        if photo:
            size = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}
            content: Json = {"photo": [size]}
            return self.person_sends(
                content, chat_id, user_id, chat_type, reply_to, language_code=language_code
            )
        return self.person_writes(
            text, chat_id, user_id, chat_type, reply_to, language_code=language_code
        )

    def presses(self, message: Json, label: str, data: str | None = None) -> str:
        return self.person_presses(message, label, 7, data)

    def deletes(self, message: Json) -> None:
        self.person_deletes(message)

    def fault(self, method: str, chat_id: int | None = None, **fault: Any) -> None:
        if "delay" in fault:
            self.delay_next(method, fault["delay"], chat_id=chat_id)
        elif "drop" in fault:
            self.drop_next(method, chat_id=chat_id)
        else:
            self.fail_next(method, 1, fault["status"], fault.get("retry_after", 1), chat_id=chat_id)

    def waits_for(self, found: Callable[[], T], seconds: float = 15.0) -> T:
        return self.wait_for(found, seconds)
