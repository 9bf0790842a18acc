"""Templates of notes and phrases of the demonstration, and a draft that is written with them."""

from datetime import timedelta

from tools.demo import people
from tools.demo.session import SUPERVISED

OPERATIVE = {
    "name": "Operatoria dental",
    "specialty": "Odontología",
    "fields": [
        {
            "key": "pieza",
            "label": "Pieza",
            "kind": "NUMBER",
            "required": True,
            "minimum": "11",
            "maximum": "85",
        },
        {
            "key": "caras",
            "label": "Caras",
            "kind": "CHOICE",
            "options": [
                "Oclusal",
                "Ocluso-mesial",
                "Ocluso-distal",
                "Mesio-ocluso-distal",
                "Vestibular",
                "Palatina",
            ],
        },
        {
            "key": "material",
            "label": "Material",
            "kind": "CHOICE",
            "required": True,
            "options": ["Resina nanohíbrida", "Ionómero de vidrio", "Amalgama"],
        },
        {"key": "anestesico", "label": "Anestésico", "kind": "TEXT"},
        {"key": "dosis", "label": "Dosis", "kind": "NUMBER", "unit": "mL", "minimum": "0", "maximum": "12"},
        {"key": "control", "label": "Próximo control", "kind": "DATE"},
    ],
}
ENDODONTICS = {
    "name": "Endodoncia",
    "specialty": "Odontología",
    "fields": [
        {
            "key": "pieza",
            "label": "Pieza",
            "kind": "NUMBER",
            "required": True,
            "minimum": "11",
            "maximum": "85",
        },
        {
            "key": "conductos",
            "label": "Conductos",
            "kind": "TABLE",
            "columns": ["Conducto", "Longitud (mm)", "Lima"],
        },
        {"key": "medicacion", "label": "Medicación entre citas", "kind": "TEXT"},
    ],
}
PHRASES = {
    "extraccion": "Anestesia local con lidocaína al 2 % y epinefrina 1:100 000. Exodoncia simple sin complicaciones. "
    "Se comprueba hemostasia. Se entregan indicaciones por escrito.",
    "posresina": "Evitar alimentos duros por 24 h. Si la mordida se siente alta, volver para ajuste. Control en 7 días.",
    "posexodoncia": "Morder la gasa 30 minutos. No enjuagarse ni fumar por 24 h. Dieta blanda y fría. "
    "Volver si el sangrado no cede con presión de 20 minutos.",
    "sinhallazgos": "Tejidos blandos sin lesiones. ATM sin ruidos ni dolor. Ganglios no palpables.",
}


# Is it signed? And what the doctor sent it back with.
STUDENT_NOTES = (
    ("Control de placa", "Se refuerza la técnica de cepillado; control en tres meses.", True, None),
    ("Dolor al masticar en la 36", "Ajuste oclusal; se pide radiografía periapical.", True, None),
    ("Cambio de obturación en la 14", "Pendiente de decidir el material con la doctora.", False, None),
    (
        "Sensibilidad en la 24",
        "Barniz de flúor.",
        True,
        "Falta la prueba de vitalidad y anotar qué se le indicó.",
    ),
)


def load(suite, known):
    """What was written stays: nothing is made twice."""
    if suite.rows("SELECT FROM historia_clinica.note_templates LIMIT 1"):
        return
    doctor = known.users[people.DOCTORS[0].key]
    templates = [
        suite.post("historia-clinica/note-templates", one, doctor) for one in (OPERATIVE, ENDODONTICS)
    ]
    for shortcut, body in PHRASES.items():
        suite.post("historia-clinica/note-phrases", {"shortcut": shortcut, "body": body}, doctor)
    draft(suite, templates[0], doctor)
    measure(suite, doctor)
    grow(suite, doctor)
    restrict(suite, doctor, known.users[people.DOCTORS[1].key])
    supervise(suite, doctor)


def draft(suite, template, doctor):
    """A draft for the patient with the most notes: on the template, with a text of the last note that nobody reviewed."""
    rows = suite.rows("""
        SELECT patient_id, max(id) FILTER (WHERE plan IS NOT NULL) AS last
          FROM historia_clinica.clinical_notes WHERE status = 'SIGNED'
         GROUP BY patient_id HAVING count(plan) > 0 ORDER BY count(*) DESC, patient_id LIMIT 1
        """)
    for patient, last in rows:
        ((plan,),) = suite.rows("SELECT plan FROM historia_clinica.clinical_notes WHERE id = %(id)s", id=last)
        note = {
            "reason": "Sensibilidad al frío en la pieza 26",
            "subjective": "Acude por sensibilidad al frío, sin dolor espontáneo ni nocturno.",
            "objective": PHRASES["sinhallazgos"],
            "plan": f"Resina terminada.\n{plan}",
            "form": {
                "template_id": template["id"],
                "values": {
                    "pieza": "26",
                    "caras": "Ocluso-mesial",
                    "material": "Resina nanohíbrida",
                    "anestesico": "Lidocaína 2 % + epinefrina 1:100 000",
                    "dosis": "1.8",
                },
            },
            "brought": [{"note_id": last, "part": "plan", "text": plan}],
        }
        suite.post(f"historia-clinica/patients/{patient}/notes", note, doctor)


