"""JSON lines for other programs: one question in, one answer out."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.interchange import Json
from bot.scope import Scope
from bot.scoping import standing
from bot.settings import SettingsError
from index.catalogue import Catalogue

DAYS = ("since", "until", "before")
"""Keys of a line that narrow it to days of publication; "after" is the question before."""


@dataclass(frozen=True, slots=True)
class Line:
    """A question as a line asks it."""

    id: object
    question: str
    after: tuple[str, ...]
    outlets: tuple[str, ...]
    days: Mapping[str, str]

    def scope(self, catalogue: Catalogue, always: Scope) -> Scope:
        """What it narrows its question to, beside what `always` does."""
        return standing(self.outlets, self.days, catalogue).inside(always)


def each_line(answer: Callable[[Line], Json]) -> bool:
    """One line out for each line of standard input, with the id of its question; a faulty one
    gives {"id", "error"}. Whether there was no such."""
    sound = True
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            asked = _line(line, number)
        except SettingsError as error:
            sound = False
            print_json({"id": None, "error": str(error)})
        else:
            print_json({"id": asked.id, **answer(asked)})
    return sound


def print_json(line: Json) -> None:
    try:
        print(json.dumps(line, ensure_ascii=False), flush=True)
    except UnicodeEncodeError:  # half a character in a question, or a terminal that is not UTF-8
        print(json.dumps(line), flush=True)


def _line(line: bytes, number: int) -> Line:
    try:
        asked = json.loads(line.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise SettingsError(f"Line {number} of the input is not JSON: {error}.") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("question"), str):
        raise SettingsError(f'Line {number} of the input needs "question", a text.')
    return Line(
        asked.get("id"),
        asked["question"],
        tuple(_texts(asked, "after", "a text", number)),
        tuple(_texts(asked, "from", "an outlet", number)),
        dict(_days(asked, number)),
    )


def _texts(asked: Json, key: str, one: str, number: int) -> list[str]:
    found = asked.get(key) or []
    listed = [found] if isinstance(found, str) else found
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        raise SettingsError(
            f'Line {number} of the input: "{key}" is {one} or a list of {one.split()[1]}s.'
        )
    return listed


def _days(asked: Json, number: int) -> Iterator[tuple[str, str]]:
    for key in DAYS:
        day = asked.get(key)
        if day is None:
            continue
        if not isinstance(day, str):
            raise SettingsError(
                f'Line {number} of the input: "{key}" is a day as "2022-04-18", a month as '
                '"2022-04" or a year as "2022".'
            )
        yield key, day
