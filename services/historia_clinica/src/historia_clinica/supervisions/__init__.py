"""Co-signatures: who supervises a note that its author does not sign alone, what waits for them, what they co-signed or sent back."""

from historia_clinica.supervisions import routes
from historia_clinica.supervisions.rules import COSIGNED, OWN_NOTE, RETURNED, UNSIGNED

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "note_supervisions_by_another": OWN_NOTE,
    "note_supervisions_kept": COSIGNED,
    "note_supervisions_of_signed": UNSIGNED,
    "note_supervisions_returned": RETURNED,
    "note_supervisions_returned_whole": COSIGNED,
}
HANDLERS = {}
GAUGES = {}
