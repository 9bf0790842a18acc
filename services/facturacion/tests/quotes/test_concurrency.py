"""Two visits finished at once bill one accepted session once, on real connections and commits."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

API = "/api/facturacion"


@pytest.fixture
def agreed(committed_suite):
    """A patient's accepted quote of one session of treatment 3 at 30.00; returns patient and line."""
    patient_id = 5_000_000 + secrets.randbelow(1_000_000)
    with committed_suite[2]["facturacion"].transaction() as tx:
        id = tx.value(
            """
            INSERT INTO facturacion.quotes (patient_id, patient_name, summary, valid_days, subtotal, discount, iva, total,
                                            created_by_id, created_by_name)
                 VALUES (%(patient_id)s, 'Rosa', 'Limpieza', 30, 30, 0, 0, 30, '1', 'Ana') RETURNING id
            """,
            patient_id=patient_id,
        )
        line = tx.value(
            """
            INSERT INTO facturacion.quote_lines (quote_id, position, kind, reference_id, description, quantity, unit_price,
                                                 discount, iva_code, iva_rate, subtotal, iva, total)
                 VALUES (%(id)s, 1, 'TREATMENT', 3, 'Limpieza', 1, 30, 0, '0', 0, 30, 0, 30) RETURNING id
            """,
            id=id,
        )
        tx.run(
            """
            UPDATE facturacion.quotes SET status = 'SENT', sent_at = now(), sent_by_id = '1', sent_by_name = 'Ana',
                   valid_until = current_date + 30 WHERE id = %(id)s
            """,
            id=id,
        )
        tx.run("UPDATE facturacion.quotes SET status = 'ACCEPTED' WHERE id = %(id)s", id=id)
        tx.run(
            """
            WITH said AS (
                INSERT INTO facturacion.quote_acceptances (quote_id, accepted_by, accepted_on, recorded_by_id, recorded_by_name)
                     VALUES (%(id)s, 'Rosa', current_date, '1', 'Ana') RETURNING id)
            UPDATE facturacion.quote_lines SET acceptance_id = (SELECT id FROM said) WHERE id = %(line)s
            """,
            id=id,
            line=line,
        )
    return patient_id, line


def test_of_two_visits_at_once_one_has_the_agreed_price(committed, committed_suite, login, completed, agreed):
    patient_id, line = agreed
    headers = login("events:deliver", id="service-test", client=True)
    visits = [completed(extras=[], appointment_id=secrets.randbelow(2**40) + 2**40) for _ in range(6)]
    for visit in visits:
        visit["patient"]["id"] = patient_id
        visit["treatments"][0]["quantity"] = 1

    def deliver(visit):
        event = {
            "id": str(uuid4()),
            "type": "appointment.completed",
            "occurred_at": "2026-11-24T15:00:00+00:00",
            "aggregate": f"appointment:{visit['appointment_id']}",
            "service": "citas",
            "data": {"summary": "…", "level": "INFO", "patient_id": None, **visit},
        }
        return (
            committed["facturacion"]
            .test_client()
            .post(f"{API}/events", json={"events": [event]}, headers=headers)
        )

    with ThreadPoolExecutor(len(visits)) as pool:
        answers = list(pool.map(deliver, visits))
    assert {answer.status_code for answer in answers} == {200}
    with committed_suite[2]["facturacion"].session() as db:
        totals = db.all(
            "SELECT total::text FROM facturacion.invoices WHERE patient_id = %(id)s ORDER BY total",
            id=patient_id,
        )
        assert [row["total"] for row in totals] == ["30.00"] + ["40.00"] * 5
        assert (
            db.value("SELECT billed::text FROM facturacion.quote_lines WHERE id = %(id)s", id=line) == "1.000"
        )


def test_the_database_itself_bills_nothing_twice(committed_suite, agreed):
    _, line = agreed
    with committed_suite[2]["facturacion"].transaction() as tx:
        with pytest.raises(Exception, match="quote_lines_billed_within"):
            tx.run("UPDATE facturacion.quote_lines SET billed = 2 WHERE id = %(id)s", id=line)
