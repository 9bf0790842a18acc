"""Prescriptions: issued, numbered, printed, sent, annulled; stopped by an allergy."""

import pytest

from historia_clinica.prescriptions import letters

API = "/api/historia-clinica"


@pytest.fixture
def allergic(client, doctor, patient):
    entry = {"category": "ALLERGY", "description": "Penicilina", "severity": "HIGH", "reaction": "Anafilaxia"}
    client.post(f"{API}/patients/{patient['id']}/medical-history", json=entry, headers=doctor)


def test_a_prescription_is_numbered_printed_and_kept(client, doctor, patient, medicine, prescribe, told):
    first = prescribe(medicine(), general="Dieta blanda", warning="tiene fiebre", valid_days=3)
    assert first.status_code == 201, first.json
    one = first.json
    assert (one["number"], one["diagnoses"][0]["code"]) == ("0000001", "K04.7")
    assert one["prescriber"] == {"id": "3", "name": "Carla Ruiz"}
    assert one["items"][0] | {"medicine_id": 0} == {
        "medicine_id": 0,
        "dci": "Paracetamol",
        "concentration": "500 mg",
        "form": "tableta",
        "dose": "1 tableta",
        "route": "oral",
        "frequency": "cada 8 horas",
        "days": 3,
        "quantity": 9,
        "instructions": None,
        "allergy": None,
        "allergy_answer": None,
    }
    assert prescribe(medicine("Ibuprofeno")).json["number"] == "0000002"
    url = f"{API}/prescriptions/{one['id']}/pdf"
    printed = client.get(url, headers=doctor)
    assert (printed.status_code, printed.mimetype, printed.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert client.get(url, headers=doctor).data == printed.data
    page = client.get(f"{API}/patients/{patient['id']}/prescriptions", headers=doctor).json
    assert [row["number"] for row in page["data"]] == ["0000002", "0000001"]
    assert [event["data"]["summary"] for event in told("prescription.issued")] == [
        "Emitió la receta 0000001 de Ana Pérez",
        "Emitió la receta 0000002 de Ana Pérez",
    ]


def test_it_is_issued_once_however_often_it_is_sent(doctor, medicine, prescribe):
    headers = doctor | {"Idempotency-Key": "receta-0001"}
    id = medicine()
    assert prescribe(id, headers=headers).json == prescribe(id, headers=headers).json
    assert prescribe(id).json["number"] == "0000002"


def test_what_the_patient_is_allergic_to_is_stopped_until_it_is_answered(allergic, medicine, prescribe, told):
    amoxicillin, other = medicine("Amoxicilina", form="cápsula"), medicine()
    stopped = prescribe(other, amoxicillin)
    assert stopped.status_code == 409 and "Penicilina" in stopped.json["detail"]
    assert stopped.json["confirm"] == "allergy_answer"
    (found,) = stopped.json["allergies"]
    assert (found["item"], found["group"], found["reaction"], found["recorded_by"]) == (
        1,
        "penicilinas",
        "Anafilaxia",
        "Carla Ruiz",
    )
    assert told("prescription.issued") == []
    answered = {
        "medicine_id": amoxicillin,
        "dose": "1 cápsula",
        "route": "oral",
        "frequency": "cada 8 horas",
        "days": 7,
        "quantity": 21,
        "allergy_answer": "Prueba negativa en 2025",
    }
    item = prescribe(answered).json["items"][0]
    assert (item["allergy"], item["allergy_answer"]) == ("Penicilina (Anafilaxia)", "Prueba negativa en 2025")
    (event,) = told("prescription.allergy_overridden")
    assert event["data"]["level"] == "WARNING" and "Penicilina" not in event["data"]["summary"]
    # An answer to what nobody asked is not kept.
    kept = prescribe(answered | {"medicine_id": other}).json["items"][0]
    assert (kept["allergy"], kept["allergy_answer"]) == (None, None)


def test_controlled_medicines_and_those_that_are_not_of_the_clinic_are_refused(
    medicine, prescribe, client, doctor
):
    for item, words in ((medicine("Tramadol"), "recetario especial"), (999, "no está en la lista")):
        answer = prescribe(medicine(form=f"forma {item}"), item)
        assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "items.1.medicine_id")
        assert words in answer.json["errors"][0]["message"]
    twice = medicine("Ibuprofeno")
    assert "dos veces" in prescribe(twice, twice).json["detail"]


