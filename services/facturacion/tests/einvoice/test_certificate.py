"""The certificate: opened and checked before it signs anything."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from common.signing import credentials
from common.signing.credentials import Credential
from facturacion.einvoice.ecuador import certificate
from tests.sri.samples import RUC
from tools.sri_emulator.authority import Authority, named

PASSWORD = "clave de prueba"


def now():
    return datetime.now(UTC)


def test_a_good_file_opens_with_its_chain(authority, credential):
    content = authority.file(*credential[:2], PASSWORD)
    opened = credentials.open_file(content, PASSWORD)
    assert certificate.wrong_in(opened, RUC, now()) == []
    shown = credentials.described(opened)
    assert shown["subject"].startswith("CN=EMISOR DE PRUEBA") and "CA DE PRUEBA" in shown["chain"][0]
    assert shown["valid_to"] > now() + timedelta(days=300)


def test_an_old_cipher_opens(authority, credential):
    cipher = (
        serialization.PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(2048)
        .key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
        .hmac_hash(hashes.SHA1())
        .build(PASSWORD.encode())
    )
    content = pkcs12.serialize_key_and_certificates(b"x", *credential[:2], [authority.certificate], cipher)
    assert credentials.open_file(content, PASSWORD).certificate == credential.certificate


@pytest.mark.parametrize("content", [b"", b"not a certificate", b"\x30\x82"])
def test_what_is_no_file_of_a_certificate(content):
    with pytest.raises(ValueError, match="revise la contraseña"):
        credentials.open_file(content, PASSWORD)


def test_a_wrong_password(authority, credential):
    with pytest.raises(ValueError, match="revise la contraseña"):
        credentials.open_file(authority.file(*credential[:2], PASSWORD), "otra")


def test_a_file_without_a_private_key(credential):
    content = pkcs12.serialize_key_and_certificates(
        None, None, credential.certificate, None, serialization.BestAvailableEncryption(PASSWORD.encode())
    )
    with pytest.raises(ValueError, match="clave privada"):
        credentials.open_file(content, PASSWORD)


def test_a_key_that_is_not_rsa(authority):
    key = ec.generate_private_key(ec.SECP256R1())
    content = authority.file(key, authority.certify("X", key.public_key(), RUC), PASSWORD)
    with pytest.raises(ValueError, match="RSA"):
        credentials.open_file(content, PASSWORD)


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"bits": 1024}, "1024 bits"),
        ({"signing": False}, "no es de firma digital"),
        ({"signing": None}, "no es de firma digital"),
        ({"first_day": -400, "last_day": -1}, "venció el"),
        ({"first_day": 1}, "vale desde el"),
        ({"ruc": "0992339411001"}, f"no lleva el RUC {RUC}"),
        ({"ruc": None}, f"no lleva el RUC {RUC}"),
    ],
)
def test_a_certificate_that_cannot_sign(authority, how, sentence):
    credential = Credential(*authority.issue(**{"ruc": RUC} | how), (authority.certificate,))
    assert [said for said in certificate.wrong_in(credential, RUC, now()) if sentence in said]


def test_a_key_of_another_certificate(credential):
    other = credential._replace(key=rsa.generate_private_key(65537, 2048))
    assert certificate.wrong_in(other, RUC, now()) == ["La clave privada no es la de este certificado."]


def test_a_chain_that_somebody_else_signed(authority, credential):
    """The same name, and another key: whoever uploads it would not see the difference."""
    forged = credentials.chain_of(credential.certificate, [Authority().certificate])
    broken = credential._replace(chain=forged)
    assert "cadena" in certificate.wrong_in(broken, RUC, now())[0]


def test_a_ruc_in_the_subject(authority):
    key = rsa.generate_private_key(65537, 2048)
    own = x509.Name([*named("EMISOR"), x509.NameAttribute(x509.NameOID.SERIAL_NUMBER, RUC)])
    issued = (
        x509.CertificateBuilder(issuer_name=authority.certificate.subject, subject_name=own)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + timedelta(days=1))
        .sign(authority.key, hashes.SHA256())
    )
    assert certificate.names(issued, RUC) and not certificate.names(issued, "0992339411001")


def test_a_chain_ends_where_the_file_does(credential):
    alone = credential._replace(chain=())
    assert certificate.wrong_in(alone, RUC, now()) == []
    assert "CA DE PRUEBA" in credentials.described(alone)["chain"][0]
