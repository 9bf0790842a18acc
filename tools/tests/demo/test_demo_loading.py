"""The example clinic loaded into real services on a real PostgreSQL: consistent, and the same when repeated."""

import os
import threading
from argparse import Namespace
from types import SimpleNamespace
from urllib.parse import urlsplit

import psycopg2
import pytest
import requests
from requests.adapters import BaseAdapter

from auth import passwords, setup
from common.messages.relay import CarrierRelay
from common.run.metrics import Deliveries
from common.store.db import Database
from common.suite import SERVICES
from facturacion.einvoice.carrier import Carrier
from tests.in_process import build_suite, deliver_all
from tests.template import PASSWORD
from tools import sri_schemas
from tools.bootstrap import ROOT
from tools.demo import __main__ as command
from tools.demo import einvoices, invariants, journal, masters, people
from tools.demo import plan as planning
from tools.demo import today, visits
from tools.demo.session import Suite
from tools.messages import Problem
from tools.sri_emulator.server import Emulator, Server

TABLES = (
    "auth.users", "historia_clinica.patients", "historia_clinica.medical_history", "historia_clinica.clinical_notes",
    "inventario.products", "inventario.treatments", "inventario.treatment_recipes", "inventario.lots",
    "inventario.stock_movements", "citas.rooms", "citas.working_hours", "citas.appointments", "facturacion.invoices",
    "facturacion.payments", "facturacion.operational_expenses", "historia_clinica.prescriptions",
    "historia_clinica.certificates", "historia_clinica.exams", "historia_clinica.orders",
    "historia_clinica.odontograms", "historia_clinica.tooth_findings", "historia_clinica.periodontograms",
)  # fmt: skip


class Front(BaseAdapter):
    """Traefik's place: hands each path to its service, in this process."""

    def __init__(self, session):
        super().__init__()
        self.session = session

    def send(self, request, **kwargs):
        service = urlsplit(request.url).path.split("/")[2]
        request.headers.pop("Accept-Encoding", None)  # nobody unpacks inside a process
        request.url = request.url.replace("//clinic/", f"//{service}-service/")
        return self.session.send(request)

    def close(self):
        pass


@pytest.fixture(scope="module")
def clinic(settings, migrated, login, tmp_path_factory):
    """A suite in this process on a database of its own, and `deliver()` in place of its relays."""
    owner_url = migrated()
    url, databases = urlsplit(owner_url), {}
    for service in SERVICES:
        netloc = f"omni_{service}:{PASSWORD}@{url.hostname}:{url.port}"
        databases[service] = Database(url._replace(netloc=netloc).geturl(), service, 1, 8)
    apps, session = build_suite(settings, databases.get)
    with databases["auth"].transaction() as tx:
        setup.install(tx, "direccion@example.com", passwords.hash("una clave que nadie usa"), [])
    http = requests.Session()
    http.mount("http://clinic/", Front(session))
    connection = psycopg2.connect(owner_url)
    connection.autocommit = True
    secrets = tmp_path_factory.mktemp("secrets")
    (secrets / "jwt").symlink_to(os.path.dirname(settings.jwks_file))
    place = SimpleNamespace(address="http://clinic", passed_through={}, secrets=secrets)
    suite = Suite(place, connection, http)
    token = login("events:deliver", id="service-test", client=True)["Authorization"].removeprefix("Bearer ")
    suite.apps, suite.databases = apps, databases
    suite.deliver = lambda: deliver_all(apps, settings, session, token, databases.get)
    yield suite
    connection.close()
    for database in databases.values():
        database.pool.close()


