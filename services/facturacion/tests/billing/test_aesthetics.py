"""What is done for looks has no IVA only with a signed diagnosis, of which billing knows a hash and nothing else."""

import re

import psycopg2
import pytest

API = "/api/facturacion"
RECORD = "/api/historia-clinica"
DIAGNOSIS = {"code": "K03.7", "description": "Cambios posteruptivos del color", "kind": "DEFINITIVE"}


@pytest.fixture
def flagged(receive):
    """Treatment 3 is done for looks: `flagged()`, and no more: `flagged(False)`."""

    def act(aesthetic=True):
        told = receive("treatment.updated", treatment_id=3, category="Estética", aesthetic=aesthetic)
        assert told.status_code == 200, told.json

    return act


@pytest.fixture
def signed_note(apps, login, patient):
    """A note of the patient with a diagnosis, signed."""
    doctor = login(
        "records:read", "records:write", "records:sign", "records:cosign", "patients:read", id="31"
    )

    def act(signed=True, **more):
        client = apps["historia_clinica"].test_client()
        body = {"reason": "Dientes oscuros", "assessment": "Tinción", "diagnoses": [DIAGNOSIS]} | more
        note = client.post(f"{RECORD}/patients/{patient}/notes", json=body, headers=doctor)
        assert note.status_code == 201, note.json
        if signed:
            url = f"{RECORD}/notes/{note.json['id']}/sign"
            answer = client.post(url, json={}, headers=doctor | {"If-Match": '"1"'})
            assert answer.status_code == 200, answer.json
        return note.json

    return act


@pytest.fixture
def link(client, boss):
    def act(id, treatment_id=3, headers=boss):
        url = f"{API}/invoices/{id}/diagnoses"
        return client.post(url, json={"treatment_id": treatment_id}, headers=headers)

    return act


@pytest.fixture
def issue(client, boss):
    return lambda id: client.post(f"{API}/invoices/{id}/issue", json={}, headers=boss)


def test_without_a_diagnosis_it_is_not_issued_without_iva(flagged, draft, client, boss, issue):
    flagged()
    made = draft()
    assert made["needs_mending"] and made["to_mend"][0]["field"] == "lines.0.iva_code"
    assert "necesita un diagnóstico vinculado" in made["to_mend"][0]["message"]
    refused = issue(made["id"])
    assert refused.status_code == 422 and refused.json["errors"][0]["field"] == "lines.0.iva_code"
    charged = client.post(f"{API}/invoices/{made['id']}/charge", json={"payments": []}, headers=boss)
    assert charged.status_code == 422


def test_with_the_general_rate_it_needs_none(flagged, draft, line, issue):
    flagged()
    made = draft(lines=[line(iva_code="4")])
    assert made["to_mend"] == [] and not made["needs_mending"]
    answer = issue(made["id"])
    assert answer.status_code == 200 and answer.json["iva"] == "6.00" and answer.json["aesthetics"] == []


def test_a_signed_diagnosis_is_linked_by_its_hash_alone(
    flagged, draft, patient, signed_note, link, issue, published
):
    flagged()
    signed_note()
    made = draft(patient_id=patient)
    assert made["aesthetics"] == [{"treatment_id": 3, "positions": [1], "diagnosis": None}]
    linked = link(made["id"])
    assert linked.status_code == 200 and linked.json["to_mend"] == [] and not linked.json["needs_mending"]
    (own,) = linked.json["aesthetics"]
    assert re.fullmatch("[0-9a-f]{64}", own["diagnosis"]["sha256"])
    answer = issue(made["id"])
    assert answer.status_code == 200 and answer.json["iva"] == "0.00"
    assert answer.json["aesthetics"] == [own]
    said = str(answer.json) + str(published())
    assert "K03" not in said and "posteruptivos" not in said and "Tinción" not in said


def test_a_diagnosis_that_nobody_signed_does_not_count(flagged, draft, patient, signed_note, link):
    flagged()
    signed_note(signed=False)
    refused = link(draft(patient_id=patient)["id"])
    assert refused.status_code == 409 and "No hay un diagnóstico firmado" in refused.json["detail"]


def test_what_cannot_be_linked_says_why(
    flagged, draft, patient, signed_note, link, client, boss, login, issued
):
    signed_note()
    made = draft(patient_id=patient)
    assert link(made["id"]).json["errors"][0]["message"].startswith("Ese tratamiento no es estético")
    flagged()
    assert link(made["id"], 99).json["errors"][0]["field"] == "treatment_id"
    assert "de qué paciente es" in link(draft()["id"]).json["detail"]
    assert link(999_999).status_code == 404
    assert link(made["id"], headers=login("invoices:read", "patients:read")).status_code == 403
    assert client.post(f"{API}/invoices/{made['id']}/diagnoses", json={}, headers=boss).status_code == 422
    assert link(made["id"]).status_code == 200 and link(made["id"]).status_code == 200
    url = f"{API}/invoices/{made['id']}/diagnoses/3"
    gone = client.delete(url, headers=boss)
    assert (
        gone.status_code == 200
        and gone.json["needs_mending"]
        and gone.json["aesthetics"][0]["diagnosis"] is None
    )
    assert client.delete(url, headers=boss).status_code == 404


