"""Whether the SRI would take what a certificate signs."""

from cryptography import x509

from common.signing import credentials


def wrong_in(credential, ruc, now):
    """Why the credential cannot sign for the issuer `ruc` at `now`: sentences, none when it can."""
    sentences = credentials.wrong_in(credential, now)
    if not names(credential.certificate, ruc):
        sentences.append(f"El certificado no lleva el RUC {ruc}.")
    return sentences


def names(certificate, ruc):
    """Whether the RUC is in its subject or in an extension of its authority, where each has an identifier of its own."""
    if any(ruc in str(attribute.value) for attribute in certificate.subject):
        return True
    extensions = (extension.value for extension in certificate.extensions)
    unknown = (value.value for value in extensions if isinstance(value, x509.UnrecognizedExtension))
    return any(ruc.encode() in value for value in unknown)
