import io
from datetime import date, timedelta

import pytest
from PIL import Image

from bot.chart import figures_picture
from bot.figures import DAYS, Day, Figures
from bot.wording import LANGUAGES

TODAY = date(2026, 11, 25)
QUIET = [Day(TODAY - timedelta(n)) for n in reversed(range(DAYS))]


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_the_figures_are_a_picture_as_wide_as_a_phone(code: str) -> None:
    days = [*QUIET[:-1], Day(TODAY, answered=12_345, refused=3, wrong=1)]

    picture = figures_picture(Figures(days, 0, 5, 5, ()), LANGUAGES[code])

    assert picture is not None
    assert Image.open(io.BytesIO(picture)).size == (1080, 864)


def test_where_nothing_was_asked_there_is_no_picture() -> None:
    assert figures_picture(Figures(QUIET, 3, None, None, ()), LANGUAGES["en"]) is None
