import logging
import sys
from types import TracebackType

import pytest

from bot.logs import Redacted

TOKEN = "123456:AbC-dEf_gh%i"


def record(message: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    trace: TracebackType | None = error.__traceback__ if error else None
    exc_info = (type(error), error, trace) if error else None
    return logging.LogRecord("x", logging.INFO, "f", 1, message, args, exc_info)


@pytest.mark.parametrize(
    "message",
    [f"POST /bot{TOKEN}/getMe", "bot123456%3AAbC-dEf_gh%25i", "only AbC-dEf_gh%i", repr(TOKEN)],
)
def test_no_form_of_the_token_reaches_the_log(message: str) -> None:
    line = Redacted(TOKEN).format(record("%s", message))

    assert "AbC" not in line
    assert "<token>" in line


def test_the_token_is_taken_out_of_tracebacks_too() -> None:
    try:
        raise ValueError(f"https://host/bot{TOKEN}/x")
    except ValueError:
        error = sys.exc_info()[1]

    line = Redacted(TOKEN).format(record("failed", error=error))

    assert "ValueError" in line
    assert "AbC" not in line
