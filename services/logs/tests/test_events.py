"""What other services tell, and that what is written stays."""

import json
from uuid import uuid4

import psycopg2
import pytest

from common.messages import events
from common.store.db import get_db

URL = "/api/logs/events"


@pytest.fixture
def sender(login):
    return login("events:deliver", id="service-citas", client=True)


def test_a_batch_is_kept_whole(client, auditor, tell):
    assert tell(*({"summary": f"Entrada {n}"} for n in range(500))) == {"handled": 500}
    assert client.get("/api/logs/logs?total=true", headers=auditor).json["total"] == 500


def test_told_twice_is_kept_once(client, auditor, tell):
    change = {"id": str(uuid4())}
    assert tell(change, change) == {"handled": 1}
    assert tell(change) == {"handled": 0}
    assert len(client.get("/api/logs/logs", headers=auditor).json["data"]) == 1


def test_even_what_the_inbox_has_forgotten_is_kept_once(client, auditor, tell, shared):
    change = {"id": str(uuid4())}
    tell(change)
    with shared.connection.cursor() as cursor:
        cursor.execute("DELETE FROM logs.inbox")
    assert tell(change, {"summary": "Otra"}) == {"handled": 2}
    assert len(client.get("/api/logs/logs", headers=auditor).json["data"]) == 2
    with shared.connection.cursor() as cursor:
        cursor.execute("SELECT sum(entries) FROM logs.hourly_counts")
        assert cursor.fetchone() == (2,)


def test_a_batch_sent_again_with_its_key_is_answered_the_same(client, sender, event):
    headers = sender | {"Idempotency-Key": "a-batch-of-one"}
    body = {"events": [event()]}
    assert client.post(URL, json=body, headers=headers).json == {"handled": 1}
    again = client.post(URL, json=body, headers=headers)
    assert again.json == {"handled": 1} and again.headers["Idempotent-Replayed"] == "true"


def test_only_services_tell(client, auditor, event):
    assert client.post(URL, json={"events": [event()]}).status_code == 401
    assert client.post(URL, json={"events": [event()]}, headers=auditor).status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "x"),
        ("type", "Booked"),
        ("occurred_at", "0001-01-01T00:00:00+14:00"),
        ("occurred_at", "2026-11-24T15:00:00"),
        ("aggregate", ""),
        ("service", "x" * 41),
        ("actor", "Ana"),
        ("request_id", "x" * 201),
        ("data", []),
    ],
)
def test_what_is_no_event_is_refused_by_field(client, sender, event, field, value):
    answer = client.post(URL, json={"events": [event() | {field: value}]}, headers=sender)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [f"events.0.{field}"]


@pytest.mark.parametrize(
    "changes",
    [
        {"actor": {"id": {"a": 1}, "name": 7, "role": [], "ip": {}}},
        {"patient_id": "doce", "level": ["ERROR"], "summary": {"text": "x"}},
        {"patient_id": 2**70},
        {"amount": 10**300, "tiny": 1e-300, "list": [[[[None]]]], "": ""},
        {"summary": "x" * 50_000},
        {"summary": "Emoji 🦷 y «comillas» 'simples' %(x)s %s"},
    ],
)
def test_whatever_an_event_holds_it_is_kept_and_read(client, auditor, tell, changes):
    tell(changes)
    assert len(client.get("/api/logs/logs", headers=auditor).json["data"]) == 1


@pytest.mark.parametrize("data", ['{"a": 1e400}', '{"a": NaN}', '{"a": "\\u0000"}', '{"a": "\\ud800"}', "{"])
def test_what_no_database_can_hold_is_refused(client, auditor, sender, event, data):
    body = json.dumps({"events": [event() | {"data": "DATA"}]}).replace('"DATA"', data)
    answer = client.post(URL, data=body, headers=sender | {"Content-Type": "application/json"})
    assert answer.status_code in (400, 422), answer.json
    assert client.get("/api/logs/logs", headers=auditor).json["data"] == []


def test_a_secret_that_slipped_into_an_event_is_not_kept(client, auditor, tell, database_of):
    tell({"new_password": "hunter2", "headers": {"Authorization": "Bearer eyJ"}})
    with database_of("logs").session() as db:
        kept = db.value("SELECT system_logs::text FROM logs.system_logs")
    assert "hunter2" not in kept and "eyJ" not in kept


