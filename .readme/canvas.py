"""Smooth shapes and condensed text on an image twice the size that it is shown at."""

import io
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import matplotlib as mpl
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from styled import Run

SCALE = 2
"""Pixels of the image for each pixel that it is shown at."""

FINE = 4
"""Shapes and letters are drawn so many times larger, then reduced: smooth edges."""

CONDENSED = 0.9
"""DejaVu Sans is wide; its condensed form, which Matplotlib does not bring, is it at 90 %."""

DESCRIPTION = "Description"
"""Under which a PNG keeps what it shows, as text."""

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels as shown."""

_FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
_FILES = {
    (False, False): "DejaVuSans.ttf",
    (True, False): "DejaVuSans-Bold.ttf",
    (False, True): "DejaVuSans-Oblique.ttf",
    (True, True): "DejaVuSans-BoldOblique.ttf",
}


@cache
def _font(size: float, *, bold: bool, italic: bool) -> ImageFont.FreeTypeFont:
    # The basic layout draws the same wherever it runs; the other needs a library of the system.
    return ImageFont.truetype(
        str(_FONTS / _FILES[bold, italic]),
        size * SCALE * FINE,
        layout_engine=ImageFont.Layout.BASIC,
    )


def _font_of(run: Run, size: float) -> ImageFont.FreeTypeFont:
    return _font(size, bold="bold" in run.styles, italic="italic" in run.styles)


def width_of(run: Run, size: float) -> float:
    """Pixels as shown."""
    return _font_of(run, size).getlength(_drawable(run.text)) * CONDENSED / SCALE / FINE


class Canvas:
    """An image to draw on; all measures are pixels as shown."""

    def __init__(self, width: float, height: float) -> None:
        self.image = Image.new("RGB", (round(width * SCALE), round(height * SCALE)))

    def gradient(self, colours: Sequence[Colour]) -> None:
        """Fill all with colours that go over into one another from top to bottom."""
        small = Image.new("RGB", (1, len(colours)))
        small.putdata(list(colours))
        width, height = self.image.size
        # Half a colour above and below would stay unmixed.
        part = (0, 0.5, 1, len(colours) - 0.5)
        column = small.resize((1, height), Image.Resampling.BILINEAR, box=part)
        self.image.paste(column.resize((width, height)))

    def rounded(self, box: Box, radius: float, colour: Colour, opacity: float = 1.0) -> None:
        def shape(draw: ImageDraw.ImageDraw, unit: float) -> None:
            size = ((box[2] - box[0]) * unit - 1, (box[3] - box[1]) * unit - 1)
            draw.rounded_rectangle((0, 0, *size), radius * unit, fill=255)

        self._paint(box, shape, colour, opacity)

    def ellipse(self, box: Box, colour: Colour) -> None:
        def shape(draw: ImageDraw.ImageDraw, unit: float) -> None:
            size = ((box[2] - box[0]) * unit - 1, (box[3] - box[1]) * unit - 1)
            draw.ellipse((0, 0, *size), fill=255)

        self._paint(box, shape, colour)

    def polygon(self, points: list[tuple[float, float]], colour: Colour) -> None:
        box = _around(points, 0)

        def shape(draw: ImageDraw.ImageDraw, unit: float) -> None:
            draw.polygon([((x - box[0]) * unit, (y - box[1]) * unit) for x, y in points], fill=255)

        self._paint(box, shape, colour)

    def stroke(self, points: list[tuple[float, float]], width: float, colour: Colour) -> None:
        box = _around(points, width)

        def shape(draw: ImageDraw.ImageDraw, unit: float) -> None:
            ends = [((x - box[0]) * unit, (y - box[1]) * unit) for x, y in points]
            draw.line(ends, fill=255, width=round(width * unit), joint="curve")
            radius = width * unit / 2
            for x, y in (ends[0], ends[-1]):
                draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)

        self._paint(box, shape, colour)

    def text(self, x: float, baseline: float, run: Run, size: float, colour: Colour) -> float:
        """Draw a run; gives where the next one begins."""
        text, font = _drawable(run.text), _font_of(run, size)
        pad = round(size * SCALE * FINE)
        wide = round(font.getlength(text)) + 2 * pad
        mask = Image.new("L", (wide, 3 * pad))
        ImageDraw.Draw(mask).text((pad, 2 * pad), text, font=font, fill=255, anchor="ls")
        reduced = (max(1, round(wide * CONDENSED / FINE)), round(3 * pad / FINE))
        mask = mask.resize(reduced, Image.Resampling.BOX)
        left = round(x * SCALE - pad * CONDENSED / FINE)
        self.image.paste(colour, (left, round(baseline * SCALE - 2 * pad / FINE)), mask)
        end = x + width_of(run, size)
        for style, height in (("underline", 0.12), ("strikethrough", -0.28)):
            if style in run.styles:
                y = baseline + height * size
                self.stroke([(x, y), (end, y)], 1, colour)
        return end

    def fade(self, box: Box, colour: Colour) -> None:
        """Cover the box from nothing at its left to all at its right."""
        left, top, right, bottom = (round(edge * SCALE) for edge in box)
        mask = Image.linear_gradient("L").rotate(90).resize((right - left, bottom - top))
        self.image.paste(colour, (left, top), mask)

    def picture(self, box: Box, written: bytes) -> None:
        left, top, right, bottom = (round(edge * SCALE) for edge in box)
        given = Image.open(io.BytesIO(written)).convert("RGB")
        self.image.paste(given.resize((right - left, bottom - top)), (left, top))

    def save(self, path: Path, text: str) -> None:
        """As a PNG of 256 colours that tells a text, too; the same bytes for the same drawing."""
        save(self.image, path, text)

    def _paint(
        self,
        box: Box,
        shape: Callable[[ImageDraw.ImageDraw, float], None],
        colour: Colour,
        opacity: float = 1.0,
    ) -> None:
        left, top = round(box[0] * SCALE), round(box[1] * SCALE)
        width, height = round((box[2] - box[0]) * SCALE), round((box[3] - box[1]) * SCALE)
        mask = Image.new("L", (width * FINE, height * FINE))
        shape(ImageDraw.Draw(mask), SCALE * FINE)
        mask = mask.resize((width, height), Image.Resampling.BOX)
        self.image.paste(colour, (left, top), mask.point(lambda value: value * opacity))


def save(image: Image.Image, path: Path, text: str) -> None:
    """As a PNG of 256 colours, with its text where `Image.text` finds it."""
    few = image.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    described = PngInfo()
    described.add_itxt(DESCRIPTION, text)
    few.save(path, "PNG", optimize=True, pnginfo=described)


def _around(points: list[tuple[float, float]], margin: float) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin


def _drawable(text: str) -> str:
    """What takes no place or would break the line is drawn as a space."""
    return "".join(" " if ord(character) < 0x20 else character for character in text)
