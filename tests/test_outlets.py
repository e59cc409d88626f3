from dataclasses import replace
from datetime import date

from bot.answering import Answer, Answerer, NoAnswer
from bot.evidence import Evidence
from bot.interchange import answer_json
from bot.message import prove
from bot.outlets import by_outlet
from bot.rendering import answer_message
from index.library import Library
from index.model import Article
from tests.conftest import article_of, spans

AGENCY = (
    "The government of Togo has received the first of three patrol boats on Monday.\n\n"
    "“This delivery shows that our partners keep their word,” Colonel Kossi Adjovi, a spokesman "
    "for the navy, told reporters on the quay.\n\n"
    "The boat, which is 33 metres long, entered the port of Lomé on Sunday evening. It will be "
    "used against piracy in the Gulf of Guinea, where attacks rose by a fifth last year.\n\n"
    "Afi Mensah, who leads the opposition, said that the contract had been signed in secret in "
    "Brittany and that its price was too high.\n\n"
    "The shipyard denied that the price had been raised after the signature of the contract."
)
OWN = (
    "Patrol boats for Togo are late, insurers of the port say.\n\n"
    "The navy of Togo has received only one patrol boat, a diplomat said in Accra."
)


def printed(outlet: str, day: int, text: str = AGENCY, name: str | None = None) -> Article:
    article_id = name or outlet.lower().replace(" ", "-")
    return article_of(text, article_id, outlet=outlet, published=date(2023, 5, day))


def asked(question: str, *articles: Article) -> Answer | NoAnswer:
    return Answerer(Library.of(articles)).answer(question)


ORIGINAL = printed("Agence Kara", 8)
REPRINT = printed("Daily Volta", 9, AGENCY.replace("“", '"').replace("”", '"') + "\n\nOwn words.")
THIRD = printed("Lagune", 10, AGENCY.replace(" metres", "\n metres"))
QUESTION = "Who received patrol boats in Togo?"


def test_agency_copy_is_quoted_once_from_the_original_and_the_others_are_named() -> None:
    answer = asked(QUESTION, REPRINT, THIRD, ORIGINAL)

    assert isinstance(answer, Answer)
    assert {q.article.id for q in answer.quotations} == {"agence-kara"}
    assert len({q.text for q in answer.quotations}) == len(answer.quotations)
    for quotation in answer.quotations:
        assert [p.article.id for p in quotation.also_in] == ["daily-volta", "lagune"]


def test_the_message_names_the_outlets_and_days_and_is_proved() -> None:
    library = Library.of([ORIGINAL, REPRINT, THIRD])
    answer = Answerer(library).answer(QUESTION)
    message = answer_message(answer)

    prove(message, library)
    assert "Also in Daily Volta (9 May 2023), Lagune (10 May 2023)" in message.text
    assert {echo.article_id for echo in message.echoes} == {"daily-volta", "lagune"}


def test_of_many_outlets_a_few_are_named_and_the_others_counted() -> None:
    others = [printed(f"Paper {n}", 10) for n in range(7)]
    message = answer_message(asked(QUESTION, ORIGINAL, *others))

    assert "Paper 3 (10 May 2023) and 3 more" in message.text


def test_json_gives_the_place_of_each_printing() -> None:
    articles = {a.id: a for a in (ORIGINAL, REPRINT, THIRD)}
    told = answer_json(asked(QUESTION, *articles.values()))

    also = told["quotes"][0]["also_in"]
    assert [(one["outlet"], one["published"]) for one in also] == [
        ("Daily Volta", "2023-05-09"),
        ("Lagune", "2023-05-10"),
    ]
    for one in spans(also):
        assert articles[one["article"]].text[one["start"] : one["end"]] == one["text"]


