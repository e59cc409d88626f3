"""What the stand-in Bot API takes, cleans and refuses: Telegram's rules as far as known.

Sources: the Bot API's reference (version 10.0) and the open code of its server (telegram-bot-api
and TDLib's fix_formatted_text). Stricter where the server is silent: unknown parameters and
fields, entities beyond the hundredth, entities across the border of a blockquote, and any
parse_mode are refused instead of ignored.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from PIL import Image

Json = dict[str, Any]

LONGEST_TEXT = 4096
LONGEST_ALERT = 200
LONGEST_QUOTE = 1024
LONGEST_DATA = 64  # bytes of UTF-8
LONGEST_COPY = 256
LONGEST_CAPTION = 1024
LARGEST_PHOTO, LARGEST_DOCUMENT = 10_000_000, 50_000_000  # bytes
LARGEST_FETCHED = 20_000_000  # bytes of a file that a bot may fetch
WIDEST_PHOTO = 10_000  # width and height together
LONGEST_RATIO = 20
MOST_ENTITIES = 100

_EDITED = {"business_connection_id", "chat_id", "message_id", "inline_message_id", "reply_markup"}
_WRITTEN = {"text", "parse_mode", "entities", "link_preview_options"}
_CAPTIONED = {"caption", "parse_mode", "caption_entities"}
_SENT = {"business_connection_id", "chat_id", "message_thread_id", "direct_messages_topic_id"} | {
    *("disable_notification", "protect_content", "allow_paid_broadcast", "message_effect_id"),
    *("suggested_post_parameters", "reply_parameters", "reply_markup"),
}
PARAMETERS: dict[str, set[str]] = {
    "getMe": set(),
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
    "deleteWebhook": {"drop_pending_updates"},
    "setWebhook": {*("url", "allowed_updates", "secret_token", "max_connections")}
    | {"certificate", "ip_address", "drop_pending_updates"},
    "setMyCommands": {"commands", "scope", "language_code"},
    "deleteMyCommands": {"scope", "language_code"},
    "getMyCommands": {"scope", "language_code"},
    "setMyDescription": {"description", "language_code"},
    "setMyShortDescription": {"short_description", "language_code"},
    "sendMessage": _SENT | _WRITTEN,
    "sendPhoto": _SENT | _CAPTIONED | {"photo", "show_caption_above_media", "has_spoiler"},
    "sendDocument": _SENT
    | _CAPTIONED
    | {"document", "thumbnail", "disable_content_type_detection"},
    "sendChatAction": {"business_connection_id", "chat_id", "message_thread_id", "action"},
    "editMessageText": _EDITED | _WRITTEN,
    "editMessageReplyMarkup": _EDITED,
    "getChatMember": {"chat_id", "user_id"},
    "getFile": {"file_id"},
    "deleteMessage": {"chat_id", "message_id"},
    "answerInlineQuery": {"inline_query_id", "results", "cache_time", "is_personal"}
    | {"next_offset", "button"},
    "answerGuestQuery": {"guest_query_id", "result"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert", "url", "cache_time"},
}
"""Methods, and the names of their parameters."""

_NESTED = {
    *("allowed_updates", "commands", "entities", "link_preview_options", "reply_markup"),
    *("reply_parameters", "scope", "suggested_post_parameters", "results", "result", "button"),
}
_FIELDS: dict[str, tuple[set[str], set[str]]] = {
    "entities": (
        {"type", "offset", "length"},
        {"url", "user", "language", "custom_emoji_id", "unix_time", "date_time_format"},
    ),
    "commands": ({"command", "description"}, set()),
    "link_preview_options": (
        set(),
        {"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"},
    ),
    "reply_parameters": (
        {"message_id"},
        {"chat_id", "allow_sending_without_reply", "quote", "quote_parse_mode", "quote_entities"}
        | {"quote_position", "checklist_task_id", "poll_option_id"},
    ),
}
"""Fields that a nested value, or each value of a nested list, must have and may have."""

UPDATES = {"message", "edited_message", "channel_post", "edited_channel_post", "inline_query"} | {
    *("chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query", "poll"),
    *("poll_answer", "my_chat_member", "chat_member", "chat_join_request", "chat_boost"),
    *("removed_chat_boost", "message_reaction", "message_reaction_count", "business_connection"),
    *("business_message", "edited_business_message", "deleted_business_messages"),
    *("purchased_paid_media", "managed_bot", "guest_message"),
}
ACTIONS = {"typing", "choose_sticker", "find_location"} | {
    f"{doing}_{what}"
    for doing in ("record", "upload")
    for what in ("photo", "document", "voice", "video", "video_note")
} - {"record_photo", "record_document"}
QUOTES = {"blockquote", "expandable_blockquote"}
ENTITY_TYPES = QUOTES | {
    *("bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link"),
    *("text_mention", "custom_emoji", "date_time", "mention", "hashtag", "cashtag"),
    *("bot_command", "url", "email", "phone_number"),
}
BUTTON_ACTIONS = {
    *("url", "callback_data", "web_app", "login_url", "switch_inline_query", "copy_text", "pay"),
    *("switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "callback_game"),
}
_MARKUPS = {"inline_keyboard", "keyboard", "remove_keyboard", "force_reply"}

# DEL is measured on the real server; TDLib's code would keep it.
_SPACES = dict.fromkeys([*range(0x0A), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F], " ")
_GONE = dict.fromkeys([0x0D, *range(0x2028, 0x202F), 0x030A, 0x0333, 0x033F], "")
_CLEANING = _SPACES | _GONE

# As TDLib finds them: "/ask@the_bot", "@the_bot"; not the "/c" of "a/c", not the "@y" of "x@y".
_WRITTEN_ENTITIES = {
    "bot_command": re.compile(
        r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])"
    ),
    "mention": re.compile(r"(?<![\w/])@[A-Za-z0-9_]{2,32}(?!\w)"),
}


class RefusedError(Exception):
    """The call is answered with an error, in the words of the Bot API."""

    def __init__(self, description: str, code: int = 400) -> None:
        super().__init__(description if code != 400 else f"Bad Request: {description}")
        self.code = code


def utf16(text: str) -> int:
    """Length in UTF-16 units, in which entities are measured."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def part(text: str, entity: Json) -> str:
    """The part of a text that an entity covers."""
    units = text.encode("utf-16-le")
    return units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode(
        "utf-16-le"
    )


