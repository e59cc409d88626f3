"""The pictures of the README show what is sent, wherever a style begins and ends."""

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from telegram import MessageEntity

import inline_look
from canvas import DESCRIPTION
from scenes import play
from styled import Line, Run, blocks, lines, runs
from telegram_look import WIDTH, Shown, draw

README = Path(__file__).parent.parent / ".readme"
DRAWN = sorted(README.glob("*.png"))

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
TYPES = st.sampled_from(["bold", "italic", "underline", "text_link"])


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def entity(kind: str, text: str, start: int, end: int) -> MessageEntity:
    """An entity over code points `start` to `end`."""
    return MessageEntity(kind, utf16(text[:start]), utf16(text[start:end]))


def monospaced(run: Run) -> float:
    return float(len(run.text))


def text_of(line: Line) -> str:
    return "".join(run.text for run in line)


@st.composite
def marked(draw_one: st.DrawFn) -> tuple[str, list[tuple[str, int, int]]]:
    """A text with spans of code points that may overlap in any way."""
    text = draw_one(TEXTS.filter(bool))
    starts = st.integers(0, len(text) - 1)
    spans = starts.flatmap(
        lambda start: st.tuples(TYPES, st.just(start), st.integers(start + 1, len(text)))
    )
    return text, draw_one(st.lists(spans, max_size=5))


@given(marked())
def test_each_character_has_the_styles_of_the_entities_over_it(
    given_text: tuple[str, list[tuple[str, int, int]]],
) -> None:
    text, spans = given_text

    found = runs(text, [entity(kind, text, start, end) for kind, start, end in spans])

    styles = [run.styles for run in found for _ in run.text]
    assert "".join(run.text for run in found) == text
    assert styles == [
        {kind for kind, start, end in spans if start <= place < end} for place in range(len(text))
    ]


@given(TEXTS, TEXTS, TEXTS)
def test_a_quote_stands_by_itself_and_loses_no_character(
    before: str, quote: str, after: str
) -> None:
    before, after = f"{before}\n" if before else "", f"\n{after}" if after else ""
    text = f"{before}q{quote}{after}"
    end = len(before) + 1 + len(quote)

    found = blocks(text, [entity("blockquote", text, len(before), end)])

    shown = ["".join(run.text for run in block.runs) for block in found]
    assert shown == [t for t in (before[:-1], f"q{quote}", after[1:]) if t]
    assert [block.quote for block in found if block.quote] == ["blockquote"]


def test_two_quotes_beside_each_other_stay_two() -> None:
    found = blocks("one\ntwo", [entity("blockquote", "one\ntwo", *at) for at in ((0, 3), (4, 7))])

    assert [block.quote for block in found] == ["blockquote", "blockquote"]


@given(TEXTS, st.integers(1, 30))
def test_lines_fit_and_lose_nothing_but_spaces_at_their_ends(text: str, width: int) -> None:
    found = lines([Run(text)] if text else [], width, monospaced)

    assert all(len(text_of(line)) <= width for line in found)
    assert "".join(map(text_of, found)).replace(" ", "") == text.replace("\n", "").replace(" ", "")


def test_lines_break_between_words_whatever_their_styles() -> None:
    bold = frozenset({"bold"})
    given_runs = [Run("two heli"), Run("copters", bold), Run(" and radars\nin all")]

    found = lines(given_runs, 15, monospaced)

    assert [text_of(line) for line in found] == ["two helicopters", "and radars", "in all"]
    assert found[0][1] == Run("copters", bold)


WIDE = "🇲🇱 漢字 « Ségou » \u202e\u0301\u200b\ttab"
LONG = "No grain has arrived, the minister said. " * 12


@pytest.mark.parametrize("text", ["x", WIDE, "w" * 500, "a\n\n\nb", LONG])
def test_any_message_can_be_drawn(tmp_path: Path, text: str) -> None:
    styles = ("bold", "italic", "underline", "strikethrough", "text_link")
    entities = [entity(kind, text, 0, len(text)) for kind in styles]
    asked = Shown(text, forwarded=text, file=(text, "1 byte"))
    answer = Shown(text, entities, text, named=True, replied=(text, text), buttons=[["More " * 40]])

    draw([asked, answer], tmp_path / "chat.png", text, text)

    with Image.open(tmp_path / "chat.png") as image:
        assert image.width == 2 * WIDTH


def test_a_photo_is_drawn_as_wide_as_a_bubble(tmp_path: Path) -> None:
    written = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(written, "PNG")

    draw([Shown(author="SaidWho", photo=written.getvalue())], tmp_path / "a.png", "a", "b")

    with Image.open(tmp_path / "a.png") as image:
        reds = [image.convert("RGB").getpixel((x, image.height // 2)) for x in (100, 1000)]
    assert reds == [(255, 0, 0)] * 2


def test_a_long_quote_is_drawn_collapsed(tmp_path: Path) -> None:
    heights = []
    for kind in ("blockquote", "expandable_blockquote"):
        draw([Shown(LONG, [entity(kind, LONG, 0, len(LONG))])], tmp_path / "a.png", "a", "b")
        with Image.open(tmp_path / "a.png") as image:
            heights.append(image.height)

    assert heights[1] < heights[0]


def test_the_same_chat_is_drawn_to_the_same_bytes_which_tell_its_words(tmp_path: Path) -> None:
    chat = [Shown("Who sank?"), Shown("The ship.", author="SaidWho", buttons=[["More", "« é »"]])]

    for name in ("one.png", "two.png"):
        draw(chat, tmp_path / name, "SaidWho", "bot")

    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()
    assert words(tmp_path / "one.png") == "I:\nWho sank?\n\nSaidWho:\nThe ship.\nMore | « é »"


@pytest.mark.parametrize("text", ["x", WIDE, LONG])
def test_any_inline_result_can_be_drawn(tmp_path: Path, text: str) -> None:
    inline_look.draw(text, [inline_look.Result(text, text)] * 3, tmp_path / "inline.png")

    assert words(tmp_path / "inline.png").startswith(text)


# The README's


def words(path: Path) -> str:
    with Image.open(path) as image:
        return str(image.info[DESCRIPTION])


def without_days(text: str) -> str:
    """Of /stats the days pass, and nothing else."""
    return re.sub(r"^\d+ \w+ –", "DAY –", text, flags=re.MULTILINE)


def test_the_pictures_tell_what_the_program_says_by_now() -> None:
    drawn = {path.stem: without_days(words(path)) for path in DRAWN}

    by_now = {name: without_days(picture.text) for name, picture in play().items()}

    assert by_now == drawn, "draw the pictures anew: make pictures"


def test_every_picture_is_shown_once_with_words_for_who_cannot_see_it() -> None:
    readme = (README / "../README.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r'<img src="\.readme/(\w+)\.png"[^>]* alt="([^"]{20,})"', readme))
    shown |= {
        name: alt for alt, name in re.findall(r"!\[([^\]]{20,})\]\(\.readme/(\w+)\.png", readme)
    }

    assert shown.keys() == {path.stem for path in DRAWN}
    assert readme.count(".png") == len(DRAWN)
