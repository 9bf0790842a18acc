"""Erasing a person: asked for, confirmed by somebody else, within what must be kept; and never brought back by a restore."""

from datetime import date, timedelta

import pytest

from moto.server import ThreadedMotoServer

from common.files import VolumeStore, store_of
from common.files.s3 import client as s3_client
from common.files.store import name_of
from common.messages.relay import CarrierRelay
from common.problems import Unavailable
from common.run.metrics import Deliveries
from common.tests.files.pictures import photo
from historia_clinica.erasures import neighbours, reapply, rules, suppressed
from historia_clinica.erasures.carrier import Carrier

API = "/api/historia-clinica"
OPEN = {"erasures", "family_links", "note_outlines", "odontograms", "record_exports"}
VISITS = dict.fromkeys(("appointments", "upcoming", "waitlist", "waiting", "messages", "self_bookings"), 0)
MONEY = dict.fromkeys(("invoices", "drafts", "quotes", "reminders"), 0) | {
    "last_invoice_on": None, "balance": "0.00", "credit": "0.00",
}  # fmt: skip


@pytest.fixture
def others(monkeypatch):
    """What citas and facturacion say that they hold; change it to change what they say."""
    said = {"visits": dict(VISITS), "money": dict(MONEY)}
    monkeypatch.setattr(neighbours, "holdings", lambda id: (said["visits"], said["money"]))
    return said


@pytest.fixture
def desk(login):
    return login(
        "patients:read", "patients:write", "erasures:read", "erasures:write", id="2", name="Rosa Vera"
    )


@pytest.fixture
def chief(login):
    return login("patients:read", "patients:write", "patients:merge", "records:read", "logs:read", "erasures:read",
                 "erasures:write", "erasures:confirm", id="1", name="Sofía Paz")  # fmt: skip


@pytest.fixture
def person(register, others):
    return register(
        first_name="María", last_name="Vélez", phone="0998124470", email="mv@example.com", birth_date="1990-05-06",
        emergency_contact_name="Luis", tags=["vip"],
    )  # fmt: skip


@pytest.fixture
def ask(client, desk, person):
    def act(status=201, id=None, **change):
        body = {"requested_by": "PATIENT", "reason": "Lo pide por escrito"} | change
        answer = client.post(f"{API}/patients/{id or person['id']}/erasures", json=body, headers=desk)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


@pytest.fixture
def confirm(client, chief, ask):
    def act(status=200, who=chief, asked=None):
        asked = asked or ask()
        answer = client.post(f"{API}/erasures/{asked['id']}/confirm", headers=who)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


@pytest.fixture
def sign(client, doctor, person):
    """A signed note, so that there is a record to be kept."""
    note = client.post(
        f"{API}/patients/{person['id']}/notes", json={"reason": "Control", "plan": "Resina"}, headers=doctor
    ).json
    signed = client.post(f"{API}/notes/{note['id']}/sign", headers=doctor)
    assert signed.status_code == 200, signed.json
    return signed.json


def file_of(client, chief, person):
    return client.get(f"{API}/patients/{person['id']}", headers=chief).json


def test_who_never_came_goes_whole_and_may_come_back_as_somebody_new(
    client, chief, person, confirm, register, told
):
    preview = client.get(f"{API}/patients/{person['id']}/erasure-preview", headers=chief).json
    assert preview["whole"] and {"what": "CONTACTS", "count": 3, "until": None} in preview["goes"]
    done = confirm()
    assert (done["whole"], done["state"], done["record_until"]) == (True, "DONE", None)
    gone = file_of(client, chief, person)
    assert (
        gone["full_name"] == f"Persona suprimida {person['id']}"
        and gone["erased_whole"]
        and not gone["active"]
    )
    for name in ("document_number", "phone", "email", "last_name", "emergency_contact_name"):
        assert gone[name] is None, name
    assert gone["birth_date"] == "1990-01-01" and gone["tags"] == []
    for path in (
        "patients?search=velez",
        "patients/search?q=velez",
        f"patients?search={person['document_number']}",
    ):
        assert client.get(f"{API}/{path}", headers=chief).json["data"] == []
    fhir = client.get(f"{API}/fhir/Patient?identifier={person['document_number']}", headers=chief).json
    assert fhir["total"] == 0 if "total" in fhir else not fhir.get("entry")
    again = register(first_name="María", last_name="Vélez", document_number=person["document_number"])
    assert again["id"] != person["id"]