def test_only_those_registered_prescribe(colleague, medicine, prescribe, practitioner):
    assert prescribe(medicine(), headers=colleague).status_code == 403
    practitioner["registration_expires_on"] = "2020-01-01"
    expired = prescribe(medicine("Ibuprofeno"))
    assert (expired.status_code, "venció" in expired.json["detail"]) == (403, True)


def test_it_is_annulled_by_its_author_once_and_says_why(client, doctor, colleague, medicine, prescribe, told):
    one = prescribe(medicine()).json
    url = f"{API}/prescriptions/{one['id']}/annul"
    assert client.post(url, json={"reason": "No"}, headers=doctor).status_code == 422
    assert client.post(url, json={"reason": "Dosis mal"}, headers=colleague).status_code == 403
    annulled = client.post(url, json={"reason": "Dosis mal"}, headers=doctor)
    assert (annulled.status_code, annulled.json["annulled"]["reason"]) == (200, "Dosis mal")
    assert annulled.json["annulled"]["by"] == {"id": "3", "name": "Carla Ruiz"}
    assert client.post(url, json={"reason": "Otra vez"}, headers=doctor).status_code == 409
    assert len(told("prescription.annulled")) == 1
    # Its number is not given again.
    assert prescribe(medicine("Ibuprofeno")).json["number"] == "0000002"


def test_it_goes_by_mail_as_it_was_issued_and_not_after_it_was_annulled(
    client, doctor, patient, medicine, prescribe, told, database_of
):
    one = prescribe(medicine()).json
    url = f"{API}/prescriptions/{one['id']}/mail"
    assert client.post(url, json={}, headers=doctor).status_code == 204
    (asked,) = told("mail.requested")
    assert asked["data"]["to"] == patient["email"]
    letter = letters.prescription(None, database_of("historia_clinica"), asked["data"])
    assert (letter.to, letter.attachments[0].name) == (patient["email"], "receta-0000001.pdf")
    assert "Paracetamol" not in letter.text and "Absceso" not in letter.text
    client.post(f"{API}/prescriptions/{one['id']}/annul", json={"reason": "Dosis mal"}, headers=doctor)
    assert client.post(url, json={}, headers=doctor).status_code == 409
    assert letters.prescription(None, database_of("historia_clinica"), asked["data"]) is None


def test_a_patient_who_withdrew_the_consent_to_messages_gets_no_letter(
    client, doctor, reception, patient, medicine, prescribe, told, database_of
):
    def consent(given):
        act = {"purpose": "MESSAGES", "given": given, "given_by": "Ana Pérez"}
        url = f"{API}/patients/{patient['id']}/data-consents"
        assert client.post(url, json=act, headers=reception).status_code == 201

    url = f"{API}/prescriptions/{prescribe(medicine()).json['id']}/mail"
    consent(True)
    assert client.post(url, json={}, headers=doctor).status_code == 204
    (asked,) = told("mail.requested")
    consent(False)
    summary = client.get(f"{API}/patients/{patient['id']}/summary", headers=reception).json
    assert summary["messages_withdrawn"] is True
    # Neither what is asked for now, nor what was on its way.
    refused = client.post(url, json={}, headers=doctor)
    assert (refused.status_code, refused.json["detail"][:42]) == (
        409,
        "El paciente retiró su consentimiento a rec",
    )
    assert letters.prescription(None, database_of("historia_clinica"), asked["data"]) is None


def test_without_an_address_it_is_asked_for(client, doctor, register, medicine, practitioner):
    other = register()["id"]
    item = {
        "medicine_id": medicine(),
        "dose": "1",
        "route": "oral",
        "frequency": "una vez",
        "days": 1,
        "quantity": 1,
    }
    new = {"diagnoses": [{"code": "K04.7", "description": "Absceso"}], "items": [item]}
    one = client.post(f"{API}/patients/{other}/prescriptions", json=new, headers=doctor).json
    url = f"{API}/prescriptions/{one['id']}/mail"
    asked = client.post(url, json={}, headers=doctor)
    assert (asked.status_code, asked.json["errors"][0]["field"]) == (422, "to")
    assert client.post(url, json={"to": "ana@example.com"}, headers=doctor).status_code == 204


