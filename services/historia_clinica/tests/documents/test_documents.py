"""Documents of a patient: attached, listed, corrected, withdrawn and brought back, and seen by who may, with a trace."""

import io
import uuid

import psycopg2
import pytest
from PIL import Image

from common.tests.files.pictures import dicom, exif, pdf, photo

API = "/api/historia-clinica"


@pytest.fixture
def upload(client, doctor):
    def act(content=None, who=doctor):
        answer = client.post(
            f"{API}/files", data=content or photo(), content_type="application/octet-stream", headers=who
        )
        assert answer.status_code == 201, answer.json
        return answer.json["id"]

    return act


@pytest.fixture
def attach(client, doctor, patient, upload):
    """Attach to the patient: `attach(kind="RADIOGRAPH")`; `of` is another patient."""

    def act(content=None, of=None, status=201, **changes):
        new = {"kind": "PHOTO", "title": "Frontal inicial", "taken_on": "2026-08-12"}
        file_id = changes.pop("file_id", None) or upload(content)
        answer = client.post(
            f"{API}/patients/{(of or patient)['id']}/documents",
            json=new | {"file_id": file_id} | changes,
            headers=doctor,
        )
        assert answer.status_code == status, answer.json
        return answer.json

    return act


def listed(client, headers, patient, query=""):
    answer = client.get(f"{API}/patients/{patient['id']}/documents{query}", headers=headers)
    assert answer.status_code == 200, answer.json
    return [row["title"] for row in answer.json["data"]]


def act(client, headers, document, verb, status=200, **body):
    answer = client.post(
        f"{API}/documents/{document['id']}/{verb}",
        json=body or None,
        headers=headers | {"If-Match": f'"{document["version"]}"'},
    )
    assert answer.status_code == status, answer.json
    return answer.json


def test_it_names_an_appointment_of_its_patient_by_either_of_their_numbers(
    client, login, patient, register, attach, appointment
):
    assert attach(appointment_id=appointment)["appointment_id"] == appointment
    other = register()
    refused = attach(of=other, appointment_id=appointment, status=422)
    assert refused["errors"] == [{"field": "appointment_id", "message": "Esa cita es de otro paciente."}]
    chief = login("patients:read", "patients:merge")
    merged = {"from_id": other["id"], "take": [], "reason": "Se registró dos veces"}
    answer = client.post(f"{API}/patients/{patient['id']}/merges", json=merged, headers=chief)
    assert answer.status_code == 201, answer.json
    made = attach(of=other, appointment_id=appointment)
    assert (made["patient_id"], made["appointment_id"]) == (patient["id"], appointment)
    assert attach(appointment_id=999_999, status=422)["errors"][0]["message"] == "Esa cita no existe."


def test_a_photo_is_attached_and_seen_without_what_its_camera_noted(client, doctor, attach, told):
    document = attach(photo(exif=exif(6)), note="Antes de la profilaxis")
    assert (document["media_type"], document["width"], document["height"]) == ("image/jpeg", 480, 640)
    address = f"{API}/documents/{document['file_id']}"
    shown = client.get(f"{address}/content", headers=doctor)
    assert shown.mimetype == "image/jpeg" and not Image.open(io.BytesIO(shown.data)).getexif()
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    small = client.get(f"{address}/thumbnail", headers=doctor)
    assert max(Image.open(io.BytesIO(small.data)).size) == 480
    assert [event["data"]["summary"] for event in told("document.added")] == [
        "Adjuntó un documento de Ana Pérez"
    ]
    assert [event["data"]["summary"] for event in told("record.viewed")] == ["Vio un documento de Ana Pérez"]


def test_the_list_is_by_kind_and_word_the_latest_first(client, doctor, patient, register, attach, told):
    attach(title="Frontal inicial", taken_on="2026-08-12")
    attach(kind="RADIOGRAPH", title="Periapical 26", taken_on="2026-11-12")
    attach(
        pdf(),
        kind="LABORATORY",
        title="INR y hemograma",
        taken_on="2026-11-20",
        note="Pedido por la Dra. Núñez",
    )
    attach(of=register(), title="De otro")
    assert listed(client, doctor, patient) == ["INR y hemograma", "Periapical 26", "Frontal inicial"]
    assert listed(client, doctor, patient, "?kind=RADIOGRAPH") == ["Periapical 26"]
    assert listed(client, doctor, patient, "?search=nunez%20hemo") == ["INR y hemograma"]
    first = client.get(f"{API}/patients/{patient['id']}/documents?limit=2&total=true", headers=doctor).json
    assert (len(first["data"]), first["total"]) == (2, 3)
    assert listed(client, doctor, patient, f"?limit=2&after={first['next']}") == ["Frontal inicial"]
    assert {event["data"]["summary"] for event in told("record.viewed")} == {
        "Vio los documentos de Ana Pérez"
    }


