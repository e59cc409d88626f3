from datetime import date

import pytest

from bot.scope import Scope
from bot.scoping import scoped
from index.catalogue import Catalogue
from index.store.articles import Listed

OUTLETS = ["Reuters", "Le Monde", "Metro", "Agence France-Presse", "Time", "The Daily Star", "BBC"]
OUTLETS += ["L'Équipe"]
NEWEST = date(2022, 4, 20).toordinal()
CATALOGUE = Catalogue(
    [Listed(n, f"a{n}", NEWEST, 1, outlet=name) for n, name in enumerate(OUTLETS)]
)


def asked(text: str) -> Scope:
    return scoped(text, CATALOGUE)


@pytest.mark.parametrize(
    ("text", "question", "outlet", "firm"),
    [
        ("What did Reuters report about the strike?", "What the strike?", "Reuters", True),
        ("Who did Reuters say ordered it?", "Who ordered it?", "Reuters", False),
        ("According to Reuters, who struck?", "who struck?", "Reuters", False),
        ("According to the BBC, who struck?", "who struck?", "BBC", False),
        ("What did AFP write on the strike?", "What the strike?", "Agence France-Presse", True),
        ("What has the Daily Star published on ships?", "What ships?", "The Daily Star", True),
        ("Reuters' coverage of the strike", "the strike", "Reuters", True),
        ("Reuters's report on the strike", "the strike", "Reuters", True),
        ("What was reported by Reuters about the strike?", "What was the strike?", "Reuters", True),
        ("articles by Metro on the strike", "the strike", "Metro", True),
        ("Qui a fait grève, dans Le Monde ?", "Qui a fait grève ?", "Le Monde", False),
        ("Selon Le Monde, qui a fait grève ?", "qui a fait grève ?", "Le Monde", False),
        ("D’après Le Monde, qui a fait grève ?", "qui a fait grève ?", "Le Monde", False),
        ("Que rapporte Le Monde sur la grève ?", "la grève ?", "Le Monde", True),
        ("Qu’a écrit Le Monde sur la grève ?", "la grève ?", "Le Monde", True),
        ("Que dit Le Monde de la grève ?", "la grève ?", "Le Monde", False),
        ("Selon l'AFP, qui a fait grève ?", "qui a fait grève ?", "Agence France-Presse", False),
        ("Que dit l’AFP de la grève ?", "la grève ?", "Agence France-Presse", False),
        ("les dépêches de l'AFP sur la grève", "les la grève", "Agence France-Presse", True),
        ("les articles d'Équipe sur la grève", "les la grève", "L'Équipe", True),
        ("Selon L'Équipe, qui a gagné ?", "qui a gagné ?", "L'Équipe", False),
        ("What happened in the harbour, according to Metro?", None, "Metro", False),
        ("What is Reuters saying about the strike?", "What the strike?", "Reuters", False),
        ("And the BBC?", "And the ?", "BBC", True),
        ("Et Le Monde ?", "Et ?", "Le Monde", True),
        ("What about the Daily Star?", "What about the ?", "The Daily Star", True),
    ],
)
def test_an_outlet_that_reports_is_asked(
    text: str, question: str | None, outlet: str, firm: bool
) -> None:
    scope = asked(text)

    assert scope.outlets == (outlet,)
    assert question is None or scope.question == question
    assert (scope.otherwise is None) == firm
    assert firm or (scope.otherwise is not None and scope.otherwise.naming)


@pytest.mark.parametrize(
    "text",
    [
        "Did Metro deny that drivers stopped?",  # it did something else than report
        "Who was there in time?",
        "Who owns Reuters?",
        "Reuters",
        "Was Reuters sold?",
        "What did the ministry report?",
        "According to Reuters?",  # nothing would be left of it
        "What happened in March 2012?",
        "Who was elected in 2016?",
        "Who led before the 2020 election?",
        "What did the commission's report in 1973 say?",
        "What happened in time of war?",
        "Where did the fire start, in the Metro?",
        "Did the Metro run on Monday?",
        "",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert asked(text) == Scope(question=text)


@pytest.mark.parametrize(
    ("text", "question", "first", "last", "firm"),
    [
        ("the strike in articles from 2016", "the strike in", (2016, 1, 1), (2016, 12, 31), True),
        ("Articles de mars 2016 sur la grève", "la grève", (2016, 3, 1), (2016, 3, 31), True),
        (
            "What was reported in May 2016 about it",
            "What was it",
            (2016, 5, 1),
            (2016, 5, 31),
            False,
        ),
        ("strikes published before 2 May 2016", "strikes", None, (2016, 5, 1), False),
        ("news since April 2016 of strikes", "strikes", (2016, 4, 1), None, True),
        ("strikes before 18 April", "strikes", None, (2022, 4, 17), False),
        ("strikes before 25 April", "strikes", None, (2021, 4, 24), False),
        ("strikes up to 18 April 2022", "strikes", None, (2022, 4, 18), False),
        ("strikes between March and May 2016", "strikes", (2016, 3, 1), (2016, 5, 31), False),
        ("grèves entre le 2 mai et le 4 juin 2016", "grèves", (2016, 5, 2), (2016, 6, 4), False),
        ("strikes from 2016 to 2018", "strikes", (2016, 1, 1), (2018, 12, 31), False),
        ("strikes according to the BBC in 2019", "strikes", (2019, 1, 1), (2019, 12, 31), False),
        ("What did Metro report in May 2019 on it?", None, (2019, 5, 1), (2019, 5, 31), True),
        ("grèves selon Le Monde en 2019", "grèves", (2019, 1, 1), (2019, 12, 31), False),
    ],
)
def test_days_of_publication_are_asked(
    text: str,
    question: str | None,
    first: tuple[int, int, int] | None,
    last: tuple[int, int, int] | None,
    firm: bool,
) -> None:
    scope = asked(text)

    assert scope.first == (first and date(*first))
    assert scope.last == (last and date(*last))
    assert question is None or scope.question == question
    assert (scope.otherwise is None) == firm


def test_what_happened_since_a_day_is_looked_for_in_no_older_article() -> None:
    otherwise = asked("strikes since April 2016").otherwise

    assert otherwise is not None
    assert (otherwise.first, otherwise.undated) == (date(2016, 4, 1), True)


def test_words_narrow_only_what_no_filter_does() -> None:
    both = asked("What did Reuters report before 18 April? since:2022-04")

    assert (both.outlets, both.first, both.last) == (("Reuters",), date(2022, 4, 1), None)
    assert asked("According to Reuters, who struck? from:metro").outlets == ("Metro",)


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("What did Reuters and the BBC report on it?", ("Reuters", "BBC")),
        ("What did AFP, Metro or Time write on it?", ("Agence France-Presse", "Metro", "Time")),
        ("What did Metro and Le Monde report on it?", ("Metro", "Le Monde")),
        ("Selon Le Monde et l'AFP, qui ?", ("Le Monde", "Agence France-Presse")),
        ("What did Reuters and the minister report?", None),
    ],
)
def test_several_outlets_may_be_named(text: str, outlets: tuple[str, ...] | None) -> None:
    assert asked(text).outlets == outlets
