"""A chat as Telegram shows it, from messages as the Bot API has them: bubbles, quotes, buttons."""

import io
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image
from telegram import MessageEntity

from canvas import Box, Canvas, Colour, width_of
from styled import Block, Line, Measure, Run, blocks, lines
from styled import width_of as line_width

WIDTH = 720.0
WIDEST_BUBBLE = 580.0
MARGIN = 18.0
PADDING = 12.0
RADIUS = 16.0

TEXT = 15.0
LINE = 21.0
SMALL = 12.5
SMALL_LINE = 18.0
COLLAPSED_LINES = 3
QUOTE_LEFT, QUOTE_RIGHT, QUOTE_EDGE = 12.0, 26.0, 6.0
BLOCK_GAP = 4.0
BUTTON, BUTTON_GAP = 36.0, 4.0
TITLE_BAR = 60.0

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
GREY: Colour = (140, 150, 158)
ACCENT: Colour = (51, 144, 236)
QUOTE_BACK: Colour = (235, 244, 253)
OWN: Colour = (227, 254, 203)
OWN_ACCENT: Colour = (76, 171, 66)
WALLPAPER = ((208, 225, 192), (188, 214, 178))

BOLD = frozenset({MessageEntity.BOLD})
LINKED = {MessageEntity.TEXT_LINK, MessageEntity.MENTION, MessageEntity.BOT_COMMAND}

