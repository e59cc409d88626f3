"""Files made to stop or to fill a program: each ends in documents or sentences, in time."""

import io
import resource
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ArticleError
from index.reading.confinement import Confinement
from index.reading.document import Complaint, Document, article_in
from index.reading.kinds import KINDS
from index.reading.raw import Raw

MOST_MEMORY = 1_100_000  # kilobytes of the child; its address space is limited to a gigabyte

HOSTILE = {
    "open brackets": ("markdown", b"[" * 50_000),
    "emphasis never closed": ("markdown", b"*a **b " * 20_000),
    "backticks of every length": ("markdown", b"".join(b"`" * n + b" " for n in range(700))),
    "quotes in quotes": ("markdown", b">" * 50_000 + b"a"),
    "links never closed": ("markdown", b"[a](<b" * 30_000),
    "lists in lists": ("markdown", b"".join(b" " * n + b"- a\n" for n in range(500))),
    "a wide table": ("markdown", b"|a" * 5_000 + b"\n" + b"|-" * 5_000 + b"\n" + b"|x\n" * 300),
    "elements in elements": ("page", b"<html><body>" + b"<div>" * 100_000 + b"x"),
    "tables in tables": ("page", b"<html><body>" + b"<table><tr><td>" * 10_000),
    "a million attributes": ("page", b"<html><body><p " + b"a=1 " * 400_000 + b">x</p>"),
    "comments never closed": ("page", b"<html>" + b"<!--" * 300_000),
    "character references": ("page", b"<html><body><p>" + b"&#8220;" * 200_000),
    "one word": ("page", b"<html><body><article><p>" + b"x" * 2_000_000),
    "items in items": ("feed", b"<rss version='2.0'><channel>" + b"<item>" * 20_000),
    "dictionaries in dictionaries": ("pdf", b"%PDF-1.4\n1 0 obj\n" + b"<<" * 100_000),
    "objects without end": ("pdf", b"%PDF-1.4\n" + b"1 0 obj\n<<>>\nendobj\n" * 50_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_in_documents_or_sentences(name: str) -> None:
    kind, data = HOSTILE[name]
    with Confinement() as confined:
        found = list(confined.read(kind, Raw("it", io.BytesIO(data))))

    assert found
    assert all("Traceback" not in str(one) for one in found)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MOST_MEMORY


@pytest.fixture(scope="module")
def confined() -> Iterator[Confinement]:
    with Confinement() as confined:
        yield confined


MARKS = b"<p> <html> <rss <channel> <item><title> %PDF-1.4 # --- title: { ]]> obj"
BYTES = [b"\n", b"\0", b"\xff\xfe", b"\xc3", b"The ship. ", b"<rss version='2.0'>"]
PIECES = st.sampled_from([*BYTES, *MARKS.split()])


@given(
    st.sampled_from([name for name, kind in KINDS.items() if kind.confined]),
    st.binary(max_size=300) | st.lists(PIECES, max_size=30).map(b"".join),
)
@settings(max_examples=60)
def test_any_bytes_end_in_documents_or_sentences(
    confined: Confinement, kind: str, data: bytes
) -> None:
    found: list[Document | Complaint] = []
    try:
        found.extend(confined.read(kind, Raw("it", io.BytesIO(data))))
    except ArticleError as error:
        found.append(Complaint(str(error)))

    for one in found:
        if isinstance(one, Complaint):
            assert str(one).startswith("it")
            assert str(one).endswith(".")
        else:
            article = article_in(one, "a")
            assert article.body is not None
            assert article.body.of(article.text) == one.text


def test_one_that_needs_too_much_memory_ends_in_a_sentence() -> None:
    page = b"<html><body><article>" + b"<p>The ship is here. " * 200_000
    with Confinement() as confined:
        child = confined._started()
        list(confined.read("page", Raw("small", io.BytesIO(b"<html><p>x</p></html>"))))
        resource.prlimit(child.pid, resource.RLIMIT_AS, (150_000_000, 150_000_000))
        (complaint,) = confined.read("page", Raw("it", io.BytesIO(page)))
        after = list(confined.read("markdown", Raw("it", io.BytesIO(b"The ship."))))

    assert "memory" in str(complaint)
    assert str(complaint).startswith("it: ")
    assert after[0] == Document("The ship.", "it")
