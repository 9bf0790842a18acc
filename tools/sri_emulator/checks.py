"""What the emulator checks of a document, as far as it is known what the SRI checks. No code of the generator is used.

Known: the order, the codes, the three references, RSA-SHA1, the sums. Not known, and therefore settings of the emulator: how
many days old a document may be (65), by how much sums may differ (52), the code of a wrong check digit (58 here). Whether a
certificate was revoked is not asked (OCSP).
"""

import base64
import binascii
import copy
import re
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from cryptography import x509
from lxml import etree
from signxml import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.xades import XAdESSignatureConfiguration, XAdESVerifier

LARGEST = 320 * 1024
SCHEMAS = {
    "factura": {version: f"factura_V{version}.xsd" for version in ("1.0.0", "1.1.0", "2.0.0", "2.1.0")},
    "notaCredito": {version: f"NotaCredito_V{version}.xsd" for version in ("1.0.0", "1.1.0")},
}
CODES = {"factura": "01", "notaCredito": "04"}
TEXTS = {
    "26": "TAMAÑO MAXIMO SUPERADO",
    "35": "ARCHIVO NO CUMPLE ESTRUCTURA XML",
    "36": "VERSION ESQUEMA DESCONTINUADA",
    "37": "RUC SIN AUTORIZACION DE EMISION",
    "39": "FIRMA INVALIDA",
    "43": "CLAVE ACCESO REGISTRADA",
    "45": "ERROR SECUENCIAL REGISTRADO",
    "47": "TIPO DE COMPROBANTE NO EXISTE",
    "49": "ARGUMENTOS QUE ENVIAN AL WS SON NULOS",
    "50": "ERROR INTERNO GENERAL",
    "52": "ERROR EN DIFERENCIAS",
    "56": "ERROR ESTABLECIMIENTO CERRADO",
    "58": "ERROR EN LA ESTRUCTURA DE CLAVE DE ACCESO",
    "60": "ESTE PROCESO FUE REALIZADO EN EL AMBIENTE DE PRUEBAS",
    "62": "IDENTIFICACION INCORRECTA",
    "65": "FECHA EMISION EXTEMPORANEA",
    "70": "CLAVE DE ACCESO EN PROCESAMIENTO",
    "99": "NO EXISTEN DATOS",
}
RATES = {"0": 0, "2": 12, "3": 14, "4": 15, "5": 5, "6": 0, "7": 0, "8": 8, "10": 13}
DS = "{http://www.w3.org/2000/09/xmldsig#}"
ETSI = "{http://uri.etsi.org/01903/v1.3.2#}"
COVERED = {f"{ETSI}SignedProperties", f"{DS}KeyInfo"}
SIGNATURE = XAdESSignatureConfiguration(
    require_x509=True,
    location="./",
    expect_references=3,
    signature_methods=frozenset({SignatureMethod.RSA_SHA1}),
    digest_algorithms=frozenset({DigestAlgorithm.SHA1}),
    default_reference_c14n_method=CanonicalizationMethod.CANONICAL_XML_1_0,
)


class Refused(Exception):
    """A code of the SRI, and what more there is to say."""

    def __init__(self, code, more=""):
        super().__init__(f"{code}: {more}")
        self.code, self.more = code, more


