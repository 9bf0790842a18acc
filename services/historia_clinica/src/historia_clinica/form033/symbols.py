"""The symbols of one tooth in its box, and the SVG that they are made of. Pure."""

from html import escape
from math import cos, radians, sin, sqrt

from historia_clinica.dental.rules.teeth import is_temporary

COLOURS = {"TODO": "#bf281d", "DONE": "#2267bf", "FACT": "#13262a"}
GREY, PALE, WHITE = "#8f8f88", "#d8d6cf", "#ffffff"
LETTERS = {"RESIN": "R", "AMALGAM": "A", "IONOMER": "I", "OTHER": "", None: ""}
DASHED = "4.5 3.6"


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


def roots(box):
    """[centre, width, y of the apex, lean of the apex] of each root."""
    place = box.place
    if box.temporary:
        return [(20, 9, 20, -4), (36, 9, 20, 4)] if place >= 4 else [(28, 11, 18 if place == 3 else 21, 0)]
    lower_by = {8: 7, 7: 2}.get(place, 0)
    if box.upper:
        if place >= 6:
            return [(16.5, 12, 26 + lower_by, -2), (28, 11, 20 + lower_by, 0), (39.5, 12, 26 + lower_by, 2)]
        if place == 4:
            return [(22, 11, 26, -2), (34, 11, 27, 2)]
        return [(28, *{1: (18, 24), 2: (15, 26), 3: (17, 18), 5: (16, 23)}[place], 0)]
    if place >= 6:
        return [(18.5, 14, 24 + lower_by, -2), (37.5, 14, 24 + lower_by, 2)]
    return [(28, *{1: (12, 27), 2: (13, 26), 3: (16, 19), 4: (15, 24), 5: (15, 23)}[place], 0)]


def outline(box):
    """Roots and the neck that widens into the faces."""
    all_roots, neck = roots(box), box.neck
    (first, first_width, *_), (last, last_width, *_) = all_roots[0], all_roots[-1]
    left, right = first - first_width / 2, last + last_width / 2
    face_left, face_right, face_y = (16, 40, 49) if box.temporary else (7.5, 48.5, 76)
    drawn = []
    for centre, width, top, lean in all_roots:
        apex, tall, l, r = centre + lean, neck - top, centre - width / 2, centre + width / 2  # noqa: E741
        drawn.append(
            box.d(
                ("M", l, neck),
                ("C", l, neck - tall * 0.5, apex - 3, top + tall * 0.28, apex - 2.2, top + 2.6),
                ("Q", apex, top - 1.4, apex + 2.2, top + 2.6),
                ("C", apex + 3, top + tall * 0.28, r, neck - tall * 0.5, r, neck),
            )
        )
    drawn.append(box.d(("M", left, neck), ("C", left, neck + 5, face_left, neck + 4, face_left, face_y)))
    drawn.append(box.d(("M", right, neck), ("C", right, neck + 5, face_right, neck + 4, face_right, face_y)))
    for (c1, w1, *_), (c2, w2, *_) in zip(all_roots, all_roots[1:], strict=False):
        x1, x2 = c1 + w1 / 2, c2 - w2 / 2
        drawn.append(box.d(("M", x1, neck), ("Q", (x1 + x2) / 2, neck - 4, x2, neck)))
    return [path(d, GREY, 1.15) for d in drawn]


def faces(box):
    """{V, M, D, L, O: (path, x, y)} with the middle of each; V stands at the roots, mesial toward the midline."""
    left, right = ("D", "M") if box.right else ("M", "D")
    shapes = _ring(box) if box.temporary else _frame(box)
    named = {"V": "top", "L": "bottom", left: "left", right: "right", "O": "centre"}
    return {
        face: (box.d(*shapes[side][0]), shapes[side][1], box.y(shapes[side][2]))
        for face, side in named.items()
    }


