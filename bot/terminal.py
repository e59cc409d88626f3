"""The chat in a terminal: the same messages as in Telegram, drawn with rich."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.answering import Answer, Answerer, NoAnswer
from bot.callbacks import ShowContext, ShowSources, ViewName
from bot.chatter import questions
from bot.conversation import Exchange
from bot.listing import sources_message
from bot.message import Mark, Message, Style, prove
from bot.quotation import Quotation
from bot.rendering import answer_message, context_message
from bot.views import said_too_message, sides_message, view
from bot.wording import ENGLISH, Wording, wording
from index.library import Library
from index.model import Span

PROMPT = "? "
WELCOME = (
    "Ask in plain words, in English or in French. The answer is quotes from the articles. "
    "/more shows the next quotes, /context 1 what stands around the first, /denied 1 who disputes "
    "it, /also 1 what else its source says. /disputes, /timeline WORDS, /who NAME and /sources "
    "WORDS show what there is; /more and /back turn the pages of the last. /quit ends."
)
_STYLES = {Style.BOLD: "bold", Style.ITALIC: "italic", Style.LINK: "underline"}
_QUOTES = (Style.QUOTE, Style.COLLAPSED)
_BAR = "┃ "


class Chat:
    """One person's chat: what was asked last and before, and which of its quotes were shown."""

    def __init__(self, answerer: Answerer, console: Console) -> None:
        self._answerer = answerer
        self._console = console
        self._exchange: Exchange | None = None
        self._quotations: tuple[Quotation, ...] = ()
        self._first = 0
        self._words: Wording = ENGLISH
        self._more: Callable[[], None] = self._nothing_more
        self._back: Callable[[], None] = self._nothing_more
        self._commands: dict[str, Callable[[str], None]] = {
            "/ask": self.ask,
            "/help": lambda _: self.welcome(),
            "/start": lambda _: self.welcome(),
            "/sources": self._sources,
            "/more": lambda _: self._more(),
            "/back": lambda _: self._back(),
            "/context": self._context,
            "/denied": self._denied,
            "/also": self._also,
            "/disputes": lambda words: self._view("disputes", words),
            "/timeline": lambda words: self._view("timeline", words),
            "/who": lambda name: self._view("who", name),
        }

    @property
    def _library(self) -> Library:
        """The library as it is now."""
        return self._answerer.library.latest()

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

    def ask(self, text: str) -> None:
        """Answer each question of a line, the next following on the last."""
        for question in questions(text):
            after = self._exchange.followed if self._exchange else ()
            answer = self._answerer.answer(question, after, 0, self._words.code)
            self._words = wording(answer.question.language, self._words.code)
            self._exchange = Exchange(question, after)
            self._answered(answer, 0)

    def _answered(self, answer: Answer | NoAnswer, skip: int) -> None:
        """Show an answer, and remember those of its quotes that fitted into the message."""
        message = answer_message(answer, skip)
        draw(message, self._library, self._console)
        buttons = (button for row in message.buttons for button in row)
        shown = sum(isinstance(button.action, ShowContext) for button in buttons)
        found = answer.quotations if isinstance(answer, Answer) else answer.nearest
        self._quotations, self._first = found[:shown], skip
        self._more, self._back = self._more_quotes, self._nothing_more

    def _more_quotes(self) -> None:
        skip, spoken = self._first + len(self._quotations), self._words.code
        asked = self._exchange or Exchange("")
        further = self._answerer.answer(asked.question, asked.after, skip, spoken)
        if isinstance(further, NoAnswer):
            self._nothing_more()
        else:
            self._answered(further, skip)

    def _nothing_more(self) -> None:
        self._console.print(self._words.no_more)

    def _view(self, name: ViewName, argument: str, skip: int = 0) -> None:
        if name == "who" and not argument:
            self._console.print(self._words.how_to_name)
            return
        message, shown = view(self._library, name, argument, skip, self._words)
        draw(message, self._library, self._console)
        further = skip + shown if shown and message.buttons else None
        self._back = self._nothing_more
        self._more = (
            self._nothing_more if further is None else lambda: self._view(name, argument, further)
        )

    def _chosen(self, command: str, number: str) -> Quotation | None:
        """The quote with this number, by default the first of those shown last."""
        numbers = range(self._first + 1, self._first + len(self._quotations) + 1)
        if not numbers:
            self._console.print("There is no quote yet: ask a question first.")
            return None
        chosen = number or str(numbers[0])
        if not chosen.isdecimal() or int(chosen) not in numbers:
            self._console.print(f"{command} takes a number from {numbers[0]} to {numbers[-1]}.")
            return None
        return self._quotations[int(chosen) - numbers[0]]

    def _context(self, number: str) -> None:
        if quotation := self._chosen("/context", number):
            cut = self._library.segmentation(quotation.article.id)
            message = context_message(quotation.article, cut, quotation.span, self._words)
            draw(message, self._library, self._console)

    def _denied(self, number: str) -> None:
        if quotation := self._chosen("/denied", number):
            draw(sides_message(quotation, self._words), self._library, self._console)

    def _also(self, number: str) -> None:
        if quotation := self._chosen("/also", number):
            message = said_too_message(self._library, quotation, self._words)
            draw(message, self._library, self._console)

    def _sources(self, argument: str, skip: int = 0) -> None:
        """A page; /more and /back turn it."""
        message = sources_message(self._library, argument, skip, self._words)
        draw(message, self._library, self._console)
        buttons = (button.action for row in message.buttons for button in row)
        to = [action.skip for action in buttons if isinstance(action, ShowSources)]
        before, behind = [n for n in to if n < skip], [n for n in to if n > skip]
        end = partial(self._console.print, self._words.no_more_articles)
        self._back = partial(self._sources, argument, before[0]) if before else end
        self._more = partial(self._sources, argument, behind[0]) if behind else end


def chat(answerer: Answerer, console: Console) -> None:
    """Chat until the end of input. Questions stay in the terminal's history for this run only,
    and nowhere else."""
    with suppress(ImportError):
        import readline  # noqa: F401, PLC0415 - arrow keys and history, where Python has it
    Chat(answerer, console).run(console.input)


def show(answer: Answer | NoAnswer, library: Library, console: Console, skip: int = 0) -> None:
    """Print an answer; UnprovenQuoteError, and nothing printed, where a quote fails."""
    draw(answer_message(answer, skip), library, console)


def draw(message: Message, library: Library, console: Console) -> None:
    """Print a message; its quotes are proved first."""
    prove(message, library)
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
