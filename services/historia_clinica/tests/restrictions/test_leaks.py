"""A word of a restricted note leaves by no door: every read endpoint is walked by everybody."""

import io

import psycopg2
import pypdfium2
import pytest

from auth.permissions import FOR_ROLES, ROLES
from common.tests.files.pictures import photo
from historia_clinica import practitioners
from historia_clinica.restrictions import neighbours as roles

API = "/api/historia-clinica"
# As it is written, and as it is searched.
WORD = "Zarzaparrilla"
TABLES = (
    "clinical_notes", "diagnoses", "note_addenda", "vital_signs", "oral_health", "prescriptions", "prescription_items",
    "prescription_documents", "attachments", "orthodontic_controls", "orders", "order_documents",
    "order_results", "unseen_results", "image_annotations",
)  # fmt: skip


@pytest.fixture
def planted(client, login, patient, practitioner, monkeypatch):
    """The ids of a signed, restricted note and of what hangs from it, the word in each; and their author's headers."""
    monkeypatch.setattr(roles, "readers", lambda: {"Psicología", "Médico"})
    author = login(*FOR_ROLES, id="3", name="Carla Ruiz", role="Médico")

    def post(path, status=201, **body):
        answer = client.post(f"{API}/{path}", json=body, headers=author)
        assert answer.status_code == status, answer.json
        return answer.json

    of = f"patients/{patient['id']}"
    diagnosis = {"code": "F32.1", "description": f"Episodio {WORD}", "kind": "PRESUMPTIVE", "condition": None}
    note = post(f"{of}/notes", reason=WORD, plan=WORD, diagnoses=[diagnosis])["id"]
    post(f"{of}/vital-signs", note_id=note, pulse=72, remark=WORD)
    post(f"{of}/oral-health", note_id=note, remark=WORD, malocclusion="ANGLE_I")
    post(f"{of}/orthodontic-controls", note_id=note, remark=WORD)
    medicine = post("medicines", dci="Sertralina", concentration="50 mg", form="tableta")["id"]
    item = {
        "medicine_id": medicine,
        "dose": WORD,
        "route": "oral",
        "frequency": "al día",
        "days": 3,
        "quantity": 3,
    }
    written = post(
        f"{of}/prescriptions",
        note_id=note,
        diagnoses=[{"code": "F32.1", "description": WORD}],
        items=[item],
        general=WORD,
    )
    file = client.post(
        f"{API}/files", data=photo(), content_type="application/octet-stream", headers=author
    ).json
    attached = post(
        f"{of}/documents", kind="PHOTO", title=WORD, taken_on="2026-01-05", note_id=note, file_id=file["id"]
    )
    circle = {"kind": "TEXT", "colour": "RED", "x": 10, "y": 10, "text": WORD}
    drawn = client.post(
        f"{API}/documents/{attached['id']}/annotations",
        json={"marks": [circle]},
        headers=author | {"If-Match": '"0"'},
    )
    assert drawn.status_code == 201, drawn.json
    exam = post("exams", kind="LABORATORY", category="Hormonas", name="Cortisol", unit="mcg/dL")["id"]
    order = post(
        f"{of}/orders",
        kind="LABORATORY",
        note_id=note,
        indication=WORD,
        diagnoses=[{"code": "F32.1", "description": WORD, "kind": "PRESUMPTIVE"}],
        items=[{"exam_id": exam, "detail": WORD}],
    )["id"]
    post(f"orders/{order}/results", position=1, value="18", remark=WORD)
    post(f"notes/{note}/sign", 200)
    post(f"notes/{note}/addenda", text=WORD)
    post(f"notes/{note}/restrictions", 200, roles=["Psicología"])
    ids = {
        "patients": patient["id"], "notes": note, "prescriptions": written["id"], "documents": attached["id"], "orders": order,
        "file_id": file["id"],
    }  # fmt: skip
    return ids, author


def paths(app, ids):
    """Every GET, with the ids of what was planted."""
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or not rule.rule.startswith(API) or "swagger" in rule.rule:
            continue
        noun = rule.rule.removeprefix(f"{API}/").split("/")[0]
        path = rule.rule.replace("<uuid:file_id>", ids["file_id"])
        if "<" in path:
            path = path.replace("<int:id>", str(ids.get(noun, ids["notes"])))
        if "<" not in path:
            yield path


def said(answer):
    """What an answer says, a PDF's text too."""
    if answer.content_type == "application/pdf":
        return "".join(
            page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(answer.data))
        )
    return answer.get_data(as_text=False).decode("utf-8", "replace")


def tell(client, apps, ids, headers):
    """The paths that say the word, or show the picture; what is not refused is searched for the word, too."""
    seen = set()
    for path in paths(apps["historia_clinica"], ids):
        for asked in (path, f"{path}?search={WORD}"):
            answer = client.get(asked, headers=headers)
            picture = answer.content_type.startswith("image/") and answer.status_code == 200
            if WORD.lower() in said(answer).lower().replace(f"search={WORD}".lower(), "") or picture:
                seen.add(asked.replace(API, ""))
            if answer.status_code in (403, 404):
                break
    return seen


