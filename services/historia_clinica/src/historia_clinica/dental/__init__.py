"""The dentist's charts: odontograms by version, signed once and never changed again."""

from historia_clinica.dental.routes import odontograms
from historia_clinica.dental.rules.findings import SIGNED
from historia_clinica.rules import NO_SUCH_PATIENT

NAMESPACES = (odontograms.ns,)
CONSTRAINTS = {
    "odontograms_patient": NO_SUCH_PATIENT,
    "odontograms_note": ("note_id", "Esa nota no existe."),
    "odontograms_note_of_patient": ("note_id", "Esa nota es de otro paciente."),
    "odontograms_one_draft": "El paciente ya tiene un odontograma en borrador: continúelo, fírmelo o descártelo.",
    "odontograms_signed": SIGNED,
    "charts_signed_with_note": "De esta nota cuelga un odontograma en borrador: vuelva a firmar.",
    "tooth_findings_once": ("findings", "Un hallazgo está repetido en una pieza."),
    "tooth_findings_of_a_tooth": (
        "findings",
        "Hay un hallazgo en una pieza que consta como ausente o sin erupcionar.",
    ),
    "tooth_finding_kinds_once": ("name", "Ya existe un hallazgo con ese nombre."),
    "tooth_finding_kinds_kept": "Un hallazgo no cambia de nombre: retírelo y agregue otro.",
}
HANDLERS = {}
GAUGES = {}
