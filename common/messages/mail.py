"""Mail: asked for in a transaction, written and sent by the carrier `mail` in the relay of the service that asked.

What the event holds is what the letter is about, never its text or its attachments: the service's own function
(`LETTERS` of `common.suite`) writes it when it is sent. It is sent at least once; whatever is sent again has the same
Message-ID, date and parts, so that a mailbox knows it for the same.
"""

import os
import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from importlib import import_module
from pathlib import Path

from common.messages.events import publish
from common.messages.relay import Later, Refused
from common.suite import LETTERS

MAX_BYTES = 10 * 1024 * 1024
# Each step of a conversation; a few of them fit into the lease of a delivery.
TIMEOUT_SECONDS = 8
# Until somebody names a server; and how long one may say "not now" of a single letter before it is believed.
UNSET_SECONDS, PATIENCE_SECONDS = 3600, 3 * 24 * 3600
# For how long a letter stays that was left as a file.
SPOOL_DAYS = 30
ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\]+")
# The server wants us to prove who we are, or does not believe it: a setting of ours, and no fault of the letter.
OUR_FAULT = frozenset((530, 534, 535, 538))


@dataclass(frozen=True)
class Attachment:
    name: str
    type: str  # "application/pdf"
    content: bytes


@dataclass(frozen=True)
class Letter:
    """To one person. `settled(tx, reason)` notes in the service that it went out (None), or why it never will."""

    to: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    sender: str = ""  # the name that is read beside our address
    reply_to: str = ""
    settled: Callable | None = None


def post(tx, letter, aggregate, summary, patient_id=None, **about):
    """Ask for a letter of the kind `letter` of LETTERS, in the caller's transaction. Returns the event's id.

    `about` is all that its writer is told: ids, and no text. `summary` is the Spanish sentence of the log.
    """
    return publish(tx, "mail.requested", aggregate, summary, patient_id, letter=letter, **about)


class Carrier:
    """`carry` has a letter written and sends it. Raises Later and Refused.

    A letter that nobody takes holds up no other: they have nothing to do with one another.
    """

    in_order = False

    def __init__(self, settings, database):
        self.settings, self.database = settings, database

    def carry(self, event):
        if not self.settings.mails:
            raise Later("El sistema no tiene servidor de correo.", UNSET_SECONDS)
        letter = writer_of(event["data"]["letter"])(self.settings, self.database, event["data"])
        if letter is None:  # what it was about is no more
            return
        try:
            message = self.message(letter, event)
            if self.settings.smtp_host:
                self.send(message, letter.to, event["trying_for"])
            else:
                spool(Path(self.settings.mail_spool), event["id"], message)
        except Refused as refused:
            self.settle(letter, str(refused))
            raise
        self.settle(letter, None)

    def keep_house(self, now):
        """Letters that were left as files are cleared in time: they name patients, and nobody collects them."""
        if self.settings.mail_spool:
            clear(Path(self.settings.mail_spool), now.timestamp() - SPOOL_DAYS * 86400)

    def settle(self, letter, reason):
        if letter.settled:
            with self.database.transaction() as tx:
                letter.settled(tx, reason)

    def message(self, letter, event):
        """The bytes of a letter, which are the same however often it is sent."""
        sender = self.settings.mail_from or "clinica@localhost.invalid"
        if not (letter.to.isascii() and ADDRESS.fullmatch(letter.to)):
            raise Refused("La dirección de correo no es válida.")
        message = EmailMessage()
        message["From"] = formataddr((one_line(letter.sender), sender))
        message["To"] = letter.to
        message["Subject"] = one_line(letter.subject)
        message["Date"] = format_datetime(event["occurred_at"])
        message["Message-ID"] = f"<{event['id']}@{sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message["Content-Language"] = "es"
        if letter.reply_to and ADDRESS.fullmatch(letter.reply_to):
            message["Reply-To"] = letter.reply_to
        message.set_content(letter.text, cte="quoted-printable")
        for one in letter.attachments:
            kind, _, subtype = one.type.partition("/")
            message.add_attachment(one.content, kind, subtype, filename=one.name)
        if letter.attachments:
            message.set_boundary(f"=_{event['id']}")
        content = message.as_bytes()
        if len(content) > MAX_BYTES:
            raise Refused(f"El correo pesa más de {MAX_BYTES // 1024 // 1024} MB con sus adjuntos.")
        return content

    def send(self, message, to, trying_for):
        """Hand it to the server, which answers for it from then on."""
        try:
            server = self.connection()
            try:
                server.sendmail(self.settings.mail_from, [to], message)
            finally:
                leave(server)
        except smtplib.SMTPRecipientsRefused as error:
            self.declined(*error.recipients[to], trying_for)
        except smtplib.SMTPResponseException as error:
            self.declined(error.smtp_code, error.smtp_error, trying_for)
        except (OSError, smtplib.SMTPException) as error:
            raise Later(f"El servidor de correo no responde: {error or type(error).__name__}") from None

    def connection(self):
        """A server that knows us. Raises what smtplib raises, and closes what it opened."""
        settings = self.settings
        trusted = ssl.create_default_context()
        if settings.smtp_tls == "tls":
            server = smtplib.SMTP_SSL(
                settings.smtp_host, settings.smtp_port, timeout=TIMEOUT_SECONDS, context=trusted
            )
        else:
            server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT_SECONDS)
        try:
            if settings.smtp_tls == "starttls":
                server.starttls(context=trusted)
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password)
        except BaseException:
            server.close()
            raise
        return server

    @staticmethod
    def declined(code, text, trying_for):
        """5xx is for good, 4xx for now; but not for ever."""
        said = text.decode(errors="replace") if isinstance(text, bytes) else str(text)
        reason = f"{code}: {one_line(said)[:400]}"
        if code in OUR_FAULT:
            raise Later(f"El servidor de correo no acepta nuestro usuario. {reason}")
        if code >= 500:
            raise Refused(f"El servidor de correo no aceptó el mensaje. {reason}")
        if trying_for > PATIENCE_SECONDS:
            raise Refused(f"El servidor de correo no lo aceptó en tres días. {reason}")
        raise Later(f"El servidor de correo pide esperar. {reason}")


def writer_of(letter):
    """The function that writes this kind of letter: `write(settings, database, about)` → Letter, or None for none."""
    module, _, name = LETTERS[letter].rpartition(".")
    return getattr(import_module(module), name)


def leave(server):
    """What was accepted is accepted, whatever the server says to a farewell."""
    with suppress(OSError, smtplib.SMTPException):
        server.quit()
    server.close()


def spool(folder, id, message):
    """Leave it as a file that any mail program opens; written beside and then named, so that nobody reads a half.

    Only the user that runs the service looks into the folder: letters name patients.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".{id}"
    draft.write_bytes(message)
    os.replace(draft, folder / f"{id}.eml")


def clear(folder, before):
    """Remove the letters that were written before that moment (seconds since the epoch). Another relay may be at it too."""
    for letter in folder.glob("*.eml"):
        with suppress(FileNotFoundError):
            if letter.stat().st_mtime < before:
                letter.unlink()


def one_line(text):
    return " ".join(text.split())
