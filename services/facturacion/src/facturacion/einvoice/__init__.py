"""Electronic invoices: what of an invoice or credit note the tax authority receives, and what it answers."""

from facturacion.einvoice import gauges
from facturacion.einvoice.routes import accounting, documents, issuers, shared

NAMESPACES = (issuers.issuer, accounting.ns, documents.ns, shared.ns)
CONSTRAINTS = {
    "electronic_invoices_moves": "Ese comprobante no puede pasar a ese estado.",
    "electronic_invoices_number": "Ese número ya está en otro comprobante electrónico.",
    "electronic_invoices_access_key": "Esa clave de acceso ya está en otro comprobante.",
    "establishments_code": ("establishments", "Un establecimiento tiene tres dígitos."),
}
HANDLERS = {}
GAUGES = gauges.GAUGES
