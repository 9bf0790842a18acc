"""A text of consent, what two patients decided about it, and one sent to a third's phone. No treatment of the demonstration is held up by it."""

from tools.demo import people

PATIENTS = """
    SELECT patient_id FROM historia_clinica.clinical_notes GROUP BY patient_id ORDER BY count(*) DESC, patient_id LIMIT 3
"""
BODY = """## Qué se va a hacer
Se retira la pieza con anestesia local. Puede ser necesario abrir la encía y dividir la pieza. Dura entre 30 y 60 minutos.
## Riesgos
Frecuentes: dolor, hinchazón y dificultad para abrir la boca de 3 a 5 días. Poco frecuentes: infección, alveolitis. Raros: adormecimiento del labio, que puede durar meses.
## Otras opciones
No hacer nada y controlar cada 6 meses. Si no se retira, puede infectarse o dañar la pieza vecina.
## Quién explicó
{profesional} explicó esto a {paciente}, documento {documento}, el {fecha}."""
# A hand that writes: strokes of points on a pad of 1000 by 400.
STROKES = [
    [[120, 300], [150, 180], [185, 120], [205, 230], [240, 150], [275, 250], [310, 240]],
    [[360, 150], [400, 280], [440, 140]],
    [[480, 250], [520, 215], [560, 255], [610, 225], [680, 240]],
    [[130, 335], [420, 320], [760, 325]],
]


def load(suite, known):
    """What was written stays: a text is not made twice."""
    if suite.rows("SELECT FROM historia_clinica.consent_templates LIMIT 1"):
        return
    doctor = known.users[people.DOCTORS[0].key]
    template = suite.post(
        "historia-clinica/consent-templates", {"name": "Exodoncia", "body": BODY, "valid_days": 30}, doctor
    )
    asked = {"template_id": template["id"], "professional_name": doctor[1]}
    for (patient,), decision in zip(suite.rows(PATIENTS), ("ACCEPTED", "REFUSED", None), strict=False):
        path = f"historia-clinica/patients/{patient}"
        if decision is None:
            suite.post(f"{path}/consent-requests", asked, doctor)
            continue
        read = suite.get(f"{path}/consents/preview", **asked)
        represented = read["needs_guardian"]
        body = asked | {
            "decision": decision,
            "text_sha256": read["text_sha256"],
            "signer": "GUARDIAN" if represented else "PATIENT",
            "signer_name": (read["guardian"] or "Representante") if represented else whose(suite, patient),
            "signer_relation": "madre" if represented else None,
            "signature": STROKES,
            "reason": "Prefiere pensarlo" if decision == "REFUSED" else None,
        }
        suite.post(f"{path}/procedure-consents", body, doctor)


def whose(suite, patient):
    return suite.rows("SELECT full_name FROM historia_clinica.patients WHERE id = %(id)s", id=patient)[0][0]
