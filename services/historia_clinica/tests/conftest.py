import psycopg2
import pytest

from common import pdf
from historia_clinica import practitioners

API = "/api/historia-clinica"
DENTIST = {
    "id": 3,
    "full_name": "Carla Ruiz",
    "specialty": "Odontóloga",
    "professional_registration": "1005-2014-1298834",
    "registration_kind": "DENTIST",
    "registration_expires_on": None,
}
CLINIC = dict.fromkeys(("legal_name", "ruc", "address", "phone", "email", "logo")) | {"name": "Los Andes"}


def cedula(number):
    """The `number`th valid cédula of Pichincha."""
    digits = f"17{number:07}"
    total = sum(
        sum(divmod(int(digit) * 2, 10)) if place % 2 == 0 else int(digit)
        for place, digit in enumerate(digits)
    )
    return f"{digits}{-total % 10}"


@pytest.fixture
def client(apps):
    return apps["historia_clinica"].test_client()


@pytest.fixture
def reception(login):
    return login("patients:read", "patients:write", "alerts:read", id="2", name="Rosa Vera")


@pytest.fixture
def doctor(login):
    return login(
        "patients:read",
        "alerts:read",
        "records:read",
        "records:write",
        "records:sign",
        "records:cosign",
        "records:template",
        "records:certify",
        "documents:read",
        "documents:write",
        "consents:read",
        "consents:write",
        "consents:template",
        "appointments:read",
        id="3",
        name="Carla Ruiz",
        role="Médico",
    )


@pytest.fixture
def colleague(login):
    return login(
        "records:read",
        "records:write",
        "records:sign",
        "records:cosign",
        id="4",
        name="Iván Mora",
        role="Médico",
    )


@pytest.fixture
def practitioner(monkeypatch):
    """What `auth` says of the doctor; change it to change what it says."""
    said = dict(DENTIST)
    monkeypatch.setattr(practitioners, "ask", lambda id: said if id == "3" else None)
    monkeypatch.setattr(pdf, "letterhead", lambda: CLINIC)
    return said


@pytest.fixture
def register(client, reception):
    """Register a patient: `register(first_name="Luis")`."""
    made = iter(range(1, 10_000))

    def act(**changes):
        new = {
            "document_type": "CEDULA",
            "document_number": cedula(next(made)),
            "first_name": "Ana",
            "last_name": "Pérez",
        }
        answer = client.post(f"{API}/patients", json=new | changes, headers=reception)
        assert answer.status_code == 201, answer.json
        return answer.json

    return act


@pytest.fixture
def patient(register):
    return register(phone="0991234567", email="ana@example.com", address="Quito")


@pytest.fixture
def medicine(client, doctor):
    """Add one to the clinic's medicines: `medicine("Ibuprofeno")`; its id."""

    def act(dci="Paracetamol", concentration="500 mg", form="tableta", **more):
        new = {"dci": dci, "concentration": concentration, "form": form, **more}
        answer = client.post(f"{API}/medicines", json=new, headers=doctor)
        assert answer.status_code == 201, answer.json
        return answer.json["id"]

    return act


@pytest.fixture
def told(database_of):
    """The events told so far: `told("note.signed")`, each with aggregate, actor and data."""

    def act(type):
        with database_of("historia_clinica").session() as db:
            return db.all(
                """
                SELECT aggregate, actor, data
                  FROM historia_clinica.outbox
                 WHERE type = %(type)s
                 ORDER BY seq
                """,
                type=type,
            )

    return act


@pytest.fixture
def refused(database_of, rolled_back):
    """The constraint that refuses a statement: `refused("UPDATE …")`; `owner=True` acts with every right."""

    def act(sql, owner=False, **params):
        with database_of("historia_clinica").session() as db:
            if owner:
                db.run("RESET ROLE")
            with pytest.raises(psycopg2.Error) as error:
                db.run("SAVEPOINT here")
                db.run(sql, **params)
            db.run("ROLLBACK TO SAVEPOINT here")
        return error.value.diag.constraint_name or type(error.value).__name__

    return act


@pytest.fixture
def appointment(apps, login, patient):
    """An appointment of the patient, booked with the real neighbours."""
    admin = login(
        "roles:write",
        "users:write",
        "appointments:read",
        "appointments:write",
        "patients:read",
        "records:sign",
        "records:cosign",
        "users:read",
        "treatments:read",
        "products:read",
    )

    def post(service, path, **json):
        answer = apps[service].test_client().post(f"/api/{service}/{path}", json=json, headers=admin)
        assert answer.status_code == 201, answer.json
        return answer.json["id"]

    role = post("auth", "roles", name="Cirugía", permissions=["records:sign"])
    doctor = post(
        "auth", "users", email="dra.ruiz@example.com", full_name="Carla Ruiz", role_id=role, practitioner=True
    )
    return post(
        "citas",
        "appointments",
        patient_id=patient["id"],
        doctor_id=doctor,
        start_time="2099-01-05T10:00:00-05:00",
        end_time="2099-01-05T10:30:00-05:00",
    )
