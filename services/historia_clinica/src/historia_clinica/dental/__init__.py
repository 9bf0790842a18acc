"""The dentist's charts: odontograms and periodontograms by version, signed once and never changed; oral health; orthodontics."""

from historia_clinica.dental.routes import odontograms, oral_health, orthodontics, periodontograms
from historia_clinica.dental.rules import oral_health as examinations
from historia_clinica.dental.rules import orthodontics as controls
from historia_clinica.dental.rules.versions import signed
from historia_clinica.rules import NO_SUCH_PATIENT

NAMESPACES = (odontograms.ns, periodontograms.ns, oral_health.ns, orthodontics.ns)
NO_SUCH_NOTE = ("note_id", "Esa nota no existe.")
OF_ANOTHER = ("note_id", "Esa nota es de otro paciente.")
CONSTRAINTS = {
    "odontograms_patient": NO_SUCH_PATIENT,
    "odontograms_note": NO_SUCH_NOTE,
    "odontograms_note_of_patient": OF_ANOTHER,
    "odontograms_one_draft": "El paciente ya tiene un odontograma en borrador: continúelo, fírmelo o descártelo.",
    "odontograms_signed": signed("odontograma"),
    "charts_signed_with_note": "De esta nota cuelga un gráfico en borrador: vuelva a firmar.",
    "tooth_findings_once": ("findings", "Un hallazgo está repetido en una pieza."),
    "tooth_findings_of_a_tooth": (
        "findings",
        "Hay un hallazgo en una pieza que consta como ausente o sin erupcionar.",
    ),
    "tooth_finding_kinds_once": ("name", "Ya existe un hallazgo con ese nombre."),
    "tooth_finding_kinds_kept": "Un hallazgo no cambia de nombre: retírelo y agregue otro.",
    "periodontograms_patient": NO_SUCH_PATIENT,
    "periodontograms_note": NO_SUCH_NOTE,
    "periodontograms_note_of_patient": OF_ANOTHER,
    "periodontograms_one_draft": "El paciente ya tiene un periodontograma en borrador: continúelo, fírmelo o descártelo.",
    "periodontograms_signed": signed("periodontograma"),
    "oral_health_patient": NO_SUCH_PATIENT,
    "oral_health_note": NO_SUCH_NOTE,
    "oral_health_note_of_patient": OF_ANOTHER,
    "oral_health_not_ahead": ("taken_at", "La hora no puede ser futura."),
    "oral_health_kept": examinations.KEPT,
    "orthodontic_controls_patient": NO_SUCH_PATIENT,
    "orthodontic_controls_note": NO_SUCH_NOTE,
    "orthodontic_controls_note_of_patient": OF_ANOTHER,
    "orthodontic_controls_not_ahead": ("controlled_at", "La hora no puede ser futura."),
    "orthodontic_controls_kept": controls.KEPT,
}
HANDLERS = {}
GAUGES = {}