def test_a_record_stays_until_its_day_and_only_what_is_none_goes(client, chief, person, sign, confirm, ask):
    until = rules.kept_until(date.fromisoformat(sign["signed_at"][:10]), 15)
    done = confirm()
    assert done["whole"] is False
    assert abs(date.fromisoformat(done["record_until"]) - until) <= timedelta(days=1)
    kept = file_of(client, chief, person)
    assert kept["full_name"] == "María Vélez" and kept["document_number"] == person["document_number"]
    assert kept["phone"] is None and kept["email"] is None and kept["tags"] == [] and kept["erased_at"]
    assert client.get(f"{API}/patients/search?q=velez", headers=chief).json["data"] == []
    note = client.get(f"{API}/notes/{sign['id']}", headers=chief).json
    assert (note["plan"], note["content_sha256"]) == ("Resina", sign["content_sha256"])
    assert "se conserva hasta el" in ask(409)["detail"]


def test_the_record_of_somebody_whose_time_is_over_is_cut_from_them_and_not_altered(
    client, chief, person, sign, confirm, rolled_back
):
    with rolled_back.connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE historia_clinica.clinical_notes SET signed_at = signed_at - interval '16 years' WHERE id = %s",
            (sign["id"],),
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert confirm()["whole"] is True
    assert client.get(f"{API}/notes/{sign['id']}", headers=chief).json["plan"] == "Resina"
    assert file_of(client, chief, person)["last_name"] is None


def test_two_people_decide_and_until_then_it_is_taken_back(client, desk, chief, login, person, ask, confirm):
    asked = ask()
    same = login("erasures:confirm", id="2", name="Rosa Vera")
    assert "otra persona" in confirm(403, who=same, asked=asked)["detail"]
    assert client.post(f"{API}/erasures/{asked['id']}/confirm", headers=desk).status_code == 403
    assert ask(409)["detail"].startswith("Ya hay un pedido")
    taken = client.post(
        f"{API}/erasures/{asked['id']}/withdraw", json={"reason": "Cambió de parecer"}, headers=desk
    )
    assert (taken.json["state"], taken.json["withdrawn_by"]) == ("WITHDRAWN", "Rosa Vera")
    assert confirm(409, asked=asked)["detail"] == "Ese pedido ya se decidió."
    assert file_of(client, chief, person)["phone"] is not None
    listed = client.get(f"{API}/erasures?state=WITHDRAWN", headers=desk).json["data"]
    assert [one["id"] for one in listed] == [asked["id"]]


def test_nothing_is_added_to_a_record_that_was_closed(
    client, doctor, chief, person, sign, confirm, rolled_back
):
    confirm()
    for path, body in (
        ("notes", {"reason": "Control"}),
        ("medical-history", {"category": "OTHER", "description": "Asma"}),
        ("vital-signs", {"pulse": 70}),
    ):
        refused = client.post(f"{API}/patients/{person['id']}/{path}", json=body, headers=doctor)
        assert refused.status_code == 409 and "no se escribe más" in refused.json["detail"], refused.json
    with rolled_back.connection.cursor() as cursor:
        cursor.execute("""
            SELECT table_name FROM information_schema.columns
             WHERE table_schema = 'historia_clinica' AND column_name = 'patient_id'
            EXCEPT
            SELECT event_object_table FROM information_schema.triggers WHERE trigger_name LIKE '%_closed'
            """)
        # A copy of what is kept may be asked for, and so may the rest be erased; charts and links hang from what was there.
        assert {name for (name,) in cursor.fetchall()} == OPEN