@pytest.fixture(scope="module")
def emulator(clinic, tmp_path_factory):
    """What `./clinica demo` puts beside the suite, in threads of this process: the emulator, and the carrier to it."""
    stopping, threads, servers = threading.Event(), [], []

    def run(suite, authority):
        ca = tmp_path_factory.mktemp("sri") / "ca.pem"
        ca.write_bytes(authority.pem())
        servers.append(Server(Emulator(ca, sri_schemas.folder(ROOT / ".clinica" / "cache"))))
        config = suite.apps["facturacion"].config
        config["SETTINGS"] = config["SETTINGS"].model_copy(update={"sri_test_url": servers[0].url})
        database = suite.databases["facturacion"]
        relay = CarrierRelay(database, "sri", Carrier(config["SETTINGS"], database), Deliveries())
        threads.append(threading.Thread(target=servers[0].serve_forever, args=(0.02,)))
        threads.append(threading.Thread(target=carry, args=(relay,)))
        for thread in threads:
            thread.start()

    def carry(relay):
        while not stopping.wait(0.05):
            while relay.run_once():
                pass

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(einvoices, "start_emulator", run)
        patch.setattr(einvoices.sri, "url", lambda settings: servers[0].url)
        yield
    stopping.set()
    for server in servers:
        server.shutdown()
        server.server_close()
    for thread in threads:
        thread.join()


@pytest.fixture(scope="module")
def small(clinic, emulator):
    """A shorter history with fewer patients; services hear of each other when `deliver` runs, before anybody waits."""
    wait, check = today.wait_for_drafts, invariants.check
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(visits, "HISTORY_DAYS", 21)
        patch.setattr(visits, "FUTURE_DAYS", 2)
        patch.setattr(planning, "PATIENTS", 45)
        patch.setattr(today, "DESKS", 1)
        patch.setattr(today, "wait_for_drafts", lambda *more: (clinic.deliver(), wait(*more)))
        patch.setattr(invariants, "check", lambda suite: (clinic.deliver(), check(suite))[1])
        yield clinic


def counts(suite):
    return {table: suite.rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}


def load(suite, seed=planning.SEED, force=False):
    return command.run(Namespace(seed=seed, force=force), suite)


@pytest.fixture(scope="module")
def loaded(small):
    assert load(small) == 0
    return small


