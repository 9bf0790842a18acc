"""Who may restrict a note and open one. Pure: values in, a Problem out."""

from common.problems import Conflict, Forbidden, Invalid

# Shorter says nothing to whoever reviews it.
LETTERS, WORDS = 15, 3
NO_SUCH_NOTE = "Esa nota no existe."
HIDDEN = "Esta nota está restringida por {author}. Si la atención lo exige, ábrala con un motivo: quedará registrado."


def must_be_theirs(note, user):
    """The author decides who reads a note; for an author who left, whoever may decide for others."""
    if note["author"]["id"] != user.id and not user.may("restrictions:write"):
        raise Forbidden(f"Solo {note['author']['name']}, que escribió la nota, decide quién la lee.")


def must_be_known(roles, known):
    """`known`: the names of the roles that read notes."""
    strange = [role for role in roles if role not in known]
    if strange:
        raise Invalid.field("roles", f"El rol «{strange[0]}» no existe o no lee notas.")


def must_be_person(user):
    if user.is_client:
        raise Forbidden("Una nota restringida la abre una persona, no una integración.")


def must_say_why(reason):
    if len(reason) < LETTERS or len({word.lower() for word in reason.split()}) < WORDS:
        raise Invalid.field("reason", "Explique con algunas palabras por qué necesita leer la nota.")


def must_be_hidden(note):
    if note["readable"]:
        raise Conflict("Ya puede leer esta nota.")


def must_be_restricted(note):
    if note["roles"] is None:
        raise Conflict("Esta nota no está restringida.")


def must_be_readable(note):
    """`note`: how it stands for the reader, where it is not there to be read; None where there is no such note."""
    if note and not note["readable"]:
        raise Forbidden(HIDDEN.format(author=note["author"]["name"]))
