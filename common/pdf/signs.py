"""The signs that the suite's faces draw. A PDF/A holds no missing glyph: typst refuses the whole document for one sign that no
face has, so that a smiling face in a note would keep the patient from the paper. Such signs are replaced before.
"""

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent / "fonts"
# The text's face, and the one that has what it lacks: Greek, arrows, ♀ and ♂, ticks, boxes.
FACE, FALLBACK = "Geist-Regular.ttf", "DejaVuSans.ttf"
UNKNOWN = "□"


def printable(text):
    """`text` with what no face draws as its plain form («𝔘» as «U»), as nothing where nobody sees it or it marks another
    sign, else as □."""
    return text if text.isascii() else text.translate(_table())


class _Table(dict):
    """What stands for each code point, looked up once."""

    def __missing__(self, code):
        sign = chr(code)
        self[code] = sign if code < 128 or code in _drawn() else _instead(sign)
        return self[code]


@cache
def _table():
    return _Table()


def _instead(sign):
    kind = unicodedata.category(sign)[0]
    if kind in "CM":
        return ""
    plain = unicodedata.normalize("NFKC", sign)
    drawn = all(ord(part) in _drawn() for part in plain)
    return plain if drawn else " " if kind == "Z" else UNKNOWN


@cache
def _drawn():
    """The code points that are drawn. A mark is drawn by its letter's face, so marks (and
    spaces) count as drawn only where the text's face has them."""
    face, fallback = (set(TTFont(FONTS / name).getBestCmap()) for name in (FACE, FALLBACK))
    return face | {code for code in fallback if unicodedata.category(chr(code))[0] not in "MZ"}
