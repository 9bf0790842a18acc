"""Packages that expire: extended with a reason, not used any more, income once somebody says so."""

from datetime import timedelta
from decimal import Decimal

from facturacion.packages import reads, service

from .conftest import today


def test_it_ends_with_the_clock_and_is_extended_with_a_reason(call, patient, sold, visit, held, database_of):
    rosa = patient()
    mine = sold(rosa, validity_days=1)
    with database_of("facturacion").transaction() as tx:
        tx.run(
            "UPDATE facturacion.patient_packages SET expires_on = sold_on WHERE id = %(id)s", id=mine["id"]
        )
    tomorrow = f"{today() + timedelta(days=1)}"
    use = {"item_id": mine["items"][0]["id"], "patient_id": rosa}
    with database_of("facturacion").session() as db:
        late = "SELECT id FROM facturacion.patient_packages WHERE id = %(id)s AND expires_on < %(day)s"
        assert db.value(late, id=mine["id"], day=today() + timedelta(days=1))
    path = f"/patient-packages/{mine['id']}/extensions"
    assert call("post", path, {"expires_on": tomorrow}).status_code == 422
    too_early = call("post", path, {"expires_on": f"{today()}", "reason": "Estuvo enferma"})
    assert too_early.status_code == 422 and too_early.json["errors"][0]["field"] == "expires_on"
    done = call("post", path, {"expires_on": tomorrow, "reason": "Estuvo enferma"})
    assert done.status_code == 201 and done.json["expires_on"] == tomorrow
    assert done.json["extensions"][0]["reason"] == "Estuvo enferma"
    assert call("post", f"/patient-packages/{mine['id']}/redemptions", use).status_code == 201


def test_an_expired_package_is_neither_used_by_a_visit_nor_by_hand(
    patient, sold, receive, completed, held, call
):
    rosa = patient()
    mine = sold(rosa, validity_days=1)
    later = f"{today() + timedelta(days=5)}T15:00:00+00:00"
    done = {"treatment_id": mine["items"][0]["treatment_id"], "code": "X", "name": "Limpieza", "quantity": 1}
    done |= {"unit_price": "40.00", "duration_minutes": 30, "iva_code": "0"}
    data = completed(treatments=[done], extras=[], patient={"id": rosa, "name": "Rosa Paquete"})
    receive("appointment.completed", occurred_at=later, **data)
    (draft,) = call("get", f"/invoices?appointment_id={data['appointment_id']}").json["data"]
    assert draft["total"] == "40.00" and held(mine["id"])["used"] == 0


def test_what_expired_is_income_once_somebody_says_so_and_not_before(
    call, patient, sold, visit, held, income, monkeypatch, login, published
):
    rosa = patient()
    mine = sold(rosa, validity_days=1)
    visit(rosa, mine)
    path = f"/patient-packages/{mine['id']}/expiry"
    early = call("post", path)
    assert early.status_code == 409 and "todavía no vence" in early.json["detail"]
    for module in (service, reads):
        monkeypatch.setattr(module, "clinic_today", lambda: today() + timedelta(days=5))
    assert call("post", path, headers=login("packages:read", "packages:redeem")).status_code == 403
    done = call("post", path)
    assert done.status_code == 201, done.json
    assert (done.json["state"], done.json["used"], done.json["remaining"]) == ("USED", 3, "0.00")
    assert done.json["delivered"] == "100.00" and income(mine) == 100
    assert [use["kind"] for use in done.json["uses"]] == ["REDEEMED", "EXPIRED", "EXPIRED"]
    assert call("post", path).status_code == 409
    assert "package.recognised" in [event["type"] for event in published()]
    # The way back: who only gives sessions does not take it.
    undo = f"/package-redemptions/{done.json['uses'][1]['id']}/undo"
    assert call("post", undo, {"reason": "Se amplía"}, headers=login("packages:redeem")).status_code == 404
    back = call("post", undo, {"reason": "Se le amplía el plazo"})
    assert (back.status_code, back.json["state"], back.json["used"]) == (200, "EXPIRED", 2)
    assert income(mine) == Decimal("100.00") - Decimal(done.json["uses"][1]["value"])
