"""What the emulator receives and does not authorise, as the SRI would not: who signed, what, and sums that differ."""

from datetime import datetime, timedelta

import pytest
from lxml import etree

from facturacion.einvoice.ecuador import documents
from tests.sri import samples
from tools.sri_emulator.authority import Authority

from .conftest import codes


def not_authorised(sri, content, key):
    assert sri.receive(content).state == "RECIBIDA"
    answer = sri.authorisation(key)
    assert answer.state == "NO AUTORIZADO" and answer.number is None
    return codes(answer)


SIGNED_WRONG = {
    "expired": {"first_day": -9, "last_day": -1},
    "not yet": {"first_day": 1},
    "for encryption": {"signing": False},
    "for nothing": {"signing": None},
    "another RUC": {"ruc": "0992339411001"},
}


@pytest.mark.parametrize("how", SIGNED_WRONG)
def test_a_certificate_that_is_not_taken(authority, sri, sign, random, how):
    document = samples.document(random)
    wrong = authority.issue(**{"ruc": samples.RUC} | SIGNED_WRONG[how])
    assert not_authorised(sri, sign(document, wrong), document["access_key"]) == ["39"]


def test_an_authority_that_nobody_trusts(sri, sign, random):
    document = samples.document(random)
    assert not_authorised(sri, sign(document, Authority().issue(samples.RUC)), document["access_key"]) == [
        "39"
    ]


def test_sha256_is_not_taken(sri, sign, random):
    document = samples.document(random)
    assert not_authorised(sri, sign(document, algorithm="sha256"), document["access_key"]) == ["39"]


def test_a_signature_of_tomorrow(sri, sign, random):
    document = samples.document(random)
    content = sign(document, at=datetime.now(samples.GUAYAQUIL) + timedelta(minutes=10))
    assert not_authorised(sri, content, document["access_key"]) == ["39"]


def test_no_signature(sri, random):
    document = samples.document(random)
    content = etree.tostring(documents.build(document))
    assert not_authorised(sri, content, document["access_key"]) == ["39"]


def test_a_reference_is_missing(sri, sign, random):
    document = samples.document(random)
    root = etree.fromstring(sign(document))
    info = root.find(".//{*}SignedInfo")
    info.remove(info.findall("{*}Reference")[1])
    assert not_authorised(sri, etree.tostring(root), document["access_key"]) == ["39"]


def test_something_else_than_what_was_signed(sri, sign, random):
    document = samples.document(random)
    content = sign(document).replace(b"<moneda>DOLAR<", b"<moneda>DOLLAR<")
    assert not_authorised(sri, content, document["access_key"]) == ["39"]


def put(path, value):
    def change(root):
        root.find(f".//{path}").text = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        put("precioTotalSinImpuesto", "1234567.00"),
        put("detalle/impuestos/impuesto/valor", "1234567.00"),
        put("detalle/impuestos/impuesto/tarifa", "12"),
        put("totalImpuesto/valor", "1234567.00"),
        put("totalImpuesto/codigoPorcentaje", "3"),
        put("importeTotal", "1234567.00"),
        put("pago/total", "1234567.00"),
    ],
)
def test_sums_that_differ(sri, sign, random, change):
    document = samples.document(random)
    assert not_authorised(sri, sign(document, change=change), document["access_key"]) == ["52"]


def test_a_key_of_another_document(sri, sign, random):
    document, other = samples.document(random), samples.document(random)
    content = sign(document, change=put("claveAcceso", other["access_key"]))
    assert not_authorised(sri, content, other["access_key"]) == ["58"]


def test_an_issuer_that_may_not_issue_and_its_correction(emulator, sri, sign, random):
    emulator.enabled = {"0992339411001"}
    document = samples.document(random)
    assert not_authorised(sri, sign(document), document["access_key"]) == ["37"]
    emulator.enabled = None
    assert sri.receive(sign(document)).state == "RECIBIDA"
    assert sri.authorisation(document["access_key"]).state == "AUTORIZADO"