def test_its_author_finds_it_everywhere_and_nobody_else_anywhere(client, apps, login, planted):
    ids, author = planted
    found = {path.partition("?")[0] for path in tell(client, apps, ids, author)}
    assert {path.split("/")[-1] for path in found} >= {
        "notes", "timeline", "orders", "unseen-results", "vital-signs", "oral-health", "orthodontic-controls", "prescriptions", "documents", "addenda", "content", "thumbnail", "annotations", "annotated",
        "pdf", str(ids["notes"]),
    }, found  # fmt: skip
    everybody = {name: role["permissions"] for name, role in ROLES.items()} | {
        "Todo": FOR_ROLES,
        "": FOR_ROLES,
    }
    for name, permissions in everybody.items():
        assert tell(client, apps, ids, login(*permissions, id="9", name="Otra", role=name)) == set(), name
    # A service or an integration is nobody, whatever it is called.
    machine = login(*FOR_ROLES, id="3", name="Carla Ruiz", role="Psicología", client=True)
    assert tell(client, apps, ids, machine) == set()
    named = login("records:read", "documents:read", id="9", name="Otra", role="Psicología")
    assert tell(client, apps, ids, named) != set()


def test_no_event_says_it(planted, database_of):
    with database_of("historia_clinica").session() as db:
        told = db.value("SELECT string_agg(data::text, ' ') FROM historia_clinica.outbox")
    assert "Escribió una nota" in told and WORD not in told


def test_not_even_the_service_itself_reads_it_without_saying_who_asks(planted, shared):
    def readable(reader):
        """The tables of which this reader sees a row."""
        cursor.execute("SELECT set_config('omni.reader', %s, true)", (reader,))
        seen = set()
        for table in TABLES:
            cursor.execute(f"SELECT EXISTS (SELECT FROM historia_clinica.{table})")
            if cursor.fetchone()[0]:
                seen.add(table)
        return seen

    with shared.as_role("historia_clinica"), shared.connection.cursor() as cursor:
        assert readable("") == set()
        assert readable("3/Médico") == {*TABLES}
        assert readable("9/Psicología") == {*TABLES}
        assert readable("9/Médico") == set()


def test_what_hangs_from_a_note_is_hidden_with_it_or_is_the_patients(shared):
    """A new table that hangs from a note needs a policy, or stands here with its reason."""
    patients_own = {
        "odontograms", "periodontograms",  # each version goes on from the last: who treats the mouth needs it whole
        "plan_sessions",  # that a session was done, without a word of the note
        "note_restrictions", "note_openings",
        "note_handovers",  # whose the draft was and whose it is
    }  # fmt: skip
    with shared.connection.cursor() as cursor:
        cursor.execute("""
            SELECT c.relname, c.relrowsecurity FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
             WHERE c.relnamespace = 'historia_clinica'::regnamespace AND c.relkind = 'r' AND NOT a.attisdropped
               AND a.attname IN ('note_id', 'prescription_id', 'order_id')""")
        unguarded = {name for name, guarded in cursor if not guarded}
        assert unguarded == patients_own
        # What a trigger asks of a note it asks of its outline: else a note that is hidden would be no note to it.
        cursor.execute("""
            SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'historia_clinica'::regnamespace
               AND p.prosrc ~ 'FROM historia_clinica.clinical_notes'""")
        assert cursor.fetchall() == []


def test_a_number_of_a_hidden_prescription_is_not_given_again(
    planted, client, login, patient, practitioner, monkeypatch
):
    monkeypatch.setattr(practitioners, "ask", lambda id: practitioner)
    other = login(*FOR_ROLES, id="9", name="Otra", role="Otro")
    medicine = client.get(f"{API}/medicines", headers=other).json["data"][0]["id"]
    item = {
        "medicine_id": medicine,
        "dose": "1",
        "route": "oral",
        "frequency": "al día",
        "days": 3,
        "quantity": 3,
    }
    new = {"diagnoses": [{"code": "K04.0", "description": "Pulpitis"}], "items": [item]}
    answer = client.post(f"{API}/patients/{patient['id']}/prescriptions", json=new, headers=other)
    assert answer.status_code == 201 and answer.json["number"] == "0000002"


def test_nothing_is_hung_from_what_one_may_not_read(planted, client, login, refused, shared):
    ids, _ = planted
    other = login(*FOR_ROLES, id="9", name="Otra", role="Otro")
    signs = {"note_id": ids["notes"], "pulse": 70}
    assert client.post(
        f"{API}/patients/{ids['patients']}/vital-signs", json=signs, headers=other
    ).status_code in (403, 404, 409, 422)
    assert (
        client.post(f"{API}/notes/{ids['notes']}/addenda", json={"text": "x"}, headers=other).status_code
        == 403
    )
    brought = [{"note_id": ids["notes"], "part": "plan", "text": WORD}]
    new = {"reason": "Control", "plan": WORD, "brought": brought}
    assert client.post(f"{API}/patients/{ids['patients']}/notes", json=new, headers=other).status_code == 422
    with shared.as_role("historia_clinica"), shared.connection.cursor() as cursor:
        cursor.execute("SET LOCAL omni.reader = ''; SAVEPOINT here")
        with pytest.raises(psycopg2.Error):
            cursor.execute(
                "INSERT INTO historia_clinica.note_addenda (note_id, text, author_id, author_name) VALUES (%s, 'x', '9', 'O')",
                (ids["notes"],),
            )
        cursor.execute("ROLLBACK TO SAVEPOINT here")
