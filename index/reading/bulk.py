"""JSON lines: one article a line, for what other programs hand over by the thousand.

    {"text": "…", "title": "…", "published": "2022-04-18", "outlet": "…", "url": "…",
     "language": "en"}

Only "text" is needed; other keys are passed over. Lines are read one by one, so a file may be
larger than memory; a faulty line is named and the others are read.
"""

import json
from collections.abc import Iterator

from index.corpus import LARGEST_BYTES
from index.errors import ArticleError
from index.reading.dates import day_written
from index.reading.document import Complaint, Document, document_of
from index.reading.raw import Raw

_LONGEST_LINE = 2 * LARGEST_BYTES  # JSON may write a character of two bytes as "\u00e9"
_FAULTS_BEFORE_GIVING_UP = 20  # lines at the start of what is no file of JSON lines


def read(raw: Raw) -> Iterator[Document | Complaint]:
    """One document or complaint for each line that is not blank."""
    read_any = False
    faults = 0
    for number, line in _lines(raw):
        origin = f"{raw.origin}, line {number}"
        try:
            found = _entry(line, origin)
        except ArticleError as error:
            yield Complaint(str(error))
            faults += 1
            if not read_any and faults == _FAULTS_BEFORE_GIVING_UP:
                raise ArticleError(
                    f"{raw.origin}: none of the first {faults} lines is an article in JSON; the "
                    'rest is left out. Write one object with a "text" on each line.'
                ) from None
        else:
            read_any = True
            yield from found


def _lines(raw: Raw) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers, blank ones left out, a too long one cut where it gets too long."""
    number = 0
    while line := raw.stream.readline(_LONGEST_LINE + 1):
        number += 1
        rest = line
        while rest and not rest.endswith(b"\n"):  # the rest of a line that is too long
            rest = raw.stream.readline(_LONGEST_LINE)
        if line.strip():
            yield number, line


def _entry(line: bytes, origin: str) -> list[Document | Complaint]:
    fields = _object(line, origin)
    text = fields.get("text")
    if not isinstance(text, str):
        raise ArticleError(f'{origin}: no "text" that is a string; left out.')
    given = fields.get("published")
    published = day_written(given)
    known = {key: fields.get(key) for key in ("title", "outlet", "url", "language")}
    found: list[Document | Complaint] = [document_of(text, origin, published=published, **known)]
    if given not in (None, "") and published is None:
        shown = json.dumps(given, ensure_ascii=False)[:40]
        found.append(
            Complaint(
                f'{origin}: "published" is {shown}, no day as YYYY-MM-DD; '
                "the article is taken as undated.",
                lost=False,
            )
        )
    return found


def _object(line: bytes, origin: str) -> dict[str, object]:
    if len(line) > _LONGEST_LINE:
        raise ArticleError(
            f"{origin}: longer than the {_LONGEST_LINE:,} bytes that an article may have; left out."
        )
    try:
        value = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except UnicodeDecodeError as error:
        raise ArticleError(f"{origin}: not UTF-8 ({error.reason}); left out.") from None
    except RecursionError:
        raise ArticleError(f"{origin}: nested too deeply; left out.") from None
    except json.JSONDecodeError as error:
        raise ArticleError(
            f"{origin}: not JSON ({error.msg}, column {error.colno}); left out."
        ) from None
    except ValueError:  # a number of more digits than Python reads
        raise ArticleError(f"{origin}: holds a number too long to be read; left out.") from None
    if not isinstance(value, dict):
        raise ArticleError(f'{origin}: not a JSON object such as {{"text": …}}; left out.')
    return value
