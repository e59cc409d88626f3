import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.library import Library
from index.model import Segmentation, Span
from index.segmentation import LONGEST_SENTENCE, PASSAGE_WORDS, segment
from tests.conftest import article_of

NEWS = st.lists(
    st.sampled_from([*"aB .!?…\"'“”«»‘’()[]—-\n\r\t\u00a0\u20285é", "U.S. ", "\n\n", " said "]),
    max_size=200,
).map("".join)


def cut(text: str) -> Segmentation:
    return segment(article_of(text))


def sentences(text: str) -> list[str]:
    return [s.span.of(text) for s in cut(text).sentences]


def paragraphs(text: str) -> list[str]:
    return [span.of(text) for span in cut(text).paragraphs]


# "|" is where one sentence ends and the next begins.
HARD_CASES = [
    "The junta received arms.| It said so.",
    'It has new arms, including "two combat helicopters and radars.| The next day came.',
    "Even these were [not] orders from the regime [...] We do not recognise them.",
    "He left the war.| [...] We stayed.",
    "The Mi-35P is armed.| The 59N6-TE sees far.",
    "Lt. Gen. John Doe spoke to Sgt. Smith at Ft. Bragg.| Nobody listened.",
    "Sales rose in the post-Sept. 11 years.| They fell again.",
    "The U.S. Army left the U.S. on Monday.| It was early.",
    "He came back to the U.S.| The others did not.",
    "They met at 5 p.m. Monday in Washington, D.C. with no result.",
    "George W. Bush and J. R. Smith agreed.| They left.",
    "Acme Inc. of Calif. sold No. 5 to Bauer Co. Ltd. for $3.5 million.| It paid.",
    '"We are here.| We will stay," he said.| "Nobody leaves."| She agreed.',
    "She said: \"He told me 'go away!' and I went.\"| Then silence.",
    '"Is it over?" he asked.| "Yes!" she cried.',
    '"Is it over?" Mr. Keita asked the crowd.',
    "iPhone sales rose.| eBay fell.| iPads did too.",
    "The whole regime collapsed.| the official said nothing.",
    "Yahoo! said it was sorry.",
    "M. Macron a rencontré Mme. Dupont à 20 h.| Il est parti.",
    "« Nous partons.| C'est fini », a-t-il dit.| La salle est restée.",
    "« Est-ce vrai ? » demande-t-il.| « Oui ! »| Il sort.",
    "It rose 3.5 percent to 1,000.50.| Then it fell.",
    "1. Buy helicopters.| 2. Sell them.",
    "It was Plan B.| The first had failed.",
    "They waited … and waited.| Nobody came.",
    "Wait...| Then they left.",
    "He said the deal was . . . dead.| It was not.",
    "What?!| Nobody knew.",
    "It ended quickly.The next day it rained.| Fine.",
    "“It ended.”|Nobody came.",
    '"It ended."|He left. | "We stay," she said.',
    '"It ended."|"We stay," she said.',
    'He left at once."We stay," she said.',
    "Dr. Who, e.g. the doctor, came vs. all odds, i.e. alone.",
    "The U.N. said so (in Jan. 2020).| It was late.",
    "It cost U.S. $300 million.",
    "(They left.)| We stayed.",
    "He arrived on Dec. 5.| The trial began on Jan. 6.",
]


@pytest.mark.parametrize("marked", HARD_CASES)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    text = marked.replace("|", "")

    if "quickly.The" in marked:
        expected = ["It ended quickly.", "The next day it rained.", "Fine."]
    assert sentences(text) == expected


