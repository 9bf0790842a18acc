"""The clinic's day from registration to payment, by API and through Traefik: six services, their relays and databases."""

import time

import pytest

from tests.running import clinic


def eventually(look, seconds=10):
    """What `look()` returns once it is true: what others are told arrives a moment later."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def staff(admin, settle):
    """A receptionist and a dentist, with passwords of their own."""

    def enter(role, name):
        user = clinic.new_user(admin, role, name, practitioner=role == "odont")
        return user, settle(user["email"], user["temporary_password"])

    return {
        "reception": enter("recepci", "Paola Rivadeneira"),
        "dentist": enter("odont", "Dra. Verónica Salazar"),
    }


def test_from_registration_to_payment(admin, staff):
    (_, reception), (dentist_user, dentist) = staff["reception"], staff["dentist"]
    product = clinic.new_product(admin, [("1.000", "4.00", "2031-01-31"), ("1.000", "3.00", "2030-01-31")])
    treatment = clinic.new_treatment(admin, {product["id"]: "1.500"})

    wrong = {
        "document_type": "CEDULA",
        "document_number": "1710034066",
        "first_name": "Ana",
        "last_name": "Pérez",
    }
    refused = reception.post("/api/historia-clinica/patients", wrong)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "document_number"
    patient = clinic.new_patient(reception, "María Fernanda", "Vélez Ortiz")

    start = clinic.slot(days=1, hour=10)
    booking = {"patient_id": patient["id"], "doctor_id": dentist_user["id"], "start_time": start}
    booking |= {"treatments": [{"treatment_id": treatment["id"]}]}
    visit = clinic.created(reception.post("/api/citas/appointments", booking))
    agenda = reception.get("/api/citas/appointments", doctor_id=dentist_user["id"]).json()["data"]
    assert [row["id"] for row in agenda] == [visit["id"]]
    other = clinic.new_patient(reception)
    clash = reception.post("/api/citas/appointments", {**booking, "patient_id": other["id"]})
    assert clash.status_code == 409
    assert len(clash.json()["next_slots"]) == 3

    for status in ("ARRIVED", "IN_PROGRESS"):
        early = dentist.patch(f"/api/citas/appointments/{visit['id']}/status", {"status": status})
        assert early.status_code == 409 and early.json()["needs_confirmation"] == "BEFORE_DAY"
        step = {"status": status, "confirm": True}
        moved = dentist.patch(f"/api/citas/appointments/{visit['id']}/status", step)
        assert moved.status_code == 200, moved.text
    note = {
        "appointment_id": visit["id"],
        "reason": "Dolor en pieza 26",
        "assessment": "Caries",
        "plan": "Resina",
    }
    note = clinic.created(dentist.post(f"/api/historia-clinica/patients/{patient['id']}/notes", note))
    signed = dentist.post(f"/api/historia-clinica/notes/{note['id']}/sign", {})
    assert signed.json()["status"] == "SIGNED", signed.text
    rewritten = dentist.patch(
        f"/api/historia-clinica/notes/{note['id']}", {"plan": "Otro"}, signed.json()["version"]
    )
    assert rewritten.status_code == 409
    step = {"status": "COMPLETED", "confirm": True}
    done = dentist.patch(f"/api/citas/appointments/{visit['id']}/status", step)
    assert done.status_code == 200, done.text

    used = eventually(
        lambda: admin.get("/api/inventario/movements", appointment_id=visit["id"]).json()["data"]
    )
    by_lot = {movement["lot_number"]: movement["quantity"] for movement in used}
    assert by_lot == {"L2": "-1.000", "L1": "-0.500"}, "the lot that expires first goes first"

    path = "/api/facturacion/invoices"
    [draft] = eventually(lambda: reception.get(path, appointment_id=visit["id"]).json()["data"])
    assert (draft["status"], draft["total"], draft["patient_id"]) == ("DRAFT", "45.00", patient["id"])
    issued = reception.post(f"{path}/{draft['id']}/issue", {}).json()
    assert issued["status"] == "ISSUED" and issued["number"].startswith("001-001-")
    no_till = reception.post(f"{path}/{draft['id']}/payments", {"method": "CASH", "amount": "20.00"})
    assert (no_till.status_code, no_till.json()["code"]) == (409, "cash_session_needed")
    till = clinic.created(admin.post("/api/facturacion/tills", {"name": f"Caja {clinic.cedula()[-6:]}"}))
    opening = {"till_id": till["id"], "opening_float": "50.00"}
    session = clinic.created(reception.post("/api/facturacion/cash/sessions", opening))
    clinic.created(reception.post(f"{path}/{draft['id']}/payments", {"method": "CASH", "amount": "20.00"}))
    too_much = reception.post(f"{path}/{draft['id']}/payments", {"method": "CASH", "amount": "25.01"})
    assert too_much.status_code in (409, 422)
    clinic.created(
        reception.post(f"{path}/{draft['id']}/payments", {"method": "TRANSFER", "amount": "25.00"})
    )
    paid = eventually(lambda: (i := admin.get(f"{path}/{draft['id']}").json())["cost"] and i)
    assert (paid["payment_status"], paid["balance"], paid["cost"]) == ("PAID", "0.00", "5.00")

    in_the_till = reception.get(f"/api/facturacion/cash/sessions/{session['id']}").json()
    assert (in_the_till["expected_cash"], in_the_till["collected"]) == ("70.00", "45.00")
    counted = {"pieces": [{"kind": "NOTE", "value": "10", "pieces": 7}]}
    reception.post(f"/api/facturacion/cash/sessions/{session['id']}/count", counted)
    closed = reception.post(
        f"/api/facturacion/cash/sessions/{session['id']}/close", {"left_in_till": "50.00"}
    )
    assert closed.json()["closings"][0]["deposited"] == "20.00", closed.text
    printed = reception.get(f"/api/facturacion/cash/closings/{closed.json()['closings'][0]['id']}/pdf")
    assert printed.content.startswith(b"%PDF") and printed.headers["Content-Type"] == "application/pdf"

    def told():
        rows = admin.get("/api/logs/logs", patient_id=patient["id"], limit=100).json()["data"]
        who = {row["type"]: row["user"]["name"] for row in rows}
        return "payment.received" in who and "stock.consumed" in who and who

    who = eventually(told)
    assert (
        who["patient.registered"] == who["appointment.booked"] == who["invoice.issued"] == "Paola Rivadeneira"
    )
    assert (
        who["appointment.completed"] == who["note.signed"] == who["stock.consumed"] == "Dra. Verónica Salazar"
    )


def test_a_receptionist_sees_no_clinical_notes(staff):
    (_, reception), _ = staff["reception"], staff["dentist"]
    patient = clinic.new_patient(reception)
    refused = reception.get(f"/api/historia-clinica/patients/{patient['id']}/notes")
    assert refused.status_code == 403
    assert "«Leer antecedentes y notas clínicas»" in refused.json()["detail"]


def test_logging_out_ends_the_session_everywhere_within_two_seconds(admin, settle, url):
    user = clinic.new_user(admin, "recepci")
    caller = settle(user["email"], user["temporary_password"])
    for prefix in ("auth", "citas", "historia-clinica"):
        assert caller.get(f"/api/{prefix}/swagger.json").status_code == 200
    assert caller.session.post(f"{url}/api/auth/logout", timeout=10).status_code == 204
    time.sleep(2)
    for prefix in ("auth", "citas", "historia-clinica", "inventario", "facturacion", "logs"):
        assert caller.get(f"/api/{prefix}/swagger.json").status_code == 401
