"""Codes of papers: what they tell, to whom, and what they do not open."""

import pytest


from ..certificates.conftest import SAID
from .conftest import API


@pytest.fixture
def certificate(client, doctor, register, practitioner):
    patient = register(first_name="María Fernanda", last_name="Vélez Ortiz")
    made = client.post(f"{API}/patients/{patient['id']}/certificates", json=SAID, headers=doctor)
    assert made.status_code == 201, made.json
    return made.json


@pytest.fixture
def prescription(client, doctor, patient, practitioner):
    medicine = {"dci": "Paracetamol", "concentration": "500 mg", "form": "tableta"}
    id = client.post(f"{API}/medicines", json=medicine, headers=doctor).json["id"]
    item = {
        "medicine_id": id,
        "dose": "1",
        "route": "oral",
        "frequency": "cada 8 horas",
        "days": 3,
        "quantity": 9,
    }
    new = {"diagnoses": [{"code": "K04.7", "description": "Absceso"}], "items": [item]}
    return client.post(f"{API}/patients/{patient['id']}/prescriptions", json=new, headers=doctor).json


def test_whoever_holds_a_certificate_learns_that_it_is_authentic_and_nothing_else(show, code_of, certificate):
    told = show(code_of("CERTIFICATE", certificate["id"]))
    assert told.status_code == 200
    said = told.json
    assert len(said.pop("content_sha256")) == 64 and said == {
        "kind": "CERTIFICATE",
        "number": certificate["number"],
        "issued_at": certificate["issued_at"],
        "professional": "Carla Ruiz",
        "patient": "M. F. V. O.",
        "state": "VALID",
        "annulled_at": None,
        "signature": None,
    }


def test_a_prescription_has_its_own_and_an_annulled_one_says_so(
    client, doctor, show, code_of, prescription, certificate
):
    code = code_of("PRESCRIPTION", prescription["id"])
    told = show(code).json
    assert (told["kind"], told["number"], told["state"]) == ("PRESCRIPTION", "0000001", "VALID")
    url = f"{API}/prescriptions/{prescription['id']}/annul"
    assert client.post(url, json={"reason": "Dosis mal"}, headers=doctor).status_code == 200
    told = show(code).json
    assert (told["state"], told["annulled_at"] is not None) == ("ANNULLED", True)
    # That of another paper tells of the other one.
    other = show(code_of("CERTIFICATE", certificate["id"])).json
    assert (other["kind"], other["state"]) == ("CERTIFICATE", "VALID")
    assert other["content_sha256"] != told["content_sha256"]


@pytest.mark.parametrize("code", ["0" * 26, "no", "0" * 25 + "U", "x" * 3000, "'; DROP TABLE", "Ñ" * 26])
def test_a_guessed_code_is_of_no_paper(show, certificate, code):
    answer = show(code.encode().decode("latin-1"))
    assert (answer.status_code, answer.json["detail"][:26]) == (404, "Ningún papel de esta clíni")


def test_a_code_opens_nothing_but_this(client, code_of, certificate, doctor):
    shown = {"Authorization": f"Link {code_of('CERTIFICATE', certificate['id'])}"}
    assert client.get(f"{API}/shared/consent", headers=shown).status_code == 401
    for path in (f"/certificates/{certificate['id']}/pdf", f"/patients/{certificate['patient_id']}"):
        assert client.get(f"{API}{path}", headers=shown).status_code == 401
    # Nor does what auth signed say anything of a paper.
    signed = {"Authorization": doctor["Authorization"].replace("Bearer", "Link")}
    assert client.get(f"{API}/shared/paper", headers=signed).status_code == 404


def test_a_code_ends_after_its_years(show, code_of, certificate, database_of):
    code = code_of("CERTIFICATE", certificate["id"])
    with database_of("historia_clinica").session() as db:
        db.run("RESET ROLE")
        for verb in ("DISABLE", "ENABLE"):
            db.run(f"ALTER TABLE historia_clinica.paper_codes {verb} TRIGGER paper_codes_frozen")
            if verb == "DISABLE":
                db.run("UPDATE historia_clinica.paper_codes SET expires_at = now()")
    answer = show(code)
    assert (answer.status_code, "venció" in answer.json["detail"]) == (410, True)


def test_a_record_that_does_not_say_any_more_what_was_printed_is_found_out(
    show, code_of, certificate, database_of
):
    code = code_of("CERTIFICATE", certificate["id"])
    with database_of("historia_clinica").session() as db:
        db.run("RESET ROLE")
        for verb in ("DISABLE", "ENABLE"):
            db.run(f"ALTER TABLE historia_clinica.certificates {verb} TRIGGER certificates_frozen")
            if verb == "DISABLE":
                db.run("UPDATE historia_clinica.certificates SET rest_until = rest_until + 5")
    assert show(code).json["state"] == "CHANGED"


@pytest.mark.parametrize(
    ("paper", "table", "beside"),
    [
        ("prescription", "prescriptions", {"note_id"}),
        ("prescription", "prescription_items", set()),
        ("certificate", "certificates", set()),
        ("order", "orders", {"note_id"}),
    ],
)
def test_what_a_paper_says_is_what_its_code_vouches_for(shared, paper, table, beside):
    """A column that a later migration adds is in the hash too, or named here as no content."""
    with shared.connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT column_name FROM information_schema.columns
             WHERE table_schema = 'historia_clinica' AND table_name = %(table)s
            EXCEPT
            SELECT column_name FROM information_schema.view_column_usage
             WHERE view_schema = 'historia_clinica' AND view_name = %(view)s AND table_name = %(table)s
            """,
            {"table": table, "view": f"{paper}_papers"},
        )
        assert {name for (name,) in cursor} == beside


def test_the_database_vouches_for_no_paper_that_there_is_not(client, doctor, patient, refused, certificate):
    url = f"{API}/patients/{patient['id']}/notes"
    draft = client.post(url, json={"reason": "Dolor"}, headers=doctor).json["id"]
    insert = """
        INSERT INTO historia_clinica.paper_codes (code, kind, paper_id)
             VALUES ('00000000000000000000000001', %(kind)s, %(id)s)
        """
    for owner in (False, True):
        for kind, id in (("CERTIFICATE", 999), ("NOTE", draft), ("INVOICE", certificate["id"])):
            assert refused(insert, owner=owner, kind=kind, id=id) == "paper_codes_of_a_paper"
    # Nor does the service say what a code vouches for.
    lie = "INSERT INTO historia_clinica.paper_codes (code, kind, paper_id, content_sha256) VALUES ('0', 'NOTE', 1, 'x')"
    assert refused(lie) == "InsufficientPrivilege"
