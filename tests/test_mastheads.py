import pytest

from index.mastheads import Mastheads, name_of

OUTLETS = [
    *("Reuters Africa", "Le Monde", "The Guardian", "le monde", None, "Agence France-Presse"),
    *("Japan Times", "BBC", "New York Times", "", "Le Monde"),
]
MASTHEADS = Mastheads(OUTLETS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("reuters", ["Reuters Africa"]),
        ("Le Monde", ["Le Monde"]),
        ("lemonde", ["Le Monde"]),
        ("lemonde.fr", ["Le Monde"]),
        ("www.theguardian.com", ["The Guardian"]),
        ("guardian", ["The Guardian"]),
        ("The Guardian", ["The Guardian"]),
        ("afp", ["Agence France-Presse"]),
        ("agence france presse", ["Agence France-Presse"]),
        ("British Broadcasting Corporation", ["BBC"]),
        ("times", ["Japan Times", "New York Times"]),
        ("nyt", ["New York Times"]),
        ("ap", []),  # is no word of Japan
        ("the", []),
        ("", []),
        ("…", []),
    ],
)
def test_an_outlet_is_meant_by_words_site_or_initials_of_its_name(
    typed: str, meant: list[str]
) -> None:
    assert sorted(map(MASTHEADS.written, MASTHEADS.meant_by(typed))) == meant


def test_spellings_of_a_name_are_one_outlet_as_it_is_mostly_written() -> None:
    assert MASTHEADS.counted[0] == ("Le Monde", 3)
    assert MASTHEADS.published_by([name_of("LE MONDE")]).nonzero()[0].tolist() == [1, 3, 10]


def test_articles_without_an_outlet_are_of_none() -> None:
    assert not Mastheads([None, ""]).counted
    assert not Mastheads([None]).published_by([]).any()
    assert Mastheads([]).meant_by("afp") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Reuters", ["Reuters Africa"]),
        ("BBC", ["BBC"]),
        ("Fox", ["Fox News"]),
        ("Le Figaro", ["lefigaro.fr"]),
        ("Lefigaro.fr", ["lefigaro.fr"]),
        ("Japan", []),
        ("New York", []),
        ("News", []),
        ("The", []),
    ],
)
def test_an_outlet_is_spoken_of_by_its_name_less_what_many_have_behind_it(
    typed: str, meant: list[str]
) -> None:
    held = Mastheads([*OUTLETS, "BBC News", "Fox News", "lefigaro.fr"])

    assert list(map(held.written, held.called(typed))) == meant
