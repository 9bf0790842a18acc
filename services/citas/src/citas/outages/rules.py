"""What the package holds and which visits are entered from paper. Pure: values in, a value or a Problem out."""

from datetime import timedelta

from common.problems import Invalid

# Beside those of the agenda, for who comes without an appointment.
BLANK_SHEETS = 6
# As many patients as `historia_clinica` answers at once.
ASKED_AT_ONCE = 100
# Nobody works on paper before it happens; clocks differ by a little.
AHEAD = timedelta(minutes=5)
EXPECTED = ("PENDING", "CONFIRMED", "ARRIVED", "IN_PROGRESS")
SEVERITY = {"HIGH": "grave", "MODERATE": "moderada", "LOW": "leve"}
NONE_KNOWN = "Niega alergias"
NOTHING_SAID = "Alergias: sin registrar"
NOT_TOLD = "Alertas: pregunte (no se pudieron leer)"


def must_have_begun(outage, now):
    if outage["started_at"] > now + AHEAD or (outage["ended_at"] or now) > now + AHEAD:
        raise Invalid.field(
            "started_at", "Un apagón se registra cuando ya empezó, y su fin cuando ya terminó."
        )


def sheets_of(day, count=BLANK_SHEETS):
    """The numbers of the day's blank sheets."""
    return [f"{day:%Y%m%d}-{number:02}" for number in range(1, count + 1)]


def warnings(known):
    """What a sheet says of its patient, the severest first; `known`: what the record told, None where it did not answer."""
    if known is None:
        return [NOT_TOLD]
    said = [told(alert) for alert in known["alerts"]]
    if not any(alert["category"] == "ALLERGY" for alert in known["alerts"]):
        said.append(NONE_KNOWN if known["no_known_allergies"] else NOTHING_SAID)
    return said


def told(alert):
    """«Alergia: Penicilina (anafilaxia, grave)»"""
    details = ", ".join(filter(None, (alert["reaction"], SEVERITY.get(alert["severity"]))))
    kind = "Alergia: " if alert["category"] == "ALLERGY" else ""
    return f"{kind}{alert['description']}" + (f" ({details})" if details else "")
