"""The drill: twenty visits on paper, entered afterwards: twenty notes at their hours, stock right, no invoice of another day."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from auth.permissions import FOR_ROLES

VISITS, EACH = 20, 2
ZONE = ZoneInfo("America/Guayaquil")
PREFIXES = {
    "citas": "citas",
    "inventario": "inventario",
    "facturacion": "facturacion",
    "historia_clinica": "historia-clinica",
}


@pytest.fixture
def ask(apps, login):
    everything = login(*FOR_ROLES, id="900", name="Paola Ríos", role="Administrador")

    def act(service, method, path, body=None, status=(200, 201), **headers):
        url = f"/api/{PREFIXES[service]}/{path}"
        sent = {} if method == "get" else {"json": body or {}}
        answer = getattr(apps[service].test_client(), method)(url, headers=everything | headers, **sent)
        assert answer.status_code in ([status] if isinstance(status, int) else status), answer.json
        return answer.json

    return act


@pytest.fixture
def paper(ask, clinic):
    """An outage of almost a day, and the visits of its agenda: two doctors, one treatment that uses two pairs of gloves."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    started = now - timedelta(hours=24) + timedelta(minutes=2)
    gloves = clinic.product(name="Guantes", unit="par")
    lot = {
        "kind": "PURCHASE",
        "quantity": str(VISITS * EACH + 5),
        "unit_cost": "0.20",
        "lot_number": "L1",
        "expiry_date": "2099-01-31",
    }
    ask("inventario", "post", f"products/{gloves}/stock", lot)
    treatment = clinic.treatment(duration_minutes=30)
    version = ask("inventario", "get", f"treatments/{treatment}")["version"]
    recipe = {"items": [{"product_id": gloves, "quantity": str(EACH)}]}
    ask("inventario", "put", f"treatments/{treatment}/recipe", recipe, **{"If-Match": f'"{version}"'})
    doctors = [clinic.doctor(), clinic.doctor()]
    visits = []
    for place in range(VISITS):
        start = started + timedelta(minutes=66 * place)
        new = {
            "patient_id": clinic.patient(last_name=f"Número {place}"),
            "doctor_id": doctors[place % 2],
            "start_time": start.isoformat(),
            "treatments": [{"treatment_id": treatment, "quantity": "1"}],
        }
        visits.append(ask("citas", "post", "appointments", new))
    outage = {
        "started_at": started.isoformat(),
        "ended_at": (now - timedelta(minutes=1)).isoformat(),
        "reason": "Corte de luz del sector",
    }
    return ask("citas", "post", "outages", outage), visits, gloves


def hours_of(visit):
    """What the sheet says: ten minutes late."""
    start = datetime.fromisoformat(visit["start_time"]) + timedelta(minutes=10)
    return {"started_at": start.isoformat(), "ended_at": (start + timedelta(minutes=25)).isoformat()}


def test_twenty_visits_on_paper(ask, paper, deliver, database_of):
    outage, visits, gloves = paper
    at = f"outages/{outage['id']}"
    for place, visit in enumerate(visits):
        sheet = {"sheet": f"20261130-{place + 1:02}"} if place >= VISITS - 3 else {}
        entry = {"appointment_id": visit["id"], **hours_of(visit), **sheet}
        key = {"Idempotency-Key": f"hoja-{visit['id']:06}"}
        first = ask("citas", "post", f"{at}/entries", entry, **key)
        # A cut line sends it twice; somebody else enters the same sheet.
        assert ask("citas", "post", f"{at}/entries", entry, **key) == first
        ask("citas", "post", f"{at}/entries", entry, status=409)
        note = {
            "appointment_id": visit["id"],
            "reason": "Atendido sin sistema",
            "plan": "Control en un mes",
            "paper": {"outage_id": outage["id"], "attended_at": entry["started_at"]},
        }
        draft = ask("historia_clinica", "post", f"patients/{visit['patient']['id']}/notes", note)
        ask("historia_clinica", "post", f"notes/{draft['id']}/sign")
    deliver()

    rows = ask("citas", "get", f"{at}/visits")["data"]
    assert [row["status"] for row in rows] == ["COMPLETED"] * VISITS and all(row["entry"] for row in rows)
    notes = ask("historia_clinica", "get", f"paper-notes?outage_id={outage['id']}")["data"]
    assert sorted(note["appointment_id"] for note in notes) == sorted(visit["id"] for visit in visits)
    with database_of("historia_clinica").session() as db:
        kept = db.all(
            """
            SELECT n.appointment_id, n.attended_at, n.content_sha256 = historia_clinica.content_sha256(n) AS sound
              FROM historia_clinica.clinical_notes n WHERE n.outage_id = %(id)s
            """,
            id=outage["id"],
        )
    assert {row["appointment_id"]: row["attended_at"] for row in kept} == {
        visit["id"]: datetime.fromisoformat(hours_of(visit)["started_at"]) for visit in visits
    }
    assert len(kept) == VISITS and all(row["sound"] for row in kept)

    assert Decimal(ask("inventario", "get", f"products/{gloves}")["stock_quantity"]) == 5
    with database_of("inventario").session() as db:
        assert db.value("SELECT count(*) FROM inventario.shortages WHERE resolved_at IS NULL") == 0

    today = datetime.now(UTC).astimezone(ZONE).date()
    drafts = ask("facturacion", "get", "invoices?status=DRAFT&limit=100")["data"]
    assert sorted(one["appointment_id"] for one in drafts) == sorted(visit["id"] for visit in visits)
    for draft in drafts:
        issued = ask("facturacion", "post", f"invoices/{draft['id']}/issue")
        # The day on which it is issued, never that of the visit.
        assert issued["issue_date"] in (str(today), str(datetime.now(UTC).astimezone(ZONE).date()))


