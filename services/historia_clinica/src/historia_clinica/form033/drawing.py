"""The odontogram as SVG: red what is to do, hatched or dashed; blue what is done, solid; ink what nobody treats. Pure.

Each tooth is drawn in a box of its own as if it were an upper one, apex at the top; a lower one is the same turned over point by
point, so that no letter is mirrored. The measures are those of the chart on the screen.
"""

from historia_clinica.dental.rules.teeth import ARCHES, between
from historia_clinica.form033.symbols import symbol
from historia_clinica.form033.symbols.anatomy import faces, outline
from historia_clinica.form033.symbols.ink import (
    COLOURS,
    GREY,
    PALE,
    WHITE,
    Box,
    circle,
    line,
    moved,
    path,
    rectangle,
    text,
)

PITCH, GUTTER, MIDLINE, GUM = 56, 40, 20, 34
WIDTH = GUTTER + 16 * PITCH + MIDLINE
# Where each row of teeth begins; the temporary ones stand under the third column to the twelfth.
ROWS = ((ARCHES[0], 0, GUM), (ARCHES[1], 3, 164), (ARCHES[2], 3, 258), (ARCHES[3], 0, 346))
HEIGHT = 346 + 122 + GUM
SPANS = ("BRIDGE", "REMOVABLE", "DENTURE")
HIDES_ROOTS = {"IMPLANT", "ABSENT_CARIES", "ABSENT_OTHER", "UNERUPTED"}
GHOSTS = {"ABSENT_CARIES", "ABSENT_OTHER", "UNERUPTED"}
# What is drawn over what.
ORDER = (
    "CARIES",
    "FILLING",
    "SEALANT",
    "ENDODONTICS",
    "POST",
    "IMPLANT",
    "RECESSION",
    "CROWN",
    "ABSENT_CARIES",
    "ABSENT_OTHER",
    "EXTRACTION",
    "IMPACTED",
    "ROTATION",
    "FRACTURE",
    "DIASTEMA",
    "SUPERNUMERARY",
    "CUSTOM",
    "UNERUPTED",
    "MOBILITY",
)
GRADES = ("0", "I", "II", "III")
HATCH = (
    '<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="4" height="4" fill="#fbe7e5"/><rect width="2" height="4" fill="{red}"/></pattern></defs>'
)


def places():
    """{tooth: (x, y)}, the corner of its box in the chart."""
    return {
        tooth: (GUTTER + column * PITCH + (MIDLINE if column >= 8 else 0), y)
        for arch, first, y in ROWS
        for column, tooth in enumerate(arch, first)
    }


def chart(findings, signs=None):
    """The SVG of a mouth; `signs` are the letters of the clinic's own findings by id."""
    at = places()
    spans = [finding for finding in findings if finding["kind"] in SPANS]
    single = sorted(
        (finding for finding in findings if finding["kind"] not in SPANS),
        key=lambda finding: ORDER.index(finding["kind"]),
    )
    covered = {
        tooth
        for finding in spans
        for tooth in between(finding["tooth"], finding["to_tooth"])
        if tooth not in finding["pillars"]
    }
    drawn = [
        line(GUTTER + 8 * PITCH + 10, 4, GUTTER + 8 * PITCH + 10, HEIGHT - 4, GREY, 1, dash="1 3"),
        line(at[55][0], 251, at[65][0] + PITCH, 251, GREY, 1, dash="1 3"),
    ]
    for row, kind, label in ((0, "RECESSION", "Rec."), (16, "MOBILITY", "Mov.")):
        drawn += gum(findings, at, ARCHES[0], kind, label, row)
        drawn += gum(findings, at, ARCHES[3], kind, label, HEIGHT - 14 - row)
    for tooth, corner in at.items():
        mine = [finding for finding in single if finding["tooth"] == tooth]
        drawn.append(moved(one_tooth(tooth, mine, tooth not in covered, signs or {}), *corner))
    for finding in spans:
        drawn += rail(finding, at)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="Geist">'
        f'{HATCH.format(red=COLOURS["TODO"])}{"".join(drawn)}</svg>'
    )


def gum(findings, at, teeth, kind, label, y):
    """A row of cells with millimetres or grades."""
    values = {finding["tooth"]: finding["value"] for finding in findings if finding["kind"] == kind}
    drawn = [text(0, y + 11, label, "#566569", 11, anchor="start")]
    for tooth in teeth:
        x = at[tooth][0]
        drawn.append(rectangle(x + 15, y, 26, 14, PALE, rx=3))
        if tooth in values:
            said = GRADES[values[tooth]] if kind == "MOBILITY" else str(values[tooth])
            drawn.append(text(x + 28, y + 11, said, COLOURS["TODO"], 11, weight=600))
    return drawn


