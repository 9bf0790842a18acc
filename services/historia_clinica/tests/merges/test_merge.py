"""Two files of one patient become one, and part again."""

import pytest

API = "/api/historia-clinica"


@pytest.fixture
def chief(login):
    return login(
        "patients:read", "patients:write", "patients:merge", "alerts:read", "records:read", "records:write",
        "records:sign", "records:cosign", id="1", name="Sofía Paz",
    )  # fmt: skip


@pytest.fixture
def two(register):
    """The file that stands and the one that was opened by phone."""
    stands = register(first_name="María Fernanda", last_name="Vélez Ortiz", phone="0998124470", tags=["vip"])
    other = register(
        document_type=None,
        document_number=None,
        no_document_reason="OTHER",
        first_name="Fernanda",
        last_name="Velez",
        phone="0984410192",
        email="mf@example.com",
        tags=["ortodoncia"],
    )
    return stands, other


@pytest.fixture
def credit(monkeypatch):
    """What facturacion says that the file has in its favour."""
    said = {"credit": "0.00"}
    from historia_clinica.merges import neighbours

    monkeypatch.setattr(neighbours, "credit_of", lambda id: neighbours.Decimal(said["credit"]))
    return said


@pytest.fixture
def merge(client, chief, two, credit):
    def act(take=("email",), headers=chief, **change):
        stands, other = two
        new = {"from_id": other["id"], "take": list(take), "reason": "Se registró dos veces"} | change
        return client.post(f"{API}/patients/{stands['id']}/merges", json=new, headers=headers)

    return act


def separate(client, chief, id):
    return client.post(f"{API}/merges/{id}/separate", json={"reason": "Eran dos personas"}, headers=chief)


def test_either_number_opens_the_file_that_stands(client, chief, two, merge, told):
    stands, other = two
    done = merge()
    assert done.status_code == 201, done.json
    assert (done.json["merged"]["id"], done.json["into"]["id"]) == (other["id"], stands["id"])
    for id in (stands["id"], other["id"]):
        file = client.get(f"{API}/patients/{id}", headers=chief).json
        assert (file["id"], file["email"], file["phone"]) == (stands["id"], "mf@example.com", "+593998124470")
        assert file["tags"] == ["ortodoncia", "vip"]
        assert client.get(f"{API}/patients/{id}/summary", headers=chief).json["id"] == stands["id"]
    for typed in ("fernanda velez", "0984410192", "vélez ortiz"):
        found = client.get(f"{API}/patients", query_string={"search": typed}, headers=chief).json["data"]
        assert [row["id"] for row in found] == [stands["id"]], typed
    (event,) = told("patient.merged")
    assert (event["data"]["merged"]["id"], event["data"]["into"]["id"]) == (other["id"], stands["id"])


def test_what_is_clinical_adds_up_and_goes_back(client, chief, two, merge, database_of, told):
    stands, other = two
    for file, substance in ((stands, "Penicilina"), (other, "Látex")):
        entry = {"category": "ALLERGY", "description": substance, "severity": "HIGH"}
        assert (
            client.post(f"{API}/patients/{file['id']}/medical-history", json=entry, headers=chief).status_code
            == 201
        )
        note = client.post(
            f"{API}/patients/{file['id']}/notes", json={"reason": substance}, headers=chief
        ).json
        signed = client.post(f"{API}/notes/{note['id']}/sign", headers=chief)
        assert signed.status_code == 200, signed.json
    tables = ("clinical_notes", "medical_history")

    def rows():
        with database_of("historia_clinica").session() as db:
            files = db.all("""
                SELECT to_jsonb(p) - '{version,updated_at}'::text[] AS row
                  FROM historia_clinica.patients p
                 ORDER BY id""")
            return [files, *(db.all(f"SELECT * FROM historia_clinica.{name} ORDER BY id") for name in tables)]

    before = rows()
    done = merge(take=["name", "email", "phone"]).json
    file = client.get(f"{API}/patients/{other['id']}", headers=chief).json
    assert {alert["description"] for alert in file["alerts"]} == {"Penicilina", "Látex"}
    assert file["full_name"] == "Fernanda Velez"
    for part in ("notes", "medical-history"):
        for id in (stands["id"], other["id"]):
            assert len(client.get(f"{API}/patients/{id}/{part}", headers=chief).json["data"]) == 2
    parted = separate(client, chief, done["id"])
    assert parted.status_code == 200 and parted.json["separated_at"], parted.json
    assert rows() == before
    assert len(client.get(f"{API}/patients/{other['id']}/notes", headers=chief).json["data"]) == 1
    again = separate(client, chief, done["id"])
    assert (again.status_code, again.json["detail"]) == (409, "Esas fichas ya están separadas.")
    assert len(told("patient.separated")) == 1
    assert merge().status_code == 201


def test_parting_keeps_what_was_changed_since(client, chief, two, merge):
    stands, other = two
    done = merge(take=["email", "phone"]).json
    version = client.get(f"{API}/patients/{stands['id']}", headers=chief).json["version"]
    client.patch(
        f"{API}/patients/{stands['id']}",
        json={"email": "nueva@example.com"},
        headers=chief | {"If-Match": f'"{version}"'},
    )
    separate(client, chief, done["id"])
    file = client.get(f"{API}/patients/{stands['id']}", headers=chief).json
    assert (file["email"], file["phone"]) == ("nueva@example.com", "+593998124470")
    assert client.get(f"{API}/patients/{other['id']}", headers=chief).json["email"] == "mf@example.com"


def test_a_document_moves_with_the_file_and_back(client, chief, register, credit):
    without = register(document_type=None, document_number=None, no_document_reason="LOST", first_name="Luz")
    with_one = register(first_name="Luz", last_name="Mora")
    url = f"{API}/patients/{without['id']}/merges"
    new = {"from_id": with_one["id"], "take": ["document"], "reason": "Trajo su cédula"}
    done = client.post(url, json=new, headers=chief)
    assert done.status_code == 201, done.json
    file = client.get(f"{API}/patients/{without['id']}", headers=chief).json
    assert file["document_number"] == with_one["document_number"]
    assert separate(client, chief, done.json["id"]).status_code == 200
    assert client.get(f"{API}/patients/{without['id']}", headers=chief).json["document_number"] is None


def test_what_may_not_be_merged(client, two, merge, credit, chief, refused):
    stands, other = two
    credit["credit"] = "5.00"
    assert merge().json["detail"].startswith("La ficha que se une tiene dinero a favor")
    credit["credit"] = "0.00"
    assert merge(from_id=stands["id"]).status_code == 422
    assert merge(from_id=999_999).status_code == 404
    assert merge(reason="x").status_code == 422
    assert merge().status_code == 201
    assert merge().status_code == 409
    sql = "UPDATE historia_clinica.patient_merges SET reason = 'otra cosa'"
    assert refused(sql, owner=True) == "patient_merges_append_only"
    back = f"UPDATE historia_clinica.patients SET active = true WHERE id = {other['id']}"
    assert refused(back) == "patients_merged_inactive"


def test_who_you_are_comes_before_a_merge(client, two, merge, reception):
    assert merge(headers={}).status_code == 401
    assert merge(headers=reception).status_code == 403
    assert client.post(f"{API}/merges/1/separate", json={}, headers=reception).status_code == 403