def test_another_patient_is_another_diagnosis(flagged, draft, patient, signed_note, link, client, boss):
    flagged()
    signed_note()
    made = draft(patient_id=patient)
    linked = link(made["id"]).json
    headers = boss | {"If-Match": f'"{linked["version"]}"'}
    moved = client.patch(f"{API}/invoices/{made['id']}", json={"patient_id": None}, headers=headers)
    assert moved.status_code == 200 and moved.json["aesthetics"] == [
        {"treatment_id": 3, "positions": [1], "diagnosis": None}
    ]
    assert moved.json["needs_mending"]


def test_a_flag_reaches_what_is_drafted_already_and_nothing_that_was_issued(
    flagged, draft, issued, client, boss
):
    made, old = draft(), issued()
    flagged()
    seen = client.get(f"{API}/invoices?needs_mending=true", headers=boss).json["data"]
    assert [row["id"] for row in seen] == [made["id"]]
    assert client.get(f"{API}/invoices/{old['id']}", headers=boss).json["status"] == "ISSUED"
    flagged(False)
    assert client.get(f"{API}/invoices?needs_mending=true", headers=boss).json["data"] == []


def test_the_database_issues_none_without_and_keeps_what_it_was_issued_with(
    flagged, draft, patient, signed_note, link, issue, database_of
):
    flagged()
    signed_note()
    made = draft(patient_id=patient)
    database = database_of("facturacion")
    with pytest.raises(psycopg2.IntegrityError) as refused, database.transaction() as tx:
        tx.run(
            "UPDATE facturacion.invoices SET status = 'ISSUED', series_id = 1, sequential = 1, issue_date = current_date, dated_on = current_date,"
            " issued_at = now(), issued_by_id = '1', issued_by_name = 'X' WHERE id = %(id)s",
            id=made["id"],
        )
    assert refused.value.diag.constraint_name == "invoices_aesthetic_diagnosed"
    link(made["id"])
    assert issue(made["id"]).status_code == 200
    with pytest.raises(psycopg2.IntegrityError) as refused, database.transaction() as tx:
        tx.run("DELETE FROM facturacion.invoice_diagnoses WHERE invoice_id = %(id)s", id=made["id"])
    assert refused.value.diag.constraint_name == "invoice_diagnoses_frozen"


@pytest.fixture
def package(client, login, apps):
    """A package of two treatments of the real catalogue, sold without IVA: it and the treatments' ids."""
    headers = login("packages:read", "packages:write", "treatments:read", "treatments:write")
    ids = []
    for code in ("BLA-01", "LIM-01"):
        body = {"code": code, "name": code, "category": "X", "price": "50.00", "duration_minutes": 30}
        answer = (
            apps["inventario"]
            .test_client()
            .post("/api/inventario/treatments", json=body | {"iva_code": "0"}, headers=headers)
        )
        assert answer.status_code == 201, answer.json
        ids.append(answer.json["id"])
    items = [{"treatment_id": id, "sessions": 2} for id in ids]
    body = {"name": "Sonrisa", "items": items, "price": "160.00", "iva_code": "0"}
    made = client.post(f"{API}/packages", json=body, headers=headers)
    assert made.status_code == 201, made.json
    return made.json["id"], ids


def test_inside_a_package_it_needs_its_diagnosis_too(
    package, receive, draft, line, patient, signed_note, link, issue, client, boss, shared
):
    id, (looks, cleaning) = package
    sold = line(kind="PACKAGE", reference_id=id, unit_price="160.00")
    made = draft(patient_id=patient, lines=[line(), sold])
    assert made["to_mend"] == [] and made["aesthetics"] == []
    # Flagged while it is drafted already.
    receive("treatment.updated", treatment_id=looks, category="Estética", aesthetic=True)
    listed = client.get(f"{API}/invoices?patient_id={patient}", headers=boss).json["data"][0]
    assert listed["needs_mending"]
    refused = issue(made["id"])
    assert refused.status_code == 422 and refused.json["errors"][0]["field"] == "lines.1.iva_code"
    # The database says so too, whoever asks it.
    with (
        pytest.raises(psycopg2.Error, match="invoices_aesthetic_diagnosed"),
        shared.connection.cursor() as sql,
    ):
        sql.execute("SAVEPOINT asked")
        try:
            sql.execute("UPDATE facturacion.invoices SET status = 'ISSUED' WHERE id = %s", (made["id"],))
        finally:
            sql.execute("ROLLBACK TO SAVEPOINT asked")
    signed_note()
    assert link(made["id"], cleaning).status_code == 422
    linked = link(made["id"], looks)
    assert linked.status_code == 200, linked.json
    assert [(row["treatment_id"], row["positions"]) for row in linked.json["aesthetics"]] == [(looks, [2])]
    assert issue(made["id"]).status_code == 200


def test_a_package_with_the_general_rate_needs_none(package, receive, draft, line, patient, issue):
    id, (looks, _) = package
    receive("treatment.updated", treatment_id=looks, category="Estética", aesthetic=True)
    sold = line(kind="PACKAGE", reference_id=id, unit_price="160.00", iva_code="4")
    assert issue(draft(patient_id=patient, lines=[sold])["id"]).status_code == 200
