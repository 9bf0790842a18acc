"""A PDF signed so that any reader verifies it (PAdES, ETSI EN 319 142-1, baseline B-B): by whom, and that nothing changed since.

No seal of time is asked for: the hour is the signer's own, and nothing leaves the building to sign. `pyhanko` is loaded by the
first signature, since few processes sign.
"""

import io


def load():
    """What signs, before others wait for who signs."""
    import pyhanko.sign  # noqa: F401


def sign(pdf, credential, field, reason):
    """The bytes of `pdf` with a signature that nobody sees on the page, added after it; `reason` is what a reader shows."""
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    known = SimpleCertificateStore()
    known.register_multiple(x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in credential.chain)
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(credential.certificate.public_bytes(Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(
            credential.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        ),
        cert_registry=known,
    )
    said = signers.PdfSignatureMetadata(
        field_name=field,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        reason=reason,
    )
    target = io.BytesIO()
    signers.PdfSigner(said, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=target)
    return target.getvalue()


def name_in(certificate, authority=False):
    """The common name of whom a certificate is of, or of whom it is from; all that names them where there is none."""
    from cryptography.x509 import NameOID

    subject = certificate.issuer if authority else certificate.subject
    names = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return names[0].value if names else subject.rfc4514_string()