def one_tooth(tooth, findings, roots, signs):
    """The primitives of one tooth in its own box, with its number."""
    box = Box(tooth)
    kinds = {finding["kind"] for finding in findings}
    ghost = kinds & GHOSTS and "IMPLANT" not in kinds
    drawn = [text(28, box.number_y, str(tooth), "#13262a", 12)]
    if roots and not kinds & HIDES_ROOTS:
        drawn += outline(box)
    drawn += [path(d, PALE if ghost else GREY, 1, WHITE) for d, *_ in faces(box).values()]
    # Where an implant stands, that a tooth is missing needs no cross.
    there = [one for one in findings if "IMPLANT" not in kinds or one["kind"] not in GHOSTS]
    for finding in there:
        drawn += symbol(box, finding, signs)
    return drawn


def rail(finding, at):
    """A prosthesis on its line between roots and faces, over the teeth that it joins."""
    teeth = between(finding["tooth"], finding["to_tooth"])
    box, colour, todo = Box(teeth[0]), COLOURS[finding["state"]], finding["state"] == "TODO"
    y = at[teeth[0]][1] + box.y(box.rail)
    first, last = at[teeth[0]][0], at[teeth[-1]][0] + PITCH
    middle = lambda tooth: at[tooth][0] + PITCH / 2  # noqa: E731
    along = lambda x1, x2, dy=0: [  # noqa: E731
        line(x1, y + dy, x2, y + dy, WHITE, 5.5),
        line(x1, y + dy, x2, y + dy, colour, 2.5, dash="4.5 3.6" if todo else None, cap="butt"),
    ]
    if finding["kind"] == "DENTURE":
        return along(first + 4, last - 4, -3.5) + along(first + 4, last - 4, 3.5)
    if finding["kind"] == "BRIDGE":
        drawn = along(middle(teeth[0]), middle(teeth[-1]))
        for tooth in teeth:
            if tooth in finding["pillars"]:
                fill = WHITE if todo else colour
                drawn.append(
                    rectangle(middle(tooth) - 6, y - 6, 12, 12, fill, colour, dash="3.2 2" if todo else None)
                )
            else:
                drawn.append(circle(middle(tooth), y, 5.5, colour, 1.75, WHITE))
        return drawn
    drawn = along(first + 10, last - 10)
    for x, side in ((first + 9, -1), (last - 9, 1)):
        drawn.append(
            path(f"M{x - side * 2} {y - 10}Q{x + side * 6} {y} {x - side * 2} {y + 10}", colour, 2.25)
        )
    return drawn + [
        line(middle(tooth), y - 5, middle(tooth), y + 5, colour, 2.25)
        for tooth in teeth
        if tooth not in finding["pillars"]
    ]


# A tooth on which each symbol is drawn for a legend, and which part of its box is shown.
SAMPLES = {"FRACTURE": 21, "POST": 21, "RECESSION": 23, "ROTATION": 22, "SUPERNUMERARY": 22, "DIASTEMA": 22}
ROOT_SHOWN = ("ENDODONTICS", "POST", "IMPLANT", "RECESSION")
PLAIN = {
    "to_tooth": None,
    "faces": [],
    "material": None,
    "value": None,
    "side": None,
    "pillars": [],
    "custom_finding_id": None,
}


def sample(kind, state, more):
    """The SVG of one symbol on a tooth, or of a prosthesis over three."""
    if kind in SPANS:
        teeth, pillars = (24, 26), [] if kind == "DENTURE" else [24, 26]
        at = {tooth: (index * PITCH, 0) for index, tooth in enumerate(between(*teeth))}
        finding = PLAIN | {"tooth": 24, "to_tooth": 26, "kind": kind, "state": state, "pillars": pillars}
        drawn, view = rail(finding, at), (0, 56, 168, 26)
    else:
        tooth = SAMPLES.get(kind, 26)
        finding = PLAIN | {"tooth": tooth, "kind": kind, "state": state} | more
        # Without the number, which stands above what is shown.
        drawn = one_tooth(tooth, [finding], True, {})[1:]
        view = (-2, 14, 60, 68) if kind in ROOT_SHOWN else (-2, 68, 68 if finding["side"] else 60, 56)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{" ".join(map(str, view))}" font-family="Geist">'
        f'{HATCH.format(red=COLOURS["TODO"])}{"".join(drawn)}</svg>'
    )