@pytest.mark.parametrize(
    ("where", "open", "said"),
    [
        ("visits", {"upcoming": 2}, "cancele 2 citas"),
        ("visits", {"waiting": 1}, "lista de espera"),
        ("money", {"drafts": 1}, "1 factura en borrador"),
        ("money", {"credit": "12.50"}, "$12,50 que tiene a favor"),
        ("money", {"balance": "30.00"}, "$30,00 que debe"),
    ],
)
def test_what_is_open_is_settled_first(others, confirm, where, open, said):
    others[where] |= open
    assert said in confirm(409)["detail"]


def test_of_nobody_there_is_nothing_to_ask_for(ask):
    ask(404, id=10**9)


def test_the_reason_names_nobody(ask):
    assert ask(422, reason="Lo pide Maria velez")["errors"][0]["field"] == "reason"


def test_invoices_stay_seven_years(client, chief, person, others, confirm, ask):
    others["money"] |= {"invoices": 3, "last_invoice_on": date.today().isoformat()}
    done = confirm()
    assert done["whole"] is True and done["invoices_until"] == rules.kept_until(date.today(), 7).isoformat()
    assert "Solo quedan sus facturas" in ask(409)["detail"]


def test_of_whom_it_was_said_that_they_are_somebody_else_go_too(client, chief, person, register, confirm):
    twin = register(first_name="María", last_name="Vélez", birth_date="1990-05-06", distinct_person=True)
    assert confirm()["state"] == "DONE"
    assert file_of(client, chief, twin)["full_name"] == "María Vélez"


def test_both_files_of_a_merged_person_go_and_do_not_part_again(
    client, chief, person, register, ask, confirm, monkeypatch
):
    from historia_clinica.merges import neighbours as money

    monkeypatch.setattr(money, "credit_of", lambda id: 0)
    other = register(
        document_type=None,
        document_number=None,
        no_document_reason="OTHER",
        first_name="Mari",
        last_name="Veles",
    )
    new = {"from_id": other["id"], "take": [], "reason": "Se registró dos veces"}
    merge = client.post(f"{API}/patients/{person['id']}/merges", json=new, headers=chief).json
    confirm(asked=ask(id=other["id"]))
    assert file_of(client, chief, other)["full_name"] == f"Persona suprimida {person['id']}"
    parted = client.post(f"{API}/merges/{merge['id']}/separate", json={"reason": "Eran dos"}, headers=chief)
    assert parted.status_code == 409 and "no se cambia ni se une" in parted.json["detail"]


def test_how_long_things_are_kept_is_a_setting_within_the_law(client, chief, desk):
    row = client.get(f"{API}/retention", headers=chief)
    assert (row.json["record_years"], row.json["invoice_years"]) == (15, 7)
    headers = chief | {"If-Match": row.headers["ETag"]}
    put = lambda body, who=headers: client.put(f"{API}/retention", json=body, headers=who)  # noqa: E731
    assert put({"record_years": 10, "invoice_years": 6}).status_code == 422
    assert put({"record_years": 10, "invoice_years": 8}, desk | headers | desk).status_code == 403
    assert put({"record_years": 10, "invoice_years": 8}).json["record_years"] == 10
    assert put({"record_years": 12, "invoice_years": 8}).status_code == 412


