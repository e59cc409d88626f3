"""Elements of a web page to paragraphs of text, as a browser would show them.

White space collapses as in a browser, except the unbreakable spaces of French typography;
emphasis and links leave their words. Paragraphs are divided by a blank line, a `<br>` is a new
line. Nothing is added: no bullets, no rules of tables, no numbers.
"""

import re
from collections.abc import Collection
from typing import Any

# Those of HTML, and in the last line those that trafilatura makes of them, after TEI.
_BLOCKS = """
address article aside blockquote body caption center dd details div dl dt fieldset figcaption
figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary
table tbody td tfoot th thead tr ul
head quote list item row cell graphic
"""
_UNSEEN = """
head script style template noscript iframe object svg math title button select textarea audio
video canvas
"""
BLOCKS = frozenset(_BLOCKS.split())
UNSEEN = frozenset(_UNSEEN.split())
_BREAKS = frozenset(("br", "lb"))

_BREAK = "\x1e"  # in no parsed page: XML has no such character
_SPACES = re.compile(r"[ \t\n\r\f]+")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BREAKING = re.compile(f" ?{_BREAK} ?")


def paragraphs(root: Any, unseen: Collection[str] = UNSEEN) -> list[str]:
    """The text under an lxml element, a string for each paragraph; elements `unseen` left out.

    Iterative: pages nested a thousand deep are read too.
    """
    found: list[str] = []
    pieces: list[str] = []

    def finish() -> None:
        text = _BREAKING.sub(_BREAK, _SPACES.sub(" ", "".join(pieces)))
        pieces.clear()
        parts = re.split(f"{_BREAK}{{2,}}", text)  # "<br><br>" divides paragraphs
        cleaned = (part.strip(f" {_BREAK}") for part in parts)
        found.extend(part.replace(_BREAK, "\n") for part in cleaned if part)

    todo: list[tuple[Any, bool]] = [(root, False)]
    while todo:
        element, closing = todo.pop()
        tag = element.tag if isinstance(element.tag, str) else None  # comments have a function
        if not closing and tag is not None and tag not in unseen:
            if tag in BLOCKS:
                finish()
            pieces.append(_BREAK if tag in _BREAKS else _own_text(element, tag))
            todo.append((element, True))
            todo.extend((child, False) for child in reversed(element))
            continue
        if closing and tag in BLOCKS:
            finish()
        if element is not root:
            pieces.append(element.tail or "")
    finish()
    return found


def drop_unsaid(root: Any) -> None:
    """Take out of a page what stands in it without being said: hidden and struck-out words,
    and the numbers of footnotes, which would join the number before them."""
    for element in list(root.iter()):
        if element is root or not isinstance(element.tag, str):
            continue
        if (
            element.tag in ("del", "s", "strike")
            or element.get("hidden") is not None
            or _HIDDEN.search(element.get("style") or "")
            or (element.tag == "sup" and element.find(".//a") is not None)
        ):
            element.drop_tree()


def paragraphs_of_html(html: str) -> list[str]:
    """The paragraphs of a piece of HTML, faulty or not."""
    import lxml.etree  # noqa: PLC0415 - only those who read HTML wait for it
    import lxml.html  # noqa: PLC0415

    if not html.strip():
        return []
    try:
        root = lxml.html.fragment_fromstring(_NOT_XML.sub(" ", html), create_parent="div")
    except (lxml.etree.ParserError, lxml.etree.ParseError, ValueError):
        return []
    drop_unsaid(root)
    return paragraphs(root)


def _own_text(element: Any, tag: str) -> str:
    text: str = element.text or ""
    return text.replace("\r\n", "\n").replace("\n", _BREAK) if tag == "pre" else text
