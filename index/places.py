"""Names by which news means one country: Mali, Malian, Bamako; Russia, Moscow, the Kremlin.

Countries, demonyms, capitals and French names come from the library countryinfo; seats of
government and what French calls people and capitals from the lexicon.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from countryinfo import CountryInfo, all_countries

from index.analysis import folded
from index.lexicon import entries, words

LONGEST_NAME = 5  # words, "democratic republic of the congo"


def other_names(name: str) -> frozenset[str]:
    """The other names of the country that `name` means, folded; empty where it means none.

    A name that two countries of like size share ("Congolese", "Dominican") means none.
    """
    country = _countries_by_name().get(folded(name))
    if country is None:
        return frozenset()
    return _names()[country] - {folded(name), folded(name).removesuffix("s")}


@cache
def _names() -> dict[str, frozenset[str]]:
    seats: dict[str, set[str]] = defaultdict(set)
    for entry in words("seats_of_government"):
        seat, country = entry.replace("_", " ").split("=")
        seats[country].add(folded(seat))
    for name, called in entries("french_demonyms"):
        seats[name].update(folded(word) for word in called.split())
    return {
        country.name(): frozenset(_names_of(country)) | seats[country.name()]
        for country in all_countries()
    }


def _names_of(country: CountryInfo) -> Iterator[str]:
    yield folded(country.name())
    capital = country.capital() or ""
    for name in (
        *(country.demonym() or "").split(","),
        capital if isinstance(capital, str) else "",
        (country.translations() or {}).get("fr") or "",
    ):
        if name.strip():
            yield folded(name.strip().removesuffix(" D.C."))


@cache
def _countries_by_name() -> dict[str, str]:
    claims: dict[str, list[tuple[int, str]]] = defaultdict(list)
    people = {country.name(): country.population() or 0 for country in all_countries()}
    for country, names in _names().items():
        for name in names | {f"{name}s" for name in names}:  # "Russians", "Maliens"
            claims[name].append((people[country], country))
    return {
        name: max(claimants)[1]
        for name, claimants in claims.items()
        if len(claimants) == 1 or sorted(claimants)[-2][0] * 10 < max(claimants)[0]
    }