def test_a_restored_copy_brings_nobody_back(
    client, doctor, chief, person, confirm, settings, database_of, rolled_back, tmp_path
):
    at = settings.model_copy(update={"files_dir": str(tmp_path)})
    database = database_of("historia_clinica")
    with rolled_back.connection.cursor() as cursor:
        cursor.execute("SAVEPOINT backup")
        confirm()
        CarrierRelay(database, "suppressions", Carrier(at, database), Deliveries()).run_once()
        listed = suppressed.remembered(at)
        assert listed == {person["id"]: (listed[person["id"]][0], True)}
        assert "lez" not in "".join(file.read_text() for file in tmp_path.rglob("*.json"))
        cursor.execute("ROLLBACK TO SAVEPOINT backup")
    assert reapply.apply(at, database) == {"erased": 1, "already": 0, "unknown": 0}
    with database.session() as db:
        assert db.value(
            "SELECT full_name FROM historia_clinica.patients WHERE id = %(id)s", id=person["id"]
        ) == (f"Persona suprimida {person['id']}")
    assert reapply.apply(at, database) == {"erased": 0, "already": 1, "unknown": 0}
    # What this database says must stay does so, and is not erased anew each hour.
    with rolled_back.connection.cursor() as cursor:
        cursor.execute("ROLLBACK TO SAVEPOINT backup")
    note = client.post(f"{API}/patients/{person['id']}/notes", json={"reason": "Control"}, headers=doctor)
    assert note.status_code == 201
    assert [reapply.apply(at, database)["erased"] for _ in range(2)] == [1, 0]
    # A number that is another person's in this database is left alone.
    suppressed.remember(at, [{"patient_id": 999_999, "fingerprint": "0" * 64}], True)
    assert reapply.apply(at, database)["unknown"] == 1


def test_the_list_lies_where_the_files_lie(settings, tmp_path):
    """A bucket keeps it too: the volume may be lost with its machine. What was on the volume before counts as well."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    s3 = {"endpoint": f"http://{host}:{port}", "bucket": "clinic", "key": "clinic", "secret": "a-secret"}
    before = settings.model_copy(update={"files_dir": str(tmp_path)})
    at = before.model_copy(update={f"files_s3_{name}": value for name, value in s3.items()})
    try:
        store_of(at, "historia_clinica").client.create_bucket(Bucket="clinic")
        suppressed.remember(before, [{"patient_id": 7, "fingerprint": "a"}], False)
        suppressed.remember(at, [{"patient_id": id, "fingerprint": "b"} for id in range(8, 11)], True)
        suppressed.remember(at, [{"patient_id": 8, "fingerprint": "b"}], False)
        assert len(list(tmp_path.rglob("*.json"))) == 1
        assert suppressed.remembered(at) == {7: ("a", False)} | dict.fromkeys((8, 9, 10), ("b", True))
        with pytest.raises(Unavailable):
            suppressed.remembered(at.model_copy(update={"files_s3_bucket": "no-such"}))
    finally:
        server.stop()
        s3_client.cache_clear()


def test_bytes_of_an_erased_person_leave_the_volume_but_for_what_others_have_too(
    client, doctor, chief, person, register, confirm, settings, database_of, rolled_back
):
    theirs, shared_one = photo(), photo(size=(40, 30))
    other = register(first_name="Otra")
    for owner, content in ((person, theirs), (person, shared_one), (other, shared_one)):
        file = client.post(
            f"{API}/files", data=content, content_type="application/octet-stream", headers=doctor
        ).json
        new = {"kind": "PHOTO", "title": "Frontal", "taken_on": "2005-01-05", "file_id": file["id"]}
        assert (
            client.post(f"{API}/patients/{owner['id']}/documents", json=new, headers=doctor).status_code
            == 201
        )
    with rolled_back.connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE historia_clinica.attachments SET created_at = created_at - interval '16 years'"
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    with database_of("historia_clinica").session() as db:
        rows = db.all(
            "SELECT DISTINCT sha256, count(*) OVER (PARTITION BY sha256) AS n FROM historia_clinica.files"
        )
    confirm()
    database = database_of("historia_clinica")
    CarrierRelay(database, "suppressions", Carrier(settings, database), Deliveries()).run_once()
    store = VolumeStore(settings.files_dir)
    for row in rows:
        assert store._path(name_of(row["sha256"])).exists() == (row["n"] == 2)
    shown = client.get(f"{API}/patients/{person['id']}/documents", headers=doctor).json["data"]
    assert {one["title"] for one in shown} == {"(suprimido)"}
