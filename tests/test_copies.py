from datetime import date, timedelta

from index.copies import Copies
from index.model import Segmentation, Timex
from index.segmentation import segment
from tests.conftest import article_of

DAY = date(2023, 5, 8)
PRINTED = {
    article.id: article
    for article in (
        article_of(
            f"The ship sank at nine.\n\nNobody was hurt.\n\nPrinted by desk {number}.",
            f"s{number:03}",
            published=DAY + timedelta(days=number % 7),
        )
        for number in range(200)
    )
}


def test_where_a_sentence_stood_first_is_known_without_a_look_into_all_of_hundreds() -> None:
    read = []

    def cut(article_id: str) -> Segmentation:
        read.append(article_id)
        return segment(PRINTED[article_id])

    def timexes(_: str) -> tuple[Timex, ...]:
        return ()

    days = {key: article.published.toordinal() for key, article in PRINTED.items()}  # type: ignore[union-attr]
    copies = Copies([list(PRINTED)], days, PRINTED, cut, timexes)
    last = segment(PRINTED["s006"]).sentences

    assert copies.original(last[0]).article_id == "s000"
    assert copies.original(last[1]).article_id == "s000"
    assert copies.first(PRINTED["s006"], last[0].span) == ("s000", last[0].span)
    assert set(read) == {"s000", "s006"}
    assert copies.original(last[2]) == last[2]
