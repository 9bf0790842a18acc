"""The symbol of each kind of finding, on one tooth in its box. Pure."""

from math import cos, radians, sin

from historia_clinica.form033.symbols.anatomy import faces, roots
from historia_clinica.form033.symbols.ink import COLOURS, WHITE, circle, path, rectangle, text

LETTERS = {"RESIN": "R", "AMALGAM": "A", "IONOMER": "I", "OTHER": "", None: ""}
DASHED = "4.5 3.6"


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
