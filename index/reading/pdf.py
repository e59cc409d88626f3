"""PDF files, read by pypdf."""

from collections.abc import Iterator

from index.errors import ArticleError
from index.reading.document import Complaint, Document
from index.reading.raw import Raw


def read(raw: Raw) -> Iterator[Document | Complaint]:
    """Not read yet."""
    raise ArticleError(f"{raw.origin}: PDF files are not read yet; save the text as .txt.")
    yield
