"""What the clinic decided about a patient's documents. Pure."""

from common.problems import Conflict, Invalid

WITHDRAWN = "El documento está retirado: recupérelo antes de cambiarlo."


def must_be_withdrawn(document):
    if not document["withdrawn"]:
        raise Conflict("El documento no está retirado.")


def must_be_of_series(document, media_type):
    """A view is of a photo, at a moment of the treatment; what is no photo has neither."""
    if (document["view"] is None) != (document["stage"] is None):
        missing = "stage" if document["stage"] is None else "view"
        raise Invalid.field(missing, "Una foto de una serie dice qué vista es y de qué momento.")
    if document["view"] is None:
        return
    if document["kind"] != "PHOTO" or not media_type.startswith("image/"):
        raise Invalid.field("view", "Solo una foto es de una vista: elija el tipo Foto y una imagen.")


def must_be_of_patient(note, patient_id):
    """`note` is whose the note is, None where there is none."""
    if note is None:
        raise Invalid.field("note_id", "Esa nota no existe.")
    if note["patient_id"] != patient_id:
        raise Invalid.field("note_id", "Esa nota es de otro paciente.")


def must_be_photo_of(field, document, patient_id):
    if document is None or document["patient_id"] != patient_id:
        raise Invalid.field(field, "Ese documento no es de este paciente.")
    if not document["media_type"].startswith("image/"):
        raise Invalid.field(field, "Se comparan imágenes: elija una foto o una radiografía.")
