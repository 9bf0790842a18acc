"""What leaves when: each message once, by the right way, whatever is killed meanwhile."""

import pytest

from common.messages import mail
from common.messages.relay import CarrierRelay

HOURS = [
    "2099-01-02T10:00", "2099-01-03T09:59", "2099-01-03T10:00", "2099-01-03T10:01", "2099-01-04T10:00",
    "2099-01-05T07:00", "2099-01-05T07:01", "2099-01-05T09:59", "2099-01-05T10:00", "2099-01-05T11:00", "2099-01-06T10:00",
]  # fmt: skip


class Killed(BaseException):
    """The process is gone: nothing that it was about to do is done, no matter what catches what."""


def killed(monkeypatch, place):
    """The next time that this place is reached, the process dies there; `before` or `after` what it does."""
    owner, name, when = place
    real = getattr(owner, name)
    if real.__name__ == "dying":
        return

    def dying(*args, **kwargs):
        monkeypatch.setattr(owner, name, real)
        if when == "after":
            real(*args, **kwargs)
        raise Killed

    monkeypatch.setattr(owner, name, dying)


PLACES = [
    (None, None, None),
    (mail, "post", "before"),
    (mail, "post", "after"),
    (mail, "writer_of", "before"),
    (mail, "spool", "before"),
    (mail, "spool", "after"),
    (mail.Carrier, "settle", "after"),
    (CarrierRelay, "_report", "before"),
]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: str(place[1:]))
def test_each_reminder_leaves_once_though_the_relay_dies_at_each_step(
    rule, book, post, clock, of_visit, monkeypatch, place
):
    rule()
    rule(name="Tres horas antes", minutes_before=180)
    visit = book()
    left, deaths = [], 0
    for hour in HOURS:
        clock(hour)
        if place[0]:
            killed(monkeypatch, place)
        for _ in range(3):
            try:
                post()
            except Killed:
                deaths += 1
        left.append(len(post.letters()))
    assert deaths == (2 if place[0] else 0)
    assert left == [0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2]
    assert [row["state"] for row in of_visit(visit)] == ["SENT", "SENT"]
    assert len({letter["Message-ID"] for letter in post.letters()}) == 2


def test_the_letter_says_the_hour_and_its_link_and_no_treatment(clinic, rule, book, post, clock, links):
    rule()
    visit = book(treatments=[{"treatment_id": clinic.treatment()}])
    clock("2099-01-03T10:00")
    post()
    (letter,) = post.letters()
    text = letter.get_body().get_content()
    assert letter["To"] == "ana@example.com" and letter["Subject"] == "Su cita del lunes 5 de enero"
    assert (
        "Hola, Ana: le esperamos el lunes 5 de enero a las 10:00, con Luis Vera. http://localhost/cita/#token"
        in text
    )
    assert "Limpieza" not in str(letter)
    assert links == [("appointment:answer", links[0][1], 48 * 3600)]
    assert visit["id"]


def test_a_relay_that_slept_past_the_visit_or_the_next_message_says_nothing_stale(
    rule, book, post, clock, of_visit
):
    rule()
    rule(name="Tres horas antes", minutes_before=180)
    visit = book()
    clock("2099-01-05T08:00")
    post()
    assert [(row["state"], row["reason"]) for row in of_visit(visit)] == [
        ("SKIPPED", "Ya era hora del siguiente aviso."),
        ("SENT", None),
    ]
    other = book(start_time="2099-01-06T10:00:00-05:00", end_time="2099-01-06T10:30:00-05:00")
    clock("2099-01-06T10:00")
    post()
    assert {row["state"] for row in of_visit(other)} == {"SKIPPED"} and len(post.letters()) == 1