def test_what_was_entered_wrongly_is_reopened_and_entered_again(ask, paper, deliver):
    outage, (visit, *_), gloves = paper
    at, entry = f"outages/{outage['id']}/entries", {"appointment_id": visit["id"], **hours_of(visit)}
    ask("citas", "post", at, entry)
    deliver()
    ask("citas", "post", f"appointments/{visit['id']}/reopen", {"reason": "Se ingresó la hoja de otro"})
    deliver()
    [row, *_] = ask("citas", "get", f"outages/{outage['id']}/visits")["data"]
    assert (row["status"], row["entry"]) == ("IN_PROGRESS", None)
    assert Decimal(ask("inventario", "get", f"products/{gloves}")["stock_quantity"]) == VISITS * EACH + 5
    assert ask("citas", "post", at, entry)["completion"] == 2


def test_only_what_happened_then_is_entered(ask, paper):
    outage, (visit, other, *_), _ = paper
    at, hours = f"outages/{outage['id']}/entries", hours_of(visit)
    early = datetime.fromisoformat(outage["started_at"]) - timedelta(minutes=30)
    before = {"started_at": early.isoformat(), "ended_at": (early + timedelta(minutes=20)).isoformat()}
    for wrong, field in ((before, "started_at"), (hours | {"ended_at": hours["started_at"]}, "ended_at")):
        refused = ask("citas", "post", at, {"appointment_id": visit["id"], **wrong}, status=409)
        assert refused["errors"][0]["field"] == field
    ask("citas", "post", at, {"appointment_id": visit["id"], **hours, "sheet": "20261130-01"})
    again = ask(
        "citas",
        "post",
        at,
        {"appointment_id": other["id"], **hours_of(other), "sheet": "20261130-01"},
        status=409,
    )
    assert again["errors"][0]["message"] == "Esa hoja ya se ingresó."
    note = {"reason": "x", "paper": {"outage_id": outage["id"], "attended_at": early.isoformat()}}
    refused = ask("historia_clinica", "post", f"patients/{visit['patient']['id']}/notes", note, status=422)
    assert refused["errors"][0]["field"] == "paper.attended_at"
    # Its hours hold what was entered of it, and no other outage lies over them.
    later = {"started_at": hours_of(other)["started_at"]}
    version = {"If-Match": f'"{outage["version"]}"'}
    ask("citas", "patch", f"outages/{outage['id']}", later, status=409, **version)
    ask("citas", "post", "outages", {"started_at": hours["started_at"], "reason": "Otra vez"}, status=409)
    changed = ask(
        "citas", "patch", f"outages/{outage['id']}", {"reason": "Corte de todo el sector"}, **version
    )
    assert (changed["reason"], changed["started_at"]) == ("Corte de todo el sector", outage["started_at"])


def test_who_came_days_ago_is_entered_where_an_outage_covers_it_and_nowhere_else(ask, clinic, login):
    start = (datetime.now(UTC) - timedelta(days=5)).replace(second=0, microsecond=0)
    new = {"patient_id": clinic.patient(), "doctor_id": clinic.doctor(), "start_time": start.isoformat()}
    new |= {"treatments": [{"treatment_id": clinic.treatment(duration_minutes=30), "quantity": "1"}]}
    refused = ask("citas", "post", "appointments", new, status=422)
    assert "salvo dentro de un apagón" in refused["errors"][0]["message"]
    hours = {"started_at": start - timedelta(hours=1), "ended_at": start + timedelta(hours=1)}
    told = {name: at.isoformat() for name, at in hours.items()} | {"reason": "Corte de luz"}
    outage = ask("citas", "post", "outages", told)["id"]
    visit = ask("citas", "post", "appointments", new)["id"]
    entry = {"appointment_id": visit, "sheet": "20261125-01", "started_at": start.isoformat()}
    entry["ended_at"] = (start + timedelta(minutes=30)).isoformat()
    ask("citas", "post", f"outages/{outage}/entries", entry)
    only_books = login("appointments:write", "appointments:read", "patients:read", "treatments:read", id="9")
    refused = (
        clinic.apps["citas"]
        .test_client()
        .post(
            "/api/citas/appointments",
            json=new | {"start_time": (start + timedelta(minutes=30)).isoformat()},
            headers=only_books,
        )
    )
    assert refused.status_code == 422
