"""An image with its marks drawn in, as it is printed; a copy, made anew each time."""

import io
import math
import threading
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from common import pdf
from common.problems import Unavailable

FONT = Path(pdf.__file__).parent / "fonts" / "Geist-SemiBold.ttf"
COLOURS = {"RED": "#e5202b", "YELLOW": "#ffd21f", "GREEN": "#22c55e", "BLUE": "#2f7bff", "WHITE": "#ffffff"}
EDGE = "#101418"
# For paper: what a large photo has beyond it is not seen there.
LONGEST_SIDE = 3000
# A large picture takes a core and much memory for a second: one at a time in a process.
_turn = threading.Semaphore(1)
PATIENCE_SECONDS = 8.0


def drawn(content, marks):
    """The bytes of a JPEG."""
    if not _turn.acquire(timeout=PATIENCE_SECONDS):
        raise Unavailable("Se están preparando otras imágenes. Intente de nuevo.", retry_after=3)
    try:
        picture = flat(Image.open(io.BytesIO(content)))
        pen = Pen(picture)
        for mark in marks:
            pen.draw(mark)
        target = io.BytesIO()
        picture.save(target, "JPEG", quality=90)
        return target.getvalue()
    finally:
        _turn.release()


def flat(picture):
    """In colour, without transparency, no larger than paper shows."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if picture.has_transparency_data or picture.mode == "P":
        picture = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    return picture.convert("RGB")


class Pen:
    """Each mark twice: a dark edge beneath its colour, so that it is seen on teeth and on a radiograph."""

    def __init__(self, picture):
        self.canvas = ImageDraw.Draw(picture)
        self.width, self.height = picture.size
        self.stroke = max(2, round(min(picture.size) / 160))
        self.font = ImageFont.truetype(str(FONT), max(12, round(min(picture.size) / 26)))

    def draw(self, mark):
        colour = COLOURS[mark["colour"]]
        start = self.point(mark["x"], mark["y"])
        if mark["kind"] == "TEXT":
            self.canvas.text(
                start, mark["text"], font=self.font, fill=colour, stroke_width=self.stroke, stroke_fill=EDGE
            )
            return
        end = self.point(mark["to_x"], mark["to_y"])
        shape = self.arrow if mark["kind"] == "ARROW" else self.circle
        shape(start, end, EDGE, self.stroke * 2)
        shape(start, end, colour, self.stroke)

    def point(self, x, y):
        return x * self.width / 10_000, y * self.height / 10_000

    def circle(self, start, end, colour, width):
        (left, right), (top, bottom) = (sorted(pair) for pair in zip(start, end, strict=True))
        grown = (width - self.stroke) / 2
        self.canvas.ellipse(
            (left - grown, top - grown, right + grown, bottom + grown), outline=colour, width=width
        )

    def arrow(self, start, end, colour, width):
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        self.canvas.line((start, end), fill=colour, width=width)
        for turn in (math.radians(150), math.radians(-150)):
            side = (
                end[0] + 5 * self.stroke * math.cos(angle + turn),
                end[1] + 5 * self.stroke * math.sin(angle + turn),
            )
            self.canvas.line((end, side), fill=colour, width=width)
