from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.days import Fields, day_in, fields_in
from index.reading import document_of

TODAY = date(2022, 6, 1)
DAY = date(2022, 4, 18)


@pytest.mark.parametrize(
    "written",
    ["2022-04-18", " 18 April 2022. ", "April 18, 2022", "le 18 avril 2022", "18.04.2022"],
)
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    assert day_in(written, TODAY) == DAY


@pytest.mark.parametrize(
    "written",
    [
        *("03/04/2022", "Monday", "yesterday", "18 April", "April 2022", "2022", "31 June 2021"),
        *(
            "",
            "on 18 April 2022 the ship sank",
            "2022-04-18 2022-04-19",
            "2022-06-03",
            "0022-01-01",
        ),
    ],
)
def test_what_may_be_another_day_or_none_is_no_day(written: str) -> None:
    assert day_in(written, TODAY) is None


def test_tomorrow_has_begun_further_east() -> None:
    assert day_in("2022-06-02", TODAY) == date(2022, 6, 2)


def test_the_lines_above_an_article_may_be_said_beside_it() -> None:
    said = fields_in("date 2022-04-18\noutlet: Le Monde\nlanguage: fr", TODAY)

    assert said == Fields(DAY, outlet="Le Monde", language="fr")


@pytest.mark.parametrize(
    "text", ["date 2022-07-01", "date 2022-13-01", "title: A\nand more", "Who denies it?", ""]
)
def test_other_text_is_no_field(text: str) -> None:
    assert fields_in(text, TODAY) is None


@given(st.text(max_size=80))
def test_whatever_is_written_nothing_fails(text: str) -> None:
    fields_in(text, TODAY)


def test_what_is_said_goes_before_what_a_file_says_and_a_title_is_only_of_one() -> None:
    one = document_of("A ship sank.", "a.txt", title="A", outlet="B", filed="title: A\n\nA ship.")
    said = Fields(DAY, title="C")

    (alone,) = said.over([one])
    both = said.over([one, one])

    assert (alone.title, alone.outlet, alone.published, alone.filed) == ("C", "B", DAY, None)
    assert {two.title for two in both} == {"A"}