def test_a_pdf_says_its_pages_and_a_dicom_is_saved_and_not_shown(client, doctor, attach):
    paper, scan = attach(pdf()), attach(dicom())
    assert (paper["pages"], paper["width"]) == (1, None)
    assert client.get(f"{API}/documents/{paper['file_id']}/thumbnail", headers=doctor).status_code == 404
    shown = client.get(f"{API}/documents/{scan['file_id']}/content", headers=doctor)
    assert shown.headers["Content-Disposition"] == f'attachment; filename="documento-{scan["id"]}.dcm"'


def test_nothing_is_seen_without_permission_or_by_another_address(client, doctor, reception, login, attach):
    document = attach()
    address = f"{API}/documents/{document['file_id']}"
    for who in (reception, login("records:read")):
        for path in ("content", "thumbnail"):
            assert client.get(f"{address}/{path}", headers=who).status_code == 403
    assert client.get(f"{address}/content").status_code == 401
    for other in (document["id"], document["sha256"], uuid.uuid4()):
        assert client.get(f"{API}/documents/{other}/content", headers=doctor).status_code == 404


def test_what_somebody_else_uploaded_is_not_attached_nor_is_a_file_twice(upload, attach, login):
    other = upload(who=login("documents:write", id="77"))
    said = attach(file_id=other, status=422)["errors"]
    assert said[0]["field"] == "file_id" and "otra persona" in said[0]["message"]
    mine = upload()
    attach(file_id=mine)
    assert attach(file_id=mine, status=409)["errors"][0]["field"] == "file_id"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"taken_on": "2999-01-01"}, "taken_on"),
        ({"kind": "SELFIE"}, "kind"),
        ({"title": " "}, "title"),
        ({"note_id": 999_999}, "note_id"),
        ({"file_id": str(uuid.uuid4())}, "file_id"),
    ],
)
def test_what_does_not_fit_names_the_field(attach, changes, field):
    assert attach(status=422, **changes)["errors"][0]["field"] == field


def test_a_path_for_a_title_is_words_and_nothing_else(client, doctor, attach):
    document = attach(title="../../etc/passwd")
    shown = client.get(f"{API}/documents/{document['file_id']}/content", headers=doctor)
    assert shown.headers["Content-Disposition"] == f'inline; filename="documento-{document["id"]}.jpg"'


def test_it_hangs_from_a_note_of_its_patient_only(client, doctor, patient, register, attach):
    draft = lambda who: client.post(  # noqa: E731
        f"{API}/patients/{who['id']}/notes", json={"reason": "Dolor"}, headers=doctor
    ).json["id"]
    assert attach(note_id=draft(patient))["note_id"]
    assert (
        attach(note_id=draft(register()), status=422)["errors"][0]["message"]
        == "Esa nota es de otro paciente."
    )


def test_it_is_corrected_over_the_version_that_was_read(client, doctor, attach, told):
    document = attach()
    url = f"{API}/documents/{document['id']}"
    match = doctor | {"If-Match": f'"{document["version"]}"'}
    changed = client.patch(url, json={"title": "Frontal", "kind": "OTHER"}, headers=match)
    assert (changed.json["title"], changed.json["kind"], changed.json["taken_on"]) == (
        "Frontal",
        "OTHER",
        "2026-08-12",
    )
    assert client.patch(url, json={"title": "Otra"}, headers=match).status_code == 412
    assert client.patch(url, json={"title": "Otra"}, headers=doctor).status_code == 428
    assert len(told("document.updated")) == 1


def test_it_is_withdrawn_with_a_reason_and_brought_back(client, doctor, patient, attach, told):
    document = attach()
    assert act(client, doctor, document, "withdraw", 422, reason="x")["errors"][0]["field"] == "reason"
    gone = act(client, doctor, document, "withdraw", reason="Es de otro paciente")
    assert (
        gone["withdrawn"]["reason"] == "Es de otro paciente"
        and gone["withdrawn"]["by"]["name"] == "Carla Ruiz"
    )
    assert listed(client, doctor, patient) == []
    assert listed(client, doctor, patient, "?withdrawn=true") == ["Frontal inicial"]
    act(client, doctor, gone, "withdraw", 409, reason="Otra vez")
    back = act(client, doctor, gone, "restore")
    assert back["withdrawn"] is None and listed(client, doctor, patient) == ["Frontal inicial"]
    act(client, doctor, back, "restore", 409)
    assert len(told("document.withdrawn")) == len(told("document.restored")) == 1


