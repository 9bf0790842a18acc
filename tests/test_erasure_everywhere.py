"""A person with a row in every table that holds their number, every text of it their name, is erased: what is left is declared."""

import psycopg2
import pytest

from common.suite import prefix
from tests.named_rows import MEANS, NAME, drop_rules, fill, has_text, named
from tests.test_merge_everywhere import TABLES
from tests.test_patient_numbers import READ_THROUGH

API = "/api/historia-clinica"
LABEL = "Persona suprimida {}"
# What hangs from those tables and names the person too: the column by which, and from what.
HANGING = {
    "historia_clinica.certificate_documents": ("certificate_id", "historia_clinica.certificates"),
    "historia_clinica.prescription_documents": ("prescription_id", "historia_clinica.prescriptions"),
    "historia_clinica.order_documents": ("order_id", "historia_clinica.orders"),
    "historia_clinica.image_annotations": ("attachment_id", "historia_clinica.attachments"),
    "historia_clinica.plan_acceptances": ("plan_id", "historia_clinica.treatment_plans"),
    "citas.reminders": ("appointment_id", "citas.appointments"),
    "citas.self_bookings": ("appointment_id", "citas.appointments"),
    "facturacion.quote_documents": ("quote_id", "facturacion.quotes"),
    "facturacion.quote_acceptances": ("quote_id", "facturacion.quotes"),
    "facturacion.payment_reminders": ("invoice_id", "facturacion.invoices"),
    "facturacion.receipts": ("invoice_id", "facturacion.invoices"),
    "facturacion.electronic_invoices": ("invoice_id", "facturacion.invoices"),
}
DRAFT = MEANS | {"facturacion.invoices.status": "'DRAFT'"}
# Where a service keeps what it was told a patient is called.
NAMING = """
SELECT format('%I.%I', table_schema, table_name) FROM information_schema.columns
 WHERE column_name = 'patient_name' AND table_schema IN ('citas', 'facturacion', 'inventario')
   AND (table_schema, table_name) IN (SELECT table_schema, table_name FROM information_schema.columns
                                       WHERE column_name = 'patient_id')
 ORDER BY 1
"""
# What stays of a column: words of a list, and what was signed or measured, which is nobody's now.
KEPT = {
    "historia_clinica.clinical_notes": "content_sha256 subjective objective assessment plan reason visit form_values brought",
    "historia_clinica.medical_history": "category description severity reaction certainty condition_code cie10_code",
    "historia_clinica.vital_signs": "remark withdrawn_reason",
    "historia_clinica.oral_health": "periodontal malocclusion fluorosis remark withdrawn_reason",
    "historia_clinica.orthodontic_controls": "phase upper_act upper_alloy upper_size lower_act lower_alloy lower_size elastics"
    " elastics_side elastics_size remark withdrawn_reason",
    "historia_clinica.odontograms": "dentition status sha256",
    "historia_clinica.periodontograms": "status sha256",
    "historia_clinica.attachments": "kind",
    "historia_clinica.certificates": "reason diagnoses rest rest_kind contingency advice professional",
    "historia_clinica.prescriptions": "diagnoses prescriber general warning",
    # Whose certificate signed the paper: who prescribed.
    "historia_clinica.prescription_documents": "signature",
    "historia_clinica.orders": "kind indication diagnoses items professional",
    "historia_clinica.procedure_consents": "decision title signer content_sha256 signed_through",
    "historia_clinica.consent_requests": "letterhead",
    "historia_clinica.patient_consents": "purpose",
    "historia_clinica.record_exports": "sha256",
    "historia_clinica.treatment_plans": "name remarks",
    "historia_clinica.plan_acceptances": "content_sha256",
    "historia_clinica.erasures": "reason withdrawn_reason",
    "citas.waitlist_entries": "treatments windows",
    "citas.reminders": "moment channel reason answer",
    "citas.self_bookings": "challenge treatment doubt document_type",
    "facturacion.invoices": "number",
    "facturacion.receipts": "paper",
    "facturacion.electronic_invoices": "access_key environment document_code status ruc establishment emission_point messages"
    " annulment mail_refused",
    "facturacion.account_movements": "kind method reference bank",
    "facturacion.package_redemptions": "kind undone_reason",
    "facturacion.patient_packages": "name",
    "facturacion.payment_reminders": "channel",
    "facturacion.quotes": "status summary conditions",
    "inventario.material_uses": "withdrawn_reason",
    "inventario.pack_uses": "withdrawn_reason",
    "logs.system_logs": "service level type aggregate ip request_id",
}


