"""What the clinic may look like: a legible colour, an image that browsers show safely. No HTTP, no SQL."""

from auth.clinic import colours
from common.problems import Invalid

# What an image begins with, whatever its sender calls it. WebP has its length between the two marks.
IMAGES = (
    ("image/png", b"\x89PNG\r\n\x1a\n", b""),
    ("image/jpeg", b"\xff\xd8\xff", b""),
    ("image/webp", b"RIFF", b"WEBP"),
)
MAX_LOGO = 200 * 1024


def must_be_legible(accent):
    """Text of this colour reads on paper, and paper's on it; None is the suite's own colour, which does."""
    if accent is None:
        return
    found = colours.legibility(accent)
    if found < colours.MIN_CONTRAST:
        # Cut, not rounded: 4.49 is not 4.5.
        said = f"{int(found * 10) / 10}".replace(".", ",")
        raise Invalid.field(
            "accent",
            f"Con este color el texto no se lee bien: su contraste es {said}:1 y hace falta 4,5:1. "
            "Elija uno más oscuro.",
        )


def media_type(image):
    """What kind of image this is, by its first bytes. Raises Invalid where it is none that a browser shows safely."""
    if len(image) > MAX_LOGO:
        raise Invalid.field(
            "image", f"La imagen pesa {len(image) // 1024} kB; use una de hasta {MAX_LOGO // 1024} kB."
        )
    for name, start, at_eight in IMAGES:
        if image.startswith(start) and image[8:].startswith(at_eight):
            return name
    raise Invalid.field("image", "Use una imagen PNG, JPEG o WebP.")
