"""Codes that a machine reads off paper, as SVG: Code128 and QR."""

import segno
from barcode import Code128

# The white that a reader needs at each side of the bars, in modules; a QR's is four.
QUIET, QR_QUIET = 10, 4


def bars(text):
    """Code128 as an SVG of one module a unit, with its quiet zones."""
    (modules,) = Code128(text).build()
    return drawn([modules], QUIET, 0, height=40)


def square(text):
    """A QR of `text`, with its quiet zone."""
    rows = [
        "".join("1" if dark else "0" for dark in row)
        for row in segno.make(text, error="m", micro=False).matrix
    ]
    return drawn(rows, QR_QUIET, QR_QUIET)


def drawn(rows, aside, above, height=1):
    """Dark modules as one path: runs of each row, so that no hairline of white stands between two of them."""
    path = []
    for y, row in enumerate(rows):
        x = 0
        while (x := row.find("1", x)) >= 0:
            end = (row + "0").index("0", x)
            path.append(f"M{x + aside} {y + above}h{end - x}v{height}h-{end - x}z")
            x = end
    width, tall = len(rows[0]) + 2 * aside, len(rows) * height + 2 * above
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {tall}" shape-rendering="crispEdges">'
        f'<path d="{"".join(path)}"/></svg>'
    )
