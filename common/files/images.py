"""Images written anew: upright, in sRGB, without EXIF, and with a thumbnail."""

import io
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

# What a phone's main camera makes fits in (8160 × 6120); what does not is a mistake or a bomb. Said before a pixel is decoded.
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 20_000
# A progressive JPEG has about ten scans. Each costs a pass over the whole picture: a thousand would take minutes.
MOST_SCANS = 64
THUMBNAIL_SIDE = 480
MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
DAMAGED = "La imagen está dañada o incompleta: ábrala y vuelva a guardarla."
# Our own limit is the smaller one and speaks Spanish.
Image.MAX_IMAGE_PIXELS = None


class Refused(Exception):
    """Why the image is not kept, in words."""


@dataclass(frozen=True)
class Cleaned:
    content: bytes
    media_type: str
    width: int
    height: int
    thumbnail: bytes


def clean(content):
    """The image as it is kept. Raises Refused."""
    if content.startswith(b"\xff\xd8") and content.count(b"\xff\xda") > MOST_SCANS:
        raise Refused("La imagen JPEG tiene demasiadas capas: ábrala y vuelva a guardarla.")
    try:
        picture = Image.open(io.BytesIO(content), formats=list(MEDIA_TYPES))
        must_be_of_a_size(picture)
        format = picture.format
        picture = upright(picture)
        return Cleaned(
            written(picture, format), MEDIA_TYPES[format], picture.width, picture.height, thumbnail(picture)
        )
    except Refused:
        raise
    # Decoders of foreign bytes raise whatever those bytes lead them to.
    except Exception as error:
        raise Refused(DAMAGED) from error


def must_be_of_a_size(picture):
    if picture.width * picture.height > MOST_PIXELS or max(picture.size) > LONGEST_SIDE:
        raise Refused(
            f"La imagen mide {picture.width} × {picture.height} píxeles; el máximo son 50 millones "
            f"y {LONGEST_SIDE} por lado. Guárdela más pequeña."
        )


def upright(picture):
    """Turned as its EXIF says, in sRGB, and with nothing else that the file said."""
    profile = picture.info.get("icc_profile")
    turned = ImageOps.exif_transpose(picture)
    if profile and turned.mode in ("RGB", "RGBA", "CMYK"):
        turned = in_srgb(turned, profile)
    if turned.mode in ("CMYK", "YCbCr", "LAB", "HSV"):
        turned = turned.convert("RGB")
    turned.info = {name: value for name, value in turned.info.items() if name == "transparency"}
    return turned


def in_srgb(picture, profile):
    """A phone's wide colours as every screen shows them; left as they are where the profile is not to be read."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGB" if picture.mode == "CMYK" else picture.mode
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return picture


def written(picture, format):
    """A PNG stays without loss (radiographs); a photo is written at a quality at which no difference is seen."""
    target = io.BytesIO()
    if format == "PNG":
        picture.save(target, "PNG", compress_level=6)
    elif format == "WEBP":
        picture.save(target, "WEBP", quality=92, method=2)
    else:
        picture.save(target, "JPEG", quality=92, optimize=False, progressive=False)
    return target.getvalue()


def thumbnail(picture):
    """A small JPEG, on white where the image lets something through."""
    if picture.mode.startswith("I"):
        # A radiograph of 16 bits, of which a screen shows the upper 8.
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data or picture.mode in ("1", "P"):
        picture = picture.convert("RGBA")
    small = picture.reduce(max(1, max(picture.size) // (2 * THUMBNAIL_SIDE)))
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    if small.mode in ("RGBA", "LA"):
        small = small.convert("RGBA")
        small = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small)
    target = io.BytesIO()
    small.convert("RGB").save(target, "JPEG", quality=80)
    return target.getvalue()
