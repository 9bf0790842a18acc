"""What is safe to open of a PDF: no program in it, nothing that it attaches or opens, nothing that swells when it is read.

It is looked at, never interpreted: the objects as they stand, and what their streams hold once inflated, to a limit.
"""

import base64
import binascii
import re
import zlib

STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
FILTER = re.compile(rb"/(FlateDecode|Fl|ASCII85Decode|A85|ASCIIHexDecode|AHx)(?![A-Za-z0-9])")
OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z])")
OBJECT = re.compile(rb"\d\s+\d+\s+obj")
# A page is an object of this type; /Pages is a branch of their tree.
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|RichMedia|XFA|GoToE|ImportData|SubmitForm)(?![A-Za-z])")
ATTACHED = re.compile(rb"/(EmbeddedFiles?|FileAttachment)(?![A-Za-z])")
ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z])")
MARKUP = re.compile(rb"<(script|html|svg|!doctype html)", re.IGNORECASE)
# All streams together, inflated: a scan of forty pages at 300 dpi in colour is less. And one that must be kept to be looked at.
MOST_BYTES = 400 * 1024 * 1024
MOST_KEPT = 64 * 1024 * 1024
MOST_FILTERS = 3
PIECE = 1024 * 1024
SWELLS = "El PDF se infla al abrirlo hasta un tamaño desmedido: no se guarda."


class Refused(Exception):
    """Why the PDF is not kept, in words."""


def check(content):
    """How many pages the PDF says that it has. Raises Refused."""
    if b"%%EOF" not in content[-1024:]:
        raise Refused("El PDF está incompleto: le falta el final.")
    if not OBJECT.search(content):
        raise Refused("El PDF está vacío o dañado: ábralo y vuelva a guardarlo.")
    if MARKUP.search(content[:1024]):
        raise Refused("El archivo es a la vez un PDF y una página web: no se guarda.")
    said = names_plain(b" ".join([STREAM.sub(b" ", content), *inside(content)]))
    if ENCRYPTED.search(said):
        raise Refused("El PDF tiene contraseña o restricciones: imprímalo como PDF y suba esa copia.")
    if ACTIVE.search(said):
        raise Refused("El PDF trae un programa o abre otros archivos: imprímalo como PDF y suba esa copia.")
    if ATTACHED.search(said):
        raise Refused("El PDF lleva otros archivos dentro: suba cada uno por separado.")
    return max(1, len(PAGE.findall(said)))


def inside(content):
    """The streams of objects, inflated; every other is inflated too, and forgotten. Raises Refused beyond the limit."""
    objects, left = [], MOST_BYTES
    for found in STREAM.finditer(content):
        head = names_plain(content[max(0, found.start() - 2048) : found.start()].rpartition(b"obj")[2])
        filters = FILTER.findall(head)
        if len(filters) > MOST_FILTERS:
            raise Refused("El PDF está comprimido de un modo que no se puede revisar.")
        of_objects = bool(OBJECTS.search(head))
        data, left = decoded(found[1], filters, left, of_objects)
        if of_objects:
            objects.append(data)
    return objects


def names_plain(text):
    """Names as they are meant: `/J#61vaScript` is `/JavaScript`."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)


def decoded(data, filters, left, keep):
    """What a stream holds, where it is to be kept, and how many bytes of the limit are left."""
    for place, name in enumerate(filters, 1):
        try:
            if name in (b"FlateDecode", b"Fl"):
                data, left = inflate(data, left, keep or place < len(filters))
            elif name in (b"ASCII85Decode", b"A85"):
                data = base64.a85decode(data.strip().removesuffix(b"~>"))
            else:
                data = binascii.unhexlify(b"".join(data.split()).removesuffix(b">"))
        except (zlib.error, ValueError):
            # Damaged, or under a filter that swells little: a reader shows of it what it can.
            break
    return data, left


def inflate(data, left, keep):
    """`data` inflated piece by piece, so that a bomb is known before it is in memory."""
    engine, kept, size = zlib.decompressobj(), [], 0
    while data and not engine.eof:
        piece = engine.decompress(data, PIECE)
        data = engine.unconsumed_tail
        size += len(piece)
        if size > left or (keep and size > MOST_KEPT):
            raise Refused(SWELLS)
        if keep:
            kept.append(piece)
    return b"".join(kept), left - size
