"""A consent signed by a link, on the patient's own phone, without entering."""

import io

import pypdfium2
import pytest

API = "/api/historia-clinica"
SHARED = f"{API}/shared/consent"
STROKES = [[[100, 300], [300, 120], [420, 310]]]


@pytest.fixture
def asked(client, doctor, patient, template):
    """What was sent to be signed."""

    def act(who=doctor, status=201, **changes):
        id = changes.pop("template_id", None) or template()["id"]
        wish = {"template_id": id, "professional_name": "Carla Ruiz"} | changes
        answer = client.post(f"{API}/patients/{patient['id']}/consent-requests", json=wish, headers=who)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


@pytest.fixture
def link(client, doctor):
    """The headers of who shows a link to it."""

    def make(request):
        answer = client.post(f"{API}/consent-requests/{request['id']}/links", headers=doctor)
        assert answer.status_code == 201, answer.json
        page, token = answer.json["url"].split("#")
        assert page == "http://localhost/firmar/"
        return {"Authorization": f"Link {token}"}

    return make


@pytest.fixture
def sign_there(client):
    def act(shown, status=201, **changes):
        read = client.get(SHARED, headers=shown).json
        given = {
            "decision": "ACCEPTED",
            "text_sha256": read["text_sha256"] or "0" * 64,
            "signer": "PATIENT",
            "signer_name": "Ana Pérez",
            "signature": STROKES,
        }
        answer = client.post(SHARED, json=given | changes, headers=shown)
        assert answer.status_code == status, answer.json
        return answer.json

    return act


def waiting(client, doctor, patient):
    return client.get(f"{API}/patients/{patient['id']}/consent-requests", headers=doctor).json["data"]


def test_the_patient_reads_and_signs_on_their_own_phone_and_the_document_says_so(
    client, doctor, patient, asked, link, sign_there, told
):
    request = asked()
    assert waiting(client, doctor, patient) == [request] and request["title"] == "Exodoncia"
    shown = link(request)
    read = client.get(SHARED, headers=shown).json
    assert "Se retira la pieza a Ana Pérez" in read["text"] and read["full_name"] == "Ana Pérez"
    done = sign_there(shown)
    assert done["decision"] == "ACCEPTED" and done["text"] is None and done["full_name"] is None
    assert waiting(client, doctor, patient) == []
    (consent,) = client.get(f"{API}/patients/{patient['id']}/procedure-consents", headers=doctor).json["data"]
    assert (consent["signed_through"], consent["recorded_by"]["id"]) == ("LINK", request["asked_by"]["id"])
    pdf = client.get(f"{API}/procedure-consents/{consent['file_id']}/pdf", headers=doctor).data
    said = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(pdf)))
    assert "teléfono" in said
    assert told("consent.signed")[0]["actor"]["name"] == "Por enlace"
    assert told("consent.requested")[0]["data"]["summary"] == "Pidió por enlace la firma de Ana Pérez"


def test_sent_twice_it_is_signed_once_and_nothing_else_takes_its_place(
    client, doctor, patient, asked, link, sign_there
):
    request = asked()
    shown, other = link(request), link(request)
    first = sign_there(shown)
    assert sign_there(shown) == first == sign_there(other)
    assert "ya se firmó" in sign_there(other, 409, decision="REFUSED")["detail"]
    signed = client.get(f"{API}/patients/{patient['id']}/procedure-consents", headers=doctor).json["data"]
    assert len(signed) == 1
    assert client.post(f"{API}/consent-requests/{request['id']}/links", headers=doctor).status_code == 409
    assert client.delete(f"{API}/consent-requests/{request['id']}", headers=doctor).status_code == 409


def test_what_was_withdrawn_is_neither_read_nor_signed(client, doctor, patient, asked, link, told):
    request = asked()
    shown = link(request)
    assert client.delete(f"{API}/consent-requests/{request['id']}", headers=doctor).status_code == 204
    assert "retiró" in client.get(SHARED, headers=shown).json["detail"]
    given = {
        "decision": "ACCEPTED",
        "text_sha256": "0" * 64,
        "signer": "PATIENT",
        "signer_name": "Ana Pérez",
        "signature": STROKES,
    }
    assert client.post(SHARED, json=given, headers=shown).status_code == 410
    assert waiting(client, doctor, patient) == []
    assert told("consent.request_withdrawn")


def test_what_ran_out_gets_no_new_link(client, doctor, patient, asked, database_of):
    request = asked()
    with database_of("historia_clinica").session() as db:
        db.run("RESET ROLE")
        db.run("""
            UPDATE historia_clinica.consent_requests
               SET asked_at = now() - interval '4 days', expires_at = now() - interval '1 day'
            """)
    refused = client.post(f"{API}/consent-requests/{request['id']}/links", headers=doctor)
    assert refused.status_code == 410 and "Venció" in refused.json["detail"]
    assert waiting(client, doctor, patient) == []


def test_a_phone_says_what_is_missing_and_an_emergency_is_not_signed_there(asked, link, sign_there):
    shown = link(asked())
    for changes, field in (
        ({"signature": []}, "signature"),
        ({"signer": "GUARDIAN"}, "signer_relation"),
        ({"decision": "EMERGENCY"}, "decision"),
    ):
        assert sign_there(shown, 422, **changes)["errors"][0]["field"] == field
    assert "vuelva a mostrarlo" in sign_there(shown, 409, text_sha256="1" * 64)["detail"]


def test_a_session_signs_nothing_here_and_who_only_reads_sends_nothing(client, doctor, login, asked, link):
    request = asked()
    assert client.get(SHARED, headers=doctor).status_code == 401
    reader = login("patients:read", "consents:read", id="7")
    asked(who=reader, status=403, template_id=request["template_id"])
    assert client.post(f"{API}/consent-requests/{request['id']}/links", headers=reader).status_code == 403
    assert client.delete(f"{API}/consent-requests/{request['id']}", headers=reader).status_code == 403
    assert client.get(f"{API}/patients/1/procedure-consents", headers=link(request)).status_code == 401
