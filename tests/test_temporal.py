"""Dates of invented news, read on Wednesday 10 May 2023 unless said otherwise."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexicon import lines
from index.model import Article, Timex
from index.segmentation import segment
from index.temporal import granularity, timexes, timexes_in
from index.temporal.expressions import Grammar, grammar
from tests.conftest import article_of

TODAY = date(2023, 5, 10)
Found = list[tuple[str, str | None]]


def found_in(text: str, language: str = "en", reference: date | None = TODAY) -> Found:
    return [(t.span.of(text), t.value) for t in timexes_in(text, language, reference)]


def only(text: str, language: str = "en", reference: date | None = TODAY) -> Timex:
    (timex,) = timexes_in(text, language, reference)
    return timex


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # days
        ("The strike began on March 31.", [("March 31", "2023-03-31")]),
        ("He was shot on 11 April 2019 in Lagos.", [("11 April 2019", "2019-04-11")]),
        ("the 4th of July, 1776", [("the 4th of July, 1776", "1776-07-04")]),
        ("on Tuesday, May 2, 2023, at noon", [("Tuesday, May 2, 2023", "2023-05-02"),
                                              ("noon", "2023-05-02T12:00")]),
        ("The treaty was signed on Sept. 3.", [("Sept. 3", "2022-09-03")]),
        ("Voting will start on Sept. 3.", [("Sept. 3", "2023-09-03")]),
        ("Updated 2021-07-09.", [("2021-07-09", "2021-07-09")]),
        ("filed on 31/12/2020", [("31/12/2020", "2020-12-31")]),
        ("filed on 3/4/2020", [("3/4/2020", None)]),
        ("It ran from 3 to 5 May.", [("3 to 5 May", "2023-05-03/2023-05-05")]),
        ("on May 3-5, 2021", [("May 3-5, 2021", "2021-05-03/2021-05-05")]),
        ("from March 28 to April 2, 2019", [("March 28", "2019-03-28"),
                                            ("April 2, 2019", "2019-04-02")]),
        ("He left on Wednesday, October 12.", [("Wednesday, October 12", "2022-10-12")]),
        ("on 31 March last year", [("31 March last year", "2022-03-31")]),
        ("the second Monday in May 2022", [("the second Monday in May 2022", "2022-05-09")]),
        ("on the 5th of this month", [("the 5th of this month", "2023-05-05")]),
        ("in Oct. ’98 and in ’99", [("Oct. ’98", "1998-10"), ("’99", "1999")]),
        # weekdays
        ("Nurses walked out on Monday.", [("Monday", "2023-05-08")]),
        ("Nurses walked out on Wednesday.", [("Wednesday", "2023-05-10")]),
        ("Nurses walked out on Thursday.", [("Thursday", "2023-05-04")]),
        ("Nurses will walk out on Monday.", [("Monday", "2023-05-15")]),
        ("Nurses will walk out next Monday.", [("next Monday", "2023-05-15")]),
        ("Nurses walked out last Wednesday.", [("last Wednesday", "2023-05-03")]),
        ("A statement on Monday reads as follows.", [("Monday", "2023-05-08")]),
        ("She plays this Friday.", [("this Friday", "2023-05-12")]),
        ("They met over the weekend.", [("the weekend", "2023-W18-WE")]),
        ("It rained on Friday last week.", [("Friday last week", "2023-05-05")]),
        ("They will meet next weekend.", [("next weekend", "2023-W20-WE")]),
        ("Polls closed late Sunday night.", [("late Sunday night", "2023-05-07TNI")]),
        # days told from today
        ("He said yesterday that today and tomorrow count.",
         [("yesterday", "2023-05-09"), ("today", "2023-05-10"), ("tomorrow", "2023-05-11")]),
        ("shelled last night", [("last night", "2023-05-09TNI")]),
        ("It is on tonight.", [("tonight", "2023-05-10TNI")]),
        # months and seasons
        ("The junta took power in August 2020.", [("August 2020", "2020-08")]),
        ("It was announced in February.", [("February", "2023-02")]),
        ("It was announced in October.", [("October", "2022-10")]),
        ("It will open in October.", [("October", "2023-10")]),
        ("It closed last May.", [("last May", "2022-05")]),
        ("a ship due in early June", [("early June", "2023-06")]),
        ("Rain is due this summer.", [("this summer", "2023-SU")]),
        ("Floods came last winter.", [("last winter", "2022-WI")]),
        ("the summer of 2019", [("the summer of 2019", "2019-SU")]),
        # weeks, years, quarters
        ("It fell last week.", [("last week", "2023-W18")]),
        ("It opens next month.", [("next month", "2023-06")]),
        ("It fell this year and last year.", [("this year", "2023"), ("last year", "2022")]),
        ("by the end of the year", [("the end of the year", "2023")]),
        ("Profits fell in the third quarter.", [("the third quarter", "2022-Q3")]),
        ("the second quarter of 2021", [("the second quarter of 2021", "2021-Q2")]),
        ("next year's first half", [("next year's first half", "2024-H1")]),
        ("in 2019 and fiscal 2020", [("2019", "2019"), ("fiscal 2020", "2020")]),
        ("between 1985 and 1987", [("1985", "1985"), ("1987", "1987")]),
        ("the 2019-20 season", [("2019-20", "2019/2020")]),
        ("in the late 1990s", [("the late 1990s", "199")]),
        ("music of the '80s", [("the '80s", "198")]),
        ("in the nineteenth century", [("the nineteenth century", "18")]),
        ("in the twenty-first century", [("the twenty-first century", "20")]),
        ("early Twenty-first century art", [("early Twenty-first century", "20")]),
        # distances
        ("It arrived a fortnight ago.", [("a fortnight ago", "2023-04-26")]),
        ("He quit three years ago.", [("three years ago", "2020")]),
        ("nearly two months ago", [("nearly two months ago", "2023-03")]),
        ("He died ten days ago.", [("ten days ago", "2023-04-30")]),
        ("It was sold decades ago.", [("decades ago", "PAST_REF")]),
        ("He fled on April 3 and came back two days later.",
         [("April 3", "2023-04-03"), ("two days later", "2023-04-05")]),
        ("It was 2015. That year she won.", [("2015", "2015"), ("That year", "2015")]),
        # durations and sets
        ("a two-week truce and 12 hours of talks", [("a two-week", "P2W"), ("12 hours", "PT12H")]),
        ("two and a half years", [("two and a half years", "P2Y6M")]),
        ("for half an hour", [("half an hour", "PT30M")]),
        ("over the past five years", [("the past five years", "P5Y")]),
        ("for several months", [("several months", "PXM")]),
        ("every Monday and each July", [("every Monday", "XXXX-WXX-1"), ("each July", "XXXX-07")]),
        ("a weekly market, twice a month", [("weekly", "P1W"), ("twice a month", "P1M")]),
        # no dates in the calendar
        ("He recently moved and now lives in Rome.",
         [("recently", "PAST_REF"), ("now", "PRESENT_REF")]),
        ("in recent years", [("recent years", "PAST_REF")]),
        # holidays
        ("They met on New Year's Eve.", [("New Year's Eve", "2022-12-31")]),
        ("They met on Christmas Eve.", [("Christmas Eve", "2022-12-24")]),
        ("It opened on Bastille Day.", [("Bastille Day", "2022-07-14")]),
        ("Easter 2024", [("Easter 2024", "2024-03-31")]),
        # hours
        ("at 10:30 a.m. on Monday", [("10:30 a.m. on Monday", "2023-05-08T10:30")]),
        ("He spoke at 3 p.m. in Oslo.", [("3 p.m.", "T15:00")]),
        ("It closed at 7:30pm on March 31.",
         [("7:30pm", "2023-03-31T19:30"), ("March 31", "2023-03-31")]),
        ("He fled on May 3. That evening he was caught.",
         [("May 3", "2023-05-03"), ("That evening", "2023-05-03TEV")]),
    ],
)  # fmt: skip
def test_english_expressions(text: str, expected: Found) -> None:
    assert found_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le port a fermé le 31 mars.", [("le 31 mars", "2023-03-31")]),
        ("Le port fermera le 1er juin.", [("le 1er juin", "2023-06-01")]),
        ("mardi 2 mai 2023", [("mardi 2 mai 2023", "2023-05-02")]),
        ("du 3 au 5 mai", [("3 au 5 mai", "2023-05-03/2023-05-05")]),
        ("le 31/12/2020", [("31/12/2020", "2020-12-31")]),
        ("Il a plu lundi.", [("lundi", "2023-05-08")]),
        ("Il pleuvra lundi.", [("lundi", "2023-05-15")]),
        ("lundi dernier et mardi prochain",
         [("lundi dernier", "2023-05-08"), ("mardi prochain", "2023-05-16")]),
        ("Il a quitté Niamey hier.", [("hier", "2023-05-09")]),
        ("avant-hier, aujourd’hui et après-demain",
         [("avant-hier", "2023-05-08"), ("aujourd’hui", "2023-05-10"),
          ("après-demain", "2023-05-12")]),
        ("Il a parlé mardi soir.", [("mardi soir", "2023-05-09TEV")]),
        ("pris en août 2020", [("août 2020", "2020-08")]),
        ("Il a été élu en février.", [("février", "2023-02")]),
        ("Il sera jugé en octobre.", [("octobre", "2023-10")]),
        ("début avril, à la mi-mars", [("début avril", "2023-04"), ("mi-mars", "2023-03")]),
        ("au mois d'octobre 2021", [("mois d'octobre 2021", "2021-10")]),
        ("Il a plu en juin de l'année dernière.", [("juin de l'année dernière", "2022-06")]),
        ("Les travaux finiront cet été.", [("cet été", "2023-SU")]),
        ("l'hiver 2021", [("l'hiver 2021", "2021-WI")]),
        ("la semaine prochaine, le mois dernier",
         [("la semaine prochaine", "2023-W20"), ("le mois dernier", "2023-04")]),
        ("cette année, l'an dernier", [("cette année", "2023"), ("l'an dernier", "2022")]),
        ("depuis 2012", [("2012", "2012")]),
        ("dans les années 1990, les années 80",
         [("les années 1990", "199"), ("les années 80", "198")]),
        ("au XIXe siècle, au 21e siècle", [("au XIXe siècle", "18"), ("au 21e siècle", "20")]),
        ("au premier trimestre 2022", [("au premier trimestre 2022", "2022-Q1")]),
        ("d'ici la fin de l'année", [("la fin de l'année", "2023")]),
        ("reçus il y a quinze jours", [("il y a quinze jours", "2023-04-25")]),
        ("mort il y a deux ans", [("il y a deux ans", "2021")]),
        ("Il arrivera dans trois mois.", [("dans trois mois", "2023-08")]),
        ("pendant deux ans", [("deux ans", "P2Y")]),
        ("ces cinq dernières années", [("ces cinq dernières années", "P5Y")]),
        ("ces dernières années", [("ces dernières années", "PAST_REF")]),
        ("une vingtaine d'années", [("une vingtaine d'années", "P20Y")]),
        ("deux mois après le vote", [("deux mois", "P2M")]),
        ("tous les lundis, chaque année, par mois",
         [("tous les lundis", "XXXX-WXX-1"), ("chaque année", "P1Y"), ("par mois", "P1M")]),
        ("Le 3 avril, il a fui. Il est revenu deux jours plus tard.",
         [("Le 3 avril", "2023-04-03"), ("deux jours plus tard", "2023-04-05")]),
        ("à Noël", [("Noël", "2022-12-25")]),
        ("désormais, récemment", [("désormais", "PRESENT_REF"), ("récemment", "PAST_REF")]),
        ("une semaine de 32 heures", [("une semaine", "P1W"), ("32 heures", "PT32H")]),
        ("le premier lundi de mai 2022", [("le premier lundi de mai 2022", "2022-05-02")]),
        ("lundi de la semaine dernière", [("lundi de la semaine dernière", "2023-05-01")]),
        ("Le 3 avril il dormait. Ce soir-là, il a fui.",
         [("Le 3 avril", "2023-04-03"), ("Ce soir-là", "2023-04-03TEV")]),
        ("à 15h30", [("15h30", "T15:30")]),
    ],
)  # fmt: skip
def test_french_expressions(text: str, expected: Found) -> None:
    assert found_in(text, "fr") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May resigned.",
        "It may rain.",
        "May God help us.",
        "They march on the capital.",
        "Some 2,000 soldiers and 1900 troops fled.",
        "The Sunday Times wrote so.",
        "a second batch of helicopters",
        "The Sun shone; it sat.",
        "two Mi-35 helicopters and a Ka-2000",
        "an iPhone 2019 and the 2012 Ford Focus",
        "Windows 2000 runs on a Boeing 2000",
        "Call 555-2020 or +33 1 2000 1984.",
        "They spring a surprise and prices fall.",
        "the fall of Kabul",
        "three quarters of voters, a quarter of them",
        "It cost $1999 and weighed 2000 kg.",
        "April Ryan and June Carter sang.",
        "as soon as they can",
        "The Weekly Standard printed it.",
        "at the end of the day it matters little",
    ],
)
def test_what_only_looks_like_a_time_expression_is_none(text: str) -> None:
    assert [found for found in found_in(text) if found[1] != "FUTURE_REF"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Elle a été élue.",
        "Mars est une planète.",
        "Noël Mamère a parlé à M. Toussaint.",
        "sept pays et 1900 soldats",
        "C'était un lundi noir.",
    ],
)
def test_what_only_looks_like_a_time_expression_in_french_is_none(text: str) -> None:
    assert found_in(text, "fr") == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("this summer", "2023-06-01", "2023-08-31"),
        ("in early March", "2023-03-01", "2023-03-10"),
        ("in mid-March", "2023-03-11", "2023-03-20"),
        ("the first week of March", "2023-03-01", "2023-03-07"),
        ("la dernière semaine de mars", "2023-03-25", "2023-03-31"),
        ("the second half of March", "2023-03-16", "2023-03-31"),
        ("a couple of weeks ago", "2023-04-22", "2023-04-30"),
        ("earlier this month", "2023-05-01", "2023-05-10"),
        ("later this month", "2023-05-10", "2023-05-31"),
        ("a fortnight ago", "2023-04-22", "2023-04-30"),
        ("in the 1990s", "1990-01-01", "1999-12-31"),
    ],
)
def test_a_date_has_the_first_and_last_day_it_may_mean(text: str, first: str, last: str) -> None:
    timex = only(text, "und")

    assert (str(timex.earliest), str(timex.latest)) == (first, last)


@pytest.mark.parametrize(
    ("text", "language", "approximate"),
    [
        ("a fortnight ago", "en", True),
        ("about three years ago", "en", True),
        ("early March", "en", True),
        ("in fiscal 2020", "en", True),
        ("il y a quinze jours", "fr", True),
        ("three years ago", "en", False),
        ("on March 3", "en", False),
        ("le 3 mars", "fr", False),
    ],
)
def test_what_is_told_loosely_is_approximate(text: str, language: str, approximate: bool) -> None:
    assert only(text, language).approximate is approximate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 3", "day"),
        ("last week", "week"),
        ("last weekend", "weekend"),
        ("August 2020", "month"),
        ("this summer", "season"),
        ("the first quarter of 2020", "quarter"),
        ("the first half of 2020", "half"),
        ("in 2020", "year"),
        ("the 1990s", "decade"),
        ("the 19th century", "century"),
        ("two weeks", None),
        ("now", None),
    ],
)
def test_granularity(text: str, expected: str | None) -> None:
    assert granularity(only(text)) == expected


@pytest.mark.parametrize(
    "text", ["on Monday", "yesterday", "last week", "in March", "two days ago"]
)
def test_without_a_date_relative_expressions_stay_unresolved(text: str) -> None:
    timex = only(text, reference=None)

    assert (timex.value, timex.earliest, timex.latest) == (None, None, None)


def test_without_a_date_a_full_date_is_still_one() -> None:
    assert found_in("on 11 April 2019", reference=None) == [("11 April 2019", "2019-04-11")]


def test_a_day_that_the_calendar_lacks_has_no_value() -> None:
    assert found_in("on February 30, 2021") == [("February 30, 2021", None)]


def test_two_days_earlier_has_no_value_where_no_date_went_before() -> None:
    assert found_in("Two days earlier, he fled.") == [("Two days earlier", None)]


def test_the_date_of_the_statement_and_of_the_event_are_read_apart() -> None:
    article = article_of(
        "The cargo arrived on March 31, a note on Monday reads. More will follow on Friday.",
        published=TODAY,
    )

    found = timexes(article, segment(article))

    assert [timex.value for timex in found] == ["2023-03-31", "2023-05-08", "2023-05-12"]


def test_the_prime_minister_is_no_month_anywhere_in_the_article() -> None:
    article = article_of(
        "Theresa May spoke. A plan by May was rejected. She left in May.", published=TODAY
    )

    found = timexes(article, segment(article))

    assert [timex.span.of(article.text) for timex in found] == ["May"]
    assert article.text[: found[0].span.start].endswith("She left in ")


def test_a_day_whose_year_was_told_keeps_it() -> None:
    text = "The raid was on 21 December 1975. On the morning of 21 December he slept."

    assert found_in(text)[1] == ("21 December", "1975-12-21")


def test_in_a_story_from_long_ago_the_days_are_of_its_year_as_far_as_can_be_told() -> None:
    _, later = timexes_in("It sank on 30 December 1975. On January 2 he left.", "en", TODAY)

    assert (later.value, later.approximate) == ("1976-01-02", True)


def test_the_attacks_of_11_september_are_those_of_2001() -> None:
    assert found_in("since the Sept. 11 attacks") == [("Sept. 11", "2001-09-11")]
    assert found_in("les attentats du 11 septembre", "fr") == [("11 septembre", "2001-09-11")]
    assert found_in("It was sold on Sept. 11.") == [("Sept. 11", "2022-09-11")]


def test_the_quarter_is_the_one_spoken_of_and_compared_with_the_year_before() -> None:
    text = "Sales rose in the first quarter, from $2 million a year earlier. Costs of the quarter"

    assert [value for _, value in found_in(text)] == ["2023-Q1", "2022-Q1", "2023-Q1"]


def test_next_friday_may_be_the_one_of_the_week_after() -> None:
    timex = only("next Friday")

    assert (str(timex.earliest), str(timex.latest)) == ("2023-05-12", "2023-05-19")


def test_a_question_of_unknown_language_is_read_in_both() -> None:
    assert found_in("mi-avril ?", "und") == [("mi-avril", "2023-04")]
    assert found_in("before March 2020?", "und") == [("March 2020", "2020-03")]


ODDMENTS = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            [
                "the",
                "last",
                "March",
                "31",
                ",",
                "2020",
                "two",
                "weeks",
                "ago",
                "of",
                "year",
                "Monday",
                "-",
                "'",
                "1990s",
                "first",
                "quarter",
                "half",
                "and",
                "a",
                "to",
                ".",
                "99999999999999999999",
                "00",
                "0",
                "il",
                "y",
                "a",
                "quinze",
                "jours",
                "le",
                "mi-",
                "fin",
                "année",
                "dernière",
                "h",
                ":",
                "25:99",
                "32/13/0000",
                "9999",
                "0001-01-01",
                "century",
                "decades",
                "31",
                "February",
            ]
        ),
        max_size=30,
    ).map(" ".join),
)


@given(ODDMENTS, st.sampled_from(["en", "fr", "und"]), st.none() | st.dates())
def test_any_text_is_read_and_every_span_lies_in_its_sentence(
    text: str, language: str, published: date | None
) -> None:
    article = article_of(text, language=language, published=published)
    segmentation = segment(article)

    found = timexes(article, segmentation)

    assert [t.span for t in found] == sorted(t.span for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for timex in found:
        assert any(s.span.contains(timex.span) for s in segmentation.sentences)
        assert timex.span.of(text).strip() == timex.span.of(text)


@given(ODDMENTS, st.dates())
def test_a_date_of_the_calendar_lies_within_its_days(text: str, reference: date) -> None:
    for timex in timexes_in(text, "en", reference):
        if granularity(timex) == "day" and timex.value and timex.earliest and timex.latest:
            assert timex.earliest <= date.fromisoformat(timex.value[:10]) <= timex.latest


def test_endless_digits_and_repetitions_are_read_quickly() -> None:
    for text in ("1" * 200_000, "the last two " * 20_000, "2020 " * 20_000, "'" * 100_000):
        assert len(timexes_in(text, "en", TODAY)) <= 20_000


def test_the_day_of_publication_moves_relative_dates_along() -> None:
    texts = ["yesterday", "last week", "in March", "three years ago", "on Monday"]

    for text in texts:
        values = {only(text, reference=TODAY + timedelta(400 * n)).value for n in range(3)}
        assert len(values) == 3


def test_a_line_that_is_no_rule_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> Iterator[str]:
        return iter(["date: month"]) if name.startswith("time_patterns") else lines(name)

    monkeypatch.setattr("index.temporal.expressions.lines", broken)

    with pytest.raises(ValueError, match="date: month"):
        Grammar("en")


def test_an_empty_article_has_no_dates() -> None:
    article = Article(id="a", text="", body=None, path="a")

    assert timexes(article, segment(article)) == ()
    assert timexes_in("", "en", TODAY) == ()


WORDS = {
    language: [
        *("the", "O'Brien", "3", "31/12/2020", "1998", "’98", "5pm", "Q3", "FY21", "1990s", "-"),
        *grammar(language).classes["month"], *grammar(language).classes["unit"],
        *(form for members in grammar(language).classes.values() for form in members),
    ]
    for language in ("en", "fr")
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fr"])
@given(data=st.data())
def test_no_sentence_with_a_time_expression_is_passed_over(
    data: st.DataObject, language: str
) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from(WORDS[language]), max_size=6)))
    rules = grammar(language)
    found = list(rules.expressions(rules.tokens(text), lambda *_: True))

    assert rules.may_hold(text) or not found
