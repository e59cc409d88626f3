import pytest

from index.model import Article, Passage, Sentence, Span


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 2)])
def test_a_span_holds_at_least_one_character(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="0 <= start < end"):
        Span(start, end)


def test_a_span_beyond_the_text_is_refused_not_clipped() -> None:
    with pytest.raises(ValueError, match="beyond 3 characters"):
        Span(1, 4).of("abc")


def test_spans_are_half_open() -> None:
    assert Span(0, 2).of("abc") == "ab"
    assert not Span(0, 2).overlaps(Span(2, 3))
    assert Span(0, 3).contains(Span(2, 3))
    assert Span(1, 2).shifted(3) == Span(4, 5)


def test_an_article_is_its_id_and_its_text() -> None:
    one = Article(id="a", text="x", body=Span(0, 1), path="here")
    moved = Article(id="a", text="x", body=Span(0, 1), path="there")
    changed = Article(id="a", text="y", body=Span(0, 1), path="here")

    assert one == moved
    assert one.digest == moved.digest
    assert one != changed
    assert one.digest != changed.digest


def test_an_article_without_id_or_with_a_body_beyond_its_text_is_refused() -> None:
    with pytest.raises(ValueError, match="id"):
        Article(id="", text="x", body=None, path="p")
    with pytest.raises(ValueError, match="beyond"):
        Article(id="a", text="x", body=Span(0, 2), path="p")


def test_a_passage_holds_its_sentences() -> None:
    with pytest.raises(ValueError, match="no sentence"):
        Passage("a#1", "a", Span(0, 5), ())
    with pytest.raises(ValueError, match="outside"):
        Passage("a#1", "a", Span(0, 5), (Sentence("a", Span(4, 6), 1),))
