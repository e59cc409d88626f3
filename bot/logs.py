"""What the program writes of itself while it runs: never a secret, never what people write."""

import json
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import quote

from index.errors import SaidWhoError

Form = Literal["text", "json"]

_CLAMPED = {
    # Below these levels they write addresses with the token, or texts of chats.
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.INFO,
    "tornado": logging.ERROR,
}

_TELLING = (SaidWhoError, OSError)
"""Errors whose text says nothing of what people write; that of any other might quote it."""


class Redacted(logging.Formatter):
    """Formats records without these secrets, wherever they hide: in the message, in its
    arguments, in a traceback, in a URL. As lines of text, or as JSON, an object a line."""

    def __init__(self, *secrets: str, form: Form = "text") -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
        forms = {form for secret in secrets if secret for form in _forms(secret)}
        longest_first = sorted(forms, key=len)[::-1]
        self._secret = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
        self._form = form

    def format(self, record: logging.LogRecord) -> str:
        line = self._json(record) if self._form == "json" else super().format(record)
        return self._secret.sub("<token>", line)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        return "\n".join(_told(ei[1])) if ei[1] is not None else ""

    def _json(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def log_without(*secrets: str, level: str, form: Form = "text") -> None:
    """Write the log of the whole program to standard error, without the secrets."""
    handler = logging.StreamHandler()
    handler.addFilter(_discreet)
    handler.setFormatter(Redacted(*secrets, form=form))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, least in _CLAMPED.items():
        logging.getLogger(name).setLevel(max(least, logging.getLevelName(level)))


def _forms(secret: str) -> set[str]:
    """How a secret may be written; of a token the part behind the bot's number too."""
    behind = secret.partition(":")[2] or secret
    return {secret, quote(secret, safe=""), repr(secret)[1:-1], json.dumps(secret)[1:-1], behind}


def _discreet(record: logging.LogRecord) -> bool:
    """Lets every record through; those of the Telegram library without their traceback, which
    for an API that is down is long and says no more than the message, and without what they
    quote of an answer or an update that they could not read."""
    if record.name.startswith("telegram."):
        record.exc_info = record.exc_text = None
        if isinstance(record.args, tuple):
            record.args = tuple(map(_short, record.args))
    return True


def _short(value: object) -> object:
    if isinstance(value, int | float | Exception):
        return value
    written = str(value)
    whole = len(written) <= 100 and not any(c in written for c in "{[<")
    return written if whole else f"({type(value).__name__} of {len(written)} characters)"


def _told(error: BaseException) -> Iterator[str]:
    """The traceback of an error and of those behind it, without the texts that may quote a
    person."""
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if behind is not None:
        yield from _told(behind)
        yield ""
    yield "Traceback (most recent call last):"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
        if frame.line:
            yield f"    {frame.line}"
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    telling = isinstance(error, _TELLING) or name.startswith("telegram.error.")
    yield f"{name}: {error}" if telling else name
