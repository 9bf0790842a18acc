"""A clinic to book in: doctors, patients, treatments and products of the real neighbours."""

from itertools import count

import pytest

URL = "/api/citas/appointments"
RECEPTION = (
    "appointments:read",
    "appointments:write",
    "patients:read",
    "treatments:read",
    "products:read",
)
NUMBERS = count(1)


class Clinic:
    """Makes what an appointment refers to. `auth_database` because a password's hash would cost a test 300 ms."""

    def __init__(self, apps, login, auth_database):
        self.apps, self.auth_database = apps, auth_database
        self.headers = login(*RECEPTION, "patients:write", "treatments:write", "products:write", id="900")

    def doctor(self, name="Luis Vera", active=True):
        with self.auth_database.transaction() as tx:
            role = tx.value(
                """
                INSERT INTO auth.roles (name, permissions, menu_config)
                     VALUES (%(name)s, ARRAY['records:sign'], '{}')
                  RETURNING id
                """,
                name=f"Odontología {next(NUMBERS)}",
            )
            return tx.value(
                """
                INSERT INTO auth.users (email, full_name, role_id, password_hash, active, practitioner)
                     VALUES (%(email)s, %(name)s, %(role)s, 'none', %(active)s, true)
                  RETURNING id
                """,
                email=f"doctor{next(NUMBERS)}@example.com",
                name=name,
                role=role,
                active=active,
            )

    def patient(self, first_name="Ana", last_name="Pérez", **more):
        return self._post(
            "historia_clinica",
            "/api/historia-clinica/patients",
            {
                "document_type": "PASSPORT",
                "document_number": f"X{next(NUMBERS):06d}",
                "first_name": first_name,
                "last_name": last_name,
                "gender": "female",
                **more,
            },
        )

    def treatment(self, **more):
        return self._post(
            "inventario",
            "/api/inventario/treatments",
            {
                "code": f"T{next(NUMBERS)}",
                "name": "Limpieza dental",
                "category": "Prevención",
                "price": "45.00",
                "duration_minutes": 40,
                "iva_code": "0",
                **more,
            },
        )

    def product(self, **more):
        return self._post(
            "inventario",
            "/api/inventario/products",
            {
                "sku": f"P{next(NUMBERS)}",
                "name": "Cepillo",
                "category": "Venta",
                "unit": "unidad",
                "minimum_stock": "0",
                "sale_price": "3.50",
                "iva_code": "4",
                **more,
            },
        )

    def deactivate(self, service, path, id):
        client = self.apps[service].test_client()
        version = client.get(f"{path}/{id}", headers=self.headers).json["version"]
        headers = {**self.headers, "If-Match": f'"{version}"'}
        assert client.patch(f"{path}/{id}", json={"active": False}, headers=headers).status_code == 200

    def _post(self, service, path, json):
        answer = self.apps[service].test_client().post(path, json=json, headers=self.headers)
        assert answer.status_code == 201, answer.json
        return answer.json["id"]


@pytest.fixture
def clinic(apps, login, database_of):
    return Clinic(apps, login, database_of("auth"))


@pytest.fixture(scope="session")
def busy_clinic(committed_suite, login):
    """The same on real commits, for tests with many threads."""
    apps, _, databases = committed_suite
    return Clinic(apps, login, databases["auth"])


@pytest.fixture
def client(apps):
    return apps["citas"].test_client()


@pytest.fixture
def reception(login):
    return login(*RECEPTION, id="5", name="Rosa Mora")


@pytest.fixture
def override(login):
    return login(*RECEPTION, "appointments:override", id="6", name="Dr. Luis Vera")


@pytest.fixture
def manager(login):
    return login("appointments:read", "schedules:write", id="8", name="Marta Gil", role="Administrador")


@pytest.fixture
def doctor(clinic):
    return clinic.doctor()


@pytest.fixture
def patient(clinic):
    return clinic.patient()


@pytest.fixture
def room(client, manager):
    return client.post("/api/citas/rooms", json={"name": "Consultorio 1"}, headers=manager).json["id"]


@pytest.fixture
def new(doctor, patient):
    """The body of a booking on Monday 5 January 2099 at 10:00, half an hour."""
    body = {
        "doctor_id": doctor,
        "patient_id": patient,
        "start_time": "2099-01-05T10:00:00-05:00",
        "end_time": "2099-01-05T10:30:00-05:00",
        "reason": "Control",
    }
    return lambda **changes: body | changes


@pytest.fixture
def book(client, reception, new):
    """Book and return the appointment; it must succeed."""

    def booking(headers=reception, **changes):
        answer = client.post(URL, json=new(**changes), headers=headers)
        assert answer.status_code == 201, answer.json
        return answer.json

    return booking


@pytest.fixture
def move(client, reception):
    """Take an appointment through statuses, each of which must be allowed; returns the last answer's JSON.

    The visits of these tests are of 2099: each step is confirmed as one before its day.
    """

    def moving(id, *statuses, reason=None):
        for status in statuses:
            body = {"status": status, "confirm": True} | ({"reason": reason} if reason else {})
            answer = client.patch(f"{URL}/{id}/status", json=body, headers=reception)
            assert answer.status_code == 200, answer.json
        return answer.json

    return moving


@pytest.fixture
def unwanted(client, login):
    """The patient wants no messages from now on, as historia_clinica tells it."""

    def tell(patient):
        event = {
            "id": "00000000-0000-4000-8000-000000000001", "type": "consent.withdrawn", "occurred_at": "2099-01-01T00:00:00Z",
            "aggregate": "data_consent:1", "service": "historia_clinica",
            "data": {"patient_id": patient, "purpose": "MESSAGES"},
        }  # fmt: skip
        headers = login("events:deliver", id="service-historia-clinica", client=True)
        assert client.post("/api/citas/events", json={"events": [event]}, headers=headers).status_code == 200

    return tell


@pytest.fixture
def published(database_of):
    """The events of the agenda so far, oldest first: rows of type, aggregate, data, actor."""

    def events(*types):
        with database_of("citas").session() as db:
            rows = db.all("SELECT type, aggregate, data, actor FROM citas.outbox ORDER BY seq")
        return [row for row in rows if not types or row["type"] in types]

    return events


@pytest.fixture
def off(client, manager, doctor):
    """Record time off; returns its JSON."""

    def recording(start, end, doctor_id=doctor):
        body = {"start_time": start, "end_time": end, "reason": "Congreso"}
        answer = client.post(f"/api/citas/doctors/{doctor_id}/time-off", json=body, headers=manager)
        assert answer.status_code == 201, answer.json
        return answer.json

    return recording
