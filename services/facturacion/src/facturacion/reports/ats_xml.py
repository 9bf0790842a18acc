"""The ATS of a month as XML, in the order and the letters of its schema.

`ats.xsd` beside this is ours: a transcription of what a clinic declares of the SRI's schema of that name, whose other parts
(exports, cards, trusts, refunds) are not for a clinic. Where `SRI_XSD_DIR` holds the official one, that is asked too.
"""

from functools import cache
from pathlib import Path

from lxml import etree

from facturacion.einvoice.ecuador import schema
from facturacion.einvoice.ecuador.catalogues import PAYMENT_CODES
from facturacion.reports.rules import ats as rules

NAME = "ats.xsd"
# What a buyer of an invoice is, and what table 2 calls the same in a sale: a foreign identity card is told as a passport.
BUYERS = {"04": "04", "05": "05", "06": "06", "07": "07", "08": "06"}
ANONYMOUS, FOREIGN = "07", "06"
NATURAL_PERSON = "01"
# What a supplier's credit note modifies.
INVOICE = rules.KINDS["INVOICE"]
RUC = "01"
AT_HOME = {"pagoLocExt": "01", "paisEfecPago": "NA", "aplicConvDobTrib": "NA", "pagExtSujRetNorLeg": "NA"}


def build(told):
    """The element of a month of which nothing is lacking; `told` is what `reads.ats.ats` says."""
    root = etree.Element("iva")
    informant = told["informant"]
    codes = informant["establishments"]
    on_paper = [row for row in told["sales"] if not row["electronic"]]
    add(
        root,
        TipoIDInformante="R",
        IdInformante=informant["ruc"],
        razonSocial=rules.plain(informant["legal_name"]),
        Anio=told["month"][:4],
        Mes=told["month"][5:],
        numEstabRuc=f"{len(codes):03}",
        # Both totals are of what is issued on paper: what is electronic the SRI has.
        totalVentas=amount(sum(sold_of(row) for row in on_paper)),
        codigoOperativo="IVA",
    )
    bought = etree.SubElement(root, "compras")
    for row in told["purchases"]:
        if row["kind"]:
            add_purchase(etree.SubElement(bought, "detalleCompras"), row)
    sold = etree.SubElement(root, "ventas")
    for row in told["sales"]:
        methods = told["paid_by"].get((row["id_type"], row["document"], row["electronic"]), [])
        paid = sorted({PAYMENT_CODES[method] for method in methods} or {informant["payment_code"]})
        add_sale(etree.SubElement(sold, "detalleVentas"), row, paid)
    net = {row["establishment"]: row["on_paper"] for row in told["establishments"]}
    places = etree.SubElement(root, "ventasEstablecimiento")
    for code in codes:
        add(etree.SubElement(places, "ventaEst"), codEstab=code, ventasEstab=amount(net.get(code, 0)))
    annulled = etree.SubElement(root, "anulados")
    # What was annulled on paper has the authorisation of its booklet, which nobody keeps here.
    for row in rules.authorised(told["annulled"]):
        add(
            etree.SubElement(annulled, "detalleAnulados"),
            tipoComprobante=row["kind"],
            establecimiento=row["establishment"],
            puntoEmision=row["emission_point"],
            secuencialInicio=str(int(row["sequential"])),
            secuencialFin=str(int(row["last"])),
            autorizacion=row["authorisation"],
        )
    return root


