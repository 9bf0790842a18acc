"""Who hands over a draft, to whom, and who takes it back. Pure: values in, a Problem out."""

from common.problems import Conflict, Forbidden, Invalid


def must_be_theirs(note, user):
    """Its author's; of an author who left, whoever decides for others (as of restrictions)."""
    if note["author"]["id"] != user.id and not user.may("restrictions:write"):
        raise Forbidden(f"Solo {note['author']['name']}, que escribe el borrador, lo pasa a otra persona.")


def must_be_colleague(person, note):
    """`person`: what `auth` says of them as an author of notes; None for who writes none."""
    if person is None:
        raise Invalid.field("to_id", "Esa persona no escribe ni firma notas.")
    if str(person["id"]) == note["author"]["id"]:
        raise Invalid.field("to_id", "El borrador ya es de esa persona.")


def must_be_untouched(last, note, user):
    """What was handed over by mistake is taken back while nobody wrote on."""
    if note["author"]["id"] == user.id:
        raise Conflict("El borrador ya es suyo.")
    if last is None or user.id not in (last["from"]["id"], last["by"]["id"]):
        raise Forbidden("Solo quien pasó el borrador lo recupera.")
    if note["author"]["id"] != last["to"]["id"] or note["version"] != last["note_version"]:
        raise Conflict(f"{last['to']['name']} ya escribió en el borrador: pídale que se lo pase de vuelta.")
