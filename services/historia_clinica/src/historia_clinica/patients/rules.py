"""What is asked of a patient, how they are identified, and who may be somebody registered already. Pure: values in, values or Problems out."""

from common.identity_documents import check_cedula, check_foreign_card, check_passport, check_ruc
from common.problems import Conflict, Invalid

# From these two are made the statements of a file, what a merge chooses (`merges/rules.py`) and what an erasure takes.
FIELDS = (
    "document_type",
    "document_number",
    "document_country",
    "no_document_reason",
    "first_name",
    "last_name",
    "birth_date",
    "gender",
    "occupation",
    "phone",
    "email",
    "address",
    "emergency_contact_name",
    "emergency_contact_phone",
)
# What the Ministry's admission form and the law ask beside; read in the file only, whose reading leaves a trace.
ADMISSION = (
    "nationality",
    "birth_place",
    "ethnicity",
    "marital_status",
    "education",
    "workplace",
    "insurer",
    "insurance_number",
    "came_by",
    "preferred_channel",
    "emergency_contact_relation",
    "guardian_name",
    "guardian_relation",
    "guardian_document",
    "guardian_phone",
)
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


# How sure each reason is, of a hundred. A phone alone is the weakest: a family shares one.
SCORES = {"DOCUMENT": 100, "NAME_AND_BIRTH_DATE": 95, "NAME_AND_PHONE": 85, "NAME_AND_EMAIL": 80, "PHONE": 40}


def likely(patient, numbers, candidates):
    """Those of the `candidates` who may be the patient, each with `why` and `score`, the surest first; five at most."""
    found = []
    for other in candidates:
        reason = _why(patient, numbers, other)
        if reason is not None:
            hidden = ("phone", "email", "full", "wanted")
            shown = {name: value for name, value in other.items() if name not in hidden}
            found.append(shown | {"why": reason, "score": SCORES[reason]})
    return sorted(found, key=lambda one: (-one["score"], not one["active"]))[:5]


def _why(patient, numbers, other):
    if other["document_number"] in numbers:
        return "DOCUMENT"
    born, theirs = patient["birth_date"], other["birth_date"]
    phone = patient["phone"] is not None and other["phone"] == patient["phone"]
    if same_names(other["full"], other["wanted"] or ""):
        if born is not None and theirs == born:
            return "NAME_AND_BIRTH_DATE"
        if born is None or theirs is None:
            if phone:
                return "NAME_AND_PHONE"
            if patient["email"] is not None and other["email"] == patient["email"]:
                return "NAME_AND_EMAIL"
    return "PHONE" if phone else None


def same_names(one, other):
    """Whether all words of the shorter are in the longer, in any order, one of them with one slip at most.

    People write one surname or both. A slip is two swapped letters, one letter too many, missing or wrong; in a word of
    three letters it makes another name.
    """
    shorter, longer = sorted((one.split(), other.split()), key=len)
    left = list(longer)
    strange = []
    for word in shorter:
        if word in left:
            left.remove(word)
        else:
            strange.append(word)
    if not shorter or len(strange) > 1:
        return False
    return not strange or any(_one_slip(strange[0], word) for word in left)


def _one_slip(one, other):
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def must_be_somebody_else(patient, likely, may_read, confirmed):
    """Raise Conflict where `patient` has the document of one of the `likely`, or, not `confirmed`, may be one of them.

    The problem shows their files to those who may read patients.
    """
    same = [other for other in likely if _has_document_of(patient, other)]
    shown = {"likely_duplicates": same} if may_read else {}
    if same:
        sentence = "Ya existe un paciente con ese documento."
        if may_read:
            state = "" if same[0]["active"] else ", cuya ficha está inactiva"
            sentence = f"Ese documento ya es de {same[0]['full_name']}{state}."
        raise Conflict(sentence, errors=[{"field": "document_number", "message": sentence}], **shown)
    likely = [other for other in likely if other["why"] != "PHONE"]
    shown = {"likely_duplicates": likely} if may_read else {}
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
