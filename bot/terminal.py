"""The chat in a terminal: the same messages as in Telegram, drawn with rich."""

from collections.abc import Callable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot import rendering
from bot.answering import Answer, Answerer, NoAnswer
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


def chat(
    answerer: Answerer, console: Console, read: Callable[[str], str] | None = None
) -> None:
    """Ask and answer until the end of input or /quit. Questions are kept by the terminal's
    history for this run only, and nowhere else."""
    read = read or _with_history(console)
    console.print(Text(WELCOME, style="dim"))
    asked, answer, shown = "", None, 0
    while True:
        try:
            line = read(PROMPT).strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        match line.split():
            case []:
                continue
            case ["/quit" | "/exit" | "/q"]:
                return
            case ["/help" | "/start"]:
                console.print(Text(WELCOME, style="dim"))
            case ["/sources"]:
                draw(
                    rendering.sources_message(list(answerer.library.articles.values())),
                    answerer.library,
                    console,
                )
            case ["/more"]:
                if not asked:
                    console.print("Ask a question first.")
                    continue
                further = answerer.answer(asked, skip=shown)
                if isinstance(further, NoAnswer):
                    console.print(rendering.NO_MORE)
                    continue
                answer = further
                show(answer, answerer.library, console, shown)
                shown += len(answer.quotations)
            case ["/context", *numbers]:
                _context(numbers, answer, shown, answerer.library, console)
            case [command, *_] if command.startswith("/") and command != "/ask":
                console.print(f"There is no {command} here. " + WELCOME)
            case _:
                asked = line.removeprefix("/ask").strip()
                answer = answerer.answer(asked)
                show(answer, answerer.library, console)
                shown = len(answer.quotations) if isinstance(answer, Answer) else 0


def show(
    answer: Answer | NoAnswer, library: Library, console: Console, skip: int = 0
) -> None:
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


def _context(
    numbers: list[str],
    answer: Answer | NoAnswer | None,
    shown: int,
    library: Library,
    console: Console,
) -> None:
    if answer is None:
        console.print("Ask a question first.")
        return
    quotations = answer.quotations if isinstance(answer, Answer) else answer.nearest
    first = shown - len(quotations) + 1 if isinstance(answer, Answer) else 1
    try:
        number = int(numbers[0]) if numbers else first
        if number < first:
            raise IndexError
        quotation = quotations[number - first]
    except (ValueError, IndexError):
        console.print(f"/context takes a number from {first} to {first + len(quotations) - 1}.")
        return
    segmentation = library.segmentation(quotation.article.id)
    draw(rendering.context_message(quotation.article, segmentation, quotation.span), library, console)


def _with_history(console: Console) -> Callable[[str], str]:
    try:
        import readline  # noqa: F401, PLC0415 - arrow keys and history, where Python has it
    except ImportError:
        pass
    return console.input
