"""What the methods of the stand-in Bot API do; see tests.bot_api."""

import re
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

from tests import bot_api_rules as rules
from tests.bot_api_inline import check_result, check_results
from tests.bot_api_rules import Json, RefusedError

BOT_NAME = "saidwho_test_bot"
BOT = {"id": 4242, "is_bot": True, "first_name": "SaidWho", "username": BOT_NAME}
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class MigratedError(RefusedError):
    """A group has become a supergroup, which the answer names."""

    def __init__(self, chat_id: int) -> None:
        super().__init__("group chat was upgraded to a supergroup chat")
        self.parameters = {"migrate_to_chat_id": chat_id}


class Methods:
    """What the Bot API keeps, and its methods. A chat is known once a person has written there."""

    def __init__(self) -> None:
        self.answered_callbacks: list[Json] = []
        self.chat_actions: list[Json] = []
        self.commands: dict[tuple[str, str], list[Json]] = {}  # (scope, language); "chat:7"
        self.descriptions: dict[tuple[str, str], str] = {}  # (parameter's name, language)
        self.files: dict[str, bytes] = {}  # sent by the bot or to it, by file id
        self.owners: set[tuple[int, int]] = set()  # of groups: chat, person
        self.inline_answers: dict[str, Json] = {}  # by the id of the query
        self.guest_answers: dict[str, Json] = {}
        self._asked: dict[str, str] = {}  # query → its kind
        self.webhook: Json = {}  # as it was set
        self.behind: list[int] = []  # ports of processes behind its address, if several
        self._allowed = rules.UPDATES - {"chat_member", "message_reaction"}
        self._allowed -= {"message_reaction_count"}
        self._updates: list[Json] = []
        self._all: list[Json] = []  # confirmed ones too
        self._chats: dict[int, Json] = {}
        self._moved: dict[int, int] = {}  # group → the supergroup it has become
        self._threads: set[tuple[int, int]] = set()
        self._stored: dict[tuple[int, int], Json] = {}
        self._pressed: dict[str, int] = {}  # callback query → chat
        self._numbers: dict[str, int] = defaultdict(lambda: 100)

    def _get_me(self, _: Json) -> Json:
        return {
            **BOT,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
            "supports_guest_queries": True,
        }

    def _delete_webhook(self, given: Json) -> bool:
        if rules.truth(given, "drop_pending_updates"):
            self._updates.clear()
        self.webhook = {}
        return True

    def _set_webhook(self, given: Json) -> bool:
        address = urlsplit(given.get("url", ""))
        if address.scheme != "https" and address.hostname != "127.0.0.1":
            raise RefusedError("bad webhook: An HTTPS URL must be provided for webhook")
        if not re.fullmatch("[A-Za-z0-9_-]{0,256}", given.get("secret_token", "")):
            raise RefusedError("secret token contains unallowed characters")
        if kinds := given.get("allowed_updates"):
            self._allowed = set(kinds)
        self.webhook = given
        return True

    def _set_my_commands(self, given: Json) -> bool:
        rules.check_commands(given.get("commands", []))
        self.commands[_audience(given)] = given.get("commands", [])
        return True

    def _delete_my_commands(self, given: Json) -> bool:
        self.commands.pop(_audience(given), None)
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

    def _get_chat_member(self, given: Json) -> Json:
        chat, person = self._chat(given), rules.number(given, "user_id")
        if person <= 0:
            raise RefusedError("invalid user_id specified")
        user = {"id": person, "is_bot": False, "first_name": "Aminata"}
        if (chat["id"], person) in self.owners:
            return {"status": "creator", "user": user, "is_anonymous": False}
        return {"status": "member", "user": user}

    def _answer_inline_query(self, given: Json) -> bool:
        if self._asked.get(given.get("inline_query_id", "")) != "inline":
            raise RefusedError(TOO_OLD)
        self.inline_answers[given["inline_query_id"]] = {**given, "results": check_results(given)}
        return True

    def _answer_guest_query(self, given: Json) -> Json:
        if self._asked.get(given.get("guest_query_id", "")) != "guest":
            raise RefusedError(TOO_OLD)
        number = given["guest_query_id"]
        if number in self.guest_answers:
            raise RefusedError(TOO_OLD)
        self.guest_answers[number] = check_result(given.get("result"))
        return {"inline_message_id": f"guest-{number}"}

    def _delete_message(self, given: Json) -> bool:
        chat = self._chat(given)
        if self._stored.pop((chat["id"], rules.number(given, "message_id")), None) is None:
            raise RefusedError("message to delete not found")
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

    def _get_file(self, given: Json) -> Json:
        """A file that somebody sent, to be fetched from the path given."""
        data = self.files.get(given.get("file_id", ""))
        if data is None:
            raise RefusedError("wrong file_id or the file is temporarily unavailable")
        if len(data) > rules.LARGEST_FETCHED:
            raise RefusedError("file is too big")
        number = given["file_id"]
        kept = {"file_id": number, "file_unique_id": f"unique-{number}", "file_size": len(data)}
        return {**kept, "file_path": f"documents/{number}"}

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
            if (moved := self._moved.get(int(given["chat_id"]))) is not None:
                raise MigratedError(moved)
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


METHODS: dict[str, Callable[[Methods, Json], object]] = {
    "getMe": Methods._get_me,
    "deleteWebhook": Methods._delete_webhook,
    "setWebhook": Methods._set_webhook,
    "setMyCommands": Methods._set_my_commands,
    "deleteMyCommands": Methods._delete_my_commands,
    "getMyCommands": Methods._get_my_commands,
    "setMyDescription": Methods._set_my_description,
    "setMyShortDescription": Methods._set_my_short_description,
    "sendMessage": Methods._send_message,
    "sendPhoto": Methods._send_photo,
    "sendDocument": Methods._send_document,
    "sendChatAction": Methods._send_chat_action,
    "editMessageText": Methods._edit_message_text,
    "editMessageReplyMarkup": Methods._edit_message_reply_markup,
    "getChatMember": Methods._get_chat_member,
    "getFile": Methods._get_file,
    "deleteMessage": Methods._delete_message,
    "answerInlineQuery": Methods._answer_inline_query,
    "answerGuestQuery": Methods._answer_guest_query,
    "answerCallbackQuery": Methods._answer_callback_query,
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