def measure(suite, doctor):
    """Five visits' vital signs of two patients, the last one with a pressure that is pointed out."""
    rows = suite.rows("""
        SELECT id FROM historia_clinica.patients
         WHERE active AND birth_date < current_date - interval '30 years' ORDER BY id LIMIT 2
        """)
    for (patient,) in rows:
        for visit, (systolic, weight) in enumerate(
            [(126, "70.2"), (131, "70.8"), (128, "70.1"), (138, "71.4"), (184, "71.9")]
        ):
            signs = {
                "taken_at": (suite.now() - timedelta(days=30 * (4 - visit))).isoformat(),
                "systolic": systolic,
                "diastolic": systolic - 46,
                "pulse": 70 + visit,
                "temperature": "36.6",
                "saturation": 97,
                "weight": weight,
                "height": "164",
            }
            suite.post(f"historia-clinica/patients/{patient}/vital-signs", signs, doctor)


def grow(suite, doctor):
    """A child measured once a year, to be drawn over the curves of the WHO: somewhat tall, of middle weight."""
    rows = suite.rows("""
        SELECT id, extract(year FROM age(current_date, birth_date))::int AS years FROM historia_clinica.patients
         WHERE active AND gender IN ('female', 'male')
           AND birth_date BETWEEN current_date - interval '12 years' AND current_date - interval '9 years'
         ORDER BY birth_date DESC, id LIMIT 1
        """)
    for patient, years in rows:
        for ago in range(4, -1, -1):
            age = years - ago
            signs = {
                "taken_at": (suite.now() - timedelta(days=365 * ago + 1)).isoformat(),
                "weight": f"{18.6 + 2.7 * (age - 5):.1f}",
                "height": str(113 + 6 * (age - 5)),
            }
            suite.post(f"historia-clinica/patients/{patient}/vital-signs", signs, doctor)


def restrict(suite, author, colleague):
    """A signed note that only its author reads, and a colleague who opened it with a reason nobody has reviewed yet."""
    rows = suite.rows(
        """
        SELECT max(id) FROM historia_clinica.clinical_notes WHERE status = 'SIGNED' AND author_id = %(author)s
        """,
        author=str(author[0]),
    )
    for (note,) in rows:
        suite.post(f"historia-clinica/notes/{note}/restrictions", {"roles": []}, author)
        reason = {"reason": "Acude con dolor y su odontóloga está de vacaciones: necesito lo que se le hizo."}
        suite.post(f"historia-clinica/notes/{note}/openings", reason, colleague)


def supervise(suite, doctor):
    """A student of last year: two notes wait for the doctor to co-sign, one was sent back, and a draft was handed to the doctor."""
    role = {
        "name": SUPERVISED,
        "description": "Escribe y firma notas que un profesional refrenda",
        "permissions": [
            "patients:read", "alerts:read", "records:read", "records:write", "records:sign", "documents:read",
            "appointments:read", "treatments:read",
        ],
        "menu_config": {"home": "agenda", "sections": [{"title": "Consulta", "items": ["agenda", "pacientes"]}]},
    }  # fmt: skip
    person = {
        "email": "mateo.paredes@demo.omniclinica.local",
        "full_name": "Mateo Paredes Luna",
        "role_id": suite.post("auth/roles", role)["id"],
        "password": people.PASSWORD,
    }
    student = (suite.post("auth/users", person)["id"], person["full_name"], SUPERVISED)
    rows = suite.rows("SELECT id FROM historia_clinica.patients WHERE active ORDER BY id DESC LIMIT 4")
    for (patient,), (reason, plan, signs, back) in zip(rows, STUDENT_NOTES, strict=False):
        path = f"historia-clinica/patients/{patient}/notes"
        note = suite.post(path, {"reason": reason, "plan": plan}, student)
        at = f"historia-clinica/notes/{note['id']}"
        if signs:
            suite.put(f"{at}/supervisor", {"supervisor_id": doctor[0]}, 1, student)
            suite.post(f"{at}/sign", {}, student)
            if back:
                suite.post(f"{at}/returns", {"reason": back}, doctor)
        else:
            suite.post(f"{at}/handovers", {"to_id": doctor[0]}, student, version=note["version"])
