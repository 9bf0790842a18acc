"""Documents: the same bytes twice, what was typed printed as typed, others not held up."""

import base64
import struct
import threading
import time
import zlib
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from common import pdf
from common.pdf import signs
from common.problems import Unavailable

SAMPLE = Path(__file__).with_name("sample.typ")
WHEN = datetime(2026, 11, 24, 15, 46, tzinfo=UTC)
CLINIC = dict.fromkeys(("legal_name", "ruc", "address", "phone", "email", "logo")) | {
    "name": "Clínica Los Andes"
}
COMPANY = CLINIC | {
    "legal_name": "Los Andes S.A.S.",
    "ruc": "1790011674001",
    "address": "Quito",
    "phone": "02 245 1180",
}


@pytest.fixture(autouse=True)
def zone(monkeypatch):
    monkeypatch.setattr(pdf, "clinic_zone", lambda: ZoneInfo("America/Guayaquil"))


def render(clinic=CLINIC, text="Hola", when=WHEN):
    return pdf.render(SAMPLE, clinic, when, {"number": "001", "text": text})


def png():
    """One red pixel."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")


def test_a_document_is_the_same_bytes_each_time_and_says_that_it_is_for_archives():
    first = render()
    assert first.startswith(b"%PDF-1.7") and first == render()
    assert b"<pdfaid:part>2</pdfaid:part>" in first and b"<pdfaid:conformance>B</pdfaid:conformance>" in first
    assert first != render(when=WHEN.replace(minute=47)) and first != render(COMPANY)


@pytest.mark.parametrize(
    "text", ['#panic("x")', '$x$ *_&<b> #read("letterhead.typ")', "\\", "]", '"', "a" * 5000, ""]
)
def test_what_was_typed_is_text_and_nothing_else(text):
    assert render(text=text).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("α-hemolítico, ♀, → ≥ ✓ ☐ Ж", "α-hemolítico, ♀, → ≥ ✓ ☐ Ж"),
        ("dolor 🦷 al frío 😀", "dolor □ al frío 😀"),
        ("𝔘rgente ㎎ 中", "Urgente mg □"),
        ("q\u0303 x\u20e3 \u1680\u0600\u0ea9\ufe0f\U000e0001", "q\u0303 x  □"),
    ],
)
def test_a_sign_that_no_face_draws_keeps_nobody_from_the_paper(typed, printed):
    assert signs.printable(typed) == printed
    assert render(text=typed) == render(text=printed)


def test_the_clinics_logo_stands_in_the_letterhead():
    address = "data:image/png;base64," + base64.b64encode(png()).decode()
    assert b"/Subtype /Image" in render(CLINIC | {"logo": address}).replace(
        b"/Subtype/Image", b"/Subtype /Image"
    )
    broken = "data:image/webp;base64," + base64.b64encode(b"RIFF\0\0\0\0WEBPVP8 " + bytes(40)).decode()
    assert render(CLINIC | {"logo": broken}).startswith(b"%PDF")


def test_a_long_document_holds_up_no_other_thread():
    pauses, over = [], threading.Event()

    def live():
        before = time.perf_counter()
        while not over.is_set():
            time.sleep(0.001)
            now = time.perf_counter()
            pauses.append(now - before)
            before = now

    other = threading.Thread(target=live)
    other.start()
    render(text="palabra " * 60_000)
    over.set()
    other.join()
    assert max(pauses) < 0.3


def test_who_waits_too_long_for_their_turn_is_asked_to_come_back(monkeypatch):
    monkeypatch.setattr(pdf, "PATIENCE_SECONDS", 0.01)
    with pdf._turn, pytest.raises(Unavailable):
        render()
    assert render().startswith(b"%PDF")
