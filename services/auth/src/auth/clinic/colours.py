"""Whether a colour can be read: contrast as WCAG 2 defines it. Pure."""

from colorsys import hls_to_rgb, rgb_to_hls

# For text; controls need 3:1, which this includes.
MIN_CONTRAST = 4.5
# The darkest of the interface's papers (`--muted`), and how light the accent's own tint is.
MUTED = hls_to_rgb(46 / 360, 0.95, 0.18)
TINT_LIGHTNESS, TINT_SATURATION = 0.95, 0.34


def rgb(colour):
    """#1d4ed8 as three numbers from 0 to 1."""
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def luminance(channels):
    """Of an sRGB colour, from 0 (black) to 1 (white)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """From 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def legibility(accent):
    """The accent's least contrast on what the interface lays it on, in the light theme.

    The dark theme takes its hue alone, at a lightness that always reads (frontend/src/lib/brand.ts).
    """
    hue = rgb_to_hls(*rgb(accent))[0]
    papers = (MUTED, hls_to_rgb(hue, TINT_LIGHTNESS, TINT_SATURATION))
    return min(contrast(rgb(accent), paper) for paper in papers)
