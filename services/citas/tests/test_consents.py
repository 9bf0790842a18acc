"""A procedure that needs a consent is not recorded as done before the patient has decided on it."""

from datetime import datetime, timedelta

import pytest

from common.clock import clinic_zone

HISTORIA = "/api/historia-clinica"
EVERYTHING = (
    "appointments:read", "appointments:write", "patients:read", "patients:write", "treatments:read", "treatments:write",
    "products:read", "users:read", "users:write", "roles:write", "records:sign", "consents:read", "consents:write",
    "consents:template",
)  # fmt: skip


NEW = {
    "document_type": "CEDULA", "document_number": "1710034065", "first_name": "Ana", "last_name": "Pérez",
}  # fmt: skip


@pytest.fixture
def ask(apps, login):
    """`ask("citas", "post", "appointments", …)`: the answer, as somebody who may everything that this takes."""
    who = login(*EVERYTHING)

    def act(service, verb, path, **json):
        prefix = service.replace("_", "-")
        return getattr(apps[service].test_client(), verb)(
            f"/api/{prefix}/{path}", json=json or None, headers=who
        )

    return act


def test_it_is_completed_only_once_the_patient_decided(ask, apps):
    patient = ask("historia_clinica", "post", "patients", **NEW).json
    treatment = ask(
        "inventario", "post", "treatments", code="EXO", name="Exodoncia", category="Cirugía", price="40", duration_minutes=30,
        iva_code="0",
    ).json  # fmt: skip
    role = ask("auth", "post", "roles", name="Cirugía", permissions=["records:sign"]).json["id"]
    doctor = ask(
        "auth",
        "post",
        "users",
        email="dra@example.com",
        full_name="Carla Ruiz",
        role_id=role,
        practitioner=True,
    ).json["id"]
    with apps["citas"].app_context():
        start = datetime.now(clinic_zone()).replace(second=0, microsecond=0) + timedelta(minutes=5)
    visit = ask(
        "citas", "post", "appointments", patient_id=patient["id"], doctor_id=doctor, start_time=start.isoformat(),
        end_time=(start + timedelta(minutes=30)).isoformat(), treatments=[{"treatment_id": treatment["id"], "quantity": 1}],
    )  # fmt: skip
    assert visit.status_code == 201, visit.json["errors"]
    id = visit.json["id"]
    template = ask(
        "historia_clinica", "post", "consent-templates", name="Exodoncia", body="## Qué se va a hacer\nSe retira la pieza.",
        treatments=[{"id": treatment["id"], "name": "Exodoncia"}],
    ).json  # fmt: skip
    for status in ("ARRIVED", "IN_PROGRESS"):
        assert (
            ask("citas", "patch", f"appointments/{id}/status", status=status, confirm=True).status_code == 200
        )
    refused = ask("citas", "patch", f"appointments/{id}/status", status="COMPLETED", confirm=True)
    assert (refused.status_code, refused.json["code"]) == (409, "consent_needed")
    assert "Falta el consentimiento «Exodoncia» (Exodoncia)" in refused.json["detail"]
    written = ask(
        "historia_clinica", "post", f"patients/{patient['id']}/procedure-consents", template_id=template["id"],
        professional_name="Carla Ruiz", decision="EMERGENCY", reason="Sangrado: no puede firmar",
    )  # fmt: skip
    assert written.status_code == 201, written.json
    done = ask("citas", "patch", f"appointments/{id}/status", status="COMPLETED", confirm=True)
    assert (done.status_code, done.json["status"]) == (200, "COMPLETED")
