"""Through the API: the patients, their relatives and consents, and what is known of their health. What is there already stays."""


def load(suite, known, plan):
    register(suite, known, plan)
    relatives_and_consents(suite, known, plan)
    registered_twice(suite, known, plan)
    asks_to_be_erased(suite, known, plan)


def register(suite, known, plan):
    there = {
        (kind, number): id
        for kind, number, id in suite.rows(
            "SELECT document_type, document_number, id FROM historia_clinica.patients"
        )
    }
    for patient in plan.patients:
        document = patient.body["document_type"], patient.body["document_number"]
        if document not in there:
            answer = suite.post("historia-clinica/patients", patient.body, known.users["reception"])
            there[document] = answer["id"]
        known.patients[patient.key] = there[document]


def registered_twice(suite, known, plan):
    """Two patients whom somebody registered again by phone: one file is merged already, the other waits."""
    if suite.rows("SELECT FROM historia_clinica.patient_merges LIMIT 1"):
        return
    for patient in plan.patients[10:12]:
        again = {
            "document_type": None,
            "no_document_reason": "OTHER",
            "first_name": patient.body["first_name"].split()[0],
            "last_name": patient.body["last_name"].split()[0],
            "birth_date": patient.body["birth_date"],
            "phone": f"+59398{4410192 + patient.key}",
            "distinct_person": True,
        }
        twice = suite.post("historia-clinica/patients", again, known.users["reception"])
        if patient.key == plan.patients[10].key:
            merge = {
                "from_id": twice["id"],
                "take": ["phone"],
                "reason": "Se registró dos veces por teléfono",
            }
            suite.post(f"historia-clinica/patients/{known.patients[patient.key]}/merges", merge)
        else:
            # Who registered it confirmed that it is another person; somebody doubts it.
            suite.delete(
                f"historia-clinica/patient-pairs/{known.patients[patient.key]}/{twice['id']}/distinct"
            )


def asks_to_be_erased(suite, known, plan):
    """Somebody asked in writing that their data go; a second person has not confirmed it yet."""
    if suite.rows("SELECT FROM historia_clinica.erasures LIMIT 1"):
        return
    id = known.patients[plan.patients[13].key]
    asked = {
        "requested_by": "PATIENT",
        "reason": "Se muda de país; lo pide por escrito y mostró su documento",
    }
    suite.post(f"historia-clinica/patients/{id}/erasures", asked, known.users["reception"])


def relatives_and_consents(suite, known, plan):
    """Of one in four what they consented to, one of these withdrew it; and children beside an adult of the same surname."""
    consented = {
        id for (id,) in suite.rows("SELECT DISTINCT patient_id FROM historia_clinica.patient_consents")
    }
    linked = {id for (id,) in suite.rows("SELECT patient_id FROM historia_clinica.family_links")}
    reception = known.users["reception"]
    adults = {}
    for patient in plan.patients:
        id, body = known.patients[patient.key], patient.body
        minor = "guardian_name" in body
        born = int(body["birth_date"][:4])
        if not minor:
            adults.setdefault(body["last_name"].split()[0], (id, born))
        if patient.key % 4 == 0 and id not in consented:
            signer = body.get("guardian_name", f"{body['first_name']} {body['last_name']}")
            acts = [("DATA", True), ("MESSAGES", True)] + [("MESSAGES", False)] * (patient.key == 8)
            for purpose, given in acts:
                act = {"purpose": purpose, "given": given, "given_by": signer}
                suite.post(f"historia-clinica/patients/{id}/data-consents", act, reception)
        adult, older = adults.get(body["last_name"].split()[0], (None, born))
        if minor and adult and born - older >= 18 and id not in linked:
            link = {"relative_id": adult, "relation": "PARENT" if born - older <= 45 else "GRANDPARENT"}
            suite.post(f"historia-clinica/patients/{id}/family", link, reception)


def background(suite, known, plan):
    """Allergies, conditions and the rest of those patients of whom nothing is known yet; of two in three none is known."""
    denied = {id for (id,) in suite.rows("SELECT DISTINCT patient_id FROM historia_clinica.allergy_denials")}
    told = {id for (id,) in suite.rows("SELECT DISTINCT patient_id FROM historia_clinica.medical_history")}
    for patient in plan.patients:
        id = known.patients[patient.key]
        for entry in patient.background if id not in told else ():
            suite.post(f"historia-clinica/patients/{id}/medical-history", entry, known.users["general"])
        asked = patient.key % 3 and all(entry["category"] != "ALLERGY" for entry in patient.background)
        if asked and id not in denied and id not in told:
            suite.post(f"historia-clinica/patients/{id}/no-known-allergies", {}, known.users["general"])
