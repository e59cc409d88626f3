"""Messages of a Fluent file: plain ones as text, those with places for values as phrases.

Fluent (by Mozilla), since a language that needs other words for other numbers, or no plural at
all, says so in its own file; which number takes which is known to Babel, from Unicode's CLDR.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

LONGEST_VALUE = 500
"""Code points that Fluent is given as a value; more than a thousand it refuses."""


class WordingError(ValueError):
    """A file of the interface's words is faulty; the text names the file and the message."""


class Phrase:
    """A message with places for values. Whatever is put into them stays as it is."""

    def __init__(self, name: str, bundle: FluentBundle, places: frozenset[str]) -> None:
        self.places = places
        self._name = name
        self._bundle = bundle
        self._pattern: Any = bundle.get_message(name).value

    def format(self, **values: str | int) -> str:
        """The message with a value in each of its places; TypeError where one lacks, or has no
        place."""
        if values.keys() != self.places:
            raise TypeError(f"{self._name} takes {sorted(self.places)}, not {sorted(values)}")
        long = {
            name: value
            for name, value in values.items()
            if isinstance(value, str) and len(value) > LONGEST_VALUE
        }
        stand_ins = {name: f"\0{name}\0" for name in long}
        text, faults = self._bundle.format_pattern(self._pattern, {**values, **stand_ins})
        if faults:
            raise faults[0]
        said = str(text)
        for name, value in long.items():
            said = said.replace(stand_ins[name], value)
        return said

    def around(self, place: str) -> tuple[str, str]:
        """What stands before and behind its only place, for a value with a style of its own."""
        before, _, behind = self.format(**{place: "\0"}).partition("\0")
        return before, behind


Message = str | Phrase | Mapping[str, str]


def messages(code: str, written: str) -> Iterator[tuple[str, Message]]:
    """Each message of the file of a language, by its name: text, a phrase where it has places,
    a mapping where it has attributes ("may-concern" stands for "may concern")."""
    resource = FluentResource(written)
    bundle = FluentBundle([code], use_isolating=False)  # isolating signs would stand in quotes
    bundle.add_resource(resource)
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            raise WordingError(f"{code}.ftl: {_first_line(entry)!r} is no message.")
        if isinstance(entry, ast.Message):
            yield entry.id.name, _message(entry, bundle)


def _message(entry: ast.Message, bundle: FluentBundle) -> Message:
    name = entry.id.name
    found = bundle.get_message(name)
    if entry.attributes:
        return {
            key.replace("-", " "): str(bundle.format_pattern(pattern)[0])
            for key, pattern in found.attributes.items()
        }
    places = _Places()
    places.visit(entry)
    if places.names:
        return Phrase(name, bundle, frozenset(places.names))
    if found.value is None:
        raise WordingError(f"{name} says nothing.")
    return str(bundle.format_pattern(found.value)[0])


class _Places(Visitor):
    """Gathers the names of the variables."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802 - Visitor's naming
        self.names.add(node.id.name)


def _first_line(junk: ast.Junk) -> str:
    return (junk.content or "").strip().partition("\n")[0]
