"""Which documents are valid. Pure: values in, values or Problems out."""

from common.identity_documents import check_cedula, check_passport, check_ruc
from common.problems import Invalid

DOCUMENT_CHECKS = {"CEDULA": check_cedula, "RUC": check_ruc, "PASSPORT": check_passport}


def check_document(type, number):
    """The number as it is stored. Raises ValueError with the reason why it is not one of that type."""
    return DOCUMENT_CHECKS[type](number)


def must_be_document(type, number):
    try:
        return check_document(type, number)
    except ValueError as error:
        raise Invalid.field("document_number", str(error)) from None
