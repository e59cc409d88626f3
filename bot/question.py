"""What a person asks."""

from dataclasses import dataclass, field
from types import MappingProxyType

from index.model import Query


@dataclass(frozen=True, slots=True)
class Question:
    """A person's question, read: equal when its text and what it follows on are equal.

    `kind` is the answer expected ("who", "what", "when", "where", "why", "how", "how many",
    "which", "yes-no", "other"). `language` is "en" or "fr"; "und" where it cannot be told.
    `after` holds the earlier questions of the conversation, oldest first.
    """

    text: str
    after: tuple[str, ...] = ()
    kind: str = field(default="other", compare=False)
    language: str = field(default="und", compare=False)
    query: Query = field(default_factory=lambda: MappingProxyType({}), compare=False)
