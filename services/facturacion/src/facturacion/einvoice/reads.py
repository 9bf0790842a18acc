"""Electronic documents with what hangs from them."""

from xml.sax.saxutils import escape

from common.web.http import found
from facturacion.einvoice import queries
from facturacion.einvoice.ecuador.advice import advice_on
from facturacion.einvoice.ecuador.catalogues import ENVIRONMENTS

NOT_FOUND = "No existe ese comprobante."


def advised(einvoice):
    return einvoice | {"advice": advice_on(einvoice["messages"])}


def page(db, wanted):
    listed = queries.page(db, wanted)
    return listed | {"data": [advised(row) for row in listed["data"]]}


def detail(db, id):
    einvoice = found(queries.get(db, id), NOT_FOUND)
    return advised(einvoice) | {"attempts": queries.attempts(db, id)}


def xml(db, id):
    """The key of a document, and its file: the envelope of an authorised one, else the document itself."""
    row = found(queries.content(db, id), NOT_FOUND)
    found(row["xml"], "Ese comprobante todavía no está firmado.")
    content = bytes(row["xml"])
    if row["status"] != "AUTHORISED":
        return row["access_key"], content
    # The document travels as text inside the envelope, to the byte: escaped, so that none of its marks ends it.
    head = (
        '<?xml version="1.0" encoding="UTF-8"?><autorizacion><estado>AUTORIZADO</estado>'
        f"<numeroAutorizacion>{row['access_key']}</numeroAutorizacion>"
        f"<fechaAutorizacion>{row['authorised_at'].isoformat()}</fechaAutorizacion>"
        f"<ambiente>{ENVIRONMENTS[row['environment']]}</ambiente><comprobante>"
    )
    return row["access_key"], (head + escape(content.decode()) + "</comprobante></autorizacion>").encode()
