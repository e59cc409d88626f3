import json

from bot.export import ledger
from bot.ledger import contested, said_by, timeline
from index.library import Library
from tests.test_outlets import AGENCY, ORIGINAL, REPRINT, THIRD, printed


def test_the_ledger_tells_each_claim_of_agency_copy_once_and_where_else_it_stands() -> None:
    library = Library.of([REPRINT, THIRD, ORIGINAL])
    graph = json.loads(ledger(library, "json"))["@graph"]

    spoken = [c for c in graph if "Adjovi" in c["text"] and c["author"]]
    assert [claim["appearance"]["@id"] for claim in spoken] == ["agence-kara"]
    assert [place["article"] for place in spoken[0]["alsoIn"]] == ["daily-volta", "lagune"]
    ids = {claim["@id"] for claim in graph}
    assert all(review["denial"] in ids for claim in graph for review in claim["review"])
    assert ledger(library, "md").count("a spokesman for the navy, told") == 1
    assert "also in daily-volta, lagune" in ledger(library, "md")
    assert "daily-volta; lagune" in ledger(library, "csv")


def test_a_denial_of_a_later_printing_reviews_the_claim_of_the_first() -> None:
    later = (
        AGENCY + "\n\nA minister denied that the contract had been signed in secret in Brittany."
    )
    library = Library.of([ORIGINAL, printed("Daily Volta", 9, later)])
    graph = json.loads(ledger(library, "json"))["@graph"]

    (claim,) = (c for c in graph if c["text"].startswith("Afi Mensah"))
    denials = [review["reviewBody"]["text"] for review in claim["review"]]
    assert any("A minister denied" in denial for denial in denials)


def test_views_tell_agency_copy_once() -> None:
    library, alone = Library.of([REPRINT, THIRD, ORIGINAL]), Library.of([ORIGINAL])

    (quote,) = said_by(library, "Adjovi")
    assert quote.article.id == "agence-kara"
    assert [p.article.id for p in quote.also_in] == ["daily-volta", "lagune"]
    assert len(contested(library)) == len(contested(alone))
    assert [e.article.id for e in timeline(library)] == ["agence-kara"] * len(timeline(alone))
