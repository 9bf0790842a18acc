"""Purchases: what came in together, with the supplier's document, put right or annulled as a whole."""

from inventario.purchases import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "receipts_document": ("document.document_number", "Ya se registró ese documento de ese proveedor."),
    "receipts_kept": "Un ingreso anulado no se cambia.",
    "receipts_iva": ("document.iva", "El IVA es parte del valor: debe ser menor."),
    "receipts_base_zero": ("document.base_zero", "La parte sin IVA no pasa del valor menos su IVA."),
}
HANDLERS = {}
GAUGES = {}
