"""Draws the pictures of the README from what the bot sends: make pictures

Nothing is drawn by hand: tests/test_pictures.py says when a picture tells other words than the
program does by now.
"""

import logging
import sys
from pathlib import Path

from scenes import play

HERE = Path(__file__).parent


def main() -> int:
    logging.getLogger("tornado.access").setLevel(logging.CRITICAL)  # of a bot that is stopped
    for name, picture in play().items():
        picture.draw(HERE / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