def test_a_service_that_tells_is_found_in_the_log(client, auditor, apps, deliver):
    """The relay of one service, and the log, for real."""
    citas = apps["citas"]
    with citas.test_request_context():
        citas.preprocess_request()
        with get_db().transaction() as tx:
            events.publish(tx, "appointment.cancelled", "appointment:5", "Canceló la cita", patient_id=8)
    deliver()
    entry = client.get("/api/logs/logs?patient_id=8", headers=auditor).json["data"][0]
    assert (entry["service"], entry["type"], entry["message"]) == (
        "citas",
        "appointment.cancelled",
        "Canceló la cita",
    )


@pytest.mark.parametrize("sql", ["UPDATE logs.system_logs SET message = 'x'", "DELETE FROM logs.system_logs"])
def test_the_service_may_not_change_or_delete_an_entry(tell, database_of, sql):
    tell({})
    with pytest.raises(psycopg2.errors.InsufficientPrivilege), database_of("logs").transaction() as tx:
        tx.run(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE logs.system_logs SET message = 'x'",
        "DELETE FROM logs.system_logs",
        "DELETE FROM logs.system_logs_default",
    ],
)
def test_not_even_the_owner_changes_or_deletes_an_entry(tell, shared, sql):
    tell({}, {"occurred_at": "2020-01-01T00:00:00Z"})
    with shared.connection.cursor() as cursor:
        cursor.execute("SAVEPOINT attempt")
        with pytest.raises(psycopg2.errors.CheckViolation) as refusal:
            cursor.execute(sql)
        cursor.execute("ROLLBACK TO attempt")
    assert refusal.value.diag.constraint_name == "system_logs_append_only"


def test_the_service_reaches_entries_through_the_whole_table_only(database_of):
    with database_of("logs").session() as db:
        parts = db.value("""
            SELECT array_agg(inhrelid::regclass::text) FROM pg_inherits
             WHERE inhparent = 'logs.system_logs'::regclass
               AND has_table_privilege('omni_logs', inhrelid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
            """)
    assert parts is None


def test_who_was_erased_is_named_in_no_line_not_in_one_that_comes_late_either(client, auditor, tell):
    tell({"summary": "Reservó una cita a Ana Pérez (0998124470)", "patient_id": 3, "phone": "0998124470"})
    who = {
        "patient_ids": [3],
        "label": "Persona suprimida 3",
        "known": ["Ana Pérez", "Ana", "0998124470"],
        "documents": [],
    }
    erased = {
        "type": "patient.erased",
        "summary": "Suprimió todos los datos de Persona suprimida 3",
        "patient_id": 3,
    } | who
    for _ in range(2):
        tell(erased | {"occurred_at": "2026-11-25T15:00:00Z"})
    tell({"summary": "Confirmó la cita de Ana Pérez", "patient_id": 3, "type": "appointment.confirmed"})
    # Of a service that had not heard of it yet; and of one that had.
    late = {"patient_id": 3, "type": "invoice.drafted", "occurred_at": "2030-01-01T00:00:00Z"}
    tell(late | {"summary": "Borrador para Ana Pérez", "buyer": "Ana Pérez"})
    tell(late | {"summary": "Borrador para Persona suprimida 3", "lines": 1})
    tell({"summary": "Reservó una cita a Ana Pérez", "patient_id": 4})
    rows = client.get("/api/logs/logs?patient_id=3", headers=auditor).json["data"]
    assert {row["message"] for row in rows} == {
        "Reservó una cita a Persona suprimida 3 (Persona suprimida 3)",
        "Suprimió todos los datos de Persona suprimida 3",
        "Persona suprimida 3 · appointment.confirmed",
        "Persona suprimida 3 · invoice.drafted",
        "Borrador para Persona suprimida 3",
    }
    assert [row["data"] for row in rows if row["message"].startswith("Borrador")] == [{"lines": 1}]
    assert all("Ana" not in str(row["data"]) and "0998" not in str(row) for row in rows)
    others = client.get("/api/logs/logs?patient_id=4", headers=auditor).json["data"]
    assert others[0]["message"] == "Reservó una cita a Ana Pérez"
