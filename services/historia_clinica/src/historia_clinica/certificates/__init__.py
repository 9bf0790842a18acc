"""Medical certificates (form 117): issued with a number of their own, printed, annulled."""

from historia_clinica.certificates import routes
from historia_clinica.certificates.queries import CERTIFICATE
from historia_clinica.certificates.rules import FROZEN

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "certificates_patient": "Ese paciente no existe.",
    "certificates_registered": "Su registro profesional no le permite certificar.",
    "certificates_attended": ("attended_on", "La fecha no puede ser futura."),
    "certificates_hours": ("attended_until", "La atención termina después de empezar."),
    "certificates_rest": ("rest", "El reposo no está completo."),
    "certificates_rest_after_care": ("rest_from", "El reposo no empieza antes de la atención."),
    "certificates_frozen": FROZEN,
    "certificate_annulments_pkey": CERTIFICATE.annulled,
}
HANDLERS = {}
GAUGES = {}
