"""Fifty who accept one hour at once, on real commits. What is written here stays: doctor, patients and day are its own."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

LIST = "/api/citas/waitlist"
SHARED = "/api/citas/shared/waitlist-offer"
DAY = "2097-03-11"
AT_ONCE = 50
EVERYTHING = (
    "appointments:read",
    "appointments:write",
    "schedules:write",
    "patients:read",
    "treatments:read",
)


@pytest.fixture
def linked(committed, login, monkeypatch):
    """citas asks for links as itself: no test needs the clients of an installation for it."""
    held = login("events:deliver", id="service-citas", client=True)["Authorization"].removeprefix("Bearer ")
    token = SimpleNamespace(get=lambda: held)
    monkeypatch.setattr(committed["citas"].extensions["links"], "token", token)


def test_of_fifty_who_accept_one_hour_at_once_one_is_booked_and_the_others_are_told(
    committed, linked, login, busy_clinic
):
    headers = login(*EVERYTHING)
    client = committed["citas"].test_client()

    def send(path, json, status=201):
        answer = client.post(path, json=json, headers=headers)
        assert answer.status_code == status, answer.json
        return answer.json

    doctor, treatment = busy_clinic.doctor(), busy_clinic.treatment(duration_minutes=30)
    entries = [
        send(
            LIST,
            {
                "patient_id": busy_clinic.patient("Ana", f"Paz {n}"),
                "treatments": [{"treatment_id": treatment}],
                "doctor_id": doctor,
            },
        )["id"]
        for n in range(AT_ONCE)
    ]
    visit = send(
        "/api/citas/appointments",
        {
            "doctor_id": doctor,
            "patient_id": busy_clinic.patient(),
            "start_time": f"{DAY}T10:00:00-05:00",
            "end_time": f"{DAY}T10:30:00-05:00",
        },
    )
    change = {"status": "CANCELLED", "reason": "Viaja"}
    url = f"/api/citas/appointments/{visit['id']}/status"
    assert client.patch(url, json=change, headers=headers).status_code == 200
    (gap,) = client.get(f"{LIST}/gaps?appointment_id={visit['id']}", headers=headers).json["data"]
    assert gap["fits"] == AT_ONCE

    made = []
    for first in range(0, AT_ONCE, 10):
        made += send(f"{LIST}/gaps/{gap['id']}/offers", {"entry_ids": entries[first : first + 10]})["data"]
    links = []
    for one in made:
        token = send(f"{LIST}/offers/{one['id']}/links", {})["url"].split("#")[1]
        links.append({"Authorization": f"Link {token}"})

    def accept(link):
        return committed["citas"].test_client().post(SHARED, json={"accept": True}, headers=link)

    with ThreadPoolExecutor(24) as pool:
        answers = list(pool.map(accept, links))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 410: AT_ONCE - 1}
    assert all("ya la tomó otra persona" in a.json["detail"] for a in answers if a.status_code == 410)
    day = f"?doctor_id={doctor}&from={DAY}T00:00:00-05:00&to={DAY}T23:00:00-05:00&status=PENDING"
    booked = client.get(f"/api/citas/appointments{day}", headers=headers).json["data"]
    states = Counter(client.get(f"{LIST}/{entry}", headers=headers).json["state"] for entry in entries)
    assert len(booked) == 1 and states == {"BOOKED": 1, "WAITING": AT_ONCE - 1}
    assert [answer.json["name"] for answer in answers if answer.status_code == 201] == ["Ana"]
