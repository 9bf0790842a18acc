"""Carrier to the SRI, inside the relay: reception, authorisation, and the portal's word on what was annulled.

Each step reads the state, talks without a lock, and writes what came of it; killed anywhere it is done again, with the same
bytes and the same key. A key that the SRI has already (43, 70) is asked for, never sent under another.
"""

import hashlib
import time
from datetime import UTC, datetime

from common.messages.client import new_session
from common.messages.relay import Later
from facturacion.einvoice import events, rules, service
from facturacion.einvoice.ecuador.advice import advice_on
from facturacion.einvoice.ecuador.sri import Sri, Unreachable
from facturacion.einvoice.queries import attempts, einvoices
from facturacion.einvoice.schemas.snapshots import Snapshot

# Seconds between two questions about what was annulled: a person does it in the portal, when they come to it.
PORTAL_SECONDS = 6 * 3600
# Between two of one that cannot be signed, or has nowhere to go, until somebody sees to it; and of one long overdue.
PERSON_SECONDS, OVERDUE_SECONDS = 60, 3600
# For how long one turn of the nightly comparison keeps others waiting, and the next one lets them.
RECONCILING, RECONCILING_SECONDS = 100, 5
ANNULMENTS = {"PENDIENTE DE ANULAR": "PENDING", "ANULADO": "CONFIRMED"}


