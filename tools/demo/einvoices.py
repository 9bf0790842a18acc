"""Electronic documents of the example clinic, with the emulator in the SRI's place and a certificate made on the spot."""

import secrets
import time
from base64 import b64encode

import requests

from facturacion.billing.rules.invoices import ID_TYPES
from tools.bootstrap import ROOT
from tools.demo.billing import CLINIC_RUC as RUC
from tools.demo.plan import dice
from tools.messages import Problem, notice, step
from tools.sri_emulator.authority import Authority
from tools.suite import sri

ISSUER = {
    "ruc": RUC,
    "legal_name": "CLÍNICA DENTAL DE EJEMPLO S.A.",
    "trade_name": "Clínica de ejemplo",
    "head_office": "Av. 6 de Diciembre N33-42, Quito",
    "keeps_accounts": True,
    "withholding_agent": "1234",
    "supplier_reason": "Los datos de ejemplo no los provee nadie",
    "environment": "1",
}
PATIENCE_SECONDS = 45
# How long the document that is still in process stays so.
SLOW_SECONDS = 365 * 24 * 3600
# What each refused document meets: the service that refuses it, and what it says.
RETURNED = {
    "service": "reception",
    "code": "35",
    "more": "cvc-pattern-valid: Value is not facet-valid with respect to pattern for type 'direccionComprador'.",
}
NOT_AUTHORISED = {"service": "authorisation", "code": "56", "more": "Establecimiento 001"}
SETTLED = {"AUTHORISED", "RETURNED", "NOT_AUTHORISED"}


def is_wanted(suite):
    """Whether the clinic issues nothing yet, and nobody said where the SRI is."""
    ((active,),) = suite.rows("SELECT active FROM facturacion.issuer")
    return not active and not sri.is_chosen(suite.settings)


def start_emulator(suite, authority):
    """Put the emulator beside the suite, as a process of its own, and bring the suite up to date with it."""
    from tools import sri_schemas
    from tools.suite.supervise import Supervisor
    from tools.suite.up import start

    sri_schemas.folder(ROOT / ".clinica" / "cache")
    sri.put(suite.settings, authority.pem())
    start(suite.settings, Supervisor(suite.settings))


def load(suite, plan, known):
    """Begin to issue, and have documents in each state that the board shows."""
    if not is_wanted(suite):
        return
    authority = Authority()
    try:
        start_emulator(suite, authority)
    except Problem as problem:
        notice(f"Sin comprobantes electrónicos de ejemplo: {problem}")
        return
    with step("Comprobantes electrónicos, con un emulador que no es el SRI"):
        begin(suite, authority)
        issue(suite, plan, known)


def begin(suite, authority):
    """The issuer and its certificate; the password of the file is used once, and forgotten."""
    places = suite.rows("SELECT DISTINCT establishment FROM facturacion.series ORDER BY 1")
    addresses = [{"code": code, "address": ISSUER["head_office"]} for (code,) in places]
    changed(suite, ISSUER | {"establishments": addresses})
    password = secrets.token_urlsafe(16)
    file = authority.file(*authority.issue(RUC), password)
    suite.post("facturacion/issuer/certificates", {"content": b64encode(file).decode(), "password": password})
    changed(suite, {"active": True})


def changed(suite, body):
    suite.patch("facturacion/issuer", body, version=suite.get("facturacion/issuer")["version"])


def issue(suite, plan, known):
    """Most are authorised, one of them credited and three annulled, of which the portal knows two; one is returned, one refused, one still in process."""
    bills = Bills(suite, plan, known)
    whole = [bills.new() for _ in range(6)]
    for invoice in whole:
        bills.wait(invoice, SETTLED)
    line = whole[0]["lines"][0]
    body = {"lines": [{"line_id": line["id"], "quantity": "1"}], "reason": "No se hizo el tratamiento"}
    credited = suite.post(f"facturacion/invoices/{whole[0]['id']}/credit-notes", body)
    bills.wait({"credit_note_id": credited["credit_notes"][0]["id"]}, SETTLED)
    annul = {"status": "ANNULLED", "reason": "Se emitió a nombre de otra persona"}
    # The portal comes first: the carrier asks it at once, and then only every few hours.
    for invoice, state in zip(whole[1:4], (None, "PENDIENTE DE ANULAR", "ANULADO"), strict=True):
        if state:
            bills.switch("portal", {"key": bills.key(invoice), "state": state})
        suite.patch(f"facturacion/invoices/{invoice['id']}/status", annul)
    for refusal in (RETURNED, NOT_AUTHORISED):
        bills.switch("refusals", refusal)
        bills.settled()
    bills.switch("slow", {"seconds": SLOW_SECONDS})
    bills.wait(bills.new(), {"RECEIVED"})


class Bills:
    """Invoices of one treatment each, to patients in turn."""

    def __init__(self, suite, plan, known):
        self.suite, self.known = suite, known
        adults = [patient for patient in plan.patients if "guardian_name" not in patient.body]
        self.patients = iter(dice(plan.seed, "einvoices").sample(adults, 12))
        self.treatments = suite.rows(
            "SELECT id, name, price FROM inventario.treatments WHERE active AND price BETWEEN 20 AND 90 ORDER BY code"
        )

    def new(self):
        """The next one, issued and paid by transfer."""
        patient, cashier = next(self.patients), self.known.users["cashier"]
        id, name, price = self.treatments[patient.key % len(self.treatments)]
        body = patient.body
        buyer = {"id_type": ID_TYPES[body["document_type"]], "document": body["document_number"]}
        line = {"kind": "TREATMENT", "reference_id": id, "description": name}
        draft = {
            "patient_id": self.known.patients[patient.key],
            "buyer": buyer | {"name": patient.full_name, "email": body.get("email")},
            "lines": [line | {"quantity": "1", "unit_price": str(price), "iva_code": "0"}],
        }
        draft = self.suite.post("facturacion/invoices", draft, cashier)
        return self.suite.post(f"facturacion/invoices/{draft['id']}/issue", {}, cashier)

    def settled(self):
        """The next one, once the SRI's place has said what becomes of it."""
        invoice = self.new()
        self.wait(invoice, SETTLED)
        return invoice

    def document(self, of):
        """Status and key of the document of an invoice, or of a credit note: {"credit_note_id": 3}."""
        return self.suite.rows(
            """
            SELECT status, access_key FROM facturacion.electronic_invoices
             WHERE invoice_id = %(invoice_id)s OR credit_note_id = %(credit_note_id)s
            """,
            invoice_id=of.get("id"),
            credit_note_id=of.get("credit_note_id"),
        )[0]

    def key(self, invoice):
        return self.document(invoice)[1]

    def wait(self, of, states):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.document(of)[0] not in states:
            if time.monotonic() > deadline:
                raise Problem("El emulador del SRI no respondió a tiempo; vea ./clinica logs sri-emulator.")
            time.sleep(0.1)

    def switch(self, name, told):
        """Turn a switch of the emulator, outside of any document."""
        requests.put(f"{sri.url(self.suite.settings)}/{name}", json=told, timeout=10).raise_for_status()
