"""Inline and guest mode of the stand-in Bot API: what a result has to be."""

import re

from tests import bot_api_rules as rules
from tests.bot_api_rules import Json, RefusedError

MOST_RESULTS = 50
LONGEST_BYTES = 64  # of a result's id, and of an offset
LONGEST_QUERY = 256

_ARTICLE = {
    "type",
    "id",
    "title",
    "input_message_content",
    "reply_markup",
    "url",
    "description",
} | {
    *("thumbnail_url", "thumbnail_width", "thumbnail_height"),
}
_CONTENT = {"message_text", "parse_mode", "entities", "link_preview_options"}


def check_results(given: Json) -> list[Json]:
    """The results of an answer to an inline query, as they are kept."""
    results = given.get("results")
    if not isinstance(results, list):
        raise RefusedError("can't parse inline query results: expected an Array")
    if len(results) > MOST_RESULTS:
        raise RefusedError("RESULTS_TOO_MUCH")
    if len({result.get("id") for result in results}) < len(results):
        raise RefusedError("RESULT_ID_DUPLICATE")
    if len(given.get("next_offset", "").encode()) > LONGEST_BYTES:
        raise RefusedError("NEXT_OFFSET_INVALID")
    if rules.number(given, "cache_time") < 0:
        raise RefusedError("cache_time must be non-negative")
    _check_button(given.get("button"))
    return [check_result(result) for result in results]


def check_result(result: object) -> Json:
    """A result, its message as it would be kept. Only articles are needed so far."""
    if not isinstance(result, dict) or result.get("type") != "article":
        raise RefusedError("can't parse inline query result: only articles are taken here")
    if unknown := result.keys() - _ARTICLE:
        raise RefusedError(f"unknown fields of a result {sorted(unknown)}")
    if not 1 <= len(str(result.get("id", "")).encode()) <= LONGEST_BYTES:
        raise RefusedError("RESULT_ID_INVALID")
    if not result.get("title"):
        raise RefusedError("RESULT_TITLE_EMPTY")
    content = result.get("input_message_content")
    if not isinstance(content, dict) or not content.keys() <= _CONTENT:
        raise RefusedError("can't parse input message content")
    rules.check_keyboard(result.get("reply_markup"), inline_only=True)
    text, entities = rules.check_text({**content, "text": content.get("message_text", "")})
    kept = {"text": text} | ({"entities": entities} if entities else {})
    return {**result, "message": kept}


def _check_button(button: Json | None) -> None:
    if button is None:
        return
    if not 1 <= len(button.get("text", "")) <= 64:
        raise RefusedError("BUTTON_TEXT_INVALID")
    if len({"web_app", "start_parameter"} & button.keys()) != 1:
        raise RefusedError("exactly one action of a button above results is expected")
    if not re.fullmatch("[A-Za-z0-9_-]{1,64}", button.get("start_parameter", "x")):
        raise RefusedError("START_PARAM_INVALID")
