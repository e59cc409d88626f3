"""The chat in a terminal: the same messages as in Telegram, drawn with rich."""

from collections.abc import Callable
from contextlib import suppress

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot import rendering
from bot.answering import Answer, Answerer, NoAnswer, Quotation
from bot.conversation import MOST_EARLIER, Exchange
from bot.rendering import Mark, Message, Style
from index.library import Library
from index.model import Span

PROMPT = "? "
WELCOME = (
    "Ask in plain words, in English or in French. The answer is quotes from the articles. "
    "/context 1 shows what stands around a quote, /more the next ones, /sources the articles, "
    "/quit ends."
)
_STYLES = {Style.BOLD: "bold", Style.ITALIC: "italic", Style.LINK: "underline"}
_QUOTES = (Style.QUOTE, Style.COLLAPSED)
_BAR = "┃ "


class Chat:
    """One person's chat: what was asked last and before, and which of its quotes were shown."""

    def __init__(self, answerer: Answerer, console: Console) -> None:
        self._answerer = answerer
        self._library = answerer.library
        self._console = console
        self._exchange: Exchange | None = None
        self._quotations: tuple[Quotation, ...] = ()
        self._first = 0
        self._commands: dict[str, Callable[[str], None]] = {
            "/ask": self.ask,
            "/help": lambda _: self.welcome(),
            "/start": lambda _: self.welcome(),
            "/sources": lambda _: self._sources(),
            "/more": lambda _: self._more(),
            "/context": self._context,
        }

    def run(self, read: Callable[[str], str]) -> None:
        """Read lines and answer them until the end of input or /quit."""
        self.welcome()
        while True:
            try:
                line = read(PROMPT).strip()
            except (EOFError, KeyboardInterrupt):
                self._console.print()
                return
            if line == "/quit":
                return
            if line:
                self.take(line)

    def take(self, line: str) -> None:
        """Answer one line: a command or a question."""
        command, _, rest = line.partition(" ")
        if not command.startswith("/"):
            self.ask(line)
        elif command in self._commands:
            self._commands[command](rest.strip())
        else:
            self._console.print(Text(f"There is no {command} here. {WELCOME}"))

    def welcome(self) -> None:
        self._console.print(Text(WELCOME, style="dim"))

    def ask(self, question: str) -> None:
        before = self._exchange
        after = (*before.after, before.question)[-MOST_EARLIER:] if before else ()
        answer = self._answerer.answer(question, after)
        show(answer, self._library, self._console)
        self._exchange, self._first = Exchange(question, after), 0
        self._quotations = answer.quotations if isinstance(answer, Answer) else answer.nearest

    def _more(self) -> None:
        skip = self._first + len(self._quotations)
        asked = self._exchange or Exchange("")
        further = self._answerer.answer(asked.question, asked.after, skip)
        if isinstance(further, NoAnswer):
            self._console.print(rendering.NO_MORE)
            return
        show(further, self._library, self._console, skip)
        self._quotations, self._first = further.quotations, skip

    def _context(self, number: str) -> None:
        numbers = range(self._first + 1, self._first + len(self._quotations) + 1)
        if not numbers:
            self._console.print("There is no quote yet: ask a question first.")
            return
        chosen = number or str(numbers[0])
        if not chosen.isdecimal() or int(chosen) not in numbers:
            self._console.print(f"/context takes a number from {numbers[0]} to {numbers[-1]}.")
            return
        quotation = self._quotations[int(chosen) - numbers[0]]
        segmentation = self._library.segmentation(quotation.article.id)
        message = rendering.context_message(quotation.article, segmentation, quotation.span)
        draw(message, self._library, self._console)

    def _sources(self) -> None:
        articles = list(self._library.articles.values())
        for skip in range(0, len(articles), rendering.SOURCES_A_PAGE):
            draw(rendering.sources_message(articles, skip), self._library, self._console)


def chat(answerer: Answerer, console: Console) -> None:
    """Chat until the end of input. Questions stay in the terminal's history for this run only,
    and nowhere else."""
    with suppress(ImportError):
        import readline  # noqa: F401, PLC0415 - arrow keys and history, where Python has it
    Chat(answerer, console).run(console.input)


def show(answer: Answer | NoAnswer, library: Library, console: Console, skip: int = 0) -> None:
    """Print an answer; UnprovenQuoteError, and nothing printed, where a quote fails."""
    draw(rendering.answer_message(answer, skip), library, console)


def draw(message: Message, library: Library, console: Console) -> None:
    """Print a message; its quotes are proved first."""
    rendering.prove(message, library)
    quotes = sorted(mark.span for mark in message.marks if mark.style in _QUOTES)
    at = 0
    console.print()
    for quote in quotes:
        if quote.start > at:
            console.print(_styled(message, Span(at, quote.start)))
        for line in _styled(message, quote).wrap(console, max(20, console.width - 4)):
            console.print(Padding(Text.assemble((_BAR, "cyan"), line), (0, 0, 0, 1)))
        at = quote.end
    if at < len(message.text):
        console.print(_styled(message, Span(at, len(message.text))))
    console.print()


def _styled(message: Message, part: Span) -> Text:
    """A part of the message with its styles, without the line breaks at its ends."""
    raw = part.of(message.text)
    text = Text(raw)
    for mark in message.marks:
        if (style := _style(mark)) and mark.span.overlaps(part):
            text.stylize(style, mark.span.start - part.start, mark.span.end - part.start)
    lead = len(raw) - len(raw.lstrip("\n"))
    return text[lead : max(lead + 1, len(raw.rstrip("\n")))] if raw.strip("\n") else Text()


def _style(mark: Mark) -> str | None:
    return _STYLES.get(mark.style)
