"""Question to Answer or NoAnswer. Synchronous; knows no Telegram."""

from dataclasses import dataclass

from bot.question import Question
from index.model import Article, Span

MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class Quotation:
    """Whole sentences of one article, verbatim by construction: text is never stored here."""

    article: Article
    span: Span
    paragraph: int
    score: float

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)


@dataclass(frozen=True, slots=True)
class Searched:
    """How much was searched."""

    articles: int
    passages: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One to MOST_QUOTES quotations, best first; `more` tells whether further ones follow."""

    question: Question
    quotations: tuple[Quotation, ...]
    searched: Searched
    more: bool = False


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Nothing found that answers; `why` is one sentence for the person; `nearest` may be empty."""

    question: Question
    nearest: tuple[Quotation, ...]
    why: str
    searched: Searched
