"""Links to a quote: into the page that it was published on, and into the chat with the bot."""

import re
from urllib.parse import quote, urlsplit

from bot.references import Reference

LONGEST_LINK = 1_500
"""Characters of an address. Telegram says nowhere how many it takes, and refuses the whole
message for one that it does not like."""

WHOLE_WORDS = 8
"""Words up to which a text fragment names the quote whole; of a longer one it names
OUTER_WORDS at either end, between which a browser marks all."""

OUTER_WORDS = 4

_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)+[a-z][a-z0-9-]{1,62}", re.IGNORECASE)


def deep_link(bot_name: str, reference: Reference) -> str:
    """Opens the chat with the bot, which then shows the quote."""
    return f"https://t.me/{bot_name}?start={reference}"


def page(url: str | None, text: str) -> str | None:
    """The page at `url` where a browser scrolls to `text` and marks it (URL Fragment Text
    Directives, WICG); None where there is no address that Telegram would open."""
    if not url or re.search(r"[\s\x00-\x1f\x7f\\\"<>^`{|}]", url):
        return None
    try:
        parts = urlsplit(url)
        host, sound = parts.hostname or "", parts.port != 0
    except ValueError:  # "http://[::1", "http://host:99999"
        return None
    if not sound or parts.scheme not in ("http", "https") or "@" in parts.netloc:
        return None
    if not _HOST.fullmatch(host):
        return None
    plain, hash_, fragment = url.partition("#")
    before = fragment.partition(":~:")[0]
    link = f"{plain}#{before}:~:text={_directive(text)}"
    if len(link) > LONGEST_LINK:
        link = plain + (hash_ + before if before else "")
    return link if len(link) <= LONGEST_LINK else None


def _directive(text: str) -> str:
    """Its own signs (comma, ampersand, hyphen) are told from those of the text by encoding."""
    words = text.split()
    if len(words) <= WHOLE_WORDS and "\n" not in text:
        return _encoded(words)
    half = min(OUTER_WORDS, max(1, len(words) // 2))
    return f"{_encoded(words[:half])},{_encoded(words[-half:])}"


def _encoded(words: list[str]) -> str:
    """Percent-encoded; half a character, which UTF-8 lacks, can't be searched for."""
    spaced = " ".join(words).encode("utf-8", "replace")
    return quote(spaced, safe="").replace("-", "%2D")
