"""Documents of a patient: photos, radiographs and results that were attached, and pairs of photos before and after."""

from common.files import uploads
from historia_clinica.documents import routes
from historia_clinica.documents.rules import WITHDRAWN
from historia_clinica.rules import NO_SUCH_PATIENT

NAMESPACES = (routes.ns, uploads("documents:write"))
CONSTRAINTS = {
    "files_kept": "Lo que se subió se conserva tal como se guardó.",
    "attachments_patient": NO_SUCH_PATIENT,
    "attachments_file_once": ("file_id", "Ese archivo ya está adjunto: súbalo de nuevo."),
    "attachments_note": ("note_id", "Esa nota no existe."),
    "attachments_kept": "Un documento se conserva: retírelo con un motivo.",
    "attachments_withdrawn": WITHDRAWN,
    "attachments_series": ("view", "Solo una foto es de una vista, y dice de qué momento."),
    "photo_pairs_two": ("after_id", "Elija dos imágenes distintas."),
    "photo_pairs_before": ("before_id", "Ese documento no existe."),
    "photo_pairs_after": ("after_id", "Ese documento no existe."),
    "photo_pairs_of_one_patient": ("after_id", "Un par es de dos imágenes del mismo paciente."),
}
HANDLERS = {}
GAUGES = {}
