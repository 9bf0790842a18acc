"""The clinic's medicines: listed, searched, changed, loaded from a file."""

import pytest

from historia_clinica.medicines import load

API = "/api/historia-clinica"


def test_the_clinics_medicines_are_listed_searched_and_changed(client, doctor, medicine):
    url = f"{API}/medicines"
    id = medicine("Amoxicilina")
    medicine("Diazepam")
    rows = client.get(f"{url}?search=amox 500", headers=doctor).json["data"]
    assert [row["dci"] for row in rows] == ["Amoxicilina"]
    # What is controlled by its name stays so.
    controlled = client.get(f"{url}?search=diazepam", headers=doctor).json["data"][0]
    assert controlled["controlled"] is True
    again = {"dci": "amoxicilina", "concentration": "500 MG", "form": "tableta"}
    assert client.post(url, json=again, headers=doctor).status_code == 409
    one = f"{url}/{id}"
    assert client.patch(one, json={"active": False}, headers=doctor).status_code == 428
    changed = client.patch(one, json={"active": False}, headers=doctor | {"If-Match": '"1"'})
    assert (changed.status_code, changed.json["active"]) == (200, False)
    assert client.get(f"{url}?active=true&search=amox", headers=doctor).json["data"] == []
    lifted = client.patch(
        f"{url}/{controlled['id']}", json={"controlled": False}, headers=doctor | {"If-Match": '"1"'}
    )
    assert lifted.json["controlled"] is True


def test_medicines_are_loaded_from_a_file_and_what_is_there_stays(
    client, doctor, medicine, database_of, monkeypatch, tmp_path, capsys, told
):
    monkeypatch.setattr(load, "Database", lambda *args: database_of("historia_clinica"))
    monkeypatch.setattr(load, "read", lambda name: None)
    medicine("Ibuprofeno", "400 mg")
    file = tmp_path / "medicines.csv"
    file.write_text("dci;concentracion;forma\nIbuprofeno;400 MG;Tableta\nNaproxeno;550 mg;tableta\n;;\n")
    load.main([str(file)])
    assert '"new": 1' in capsys.readouterr().out and len(told("medicine.loaded")) == 1
    rows = client.get(f"{API}/medicines", headers=doctor).json["data"]
    assert [row["concentration"] for row in rows] == ["400 mg", "550 mg"]
    for wrong in ([], [str(tmp_path / "none.csv")]):
        with pytest.raises(SystemExit):
            load.main(wrong)


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("GET", "/medicines", "patients:read"),
        ("POST", "/medicines", "records:write"),
        ("PATCH", "/medicines/1", "records:write"),
    ],
)
def test_who_you_are_comes_before_what_you_sent(client, login, method, path, permission):
    assert client.open(f"{API}{path}", method=method, json={}).status_code == 401
    assert client.open(f"{API}{path}", method=method, json={}, headers=login(permission)).status_code == 403


def test_what_is_not_there_is_404(client, doctor):
    stale = doctor | {"If-Match": '"1"'}
    assert client.patch(f"{API}/medicines/999", json={}, headers=stale).status_code == 404
