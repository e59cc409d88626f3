from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links import LONGEST_LINK, deep_link, page
from bot.references import Reference
from index.model import Span

URL = "https://example.org/harbour"
TEXTS = st.text(min_size=1, max_size=2_000).filter(lambda text: bool(text.split()))


@pytest.mark.parametrize(
    ("text", "directive"),
    [
        ("The ship sank.", "The%20ship%20sank."),
        ("Rice, fish & oil – well-known", "Rice%2C%20fish%20%26%20oil%20%E2%80%93%20well%2Dknown"),
        ("“No,” she said", "%E2%80%9CNo%2C%E2%80%9D%20she%20said"),
        ("It ended\nin May", "It%20ended,in%20May"),
        (
            "one two three four five six seven eight nine",
            "one%20two%20three%20four,six%20seven%20eight%20nine",
        ),
    ],
)
def test_a_browser_is_told_which_words_to_mark(text: str, directive: str) -> None:
    assert page(URL, text) == f"{URL}#:~:text={directive}"


def test_a_place_on_the_page_that_the_address_names_stays() -> None:
    assert page(f"{URL}#part-2", "It ended.") == f"{URL}#part-2:~:text=It%20ended."
    assert page(f"{URL}#a:~:text=old", "It ended.") == f"{URL}#a:~:text=It%20ended."


@pytest.mark.parametrize(
    "url",
    [
        *(None, "", "example.org/a", "ftp://example.org/a", "javascript:alert(1)", "https://"),
        *("https://localhost/a", "https://[::1/a", "https://example.org:99999/", "https://a b.org"),
        *("https://user:word@example.org/", "https://example.org/\n", 'https://example.org/"'),
        *("https://127.0.0.1/a", "https://example.org:0/"),
    ],
)
def test_without_an_address_that_telegram_would_open_there_is_no_link(url: str | None) -> None:
    assert page(url, "It ended.") is None


@given(TEXTS)
def test_a_text_is_told_without_signs_of_the_directive_and_within_a_length(text: str) -> None:
    link = page(URL, text) or ""

    assert link.startswith(URL)
    assert len(link) <= LONGEST_LINK
    _, _, directive = link.partition("#:~:text=")
    assert not set(directive) - set("%.~_,") - {c for c in directive if c.isascii() and c.isalnum()}
    assert directive.count(",") <= 1
    for part in directive.split(",") if directive else ():
        assert unquote(part) in " ".join(text.encode("utf-8", "replace").decode().split())


def test_a_deep_link_opens_the_chat_with_the_name_of_the_quote() -> None:
    link = deep_link("saidwho_bot", Reference("0123456789abcdef", Span(3, 14), 9))

    assert link == "https://t.me/saidwho_bot?start=q_0123456789abcdef_3_14_9"
