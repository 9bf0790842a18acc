"""What the clinic decided about its expenses. Pure."""

from common.problems import Conflict
from facturacion.money import money

DOCUMENT = ("supplier_name", "document_number")


def must_not_repeat(twin):
    """Raise Conflict where another expense has this document, for the person to confirm or correct."""
    if twin:
        raise Conflict(
            f"Ya se registró ese documento de ese proveedor: «{twin['description']}» del {twin['date']:%d/%m/%Y} "
            f"por {money(twin['amount'])}. Confirme si de verdad es otro gasto.",
            warning="repeated_document",
            confirm="confirm_repeated",
            existing=twin,
        )
