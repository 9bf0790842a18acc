"""How a patient is identified, and who may be somebody registered already. Pure: values in, values or Problems out."""

from common.identity_documents import check_cedula, check_foreign_card, check_passport, check_ruc
from common.problems import Conflict, Invalid

DOCUMENT_CHECKS = {
    "CEDULA": check_cedula,
    "RUC": check_ruc,
    "PASSPORT": check_passport,
    "FOREIGN_CARD": check_foreign_card,
}
DOCUMENT_NAMES = {
    "CEDULA": "cédula",
    "RUC": "RUC",
    "PASSPORT": "pasaporte",
    "FOREIGN_CARD": "identificación extranjera",
}
DOCUMENT = ("document_type", "document_number", "document_country")
IDENTITY = (*DOCUMENT, "no_document_reason")


def identity_of(patient):
    """The members of IDENTITY as they are stored: a document, with its country where it needs one, or why there is none.

    Raises Invalid with the field that is wrong.
    """
    type, number, country, reason = (patient[name] for name in IDENTITY)
    if type is None:
        if number:
            raise Invalid.field("document_type", "Elija de qué tipo es el documento.")
        if reason is None:
            raise Invalid.field("no_document_reason", "Elija por qué el paciente no tiene documento.")
        return dict(zip(IDENTITY, (None, None, None, reason), strict=True))
    if not number:
        raise Invalid.field("document_number", "Escriba el número del documento.")
    if type == "FOREIGN_CARD" and country is None:
        raise Invalid.field("document_country", "Elija el país que dio la identificación.")
    try:
        number = DOCUMENT_CHECKS[type](number)
    except ValueError as error:
        raise Invalid.field("document_number", str(error)) from None
    if type in ("CEDULA", "RUC"):
        country = None
    return dict(zip(IDENTITY, (type, number, country, None), strict=True))


def must_be_complete(patient):
    """Raise Invalid for an insurance number without insurer, or a guardian's data without name."""
    if patient["insurance_number"] is not None and patient["insurer"] is None:
        raise Invalid.field("insurer", "Falta de qué aseguradora es el número.")
    guardian = ("guardian_relation", "guardian_document", "guardian_phone")
    if patient["guardian_name"] is None and any(patient[name] is not None for name in guardian):
        raise Invalid.field("guardian_name", "Falta el nombre de quien lo representa.")


def numbers_of_same_person(type, number):
    """The numbers under which the owner of this document may stand already: a RUC of a person is a cédula and 001."""
    if number is None:
        return []
    if type == "CEDULA":
        return [number, f"{number}001"]
    if type == "RUC":
        return [number, number.removesuffix("001")]
    return [number]


def must_be_somebody_else(patient, likely, may_read, confirmed):
    """Raise Conflict where `patient` has the document of one of the `likely`, or, not `confirmed`, may be one of them.

    The problem shows their files to those who may read patients.
    """
    same = [other for other in likely if _has_document_of(patient, other)]
    shown = {"likely_duplicates": same or likely} if may_read else {}
    if same:
        sentence = "Ya existe un paciente con ese documento."
        if may_read:
            state = "" if same[0]["active"] else ", cuya ficha está inactiva"
            sentence = f"Ese documento ya es de {same[0]['full_name']}{state}."
        raise Conflict(sentence, errors=[{"field": "document_number", "message": sentence}], **shown)
    if likely and not confirmed:
        who = f": {'; '.join(map(described, likely))}" if may_read else ""
        raise Conflict(
            f"Esta persona puede estar registrada ya{who}. Abra su ficha o confirme que es otra persona.",
            confirm="distinct_person",
            **shown,
        )


def _has_document_of(patient, other):
    return patient["document_type"] is not None and all(patient[name] == other[name] for name in DOCUMENT)


def described(patient):
    """`Ana Pérez, cédula 1710034065 (inactiva)`."""
    type = patient["document_type"]
    document = f"{DOCUMENT_NAMES[type]} {patient['document_number']}" if type else "sin documento"
    return f"{patient['full_name']}, {document}{'' if patient['active'] else ' (inactiva)'}"
