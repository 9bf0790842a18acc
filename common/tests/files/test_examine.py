"""What is kept of a file, and what is refused; each in words, at the field `file`."""

import io
import threading
import time
import zipfile
import zlib

import pytest
from PIL import Image

from common.files import examine
from common.problems import Invalid, Unavailable
from common.tests.files.pictures import claiming, dicom, exif, pdf, photo


def said(content):
    """Why it is refused."""
    with pytest.raises(Invalid) as error:
        examine(content)
    (problem,) = error.value.errors
    assert problem["field"] == "file"
    return problem["message"]


def archive():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("x.txt", "x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("format", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")]
)
def test_an_image_is_kept_in_its_format_with_a_thumbnail(format, media_type):
    kept = examine(photo(format))
    assert (kept.media_type, kept.width, kept.height, kept.pages) == (media_type, 640, 480, None)
    assert Image.open(io.BytesIO(kept.content)).format == format
    small = Image.open(io.BytesIO(kept.thumbnail))
    assert (small.format, small.size) == ("JPEG", (480, 360))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_where_and_with_what_it_was_taken_does_not_come_along_and_it_stands_upright(format):
    taken = photo(format, exif=exif(orientation=6))
    assert b"Telefonica" in taken
    kept = examine(taken)
    picture = Image.open(io.BytesIO(kept.content))
    assert not picture.getexif() and b"Telefonica" not in kept.content and b"Exif" not in kept.content
    assert (kept.width, kept.height) == picture.size == (480, 640)
    # It was lighter below; held so, that is its left side.
    assert picture.convert("L").getpixel((10, 320)) > picture.convert("L").getpixel((470, 320))


def test_what_stands_behind_an_image_or_in_its_comment_is_gone():
    script = b"<script>alert(1)</script>"
    for content in (photo() + script, photo(comment=script), photo("PNG") + archive()):
        kept = examine(content).content
        assert script not in kept and not zipfile.is_zipfile(io.BytesIO(kept))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_a_png_stays_without_loss_whatever_its_colours(mode):
    picture = Image.linear_gradient("L").resize((700, 500))
    picture = picture.convert("I").convert("I;16") if mode == "I;16" else picture.convert(mode)
    target = io.BytesIO()
    picture.save(target, "PNG")
    kept = examine(target.getvalue())
    again = Image.open(io.BytesIO(kept.content))
    assert again.mode == mode and again.convert("I").tobytes() == picture.convert("I").tobytes()


def test_a_scan_of_four_inks_becomes_one_of_three_lights():
    kept = examine(photo(mode="CMYK"))
    assert Image.open(io.BytesIO(kept.content)).mode == "RGB"


def test_a_hundred_megapixels_are_refused_before_a_pixel_is_decoded():
    before = time.monotonic()
    assert "10000 × 10000 píxeles" in said(claiming(10_000, 10_000))
    assert "20000 por lado" in said(claiming(1, 30_000))
    assert time.monotonic() - before < 0.5


def test_a_jpeg_of_a_thousand_layers_is_refused():
    assert "demasiadas capas" in said(photo() + b"\xff\xda" * 1000)


@pytest.mark.parametrize("content", [photo()[:2000], photo("PNG")[:300], b"\xff\xd8\xff\xe0" + bytes(100)])
def test_a_damaged_image_is_refused(content):
    assert "dañada" in said(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vacío"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "HTML, SVG"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><script>1</script>", "HTML, SVG"),
        (b'<?xml version="1.0"?><svg/>', "HTML, SVG"),
        (archive(), "comprimido"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "Office"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(100), "HEIC"),
        (b"GIF89a" + bytes(100), "GIF"),
        (b"MZ" + bytes(200), "programa"),
        (b"cualquier cosa", "Use una foto"),
    ],
)
def test_what_is_no_picture_nor_paper_is_refused_in_words(content, words):
    assert words in said(content)


def test_a_pdf_is_kept_as_it_is_with_its_pages():
    content = pdf(
        b"<< /Type /Page /Parent 2 0 R >>", stream=zlib.compress(b"BT ET"), filter=b"/Filter /FlateDecode"
    )
    kept = examine(content)
    assert (kept.content, kept.media_type, kept.pages) == (content, "application/pdf", 2)


def objects_with(text):
    return pdf(stream=zlib.compress(text), filter=b"/Type /ObjStm /Filter /FlateDecode")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (pdf()[:-10], "incompleto"),
        (b"%PDF-1.7\n%%EOF\n", "vacío"),
        (b"%PDF-1.7\n<script>alert(1)</script>" + pdf(), "página web"),
        (pdf() + archive(), "ZIP"),
        (pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>"), "programa"),
        (pdf(b"<< /S /J#61vaScript >>"), "programa"),
        (pdf(b"<< /S /Launch /F (cmd.exe) >>"), "programa"),
        (objects_with(b"<< /S /JavaScript >>"), "programa"),
        (pdf(b"<< /Type /Filespec /EF << >> /EmbeddedFiles 1 0 R >>"), "dentro"),
        (pdf(trailer=b"/Encrypt 9 0 R"), "contraseña"),
        (pdf(stream=b"x", filter=b"/Filter [" + b"/FlateDecode " * 9 + b"]"), "no se puede revisar"),
    ],
)  # fmt: skip
def test_a_pdf_that_does_something_is_refused(content, words):
    assert words in said(content)


def bomb(size):
    engine = zlib.compressobj(1)
    zeros = bytes(1024 * 1024)
    return b"".join(engine.compress(zeros) for _ in range(size)) + engine.flush()


def test_a_pdf_that_swells_is_refused_in_one_stream_or_in_many():
    one = bomb(60)
    assert "se infla" in said(pdf(*[b"<< /Filter /FlateDecode >>\nstream\n%s\nendstream" % one] * 7))
    assert "se infla" in said(pdf(stream=bomb(70), filter=b"/Type /ObjStm /Filter /FlateDecode"))


def test_a_dicom_is_a_file_without_what_stands_before_it():
    kept = examine(dicom(preamble=b"MZ" + bytes(126)))
    assert (kept.media_type, kept.content) == ("application/dicom", dicom())
    assert "ZIP" in said(dicom() + archive())


def test_one_file_at_a_time_and_who_waits_too_long_is_asked_to_come_back(monkeypatch):
    module = __import__("sys").modules["common.files.examine"]
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.05)
    inside, done = threading.Event(), threading.Event()

    def slow(content):
        inside.set()
        done.wait(2)

    monkeypatch.setattr(module, "kind_of", lambda content: slow)
    first = threading.Thread(target=examine, args=(b"x",))
    first.start()
    inside.wait(2)
    with pytest.raises(Unavailable) as error:
        examine(b"x")
    assert error.value.retry_after == 3
    done.set()
    first.join()
