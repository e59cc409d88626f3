import pytest

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
    ],
)
def test_names_of_one_country_lead_to_each_other(name: str, others: set[str]) -> None:
    assert others <= other_names(name)
    assert name.lower() not in other_names(name)


@pytest.mark.parametrize("name", ["helicopter", "", "korean"])
def test_what_names_no_single_country_leads_nowhere(name: str) -> None:
    assert other_names(name) == frozenset()
