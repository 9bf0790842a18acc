"""Certificates: issued, numbered, printed, annulled, never changed."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from common.problems import Invalid
from historia_clinica.certificates import rules

from .conftest import API, NO_REST, SAID


def words_of(printed):
    page = pypdfium2.PdfDocument(io.BytesIO(printed))[0]
    return " ".join(page.get_textpage().get_text_range().split())


def test_a_certificate_is_numbered_printed_and_kept(client, doctor, patient, certify, told):
    first = certify()
    assert first.status_code == 201, first.json
    one = first.json
    assert (one["number"], one["diagnoses"][0]["code"], one["rest_until"]) == (
        "0000001",
        "K04.7",
        "2026-01-21",
    )
    assert one["professional"] == {"id": "3", "name": "Carla Ruiz"}
    assert certify().json["number"] == "0000002"
    url = f"{API}/certificates/{one['id']}/pdf"
    printed = client.get(url, headers=doctor)
    assert (printed.status_code, printed.mimetype) == (200, "application/pdf")
    said = words_of(printed.data)
    for words in (
        "0000001",
        "20 de enero de 2026 (veinte de enero de dos mil veintiséis)",
        "2 (dos)",
        "21 de enero de 2026, veintiuno de enero de dos mil veintiséis",
        "Absceso periapical sin fístula",
        "Registro 1005-2014-1298834",
        "CONFIDENCIAL",
    ):
        assert words in said, said
    page = client.get(f"{API}/patients/{patient['id']}/certificates", headers=doctor).json
    assert [row["number"] for row in page["data"]] == ["0000002", "0000001"]
    assert [event["data"]["summary"] for event in told("certificate.issued")] == [
        "Emitió el certificado médico 0000001 de Ana Pérez",
        "Emitió el certificado médico 0000002 de Ana Pérez",
    ]


def test_what_the_patient_does_not_want_known_is_not_on_the_paper(client, doctor, certify):
    one = certify(show_diagnosis=False).json
    assert one["diagnoses"][0]["code"] == "K04.7"
    said = words_of(client.get(f"{API}/certificates/{one['id']}/pdf", headers=doctor).data)
    assert "Absceso" not in said and "K04.7" not in said and "CONFIDENCIAL" not in said
    assert "Reservado por voluntad de la persona atendida" in said


@pytest.mark.parametrize(
    ("rest", "words"),
    [
        (NO_REST, "No requiere reposo."),
        (
            {"rest": "HOURS", "rest_hours": 21, "rest_until": None},
            "Horas 21 (veintiuna) El 20 de enero de 2026, veinte de enero",
        ),
        ({"rest_until": "2026-02-09", "rest_kind": "RELATIVE"}, "Días 21 (veintiún)"),
    ],
)
def test_rest_is_of_days_of_hours_or_none(client, doctor, certify, rest, words):
    one = certify(**rest)
    assert one.status_code == 201, one.json
    assert words in words_of(client.get(f"{API}/certificates/{one.json['id']}/pdf", headers=doctor).data)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"attended_on": "2126-01-20", "rest_from": "2126-01-20", "rest_until": "2126-01-21"}, "attended_on"),
        ({"attended_until": "09:00"}, "attended_until"),
        ({"reason": " "}, "reason"),
        ({"diagnoses": []}, "diagnoses"),
        ({"rest": "MONTHS"}, "rest"),
        ({"rest_from": "2026-01-19"}, "rest_from"),
        ({"rest_until": "2026-01-19"}, "rest_until"),
        ({"rest_until": "2027-01-20"}, "rest_until"),
        ({"rest_until": None}, "rest_until"),
        ({"rest_hours": 4}, "rest_hours"),
        ({"rest": "NONE"}, "rest_from"),
        ({"rest": "HOURS", "rest_hours": 24, "rest_until": None}, "rest_hours"),
        ({"contingency": None}, "contingency"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(certify, changes, field):
    answer = certify(**changes)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, field)


@pytest.mark.parametrize(
    ("hours", "field"),
    [
        (("14:00", "14:30"), None),
        # Clocks differ, and who signs off as the patient leaves writes the hour that is about to be.
        (("14:30", "15:05"), None),
        (("10:00", "18:00"), "attended_until"),
        (("15:30", None), "attended_from"),
    ],
)
def test_nobody_was_attended_at_an_hour_that_has_not_come(hours, field):
    now = datetime(2026, 11, 30, 15, 0, tzinfo=ZoneInfo("America/Guayaquil"))
    said = dict(zip(("attended_from", "attended_until"), (h and time.fromisoformat(h) for h in hours)))
    if field is None:
        rules.must_have_been(said | {"attended_on": now.date()}, now)
        return
    with pytest.raises(Invalid) as refusal:
        rules.must_have_been(said | {"attended_on": now.date()}, now)
    assert refusal.value.errors[0]["field"] == field
    # Of yesterday any hour has come.
    rules.must_have_been(said | {"attended_on": now.date() - timedelta(days=1)}, now)


def test_it_is_issued_once_however_often_it_is_sent(doctor, certify):
    headers = doctor | {"Idempotency-Key": "certificado-1"}
    assert certify(headers=headers).json == certify(headers=headers).json
    assert certify().json["number"] == "0000002"


def test_only_those_registered_certify(login, certify, practitioner):
    stranger = login("records:certify", id="4", name="Iván Mora")
    assert certify(headers=stranger).status_code == 403
    practitioner["registration_expires_on"] = "2020-01-01"
    expired = certify()
    assert expired.status_code == 403
    assert expired.json["detail"].endswith("venció el 01/01/2020: hasta renovarlo no puede certificar.")


def test_it_is_annulled_by_its_author_once_and_says_why(client, doctor, login, certify, told):
    one = certify().json
    url = f"{API}/certificates/{one['id']}/annul"
    other = login("records:certify", id="4", name="Iván Mora")
    assert client.post(url, json={"reason": "No"}, headers=doctor).status_code == 422
    assert client.post(url, json={"reason": "Fecha mal"}, headers=other).status_code == 403
    annulled = client.post(url, json={"reason": "Fecha mal"}, headers=doctor)
    assert (annulled.status_code, annulled.json["annulled"]["reason"]) == (200, "Fecha mal")
    assert client.post(url, json={"reason": "Otra vez"}, headers=doctor).status_code == 409
    assert len(told("certificate.annulled")) == 1
    assert certify().json["number"] == "0000002", "its number is not given again"


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("GET", "/patients/1/certificates", "patients:read"),
        ("POST", "/patients/1/certificates", "records:sign"),
        ("GET", "/certificates/1/pdf", "patients:read"),
        ("POST", "/certificates/1/annul", "records:sign"),
    ],
)
def test_who_you_are_comes_before_what_you_sent(client, login, method, path, permission):
    assert client.open(f"{API}{path}", method=method, json={}).status_code == 401
    assert client.open(f"{API}{path}", method=method, json={}, headers=login(permission)).status_code == 403


def test_what_is_not_there_is_404(client, doctor, practitioner):
    assert client.get(f"{API}/patients/999/certificates", headers=doctor).status_code == 404
    assert client.post(f"{API}/patients/999/certificates", json=SAID, headers=doctor).status_code == 404
    assert client.get(f"{API}/certificates/999/pdf", headers=doctor).status_code == 404
    annul = client.post(f"{API}/certificates/999/annul", json={"reason": "Fecha mal"}, headers=doctor)
    assert annul.status_code == 404


TABLES = ("certificates", "certificate_documents", "certificate_annulments", "paper_codes")


def test_the_database_changes_no_certificate_whoever_asks(client, doctor, certify, refused):
    one = certify().json
    client.post(f"{API}/certificates/{one['id']}/annul", json={"reason": "Fecha mal"}, headers=doctor)
    columns = dict.fromkeys(TABLES, "certificate_id") | {"certificates": "number", "paper_codes": "paper_id"}
    for table in TABLES:
        constraint = "paper_codes_frozen" if table == "paper_codes" else "certificates_frozen"
        for sql in (
            f"UPDATE historia_clinica.{table} SET {columns[table]} = 9",
            f"DELETE FROM historia_clinica.{table}",
        ):
            assert refused(sql) == "InsufficientPrivilege"
            assert refused(sql, owner=True) == constraint


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("rest_from = '2026-01-01'", "certificates_rest_after_care"),
        ("rest = 'DAYS', rest_until = NULL", "certificates_rest"),
        ("rest = 'FOREVER'", "certificates_rest"),
        (
            "attended_on = '2126-01-01', rest_from = '2126-01-01', rest_until = '2126-01-01'",
            "certificates_attended",
        ),
        ('professional = \'{"kind": "OTHER", "registration": "1"}\'', "certificates_registered"),
        (
            'professional = \'{"kind": "DENTIST", "registration": "1", "expires_on": "2020-01-01"}\'',
            "certificates_registered",
        ),
    ],
)
def test_the_database_takes_no_certificate_that_cannot_be(certify, database_of, refused, change, constraint):
    certify()
    with database_of("historia_clinica").session() as db:
        columns = [row["column_name"] for row in db.all("""
                SELECT column_name FROM information_schema.columns
                 WHERE (table_schema, table_name) = ('historia_clinica', 'certificates') AND column_name <> 'id'
                """)]
    changed = dict(part.split(" = ", 1) for part in change.split(", ") if " = " in part)
    if "professional" in change:
        changed = {"professional": change.split(" = ", 1)[1]}
    chosen = ", ".join(changed.get(name, name) for name in columns)
    sql = f"INSERT INTO historia_clinica.certificates ({', '.join(columns)}) SELECT {chosen} FROM historia_clinica.certificates"
    for owner in (False, True):
        assert refused(sql, owner=owner) == constraint


def test_numbers_have_no_gap_however_many_are_issued_at_once(committed, login, monkeypatch, practitioner):
    who = login(
        "patients:read", "patients:write", "records:read", "records:certify", id="3", name="Carla Ruiz"
    )
    client = committed["historia_clinica"].test_client()
    new = {
        "document_type": "PASSPORT",
        "document_number": "CERTIFIED",
        "first_name": "Ana",
        "last_name": "Pérez",
    }
    patient = client.post(f"{API}/patients", json=new, headers=who).json["id"]

    def issue(n):
        # Every third is refused after it took its number.
        wish = SAID if n % 3 else SAID | {"rest_from": "2026-01-19"}
        return (
            committed["historia_clinica"]
            .test_client()
            .post(f"{API}/patients/{patient}/certificates", json=wish, headers=who)
        )

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(issue, range(12)))
    numbers = sorted(int(answer.json["number"]) for answer in answers if answer.status_code == 201)
    assert len(numbers) == 8 and numbers == list(range(numbers[0], numbers[0] + 8))
