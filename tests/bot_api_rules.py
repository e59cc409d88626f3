"""What the stand-in Bot API takes, cleans and refuses: Telegram's rules as far as known.

Stricter than the real server where that is silent: unknown parameters, entities beyond the
hundredth and a parse mode beside entities are refused instead of ignored.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

LONGEST_TEXT = 4096
LONGEST_ALERT = 200
MOST_ENTITIES = 100

PARAMETERS: dict[str, set[str]] = {
    "getMe": set(),
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
    "deleteWebhook": {"drop_pending_updates"},
    "setMyCommands": {"commands", "scope", "language_code"},
    "setMyDescription": {"description", "language_code"},
    "setMyShortDescription": {"short_description", "language_code"},
    "sendMessage": {
        "chat_id",
        "text",
        "entities",
        "parse_mode",
        "message_thread_id",
        "reply_markup",
        "reply_parameters",
        "link_preview_options",
    },
    "sendChatAction": {"chat_id", "action", "message_thread_id"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert"},
}
_NESTED = {
    "allowed_updates",
    "commands",
    "entities",
    "link_preview_options",
    "reply_markup",
    "reply_parameters",
}
ACTIONS = {"typing", "upload_photo", "upload_document"}
QUOTES = {"blockquote", "expandable_blockquote"}
ENTITY_TYPES = QUOTES | {"bold", "italic", "underline", "strikethrough", "code", "pre", "text_link"}

_SPACES = dict.fromkeys([*range(0x0A), *range(0x0B, 0x0D), *range(0x0E, 0x20), 0x7F], " ")
_GONE = dict.fromkeys([0x0D, *range(0x2028, 0x202F), 0x030A, 0x0333, 0x033F])
_CLEANING = str.maketrans({**_SPACES, **_GONE})


class RefusedError(Exception):
    """The call is answered with an error, in the words of the Bot API."""

    def __init__(self, description: str, code: int = 400) -> None:
        super().__init__(description)
        self.code = code


def cleaned(text: str) -> str:
    """The text as Telegram keeps it."""
    return text.translate(_CLEANING).strip()


def utf16(text: str) -> int:
    """Length in UTF-16 units, in which entities are measured."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def entities_written(text: str, bot_name: str) -> list[Json]:
    """The entities that Telegram finds in what a person types."""
    found = []
    for kind, pattern in (
        ("bot_command", r"(?<!\S)/\w{1,32}(?:@\w+)?"),
        ("mention", rf"(?<!\w)@{bot_name}\b"),
    ):
        for match in re.finditer(pattern, text, re.IGNORECASE):
            offset = utf16(text[: match.start()])
            found.append({"type": kind, "offset": offset, "length": utf16(match.group())})
    return sorted(found, key=lambda entity: int(entity["offset"]))


def parameters(method: str, raw: Mapping[str, str]) -> Json:
    """Parameters decoded from their JSON; RefusedError for one that the method does not know."""
    unknown = raw.keys() - PARAMETERS[method]
    if unknown:
        raise RefusedError(f"Bad Request: unknown parameters {sorted(unknown)}")
    return {name: json.loads(value) if name in _NESTED else value for name, value in raw.items()}


def check_text(given: Json) -> str:
    """The cleaned text; RefusedError where it or its entities break a rule."""
    text = given.get("text", "")
    if not cleaned(text):
        raise RefusedError("Bad Request: message text is empty")
    if len(text) > LONGEST_TEXT:
        raise RefusedError("Bad Request: message is too long")
    if "parse_mode" in given:
        raise RefusedError("Bad Request: parse_mode would make the server ignore the entities")
    check_entities(text, given.get("entities", []))
    return cleaned(text)


def check_entities(text: str, entities: list[Json]) -> None:
    if len(entities) > MOST_ENTITIES:
        raise RefusedError("Bad Request: too many entities")
    borders = _utf16_borders(text)
    quotes = [e for e in entities if e["type"] in QUOTES]
    for entity in entities:
        start, end = entity["offset"], entity["offset"] + entity["length"]
        if entity["type"] not in ENTITY_TYPES:
            raise RefusedError(f"Bad Request: unknown entity type {entity['type']}")
        if start not in borders or end not in borders or start >= end:
            raise RefusedError("Bad Request: entity outside the text or inside a character")
        if entity["type"] == "text_link" and not re.match(r"https?://|tg://", entity["url"]):
            raise RefusedError("Bad Request: wrong url of a text_link")
        if any(_clash(entity, quote) for quote in quotes if quote is not entity):
            raise RefusedError("Bad Request: entity crosses the border of a blockquote")


def _clash(entity: Json, quote: Json) -> bool:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    begin, stop = quote["offset"], quote["offset"] + quote["length"]
    if end <= begin or stop <= start:
        return False
    nests = (begin <= start and end <= stop) or (start <= begin and stop <= end)
    return entity["type"] in QUOTES or not nests


def check_keyboard(markup: Json | None) -> None:
    for row in (markup or {}).get("inline_keyboard", []):
        for button in row:
            if not button.get("text"):
                raise RefusedError("Bad Request: text buttons are unallowed in the inline keyboard")
            if len(button) != 2:
                raise RefusedError("Bad Request: an inline button has exactly one action")
            data = button.get("callback_data")
            if data is not None and not 1 <= len(data.encode()) <= 64:
                raise RefusedError("Bad Request: BUTTON_DATA_INVALID")


def _utf16_borders(text: str) -> set[int]:
    borders, at = {0}, 0
    for character in text:
        at += 2 if ord(character) > 0xFFFF else 1
        borders.add(at)
    return borders