def test_nothing_that_names_the_person_is_left_anywhere(apps, login, shared, deliver):
    rights = ("patients:read", "patients:write", "erasures:read", "erasures:write", "erasures:confirm")
    asks, confirms = (
        login(*rights, id=id, name=name) for id, name in (("1", "Sofía Paz"), ("2", "Iván Mora"))
    )
    client = apps["historia_clinica"].test_client()

    def post(path, who=asks, **body):
        answer = client.post(f"{API}{path}", json=body, headers=who)
        assert answer.status_code < 300, answer.json
        return answer.json

    new = {"document_type": None, "no_document_reason": "OTHER", "first_name": NAME, "last_name": "Zambrano"}
    id = post("/patients", **new, phone="0998124470")["id"]
    deliver()
    with shared.connection.cursor() as cursor:
        # What a later migration asks of a patient goes without being named by it.
        cursor.execute("ALTER TABLE historia_clinica.patients ADD COLUMN asked_later text")
        cursor.execute("UPDATE historia_clinica.patients SET asked_later = %s WHERE id = %s", (NAME, id))
        tables = {column.rsplit(".", 1)[0]: column.rsplit(".", 1)[1] for column in sorted(READ_THROUGH)}
        drop_rules(cursor, [*tables, *HANGING])
        made = {table: fill(cursor, table, column, id) for table, column in tables.items()}
        for table, (column, parent) in HANGING.items():
            made[table] = fill(cursor, table, column, made[parent]["id"])
        assert all(named(cursor, table, row) for table, row in made.items() if has_text(cursor, table))

        answered = (
            f'{{"id":9,"patient":{{"id":{id},"name":"{NAME}"}}}}',
            f'{{"id":9,"patient_id":{id},"x":"{NAME}"}}',
        )
        for service in ("citas", "facturacion", "inventario", "historia_clinica"):
            for n, body in enumerate((*answered, f'{{"id":{id}1,"patient_id":{id}1}}')):
                cursor.execute(
                    f"INSERT INTO {service}.idempotency_keys (subject, key, fingerprint, status, body) VALUES ('1', %s, '', 201, %s)",
                    (f"answer-{n}", body),
                )

        asked = post(f"/patients/{id}/erasures", requested_by="PATIENT", reason="Lo pide por escrito")
        done = post(f"/erasures/{asked['id']}/confirm", confirms)
        assert done["whole"] is True and done["patient"]["full_name"] == LABEL.format(id)
        deliver()

        left = {table: named(cursor, table, row) for table, row in made.items()}
        declared = {table: set(words.split()) for table, words in KEPT.items()}
        assert {table: names - declared.get(table, set()) for table, names in left.items() if names} == {
            table: set() for table, names in left.items() if names
        }
        # A column that is declared and goes is one too many.
        assert declared == {table: names for table, names in left.items() if names}
        for service in ("citas", "facturacion", "inventario", "historia_clinica"):
            cursor.execute(f"SELECT key FROM {service}.idempotency_keys WHERE key LIKE 'answer-%'")
            assert cursor.fetchall() == [("answer-2",)]
        cursor.execute(
            "SELECT full_name, to_jsonb(p)::text FROM historia_clinica.patients p WHERE id = %s", (id,)
        )
        called, whole = cursor.fetchone()
        assert called == LABEL.format(id) and NAME not in whole and "0998124470"[1:] not in whole
        cursor.execute(
            "SELECT count(*) FROM logs.system_logs WHERE message LIKE %s OR data::text LIKE %s",
            [f"%{NAME}%"] * 2,
        )
        assert cursor.fetchone() == (0,)
    for path in ("/patients?search=Quimistan", "/patients/search?q=Quimistan"):
        assert client.get(f"{API}{path}", headers=asks).json["data"] == []


@pytest.fixture
def erased(apps, login, deliver):
    """The number of a person who was erased, of which every service has heard."""
    rights = ("patients:read", "patients:write", "erasures:read", "erasures:write", "erasures:confirm")
    asks, confirms = (
        login(*rights, id=id, name=name) for id, name in (("1", "Sofía Paz"), ("2", "Iván Mora"))
    )
    post = apps["historia_clinica"].test_client().post
    new = {"document_type": None, "no_document_reason": "OTHER", "first_name": NAME, "last_name": "Zambrano"}
    id = post(f"{API}/patients", json=new, headers=asks).json["id"]
    deliver()
    reason = {"requested_by": "PATIENT", "reason": "Lo pide por escrito"}
    asked = post(f"{API}/patients/{id}/erasures", json=reason, headers=asks).json
    done = post(f"{API}/erasures/{asked['id']}/confirm", headers=confirms)
    assert done.status_code == 200, done.json
    deliver()
    return id


def late_events(id):
    """What others published while the person had a name, as it arrives afterwards."""
    patient = {"id": id, "name": f"{NAME} Zambrano", "document_type": "CEDULA", "document_number": "0102030400",
               "phone": f"+593998{NAME}", "email": f"{NAME}@example.com", "address": NAME}  # fmt: skip
    item = {"name": "Resina", "quantity": "1", "unit_price": "40.00", "iva_code": "0"}
    doctor = {"id": 9, "name": "Carla Ruiz"}
    done = {
        "appointment_id": 500,
        "patient": patient,
        "doctor": doctor,
        "treatments": [item | {"treatment_id": 77}],
    }
    plan = {"plan_id": 3, "patient": patient, "items": [item | {"plan_item_id": 4, "treatment_id": 77}],
            "accepted_by": NAME, "accepted_on": "2026-11-02", "signed": True}  # fmt: skip
    two_files = {"merged": {"id": 999_999, "name": "Otra"}, "into": patient}
    return {
        "appointment.completed": done,
        "patient.updated": {"patient": patient},
        "patient.merged": two_files,
        "patient.separated": two_files,
        "plan.accepted": plan,
    }


