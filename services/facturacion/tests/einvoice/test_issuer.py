"""Who issues, with which certificate, and what is missing for it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from common.signing import sealing
from facturacion.einvoice.service import PURPOSE

API = "/api/facturacion"
PASSWORD = "clave de prueba"


@pytest.fixture
def issuer(client, director):
    return lambda: client.get(f"{API}/issuer", headers=director).json


def fields(answer):
    return {lack["field"] for lack in answer}


def test_at_first_everything_is_missing_and_invoices_are_issued_as_ever(
    issuer, issued, board, settings_for_sri
):
    settings_for_sri(sri_test_url="")
    own = issuer()
    assert not own["active"] and own["certificate"] is None and own["environment"] == "1"
    assert fields(own["missing"]) == {
        "ruc", "legal_name", "head_office", "supplier_ruc", "establishments", "certificate", "environment",
    }  # fmt: skip
    assert issued()["status"] == "ISSUED" and board() == []


def test_it_is_not_active_until_it_is_complete(change_issuer, issuer):
    answer = change_issuer(ruc="1790016919001", active=True)
    assert answer.status_code == 422 and "legal_name" in fields(answer.json["errors"])
    assert issuer()["ruc"] is None


def test_complete_it_is_active(electronic, issuer, published):
    own = issuer()
    assert own["active"] and own["missing"] == [] and own["establishments"][0]["code"] == "001"
    assert [event["type"] for event in published()][-3:] == [
        "issuer.updated",
        "certificate.uploaded",
        "issuer.updated",
    ]


def test_what_would_make_it_incomplete_is_refused(electronic, change_issuer, issuer):
    for change, field in (
        ({"establishments": []}, "establishments"),
        ({"ruc": "0992339411001"}, "certificate"),
        ({"environment": "2"}, "environment"),
        ({"supplier_reason": None}, "supplier_ruc"),
    ):
        answer = change_issuer(**change)
        assert answer.status_code == 422 and field in fields(answer.json["errors"]), change
    assert change_issuer(active=False, establishments=[]).status_code == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ruc": "1790016919002"}, "ruc"),
        ({"withholding_agent": "0012"}, "withholding_agent"),
        ({"special_taxpayer": "1"}, "special_taxpayer"),
        ({"environment": "3"}, "environment"),
        ({"rimpe": "OTHER"}, "rimpe"),
        ({"payment_code": "99"}, "payment_code"),
        ({"establishments": [{"code": "1", "address": "Quito"}]}, "establishments.0.code"),
        (
            {"establishments": [{"code": "001", "address": "A"}, {"code": "001", "address": "B"}]},
            "establishments",
        ),
        ({"establishments": [{"code": "000", "address": "Quito"}]}, "establishments"),
    ],
)
def test_what_is_no_issuer(change_issuer, change, field):
    answer = change_issuer(**change)
    assert answer.status_code in (409, 422) and field in fields(answer.json["errors"])


def test_only_who_may(client, login, electronic):
    clerk = login("invoices:write")
    assert client.get(f"{API}/issuer", headers=clerk).status_code == 403
    assert client.get(f"{API}/einvoices", headers=clerk).status_code == 403
    reader = login("einvoices:read", "einvoices:write")
    etag = {"If-Match": '"1"'}
    assert client.patch(f"{API}/issuer", json={}, headers=reader | etag).status_code == 403
    assert client.post(f"{API}/issuer/certificates", json={}, headers=reader).status_code == 403
    assert client.get(f"{API}/issuer").status_code == 401


def test_somebody_else_changed_it_first(client, director, change_issuer):
    stale = {"If-Match": '"1"'}
    change_issuer(keeps_accounts=True)
    answer = client.patch(f"{API}/issuer", json={"keeps_accounts": False}, headers=director | stale)
    assert answer.status_code == 412


def test_a_certificate_that_does_not_serve_is_refused_with_a_sentence(authority, change_issuer, upload):
    assert upload().json["errors"][0]["message"] == "Escriba primero el RUC del emisor."
    change_issuer(ruc="1790016919001")
    for answer, sentence in (
        (upload(password="otra"), "contraseña"),
        (upload(content=b"x"), "contraseña"),
        (upload(authority.issue("0992339411001")), "no lleva el RUC"),
        (upload(authority.issue("1790016919001", signing=False)), "no es de firma digital"),
        (upload(authority.issue("1790016919001", first_day=-9, last_day=-1)), "venció"),
        (upload(authority.issue("1790016919001", bits=1024)), "1024 bits"),
    ):
        assert answer.status_code == 422 and sentence in answer.json["errors"][0]["message"]


def test_neither_the_key_nor_the_password_is_in_the_database_or_an_answer(
    electronic, credential, database_of, issuer, upload, caplog
):
    shown = str(upload().json) + str(issuer())
    with database_of("facturacion").session() as db:
        row = db.one("SELECT pem, sealed_key FROM facturacion.certificates ORDER BY id DESC LIMIT 1")
    number = credential.key.private_numbers().p
    secret = number.to_bytes((number.bit_length() + 7) // 8, "big")
    sealed = bytes(row["sealed_key"])
    assert secret not in sealed and "PRIVATE" not in row["pem"]
    assert secret in sealing.unseal(sealed, electronic.service_client_secret, PURPOSE)
    with pytest.raises(ValueError, match="another secret"):
        sealing.unseal(sealed, "y" * 32, PURPOSE)
    assert PASSWORD not in shown + caplog.text and "sealed" not in shown


def test_it_warns_a_month_before_the_certificate_expires(authority, electronic, issuer, upload):
    assert not issuer()["expires_soon"]
    upload(authority.issue("1790016919001", last_day=29))
    assert issuer()["expires_soon"] and issuer()["missing"] == []


def test_it_says_when_the_certificate_has_expired(client, authority, electronic, issuer, upload, monkeypatch):
    upload(authority.issue("1790016919001", last_day=10))

    class Later(datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime.now(zone) + timedelta(days=11)

    monkeypatch.setattr("facturacion.einvoice.service.datetime", Later)
    assert issuer()["missing"][0]["message"] == "El certificado de firma no está vigente."
    assert datetime.now(UTC) < Later.now(UTC)


def test_metrics_of_what_waits_and_of_the_certificate(apps, electronic, issued, login):
    issued()
    scraped = (
        apps["facturacion"].test_client().get("/metrics", headers=login("metrics:read", client=True)).text
    )
    assert 'clinic_einvoices_waiting{state="SIGNED"} 1.0' in scraped
    assert 'clinic_einvoices_waiting{state="RETURNED"} 0.0' in scraped
    assert 'clinic_einvoices_oldest_seconds{state="SIGNED"}' in scraped
    days = float(scraped.partition("\nclinic_einvoice_certificate_days ")[2].split()[0])
    assert 300 < days < 366


@pytest.mark.parametrize(
    ("today", "year"),
    [("2026-12-14", None), ("2026-12-15", 2027), ("2027-01-02", 2027)],
)
def test_next_years_iva_is_confirmed_from_the_15th_of_december(
    client, director, issuer, published, monkeypatch, today, year
):
    monkeypatch.setattr("facturacion.einvoice.service.clinic_today", lambda: date.fromisoformat(today))
    assert issuer()["iva_to_confirm"] == year

    def confirm(wanted):
        return client.post(f"{API}/issuer/iva-years", json={"year": wanted}, headers=director)

    assert confirm(2028).status_code == 422
    if year is None:
        return
    for _ in range(2):
        answer = confirm(year)
        assert answer.status_code == 200 and answer.json["iva_to_confirm"] is None
    assert [event["type"] for event in published()].count("iva.confirmed") == 1