def test_a_correction_is_a_text_of_its_own() -> None:
    corrected = printed("Daily Volta", 9, AGENCY.replace("33 metres", "35 metres"))
    answer = asked("How long is the boat that entered the port of Lomé?", ORIGINAL, corrected)

    assert isinstance(answer, Answer)
    lengths = [(q.text[19:28], q.also_in) for q in answer.quotations if "metres" in q.text]
    assert sorted(lengths) == [("33 metres", ()), ("35 metres", ())]


def test_the_short_answer_lies_in_the_quote_that_is_shown() -> None:
    reprint = replace(printed("Daily Volta", 9, "Togo\n\n" + AGENCY))
    answer = asked("How many metres long is the boat that entered the port?", reprint, ORIGINAL)

    assert isinstance(answer, Answer)
    first = answer.quotations[0]
    assert first.answer is None or first.span.contains(first.answer)
    assert first.answer is None or "33" in first.answer.of(first.article.text)


def test_without_a_day_a_printing_comes_last_and_ties_go_by_id() -> None:
    undated = replace(ORIGINAL, id="a", path="a", published=None)
    same_day = replace(ORIGINAL, id="b", path="b")
    answer = asked(QUESTION, undated, ORIGINAL, same_day)

    assert isinstance(answer, Answer)
    assert answer.quotations[0].article.id == "agence-kara"
    assert [p.article.id for p in answer.quotations[0].also_in] == ["b", "a"]


def test_freed_places_go_to_other_outlets_however_many_copies_there_are() -> None:
    copies = [printed(f"Paper {n:03}", 9) for n in range(70)]
    answer = asked(QUESTION, ORIGINAL, *copies, printed("Own Desk", 10, OWN))

    assert isinstance(answer, Answer)
    assert "own-desk" in {q.article.id for q in answer.quotations}


def test_an_outlet_not_quoted_yet_goes_before_one_that_is_where_it_is_nearly_as_good() -> None:
    library = Library.of(
        [printed("Kara", 8, OWN), printed("Volta", 9, OWN), printed("", 9, OWN, "nowhere")]
    )

    def evidence(article_id: str, number: int, score: float) -> Evidence:
        cut = library.segmentation(article_id)
        return Evidence(cut.sentences[number], score, 1.0, 1.0)

    near = [evidence("kara", 0, 1.0), evidence("kara", 1, 0.9), evidence("volta", 0, 0.85)]
    far = [evidence("kara", 0, 1.0), evidence("kara", 1, 0.9), evidence("volta", 0, 0.7)]
    unknown = [evidence("nowhere", 0, 1.0), evidence("nowhere", 1, 0.9), evidence("volta", 0, 0.85)]

    assert by_outlet(library, near) == [near[0], near[2], near[1]]
    assert by_outlet(library, far) == far
    assert by_outlet(library, unknown) == unknown


def test_a_denial_that_only_a_later_printing_has_stands_under_the_original() -> None:
    later = (
        AGENCY + "\n\nA minister denied that the contract had been signed in secret in Brittany."
    )
    answer = asked("Was the contract signed in secret?", ORIGINAL, printed("Daily Volta", 9, later))

    assert isinstance(answer, Answer)
    claim = next(q for q in answer.quotations if "Afi Mensah" in q.text)
    assert claim.article.id == "agence-kara"
    assert "daily-volta" in [side.quotation.article.id for side in claim.disputed_by]


def test_one_denial_in_many_printings_is_one_denial() -> None:
    articles = [printed(f"Paper {n}", 9) for n in range(5)]
    accused = printed(
        "Accuser", 8, "Afi Mensah said that the shipyard had raised the price of the contract."
    )
    library = Library.of([accused, *articles])

    answer = Answerer(library).answer("Who denies that the price of the contract was raised?")
    assert isinstance(answer, Answer)
    texts = [q.text for q in answer.quotations]
    assert len(texts) == len(set(texts))
    for quotation in answer.quotations:
        sides = [s.quotation.text for s in (*quotation.disputed_by, *quotation.disputes)]
        assert len(sides) == len(set(sides))