FILE = 44.0
"""Height of a file in a bubble."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One message: `author` is None for whoever holds the phone; a name stands over the bubbles
    of others only where `named`. `replied` is whose message it answers, and its text."""

    text: str = ""
    entities: Sequence[MessageEntity] = ()
    author: str | None = None
    named: bool = False
    replied: tuple[str, str] | None = None
    forwarded: str | None = None
    file: tuple[str, str] | None = None
    photo: bytes | None = None
    buttons: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class Laid:
    """A block cut into lines, with its height."""

    quote: str | None
    lines: list[Line]
    collapsed: bool

    @property
    def height(self) -> float:
        edges = 2 * QUOTE_EDGE if self.quote else 0
        return len(self.lines) * LINE + edges

    @property
    def width(self) -> float:
        edges = QUOTE_LEFT + QUOTE_RIGHT if self.quote else 0
        return max(line_width(line, _text_width) for line in self.lines) + edges


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message, laid out at a time of day."""

    shown: Shown
    clock: str
    blocks: list[Laid]

    @classmethod
    def of(cls, shown: Shown, clock: str) -> "Bubble":
        return cls(shown, clock, [_laid(block) for block in blocks(shown.text, shown.entities)])

    @property
    def own(self) -> bool:
        return self.shown.author is None

    @property
    def inner(self) -> float:
        """Width inside the padding."""
        shown, most = self.shown, WIDEST_BUBBLE - 2 * PADDING
        if shown.photo:
            return most
        width = max((block.width for block in self.blocks), default=0)
        for line in self._heads():
            width = max(width, min(_small(line), most))
        last = self._last_line() + 10 + self._clock_width()
        if shown.replied is not None:
            author, text = shown.replied
            width = max(width, min(max(_small(Run(text)), _small(Run(author, BOLD))) + 24, 300))
        if shown.file is not None:
            width = max(width, min(FILE + 12 + max(map(_bold_width, shown.file)), most), 240)
        if last <= most:
            width = max(width, last)
        return max(width, max(map(_row_width, shown.buttons), default=0) - 2 * PADDING)

    @property
    def height(self) -> float:
        above = len(self._heads()) * SMALL_LINE + self._reply_height() + self._media_height()
        return 2 * PADDING - 6 + above + self._text_height() + self._clock_height()

    @property
    def whole(self) -> float:
        """Height with the buttons."""
        return self.height + len(self.shown.buttons) * (BUTTON + BUTTON_GAP)

    def draw(self, canvas: Canvas, top: float) -> None:
        width = self.inner + 2 * PADDING
        left = WIDTH - MARGIN - width if self.own else MARGIN
        box = (left, top, left + width, top + self.height)
        _draw_bubble(canvas, box, own=self.own)
        x, y = left + PADDING, top + PADDING - 3
        for line in self._heads():
            canvas.text(x, y + 13, clipped(line, self.inner, _small), SMALL, ACCENT)
            y += SMALL_LINE
        if self.shown.replied is not None:
            _draw_reply(canvas, (x, y, x + self.inner, y + 42), *self.shown.replied)
            y += self._reply_height()
        y = self._draw_media(canvas, x, y)
        for block in self.blocks:
            _draw_block(canvas, x, y, self.inner, block)
            y += block.height + BLOCK_GAP
        self._draw_clock(canvas, box)
        for number, row in enumerate(self.shown.buttons):
            top_of_row = box[3] + BUTTON_GAP + number * (BUTTON + BUTTON_GAP)
            _draw_buttons(canvas, (left, top_of_row, left + width, top_of_row + BUTTON), row)

    def _heads(self) -> list[Run]:
        """Who writes, and from where it is forwarded."""
        author = self.shown.author if self.shown.named else None
        forwarded = f"Forwarded from {self.shown.forwarded}" if self.shown.forwarded else None
        return [Run(line, BOLD) for line in (author, forwarded) if line]

    def _reply_height(self) -> float:
        return 42 + 6 if self.shown.replied is not None else 0

    def _media_height(self) -> float:
        if self.shown.photo:
            return self._photo_height() + 8
        return FILE + 6 if self.shown.file else 0

    def _photo_height(self) -> float:
        width, height = Image.open(io.BytesIO(self.shown.photo or b"")).size
        return self.inner * height / width

    def _text_height(self) -> float:
        laid = self.blocks
        return sum(block.height for block in laid) + BLOCK_GAP * max(len(laid) - 1, 0)

    def _clock_width(self) -> float:
        return _small(Run(self.clock)) + (20 if self.own else 0)

    def _last_line(self) -> float:
        """How far the text reaches where the clock is to stand; beside a quote it never fits."""
        if not self.blocks:
            return WIDTH
        last = self.blocks[-1]
        return WIDTH if last.quote else line_width(last.lines[-1], _text_width)

    def _clock_height(self) -> float:
        beside = self._last_line() + 10 + self._clock_width() <= self.inner
        return 0 if beside else 16

    def _draw_media(self, canvas: Canvas, x: float, y: float) -> float:
        """The photo or file; where the text below it begins."""
        if self.shown.photo:
            canvas.picture(
                (x, y + 3, x + self.inner, y + 3 + self._photo_height()), self.shown.photo
            )
        elif self.shown.file:
            name, size = self.shown.file
            canvas.ellipse((x, y, x + FILE, y + FILE), OWN_ACCENT if self.own else ACCENT)
            page = [(x + 15, y + 11), (x + 29, y + 11), (x + 29, y + 33), (x + 15, y + 33)]
            canvas.polygon(page, WHITE)
            left, room = x + FILE + 12, self.inner - FILE - 12
            canvas.text(left, y + 18, clipped(Run(name, BOLD), room, _text_width), TEXT, BLACK)
            canvas.text(left, y + 37, clipped(Run(size), room, _small), SMALL, GREY)
        return y + self._media_height()

    def _draw_clock(self, canvas: Canvas, box: Box) -> None:
        colour = OWN_ACCENT if self.own else GREY
        x, y = box[2] - PADDING - self._clock_width(), box[3] - 9
        end = canvas.text(x, y, Run(self.clock), SMALL, colour)
        if self.own:
            for shift in (0, 5):
                ticks = [
                    (end + 4 + shift, y - 4),
                    (end + 7 + shift, y - 1),
                    (end + 13 + shift, y - 8),
                ]
                canvas.stroke(ticks, 1.4, colour)


def draw(messages: Sequence[Shown], path: Path, title: str, below: str) -> None:
    """Draw a chat, called `title` with a line `below`, as a PNG that tells its text, too; the
    same bytes for the same chat."""
    minutes, bubbles = 41, list[Bubble]()
    for number, shown in enumerate(messages):
        minutes += bool(number) and shown.author is None
        bubbles.append(Bubble.of(shown, f"10:{minutes}"))
    gap = 10.0
    height = TITLE_BAR + 14 + sum(bubble.whole + gap for bubble in bubbles) + 8
    canvas = Canvas(WIDTH, height)
    canvas.gradient(WALLPAPER)
    _draw_title(canvas, title, below)
    top = TITLE_BAR + 14
    for bubble in bubbles:
        bubble.draw(canvas, top)
        top += bubble.whole + gap
    canvas.save(path, told(messages))


def told(messages: Sequence[Shown]) -> str:
    """What a chat says, buttons and all, as text."""
    parts = []
    for shown in messages:
        lines_ = [f"{shown.author or 'I'}:", shown.text, *(shown.file or ())[:1]]
        lines_ += [" | ".join(row) for row in shown.buttons]
        parts.append("\n".join(line for line in lines_ if line))
    return "\n\n".join(parts)


def _laid(block: Block) -> Laid:
    edges = QUOTE_LEFT + QUOTE_RIGHT if block.quote else 0
    found = lines(block.runs, WIDEST_BUBBLE - 2 * PADDING - edges, _text_width)
    expandable = block.quote == MessageEntity.EXPANDABLE_BLOCKQUOTE
    collapsed = expandable and len(found) > COLLAPSED_LINES
    return Laid(block.quote, found[:COLLAPSED_LINES] if collapsed else found, collapsed)


_text_width = partial(width_of, size=TEXT)
_small = partial(width_of, size=SMALL)
_button_width = partial(width_of, size=TEXT - 1)


def _bold_width(text: str) -> float:
    return _text_width(Run(text, BOLD))


def _row_width(row: Sequence[str]) -> float:
    widest = max(_button_width(Run(label, BOLD)) for label in row) + 2 * PADDING
    return min(len(row) * widest + (len(row) - 1) * BUTTON_GAP, WIDEST_BUBBLE)


def clipped(run: Run, width: float, measure: Measure) -> Run:
    """On one line, with dots at the end where it does not fit."""
    text = run.text
    if measure(run) <= width:
        return run
    fits = bisect_right(
        range(len(text)), width, key=lambda n: measure(Run(text[:n] + "…", run.styles))
    )
    return Run(text[: max(fits - 1, 0)].rstrip() + "…", run.styles)


def _draw_bubble(canvas: Canvas, box: Box, *, own: bool) -> None:
    colour = OWN if own else WHITE
    left, top, right, bottom = box
    canvas.rounded((left, top + 1, right, bottom + 1.5), RADIUS, (90, 120, 90), 0.22)
    canvas.rounded(box, RADIUS, colour)
    # The tail: a curved corner towards whoever speaks.
    edge, out = (right, 7.0) if own else (left, -7.0)
    inside = edge - 2.4 * out
    curve = [(edge + out * (n / 8) ** 2.2, bottom - 13 * (1 - n / 8)) for n in range(9)]
    canvas.polygon([(inside, bottom - 16), *curve, (inside, bottom)], colour)


def _draw_reply(canvas: Canvas, box: Box, author: str, said: str) -> None:
    left, top, right, bottom = box
    canvas.rounded(box, 5, QUOTE_BACK)
    canvas.rounded((left, top, left + 3, bottom), 1.5, ACCENT)
    canvas.text(left + 11, top + 17, Run(author, BOLD), SMALL, ACCENT)
    shown = clipped(Run(" ".join(said.split())), right - left - 24, _small)
    canvas.text(left + 11, top + 35, shown, SMALL, BLACK)


def _draw_block(canvas: Canvas, x: float, y: float, width: float, block: Laid) -> None:
    if not block.quote:
        _draw_lines(canvas, x, y, block.lines)
        return
    box = (x, y, x + width, y + block.height)
    canvas.rounded(box, 5, QUOTE_BACK)
    canvas.rounded((x, y, x + 3, box[3]), 1.5, ACCENT)
    _draw_lines(canvas, x + QUOTE_LEFT, y + QUOTE_EDGE, block.lines)
    canvas.text(box[2] - 17, y + 22, Run("”", BOLD), 22, ACCENT)
    if block.collapsed:
        right, bottom = box[2] - 4, box[3] - QUOTE_EDGE
        canvas.fade((right - 90, bottom - LINE, right - 22, bottom + 1), QUOTE_BACK)
        canvas.rounded((right - 22, bottom - LINE, right, bottom + 1), 0, QUOTE_BACK)
        tip = (right - 9, bottom - 5)
        canvas.stroke([(tip[0] - 5, tip[1] - 5), tip, (tip[0] + 5, tip[1] - 5)], 1.8, ACCENT)


def _draw_lines(canvas: Canvas, x: float, y: float, given: Sequence[Line]) -> None:
    for number, line in enumerate(given):
        at = x
        for run in line:
            linked = not LINKED.isdisjoint(run.styles)
            at = canvas.text(at, y + number * LINE + 15.5, run, TEXT, ACCENT if linked else BLACK)


def _draw_buttons(canvas: Canvas, box: Box, row: Sequence[str]) -> None:
    left, top, right, bottom = box
    width = (right - left - BUTTON_GAP * (len(row) - 1)) / len(row)
    for number, label in enumerate(row):
        start = left + number * (width + BUTTON_GAP)
        canvas.rounded((start, top, start + width, bottom), 9, (58, 102, 66), 0.55)
        run = clipped(Run(label, BOLD), width - PADDING, _button_width)
        middle = start + (width - _button_width(run)) / 2
        canvas.text(middle, top + BUTTON / 2 + 5, run, TEXT - 1, WHITE)


def _draw_title(canvas: Canvas, title: str, below: str) -> None:
    canvas.rounded((0, 0, WIDTH, TITLE_BAR), 0, WHITE)
    canvas.rounded((0, TITLE_BAR - 0.5, WIDTH, TITLE_BAR), 0, (205, 212, 208))
    canvas.ellipse((MARGIN, 10, MARGIN + 40, 50), ACCENT)
    initial = Run(title[0], BOLD)
    canvas.text(MARGIN + 20 - width_of(initial, 19) / 2, 37, initial, 19, WHITE)
    room = WIDTH - 2 * MARGIN - 80
    called = clipped(Run(title, BOLD), room, _text_width)
    canvas.text(MARGIN + 52, 28, called, TEXT + 0.5, BLACK)
    canvas.text(MARGIN + 52, 46, clipped(Run(below), room, _small), SMALL + 0.5, GREY)
    for shift in (0, 6, 12):
        canvas.ellipse((WIDTH - MARGIN - 5, 22 + shift, WIDTH - MARGIN - 1.5, 25.5 + shift), GREY)
