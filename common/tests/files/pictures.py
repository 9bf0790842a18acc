"""Files as cameras, laboratories and attackers make them."""

import io
import struct
import zlib

from PIL import Image


def photo(format="JPEG", size=(640, 480), mode="RGB", **more):
    """A picture that is lighter to the right and below, so that one sees which way it lies."""
    picture = Image.linear_gradient("L").resize(size).convert(mode)
    target = io.BytesIO()
    picture.save(target, format, **more)
    return target.getvalue()


def exif(orientation=1):
    """What a phone notes: how it was held, its maker, where it was."""
    noted = Image.Exif()
    noted[0x0112] = orientation
    noted[0x010F] = "Telefonica"
    noted.get_ifd(0x8825).update({1: "S", 2: (0.0, 10.0, 48.0), 3: "W", 4: (78.0, 28.0, 0.0)})
    return noted.tobytes()


def claiming(width, height):
    """A PNG of some bytes that says it is this large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(4000)))
        + chunk(b"IEND", b"")
    )


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pdf(*objects, stream=b"", filter=b"", trailer=b""):
    """A PDF of one page and of what else it is to hold."""
    found = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        *objects,
    ]
    if stream:
        found.append(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), filter, stream))
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, text) for n, text in enumerate(found, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<< /Root 1 0 R " + trailer + b" >>\n%%EOF\n"


def dicom(preamble=bytes(128)):
    return preamble + b"DICM\x02\x00\x00\x00UL\x04\x00\xc2\x00\x00\x00" + bytes(200)
