"""The RIDE: whole, readable by a machine, and the same bytes however late it is asked for."""

import base64
from datetime import UTC, datetime
from random import Random

import pypdfium2
import pytest
import zxingcpp
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from facturacion.einvoice import ride
from tests.sri.samples import GUAYAQUIL, document, issuer, line

API = "/api/facturacion"
WHEN = datetime(2026, 11, 24, 15, 46, 38, tzinfo=UTC)


def printed(paper="a4", code="01", authorised_at=WHEN, seed=3, annulment=None, logo=None, **changes):
    made = document(Random(seed), code, **changes)
    row = {
        "snapshot": made,
        "document_code": code,
        "number": f"001-002-{made['sequential']:09}",
        "authorised_at": authorised_at,
        "signed_at": WHEN,
        "annulment": annulment,
        "logo": logo,
    }
    return made, row, ride.render(row, paper, GUAYAQUIL)


def words_of(pdf):
    """What is printed, page by page, in one line each."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


def codes_in(pdf):
    """What a reader decodes of the first page, at 300 dots an inch."""
    bitmap = pypdfium2.PdfDocument(pdf)[0].render(scale=300 / 72, grayscale=True)
    raw = bytes(bitmap.buffer)
    rows = (raw[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
    pixels = memoryview(b"".join(rows)).cast("B", [bitmap.height, bitmap.width])
    found = zxingcpp.read_barcodes(pixels)
    return {str(one.format): one.text for one in found}


@pytest.mark.parametrize("code, title", [("01", "FACTURA"), ("04", "NOTA DE CRÉDITO")])
def test_a_sheet_says_all_that_the_sri_asks_for(code, title):
    made, row, pdf = printed(
        code=code,
        issuer=issuer(rimpe="ENTREPRENEUR", withholding_agent="1", special_taxpayer="5368", supplier_ruc="0992339411001"),
        emulated=False,
    )  # fmt: skip
    said = " ".join(words_of(pdf))
    buyer = made["buyer"]
    for wanted in (
        title, row["number"], made["access_key"], made["issuer"]["legal_name"], made["issuer"]["ruc"], "Clínica Ñ",
        made["issuer"]["head_office"], "OBLIGADO A LLEVAR CONTABILIDAD SÍ", "CONTRIBUYENTE RÉGIMEN RIMPE", "5368",
        "Resolución 1", "24/11/2026 10:46:38", "PRUEBAS", "NORMAL", buyer["document"], f"{made['issue_date']:%d/%m/%Y}",
        "RUC Proveedor", "0992339411001", "Subtotal 0 %", "Subtotal no objeto de IVA", "Subtotal exento de IVA",
        "Subtotal sin impuestos", "Total descuento", "ICE", "Propina", "VALOR TOTAL",
    ):  # fmt: skip
        assert wanted in said, (wanted, said)
    assert ("01 · Sin utilización del sistema financiero" in said) == (code == "01")
    assert ("001-002-000000007" in said) == (code == "04")
    assert "PENDIENTE" not in said and "EMULADOR" not in said.upper()
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf and b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf


@pytest.mark.parametrize("paper, format", [("a4", "Code 128"), ("80mm", "QR Code")])
@pytest.mark.parametrize("seed", range(4))
def test_a_reader_decodes_the_key(paper, format, seed):
    made, _, pdf = printed(paper, seed=seed)
    assert codes_in(pdf) == {format: made["access_key"]}


@pytest.mark.parametrize("paper", ["a4", "80mm"])
@pytest.mark.parametrize("code", ["01", "04"])
def test_it_is_the_same_bytes_each_time(paper, code):
    _, row, pdf = printed(paper, code)
    assert ride.render(row, paper, GUAYAQUIL) == pdf


@pytest.mark.parametrize("paper", ["a4", "80mm"])
def test_what_is_not_authorised_says_so_and_has_no_number(paper):
    made, _, pdf = printed(paper, authorised_at=None, emulated=False)
    said = " ".join(words_of(pdf))
    assert "PENDIENTE DE AUTORIZACIÓN" in said and "Autorizada" not in said
    assert (
        paper == "80mm"
        or "Sin número: pendiente de autorización" in said
        and said.count(made["access_key"]) == 1
    )


@pytest.mark.parametrize("paper", ["a4", "80mm"])
@pytest.mark.parametrize("emulated", [True, False])
def test_what_an_emulator_authorised_says_that_it_is_not_the_sri(paper, emulated):
    said = " ".join(words_of(printed(paper, emulated=emulated)[2]))
    assert ("NO ES EL SRI" in said) == emulated


@pytest.mark.parametrize("paper", ["a4", "80mm"])
def test_what_was_annulled_says_so(paper):
    assert "COMPROBANTE ANULADO" in " ".join(words_of(printed(paper, annulment="CONFIRMED")[2]))
    assert "ANULADO" not in " ".join(words_of(printed(paper, annulment="PENDING")[2]))


def test_on_several_pages_the_totals_are_on_the_last():
    random = Random(7)
    pages = words_of(printed(lines=[line(random) for _ in range(90)])[2])
    assert len(pages) > 2
    assert ["VALOR TOTAL" in page for page in pages] == [False] * (len(pages) - 1) + [True]
    assert all("Descripción" in page for page in pages[:-1])
    assert pages[-1].endswith(f"{len(pages)} de {len(pages)}")


def test_what_a_person_typed_is_printed_as_typed():
    name = 'O\'Brien <b> #panic(1) $x$ *_& "Ñ" ' + "ñ" * 200
    made = document(Random(1))
    buyer = made["buyer"] | {"name": name, "address": 'Calle <1> #read("x")'}
    said = words_of(printed(buyer=buyer)[2])[0]
    assert "#panic(1) $x$ *_&" in said and '#read("x")' in said


@pytest.mark.parametrize("paper", ["a4", "80mm"])
def test_an_old_one_is_the_same_after_the_clinic_changed_its_name(
    paper, electronic, client, director, issued, transmit, board, change_issuer
):
    issued()
    transmit()
    (row,) = board()
    assert row["status"] == "AUTHORISED"
    url = f"{API}/einvoices/{row['id']}/ride?paper={paper}"
    first = client.get(url, headers=director)
    assert first.content_type == "application/pdf"
    assert f'filename="factura-{row["number"]}.pdf"' in first.headers["Content-Disposition"]
    assert (
        change_issuer(trade_name="Otro nombre", legal_name="OTRA S.A.", head_office="Cuenca").status_code
        == 200
    )
    assert client.get(url, headers=director).data == first.data


# A red square of eight dots.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mNYoSyFFTEMLQkAgpI5QZGG7gQAAAAASUVORK5CYII=" ""
)
LOGO = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"


@pytest.fixture
def clinic_logo(apps, login):
    """Upload a logo of the clinic (`clinic_logo(PNG)`), or take it off (`clinic_logo(None)`)."""
    owner, auth = login("clinic:write", id="7"), apps["auth"].test_client()

    def act(image):
        version = auth.get("/api/auth/clinic", headers=owner).json["version"]
        headers, url = owner | {"If-Match": f'"{version}"'}, "/api/auth/clinic/logo"
        if image is None:
            return auth.delete(url, headers=headers)
        return auth.put(url, json={"image": base64.b64encode(image).decode()}, headers=headers)

    return act


@pytest.fixture
def choose_logo(client, director):
    def act(printed):
        version = client.get(f"{API}/issuer", headers=director).json["version"]
        headers = director | {"If-Match": f'"{version}"'}
        return client.put(f"{API}/issuer/logo", json={"printed": printed}, headers=headers)

    return act


def pictures_in(pdf):
    page = pypdfium2.PdfDocument(pdf)[0]
    return sum(1 for one in page.get_objects(max_depth=5) if one.type == FPDF_PAGEOBJ_IMAGE)


def test_a_sheet_has_the_logo_that_was_frozen_with_it_and_the_tills_paper_none():
    assert pictures_in(printed(logo=LOGO)[2]) == 1
    assert pictures_in(printed()[2]) == 0
    assert pictures_in(printed("80mm", logo=LOGO)[2]) == 0
    made, _, pdf = printed(logo=LOGO)
    assert codes_in(pdf) == {"Code 128": made["access_key"]}


def test_each_keeps_the_logo_of_its_day(
    electronic, client, director, issued, transmit, board, clinic_logo, choose_logo
):
    def ride_of(row):
        return client.get(f"{API}/einvoices/{row['id']}/ride", headers=director).data

    def issue():
        issued()
        transmit()
        return board()[0]

    without = issue()
    plain = ride_of(without)
    assert clinic_logo(PNG).status_code == 200
    assert issue() and ride_of(board()[0]).count(b"/Image") == plain.count(b"/Image")
    chosen = choose_logo(True)
    assert chosen.status_code == 200 and chosen.json["logo"] == LOGO, chosen.json
    with_logo = issue()
    pictured = ride_of(with_logo)
    assert pictures_in(pictured) == 1
    # The clinic takes its logo off, then the issuer does: what was issued stays as it was, to the byte.
    assert clinic_logo(None).status_code == 200
    assert ride_of(with_logo) == pictured and ride_of(without) == plain
    assert choose_logo(False).json["logo"] is None
    assert ride_of(with_logo) == pictured and ride_of(without) == plain
    assert pictures_in(ride_of(issue())) == 0


def test_a_clinic_without_a_logo_has_none_to_print(electronic, choose_logo, client, director, login):
    refused = choose_logo(True)
    assert refused.status_code == 409 and "La clínica no tiene logotipo" in refused.json["detail"]
    url, body = f"{API}/issuer/logo", {"printed": False}
    assert client.put(url, json=body, headers=director).status_code == 428
    assert client.put(url, json=body, headers=director | {"If-Match": '"1"'}).status_code == 412
    assert client.put(url, json={"printed": "sí"}, headers=director | {"If-Match": '"1"'}).status_code == 422
    assert client.put(url, json=body, headers=login("einvoices:read")).status_code == 403


def test_it_is_for_who_may_read_documents(client, login, director):
    assert client.get(f"{API}/einvoices/999/ride", headers=director).status_code == 404
    assert client.get(f"{API}/einvoices/999/ride", headers=login("invoices:read")).status_code == 403
    assert client.get(f"{API}/einvoices/999/ride?paper=a5", headers=director).status_code == 422
