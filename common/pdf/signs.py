"""The signs that the suite's faces draw. A PDF/A holds no missing glyph: typst refuses the whole document for one sign that no
face has, so that a smiling face in a note would keep the patient from the paper. Such signs are replaced before.
"""

import struct
import unicodedata
from functools import cache
from pathlib import Path

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
    face, fallback = (set(_code_points((FONTS / name).read_bytes())) for name in (FACE, FALLBACK))
    return face | {code for code in fallback if unicodedata.category(chr(code))[0] not in "MZ"}


def _code_points(font):
    """The code points of a TrueType font that have a glyph: its table `cmap`, of format 12 where there is one, else 4."""
    tables = {font[at : at + 4]: at for at in range(12, 12 + 16 * _short(font, 4), 16)}
    (cmap,) = struct.unpack_from(">I", font, tables[b"cmap"] + 8)
    parts = [
        cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * n)[0] for n in range(_short(font, cmap + 2))
    ]
    formats = {_short(font, start): start for start in parts}
    return _of_format_12(font, formats[12]) if 12 in formats else _of_format_4(font, formats[4])


def _of_format_12(font, start):
    (groups,) = struct.unpack_from(">I", font, start + 12)
    for first, last, _ in struct.iter_unpack(">III", font[start + 16 : start + 16 + 12 * groups]):
        yield from range(first, last + 1)


def _of_format_4(font, start):
    size = _short(font, start + 6)
    for segment in range(start + 14, start + 14 + size, 2):
        last, first = _short(font, segment), _short(font, segment + size + 2)
        at = segment + 3 * size + 2
        offset = _short(font, at)
        yield from (
            code
            for code in range(first, min(last, 0xFFFE) + 1)
            if not offset or _short(font, at + offset + 2 * (code - first))
        )


def _short(font, at):
    return struct.unpack_from(">H", font, at)[0]
