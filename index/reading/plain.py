"""Text files, with or without a header, as `index.corpus` defines them."""

from collections.abc import Iterator

from index.corpus import LARGEST_BYTES, article_of, decoded
from index.reading.document import Complaint, Document, document_of
from index.reading.raw import Raw


def read(raw: Raw) -> Iterator[Document | Complaint]:
    """One article. A file of this machine is stored as it is, header included."""
    text, remarks = text_of(raw)
    article, more = article_of(text, raw.origin, raw.origin)
    assert article.body is not None  # or article_of would have raised
    found = document_of(
        article.body.of(text),
        raw.origin,
        title=article.title,
        published=article.published,
        outlet=article.outlet,
        url=article.url or raw.url,
        language=article.language,
        filed=None if raw.url else text,
    )
    yield found
    for remark in (*remarks, *more):
        yield Complaint(remark, lost=False)


def text_of(raw: Raw) -> tuple[str, list[str]]:
    """The text of the bytes, and remarks on how it was come by."""
    data = raw.whole(LARGEST_BYTES)
    declared = raw.decoded(data)
    return (declared, []) if declared else decoded(data, raw.origin)