def test_two_photos_are_a_pair_arranged_anew_and_parted(client, doctor, patient, register, attach):
    before, after = attach(title="Inicial"), attach(title="Final", taken_on="2026-11-20")
    url = f"{API}/patients/{patient['id']}/photo-pairs"
    new = {"before_id": before["id"], "after_id": after["id"], "title": "Carillas"}
    put = lambda **changes: client.put(url, json=new | changes, headers=doctor)  # noqa: E731
    (made,) = put().json["data"]
    assert (made["before"]["title"], made["after"]["title"], made["scale"]) == ("Inicial", "Final", "1.00")
    (made,) = put(shift_x="1.5", turn="-2").json["data"]
    assert (made["shift_x"], made["turn"]) == ("1.50", "-2.0")
    assert put(after_id=before["id"]).status_code == 409
    assert put(scale="9").json["errors"][0]["field"] == "scale"
    paper, others = attach(pdf()), attach(of=register())
    for wrong in (paper, others):
        assert put(after_id=wrong["id"]).json["errors"][0]["field"] == "after_id"
    act(client, doctor, after, "withdraw", reason="Se repite")
    assert client.get(url, headers=doctor).json["data"] == []
    gone = f"{url}?before_id={before['id']}&after_id={after['id']}"
    assert client.delete(gone, headers=doctor).json["data"] == []
    assert client.delete(gone, headers=doctor).status_code == 404


@pytest.mark.parametrize("owner", [False, True])
@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("DELETE FROM historia_clinica.attachments", "attachments_kept"),
        ("UPDATE historia_clinica.attachments SET file_id = gen_random_uuid()", "attachments_kept"),
        ("UPDATE historia_clinica.attachments SET added_by_name = 'Otra'", "attachments_kept"),
        ("UPDATE historia_clinica.attachments SET withdrawn_at = now()", "attachments_withdrawal"),
        ("UPDATE historia_clinica.files SET sha256 = repeat('0', 64)", "files_kept"),
        ("DELETE FROM historia_clinica.files", "files_kept"),
    ],
)
def test_not_even_sql_changes_what_was_attached(attach, refused, statement, constraint, owner):
    attach()
    refusal = refused(statement, owner=owner)
    assert refusal == constraint or (
        not owner and issubclass(getattr(psycopg2.errors, refusal, int), psycopg2.Error)
    )


def test_sql_pairs_no_photos_of_two_patients(attach, register, refused):
    one, other = attach(), attach(of=register())
    assert (
        refused(
            """
        INSERT INTO historia_clinica.photo_pairs (before_id, after_id, title, arranged_by_id, arranged_by_name)
             VALUES (%(one)s, %(other)s, 'x', '3', 'x')
        """,
            owner=True,
            one=one["id"],
            other=other["id"],
        )
        == "photo_pairs_of_one_patient"
    )


def test_a_series_is_of_photos_that_say_their_view_and_moment(client, doctor, patient, attach, refused):
    attach(title="Otra foto")
    smile = attach(title="Sonrisa", view="SMILE", stage="BEFORE")
    assert (smile["view"], smile["stage"]) == ("SMILE", "BEFORE")
    assert listed(client, doctor, patient, "?series=true") == ["Sonrisa"]
    for wrong, field in (
        ({"view": "SMILE"}, "stage"),
        ({"stage": "AFTER"}, "view"),
        ({"view": "SMILE", "stage": "AFTER", "kind": "RADIOGRAPH"}, "view"),
        ({"view": "SMILE", "stage": "AFTER", "content": pdf()}, "view"),
        ({"view": "TOES", "stage": "AFTER"}, "view"),
    ):
        assert attach(status=422, **wrong)["errors"][0]["field"] == field
    path = f"{API}/documents/{smile['id']}"
    version = {"If-Match": f'"{smile["version"]}"'}
    wrong = client.patch(path, json={"kind": "OTHER"}, headers=doctor | version)
    assert (wrong.status_code, wrong.json["errors"][0]["field"]) == (422, "view")
    moved = client.patch(path, json={"view": "PROFILE"}, headers=doctor | version)
    assert moved.json["view"] == "PROFILE"
    freed = client.patch(
        path, json={"view": None, "stage": None}, headers=doctor | {"If-Match": moved.headers["ETag"]}
    )
    assert freed.status_code == 200 and listed(client, doctor, patient, "?series=true") == []
    assert (
        refused("UPDATE historia_clinica.attachments SET view = 'SMILE' WHERE id = %(id)s", id=smile["id"])
        == "attachments_series"
    )
