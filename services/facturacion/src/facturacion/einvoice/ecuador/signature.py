"""XAdES-BES signature of a document, in the layout of documents that the SRI has authorised.

Enveloped, the last child of the document; three references: the signed properties, the certificate (KeyInfo) and the document
without its signature. Inclusive canonical XML 1.0. RSA-SHA1 because the technical sheet names no other, and two implementers
report that SHA-256 is answered with error 39; the algorithm is a setting, so that the day it changes is no day of programming.
"""

import base64
import hashlib
import secrets

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from lxml import etree

from facturacion.einvoice.ecuador.documents import ID

DS = "http://www.w3.org/2000/09/xmldsig#"
ETSI = "http://uri.etsi.org/01903/v1.3.2#"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
ENVELOPED = f"{DS}enveloped-signature"
PROPERTIES = "http://uri.etsi.org/01903#SignedProperties"
# By name: the signature's and the digest's identifiers, and what computes them.
ALGORITHMS = {
    "sha1": (f"{DS}rsa-sha1", f"{DS}sha1", hashes.SHA1),
    "sha256": (
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        "http://www.w3.org/2001/04/xmlenc#sha256",
        hashes.SHA256,
    ),
}


def sign(root, key, certificate, signed_at, algorithm="sha1"):
    """The bytes of the document with its signature, made once: they are stored and sent as they are, however often.

    `signed_at` is an aware time in Ecuador's zone; the SRI refuses one that is ahead of its own clock.
    """
    if root.get("id") != ID:
        raise ValueError(f"the root has no id={ID!r}: the signature would be of nothing")
    method, digest_method, hash_class = ALGORITHMS[algorithm]
    document_digest = digest(root, algorithm)
    number = secrets.randbelow(10**6)
    names = {
        part: f"{part}{number}" for part in ("Signature", "Certificate", "Reference", "SignedProperties")
    }

    signature = etree.SubElement(root, ds("Signature"), nsmap={"ds": DS, "etsi": ETSI}, Id=names["Signature"])
    info = etree.SubElement(signature, ds("SignedInfo"), Id=f"SignedInfo{number}")
    etree.SubElement(info, ds("CanonicalizationMethod"), Algorithm=C14N)
    etree.SubElement(info, ds("SignatureMethod"), Algorithm=method)
    value = etree.SubElement(signature, ds("SignatureValue"), Id=f"SignatureValue{number}")
    key_info = add_certificate(signature, certificate, names["Certificate"])
    properties = add_properties(signature, certificate, signed_at, names, digest_method, algorithm)

    refer(
        info, f"#{names['SignedProperties']}", digest_method, digest(properties, algorithm), Type=PROPERTIES
    )
    refer(info, f"#{names['Certificate']}", digest_method, digest(key_info, algorithm))
    refer(info, f"#{ID}", digest_method, document_digest, Id=names["Reference"], transform=ENVELOPED)
    value.text = base64.b64encode(key.sign(canonical(info), padding.PKCS1v15(), hash_class())).decode()
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def ds(name):
    return f"{{{DS}}}{name}"


def etsi(name):
    return f"{{{ETSI}}}{name}"


def canonical(element):
    return etree.tostring(element, method="c14n")


def digest(element, algorithm):
    return base64.b64encode(hashlib.new(algorithm, canonical(element)).digest()).decode()


def refer(info, uri, digest_method, value, transform=None, **attributes):
    reference = etree.SubElement(info, ds("Reference"), URI=uri, **attributes)
    if transform:
        etree.SubElement(etree.SubElement(reference, ds("Transforms")), ds("Transform"), Algorithm=transform)
    add_digest(reference, digest_method, value)


def add_digest(parent, digest_method, value):
    etree.SubElement(parent, ds("DigestMethod"), Algorithm=digest_method)
    etree.SubElement(parent, ds("DigestValue")).text = value


def add_certificate(signature, certificate, name):
    key_info = etree.SubElement(signature, ds("KeyInfo"), Id=name)
    data = etree.SubElement(key_info, ds("X509Data"))
    etree.SubElement(data, ds("X509Certificate")).text = base64.b64encode(der(certificate)).decode()
    numbers = certificate.public_key().public_numbers()
    rsa = etree.SubElement(etree.SubElement(key_info, ds("KeyValue")), ds("RSAKeyValue"))
    etree.SubElement(rsa, ds("Modulus")).text = integer(numbers.n)
    etree.SubElement(rsa, ds("Exponent")).text = integer(numbers.e)
    return key_info


def add_properties(signature, certificate, signed_at, names, digest_method, algorithm):
    holder = etree.SubElement(
        etree.SubElement(signature, ds("Object")),
        etsi("QualifyingProperties"),
        Target=f"#{names['Signature']}",
    )
    properties = etree.SubElement(holder, etsi("SignedProperties"), Id=names["SignedProperties"])
    own = etree.SubElement(properties, etsi("SignedSignatureProperties"))
    etree.SubElement(own, etsi("SigningTime")).text = signed_at.isoformat(timespec="seconds")
    cert = etree.SubElement(etree.SubElement(own, etsi("SigningCertificate")), etsi("Cert"))
    value = base64.b64encode(hashlib.new(algorithm, der(certificate)).digest()).decode()
    add_digest(etree.SubElement(cert, etsi("CertDigest")), digest_method, value)
    serial = etree.SubElement(cert, etsi("IssuerSerial"))
    etree.SubElement(serial, ds("X509IssuerName")).text = certificate.issuer.rfc4514_string()
    etree.SubElement(serial, ds("X509SerialNumber")).text = str(certificate.serial_number)
    about = etree.SubElement(
        etree.SubElement(properties, etsi("SignedDataObjectProperties")), etsi("DataObjectFormat")
    )
    about.set("ObjectReference", f"#{names['Reference']}")
    etree.SubElement(about, etsi("Description")).text = "contenido comprobante"
    etree.SubElement(about, etsi("MimeType")).text = "text/xml"
    return properties


def der(certificate):
    return certificate.public_bytes(serialization.Encoding.DER)


def integer(number):
    """A number as XML signatures write it: its bytes, the highest first, in base 64."""
    return base64.b64encode(number.to_bytes((number.bit_length() + 7) // 8, "big")).decode()