def test_the_article_has_eleven_sentences_in_nine_paragraphs(seed_library: Library) -> None:
    (article,) = seed_library.articles.values()
    segmentation = seed_library.segmentation(article.id)

    assert [s.paragraph for s in segmentation.sentences] == [1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 9]
    assert segmentation.sentences[0].span == Span(17, 189)
    assert segmentation.sentences[-1].span == Span(1899, 2105)
    assert len(segmentation.paragraphs) == 9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One here.\n\nTwo here.\n \t\nThree.", ["One here.", "Two here.", "Three."]),
        ("One here.\nTwo here.\nThree.", ["One here.", "Two here.", "Three."]),
        ("One here.\r\n\r\nTwo here.\r\nThree.", ["One here.", "Two here.", "Three."]),
        ("Headline without stop\nBody here. More.", ["Headline without stop", "Body here. More."]),
        ("The line breaks in\nthe middle.\nNext.", ["The line breaks in\nthe middle.", "Next."]),
    ],
)
def test_paragraphs_are_parted_by_blank_lines_or_stand_one_a_line(
    text: str, expected: list[str]
) -> None:
    assert paragraphs(text) == expected


WRAPPED = """\
   SETE, 3 MAY 23 -- The dockers of the port of Sete walked out on Monday
morning over night shifts that, they say, have not been paid since the end of
February.  A spokeswoman for the union said that not a single crate would be
loaded before the debt is settled.
   The port authority denied that any wages were outstanding and said that it
had asked for a meeting.

   Ships were sent to Marseille, where
the docks are busy as it is, according to the harbour master, who expects
delays until Thursday.
"""


def test_hard_wrapped_text_is_read_in_paragraphs_as_it_is_meant() -> None:
    found = paragraphs(WRAPPED)

    assert [p.split()[0] for p in found] == ["SETE,", "The", "Ships"]
    assert "end of\nFebruary.  A spokeswoman" in found[0]
    assert len(sentences(WRAPPED)) == 4


def test_upper_case_agency_text_is_unwrapped_too() -> None:
    assert len(paragraphs(WRAPPED.upper())) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "come here. Now," and left.', ['"come here. Now,"']),
        ("« Oui. Non », dit-il.", ["« Oui. Non »"]),
        ("“He said “no” twice.” Fine.", ["“He said “no” twice.”"]),
        ('Including "two radars. The next came.', ['"two radars.']),
        (
            '"It begins. It goes on.\n\n"And ends," he said.',
            ['"It begins. It goes on.', '"And ends,"'],
        ),
        ('A 5" pipe and a 6" pipe.', []),
    ],
)
def test_quotations_are_found_closed_or_not(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in cut(text).quotations] == expected


def test_long_paragraphs_are_cut_into_passages_of_like_size() -> None:
    text = " ".join(f"Sentence number {n} has just these eight words." for n in range(60))

    passages = cut(text).passages

    sizes = [passage.span.of(text).count(" ") + 1 for passage in passages]
    assert len(passages) == 3
    assert max(sizes) <= 1.3 * PASSAGE_WORDS
    assert max(sizes) - min(sizes) <= 16


def test_a_table_without_full_stops_is_cut_to_what_fits_a_message() -> None:
    text = "word " * 1000 + "x" * 4000

    assert all(len(s) <= LONGEST_SENTENCE for s in sentences(text))
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")


@given(st.one_of(NEWS, st.text(max_size=200)))
@settings(max_examples=300)
def test_joined_spans_give_the_text_back(text: str) -> None:
    segmentation = cut(text)

    for spans in (
        segmentation.paragraphs,
        [s.span for s in segmentation.sentences],
        [p.span for p in segmentation.passages],
    ):
        at, rebuilt = 0, ""
        for span in spans:
            assert span.start >= at
            gap = text[at : span.start]
            assert not gap.strip()
            rebuilt += gap + span.of(text)
            at = span.end
        assert rebuilt + text[at:] == text
        assert not text[at:].strip()


@given(NEWS)
def test_quotations_stay_inside_their_paragraph(text: str) -> None:
    segmentation = cut(text)

    for quotation in segmentation.quotations:
        assert any(paragraph.contains(quotation) for paragraph in segmentation.paragraphs)
