"""Consents to procedures: their texts by edition, signed by who may, kept for good, revoked by another document."""

import io

import pypdfium2
import pytest

from common.clock import clinic_today

API = "/api/historia-clinica"
TEMPLATES = f"{API}/consent-templates"
BODY = "## Qué se va a hacer\nSe retira la pieza a {paciente}, {edad}.\n## Riesgos\nDolor. Le explicó {profesional}."
STROKES = [[[100, 300], [300, 120], [420, 310]], [[500, 200]]]


def missing(client, headers, patient, *treatments):
    ids = ",".join(map(str, treatments))
    answer = client.get(
        f"{API}/consents/missing?patient_id={patient['id']}&treatment_ids={ids}", headers=headers
    )
    return [one["name"] for one in answer.json["data"]]


@pytest.fixture
def desk(login):
    return login("appointments:read", id="2")


def words_of(pdf):
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(pdf)))


def test_what_is_read_is_what_is_signed_and_printed_with_its_hour_and_fingerprint(
    client, doctor, patient, template, preview, sign, told
):
    made = template()
    assert "Se retira la pieza a Ana Pérez, __________." in preview(patient, made)["text"]
    consent = sign(patient, made)
    assert (consent["decision"], consent["edition"], consent["signer_name"]) == ("ACCEPTED", 1, "Ana Pérez")
    shown = client.get(f"{API}/procedure-consents/{consent['file_id']}/pdf", headers=doctor)
    assert shown.mimetype == "application/pdf"
    said = words_of(shown.data)
    for words in (
        "Ana Pérez",
        "Riesgos",
        "trazada en pantalla",
        consent["content_sha256"][:20],
        "CONFIDENCIAL",
    ):
        assert words in said, words
    listed = client.get(f"{API}/patients/{patient['id']}/procedure-consents", headers=doctor).json["data"]
    assert listed == [consent]
    assert told("consent.signed")[0]["data"]["summary"] == "Registró un consentimiento firmado de Ana Pérez"
    assert {event["data"]["summary"] for event in told("record.viewed")} == {
        "Vio un consentimiento de Ana Pérez",
        "Vio los consentimientos de Ana Pérez",
    }


def test_a_treatment_lacks_its_consent_until_it_is_decided_and_again_once_it_is_revoked(
    client, doctor, desk, patient, register, template, sign
):
    made = template()
    assert missing(client, desk, patient, 4, 9) == ["Exodoncia"] and missing(client, desk, patient, 9) == []
    consent = sign(patient, made)
    assert missing(client, desk, patient, 4) == [] and missing(client, desk, register(), 4) == ["Exodoncia"]
    revoke = lambda: client.post(  # noqa: E731
        f"{API}/procedure-consents/{consent['id']}/revoke",
        json={
            "reason": "Cambió de opinión",
            "signer": "PATIENT",
            "signer_name": "Ana Pérez",
            "signature": STROKES,
        },
        headers=doctor,
    )
    revoked = revoke()
    assert (revoked.status_code, revoked.json["decision"], revoked.json["revokes_id"]) == (
        201,
        "REVOKED",
        consent["id"],
    )
    assert revoke().status_code == 409
    assert missing(client, desk, patient, 4) == ["Exodoncia"]
    first, second = client.get(f"{API}/patients/{patient['id']}/procedure-consents", headers=doctor).json[
        "data"
    ]
    assert (first["decision"], second["decision"], second["revoked_by"]) == (
        "REVOKED",
        "ACCEPTED",
        first["id"],
    )


def test_a_refusal_and_an_emergency_are_documents_too(client, desk, doctor, patient, template, sign):
    made = template()
    sign(patient, made, decision="REFUSED", reason="Prefiere esperar")
    assert missing(client, desk, patient, 4) == []
    other = template(name="Cirugía", treatments=[{"id": 5, "name": "Cirugía"}])
    emergency = {
        "decision": "EMERGENCY",
        "signature": None,
        "signer": None,
        "signer_name": None,
        "text_sha256": None,
    }
    assert sign(patient, other, 422, **emergency)["errors"][0]["field"] == "reason"
    kept = sign(patient, other, **emergency, reason="Hemorragia: no puede firmar")
    assert (kept["signer"], kept["signer_name"]) == ("PROFESSIONAL", "Carla Ruiz")
    assert kept["valid_until"] == kept["signed_at"][:10] or kept["valid_until"] < kept["signed_at"][:10]
    assert missing(client, desk, patient, 5) == []
    revoked = client.post(
        f"{API}/procedure-consents/{kept['id']}/revoke",
        json={"reason": "Cambió", "signer": "PATIENT", "signer_name": "Ana", "signature": STROKES},
        headers=doctor,
    )
    assert revoked.status_code == 409


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"signature": None}, "signature"),
        ({"signature": [[[2000, 1]]]}, "signature.0.0.0"),
        ({"signature": []}, "signature"),
        ({"signer": None}, "signer"),
        ({"signer_name": None}, "signer_name"),
        ({"signer": "GUARDIAN"}, "signer_relation"),
        ({"text_sha256": None}, "text_sha256"),
        ({"decision": "REVOKED"}, "decision"),
    ],
)
def test_what_does_not_fit_names_the_field(patient, template, sign, changes, field):
    assert sign(patient, template(), 422, **changes)["errors"][0]["field"] == field