def _frame(box):
    x, y, r = box.cx - box.half, box.cy - box.half, 6
    X, Y = box.cx + box.half, box.cy + box.half
    a, b, c, d = box.cx - box.inner, box.cx + box.inner, box.cy - box.inner, box.cy + box.inner
    k, q, m = r * 0.293, r * 0.586, box.half - box.inner
    return {
        "top": (
            [("M", x + k, y + k), ("Q", x + q, y, x + r, y), ("L", X - r, y), ("Q", X - q, y, X - k, y + k),
             ("L", b, c), ("L", a, c), ("Z",)], box.cx, y + m / 2),
        "bottom": (
            [("M", x + k, Y - k), ("Q", x + q, Y, x + r, Y), ("L", X - r, Y), ("Q", X - q, Y, X - k, Y - k),
             ("L", b, d), ("L", a, d), ("Z",)], box.cx, Y - m / 2),
        "left": (
            [("M", x + k, y + k), ("Q", x, y + q, x, y + r), ("L", x, Y - r), ("Q", x, Y - q, x + k, Y - k),
             ("L", a, d), ("L", a, c), ("Z",)], x + m / 2, box.cy),
        "right": (
            [("M", X - k, y + k), ("Q", X, y + q, X, y + r), ("L", X, Y - r), ("Q", X, Y - q, X - k, Y - k),
             ("L", b, d), ("L", b, c), ("Z",)], X - m / 2, box.cy),
        "centre": ([("M", a, c), ("L", b, c), ("L", b, d), ("L", a, d), ("Z",)], box.cx, box.cy),
    }  # fmt: skip


def _ring(box):
    cx, cy, r, inner = box.cx, box.cy, box.half, box.inner
    R, I, m = r / sqrt(2), inner / sqrt(2), (r + inner) / 2  # noqa: E741

    def part(ux, uy, vx, vy):
        return [
            ("M", cx + ux * R, cy + uy * R),
            ("A", r, 1, cx + vx * R, cy + vy * R),
            ("L", cx + vx * I, cy + vy * I),
            ("A", inner, 0, cx + ux * I, cy + uy * I),
            ("Z",),
        ]

    whole = [("M", cx - inner, cy), ("A", inner, 1, cx + inner, cy), ("A", inner, 1, cx - inner, cy), ("Z",)]
    return {
        "top": (part(-1, -1, 1, -1), cx, cy - m),
        "right": (part(1, -1, 1, 1), cx + m, cy),
        "bottom": (part(1, 1, -1, 1), cx, cy + m),
        "left": (part(-1, 1, -1, -1), cx - m, cy),
        "centre": (whole, cx, cy),
    }


def symbol(box, finding, signs):
    """The primitives of one finding; each kind has a form of its own, so that the chart reads without colour."""
    draw = DRAWN.get(finding["kind"])
    return draw(box, finding, COLOURS[finding["state"]], finding["state"] == "DONE", signs) if draw else []


def _strokes(box, colour, width, *lines, dash=None):
    """Lines over a white edge, which keeps them apart from what they cross."""
    ds = [box.d(*commands) for commands in lines]
    return [path(d, WHITE, 5.5) for d in ds] + [path(d, colour, width, dash=dash) for d in ds]


def _cross(box, half):
    x, y = box.cx, box.cy
    return (
        (("M", x - half, y - half), ("L", x + half, y + half)),
        (("M", x + half, y - half), ("L", x - half, y + half)),
    )


def _star(box, r):
    lines = []
    for angle in (90, 30, 150):
        dx, dy = r * cos(radians(angle)), r * sin(radians(angle))
        lines.append((("M", box.cx - dx, box.cy - dy), ("L", box.cx + dx, box.cy + dy)))
    return lines


def _caries(box, finding, colour, done, signs):
    return [path(faces(box)[face][0], colour, 1.75, "url(#hatch)") for face in finding["faces"]]


def _filling(box, finding, colour, done, signs):
    all_faces, on = faces(box), finding["faces"]
    drawn = [
        path(
            all_faces[face][0],
            colour,
            1 if done else 1.75,
            colour if done else WHITE,
            None if done else "3.2 2",
        )
        for face in on
    ]
    letter = LETTERS[finding["material"]]
    if letter and not box.temporary:
        _, x, y = all_faces["O" if "O" in on else on[0]]
        drawn.append(text(x, y + 4, letter, WHITE if done else colour, 11, weight=600))
    return drawn