def cleaned(text: str) -> str:
    """The text as Telegram keeps it."""
    return cleaned_with_entities(text, [])[0]


def cleaned_with_entities(text: str, entities: Iterable[Json]) -> tuple[str, list[Json]]:
    """The text as Telegram keeps it, and its entities moved along; empty ones are dropped.

    Entities must begin and end between characters. As in TDLib, the start of the text is
    trimmed up to the first entity only.
    """
    untrimmed = text.translate(_CLEANING)
    trimmed = untrimmed.rstrip(" \n")
    entities = [*entities]
    moved = _moved(text) if entities else {}
    spans = [
        (entity, moved[entity["offset"]], moved[entity["offset"] + entity["length"]])
        for entity in entities
    ]
    spans = [
        (entity, start, min(end, utf16(trimmed)))
        for entity, start, end in spans
        if part(untrimmed, {"offset": start, "length": end - start}).strip(" \n")
    ]
    lead = min([len(trimmed) - len(trimmed.lstrip(" \n")), *(start for _, start, _ in spans)])
    return trimmed[lead:], [
        {**entity, "offset": start - lead, "length": end - start} for entity, start, end in spans
    ]


def _moved(text: str) -> dict[int, int]:
    """Where each character ends before cleaning → and after it, in UTF-16 units."""
    moved = {0: 0}
    before = after = 0
    for character in text:
        before += utf16(character)
        after += utf16(_CLEANING.get(ord(character), character))
        moved[before] = after
    return moved


def entities_written(text: str) -> list[Json]:
    """The commands and mentions that Telegram finds in what a person types."""
    found = [
        {"type": kind, "offset": utf16(text[: match.start()]), "length": utf16(match.group())}
        for kind, pattern in _WRITTEN_ENTITIES.items()
        for match in pattern.finditer(text)
    ]
    commands = [entity for entity in found if entity["type"] == "bot_command"]
    inside = [m for m in found if m not in commands and any(_overlap(m, c) for c in commands)]
    return sorted((e for e in found if e not in inside), key=lambda e: int(e["offset"]))


