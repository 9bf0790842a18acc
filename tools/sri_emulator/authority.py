"""A certificate authority for tests and demonstration: certificates like those that Ecuador's authorities issue, or wrong ones."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

NAME = "CA DE PRUEBA - NO ES DEL SRI"
# Each of Ecuador's authorities puts the RUC into an extension of its own; this is one of them.
RUC_EXTENSION = x509.ObjectIdentifier("1.3.6.1.4.1.37746.3.11")
UTF8 = b"\x0c"


def named(common_name):
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "EC"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "AUTORIDAD DE PRUEBA"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "ENTIDAD DE CERTIFICACION"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


class Authority:
    """An authority with a key of its own; nobody else trusts it."""

    def __init__(self):
        self.key = rsa.generate_private_key(65537, 2048)
        self.certificate = self.certify(NAME, self.key.public_key(), authority=True)

    def certify(self, name, public_key, ruc=None, authority=False, signing=True, first_day=-1, last_day=365):
        """A certificate. `signing=False` is for encryption, None does not say what it is for; days count from now."""
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(named(name))
            .issuer_name(named(NAME))
            .public_key(public_key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + timedelta(days=first_day))
            .not_valid_after(now + timedelta(days=last_day))
            .add_extension(x509.BasicConstraints(authority, None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
            )
        )
        if signing is not None:
            usage = x509.KeyUsage(
                digital_signature=signing, content_commitment=signing, key_encipherment=not signing,
                data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
                encipher_only=False, decipher_only=False,
            )  # fmt: skip
            builder = builder.add_extension(usage, critical=True)
        if ruc:
            value = UTF8 + bytes([len(ruc)]) + ruc.encode()
            builder = builder.add_extension(x509.UnrecognizedExtension(RUC_EXTENSION, value), critical=False)
        return builder.sign(self.key, hashes.SHA256())

    def issue(self, ruc, bits=2048, **how):
        """A private key and its certificate, for the issuer `ruc`."""
        key = rsa.generate_private_key(65537, bits)
        return key, self.certify("EMISOR DE PRUEBA", key.public_key(), ruc, **how)

    def file(self, key, certificate, password):
        """The PKCS#12 file in which an authority delivers them, with its own certificate."""
        cipher = serialization.BestAvailableEncryption(password.encode())
        return pkcs12.serialize_key_and_certificates(b"emisor", key, certificate, [self.certificate], cipher)

    def pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM)
