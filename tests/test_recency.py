import pytest

from bot.recency import in_order, wanted_first, without_order


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("What is the latest on the strike?", "newest"),
        ("the most recent delivery", "newest"),
        ("What did her last statement say?", "newest"),
        ("What was the last report on the dam?", "newest"),
        ("What was the mayor's last statement on it?", "newest"),
        ("When was the minister last seen?", "newest"),
        ("Quelles sont les dernières nouvelles du port ?", "newest"),
        ("Quelle est la dernière livraison ?", "newest"),
        ("Dernières nouvelles du port", "newest"),
        ("la plus récente livraison", "newest"),
        ("Who was the first to report the strike?", "earliest"),
        ("What was the earliest report?", "earliest"),
        ("When was the strike first reported?", "earliest"),
        ("When were drones first delivered?", "earliest"),
        ("When did the helicopters first arrive?", "earliest"),
        ("Who spoke of it for the first time?", "earliest"),
        ("Quelle est la première annonce ?", "earliest"),
        ("Qui en a parlé pour la première fois ?", "earliest"),
        ("Qui l'a dit en premier ?", "earliest"),
        ("Qui l'a annoncé le premier ?", "earliest"),
        ("Qui a été le premier à l'annoncer ?", "earliest"),
        ("What happened last week?", None),
        ("When did the first helicopter arrive?", None),
        ("Who was the first woman in space?", None),
        ("What is the first line of defence?", None),
        ("What is it the last remnant of?", None),
        ("Who is the first lady?", None),
        ("What did they need at first?", None),
        ("Que dit le premier ministre ?", None),
        ("la Première Guerre mondiale", None),
        ("Qui est la première femme dans l'espace ?", None),
        ("Que s'est-il passé la semaine dernière ?", None),
        ("le mois dernier", None),
        ("En premier lieu, qui est venu ?", None),
        ("Is the latest like the first report?", None),
        ("Who left?", None),
    ],
)
def test_the_newest_or_the_earliest_is_asked_for(text: str, wanted: str | None) -> None:
    assert wanted_first(text) == wanted


def test_undated_comes_last_and_one_day_stays_as_it_was() -> None:
    days = {"a": 0, "b": 5, "c": 9, "d": 5}

    assert in_order("abcd", "newest", days.__getitem__) == ["c", "b", "d", "a"]
    assert in_order("abcd", "earliest", days.__getitem__) == ["b", "d", "c", "a"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("What is the latest news on the strike?", "What is the the strike?"),
        ("When was the strike first reported?", "When was the strike ?"),
        ("Quelles sont les dernières nouvelles du port ?", "Quelles sont les du port ?"),
        ("What is the latest on the strike?", "What is the latest on the strike?"),
        ("What is the latest news?", "What is the latest news?"),
    ],
)
def test_words_that_no_article_uses_of_itself_are_not_asked_for(text: str, left: str) -> None:
    assert without_order(text) == left