def _sealant(box, finding, colour, done, signs):
    y = box.y(box.cy)
    if done:
        star = [path(box.d(*one), WHITE, 1.75) for one in _star(box, box.half * 0.3)]
        return [circle(box.cx, y, box.half * 0.46, colour, 1, colour), *star]
    paper = circle(box.cx, y, box.half * 0.44, "none", 0, WHITE)
    return [paper, *(path(box.d(*one), colour, 2.25) for one in _star(box, box.half * 0.44))]


def _fracture(box, finding, colour, done, signs):
    x, y, h = box.cx, box.cy, box.half
    bolt = (("M", x - h - 3, y + h * 0.5), ("L", x - h * 0.3, y - h * 0.28), ("L", x - h * 0.12, y + h * 0.34),
            ("L", x + h * 0.42, y - h * 0.5), ("L", x + h * 0.5, y + h * 0.02), ("L", x + h + 3, y - h * 0.62))  # fmt: skip
    return _strokes(box, colour, 2.25, bolt)


def _endodontics(box, finding, colour, done, signs):
    drawn, neck = [], box.neck
    for x, _, top, lean in roots(box):
        if done:
            cone = (("M", x - 1.9, neck + 1), ("L", x + lean - 0.7, top + 4), ("L", x + lean + 0.7, top + 4),
                    ("L", x + 1.9, neck + 1), ("Z",))  # fmt: skip
            drawn.append(path(box.d(*cone), colour, 1, colour))
        else:
            drawn += _strokes(box, colour, 2.25, (("M", x, neck + 1), ("L", x + lean, top + 4)), dash=DASHED)
    return drawn


def _post(box, finding, colour, done, signs):
    cx, _, top, lean = roots(box)[-1]
    neck = box.neck
    y, x = neck - (neck - top) * 0.58, cx + lean * 0.5
    shape = (("M", x - 2.2, y), ("L", x + 2.2, y), ("L", cx + 3.4, neck), ("L", cx + 7, neck), ("L", cx + 7, neck + 7),
             ("L", cx - 7, neck + 7), ("L", cx - 7, neck), ("L", cx - 3.4, neck), ("Z",))  # fmt: skip
    return [_filled(box.d(*shape), colour, done)]


def _filled(d, colour, done):
    return path(d, colour, 1 if done else 1.75, colour if done else WHITE, None if done else "3.2 2")


def _implant(box, finding, colour, done, signs):
    neck, apex = box.neck, 20 if box.temporary else 26
    body = (("M", 21, neck + 3), ("L", 35, neck + 3), ("L", 34, neck - 2), ("L", 31.5, apex + 3),
            ("Q", 28, apex - 2, 24.5, apex + 3), ("L", 22, neck - 2), ("Z",))  # fmt: skip
    step, drawn = (neck - apex) / 5, [_filled(box.d(*body), colour, done)]
    for turn in (1, 2, 3, 4):
        wide, y = 9.5 - turn * 0.75, neck - 2 - turn * step + step * 0.35
        drawn.append(
            path(box.d(("M", 28 - wide, y + 1.6), ("L", 28 + wide, y - 1.6)), colour, 2 if done else 1.5)
        )
    return drawn


def _crown(box, finding, colour, done, signs):
    dash = None if done else "5 3.6"
    y = box.y(box.cy)
    if box.temporary:
        return [
            circle(box.cx, y, box.half + 3, WHITE, 5.5),
            circle(box.cx, y, box.half + 3, colour, 2.5, dash=dash),
        ]
    size, half = 2 * box.half + 7, box.half + 3.5
    return [
        rectangle(box.cx - half, y - half, size, size, "none", ink, rx=9, stroke_width=width, dash=dashes)
        for ink, width, dashes in ((WHITE, 5.5, None), (colour, 2.5, dash))
    ]


def _extraction(box, finding, colour, done, signs):
    return _strokes(box, colour, 2.25, *_cross(box, box.half + 2), dash=DASHED)


