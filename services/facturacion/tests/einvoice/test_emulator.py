"""The emulator: every case of what the SRI answers, asked by our own client, and faults that are no answer."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import requests
from lxml import etree

from common.messages.client import new_session
from facturacion.einvoice.ecuador.sri import Sri, Unreachable
from tests.sri import samples
from tools.sri_emulator.server import Server

from .conftest import codes, stored

ROOT = Path(__file__).parents[4]


@pytest.fixture
def impatient(emulator, impatience):
    return Sri(emulator.url, new_session(), impatience, impatience)


def test_valid_signed_today(sri, sign, random):
    for code in ("01", "04"):
        document = samples.document(random, code=code)
        assert sri.receive(sign(document)).state == "RECIBIDA"
        answer = sri.authorisation(document["access_key"])
        assert (answer.state, answer.number, codes(answer)) == ("AUTORIZADO", document["access_key"], ["60"])
        assert answer.at.utcoffset() == timedelta(hours=-5) and document["access_key"] in answer.document
        assert "NO ES EL SRI" in answer.messages[0].more


def test_right_after_the_reception_and_of_an_unknown_key_there_is_nothing(emulator, sri, sign, random):
    emulator.processing = 60
    document = samples.document(random)
    sri.receive(sign(document))
    assert sri.authorisation(document["access_key"]) is None
    assert sri.authorisation(samples.document(random)["access_key"]) is None


def test_sent_again_while_in_process(emulator, sri, sign, random):
    emulator.processing = 60
    content = sign(samples.document(random))
    sri.receive(content)
    again = sri.receive(content)
    assert (again.state, codes(again)) == ("DEVUELTA", ["70"]) and "procesamiento" in again.messages[0].more


def test_sent_again_when_authorised(sri, sign, random):
    content = sign(samples.document(random))
    sri.receive(content)
    assert codes(sri.receive(content)) == ["43"]


def test_the_same_number_under_another_key(sri, sign, random):
    document = samples.document(random)
    sri.receive(sign(document))
    assert codes(sri.receive(sign(samples.document(random, sequential=document["sequential"])))) == ["45"]


@pytest.mark.parametrize("days", [-1, 1, 2])
def test_a_document_of_another_day(emulator, sri, sign, random, days):
    document = samples.document(random, now=datetime.now(samples.GUAYAQUIL) - timedelta(days=days))
    assert codes(sri.receive(sign(document))) == ["65"]
    emulator.days = 2
    assert sri.receive(sign(document)).state == ("RECIBIDA" if days > 0 else "DEVUELTA")


def bare(content):
    return etree.fromstring(content)


def changed(content, **attributes):
    root = bare(content)
    for name, value in attributes.items():
        root.set(name, value)
    return etree.tostring(root)


def renamed(content):
    root = bare(content)
    root.tag = "guiaRemision"
    return etree.tostring(root)


def without_ruc(content):
    root = bare(content)
    root.find("infoTributaria").remove(root.find("infoTributaria/ruc"))
    return etree.tostring(root)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda content: b"this is no XML", "35"),
        (without_ruc, "35"),
        (lambda content: content.replace(b"?>", b'?><!DOCTYPE factura [<!ENTITY x "y">]>', 1), "35"),
        (lambda content: changed(content, version="9.9.9"), "36"),
        (renamed, "47"),
        (lambda content: b"", "49"),
        (lambda content: content + b" " * 330_000, "26"),
        (lambda content: content.replace(b"<ambiente>1<", b"<ambiente>2<"), "35"),
    ],
    ids=["no XML", "structure", "DOCTYPE", "version", "root", "nothing", "too large", "production"],
)
def test_what_the_reception_returns(sri, sign, random, spoil, code):
    answer = sri.receive(spoil(sign(samples.document(random))))
    assert (answer.state, codes(answer)) == ("DEVUELTA", [code])


def test_a_wrong_check_digit(sri, sign, random):
    def spoil(root):
        element = root.find("infoTributaria/claveAcceso")
        element.text = element.text[:48] + str((int(element.text[48]) + 1) % 10)

    assert codes(sri.receive(sign(samples.document(random), change=spoil))) == ["58"]


def test_a_cedula_that_is_none_is_a_warning(sri, sign, random):
    buyer = {"id_type": "05", "document": "1234567890", "name": "Ana", "address": None, "email": None}
    document = samples.document(random, buyer=buyer)
    sri.receive(sign(document))
    answer = sri.authorisation(document["access_key"])
    assert answer.state == "AUTORIZADO" and codes(answer) == ["60", "62"]


def test_consultation_and_what_the_portal_does_by_hand(emulator, sri, sign, random):
    document = samples.document(random)
    key = document["access_key"]
    assert sri.consult(key) is None
    sri.receive(sign(document))
    assert sri.consult(key) == "AUTORIZADO"
    for state in ("PENDIENTE DE ANULAR", "ANULADO"):
        assert requests.put(f"{emulator.url}/portal", json={"key": key, "state": state}, timeout=5).ok
        assert sri.consult(key) == state
    # What was annulled was authorised once, and is not received again.
    assert codes(sri.receive(sign(document))) == ["43"]
    unknown = {"key": samples.document(random)["access_key"], "state": "ANULADO"}
    assert requests.put(f"{emulator.url}/portal", json=unknown, timeout=5).status_code == 404


@pytest.mark.parametrize("kind", ["silent_before", "fault", "garbage", "cut", "silent_after"])
def test_a_fault_is_no_answer(emulator, sri, impatient, sign, random, kind):
    document = samples.document(random)
    switch = {"service": "reception", "kind": kind, "times": 1}
    assert requests.put(f"{emulator.url}/faults", json=switch, timeout=5).ok
    with pytest.raises(Unreachable):
        impatient.receive(sign(document))
    kept = kind in ("silent_after", "cut")
    key = document["access_key"]
    assert stored(emulator, key) if kept else emulator.look(key) is None
    assert codes(sri.receive(sign(document))) == (["43"] if kept else [])


def test_an_internal_error_is_answered(emulator, sri, sign, random):
    emulator.faults["reception", "busy"] = 1
    assert codes(sri.receive(sign(samples.document(random)))) == ["50"]


@pytest.mark.parametrize("service", ["authorisation", "consultation"])
def test_faults_of_the_other_services(emulator, impatient, random, service):
    key = samples.document(random)["access_key"]
    for kind in ("fault", "garbage", "silent_before"):
        emulator.faults[service, kind] = 1
        with pytest.raises(Unreachable):
            (impatient.authorisation if service == "authorisation" else impatient.consult)(key)


def test_nobody_there(random):
    with pytest.raises(Unreachable, match="ConnectionError"):
        Sri("http://127.0.0.1:9", new_session(), 0.3, 0.3).authorisation("1" * 49)


def test_a_refusal_and_a_slow_decision_are_for_the_next_document_only(emulator, sri, sign, random):
    def switch(name, **told):
        assert requests.put(f"{emulator.url}/{name}", json=told, timeout=5).status_code == 200

    switch("refusals", service="reception", code="35", more="direccionComprador")
    content = sign(document := samples.document(random))
    refused = sri.receive(content)
    assert (refused.state, codes(refused)) == ("DEVUELTA", ["35"])
    assert sri.receive(content).state == "RECIBIDA", "the same bytes once more"

    switch("refusals", service="authorisation", code="56")
    answer = sri.authorisation(document["access_key"])
    assert (answer.state, codes(answer)) == ("NO AUTORIZADO", ["56"])

    switch("slow", seconds=3600)
    slow, quick = samples.document(random), samples.document(random)
    sri.receive(sign(slow))
    sri.receive(sign(quick))
    assert sri.authorisation(slow["access_key"]) is None
    assert sri.authorisation(quick["access_key"]).state == "AUTORIZADO"
    unknown = requests.put(f"{emulator.url}/refusals", json={"service": "reception", "code": "x"}, timeout=5)
    assert unknown.status_code == 400


def test_it_is_on_this_machine_only(emulator):
    with pytest.raises(ValueError, match="this machine only"):
        Server(emulator, host="0.0.0.0")


def test_what_it_does_not_know_it_does_not_answer(emulator):
    for method, path, status in (("POST", "/x", 404), ("PUT", "/faults", 400), ("PUT", "/x", 400)):
        answer = requests.request(method, emulator.url + path, timeout=5)
        assert answer.status_code == status and "NO ES EL SRI" in answer.headers["X-Emulador"]
    answer = requests.post(
        f"{emulator.url}/comprobantes-electronicos-ws/ConsultaComprobante", data="no XML", timeout=5
    )
    assert answer.status_code == 500 and "Fault" in answer.text


def test_a_process_of_its_own_remembers(ca_file, xsd_dir, tmp_path, sign, random):
    """Stopped and started again it knows what it had received."""
    document = samples.document(random)
    content = sign(document)
    for state in ("RECIBIDA", "DEVUELTA"):
        command = [sys.executable, "-m", "tools.sri_emulator", "--ca", str(ca_file), "--port", "0"]
        command += ["--state", str(tmp_path / "state"), "--processing", "0"]
        environment = {"SRI_XSD_DIR": str(xsd_dir)}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        with process:
            try:
                url = process.stdout.readline().strip().rpartition(" ")[2]
                assert Sri(url, new_session()).receive(content).state == state
            finally:
                process.terminate()