def test_an_interrupted_history_leaves_nothing_of_itself(small, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("tools.demo.notebook.write", interrupted)
        with pytest.raises(KeyboardInterrupt):
            load(small)
    found = counts(small)
    assert found["citas.appointments"] == found["facturacion.invoices"] == found["inventario.lots"] == 0
    assert found["historia_clinica.patients"] == 45 + 2, "two are registered twice"


def test_an_interruption_later_is_taken_up(small, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(masters, "expenses", lambda *_: (_ for _ in ()).throw(Problem("sin luz")))
        with pytest.raises(Problem):
            load(small)
    assert journal.find(small).keys() == {journal.PAST}


def test_everything_is_loaded_and_consistent(loaded):
    plan = planning.make(*journal.find(loaded)[journal.DONE])
    found = counts(loaded)
    singly = loaded.rows("SELECT count(*) FROM citas.appointments WHERE series_id IS NULL")[0][0]
    # Whether the hour that was given back suits somebody of the waiting list depends on the hour of the day.
    given = loaded.rows(
        "SELECT count(*) FROM citas.waitlist_entries WHERE state = 'BOOKED' AND gives_up_id IS NULL"
    )[0][0]
    assert singly - given == len(plan.history) + len(plan.today) + len(plan.future)
    assert 2 < found["citas.appointments"] - singly <= 6 + 2, "a weekly control and a visit of two parts"
    assert found["historia_clinica.patients"] == 45 + 2, "two are registered twice"
    assert (found["inventario.products"], found["inventario.treatments"]) == (40, 20)
    assert found["auth.users"] == 8
    assert found["historia_clinica.prescriptions"] == 2, "also before the first visit of the day"
    assert found["historia_clinica.certificates"] == 2
    purchases = loaded.rows("SELECT count(*) FROM inventario.receipts")[0][0]
    assert purchases > 5
    assert (
        found["facturacion.operational_expenses"] == len(plan.expenses) + purchases + 1
    ), "a settlement was paid"
    assert {status for (status,) in loaded.rows("SELECT DISTINCT status FROM citas.appointments")} == {
        visit.status for visit in [*plan.history, *plan.today, *plan.future]
    }
    assert invariants.broken(loaded) == {}


def test_mouths_have_versions_of_several_days_and_drafts(loaded):
    mouths = loaded.rows("""
        SELECT patient_id, count(*) FILTER (WHERE status = 'SIGNED'), count(DISTINCT signed_at::date),
               bool_or(status = 'DRAFT'), bool_or(dentition = 'MIXED')
          FROM historia_clinica.odontograms GROUP BY patient_id
        """)
    assert len(mouths) >= 4
    assert all(versions == days for _, versions, days, *_ in mouths) and max(row[1] for row in mouths) == 3
    assert any(draft for *_, draft, _ in mouths) and any(mixed for *_, mixed in mouths)
    ((noted,),) = loaded.rows("SELECT count(DISTINCT noted_at::date) FROM historia_clinica.tooth_findings")
    exams = loaded.rows("SELECT status, signed_at::date FROM historia_clinica.periodontograms")
    assert len(exams) == 4 and len(set(exams)) == 2, "two of each, of two days"
    ((healths,),) = loaded.rows("SELECT count(DISTINCT patient_id) FROM historia_clinica.oral_health")
    assert healths == len(mouths)
    ((controls, treated),) = loaded.rows(
        "SELECT count(*), count(DISTINCT patient_id) FROM historia_clinica.orthodontic_controls"
    )
    ((photos, views),) = loaded.rows(
        "SELECT count(*), count(DISTINCT view) FROM historia_clinica.attachments WHERE view IS NOT NULL"
    )
    assert (controls, treated, photos, views) == (4, 1, 18, 9)
    assert noted >= 4, "what was found keeps the day on which it was found"


def test_a_plan_is_signed_in_part_and_begun(loaded):
    states = loaded.rows("""
        SELECT status, count(*) FROM historia_clinica.plan_items GROUP BY status ORDER BY status
        """)
    assert states == [("ACCEPTED", 3), ("DONE", 1), ("PROPOSED", 3)]


def test_quotes_packages_and_commissions_live(loaded):
    def states(table, sql="status"):
        return {state for (state,) in loaded.rows(f"SELECT DISTINCT {sql} FROM facturacion.{table}")}

    assert {"DRAFT", "SENT", "ACCEPTED", "REJECTED"} <= states("quotes")
    ((expired, in_part),) = loaded.rows("""
        SELECT (SELECT count(*) FROM facturacion.quotes WHERE status = 'SENT' AND valid_until < current_date - 1),
               (SELECT count(DISTINCT quote_id) FROM facturacion.quote_lines a JOIN facturacion.quote_lines b USING (quote_id)
                 WHERE a.acceptance_id IS NOT NULL AND b.acceptance_id IS NULL)
        """)
    assert expired == 1 and in_part >= 1
    assert {True, False} <= states("patient_packages", "used > 0"), "one unused and one begun"
    assert states("commission_settlements", "expense_id IS NULL") >= {False}
    assert (
        len(loaded.rows("SELECT 1 FROM facturacion.commission_entries WHERE settlement_id IS NULL LIMIT 1"))
        == 1
    )


def test_electronic_documents_are_in_every_state_and_say_that_it_is_not_the_sri(loaded):
    found = loaded.rows("""
        SELECT status, annulment, messages -> 0 ->> 'code', snapshot ->> 'emulated', document_code
          FROM facturacion.electronic_invoices ORDER BY id
        """)
    assert {status for status, *_ in found} == {"AUTHORISED", "RECEIVED", "RETURNED", "NOT_AUTHORISED"}
    assert {(status, code) for status, _, code, *_ in found} >= {("RETURNED", "35"), ("NOT_AUTHORISED", "56")}
    assert {code for *_, code in found} == {"01", "04"} and {said for *_, said, _ in found} == {"true"}
    ((asked,),) = loaded.rows("SELECT count(*) FROM facturacion.annulment_requests WHERE ended_at IS NULL")
    assert asked >= 2
    board = loaded.get("facturacion/einvoices", waits="PERSON")["data"]
    assert {row["advice"]["who"] for row in board} == {"CASHIER", "ACCOUNTANT"}


def test_the_ledger_is_guarded_as_before(loaded):
    with pytest.raises(psycopg2.errors.CheckViolation):
        loaded.rows("UPDATE inventario.stock_movements SET quantity = quantity + 1")
    enabled = loaded.rows(
        "SELECT tgenabled FROM pg_trigger WHERE tgname IN ('stock_movements_apply', 'stock_movements_settle')"
    )
    assert [state in ("O", b"O") for (state,) in enabled] == [True, True]


def test_a_second_time_nothing_is_added(loaded, capsys):
    before = counts(loaded)
    assert load(loaded, seed=5) == 0
    assert counts(loaded) == before
    assert "no se agregó nada" in capsys.readouterr().out


def test_the_people_of_the_example_may_enter_as_they_are(loaded):
    answer = loaded.http.post(
        "http://clinic/api/auth/login",
        json={"email": people.USERS[0].email, "password": people.PASSWORD},
        timeout=10,
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["user"]["must_change_password"] is False


@pytest.mark.parametrize(
    "damage, rule",
    [
        (
            "UPDATE inventario.products SET stock_quantity = stock_quantity + 1 WHERE sku = 'BIO-MAS'",
            "sus lotes",
        ),
        ("UPDATE inventario.lots SET quantity = quantity + 1", "sus movimientos"),
        ("UPDATE inventario.stock_movements SET balance_after = balance_after + 1", "sigue al anterior"),
        ("DELETE FROM inventario.consumptions", "solo ellas"),
        ("UPDATE facturacion.appointment_costs SET cost = cost + 1", "lotes que usó"),
        ("UPDATE facturacion.invoices SET cost = cost + 1", "el de su cita"),
        ("UPDATE facturacion.invoices SET subtotal = subtotal + 1, total = total + 1", "sus líneas"),
        ("UPDATE facturacion.payments SET amount = amount + 1", "sus pagos"),
        ("UPDATE facturacion.series SET next_sequential = next_sequential + 1", "no tiene huecos"),
        ("UPDATE facturacion.patient_packages SET delivered = 0", "las sesiones que se dieron"),
        ("UPDATE facturacion.commission_entries SET amount = amount + 1", "la de su regla"),
        (
            "UPDATE facturacion.quote_lines SET billed = quantity WHERE acceptance_id IS NOT NULL",
            "más que lo aceptado",
        ),
        ("DELETE FROM facturacion.invoices WHERE sequential = 7", "no tiene huecos"),
        ("UPDATE historia_clinica.clinical_notes SET plan = 'Otro'", "su contenido"),
        ("UPDATE historia_clinica.tooth_findings SET remark = 'Otro'", "sus hallazgos"),
    ],
)
def test_damage_is_noticed(loaded, damage, rule):
    """The guards are off for the length of a transaction that is undone."""
    loaded.connection.autocommit = False
    try:
        loaded.connection.cursor().execute(f"SET LOCAL session_replication_role = replica; {damage}")
        assert any(rule in name for name in invariants.broken(loaded))
    finally:
        loaded.connection.rollback()
        loaded.connection.autocommit = True


def test_a_clinic_with_patients_of_its_own_is_left_alone(loaded, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(command.people, "USERS", [SimpleNamespace(email="nadie@example.com")])
        with pytest.raises(Problem, match="--force"):
            command.must_be_empty(loaded)


def test_what_the_api_refuses_ends_the_command_with_its_words(loaded):
    with pytest.raises(Problem, match="422"):
        loaded.post("historia-clinica/patients", {"document_type": "CEDULA", "document_number": "1710034066"})