def parameters(method: str, raw: Mapping[str, str]) -> Json:
    """Parameters with the nested ones decoded from JSON; RefusedError for unknown names."""
    if unknown := raw.keys() - PARAMETERS[method]:
        raise RefusedError(f"unknown parameters {sorted(unknown)}")
    given: Json = dict(raw)
    for name in _NESTED & raw.keys():
        try:
            given[name] = json.loads(raw[name])
        except ValueError:
            raise RefusedError(f"can't parse {name} JSON object") from None
        if name in _FIELDS:
            _check_fields(name, given[name])
    return given


def number(given: Json, name: str, default: int = 0) -> int:
    """A parameter that is a number."""
    try:
        return int(given.get(name, default))
    except ValueError:
        raise RefusedError(f"{name} must be an integer") from None


def truth(given: Json, name: str) -> bool:
    """A parameter that is true or false; false where it is not given."""
    if given.get(name, "false") not in ("true", "false"):
        raise RefusedError(f"{name} must be true or false")
    return bool(given.get(name) == "true")


def _check_fields(name: str, value: object) -> None:
    required, optional = _FIELDS[name]
    several = name in ("entities", "commands")
    if not isinstance(value, list if several else dict):
        raise RefusedError(f"{name} is of the wrong type")
    for fields in value if isinstance(value, list) else [value]:
        if not isinstance(fields, dict) or not required <= fields.keys() <= required | optional:
            raise RefusedError(f"wrong fields in {name}: {fields}")


def check_text(given: Json, name: str = "text") -> tuple[str, list[Json]]:
    """The text and its entities as Telegram keeps them; RefusedError where they break a rule."""
    text, entities = given.get(name, ""), given.get("entities") or []
    try:
        text.encode()
    except UnicodeEncodeError:
        raise RefusedError("strings must be encoded in UTF-8") from None
    if "parse_mode" in given and entities:
        raise RefusedError("parse_mode would make the server ignore the entities")
    if "parse_mode" in given:
        raise RefusedError("parse_mode is not for texts of articles: send entities")
    check_entities(text, entities)
    text, entities = cleaned_with_entities(text, entities)
    if all(c.isspace() or unicodedata.category(c) == "Cf" for c in text):
        raise RefusedError("message text is empty")
    if len(text) > LONGEST_TEXT:
        raise RefusedError("message is too long")
    return text, entities


def check_entities(text: str, entities: list[Json]) -> None:
    """RefusedError where entities break a rule."""
    if len(entities) > MOST_ENTITIES:
        raise RefusedError(f"{len(entities)} entities, and the server ignores all after the 100th")
    if not entities:
        return
    borders, at = {0: 0}, 0  # offset in UTF-16 units → in bytes
    for character in text:
        at, size = at + utf16(character), borders[at] + len(character.encode())
        borders[at] = size
    for entity in entities:
        _check_borders(entity, borders, at)
        if entity["type"] not in ENTITY_TYPES:
            raise RefusedError(f"unsupported type {entity['type']} of an entity")
        if entity["type"] == "text_link":
            check_url(entity.get("url", ""), "entity")
    for quote in (entity for entity in entities if entity["type"] in QUOTES):
        _check_blockquote(quote, [e for e in entities if e is not quote and _overlap(e, quote)])


def _check_blockquote(quote: Json, overlapping: list[Json]) -> None:
    for entity in overlapping:
        if entity["type"] in QUOTES:
            raise RefusedError("blockquote entities can't be nested")
        if not _holds(entity, quote) and not _holds(quote, entity):
            raise RefusedError("entity crosses the border of a blockquote")


def _check_borders(entity: Json, borders: dict[int, int], length: int) -> None:
    start, size = entity["offset"], entity["length"]
    if not isinstance(start, int) or start < 0:
        raise RefusedError(f"receive an entity with incorrect offset {start}")
    if not isinstance(size, int) or size <= 0:
        raise RefusedError(f"receive an entity with incorrect length {size}")
    end = start + size
    if start >= length:
        raise RefusedError(f"entity begins after the end of the text at UTF-16 offset {start}")
    begins = f"entity beginning at UTF-16 offset {start}"
    if end > length:
        raise RefusedError(f"{begins} ends after the end of the text at UTF-16 offset {end}")
    middle = "in a middle of a UTF-16 symbol at byte offset"
    if start not in borders:
        raise RefusedError(f"entity begins {middle} {borders[start + 1]}")
    if end not in borders:
        raise RefusedError(f"{begins} ends {middle} {borders[end + 1]}")


