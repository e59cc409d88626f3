import pytest
from countryinfo import all_countries

from index.lexicon import lines
from index.places import other_names


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Mali", {"malian", "bamako"}),
        ("bamako", {"mali", "malian"}),
        ("Kremlin", {"russia", "russian", "moscow"}),
        ("Russie", {"russia", "russian"}),
        ("French", {"france", "paris"}),
        ("us", {"american", "washington"}),
        ("russe", {"russia", "russian", "moscow", "moscou"}),
        ("Maliennes", {"mali", "malian"}),
        ("Russians", {"russia", "moscou"}),
        ("allemand", {"germany", "german"}),
        ("néerlandaise", {"netherlands", "dutch"}),
        ("Pékin", {"china", "chinese", "beijing"}),
        ("nigériens", {"niger", "niamey"}),
        ("Nigerian", {"nigeria", "nigeriane"}),
        ("Swedes", {"sweden", "swedish"}),
        ("Turks", {"turkey", "turkish", "ankara"}),
    ],
)
def test_names_of_one_country_lead_to_each_other(name: str, others: set[str]) -> None:
    assert others <= other_names(name)
    assert name.lower() not in other_names(name)


def test_every_line_of_french_names_is_of_a_country() -> None:
    named = {line.partition(":")[0] for line in lines("french_demonyms")}

    assert named <= {country.name() for country in all_countries()}


@pytest.mark.parametrize("name", ["helicopter", "", "korean"])
def test_what_names_no_single_country_leads_nowhere(name: str) -> None:
    assert other_names(name) == frozenset()
