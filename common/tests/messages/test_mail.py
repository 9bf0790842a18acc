"""Mail: written when it is sent, to a real server; the same message however often; given up only for good."""

import email
import os
import socket
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from email import policy
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from common import suite
from common.messages import mail
from common.messages.mail import Attachment, Letter
from common.messages.relay import CarrierRelay
from common.run.metrics import Deliveries

PDF = Attachment("factura.pdf", "application/pdf", b"%PDF-1.7 \xff\x00")
WRITTEN = Letter(
    "ana@example.com", "Su factura 001-001-000000007", "Buenos días, señora Ñ.", (PDF,), "Clínica Ñ"
)


class Inbox:
    """What a server heard; `answers` come before it takes anything, each to one message."""

    def __init__(self):
        self.messages, self.answers = [], []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answers and self.answers[0].startswith("rcpt "):
            return self.answers.pop(0)[5:]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.answers:
            return self.answers.pop(0)
        self.messages.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


@contextmanager
def serving(inbox, **options):
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    yield port
    controller.stop()


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def letters(monkeypatch):
    """What is written of each letter: by default WRITTEN. `.asked` is what its writer was told."""

    class Letters:
        letter, asked = WRITTEN, []

    def write(settings, database, about):
        Letters.asked.append(about)
        return Letters.letter

    Letters.asked = []
    monkeypatch.setattr(mail, "writer_of", lambda letter: write)
    return Letters


