"""Lines as they stand on printed pages to paragraphs as they were written.

What is joined would be quoted in one piece, so lines are joined only where they follow one
another in a column; where that cannot be told they stay apart.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `x` and `y` in points from the lower left corner, `size` of its letters."""

    text: str
    x: float
    y: float
    size: float
    page: int


_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»›)\]\s]*$")
_PAGE_NUMBER = re.compile(  # "12", "Page 3 of 10", "- 3 -"
    r"(?:page|p\.)?\s*[-–—]?\s*\d{1,4}\s*(?:(?:/|of|sur)\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"(?P<head>[^\W\d_]+(?:-[^\W\d_]+)*)-$")  # "agree-" at a line's end
_GOES_ON = re.compile(r"\S[/–—]$")  # an address, "2019–" and "2022"
_BETWEEN_HYPHENS = frozenset(("and", "or", "to", "et", "ou"))  # "short- and long-term"
_REST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without page numbers and the lines that recur at one place of most pages."""
    places = Counter(place for page in pages for place in {_place(line) for line in page})
    often = max(2, (len(pages) + 1) // 2)
    return [
        [line for line in page if places[_place(line)] < often and not _is_page_number(line, page)]
        for page in pages
    ]


def paragraphs(pages: Iterable[Sequence[Line]]) -> list[str]:
    """The text of the pages, a string for each paragraph, words broken at line ends mended."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    words = Counter(
        word.lower() for line in lines for word in _WORD.findall(_BROKEN.sub("", line.text))
    )
    leading = _leading(lines)
    width = sorted(len(line.text) for line in lines)[len(lines) * 9 // 10]
    found = [lines[0].text]
    for above, line in pairwise(lines):
        if _parts(above, line, leading, width):
            found.append(line.text)
        else:
            found[-1] = _joined(found[-1], line.text, words)
    return found


def _place(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), round(line.y / 4)


def _is_page_number(line: Line, page: Sequence[Line]) -> bool:
    """Whether a number stands by itself above or below all else; else it is one of the text's."""
    if not _PAGE_NUMBER.fullmatch(line.text):
        return False
    heights = [other.y for other in page if other is not line]
    return not heights or (
        line.y > max(heights) + 1.8 * line.size or line.y < min(heights) - 1.8 * line.size
    )


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance between two lines of a paragraph."""
    gaps = sorted(
        above.y - line.y
        for above, line in pairwise(lines)
        if above.page == line.page and line.size / 2 < above.y - line.y < 3 * line.size
    )
    # Not the median: in a text of short paragraphs that is the distance between those.
    return gaps[len(gaps) // 4] if gaps else lines[0].size * 1.2


def _parts(above: Line, line: Line, leading: float, width: int) -> bool:
    """Whether a new paragraph begins with `line`."""
    if abs(above.size - line.size) > line.size / 10:
        return True
    ended = bool(_ENDS_SENTENCE.search(above.text))
    gap = above.y - line.y
    if above.page != line.page or gap < -leading / 2:  # the next page, or the next column
        return ended or not line.text[:1].islower()
    if not leading / 2 < gap < leading * 1.3:
        return True
    if abs(line.x - above.x) > 3 * line.size:  # another column, or cells of a table
        return True
    if line.x - above.x > line.size / 2:  # an indented line begins a paragraph
        return ended
    word = line.text.split(maxsplit=1)[0]
    return ended and len(above.text) + 1 + len(word) < width * 0.85  # the word had fitted


def _joined(text: str, line: str, words: Counter[str]) -> str:
    if text.endswith("\u00ad"):
        return text[:-1] + line
    broken, rest = _BROKEN.search(text), _REST.match(line)
    if not broken:
        return text + line if _GOES_ON.search(text) else f"{text} {line}"
    if not rest:
        return text + line if line[0].isdigit() else f"{text} {line}"  # "Mi-" and "35"
    if rest.group() in _BETWEEN_HYPHENS:
        return f"{text} {line}"
    whole, hyphened = broken["head"] + rest.group(), f"{broken['head']}-{rest.group()}"
    if words[hyphened.lower()] or not rest.group()[0].islower():
        return text + line
    if words[whole.lower()] or "-" not in broken["head"]:
        return text[:-1] + line
    return text + line