@pytest.mark.parametrize("change", ["cancel", "move"])
def test_what_was_queued_is_not_sent_once_the_visit_is_no_more(
    client, reception, rule, book, move, post, clock, of_visit, change
):
    rule()
    visit = book()
    clock("2099-01-03T10:00")
    post.sender.run()
    if change == "cancel":
        move(visit["id"], "CANCELLED", reason="Viaja")
    else:
        headers = {**reception, "If-Match": f'"{visit["version"]}"'}
        body = {"start_time": "2099-01-08T10:00:00-05:00"}
        client.patch(f"/api/citas/appointments/{visit['id']}", json=body, headers=headers)
    post.deliver()
    assert post.letters() == []
    waiting = [row["visit_at"] for row in of_visit(visit) if row["state"] == "PENDING"]
    assert waiting == (["2099-01-08T15:00:00Z"] if change == "move" else [])


@pytest.mark.parametrize("queued", [False, True])
def test_who_wants_no_messages_gets_none(rule, book, patient, post, clock, of_visit, unwanted, queued):
    rule()
    visit = book()
    if queued:
        clock("2099-01-03T10:00")
        post.sender.run()
        assert [row["state"] for row in of_visit(visit)] == ["QUEUED"]
    unwanted(patient)
    clock("2099-01-03T10:00")
    post()
    assert [(row["state"], row["reason"]) for row in of_visit(visit)] == [
        ("SKIPPED", "El paciente no quiere mensajes.")
    ]
    assert post.letters() == []


def test_consent_is_told_with_what_it_is_about(apps, clinic, patient, database_of):
    path = f"/api/historia-clinica/patients/{patient}/data-consents"
    body = {"purpose": "MESSAGES", "given": True, "given_by": "Ana Pérez"}
    answer = apps["historia_clinica"].test_client().post(path, json=body, headers=clinic.headers)
    assert answer.status_code == 201, answer.json
    with database_of("historia_clinica").session() as db:
        data = db.value("SELECT data FROM historia_clinica.outbox WHERE type = 'consent.given'")
    assert (data["patient_id"], data["purpose"]) == (patient, "MESSAGES")


def test_without_an_address_a_person_sends_it_and_it_is_noted_once(
    client, reception, clinic, rule, book, post, clock, published
):
    rule()
    book(patient_id=clinic.patient("Inés", "Borja", phone="0991234567"))
    clock("2099-01-03T10:00")
    post()
    (one,) = client.get("/api/citas/reminders/to-send", headers=reception).json["data"]
    assert one["reason"] == "El paciente no tiene correo." and one["patient"]["name"] == "Inés Borja"
    said = client.post(f"/api/citas/reminders/{one['id']}/message", headers=reception).json
    assert "a las 10:00" in said["text"] and said["talk"].startswith(
        "https://wa.me/593991234567?text=Hola%2C%20In"
    )
    path = f"/api/citas/reminders/{one['id']}"
    assert client.post(f"{path}/sent", headers=reception).status_code == 200
    again = client.post(f"{path}/sent", headers=reception)
    assert again.status_code == 409 and again.json["detail"] == "Ese aviso ya se envió. Rosa Mora lo anotó."
    assert client.get("/api/citas/reminders/to-send", headers=reception).json["data"] == []
    # Noted by mistake, it waits again.
    assert client.post(f"{path}/taken-back", headers=reception).json["state"] == "PENDING"
    assert len(client.get("/api/citas/reminders/to-send", headers=reception).json["data"]) == 1
    assert [row["type"] for row in published("reminder.sent", "reminder.taken_back")] == [
        "reminder.sent",
        "reminder.taken_back",
    ]


def test_what_a_text_names_and_the_clinic_has_not_is_said_and_not_sent(rule, book, post, clock, of_visit):
    rule(body="Llame al {telefono}")
    visit = book()
    clock("2099-01-03T10:00")
    post()
    assert post.letters() == []
    assert [(row["state"], row["reason"]) for row in of_visit(visit)] == [
        ("FAILED", "Falta el teléfono de la clínica.")
    ]