@pytest.fixture
def posting(base, db, letters, owner):
    """A relay of mail: `posting(port)`, with as many requests as it is told in the outbox."""

    def posting(port=0, requests=1, **settings):
        for number in range(requests):
            with db.transaction() as tx:
                mail.post(
                    tx, "invoice", "invoice:7", "Pidió enviar la factura", patient_id=3, invoice_id=number
                )
        server = {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_tls": "none"} if port else {}
        set = base.model_copy(update={"mail_from": "caja@clinica.ec", **server, **settings})
        return CarrierRelay(db, "mail", mail.Carrier(set, db), Deliveries())

    return posting


@pytest.fixture
def left(owner):
    return lambda *columns: owner(
        f"SELECT {', '.join(columns)} FROM deliveries WHERE subscriber = 'mail' ORDER BY seq"
    )


def again(owner):
    owner("UPDATE deliveries SET available_at = now(), dead_lettered_at = NULL")


def test_a_letter_reaches_its_reader_with_what_hangs_from_it(posting, inbox, letters, left):
    with serving(inbox) as port:
        assert posting(port).run_once() == 1
    assert left("1") == []
    ((sender, to, content),) = inbox.messages
    assert (sender, to) == ("caja@clinica.ec", ["ana@example.com"])
    message = email.message_from_bytes(content, policy=policy.default)
    assert message["Subject"] == WRITTEN.subject and message["From"] == "Clínica Ñ <caja@clinica.ec>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_body().get_content().strip() == WRITTEN.text
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == PDF.name and attachment.get_content() == PDF.content
    assert letters.asked[0]["invoice_id"] == 0 and "text" not in letters.asked[0]


def test_what_is_sent_again_is_the_same_message(posting, inbox, owner):
    """The server had it, and the relay died before it could note so."""
    with serving(inbox) as port:
        relay = posting(port)
        settle, relay._settle = relay._settle, lambda *what: None
        relay.run_once()
        relay._settle = settle
        owner("UPDATE deliveries SET leased_until = NULL")
        relay.run_once()
    first, second = (content for _, _, content in inbox.messages)
    assert first == second and b"Message-ID: <" in first and b"@clinica.ec>" in first


@pytest.mark.parametrize("answer", ["451 greylisted", "rcpt 450 mailbox busy"])
def test_not_now_is_tried_again(posting, inbox, owner, left, answer):
    inbox.answers = [answer]
    with serving(inbox) as port:
        relay = posting(port)
        relay.run_once()
        ((dead, reason, later),) = left("dead_lettered_at", "last_error", "available_at > now()")
        assert dead is None and later and answer.split()[-1] in reason
        again(owner)
        relay.run_once()
    assert len(inbox.messages) == 1 and left("1") == []


def test_not_now_is_believed_after_three_days(posting, inbox, owner, left):
    with serving(inbox) as port:
        relay = posting(port)
        inbox.answers = ["451 greylisted", "451 greylisted"]
        relay.run_once()
        owner("UPDATE deliveries SET available_at = now(), first_attempt_at = now() - interval '73 hours'")
        relay.run_once()
    ((dead, reason),) = left("dead_lettered_at", "last_error")
    assert dead and reason == "El servidor de correo no lo aceptó en tres días. 451: greylisted"


@pytest.mark.parametrize("answer", ["554 no spam", "rcpt 550 no such mailbox"])
def test_no_is_a_dead_letter_that_holds_up_no_other(posting, inbox, letters, left, answer):
    settled = []
    letters.letter = Letter(
        "ana@example.com", "Hola", "Hola", settled=lambda tx, reason: settled.append(reason)
    )
    inbox.answers = [answer]
    with serving(inbox) as port:
        relay = posting(port, requests=2)
        while relay.run_once():
            pass
    ((dead, reason),) = left("dead_lettered_at", "last_error")
    assert dead and reason.startswith("El servidor de correo no aceptó el mensaje. 55")
    assert len(inbox.messages) == 1 and settled == [reason, None]


@pytest.mark.parametrize(
    "letter, words",
    [
        (Letter("ana", "Hola", ""), "La dirección de correo no es válida."),
        (Letter("ana@example.com\nBcc: x@y.ec", "Hola", ""), "La dirección de correo no es válida."),
        (Letter("ñu@example.com", "Hola", ""), "La dirección de correo no es válida."),
        (
            Letter("ana@example.com", "Hola", "", (Attachment("a", "x/y", bytes(8 * 1024 * 1024)),)),
            "El correo pesa más de 10 MB con sus adjuntos.",
        ),
    ],
)
def test_what_no_server_would_take_is_refused_in_words(posting, inbox, letters, left, letter, words):
    letters.letter = letter
    with serving(inbox) as port:
        posting(port).run_once()
    assert left("dead_lettered_at IS NOT NULL", "last_error") == [(True, words)] and not inbox.messages


def test_a_server_that_is_away_is_tried_again(posting, left):
    posting(1).run_once()
    ((dead, reason),) = left("dead_lettered_at", "last_error")
    assert dead is None and reason.startswith("El servidor de correo no responde")


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_password_that_is_not_believed_is_no_fault_of_the_letter(posting, inbox, owner, left):
    def authenticator(server, session, envelope, mechanism, said):
        return AuthResult(success=said.password == b"right", handled=False)

    options = {"authenticator": authenticator, "auth_require_tls": False, "auth_required": True}
    with serving(inbox, **options) as port:
        posting(port, smtp_user="caja", smtp_password="wrong").run_once()
        ((dead, reason),) = left("dead_lettered_at", "last_error")
        assert dead is None and "no acepta nuestro usuario" in reason and "wrong" not in reason
        again(owner)
        posting(port, requests=0, smtp_user="caja", smtp_password="right").run_once()
    assert len(inbox.messages) == 1


def test_without_the_tls_that_was_asked_for_nothing_leaves(posting, inbox, left):
    with serving(inbox) as port:
        posting(port, smtp_tls="starttls").run_once()
    assert not inbox.messages and left("dead_lettered_at") == [(None,)]


def test_a_letter_about_nothing_is_not_sent(posting, inbox, letters, left):
    letters.letter = None
    with serving(inbox) as port:
        posting(port).run_once()
    assert not inbox.messages and left("1") == []


def test_without_a_server_it_is_a_file(posting, tmp_path, left):
    posting(mail_spool=str(tmp_path / "mail")).run_once()
    (file,) = (tmp_path / "mail").iterdir()
    message = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    assert file.suffix == ".eml" and message["To"] == "ana@example.com" and left("1") == []


def test_letters_that_are_files_are_cleared_by_their_age(tmp_path):
    now = datetime.now(UTC)
    for name, days in (("old.eml", 31), ("young.eml", 29), ("old.txt", 31)):
        (tmp_path / name).write_text("x")
        moment = (now - timedelta(days=days)).timestamp()
        os.utime(tmp_path / name, (moment, moment))
    for spool in (str(tmp_path), str(tmp_path / "none"), ""):
        mail.Carrier(SimpleNamespace(mail_spool=spool), None).keep_house(now)
    assert {file.name for file in tmp_path.iterdir()} == {"young.eml", "old.txt"}


def test_without_either_it_waits(posting, left):
    posting().run_once()
    assert left("last_error") == [("El sistema no tiene servidor de correo.",)]


def test_who_writes_letters_carries_them(monkeypatch):
    monkeypatch.setattr(suite, "LETTERS", {"invoice": "citas.letters.invoice"})
    assert "mail" in suite.carriers_of("citas") and "mail" not in suite.carriers_of("inventario")