def _overlap(one: Json, other: Json) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )


def _holds(outer: Json, inner: Json) -> bool:
    end = inner["offset"] + inner["length"]
    return bool(outer["offset"] <= inner["offset"] and end <= outer["offset"] + outer["length"])


def check_url(url: str, where: str) -> None:
    """RefusedError for a URL that is neither http nor https nor tg, or without a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    web = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    if not (web or (parts.scheme == "tg" and parts.netloc)) or re.search(r"\s", url):
        raise RefusedError(f"{where} URL '{url}' is invalid: Wrong HTTP URL")


def check_caption(given: Json) -> Json:
    """The caption as it is kept; entities of captions are not needed so far, and refused."""
    caption = cleaned(given.get("caption", ""))
    if "parse_mode" in given or given.get("caption_entities"):
        raise RefusedError("captions are plain here")
    if len(caption) > LONGEST_CAPTION:
        raise RefusedError("message caption is too long")
    return {"caption": caption} if caption else {}


def check_photo(data: bytes) -> Json:
    """Width and height of a PNG or JPEG that Telegram would take for a photo."""
    if len(data) > LARGEST_PHOTO:
        raise RefusedError("file is too big")
    try:
        width, height = Image.open(BytesIO(data)).size
    except (OSError, Image.DecompressionBombError):
        raise RefusedError("IMAGE_PROCESS_FAILED") from None
    wide = max(width, height) > LONGEST_RATIO * min(width, height)
    if width + height > WIDEST_PHOTO or wide:
        raise RefusedError("PHOTO_INVALID_DIMENSIONS")
    return {"width": width, "height": height}


def check_keyboard(markup: Json | None, inline_only: bool = False) -> None:
    """RefusedError where a keyboard, or a button of it, breaks a rule."""
    if markup is None:
        return
    if not isinstance(markup, dict) or len(_MARKUPS & markup.keys()) != 1:
        raise RefusedError("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if inline_only:
            raise RefusedError("inline keyboard expected")
        return
    for row in markup["inline_keyboard"]:
        for button in row:
            _check_button(button)


def _check_button(button: Json) -> None:
    wrong = "can't parse inline keyboard button: "
    if unknown := button.keys() - BUTTON_ACTIONS - {"text", "style", "icon_custom_emoji_id"}:
        raise RefusedError(f"{wrong}unknown fields {sorted(unknown)}")
    if not isinstance(button.get("text"), str) or not cleaned(button["text"]):
        raise RefusedError(f'{wrong}Field "text" must be a non-empty String')
    actions = BUTTON_ACTIONS & button.keys()
    if not actions or button.get("callback_data") == "":
        raise RefusedError(f"{wrong}Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise RefusedError(f"{wrong}exactly one action expected, not {sorted(actions)}")
    if len(button.get("callback_data", "").encode()) > LONGEST_DATA:
        raise RefusedError("BUTTON_DATA_INVALID")
    if not 1 <= len(button.get("copy_text", {"text": "-"}).get("text", "")) <= LONGEST_COPY:
        raise RefusedError("BUTTON_COPY_TEXT_INVALID")
    if "url" in button:
        check_url(button["url"], "inline keyboard button")


def check_quote(reply: Json, replied: Json) -> Json | None:
    """The TextQuote of a reply, None without one; RefusedError where it is not in the message."""
    quote: str = reply.get("quote", "")
    if not quote:
        return None
    if "quote_parse_mode" in reply:
        raise RefusedError("quote_parse_mode is not for texts of articles: send quote_entities")
    text: str = replied.get("text") or replied.get("caption", "")
    if len(quote) > LONGEST_QUOTE or quote not in text:
        raise RefusedError("QUOTE_TEXT_INVALID")
    return {"text": quote, "position": utf16(text[: text.index(quote)]), "is_manual": True}


def check_commands(commands: list[Json]) -> None:
    """RefusedError where a command or its description breaks a rule."""
    if len(commands) > 100:
        raise RefusedError("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise RefusedError("BOT_COMMAND_INVALID")
        if not command["description"]:
            raise RefusedError("command description must be non-empty")
        if len(command["description"]) > 256:
            raise RefusedError("command description length must not exceed 256")
