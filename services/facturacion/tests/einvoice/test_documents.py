"""Random documents: valid for our own rules and the SRI's schemas, with signatures that two others verify."""

import os
from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import get_args

import pytest
from lxml import etree

from facturacion.billing.schemas.lines import Kind
from facturacion.einvoice.ecuador import documents, rules, schema, signature, words
from tests.sri import samples
from tests.sri.verifiers import signxml_verifies, xmlsec_verifies

# All 2,000 take two minutes: EINVOICE_DOCUMENTS=2000. Another seed makes others.
COUNT = int(os.environ.get("EINVOICE_DOCUMENTS", "25"))
SEED = int(os.environ.get("EINVOICE_SEED", "20261129"))
# What says how a person is, and must not leave in an invoice.
CLINICAL = (
    "endodoncia exodoncia extracción caries pulpitis periodontitis gingivitis absceso implante prótesis ortodoncia"
    " brackets profilaxis blanqueamiento carilla resina amalgama corona radiografía biopsia embarazo vih diabetes"
    " cáncer hipertensión alergia depresión ansiedad amoxicilina ibuprofeno anestesia diagnóstico cie-10 k02 k04"
    " diente molar incisivo premolar pieza 36 48 vestibular oclusal paciente"
).split()


@pytest.fixture
def random():
    print(f"EINVOICE_SEED={SEED}")
    return Random(SEED)


def sign(document, credential, algorithm="sha1"):
    now = datetime.now(samples.GUAYAQUIL)
    return signature.sign(documents.build(document), credential.key, credential.certificate, now, algorithm)


def tampered(content, random):
    """The content with one digit or letter of the document changed into another."""
    body = content[: content.index(b"<ds:Signature")]
    places = [
        place
        for place in range(body.index(b"<infoTributaria>"), len(body))
        if body[place : place + 1].isdigit()
    ]
    place = random.choice(places)
    other = b"7" if content[place : place + 1] != b"7" else b"8"
    return content[:place] + other + content[place + 1 :]


def test_random_documents_are_valid_and_their_signatures_hold(random, credential, ca_file, xsd_dir):
    for number in range(COUNT):
        document = samples.document(random, code=random.choice(("01", "01", "04")))
        assert rules.wrong_in(document) == [], f"number {number}"
        content = sign(document, credential)
        assert schema.wrong_in(etree.fromstring(content), xsd_dir) == [], f"number {number}"
        assert xmlsec_verifies(content, ca_file) and signxml_verifies(content, ca_file), f"number {number}"
        changed = tampered(content, random)
        assert not xmlsec_verifies(changed, ca_file) and not signxml_verifies(
            changed, ca_file
        ), f"number {number}"


def test_sha256_by_setting(random, credential, ca_file, xsd_dir):
    content = sign(samples.document(random), credential, "sha256")
    assert schema.wrong_in(etree.fromstring(content), xsd_dir) == []
    assert xmlsec_verifies(content, ca_file) and signxml_verifies(content, ca_file, "SHA256")


def test_a_signature_covers_its_properties_and_its_certificate(random, credential, ca_file):
    content = sign(samples.document(random), credential)
    other = sign(samples.document(random), credential)
    for before, after in (
        (b"<etsi:MimeType>text/xml", b"<etsi:MimeType>text/xm1"),
        (b"<ds:Exponent>AQAB", b"<ds:Exponent>AQAC"),
    ):
        changed = content.replace(before, after)
        assert changed != content
        assert not xmlsec_verifies(changed, ca_file) and not signxml_verifies(changed, ca_file)
    assert content[-2000:] != other[-2000:]


def test_a_document_without_its_id_is_not_signed(credential):
    with pytest.raises(ValueError, match="comprobante"):
        signature.sign(etree.Element("factura"), credential.key, credential.certificate, datetime.now())


def test_a_schema_refuses_what_it_does_not_know(random, xsd_dir):
    """The schema is really asked: what it must refuse, it refuses."""
    root = documents.build(samples.document(random))
    root.find("infoTributaria/ruc").text = "1790016919002"
    assert "pattern" in schema.wrong_in(root, xsd_dir)[0]
    assert schema.wrong_in(etree.Element("factura"), xsd_dir)


def test_nothing_clinical_leaves(random):
    """Whatever the clinic writes into a line, into its code or as the reason of a note."""
    lines = [samples.line(random, description=word, code=word) for word in CLINICAL]
    for code in ("01", "04"):
        document = samples.document(random, code=code, lines=lines)
        document["credit"] = document["credit"] and document["credit"] | {"reason": " ".join(CLINICAL)}
        root = documents.build(document)
        written = " ".join(root.find("detalles").itertext("codigoPrincipal", "codigoInterno", "descripcion"))
        written += " ".join(root.itertext("motivo")) + " ".join(root.itertext("campoAdicional"))
        assert [word for word in CLINICAL if word in written.lower().split()] == []


def test_every_kind_of_line_has_neutral_words():
    assert words.CALLED.keys() == set(get_args(Kind))