def test_a_minors_guardian_signs(apps, register, template, preview, sign):
    with apps["historia_clinica"].app_context():
        year = clinic_today().year
    child = register(birth_date=f"{year - 9}-01-01", guardian_name="Rosa Pérez")
    made = template()
    seen = preview(child, made)
    assert seen["needs_guardian"] and "9 años" in seen["text"]
    assert sign(child, made, 422)["errors"][0]["field"] == "signer"
    assert (
        sign(child, made, signer="GUARDIAN", signer_name="Rosa Pérez", signer_relation="madre")["signer"]
        == "GUARDIAN"
    )


def test_another_text_is_another_edition_and_nobody_signs_what_was_not_read(
    client, doctor, patient, template, preview, sign
):
    made = template()
    read = preview(patient, made)["text_sha256"]
    match = doctor | {"If-Match": f'"{made["version"]}"'}
    changed = client.patch(f"{TEMPLATES}/{made['id']}", json={"body": BODY + "\nMás."}, headers=match).json
    assert changed["edition"] == 2
    assert "vuelva a mostrarlo" in sign(patient, made, 409, text_sha256=read)["detail"]
    assert sign(patient, made)["edition"] == 2
    match = doctor | {"If-Match": f'"{changed["version"]}"'}
    client.patch(f"{TEMPLATES}/{made['id']}", json={"active": False}, headers=match)
    assert "ya no se usa" in sign(patient, made, 409)["detail"]


def test_a_text_is_written_by_who_may_with_variables_that_exist_and_a_name_of_its_own(
    client, reception, template, told
):
    template()
    assert template(409, name="EXODONCIA")["errors"][0]["field"] == "name"
    assert template(422, name="Otro", body="Hola {nombre}, esto es un texto.")["errors"][0]["field"] == "body"
    assert client.post(TEMPLATES, json={}, headers=reception).status_code == 403
    assert len(told("consent_template.created")) == 1


@pytest.mark.parametrize("owner", [False, True])
@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE historia_clinica.procedure_consents SET decision = 'REFUSED'", "procedure_consents_kept"),
        ("UPDATE historia_clinica.procedure_consents SET text = 'Otra cosa'", "procedure_consents_kept"),
        ("DELETE FROM historia_clinica.procedure_consents", "procedure_consents_kept"),
        ("UPDATE historia_clinica.consent_editions SET body = 'Otra cosa'", "consent_editions_kept"),
        ("DELETE FROM historia_clinica.consent_editions", "consent_editions_kept"),
    ],
)
def test_not_even_sql_changes_what_was_signed(patient, template, sign, refused, statement, constraint, owner):
    sign(patient, template())
    assert refused(statement, owner=owner) in (
        (constraint,) if owner else (constraint, "InsufficientPrivilege")
    )


COPY = """
    INSERT INTO historia_clinica.procedure_consents
           (patient_id, template_id, edition, decision, title, text, reason, revokes_id, signer, signer_name, signature,
            professional_name, valid_until, content_sha256, file_id, recorded_by_id, recorded_by_name, signed_at)
    SELECT patient_id, template_id, edition, {decision}, title, text, {reason}, {revokes}, {signer}, signer_name,
           {signature}, professional_name, valid_until, content_sha256, file_id, '3', 'x', {hour}
      FROM historia_clinica.procedure_consents
"""
SAME = {
    "decision": "decision",
    "reason": "'un motivo'",
    "revokes": "NULL",
    "signer": "signer",
    "signature": "signature",
    "hour": "now()",
}


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"signature": "NULL"}, "procedure_consents_signed"),
        ({"decision": "'EMERGENCY'"}, "procedure_consents_emergency"),
        ({"decision": "'REVOKED'", "revokes": "id", "reason": "NULL"}, "procedure_consents_reason"),
        ({"decision": "'REVOKED'"}, "procedure_consents_revocable"),
        ({"hour": "now() - interval '1 day'"}, "procedure_consents_hour"),
        ({}, "procedure_consents_file_once"),
    ],
)
def test_sql_adds_no_document_that_is_not_true(patient, template, sign, refused, changes, constraint):
    sign(patient, template())
    assert refused(COPY.format(**SAME | changes), owner=True) == constraint


def test_under_the_number_of_a_merged_file_the_person_signs_as_they_are_called(
    client, login, doctor, patient, register, template, preview, sign, monkeypatch
):
    from historia_clinica.merges import neighbours

    monkeypatch.setattr(neighbours, "credit_of", lambda id: 0)
    unnamed = {"document_type": None, "document_number": None, "no_document_reason": "OTHER"}
    other = register(first_name="Anita", last_name="P.", **unnamed)
    new = {"from_id": other["id"], "take": [], "reason": "Se registró dos veces"}
    chief = login("patients:read", "patients:merge", "patients:write", id="1")
    merged = client.post(f"{API}/patients/{patient['id']}/merges", json=new, headers=chief)
    assert merged.status_code == 201, merged.json
    made = template()
    assert "a Ana Pérez" in preview(other, made)["text"]
    assert sign(other, made)["patient_id"] == patient["id"]
