"""What is asked of facturacion about the document of a supplier; before the transaction, never within."""

from common.messages.client import get_services


def registered(document, receipt_id=None):
    """Whether the books of purchases have this document of this supplier already, by another entry than that receipt's."""
    asked = {"supplier_name": document.supplier_name, "document_number": document.document_number}
    if receipt_id is not None:
        asked["except_receipt"] = receipt_id
    return get_services().ask("facturacion", "expenses/registered", **asked)["registered"]
