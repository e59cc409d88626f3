import pytest

from bot.recency import in_order, wanted_first


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("What is the latest on the strike?", "newest"),
        ("the most recent delivery", "newest"),
        ("What did her last statement say?", "newest"),
        ("Quelles sont les dernières nouvelles du port ?", "newest"),
        ("Dernières nouvelles du port", "newest"),
        ("la plus récente livraison", "newest"),
        ("Who was the first to report the strike?", "earliest"),
        ("What was the earliest report?", "earliest"),
        ("Quelle est la première annonce ?", "earliest"),
        ("Qui l'a dit en premier ?", "earliest"),
        ("What happened last week?", None),
        ("Who is the first lady?", None),
        ("Que dit le premier ministre ?", None),
        ("la Première Guerre mondiale", None),
        ("Is the latest like the first one?", None),
        ("Who left?", None),
    ],
)
def test_the_newest_or_the_earliest_is_asked_for(text: str, wanted: str | None) -> None:
    assert wanted_first(text) == wanted


def test_undated_comes_last_and_one_day_stays_as_it_was() -> None:
    days = {"a": 0, "b": 5, "c": 9, "d": 5}

    assert in_order("abcd", "newest", days.__getitem__) == ["c", "b", "d", "a"]
    assert in_order("abcd", "earliest", days.__getitem__) == ["b", "d", "c", "a"]
