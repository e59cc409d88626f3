"""Markdown files, CommonMark with tables, and what stands in front matter.

What is kept are the words a reader of the published page sees: marks of emphasis, addresses
of links, heading signs and bullets are instructions to the page, not words of the author, and
would stand in the middle of quotes ("**denied** it to [AFP](https://…)"). So would the numbers of
footnotes, whose texts are paragraphs, and what the author struck out. Words, punctuation,
quotation marks and their order stay as they are; nothing is prettified.
"""

import re
from collections.abc import Iterator

from index.reading.dates import day_written
from index.reading.document import Complaint, Document, document_of
from index.reading.markup import paragraphs_of_html
from index.reading.plain import text_of
from index.reading.raw import Raw

# "---", lines "key: value", "---", as Jekyll, Hugo and Pandoc write it
_FRONT_MATTER = re.compile(
    r"---[ \t]*\r?\n(?P<lines>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_FIELD = re.compile(r"(?P<key>[\w-]+)[ \t]*:[ \t]*(?P<value>.*)")
_NOTE = re.compile(r"^\[\^[^\]\s]+\]:[ \t]*", re.MULTILINE)  # "[^1]: The text of a footnote"
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")  # "four million[^1]"
_KEYS = {
    "title": "title",
    "date": "published",
    "published": "published",
    "outlet": "outlet",
    "publisher": "outlet",
    "source": "outlet",
    "url": "url",
    "link": "url",
    "canonical_url": "url",
    "lang": "language",
    "language": "language",
}


def read(raw: Raw) -> Iterator[Document | Complaint]:
    """One article; without a title in the front matter, a heading at the very top is it."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only those who read Markdown wait for it

    text, remarks = text_of(raw)
    front, body = _front_matter(text.lstrip("\ufeff \r\n\t"))
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = paragraphs_of_html(parser.render(_FOOTNOTE.sub("", _NOTE.sub("\n\n", body))))
    heading = re.match(r"\s*#[ \t]", body)
    if found and heading and not front.get("title"):
        front["title"] = found[0]
    if found and found[0] == front.get("title"):
        del found[0]  # as in a .txt file, where it stands in the header
    published = day_written(front.get("published"))
    fields = {"url": raw.url, **front, "published": published}
    yield document_of("\n\n".join(found), raw.origin, **fields)
    for remark in remarks:
        yield Complaint(remark, lost=False)
    if published is None:
        given = front.get("published")
        fault = f'"{given[:40]}" is no day as YYYY-MM-DD' if given else "no date"
        yield Complaint(
            f"{raw.origin}: {fault}; the article is taken as undated. Date it in its front matter, "
            "between two lines of ---, with a line such as date: 2022-04-18.",
            lost=False,
        )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields that are known, and the text behind them."""
    block = _FRONT_MATTER.match(text)
    if not block:
        return {}, text
    fields: dict[str, str] = {}
    for line in block["lines"].splitlines():
        named = _FIELD.fullmatch(line.rstrip())
        key = _KEYS.get(named["key"].lower()) if named else None
        if named and key and key not in fields:
            fields[key] = _unquoted(named["value"])
    return fields, text[block.end() :]


def _unquoted(value: str) -> str:
    """A YAML scalar of one line: without its quotes, or without a comment behind it."""
    quoted = re.match(r"(?P<mark>[\"'])(?P<inside>.*)(?P=mark)\s*(?:#.*)?$", value)
    if not quoted:
        return re.sub(r"\s+#.*$", "", value).strip()
    inside, mark = quoted["inside"], quoted["mark"]
    return inside.replace("''", "'") if mark == "'" else inside.replace('\\"', '"')
