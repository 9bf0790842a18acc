import base64

import psycopg2
import pytest

from auth.clinic import colours, rules
from auth.clinic.schemas import Clinic

URL = "/api/auth/clinic"
LOGO = f"{URL}/logo"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
JPEG = b"\xff\xd8\xff\xe0" + bytes(64)
WEBP = b"RIFF\x00\x01\x00\x00WEBPVP8 " + bytes(64)


@pytest.fixture
def owner(login):
    return login("clinic:write", id="900001", name="Rosa Directora", role="Dirección")


def put(client, headers, version, name="Clínica Los Andes", accent="#1d4ed8", **more):
    match = {"If-Match": f'"{version}"'}
    return client.put(URL, json={"name": name, "accent": accent} | more, headers=headers | match)


def send(client, headers, version, image=PNG):
    body = {"image": base64.b64encode(image).decode()}
    return client.put(LOGO, json=body, headers=headers | {"If-Match": f'"{version}"'})


def test_a_new_clinic_has_the_suites_name_and_colour(client, login):
    answer = client.get(URL, headers=login())
    assert answer.status_code == 200 and answer.headers["ETag"] == '"1"'
    clinic = Clinic.model_validate(answer.json)
    assert (clinic.name, clinic.accent, clinic.logo, clinic.version) == ("OmniClínica", None, False, 1)


def test_name_and_colour_are_changed_and_everyone_sees_it_at_once(client, login, owner, told):
    client.get(URL, headers=login())
    answer = put(client, owner, 1, accent="#1D4ED8")
    assert answer.status_code == 200 and answer.headers["ETag"] == '"2"'
    seen = client.get(URL, headers=login()).json
    assert (seen["name"], seen["accent"], seen["version"]) == ("Clínica Los Andes", "#1d4ed8", 2)
    event = told()[-1]
    assert (event.type, event.aggregate) == ("clinic.updated", "clinic:1")
    assert event.data["summary"] == "Cambió la presentación de la clínica: el nombre y el color"
    assert event.data["fields"] == ["name", "accent"]


def test_saving_what_was_there_says_so(client, owner, told):
    put(client, owner, 1, name="OmniClínica", accent=None)
    assert told()[-1].data["summary"] == "Cambió la presentación de la clínica: sin diferencias"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"accent": "azul"}, "accent"),
        ({"accent": "#12345"}, "accent"),
        ({"accent": "#1d4ed8ff"}, "accent"),
        ({"logo": True}, "logo"),
    ],
)
def test_invalid_data_names_the_field(client, owner, changes, field):
    answer = put(client, owner, 1, **changes)
    assert answer.status_code == 422 and [e["field"] for e in answer.json["errors"]] == [field]


def test_a_colour_that_cannot_be_read_is_refused_with_its_contrast(client, owner):
    answer = put(client, owner, 1, accent="#f59e0b")
    assert answer.status_code == 422
    assert answer.json["errors"] == [{"field": "accent", "message": answer.json["detail"]}]
    assert "su contraste es 1,9:1 y hace falta 4,5:1" in answer.json["detail"]


@pytest.mark.parametrize(
    "accent", ["#000000", "#0e555d", "#1d4ed8", "#7c3aed", "#b91c1c", "#15803d", "#9d174d"]
)
def test_colours_that_can_be_read_are_taken(accent):
    rules.must_be_legible(accent)


def test_contrast_is_measured_as_wcag_does():
    assert colours.contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    # The grey that is known to stand just above 4.5 on white.
    assert colours.contrast(colours.rgb("#767676"), (1, 1, 1)) == pytest.approx(4.54, abs=0.01)


def test_a_change_needs_the_version_it_was_made_from(client, owner):
    assert client.put(URL, json={"name": "A", "accent": None}, headers=owner).status_code == 428
    assert client.delete(LOGO, headers=owner).status_code == 428
    assert put(client, owner, 1).status_code == 200
    assert put(client, owner, 1).status_code == 412
    assert send(client, owner, 1).status_code == 412
    assert client.delete(LOGO, headers=owner | {"If-Match": '"1"'}).status_code == 412


@pytest.mark.parametrize(("image", "kind"), [(PNG, "image/png"), (JPEG, "image/jpeg"), (WEBP, "image/webp")])
def test_a_logo_is_kept_and_served_as_what_it_is(client, login, owner, told, image, kind):
    assert send(client, owner, 1, image).json["logo"] is True
    answer = client.get(f"{LOGO}?v=2", headers=login())
    assert answer.data == image and answer.content_type == kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert client.get(f"{LOGO}?v=1", headers=login()).headers["Cache-Control"] == "private, no-cache"
    assert told()[-1].data["summary"] == "Cambió el logotipo de la clínica"
    assert told()[-1].data["fields"] == ["logo"]


def test_a_logo_is_taken_away(client, login, owner, told):
    assert client.get(LOGO, headers=login()).status_code == 404
    send(client, owner, 1)
    answer = client.delete(LOGO, headers=owner | {"If-Match": '"2"'})
    assert answer.status_code == 200 and answer.json["logo"] is False and answer.json["version"] == 3
    assert client.get(LOGO, headers=login()).status_code == 404
    assert told()[-1].data["summary"] == "Quitó el logotipo de la clínica"


