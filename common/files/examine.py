"""What a file is, by its bytes and never by its name; what is refused, and how the rest is cleaned."""

import io
import threading
import zipfile
from dataclasses import dataclass

from common.files import images, pdfs
from common.problems import Invalid, Unavailable

FIELD = "file"
WANTED = "Use una foto JPEG, PNG o WebP, un PDF o un DICOM."
# Known by their first bytes, and refused each in its own words.
REFUSED = (
    (0, b"PK\x03\x04", "Es un archivo comprimido o de Office: guárdelo como PDF, o suba cada imagen por separado."),
    (0, b"PK\x05\x06", "Es un archivo comprimido vacío."),
    (0, b"\xd0\xcf\x11\xe0", "Es un documento de Office: guárdelo como PDF."),
    (0, b"Rar!", "Es un archivo comprimido: suba cada imagen por separado."),
    (0, b"7z\xbc\xaf", "Es un archivo comprimido: suba cada imagen por separado."),
    (0, b"\x1f\x8b", "Es un archivo comprimido: suba cada imagen por separado."),
    (4, b"ftyphei", "Es una foto HEIC: compártala como JPEG («Más compatible» en los ajustes de la cámara)."),
    (4, b"ftyphev", "Es una foto HEIC: compártala como JPEG («Más compatible» en los ajustes de la cámara)."),
    (4, b"ftypmif1", "Es una foto HEIC: compártala como JPEG («Más compatible» en los ajustes de la cámara)."),
    (0, b"GIF8", "Es una imagen GIF. " + WANTED),
    (0, b"MZ", "Es un programa. " + WANTED),
    (0, b"\x7fELF", "Es un programa. " + WANTED),
)  # fmt: skip
# A page or a drawing that a browser would run: told by how it begins, after a mark of order or spaces.
MARKUP = (b"<svg", b"<!doctype", b"<html", b"<?xml", b"<script", b"<!--")
# One file is examined at a time in a process: a large picture takes a core and 300 MB for a second. Decoders leave Python's
# lock free, so that other requests go on; whoever waits longer than this for their turn is asked to come back.
PATIENCE_SECONDS = 8.0
_turn = threading.Semaphore(1)


@dataclass(frozen=True)
class Examined:
    """A file as it is kept. Sizes are in pixels, of an image; `pages` are a PDF's."""

    content: bytes
    media_type: str
    width: int | None = None
    height: int | None = None
    pages: int | None = None
    thumbnail: bytes | None = None


def examine(content):
    """The file as it is kept: an image is written anew, upright and without what its camera noted of place and device.

    Raises Invalid with the field `file` where it is none that is kept, or is not safe to open.
    """
    kind = kind_of(content)
    if not _turn.acquire(timeout=PATIENCE_SECONDS):
        raise Unavailable("Se están revisando muchos archivos a la vez. Intente de nuevo.", retry_after=3)
    try:
        return kind(content)
    finally:
        _turn.release()


def kind_of(content):
    """What examines this kind of file. Raises Invalid where there is none."""
    if not content:
        raise refused("El archivo está vacío.")
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or _is_webp(content):
        return image
    if content.startswith(b"%PDF-"):
        return pdf
    if content[128:134] == b"DICM\x02\x00":
        return dicom
    for place, mark, sentence in REFUSED:
        if content.startswith(mark, place):
            raise refused(sentence)
    if content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        raise refused("Es una página o un dibujo (HTML, SVG o XML), que puede traer un programa. " + WANTED)
    raise refused(WANTED)


def image(content):
    """JPEG, PNG or WebP. What is behind its end, or hidden in it, does not come along."""
    try:
        made = images.clean(content)
    except images.Refused as error:
        raise refused(str(error)) from error
    return Examined(made.content, made.media_type, made.width, made.height, thumbnail=made.thumbnail)


def pdf(content):
    must_not_be_an_archive(content)
    try:
        pages = pdfs.check(content)
    except pdfs.Refused as error:
        raise refused(str(error)) from error
    return Examined(content, "application/pdf", pages=pages)


def dicom(content):
    """A DICOM file, without the 128 bytes before its mark: they mean nothing in it, and a program could stand there."""
    must_not_be_an_archive(content)
    return Examined(bytes(128) + content[128:], "application/dicom")


def must_not_be_an_archive(content):
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise refused("El archivo es a la vez un archivo comprimido (ZIP): no se guarda.")


def refused(sentence):
    return Invalid.field(FIELD, sentence)


def _is_webp(content):
    return content.startswith(b"RIFF") and content[8:12] == b"WEBP"