def read(encoded):
    """The bytes of a document, and its element, from the argument of the reception."""
    if not encoded or not encoded.strip():
        raise Refused("49")
    try:
        content = base64.b64decode(encoded, validate=False)
    except binascii.Error as error:
        raise Refused("35", str(error)) from None
    if len(content) > LARGEST:
        raise Refused("26", f"{len(content)} bytes")
    try:
        root = etree.fromstring(
            content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
    except etree.XMLSyntaxError as error:
        raise Refused("35", str(error)) from None
    if root.getroottree().docinfo.doctype:
        raise Refused("35", "DOCTYPE")
    return content, root


class Beside(etree.Resolver):
    """A schema's imports are the files beside it."""

    def __init__(self, folder):
        self.folder = folder

    def resolve(self, url, id, context):
        return self.resolve_filename(str(self.folder / Path(url).name), context)


class Schemas:
    """The schemas of a folder, each read once."""

    def __init__(self, folder):
        self.folder, self.known = Path(folder), {}

    def check(self, root):
        """Raise Refused where the document's kind, its version or its structure is not known."""
        if root.tag not in SCHEMAS:
            raise Refused("47", str(root.tag))
        if root.get("version") not in SCHEMAS[root.tag]:
            raise Refused("36", str(root.get("version")))
        schema, signed = self._schema(SCHEMAS[root.tag][root.get("version")])
        if not signed:
            root = copy.deepcopy(root)
            for signature in root.findall(f"{DS}Signature"):
                root.remove(signature)
        if not schema.validate(root):
            raise Refused("35", schema.error_log[0].message)

    def _schema(self, name):
        if name not in self.known:
            parser = etree.XMLParser(no_network=True, load_dtd=False)
            parser.resolvers.add(Beside(self.folder))
            tree = etree.parse(str(self.folder / name), parser)
            for pattern in tree.iter("{http://www.w3.org/2001/XMLSchema}pattern"):
                # The published copy is older than the second legend.
                if pattern.get("value") == "CONTRIBUYENTE RÉGIMEN RIMPE":
                    pattern.set("value", "CONTRIBUYENTE (NEGOCIO POPULAR - )?RÉGIMEN RIMPE")
            signed = tree.find(".//*[@ref='ds:Signature']") is not None
            self.known[name] = etree.XMLSchema(tree), signed
        return self.known[name]


def check_digit(key):
    """Raise Refused for a key whose last digit is not that of the others."""
    factors = (int(digit) * (2 + place % 6) for place, digit in enumerate(key[47::-1]))
    rest = 11 - sum(factors) % 11
    if len(key) != 49 or not key.isdigit() or key[48] != str({11: 0, 10: 1}.get(rest, rest)):
        raise Refused("58", "dígito verificador")


def text(root, path):
    return root.findtext(f".//{path}") or ""


def issue_date(root):
    return datetime.strptime(text(root, "fechaEmision"), "%d/%m/%Y").date()


def check_date(root, today, tolerance):
    """A document is of today, or of so many days before."""
    days = (today - issue_date(root)).days
    if not 0 <= days <= tolerance:
        raise Refused("65", f"{issue_date(root):%d/%m/%Y}")


def check_key(root):
    """What the key says is what the document says."""
    told = (
        f"{issue_date(root):%d%m%Y}" + text(root, "codDoc") + text(root, "ruc") + text(root, "ambiente")
        + text(root, "estab") + text(root, "ptoEmi") + text(root, "secuencial")
    )  # fmt: skip
    key = text(root, "claveAcceso")
    if key[:39] != told or key[47] != text(root, "tipoEmision") or text(root, "codDoc") != CODES[root.tag]:
        raise Refused("58", "componentes diferentes a los del comprobante")


def check_signature(content, root, ca_file, now):
    """XAdES-BES, RSA-SHA1, three references that are all right, of a certificate of the authority for this RUC."""
    try:
        results = XAdESVerifier().verify(content, ca_pem_file=str(ca_file), expect_config=SIGNATURE)
    except Exception as error:  # whatever stands in its way, it was not verified
        raise Refused("39", f"{type(error).__name__}: {error}") from None
    covered = {result.signed_xml.tag for result in results if result.signed_xml is not None}
    if covered != COVERED | {root.tag}:
        raise Refused("39", "no cubre el comprobante, las propiedades y el certificado")
    certificate = x509.load_der_x509_certificate(base64.b64decode(root.findtext(f".//{DS}X509Certificate")))
    if not certificate.not_valid_before_utc <= now.astimezone(UTC) <= certificate.not_valid_after_utc:
        raise Refused("39", "certificado fuera de vigencia")
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        usage = None
    if usage is None or not usage.digital_signature:
        raise Refused("39", "El certificado utilizado, no es del tipo firma digital")
    others = [extension.value for extension in certificate.extensions]
    raw = [value.value for value in others if isinstance(value, x509.UnrecognizedExtension)]
    ruc = text(root, "ruc")
    if not any(ruc.encode() in value for value in raw) and ruc not in certificate.subject.rfc4514_string():
        raise Refused("39", "el RUC del certificado es otro")
    if datetime.fromisoformat(root.findtext(f".//{ETSI}SigningTime")) > now:
        raise Refused("39", "fecha de la firma posterior")


def number(element, path):
    return Decimal(element.findtext(path) or "0")


def near(one, other, tolerance):
    return abs(one - other) <= tolerance


def rounded(value):
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def check_sums(root, tolerance):
    """Lines, bases, IVA, total and payments, each from what it is made of."""
    bases = {}
    for line in root.iter("detalle"):
        subtotal = number(line, "precioTotalSinImpuesto")
        made = rounded(number(line, "cantidad") * number(line, "precioUnitario")) - number(line, "descuento")
        if not near(made, subtotal, tolerance):
            raise Refused("52", f"precioTotalSinImpuesto {subtotal}, calculado {made}")
        for tax in line.iter("impuesto"):
            code, rate, base = (
                tax.findtext("codigoPorcentaje"),
                number(tax, "tarifa"),
                number(tax, "baseImponible"),
            )
            if RATES.get(code) != rate or base != subtotal:
                raise Refused("52", f"código {code}, tarifa {rate}, base {base}")
            if not near(number(tax, "valor"), rounded(base * rate / 100), tolerance):
                raise Refused("52", f"valor del IVA {number(tax, 'valor')}")
            bases[code] = bases.get(code, 0) + base
    told = {tax.findtext("codigoPorcentaje"): tax for tax in root.iter("totalImpuesto")}
    if told.keys() != bases.keys():
        raise Refused("52", "los códigos del total no son los de los detalles")
    for code, tax in told.items():
        value = rounded(bases[code] * RATES[code] / 100)
        if not near(number(tax, "baseImponible"), bases[code], tolerance) or not near(
            number(tax, "valor"), value, tolerance
        ):
            raise Refused("52", f"código {code}: base {bases[code]}, valor {value}")
    check_total(root, bases, told, tolerance)


def check_total(root, bases, told, tolerance):
    subtotal = number(root, ".//totalSinImpuestos")
    taxes = sum(number(tax, "valor") for tax in told.values())
    total = number(root, ".//importeTotal" if root.tag == "factura" else ".//valorModificacion")
    if not near(subtotal, sum(bases.values()), tolerance) or not near(
        total, subtotal + taxes + number(root, ".//propina"), tolerance
    ):
        raise Refused("52", f"total {total}")
    if root.tag == "factura" and sum(number(pay, "total") for pay in root.iter("pago")) != total:
        raise Refused("52", "las formas de pago no suman el total")


def warnings(root):
    """What the SRI says beside an authorisation."""
    if text(root, "ambiente") == "1":
        yield "60"
    if text(root, "tipoIdentificacionComprador") == "05" and not is_cedula(
        text(root, "identificacionComprador")
    ):
        yield "62"


def is_cedula(digits):
    if not re.fullmatch("[0-9]{10}", digits):
        return False
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits[:9])]
    return (10 - sum(value - 9 if value > 9 else value for value in doubled) % 10) % 10 == int(digits[9])
