"""Teeth by their numbers of ISO 3950 (FDI), in the rows in which a chart draws them."""

ARCHES = (
    (18, 17, 16, 15, 14, 13, 12, 11, 21, 22, 23, 24, 25, 26, 27, 28),
    (55, 54, 53, 52, 51, 61, 62, 63, 64, 65),
    (85, 84, 83, 82, 81, 71, 72, 73, 74, 75),
    (48, 47, 46, 45, 44, 43, 42, 41, 31, 32, 33, 34, 35, 36, 37, 38),
)
ARCH_OF = {tooth: arch for arch in ARCHES for tooth in arch}
FACES = ("V", "M", "D", "L", "O")
# Below these ages in years a chart opened without saying so is of temporary, and of mixed dentition.
MIXED_FROM, PERMANENT_FROM = 6, 13


def is_temporary(tooth):
    return tooth > 50


def is_third_molar(tooth):
    return tooth % 10 == 8


def between(tooth, to_tooth):
    """The teeth from one to another of the same arch as they are drawn, with both; either may be the first."""
    arch = ARCH_OF[tooth]
    first, last = sorted((arch.index(tooth), arch.index(to_tooth)))
    return arch[first : last + 1]


def covered(finding):
    """The teeth that a finding is of: those of a span, or its one tooth."""
    if finding["to_tooth"] is None:
        return (finding["tooth"],)
    return between(finding["tooth"], finding["to_tooth"])


def replaced(finding):
    """The teeth that a prosthesis stands for: pontics, what a removable one replaces, all that a total one covers."""
    return [tooth for tooth in covered(finding) if tooth not in finding["pillars"]]


def dentition_at(birth, today):
    """What most mouths of that age have: it decides what a new chart shows, and is changed on it."""
    if birth is None:
        return "PERMANENT"
    age = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    return "TEMPORARY" if age < MIXED_FROM else "MIXED" if age < PERMANENT_FROM else "PERMANENT"