def _absent(box, finding, colour, done, signs):
    return _strokes(box, colour, 2.75, *_cross(box, box.half))


def _absent_other(box, finding, colour, done, signs):
    ring = circle(box.cx, box.y(box.cy), box.half * 0.8, colour, 2.75)
    return [*_strokes(box, colour, 2.75, *_cross(box, box.half * 0.52)), ring]


def _impacted(box, finding, colour, done, signs):
    x, top, tip, bar = box.cx, box.cy - box.half * 0.62, box.cy + box.half * 0.42, box.cy + box.half * 0.66
    return _strokes(
        box,
        colour,
        2.25,
        (("M", x, top), ("L", x, tip)),
        (("M", x - 6, tip - 7), ("L", x, tip), ("L", x + 6, tip - 7)),
        (("M", x - 11, bar), ("L", x + 11, bar)),
    )


def _boundary(box, finding):
    """Where the neighbour on that side begins: over the midline, in the middle of the gap."""
    gap = 10 if box.place == 1 and finding["side"] == "M" else 0
    return 56 + gap if (finding["side"] == "M") == box.right else -gap


def _supernumerary(box, finding, colour, done, signs):
    x, y = _boundary(box, finding), box.cy - box.half * 0.55
    return [
        circle(x, box.y(y), 6, colour, 1.75, WHITE),
        path(box.d(("M", x - 3, y), ("L", x + 3, y)), colour, 1.5),
        path(box.d(("M", x, y - 3), ("L", x, y + 3)), colour, 1.5),
    ]


def _diastema(box, finding, colour, done, signs):
    x, y = _boundary(box, finding), box.cy
    curves = [(("M", x + s * 4.6, y - 12), ("Q", x - s * 0.4, y, x + s * 4.6, y + 12)) for s in (-1, 1)]
    return _strokes(box, colour, 2.25, *curves)


def _rotation(box, finding, colour, done, signs):
    x, y, r, s = box.cx, box.cy, box.half * 0.62, 1 if finding["side"] == "M" else -1
    ex, ey = x + s * r * 0.72, y - r * 0.69
    turn = (("M", x - s * r * 0.72, y - r * 0.69), ("C", x - s * r * 1.5, y + r * 0.2, x - s * r * 0.7, y + r, x, y + r),
            ("C", x + s * r * 0.7, y + r, x + s * r * 1.5, y + r * 0.2, ex, ey))  # fmt: skip
    head = (("M", ex + s * 7, ey + 1.5), ("L", ex, ey), ("L", ex + s * 0.5, ey + 7.5))
    return _strokes(box, colour, 2.25, turn, head)


def _recession(box, finding, colour, done, signs):
    neck = box.neck
    y = neck + 4 - min(finding["value"], 6) * 6
    curve = (("M", 5, neck + 6), ("C", 13, neck + 5, 16, y, 28, y), ("C", 40, y, 43, neck + 5, 51, neck + 6))
    return _strokes(box, colour, 2.25, curve)


def _custom(box, finding, colour, done, signs):
    sign = signs.get(finding["custom_finding_id"], "?")
    y = box.y(box.cy)
    return [
        circle(box.cx, y, box.half * 0.5, colour, 1.75, colour if done else WHITE),
        text(box.cx, y + 4, sign, WHITE if done else colour, 11, weight=600),
    ]


DRAWN = {
    "CARIES": _caries,
    "FILLING": _filling,
    "SEALANT": _sealant,
    "FRACTURE": _fracture,
    "ENDODONTICS": _endodontics,
    "POST": _post,
    "IMPLANT": _implant,
    "CROWN": _crown,
    "EXTRACTION": _extraction,
    "ABSENT_CARIES": _absent,
    "ABSENT_OTHER": _absent_other,
    "IMPACTED": _impacted,
    "SUPERNUMERARY": _supernumerary,
    "DIASTEMA": _diastema,
    "ROTATION": _rotation,
    "RECESSION": _recession,
    "CUSTOM": _custom,
}
