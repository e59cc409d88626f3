import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.duplicates import ALIKE, Duplicates, bands, likeness, signature

AGENCY = """\
LOMÉ, April 18 - The government of Togo has received the first of three patrol boats that it
ordered from a shipyard in Brittany, the Ministry of Defence said on Monday.

The boat, which is 33 metres long, entered the port of Lomé on Sunday evening. It will be used
against piracy in the Gulf of Guinea, where the number of attacks rose by a fifth last year
according to the International Maritime Bureau.

"This delivery shows that our partners keep their word," Colonel Kossi Adjovi, a spokesman for the
navy, told reporters on the quay. "The two other boats will follow before the end of the year."

The opposition has criticised the purchase. Its leader in parliament, Afi Mensah, said that the
contract had never been put to the vote and that its price was still a secret.

The shipyard declined to comment. A person close to the negotiations, who asked not to be named,
denied that the price had been raised after the signature, as a weekly had reported in March.

Togo has some fifty kilometres of coast and the only deep-water port of the region. Its navy has
about two hundred men and had until now two small boats, both more than thirty years old.
"""
OWN_WORDS = """\
A grey hull appeared off the breakwater at dusk, and by Sunday night Togo's navy had the newest
ship of its history. The patrol vessel, built in Brittany, is one of three under a contract whose
cost nobody in Lomé wants to reveal.

"This delivery shows that our partners keep their word," said Colonel Kossi Adjovi, who speaks for
the navy. "The two other boats will follow before the end of the year."

Pirates have made the Gulf of Guinea one of the most dangerous waters of the world, insurers say,
and shipping companies have long asked the coastal states to do more. Whether three boats can
change that is another question: crews have yet to be trained, and fuel is dear.

In parliament Afi Mensah, who leads the opposition, asks why deputies were not consulted. The
ministry answers that defence contracts have never been debated in public. A weekly wrote in March
that the price had gone up after both sides had signed; somebody who took part in the talks says
that this is false.
"""
OTHER = """\
The dockers of Sète walked out on Monday over unpaid night shifts. "We will not load a single
crate," a spokeswoman for the union, Inès Caron, said. "The company owes us eleven weeks." The port
authority denies that wages are outstanding, and spoke of a misunderstanding that would be cleared
up within days. Two ferries to Morocco were delayed by six hours, and their passengers waited in
the sun. It is the third walk-out this year, and the longest so far.
"""


def share(one: str, other: str) -> float:
    """What is estimated, counted: groups of three words in common, of all that there are."""

    def groups(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.casefold())
        return {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))}

    a, b = groups(one), groups(other)
    return len(a & b) / len(a | b)


PARAGRAPHS = AGENCY.split("\n\n")
REPRINTS = {
    "another headline": "Togo's new boat is here\n\n" + AGENCY.partition(" - ")[2],
    "the last paragraph cut": "\n\n".join(PARAGRAPHS[:-1]),
    "two paragraphs cut": "\n\n".join(PARAGRAPHS[:3] + PARAGRAPHS[4:5]),
    "credited at the end": AGENCY + "\n(With agency material, edited by our desk in Accra)",
    "other quotation marks and lines": AGENCY.replace('"', "”").replace("\n", " ").upper(),
    "a number corrected": AGENCY.replace("33 metres", "35 metres"),
    "a sentence of its own": AGENCY + "\nOur correspondent adds that the crowd cheered.",
}


@pytest.mark.parametrize("reprint", REPRINTS.values(), ids=REPRINTS.keys())
def test_agency_copy_is_recognised(reprint: str) -> None:
    known = Duplicates()
    known.add("agency", signature(AGENCY))
    known.add("other", signature(OTHER))

    assert [key for key, _ in known.alike(signature(reprint))] == ["agency"]


@pytest.mark.parametrize("text", [OWN_WORDS, OTHER])
def test_reports_in_own_words_are_articles_of_their_own(text: str) -> None:
    known = Duplicates()
    known.add("agency", signature(AGENCY))

    assert known.alike(signature(text)) == []


@pytest.mark.parametrize("other", [*REPRINTS.values(), OWN_WORDS, OTHER])
def test_the_estimate_is_close_to_what_is_counted(other: str) -> None:
    assert likeness(signature(AGENCY), signature(other)) == pytest.approx(
        share(AGENCY, other), abs=0.13
    )


def test_of_texts_cut_at_random_those_that_share_enough_are_found() -> None:
    chance = random.Random(7)
    vocabulary = [f"word{number}" for number in range(3_000)]
    missed = wrong = asked = 0
    for _ in range(150):
        words = chance.choices(vocabulary, k=300)
        kept = words[: int(300 * chance.uniform(0.2, 1))]
        one, other = " ".join(words), " ".join(kept)
        known = Duplicates()
        known.add("one", signature(one))
        found = bool(known.alike(signature(other)))
        if share(one, other) > ALIKE + 0.15:
            asked += 1
            missed += not found
        elif share(one, other) < ALIKE - 0.15:
            wrong += found

    assert asked > 30
    assert missed <= asked // 50
    assert wrong == 0


def test_the_most_alike_comes_first_and_ties_by_id() -> None:
    known = Duplicates()
    known.add("c", signature(REPRINTS["two paragraphs cut"]))
    known.add("b", signature(AGENCY))
    known.add("a", signature(AGENCY.upper()))

    found = known.alike(signature(AGENCY))
    assert [key for key, _ in found] == ["a", "b", "c"]
    assert found[0][1] == 1.0


def test_what_is_removed_or_replaced_is_not_found() -> None:
    known = Duplicates()
    known.add("a", signature(AGENCY))
    known.add("a", signature(OTHER))
    known.add("b", signature(AGENCY))
    known.remove("b")
    known.remove("never there")

    assert known.alike(signature(AGENCY)) == []
    assert [key for key, _ in known.alike(signature(OTHER))] == ["a"]
    assert len(known) == 1


def test_texts_without_words_are_like_nothing() -> None:
    known = Duplicates()
    known.add("a", signature(" … "))

    assert signature(" … ") == b""
    assert known.alike(signature("--")) == []
    assert likeness(b"", b"") == 0.0


def test_signatures_of_another_version_are_not_compared() -> None:
    newer = signature(AGENCY)
    older = bytes((newer[0] - 1,)) + newer[1:]

    assert likeness(older, newer) == 0.0


def test_a_signature_is_the_same_on_every_machine() -> None:
    # Stored ones would be worthless otherwise; where the version rises, so may this change.
    made = signature("The ship is here.")

    assert (made[0], len(made), made[1:13].hex()) == (2, 513, "43d02016009f51d99f3880f0")


@given(st.text(), st.text())
def test_any_texts_can_be_compared(one: str, other: str) -> None:
    a, b = signature(one), signature(other)

    assert 0.0 <= likeness(a, b) <= 1.0
    assert likeness(a, b) == likeness(b, a)
    assert likeness(a, a) == (1.0 if a else 0.0)
    assert len(bands(a)) == (32 if a else 0)
