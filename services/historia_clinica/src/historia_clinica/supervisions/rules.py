"""Who co-signs a note, and when. Pure: values in, a Problem out."""

from common.problems import Conflict, Forbidden, Invalid

OWN_NOTE = "Nadie refrenda una nota que escribió."
COSIGNED = "La nota ya está refrendada."
RETURNED = "La nota se devolvió a quien la escribió: lo que vale es la que escriba en su lugar."
UNSIGNED = "La nota es un borrador: se refrenda después de que su autor la firme."


def must_be_supervisor(person, author_id):
    """`person`: what `auth` says of them as a practitioner; None for who is none."""
    if person is None:
        raise Invalid.field("supervisor_id", "Esa persona no atiende pacientes en la clínica.")
    if not person["supervises"]:
        raise Invalid.field("supervisor_id", f"{person['full_name']} no puede refrendar notas.")
    if str(person["id"]) == author_id:
        raise Invalid.field("supervisor_id", OWN_NOTE)


def must_be_changeable(note, user):
    """Its author chooses who co-signs; whoever may co-sign takes over, as when the supervisor is away."""
    if note["cosigned_by"]:
        raise Conflict(COSIGNED)
    if note["returned"]:
        raise Conflict(RETURNED)
    if user.id != note["author"]["id"] and (note["status"] == "DRAFT" or not user.may("records:cosign")):
        raise Forbidden(f"Solo {note['author']['name']}, que escribió la nota, elige quién la refrenda.")


def must_wait(note, user):
    if note["status"] == "DRAFT":
        raise Conflict(UNSIGNED)
    if note["supervisor"] is None:
        raise Conflict("La nota no necesita refrendo: su autor firma sin supervisión.")
    if note["cosigned_by"]:
        raise Conflict(COSIGNED)
    if note["returned"]:
        raise Conflict(RETURNED)
    if note["author"]["id"] == user.id:
        raise Forbidden(OWN_NOTE)


def must_stand(supervision):
    """For what is added to a note, which may have none."""
    if supervision and supervision["returned"]:
        raise Conflict(RETURNED)


def must_be_person(user):
    if user.is_client:
        raise Forbidden("Una nota la refrenda o devuelve una persona, no una integración.")


def must_have_supervisor(supervisor):
    """For the note of somebody who does not sign alone."""
    if supervisor is None:
        raise Invalid.field(
            "supervisor_id", "Su firma necesita un refrendo: elija quién supervisa esta nota."
        )
