"""What a month has to have to be declared in the ATS, and the codes of its tables. Pure."""

import re
import unicodedata
from decimal import Decimal

# Table 4: the documents of purchase; of what is not here the accountant says.
KINDS = {"INVOICE": "01", "SALE_NOTE": "02", "LIQUIDATION": "03", "CREDIT_NOTE": "04"}
NOTE = KINDS["CREDIT_NOTE"]
# Table 11: the shares of IVA that are withheld, and where each is told.
IVA_SHARES = {
    10: "valRetBien10",
    20: "valRetServ20",
    30: "valorRetBienes",
    50: "valRetServ50",
    70: "valorRetServicios",
    100: "valRetServ100",
}
CENT = Decimal("0.01")
NUMBER = re.compile(r"[0-9]{3}-[0-9]{3}-[0-9]{1,9}")


def lacking(told):
    """What stands in the way of the XML: of whom or which document, and what it has not."""
    found = []
    informant = told["informant"]
    if not informant or not informant["ruc"] or len(plain(informant["legal_name"] or "")) < 5:
        found.append(lack("issuer", None, "Emisor", ["su RUC y su razón social"]))
    for row in told["purchases"]:
        if row["kind"] and (lacks := lacks_of(row)):
            name = row["supplier_name"] or row["description"]
            found.append(
                lack(
                    "purchase", row["expense_id"], f"{name}, {row['document_number'] or 'sin número'}", lacks
                )
            )
    return found


def authorised(annulled):
    return [row for row in annulled if row["authorisation"]]


def lack(about, id, label, lacks):
    return {"about": about, "id": id, "label": label, "lacks": lacks}


def lacks_of(purchase):
    """What the annex asks of a document of purchase and nobody wrote."""
    found = []
    if not purchase["supplier_ruc"]:
        found.append("el RUC del proveedor")
    if not NUMBER.fullmatch(purchase["document_number"] or ""):
        found.append("el número en tres partes (001-001-000000123)")
    if not purchase["authorisation"]:
        found.append("el número de autorización")
    if purchase["document_type"] == "CREDIT_NOTE":
        if not NUMBER.fullmatch(purchase["modified_number"] or ""):
            found.append("el número en tres partes del documento que modifica")
        if not purchase["modified_authorisation"]:
            found.append("la autorización del documento que modifica")
    if not purchase["tax_support"]:
        found.append("el sustento tributario")
    if purchase["withheld_iva"] and share_of(purchase) is None:
        found.append("una retención de IVA del 10, 20, 30, 50, 70 o 100 %")
    if purchase["withheld_income"] and not purchase["income_code"]:
        found.append("el código de la retención de renta")
    withheld = purchase["withheld_iva"] or purchase["withheld_income"]
    if withheld and not (purchase["withholding_number"] and purchase["withholding_authorisation"]):
        found.append("el número y la autorización del comprobante de retención")
    return found


def share_of(purchase):
    """Which share of its IVA was withheld; None where it is none of those that there are."""
    for share in IVA_SHARES:
        if abs(purchase["iva"] * share / 100 - purchase["withheld_iva"]) <= CENT:
            return share
    return None


def bases_of(purchase):
    """Its base at 0 %, and the one with IVA."""
    if not purchase["iva"]:
        return purchase["base"], Decimal(0)
    return purchase["base_zero"], purchase["base"] - purchase["base_zero"]


def plain(text):
    """A name as the annex takes it: letters without accents, digits and spaces."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^a-zA-Z0-9]+", " ", bare).split())[:500]
