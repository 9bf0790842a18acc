"""A tooth's box, and the SVG that its symbols are made of. Pure."""

from html import escape

from historia_clinica.dental.rules.teeth import is_temporary

COLOURS = {"TODO": "#bf281d", "DONE": "#2267bf", "FACT": "#13262a"}
GREY, PALE, WHITE = "#8f8f88", "#d8d6cf", "#ffffff"


class Box:
    """A tooth's box: its measures, and `y`, which turns a lower tooth over."""

    def __init__(self, tooth):
        self.tooth, self.place = tooth, tooth % 10
        self.temporary = is_temporary(tooth)
        self.upper = tooth // 10 in (1, 2, 5, 6)
        self.right = tooth // 10 in (1, 4, 5, 8)
        self.height, self.neck, self.rail = (80, 41, 43) if self.temporary else (122, 64, 69)
        # Centre of the faces, half their size, and half that of the inner face.
        self.cx, self.cy, self.half, self.inner = (28, 61, 17, 7.5) if self.temporary else (28, 96, 22, 10)
        label = 11 if self.temporary else 12
        self.number_y = label if self.upper else self.height - label + 8

    def y(self, value):
        return value if self.upper else self.height - value

    def d(self, *commands):
        """The path of commands such as ("L", x, y), each drawn as of an upper tooth; ("A", r, sweep, x, y) is an arc."""
        said = []
        for name, *values in commands:
            if name == "A":
                r, sweep, x, y = values
                said.append(f"A{r} {r} 0 0 {sweep if self.upper else 1 - sweep} {_n(x)} {_n(self.y(y))}")
            else:
                points = zip(values[::2], values[1::2], strict=True)
                said.append(name + " ".join(f"{_n(x)} {_n(self.y(y))}" for x, y in points))
        return "".join(said)


def _n(value):
    return f"{value:.2f}".rstrip("0").rstrip(".")


def path(d, stroke, width, fill="none", dash=None, cap="round"):
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{d}" fill="{fill}" stroke="{stroke}" stroke-width="{width}" stroke-linecap="{cap}"'
        f' stroke-linejoin="round"{dashes}/>'
    )


def line(x1, y1, x2, y2, stroke, width, dash=None, cap="round"):
    return path(f"M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}", stroke, width, dash=dash, cap=cap)


def circle(x, y, r, stroke, width, fill="none", dash=None):
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" fill="{fill}" stroke="{stroke}" stroke-width="{width}"{dashes}/>'


def rectangle(x, y, width, height, fill, stroke="none", rx=1.5, stroke_width=1.75, dash=None):
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{width}" height="{height}" rx="{rx}" fill="{fill}" stroke="{stroke}"'
        f' stroke-width="{stroke_width}"{dashes}/>'
    )


def text(x, y, said, fill, size, weight=400, anchor="middle"):
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" font-size="{size}" font-weight="{weight}" fill="{fill}"'
        f' text-anchor="{anchor}">{escape(said)}</text>'
    )


def moved(primitives, x, y):
    return f'<g transform="translate({x} {y})">{"".join(primitives)}</g>'
