"""The XML of a factura and of a notaCredito, version 1.1.0 both, as their schemas order it."""

from decimal import Decimal

from lxml import etree

from facturacion.einvoice.ecuador.access_key import NORMAL
from facturacion.einvoice.ecuador.catalogues import IVA, RIMPE
from facturacion.einvoice.ecuador.words import REASON

VERSION = "1.1.0"
# What the signature's reference to the document names.
ID = "comprobante"
CURRENCY = "DOLAR"
# A document's field names, literally as resolution NAC-DGERCGC26-00000027 has the first.
SUPPLIER = "RUC Proveedor"
NOT_THE_SRI = "NO ES EL SRI: documento de prueba de un emulador, sin validez tributaria"
MICRO = Decimal("0.000001")


def factura(document):
    """The element of an invoice."""
    root = etree.Element("factura", id=ID, version=VERSION)
    add_issuer(root, document)
    info = etree.SubElement(root, "infoFactura")
    add_head(info, document)
    add_issuer_regime(info, document["issuer"])
    add_buyer(info, document["buyer"])
    if document["buyer"]["address"]:
        add(info, "direccionComprador", document["buyer"]["address"])
    totals = document["totals"]
    add(info, "totalSinImpuestos", amount(totals["subtotal"]))
    add(info, "totalDescuento", amount(totals["discount"]))
    add_taxes(info, totals["taxes"])
    # Optional in the schema, obligatory in the technical sheet: so are the payments.
    add(info, "propina", "0.00")
    add(info, "importeTotal", amount(totals["total"]))
    add(info, "moneda", CURRENCY)
    payments = etree.SubElement(info, "pagos")
    for payment in document["payments"]:
        one = etree.SubElement(payments, "pago")
        add(one, "formaPago", payment["code"])
        add(one, "total", amount(payment["total"]))
    add_lines(root, document["lines"], "codigoPrincipal")
    add_further(root, document)
    return root


def nota_credito(document):
    """The element of a credit note."""
    root = etree.Element("notaCredito", id=ID, version=VERSION)
    add_issuer(root, document)
    info = etree.SubElement(root, "infoNotaCredito")
    add_head(info, document)
    add_buyer(info, document["buyer"])
    add_issuer_regime(info, document["issuer"])
    credit, totals = document["credit"], document["totals"]
    add(info, "codDocModificado", "01")
    add(info, "numDocModificado", credit["number"])
    add(info, "fechaEmisionDocSustento", day(credit["issue_date"]))
    add(info, "totalSinImpuestos", amount(totals["subtotal"]))
    add(info, "valorModificacion", amount(totals["total"]))
    add(info, "moneda", CURRENCY)
    add_taxes(info, totals["taxes"])
    add(info, "motivo", REASON)
    add_lines(root, document["lines"], "codigoInterno")
    add_further(root, document)
    return root


BUILDERS = {"01": factura, "04": nota_credito}


def build(document):
    """The element of a document, by its code; `document` is as `rules` describes it and checks it."""
    return BUILDERS[document["document_code"]](document)


def add(parent, name, text):
    etree.SubElement(parent, name).text = text


def amount(value):
    return f"{value:.2f}"


def day(value):
    return f"{value:%d/%m/%Y}"


def add_issuer(root, document):
    issuer = document["issuer"]
    info = etree.SubElement(root, "infoTributaria")
    add(info, "ambiente", document["environment"])
    add(info, "tipoEmision", NORMAL)
    add(info, "razonSocial", issuer["legal_name"])
    if issuer["trade_name"]:
        add(info, "nombreComercial", issuer["trade_name"])
    add(info, "ruc", issuer["ruc"])
    add(info, "claveAcceso", document["access_key"])
    add(info, "codDoc", document["document_code"])
    add(info, "estab", document["establishment"])
    add(info, "ptoEmi", document["emission_point"])
    add(info, "secuencial", f"{document['sequential']:09}")
    add(info, "dirMatriz", issuer["head_office"])
    if issuer["withholding_agent"]:
        add(info, "agenteRetencion", issuer["withholding_agent"])
    if issuer["rimpe"]:
        add(info, "contribuyenteRimpe", RIMPE[issuer["rimpe"]])


def add_head(info, document):
    add(info, "fechaEmision", day(document["issue_date"]))
    if document["issuer"]["address"]:
        add(info, "dirEstablecimiento", document["issuer"]["address"])


def add_issuer_regime(info, issuer):
    if issuer["special_taxpayer"]:
        add(info, "contribuyenteEspecial", issuer["special_taxpayer"])
    add(info, "obligadoContabilidad", "SI" if issuer["keeps_accounts"] else "NO")


def add_buyer(info, buyer):
    add(info, "tipoIdentificacionComprador", buyer["id_type"])
    add(info, "razonSocialComprador", buyer["name"])
    add(info, "identificacionComprador", buyer["document"])


def add_taxes(info, taxes):
    """Base and IVA of each code, computed once on its base."""
    whole = etree.SubElement(info, "totalConImpuestos")
    for tax in taxes:
        one = etree.SubElement(whole, "totalImpuesto")
        add(one, "codigo", IVA)
        add(one, "codigoPorcentaje", tax["iva_code"])
        add(one, "baseImponible", amount(tax["base"]))
        add(one, "valor", amount(tax["iva"]))


def add_lines(root, lines, code):
    details = etree.SubElement(root, "detalles")
    for line in lines:
        one = etree.SubElement(details, "detalle")
        add(one, code, line["code"])
        add(one, "descripcion", line["description"])
        add(one, "cantidad", f"{line['quantity'].quantize(MICRO):f}")
        add(one, "precioUnitario", f"{line['unit_price'].quantize(MICRO):f}")
        add(one, "descuento", amount(line["discount"]))
        add(one, "precioTotalSinImpuesto", amount(line["subtotal"]))
        tax = etree.SubElement(etree.SubElement(one, "impuestos"), "impuesto")
        add(tax, "codigo", IVA)
        add(tax, "codigoPorcentaje", line["iva_code"])
        add(tax, "tarifa", amount(line["iva_rate"]))
        add(tax, "baseImponible", amount(line["subtotal"]))
        add(tax, "valor", amount(line["iva"]))


def further(document):
    """The additional fields by name: at most fifteen, and never one about the patient's health."""
    fields = {
        SUPPLIER: document["issuer"]["supplier_ruc"],
        "Correo": document["buyer"]["email"],
        "Aviso": NOT_THE_SRI if document["emulated"] else None,
    }
    return {name: value for name, value in fields.items() if value}


def add_further(root, document):
    fields = further(document)
    if fields:
        whole = etree.SubElement(root, "infoAdicional")
        for name, value in fields.items():
            etree.SubElement(whole, "campoAdicional", nombre=name).text = value