def test_signs_of_xml_are_written_as_text(random):
    name = 'O\'Brien & "Hijos" <S.A.> ñandú ]]> &amp;'
    root = documents.build(samples.document(random, buyer=buyer(name=name)))
    again = etree.fromstring(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
    assert again.findtext("infoFactura/razonSocialComprador") == name


def buyer(**changes):
    return {
        "id_type": "05",
        "document": "1714307103",
        "name": "Ana",
        "address": None,
        "email": None,
    } | changes


def line(random, **changes):
    own = {"quantity": Decimal(1), "unit_price": Decimal(40), "discount": Decimal(0), "subtotal": Decimal(40)}
    return samples.line(random, **own | {"iva_code": "0", "iva_rate": Decimal(0)} | changes)


WRONG = {
    "emoji": ({"buyer": buyer(name="Ana 😀")}, "buyer.name", "😀"),
    "control character": ({"buyer": buyer(name="Ana\x07")}, "buyer.name", "U+0007"),
    "line end": ({"buyer": buyer(address="Calle 1\nQuito")}, "buyer.address", "U+000A"),
    "half a character": ({"buyer": buyer(name="Ana \ud83d")}, "buyer.name", "U+D83D"),
    "long name": ({"buyer": buyer(name="Ñ" * 301)}, "buyer.name", "300"),
    "no name": ({"buyer": buyer(name=" ")}, "buyer.name", "Falta"),
    "unknown kind of document": ({"buyer": buyer(id_type="09")}, "buyer.id_type", "no existe"),
    "long document": ({"buyer": buyer(document="1" * 21)}, "buyer.document", "20"),
    "another's key": (
        {"access_key": "0211202401050306179800120010020000000677300995216"},
        "access_key",
        "no es de este",
    ),
    "no key": ({"access_key": "1"}, "access_key", "49"),
    "no lines": ({"lines": [], "totals": samples.totals_of([])}, "lines", "de 1 a"),
    "payments": ({"payments": [{"code": "01", "total": Decimal(1)}]}, "payments", "no suman"),
    "payment code": ({"payments": [{"code": "99", "total": Decimal(40)}]}, "payments.0.code", "no existe"),
    "RUC": ({"issuer": samples.issuer(ruc="1790016919002")}, "issuer.ruc", "001"),
}


@pytest.mark.parametrize("change", WRONG, ids=str)
def test_what_is_wrong_is_said_by_field(random, change):
    changes, field, sentence = WRONG[change]
    document = samples.document(random, lines=[line(random)], buyer=buyer()) | changes
    said = [error for error in rules.wrong_in(document) if error["field"] == field]
    assert said and sentence in said[0]["message"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"iva_code": "99"}, "lines.0.iva_code"),
        ({"iva_rate": Decimal(15)}, "lines.0.iva_code"),
        ({"subtotal": Decimal("40.01")}, "lines.0.subtotal"),
        ({"discount": Decimal(-1), "subtotal": Decimal(41)}, "lines.0.subtotal"),
    ],
)
def test_a_line_that_does_not_add_up(random, change, field):
    document = samples.document(random, lines=[line(random, **change)])
    assert field in [error["field"] for error in rules.wrong_in(document)]


@pytest.mark.parametrize(
    ("name", "value"),
    [("subtotal", Decimal(1)), ("discount", Decimal(1)), ("total", Decimal(1)), ("taxes", [])],
)
def test_totals_that_are_not_those_of_the_lines(random, name, value):
    document = samples.document(random, lines=[line(random)])
    document["totals"] |= {name: value}
    assert f"totals.{name}" in [error["field"] for error in rules.wrong_in(document)]


def test_iva_is_that_of_the_base(random):
    document = samples.document(random, lines=[line(random)])
    document["totals"]["taxes"][0]["iva"] = Decimal("0.01")
    document["totals"]["total"] += Decimal("0.01")
    assert "totals.taxes" in [error["field"] for error in rules.wrong_in(document)]


def test_the_final_consumer_has_a_limit_and_no_credit_note(random):
    nobody = buyer(id_type="07", document="9999999999999", name="CONSUMIDOR FINAL")
    fine = samples.document(random, lines=[line(random)], buyer=nobody)
    assert rules.wrong_in(fine) == []
    dear = samples.document(
        random, lines=[line(random, unit_price=Decimal("50.01"), subtotal=Decimal("50.01"))], buyer=nobody
    )
    assert "$50,00" in rules.wrong_in(dear)[0]["message"]
    note = samples.document(random, code="04", lines=[line(random)], buyer=nobody)
    assert "identifica" in rules.wrong_in(note)[0]["message"]


def test_a_note_is_of_an_invoice_and_not_before_it(random):
    for credit, field in (
        ({"number": "7", "issue_date": date(2026, 1, 1)}, "credit.number"),
        ({"number": "001-001-000000007", "issue_date": date(2100, 1, 1)}, "credit.issue_date"),
    ):
        document = samples.document(random, code="04", credit=credit)
        assert [error["field"] for error in rules.wrong_in(document)] == [field]


def test_an_unknown_environment_or_document(random):
    document = samples.document(random)
    key = samples.access_key
    parts = {
        name: document[name] for name in ("issue_date", "document_code", "establishment", "emission_point")
    }
    parts |= {
        "sequential": document["sequential"],
        "ruc": samples.RUC,
        "code": key.new_code(),
        "environment": "3",
    }
    document |= {"environment": "3", "access_key": key.build(**parts)}
    assert "ambiente" in rules.wrong_in(document)[0]["message"]