@pytest.mark.parametrize(
    "image",
    [
        b"",
        b"\x89PNG",
        b"GIF89a" + bytes(20),
        b"RIFF\x00\x00\x00\x00WAVE",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!doctype html>",
    ],
)
def test_only_images_that_a_browser_shows_safely_are_taken(client, owner, image):
    answer = send(client, owner, 1, image)
    assert answer.status_code == 422
    assert answer.json["errors"] == [{"field": "image", "message": "Use una imagen PNG, JPEG o WebP."}]


def test_a_logo_has_a_largest_size(client, owner):
    most = rules.MAX_LOGO
    answer = send(client, owner, 1, PNG + bytes(most))
    assert answer.status_code == 422
    assert answer.json["detail"] == "La imagen pesa 200 kB; use una de hasta 200 kB."
    assert send(client, owner, 1, PNG + bytes(most - len(PNG))).status_code == 200


def test_what_is_no_base64_is_refused_in_spanish(client, owner):
    answer = client.put(LOGO, json={"image": "abc"}, headers=owner | {"If-Match": '"1"'})
    assert answer.status_code == 422
    assert answer.json["errors"] == [{"field": "image", "message": "Debe venir en base64."}]


@pytest.mark.parametrize(
    ("sql", "constraint"),
    [
        ("UPDATE auth.clinic SET accent = 'red'", "clinic_accent_is_a_colour"),
        ("UPDATE auth.clinic SET name = ''", "clinic_name_length"),
        ("UPDATE auth.clinic SET logo = 'x'", "clinic_logo_has_a_type"),
        ("UPDATE auth.clinic SET logo = 'x', logo_type = 'image/svg+xml'", "clinic_logo_type"),
        ("UPDATE auth.clinic SET id = 2", "clinic_is_one"),
    ],
)
def test_the_database_refuses_by_itself(database_of, sql, constraint):
    with pytest.raises(psycopg2.IntegrityError) as refusal, database_of("auth").transaction() as tx:
        tx.run(sql)
    assert refusal.value.diag.constraint_name == constraint


@pytest.mark.parametrize("sql", ["INSERT INTO auth.clinic DEFAULT VALUES", "DELETE FROM auth.clinic"])
def test_there_is_one_clinic_and_no_other(database_of, sql):
    with pytest.raises(psycopg2.errors.InsufficientPrivilege), database_of("auth").transaction() as tx:
        tx.run(sql)


@pytest.mark.parametrize(("method", "url"), [("PUT", URL), ("PUT", LOGO), ("DELETE", LOGO)])
def test_who_you_are_comes_before_what_you_sent(client, login, method, url):
    assert client.open(url, method=method, json={}).status_code == 401
    assert client.open(url, method=method, json={}, headers=login("roles:write")).status_code == 403


def test_whoever_comes_to_the_login_sees_it_and_nothing_more(client, owner):
    put(client, owner, 1)
    send(client, owner, 2)
    answer = client.get(URL)
    assert answer.status_code == 200
    shown = {name: answer.json[name] for name in ("name", "accent", "logo", "version")}
    assert shown == {"name": "Clínica Los Andes", "accent": "#1d4ed8", "logo": True, "version": 3}
    assert client.get(f"{LOGO}?v=3").data == PNG


LEGAL = {
    "legal_name": "Dental Los Andes S.A.S.",
    "ruc": "1790011674001",
    "address": "Av. Amazonas N39-82, Quito",
    "phone": "02 245 1180",
    "email": "caja@losandes.example",
}


def test_the_letterhead_says_who_the_clinic_is_as_a_company(client, login, owner, told):
    answer = put(client, owner, 1, **LEGAL)
    assert answer.status_code == 200
    assert told()[-1].data["fields"] == ["name", "accent", *LEGAL]
    assert told()[-1].data["summary"].endswith("el teléfono y el correo")
    send(client, owner, 2)
    seen = client.get(f"{URL}/letterhead", headers=login()).json
    logo = "data:image/png;base64," + base64.b64encode(PNG).decode()
    assert seen == LEGAL | {"name": "Clínica Los Andes", "phone": "+59322451180", "logo": logo, "version": 3}


def test_what_an_older_caller_does_not_send_of_the_company_stays(client, owner):
    put(client, owner, 1, **LEGAL)
    assert put(client, owner, 2).json["ruc"] == LEGAL["ruc"]
    assert put(client, owner, 3, ruc=None).json["ruc"] is None


@pytest.mark.parametrize("ruc", ["1790011674", "9990011674001", "", "RUC 17"])
def test_a_ruc_that_is_none_is_refused(client, owner, ruc):
    answer = put(client, owner, 1, ruc=ruc)
    assert answer.status_code == 422 and answer.json["errors"][0]["field"] == "ruc"


@pytest.mark.parametrize(
    "urls, emulated",
    [
        ({}, False),
        ({"sri_test_url": "http://127.0.0.1:8899"}, True),
        ({"sri_test_url": "http://127.0.0.1:8899", "sri_production_url": "https://sri.example.com"}, False),
    ],
)
def test_it_says_whether_an_emulator_answers_for_the_sri(client, apps, monkeypatch, urls, emulated):
    config = apps["auth"].config
    monkeypatch.setitem(config, "SETTINGS", config["SETTINGS"].model_copy(update=urls))
    assert client.get(URL).json["sri_emulated"] is emulated