def test_what_arrives_late_names_nobody(apps, login, shared, deliver, erased):
    service = login("events:deliver", id="service-citas", client=True)
    told = late_events(erased)
    # A person whose file was merged into an erased one before that was told is no case: their file is erased too.
    for name, app in apps.items():
        for repeated in (False, True):
            events = [
                {"id": f"00000000-0000-4000-8000-{n:012}", "type": type, "occurred_at": "2020-01-01T00:00:00Z",
                 "aggregate": f"late:{n}", "service": "citas", "data": data | {"patient_id": erased, "summary": NAME}}
                for n, (type, data) in enumerate(told.items())
            ]  # fmt: skip
            answer = (
                apps[name]
                .test_client()
                .post(f"/api/{prefix(name)}/events", json={"events": events}, headers=service)
            )
            assert (answer.status_code, answer.json.get("refused", [])) == (200, []), (name, answer.json)
            assert answer.json["handled"] == (0 if repeated else len(events))
    deliver()
    with shared.connection.cursor() as cursor:
        assert who_names(cursor) == set()
        cursor.execute(
            "SELECT buyer_name, buyer_document, needs_mending, patient_name FROM facturacion.invoices WHERE patient_id = %s",
            (erased,),
        )
        assert cursor.fetchall() == [(LABEL.format(erased), "", True, LABEL.format(erased))]
        cursor.execute("SELECT patient_name, status FROM facturacion.quotes WHERE patient_id = %s", (erased,))
        assert cursor.fetchall() == [(LABEL.format(erased), "ACCEPTED")]


def test_a_row_that_was_on_its_way_when_they_were_erased_names_nobody(shared, erased):
    """What somebody asked a neighbour a moment before, and writes a moment after; and what was published and not yet delivered."""
    with shared.connection.cursor() as cursor:
        cursor.execute(NAMING)
        tables = [table for (table,) in cursor.fetchall()]
        assert len(tables) >= 11
        drop_rules(cursor, tables)
        rows = {table: fill(cursor, table, "patient_id", erased, DRAFT) for table in tables}
        about = {"patient_name", "patient_phone", "patient_email", "patient_address", "patient_document",
                 "patient_document_type", "patient_document_number", "buyer_name", "buyer_document", "buyer_email",
                 "buyer_phone", "buyer_address"}  # fmt: skip
        assert {table: named(cursor, table, row) & about for table, row in rows.items()} == dict.fromkeys(
            tables, set()
        )
        for service in ("citas", "facturacion", "inventario"):
            cursor.execute(
                f"INSERT INTO {service}.outbox (id, type, aggregate, data) VALUES (gen_random_uuid(), 'x.y', 'x:1', %s)",
                (f'{{"patient_id": {erased}, "name": "{NAME}"}}',),
            )
            cursor.execute(f"SELECT {service}.housekeeping()")
            cursor.execute(f"SELECT count(*) FROM {service}.outbox o WHERE o::text LIKE %s", (f"%{NAME}%",))
            assert cursor.fetchone() == (0,)


def who_names(cursor):
    """The tables of which a row says the name, wherever it stands in it."""
    cursor.execute(TABLES)
    found = set()
    for table, _ in cursor.fetchall():
        cursor.execute(f"SELECT EXISTS (SELECT FROM {table} t WHERE t::text LIKE %s)", (f"%{NAME}%",))
        if cursor.fetchone()[0]:
            found.add(table)
    # The event itself says who it was, for as long as an event may be delivered again.
    return found - {"historia_clinica.outbox"}


def test_the_role_that_erases_holds_no_signed_note(rolled_back):
    """It sees that there is one, for how long the record must stay; what it may replace is a draft."""
    with rolled_back.connection.cursor() as cursor:
        drop_rules(cursor, ["historia_clinica.clinical_notes"])
        for status in ("DRAFT", "SIGNED"):
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(
                """
                INSERT INTO historia_clinica.clinical_notes (patient_id, reason, status, author_id, author_name)
                VALUES (1, 'Control', %s, '3', 'Carla Ruiz')
                """,
                (status,),
            )
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("SET LOCAL ROLE omni_housekeeper; SET LOCAL omni.erasing = 'on'")
        cursor.execute("SELECT count(*) FROM historia_clinica.clinical_notes")
        assert cursor.fetchone() == (2,)
        cursor.execute("UPDATE historia_clinica.clinical_notes SET plan = 'x' RETURNING status")
        assert cursor.fetchall() == [("DRAFT",)]
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("UPDATE historia_clinica.diagnoses SET description = 'x'")


def test_no_service_erases_what_nobody_decided(rolled_back):
    with rolled_back.connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE omni_historia_clinica; SET LOCAL omni.erasing = 'on'")
        with pytest.raises(psycopg2.errors.NoDataFound):
            cursor.execute("SELECT historia_clinica.erase(0, 'x', '', 'x')")
