"""Whoever waits, at the door of the real services."""

import pytest

LIST = "/api/citas/waitlist"


@pytest.fixture
def treatment(clinic):
    return clinic.treatment(duration_minutes=30)


@pytest.fixture
def wait(client, reception, patient, treatment):
    """Put somebody on the list; it must succeed, unless another status is expected."""

    def waiting(status=201, headers=reception, **changes):
        body = {"patient_id": patient, "treatments": [{"treatment_id": treatment}]} | changes
        answer = client.post(LIST, json=body, headers=headers)
        assert answer.status_code == status, answer.json
        return answer.json

    return waiting


@pytest.fixture
def freed(client, reception, clinic, book, move, doctor):
    """An hour of the doctor that somebody else gave back: Monday 5 January 2099, from 10:00 to 10:30."""

    def act(start="10:00", end="10:30", **changes):
        day = "2099-01-05"
        other = changes.pop("patient_id", None) or clinic.patient("Inés", "Borja")
        times = {"start_time": f"{day}T{start}:00-05:00", "end_time": f"{day}T{end}:00-05:00"}
        visit = book(patient_id=other, **times, **changes)
        move(visit["id"], "CANCELLED", reason="Viaja")
        (gap,) = client.get(f"{LIST}/gaps?appointment_id={visit['id']}", headers=reception).json["data"]
        return gap

    return act


@pytest.fixture
def offer(client, reception):
    """Offer a freed hour; returns the offers."""

    def act(gap, *entries, status=201, headers=reception):
        wish = {"entry_ids": [entry["id"] for entry in entries]} if entries else {}
        answer = client.post(f"{LIST}/gaps/{gap['id']}/offers", json=wish, headers=headers)
        assert answer.status_code == status, answer.json
        return answer.json["data"] if status == 201 else answer.json

    return act


@pytest.fixture
def link(client, reception):
    """The headers of who shows the link of an offer."""

    def make(one):
        answer = client.post(f"{LIST}/offers/{one['id']}/links", headers=reception)
        assert answer.status_code == 201, answer.json
        page, token = answer.json["url"].split("#")
        assert page == "http://localhost/espera/"
        return {"Authorization": f"Link {token}"}

    return make