def test_favourites_are_kept_and_taken_away(client, doctor, medicine):
    url = f"{API}/prescription-templates"
    item = {
        "medicine_id": medicine(),
        "dose": "1 tableta",
        "route": "oral",
        "frequency": "cada 8 horas",
        "days": 3,
        "quantity": 9,
    }
    kept = client.post(url, json={"name": "Dolor", "items": [item]}, headers=doctor)
    assert (kept.status_code, kept.json["items"][0]["dci"]) == (201, "Paracetamol")
    assert client.post(url, json={"name": "DOLOR", "items": [item]}, headers=doctor).status_code == 409
    assert client.get(url, headers=doctor).json == {"data": [kept.json]}
    assert client.delete(f"{url}/{kept.json['id']}", headers=doctor).status_code == 204
    assert client.delete(f"{url}/{kept.json['id']}", headers=doctor).status_code == 404
    assert client.get(url, headers=doctor).json == {"data": []}


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("GET", "/patients/1/prescriptions", "patients:read"),
        ("POST", "/patients/1/prescriptions", "records:write"),
        ("GET", "/prescriptions/1/pdf", "patients:read"),
        ("POST", "/prescriptions/1/annul", "records:write"),
        ("POST", "/prescriptions/1/mail", "records:write"),
        ("GET", "/prescription-templates", "patients:read"),
        ("POST", "/prescription-templates", "records:write"),
        ("DELETE", "/prescription-templates/1", "records:write"),
    ],
)
def test_who_you_are_comes_before_what_you_sent(client, login, method, path, permission):
    assert client.open(f"{API}{path}", method=method, json={}).status_code == 401
    assert client.open(f"{API}{path}", method=method, json={}, headers=login(permission)).status_code == 403


def test_what_is_not_there_is_404(client, doctor, practitioner):
    assert client.get(f"{API}/patients/999/prescriptions", headers=doctor).status_code == 404
    assert client.get(f"{API}/prescriptions/999/pdf", headers=doctor).status_code == 404
    for act, body in (("annul", {"reason": "Dosis mal"}), ("mail", {})):
        assert client.post(f"{API}/prescriptions/999/{act}", json=body, headers=doctor).status_code == 404


TABLES = ("prescriptions", "prescription_items", "prescription_documents", "prescription_annulments")


def test_the_database_changes_no_prescription_whoever_asks(
    client, doctor, medicine, prescribe, refused, database_of
):
    one = prescribe(medicine()).json
    client.post(f"{API}/prescriptions/{one['id']}/annul", json={"reason": "Dosis mal"}, headers=doctor)
    for table in TABLES:
        column = "number" if table == "prescriptions" else "prescription_id"
        for sql in (
            f"UPDATE historia_clinica.{table} SET {column} = 9",
            f"DELETE FROM historia_clinica.{table}",
        ):
            assert refused(sql) == "InsufficientPrivilege"
            assert refused(sql, owner=True) == "prescriptions_frozen"
    # Nor is anything added to one that was issued before.
    with database_of("historia_clinica").session() as db:
        db.run("RESET ROLE")
        for verb in ("DISABLE", "ENABLE"):
            db.run(f"ALTER TABLE historia_clinica.prescriptions {verb} TRIGGER prescriptions_frozen")
            if verb == "DISABLE":
                db.run("UPDATE historia_clinica.prescriptions SET issued_at = now() - interval '1 hour'")
    item = """
        INSERT INTO historia_clinica.prescription_items
             SELECT prescription_id, 2, medicine_id, dci, concentration, form, dose, route, frequency, days, quantity
               FROM historia_clinica.prescription_items
        """
    for owner in (False, True):
        assert refused(item, owner=owner) == "prescriptions_frozen"


def test_nothing_is_added_to_a_signed_note(client, doctor, patient, register, medicine, prescribe, refused):
    url = f"{API}/patients/{patient['id']}/notes"
    note = client.post(url, json={"reason": "Dolor"}, headers=doctor).json["id"]
    made = prescribe(medicine(), note_id=note)
    assert (made.status_code, made.json["note_id"]) == (201, note)
    client.post(f"{API}/notes/{note}/sign", headers=doctor)
    late = prescribe(medicine("Ibuprofeno"), note_id=note)
    assert (late.status_code, "firmada" in late.json["detail"]) == (409, True)
    insert = """
        INSERT INTO historia_clinica.prescriptions
                    (number, patient_id, note_id, diagnoses, patient, prescriber, prescriber_id, prescriber_name, valid_until)
             SELECT 0, patient_id, note_id, diagnoses, patient, prescriber, prescriber_id, prescriber_name, valid_until
               FROM historia_clinica.prescriptions
        """
    for owner in (False, True):
        assert refused(insert, owner=owner) == "clinical_notes_signed"
    theirs = client.post(
        f"{API}/patients/{register()['id']}/notes", json={"reason": "x"}, headers=doctor
    ).json
    other = prescribe(medicine("Naproxeno"), note_id=theirs["id"])
    assert (other.status_code, "otro paciente" in other.json["detail"]) in ((409, True), (422, True))
