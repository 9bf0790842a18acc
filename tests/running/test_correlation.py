"""One request's id leads through every log: Traefik, the service, those it asked, its relay, and who was told."""

import json
import secrets
import time

import pytest
import requests

from tests.running import clinic
from tools import settings


@pytest.fixture
def lines():
    """`lines("citas")`: what that process has logged, as JSON; `lines("citas", request_id=...)`: of one request."""
    folder = settings.load().log

    def read(name, **wanted):
        found = []
        for line in (folder / f"{name}.log").read_text(errors="replace").splitlines():
            # Those of a whole day are many to read.
            if line.startswith("{") and all(str(value) in line for value in wanted.values()):
                entry = json.loads(line)
                if all(entry.get(key) == value for key, value in wanted.items()):
                    found.append(entry)
        return found

    return read


@pytest.fixture
def visit(admin):
    """What a booking needs: somebody to attend, somebody to be attended, and what with."""
    product = clinic.new_product(admin, [("100.000", "1.00", "2031-01-31")])
    doctor = clinic.new_dentist(admin, "Dr. Luis Vera")
    body = {
        "patient_id": clinic.new_patient(admin)["id"],
        "doctor_id": doctor["id"],
        "start_time": clinic.slot(days=1, hour=9),
        "treatments": [{"treatment_id": clinic.new_treatment(admin, {product["id"]: "1.000"})["id"]}],
    }
    return body


def asked(lines, request_id):
    """(service, method, route, status) of the lines that services wrote about this request."""
    found = set()
    for service in ("auth", "inventario", "historia_clinica", "facturacion", "citas", "logs"):
        for line in lines(service, request_id=request_id, message="request"):
            assert line["service"] == service
            found.add((service, line["method"], line["route"], line["status"]))
    return found


def eventually(look, seconds=15):
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.1)
    return found


def test_one_booking_is_followed_by_its_request_id(admin, url, lines, visit):
    request_id = f"test-{secrets.token_hex(8)}"
    headers = {**admin.session.headers, "X-Request-Id": request_id, "Idempotency-Key": request_id}
    answer = requests.post(f"{url}/api/citas/appointments", json=visit, headers=headers, timeout=20)
    booking = clinic.created(answer)
    assert answer.headers["X-Request-Id"] == request_id

    # Traefik, which logs an answer when it has left.
    (access,) = eventually(lambda: lines("traefik", **{"request_X-Request-Id": request_id}))
    assert (access["RouterName"], access["DownstreamStatus"]) == ("citas@file", 201)
    assert access["downstream_X-Request-Id"] == request_id

    # The service and those it asked; each says which process, who asked and how long it took.
    delivery = ("logs", "POST", "/api/logs/events", 200)
    seen = eventually(lambda: delivery in (found := asked(lines, request_id)) and found)
    assert seen >= {
        ("citas", "POST", "/api/citas/appointments", 201),
        ("auth", "GET", "/api/auth/practitioners/<int:id>", 200),
        ("historia_clinica", "GET", "/api/historia-clinica/patients/<int:id>/summary", 200),
        ("inventario", "GET", "/api/inventario/treatments/<int:id>", 200),
    }
    (line,) = lines("citas", request_id=request_id, message="request")
    assert line["ip"] == "127.0.0.1" and line["duration_ms"] > 0 and line["user"]

    # The relay, and the trace that people see.
    (delivered,) = lines("relay-citas", request_id=request_id, message="event delivered")
    assert (delivered["type"], delivered["subscriber"]) == ("appointment.booked", "logs")
    assert delivered["aggregate"] == f"appointment:{booking['id']}" and delivered["service"] == "citas-relay"
    (entry,) = admin.get("/api/logs/logs", request_id=request_id).json()["data"]
    assert (entry["type"], entry["request_id"]) == ("appointment.booked", request_id)


def test_what_follows_from_what_was_told_carries_the_same_id(admin, url, lines, visit):
    """citas tells inventario, and inventario tells facturacion: two relays and three services under one id."""
    booking = clinic.created(admin.post("/api/citas/appointments", visit))
    path = f"/api/citas/appointments/{booking['id']}/status"
    for status in ("ARRIVED", "IN_PROGRESS"):
        assert admin.patch(path, {"status": status, "confirm": True}).status_code == 200
    # Without an id of the caller's, the service gives one, which Traefik logs as it comes back.
    answer = admin.patch(path, {"status": "COMPLETED", "confirm": True})
    request_id = answer.headers["X-Request-Id"]
    (access,) = eventually(lambda: lines("traefik", **{"downstream_X-Request-Id": request_id}))
    assert access["RequestPath"] == path

    def delivered():
        return {
            (relay, line["type"], line["subscriber"])
            for relay in ("citas", "inventario", "facturacion")
            for line in lines(f"relay-{relay}", request_id=request_id, message="event delivered")
        }

    told = {
        ("citas", "appointment.completed", "inventario"),
        ("citas", "appointment.completed", "facturacion"),
        ("citas", "appointment.completed", "logs"),
        ("inventario", "stock.consumed", "facturacion"),
        ("inventario", "stock.consumed", "logs"),
    }
    eventually(lambda: delivered() >= told)
    assert asked(lines, request_id) >= {
        ("citas", "PATCH", "/api/citas/appointments/<int:id>/status", 200),
        ("inventario", "POST", "/api/inventario/events", 200),
        ("facturacion", "POST", "/api/facturacion/events", 200),
    }
    entries = eventually(
        lambda: len(found := admin.get("/api/logs/logs", request_id=request_id).json()["data"]) >= 2 and found
    )
    assert {"appointment.completed", "stock.consumed"} <= {entry["type"] for entry in entries}


def test_no_log_holds_what_must_not_be_there(admin, lines, visit):
    """Names, documents, tokens and search words are not for the operators' logs."""
    patient = admin.get(f"/api/historia-clinica/patients/{visit['patient_id']}").json()
    searched = admin.get("/api/historia-clinica/patients", search=patient["document_number"])
    request_id = searched.headers["X-Request-Id"]
    eventually(lambda: lines("traefik", **{"downstream_X-Request-Id": request_id}))
    token = admin.session.headers["Authorization"].removeprefix("Bearer ")
    for file in settings.load().log.glob("*.log"):
        text = file.read_text(errors="replace")
        assert token not in text and patient["document_number"] not in text, file.name
