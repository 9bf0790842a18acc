"""Who may consent to the use of a patient's data. Pure: values in, a Problem out."""

from common.problems import Invalid

# LOPDP: from fifteen on adolescents exercise these rights by themselves; whoever represents a younger one does it for them.
CONSENTS_FROM = 15


def must_be_signed_by_guardian(patient, given_by, today):
    """Raise Invalid where the patient is under CONSENTS_FROM and the name is their own."""
    born = patient["birth_date"]
    if born is None:
        return
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    if years < CONSENTS_FROM and given_by.casefold() == patient["full_name"].casefold():
        raise Invalid.field(
            "given_by", f"El paciente tiene menos de {CONSENTS_FROM} años: firma quien lo representa."
        )
