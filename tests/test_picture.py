import io
from datetime import date

from PIL import Image

from bot.ledger import timeline
from bot.picture import MOST_PICTURED, entry, timeline_picture
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


def test_beside_a_day_stand_the_quote_who_says_so_and_where() -> None:
    told = "The harbour said on Monday that it had paid for the cranes" + " and the ropes" * 20
    article = article_of(f"{told}, at last.", title="Paid", published=date(2023, 5, 12))
    (event,) = timeline(library_of(article))

    day, quote, below = entry(event, FRENCH)

    assert " ".join(day) == "8 mai 2023, propos"
    assert told.startswith(" ".join(quote).removesuffix(" …"))
    assert below == ["Qui le dit : The harbour", "Paid, 12 mai 2023"]


def test_an_endless_source_is_cut_with_an_ellipsis() -> None:
    text = "The harbour of " + "Saint-Jacques " * 20 + "said on Monday that it had paid."
    (event,) = timeline(library_of(article_of(text, published=date(2023, 5, 12))))

    _, _, below = entry(event, ENGLISH)

    assert len(below) == 4
    assert below[2].endswith("…")


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