def add_purchase(one, row):
    zero, taxed = rules.bases_of(row)
    add(
        one,
        codSustento=row["tax_support"],
        tpIdProv=RUC,
        idProv=row["supplier_ruc"],
        tipoComprobante=row["kind"],
        parteRel="NO",
        fechaRegistro=day(row["day"]),
        establecimiento=row["establishment"],
        puntoEmision=row["emission_point"],
        secuencial=str(int(row["sequential"])),
        fechaEmision=day(row["day"]),
        autorizacion=row["authorisation"],
        baseNoGraIva=amount(0),
        baseImponible=amount(zero),
        baseImpGrav=amount(taxed),
        baseImpExe=amount(0),
        montoIce=amount(0),
        montoIva=amount(row["iva"]),
    )
    withheld = rules.share_of(row) if row["withheld_iva"] else None
    for share, name in rules.IVA_SHARES.items():
        add(one, **{name: amount(row["withheld_iva"] if share == withheld else 0)})
    add(etree.SubElement(one, "pagoExterior"), **AT_HOME)
    # A note is not paid: it gives back.
    if row["kind"] != rules.NOTE:
        add(etree.SubElement(one, "formasDePago"), formaPago=PAYMENT_CODES[row["payment_method"]])
    if row["withheld_income"]:
        add(
            etree.SubElement(etree.SubElement(one, "air"), "detalleAir"),
            codRetAir=row["income_code"],
            baseImpAir=amount(row["base"]),
            porcentajeAir=amount(row["withheld_income"] / row["base"] * 100),
            valRetAir=amount(row["withheld_income"]),
        )
    if withheld or row["withheld_income"]:
        establishment, point, number = row["withholding_number"].split("-")
        add(
            one,
            estabRetencion1=establishment,
            ptoEmiRetencion1=point,
            secRetencion1=str(int(number)),
            autRetencion1=row["withholding_authorisation"],
            fechaEmiRet1=issued_on(row["withholding_authorisation"]) or day(row["day"]),
        )
    if row["kind"] == rules.NOTE:
        establishment, point, number = row["modified_number"].split("-")
        add(
            one,
            docModificado=INVOICE,
            estabModificado=establishment,
            ptoEmiModificado=point,
            secModificado=str(int(number)),
            autModificado=row["modified_authorisation"],
        )


def add_sale(one, row, paid):
    kind = BUYERS[row["id_type"]]
    add(
        one,
        tpIdCliente=kind,
        idCliente="".join(sign for sign in row["document"] if sign.isascii() and sign.isalnum()),
    )
    if kind != ANONYMOUS:
        add(one, parteRelVtas="NO")
    if kind == FOREIGN:
        add(one, tipoCliente=NATURAL_PERSON, denoCli=rules.plain(row["name"]))
    add(
        one,
        tipoComprobante=row["kind"],
        tipoEmision=row["emission"],
        numeroComprobantes=str(row["count"]),
        # A sale has one place for what is not subject and what is exempt.
        baseNoGraIva=amount(row["base_not_subject"] + row["base_exempt"]),
        baseImponible=amount(row["base_zero"]),
        baseImpGrav=amount(row["base_taxed"]),
        montoIva=amount(row["iva"]),
        montoIce=amount(0),
        valorRetIva=amount(0),
        valorRetRenta=amount(0),
    )
    if row["kind"] == "18":
        ways = etree.SubElement(one, "formasDePago")
        for code in paid:
            add(ways, formaPago=code)


def sold_of(row):
    return row["base_not_subject"] + row["base_exempt"] + row["base_zero"] + row["base_taxed"]


def issued_on(key):
    """The day that an access key begins with; None of an authorisation that is none."""
    return f"{key[:2]}/{key[2:4]}/{key[4:8]}" if len(key) == 49 else None


def add(parent, **texts):
    for name, text in texts.items():
        etree.SubElement(parent, name).text = text


def amount(value):
    return f"{value:.2f}"


def day(value):
    return f"{value:%d/%m/%Y}"


@cache
def own():
    return etree.XMLSchema(etree.parse(Path(__file__).with_name(NAME)))


def wrong_in(root, folder):
    """What our schema, and the official one where `folder` has it, have against a document."""
    known = own()
    if not known.validate(root):
        return [error.message for error in known.error_log]
    if folder and Path(folder, NAME).exists():
        return schema.wrong_in(root, folder)
    return []


def written(root):
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
