"""Roots, neck and faces of a tooth in its box. Pure."""

from math import sqrt

from historia_clinica.form033.symbols.ink import GREY, path


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
