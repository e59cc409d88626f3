import io
from datetime import date

from PIL import Image

from bot.picture import MOST_PICTURED, timeline_picture
from bot.wording import ENGLISH, FRENCH
from index.library import Library
from tests.conftest import article_of, library_of


def size(picture: bytes | None) -> tuple[int, int]:
    assert picture is not None
    return Image.open(io.BytesIO(picture)).size


def test_a_timeline_is_a_picture_as_wide_as_a_phone(seed_library: Library) -> None:
    picture = timeline_picture(seed_library, "", FRENCH)

    width, height = size(picture)
    assert width == 1080
    assert width + height <= 10_000


def test_without_dates_there_is_no_picture() -> None:
    assert timeline_picture(library_of(article_of("It rains.")), "", ENGLISH) is None


def test_money_is_no_formula_and_any_script_is_drawn() -> None:
    text = "In May 2020 it rose from $5m to $6m_{2}^{x} \\frac & <b>, 中文 العربية.  \n\n" * 2
    library = library_of(article_of(text, title="$a$", published=date(2020, 6, 1)))

    assert size(timeline_picture(library, "", ENGLISH))[0] == 1080


def test_a_long_timeline_stays_within_what_telegram_takes() -> None:
    sentence = (
        "In {0} the bridge over the river fell for the {0}th time, " + "and again " * 60 + "."
    )
    years = "\n\n".join(sentence.format(year) for year in range(1960, 1990))
    library = library_of(article_of(years, published=date(2020, 6, 1)))

    width, height = size(timeline_picture(library, "", ENGLISH))

    assert MOST_PICTURED < 30
    assert width + height <= 10_000
    assert height <= 20 * width