class Carrier:
    """`carry` takes one event to the SRI; raises Later for what is to be tried again."""

    def __init__(self, settings, database):
        self.settings, self.database, self.session = settings, database, new_session()
        self.talking = None
        self.steps = {
            "einvoice.prepared": self.send,
            "einvoice.received": self.ask,
            "invoice.annulled": self.confirm,
            "invoice.annulment_asked": self.confirm,
            "einvoice.asked": self.answer,
            "einvoice.night_fell": self.reconcile,
        }

    def keep_house(self, now):
        """Once in a night, hold what the SRI has against what is here, where there is anything to ask."""
        if not rules.is_night(now):
            return
        with self.database.transaction() as tx:
            attempts.lock_night(tx)
            if attempts.unreconciled(tx, 1, **rules.since_when(now)) and not attempts.is_night_told(
                tx, now.date()
            ):
                events.night_fell(tx, now.date())

    def carry(self, event):
        self.steps[event["type"]](event["data"])

    def sri(self, environment):
        url = rules.url_of(self.settings, environment)
        if not url:
            raise Later("El sistema no tiene la dirección del SRI para este ambiente.", PERSON_SECONDS)
        self.talking = Sri(url, self.session, answer=self.settings.sri_timeout)
        return self.talking

    def send(self, data):
        """Hand a signed document in."""
        id = data["einvoice_id"]
        drift = self.drift_before(id)
        with self.database.transaction() as tx:
            einvoice = einvoices.lock(tx, id)
            if einvoice["status"] == "PREPARED":
                kept = Snapshot.model_validate(einvoice["snapshot"]).model_dump()
                why = service.sign(tx, id, kept, self.settings, drift)
                if why:
                    raise Later(why, PERSON_SECONDS)
                einvoice = einvoices.lock(tx, id)
        if einvoice["status"] != "SIGNED":
            return
        content = bytes(einvoice["xml"])
        sri = self.sri(einvoice["environment"])
        receipt = self.tried(id, "RECEPTION", lambda: sri.receive(content), content)
        status = rules.after_reception(receipt)
        if status is None:
            raise Later("El SRI dice que está ocupado. Se reintenta con los mismos bytes.")
        with self.database.transaction() as tx:
            if einvoices.lock(tx, id)["status"] == "SIGNED":
                self.arrived(tx, id, status, said(receipt.messages))

    def drift_before(self, id):
        """How far this clock is ahead of the SRI's, asked before what was not signed yet is; None where nobody says."""
        with self.database.session() as db:
            einvoice = einvoices.get(db, id)
        if einvoice["status"] != "PREPARED" or not rules.url_of(self.settings, einvoice["environment"]):
            return None
        return self.sri(einvoice["environment"]).clock()

    def ask(self, data):
        """What became of a document that the SRI has."""
        id = data["einvoice_id"]
        with self.database.session() as db:
            einvoice = einvoices.get(db, id)
        if einvoice["status"] != "RECEIVED":
            return
        sri = self.sri(einvoice["environment"])
        answer = self.tried(id, "AUTHORISATION", lambda: sri.authorisation(einvoice["access_key"]))
        status = rules.after_authorisation(answer)
        if status is None:
            self.wait(einvoice)
        with self.database.transaction() as tx:
            if einvoices.lock(tx, id)["status"] == "RECEIVED":
                self.decided(tx, id, status, answer)

    def wait(self, einvoice):
        """Poll with the same key, patiently; a person hears of it once after a day."""
        waited = datetime.now(UTC) - einvoice["received_at"]
        if waited < rules.WORRYING:
            raise Later("El SRI todavía no responde.")
        if waited.total_seconds() < rules.WORRYING.total_seconds() + OVERDUE_SECONDS:
            with self.database.transaction() as tx:
                events.overdue(tx, einvoice)
        raise Later("El SRI no responde desde hace un día.", OVERDUE_SECONDS * 1.3)

    def confirm(self, data):
        """Whether what was annulled here is annulled in the portal too, where a person does it by hand."""
        with self.database.session() as db:
            id = einvoices.of_invoice(db, data["invoice_id"])
            einvoice = id and einvoices.get(db, id)
            wanted = id and einvoices.annulment_wanted(db, data["invoice_id"])
        if not wanted or einvoice["annulment"] == "CONFIRMED":
            return
        if (
            einvoice["status"] in rules.WAITS["PERSON"]
        ):  # the SRI does not have it: there is nothing to annul there
            if wanted == "WAITS":
                with self.database.transaction() as tx:
                    events.annulment_needless(tx, einvoices.get(tx, id))
            return
        if einvoice["status"] != "AUTHORISED":
            raise Later("Todavía no está autorizada.", PORTAL_SECONDS)
        sri = self.sri(einvoice["environment"])
        state = self.tried(id, "CONSULTATION", lambda: sri.consult(einvoice["access_key"]))
        annulment = ANNULMENTS.get(state, "AWAITED")
        with self.database.transaction() as tx:
            einvoices.lock(tx, id)
            if not einvoices.annulment_wanted(tx, data["invoice_id"]):  # withdrawn while the portal was asked
                return
            einvoices.set_annulment(tx, id, annulment)
            if annulment == "CONFIRMED":
                events.annulment_confirmed(tx, einvoices.get(tx, id))
        if annulment != "CONFIRMED":
            raise Later(f"En el portal del SRI: {state}", PORTAL_SECONDS)

    def answer(self, data):
        """What a person asked: what the SRI has under the key. Kept among the attempts, where they read it."""
        with self.database.session() as db:
            einvoice = einvoices.get(db, data["einvoice_id"])
        sri = self.sri(einvoice["environment"])
        self.tried(einvoice["id"], "CONSULTATION", lambda: sri.consult(einvoice["access_key"]) or "RECHAZADA")

    def now(self):
        return datetime.now(self.settings.clinic_timezone)

    def reconcile(self, data):
        """What the SRI has of each document that was authorised since last asked; whatever differs is told.

        A few seconds at a time, for what is issued meanwhile comes first. What is left in the morning waits for the next night.
        """
        now = self.now()
        if not rules.is_night(now) or now.date().isoformat() != data["night"]:
            return
        begun = time.monotonic()
        with self.database.session() as db:
            due = attempts.unreconciled(db, RECONCILING, **rules.since_when(now))
        for einvoice in due:
            if time.monotonic() - begun > RECONCILING_SECONDS:
                break
            self.compare(einvoice)
        else:
            if len(due) < RECONCILING:
                return
        raise Later("Sigue comparando con el SRI.", RECONCILING_SECONDS)

    def compare(self, einvoice):
        """Ask for one document. An annulment that nobody asked for here is kept as the portal says it, and is an error."""
        id = einvoice["id"]
        sri = self.sri(einvoice["environment"])
        state = self.tried(id, "CONSULTATION", lambda: sri.consult(einvoice["access_key"]) or "RECHAZADA")
        with self.database.transaction() as tx:
            einvoice = einvoices.lock(tx, id)
            wanted = einvoice["invoice_id"] and einvoices.annulment_wanted(tx, einvoice["invoice_id"])
            if wanted:  # its own question, which comes back every few hours, does what follows
                return
            annulment = ANNULMENTS.get(state)
            if annulment != einvoice["annulment"]:
                einvoices.set_annulment(tx, id, annulment)
            elif state == "AUTORIZADO":
                return
            events.differs(tx, einvoices.get(tx, id), state)

    def tried(self, id, operation, act, content=None):
        """What `act` answers, kept among the document's attempts with how long it took. Raises Later without an answer."""
        begun = time.monotonic()
        row = {
            "electronic_invoice_id": id,
            "operation": operation,
            "sent_sha256": content and hashlib.sha256(content).hexdigest(),
        }
        try:
            answer = act()
        except Unreachable as error:
            self.keep(begun, row, state=None, error=str(error)[:500], messages=[])
            raise Later("El SRI no contestó. Se reintenta con los mismos bytes.") from None
        state = getattr(answer, "state", answer)
        self.keep(begun, row, state=state, error=None, messages=said(getattr(answer, "messages", ())))
        return answer

    def keep(self, begun, row, **how):
        milliseconds = round(1000 * (time.monotonic() - begun))
        with self.database.transaction() as tx:
            attempts.insert(tx, milliseconds=milliseconds, drift=self.talking.drift, **row, **how)

    @staticmethod
    def arrived(tx, id, status, messages):
        """RECEIVED, or RETURNED to a person. A number that is taken (45) is a fault of ours, and no authorisation."""
        einvoices.move(tx, id, status, messages if status == "RETURNED" else [])
        einvoice = einvoices.get(tx, id)
        if status == "RECEIVED":
            events.received(tx, einvoice)
        else:
            events.refused(tx, einvoice, status, advice_on(messages, refused=True)["meaning"])

    def decided(self, tx, id, status, answer):
        messages = said(answer.messages)
        if status == "NOT_AUTHORISED":
            einvoices.move(tx, id, status, messages)
            meaning = advice_on(messages, refused=True)["meaning"]
            events.refused(tx, einvoices.get(tx, id), status, meaning)
            return
        content = answer.document.encode() if answer.document else None
        einvoices.move(tx, id, status, messages, answer.at or datetime.now(UTC), content)
        einvoice = einvoices.printed(tx, id)
        events.authorised(tx, einvoice)
        service.mail_itself(tx, einvoice, self.settings)


def said(messages):
    """The SRI's messages as they are stored."""
    return [message._asdict() for message in messages]
