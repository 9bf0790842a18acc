"""A certificate that signs and its private key: opened from a PKCS#12 file, kept sealed, and what is wrong in it."""

from functools import lru_cache
from typing import NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from common.signing import sealing

SMALLEST_KEY = 2048
SHUT = "No se pudo abrir: revise la contraseña y que el archivo sea .p12 o .pfx."
DER, PEM = serialization.Encoding.DER, serialization.Encoding.PEM


class Credential(NamedTuple):
    """A private key, its certificate, and those that vouch for it, the nearest first."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    chain: tuple


def open_file(content, password):
    """The credential in a PKCS#12 file. Raises ValueError with a sentence for whoever uploaded it.

    The old ciphers (RC2, triple DES) with which Ecuadorian authorities deliver it are among those that `cryptography` opens.
    """
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(content, password.encode())
    except (ValueError, TypeError):
        raise ValueError(SHUT) from None
    if key is None or certificate is None:
        raise ValueError("El archivo no tiene una clave privada con su certificado.")
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError("La clave del certificado no es RSA, que es la que se admite.")
    return Credential(key, certificate, chain_of(certificate, others))


def sealed(credential, secret, purpose):
    """Its private key, as it is kept."""
    key = credential.key.private_bytes(DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return sealing.seal(key, secret, purpose)


@lru_cache(16)
def unsealed(pem, sealed_key, secret, purpose):
    """The credential of a stored certificate, with those that `pem` has after it, opened once in a process. Raises ValueError."""
    return loaded(sealing.unseal(sealed_key, secret, purpose), pem)


def loaded(der, pem):
    """The credential of a private key that was opened before, and of certificates as text."""
    key = serialization.load_der_private_key(der, None, unsafe_skip_rsa_key_validation=True)
    certificate, *chain = x509.load_pem_x509_certificates(pem.encode())
    return Credential(key, certificate, tuple(chain))


def pem_of(certificates):
    """Certificates as text, one after another."""
    return "".join(one.public_bytes(PEM).decode() for one in certificates)


def chain_of(certificate, others):
    """Those of `others` that vouch for the certificate, one after another, as far as the file goes."""
    chain, current = [], certificate
    while current.issuer != current.subject:
        above = next(
            (other for other in others if other.subject == current.issuer and other not in chain), None
        )
        if above is None:
            break
        chain.append(above)
        current = above
    return tuple(chain)


def wrong_in(credential, now):
    """Why the credential cannot sign at `now`, whatever it signs: sentences, none when it can."""
    certificate, sentences = credential.certificate, []
    if credential.key.key_size < SMALLEST_KEY:
        sentences.append(f"La clave tiene {credential.key.key_size} bits: se piden {SMALLEST_KEY} o más.")
    if credential.key.public_key() != certificate.public_key():
        sentences.append("La clave privada no es la de este certificado.")
    if not for_signing(certificate):
        sentences.append("El certificado no es de firma digital.")
    if now < certificate.not_valid_before_utc:
        sentences.append(f"El certificado vale desde el {certificate.not_valid_before_utc:%d/%m/%Y}.")
    if now > certificate.not_valid_after_utc:
        sentences.append(f"El certificado venció el {certificate.not_valid_after_utc:%d/%m/%Y}.")
    if not vouched(credential):
        sentences.append("La cadena del certificado está rota: quien lo emite no lo firmó.")
    return sentences


def for_signing(certificate):
    """Whether its key usage is digital signature; one that does not say what it is for is not taken."""
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
    except x509.ExtensionNotFound:
        return False


def vouched(credential):
    """Whether each certificate is signed by the next of its chain. A chain that ends early is not broken."""
    links = (credential.certificate, *credential.chain)
    try:
        for below, above in zip(links, links[1:]):
            below.verify_directly_issued_by(above)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def described(credential):
    """What a page shows of a certificate: nothing of its key."""
    certificate = credential.certificate
    return {
        "subject": certificate.subject.rfc4514_string(),
        "serial": str(certificate.serial_number),
        "valid_from": certificate.not_valid_before_utc,
        "valid_to": certificate.not_valid_after_utc,
        "chain": [one.subject.rfc4514_string() for one in credential.chain]
        or [certificate.issuer.rfc4514_string()],
    }
