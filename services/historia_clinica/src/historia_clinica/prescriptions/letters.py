"""The letter that takes a prescription to the patient: the PDF as it was issued."""

from common.messages.mail import Attachment, Letter
from historia_clinica.papers import queries as papers
from historia_clinica.prescriptions.queries import PRESCRIPTION, messages_withdrawn

SIGNED = "Está firmada electrónicamente: en la farmacia vale el archivo, y no una impresión de él."
UNSIGNED = "Este PDF no lleva firma electrónica: en la farmacia vale impreso y con la firma de puño y letra."


def prescription(settings, database, about):
    """None where it was annulled meanwhile, or the patient wants no messages any more."""
    with database.session() as db:
        one = papers.get(db, PRESCRIPTION, about["prescription_id"])
        pdf = papers.document(db, PRESCRIPTION, one["id"])
        withdrawn = messages_withdrawn(db, one["patient_id"])
    if one["annulled"] is not None or withdrawn:
        return None
    # Its subject and text name no medicine and no illness: mail is read on many screens.
    return Letter(
        about["to"],
        f"Su receta {one['number']}",
        f"Adjuntamos la receta {one['number']} de {one['prescriber']['name']}, con sus indicaciones.\n\n"
        f"{SIGNED if one['signature'] else UNSIGNED}\n",
        (Attachment(f"{PRESCRIPTION.name_of(one)}.pdf", "application/pdf", bytes(pdf)),),
    )
