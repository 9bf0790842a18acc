"""Random acts on the accounts of some patients, each written as a person does it: through the services."""

import secrets
from datetime import datetime
from zoneinfo import ZoneInfo

# What a random act is; as many times as it should come.
ACTS = (
    "issue void deposit refund apply move annul sell unuse send_back quote settle unsettle "
    + 2 * "bounce credit use visit "
    + 3 * "pay "
).split()


class Walk:
    """The patients, what they were invoiced and bought, and the professional who earns by it."""

    def __init__(self, call, attend, completed, new_issued, sell, line, patients, package, doctor):
        self.call, self.attend, self.completed = call, attend, completed
        self.new_issued, self.sell_to, self.line = new_issued, sell, line
        self.patients, self.package, self.doctor = patients, package, doctor
        self.invoices = {patient: [] for patient in patients}
        self.bought = {patient: [sell(patient, package)] for patient in patients}
        self.today = datetime.now(ZoneInfo("America/Guayaquil")).date().isoformat()

    def step(self, dice, act=None):
        """One act of a patient, or this one; its answer."""
        return getattr(self, act or dice.choice(ACTS))(dice, dice.choice(self.patients))

    def issue(self, dice, patient):
        lines = [self.line(quantity="2", unit_price=some_amount(dice), iva_code=dice.choice("04"))]
        made = self.new_issued(patient, lines)
        self.invoices[patient].append(made["id"])
        return self.call("get", f"/invoices/{made['id']}")

    def annul(self, dice, patient):
        path = f"/invoices/{self.any_invoice(dice, patient)}/status"
        return self.call("patch", path, {"status": "ANNULLED", "reason": "Al azar"})

    def credit(self, dice, patient):
        path = f"/invoices/{self.any_invoice(dice, patient)}/credit-notes"
        left = self.call("get", path).json["data"]
        lines = left and [
            {"line_id": left[0]["id"], "quantity": dice.choice(("0.5", "1", left[0]["quantity"]))}
        ]
        return self.call("post", path, {"reason": "Al azar", "lines": lines or None} | some_settling(dice))

    def pay(self, dice, patient):
        path = f"/invoices/{self.any_invoice(dice, patient)}/payments"
        return self.call("post", path, {"amount": some_amount(dice), "method": some_method(dice)})

    def void(self, dice, patient):
        path = f"/invoices/{self.any_invoice(dice, patient)}"
        answer = self.call("get", path)
        paid = [one for one in answer.json["payments"] if not one["voided_at"]]
        if not paid:
            return answer
        return self.call("post", f"/payments/{dice.choice(paid)['id']}/void", {"reason": "Al azar"})

    def bounce(self, dice, patient):
        return self.cheque(dice, patient, dice.choice(("bounce", "deposit", "return")))

    def bounce_first(self, dice, patient):
        """Whatever the dice say, cheques of deposits come back under other writers."""
        return self.cheque(dice, patient, "bounce")

    def cheque(self, dice, patient, what):
        answer = self.call("get", f"/cheques?patient_id={patient}")
        if not answer.json["data"]:
            return answer
        cheque = dice.choice(answer.json["data"])
        body = {} if what == "deposit" else {"reason": "Al azar"}
        if back := {"BOUNCED": "bounce", "RETURNED": "return"}.get(cheque["status"]):
            what, body = f"{back}/undo", None
        etag = {"If-Match": f'"{cheque["version"]}"'}
        return self.call("post", f"/cheques/{cheque['id']}/{what}", body, **etag)

    def deposit(self, dice, patient):
        body = {"amount": some_amount(dice), "method": some_method(dice)}
        return self.call("post", f"/patients/{patient}/deposits", body)

    def refund(self, dice, patient):
        body = {"amount": some_amount(dice), "method": some_method(dice), "reason": "Al azar"}
        return self.call("post", f"/patients/{patient}/refunds", body)

    def apply(self, dice, patient):
        ids = self.invoices[patient]
        chosen = dice.sample(ids, min(2, len(ids)))
        parts = [{"invoice_id": one, "amount": some_amount(dice, 3000)} for one in chosen]
        return self.call("post", f"/patients/{patient}/applications", {"invoices": parts})

    def move(self, dice, patient):
        """From one invoice to another, or to what the patient has in favour."""
        other = dice.choice([*self.invoices[patient], None])
        body = {"to_invoice_id": other, "amount": some_amount(dice), "reason": "Al azar"}
        return self.call("post", f"/invoices/{self.any_invoice(dice, patient)}/transfers", body)

    def sell(self, dice, patient):
        mine = self.sell_to(patient, self.package)
        self.bought[patient].append(mine)
        self.invoices[patient].append(mine["invoice_id"])
        return self.call("get", f"/invoices/{mine['invoice_id']}")

    def use(self, dice, patient):
        mine = dice.choice(self.bought[patient])
        body = {"item_id": mine["items"][0]["id"], "patient_id": patient}
        return self.call("post", f"/patient-packages/{mine['id']}/redemptions", body)

    def unuse(self, dice, patient):
        answer = self.call("get", f"/patient-packages/{dice.choice(self.bought[patient])['id']}")
        uses = [one for one in answer.json["uses"] if one["kind"] == "REDEEMED"]
        if not uses:
            return answer
        path = f"/package-redemptions/{dice.choice(uses)['id']}/undo"
        return self.call("post", path, {"reason": "Al azar"})

    def send_back(self, dice, patient):
        mine = dice.choice(self.bought[patient])
        items = dice.choice((None, [{"item_id": mine["items"][0]["id"], "sessions": 1}]))
        body = {"reason": "Al azar", "items": items} | some_settling(dice)
        return self.call("post", f"/patient-packages/{mine['id']}/refunds", body)

    def quote(self, dice, patient):
        """Drafted, sent and accepted whole or in part: the visits to come have its price."""
        # A dollar off is within what a cashier may give by herself: less than 10 % of any of these.
        price = f"{dice.randrange(1001, 5000) / 100:.2f}"
        off = dice.choice(({}, {"discount": "1.00", "discount_reason": "Convenio"}))
        lines = [self.line(quantity=str(dice.randint(1, 4)), unit_price=price) | off, self.line()]
        made = self.call("post", "/quotes", {"patient_id": patient, "lines": lines}).json
        path = f"/quotes/{made['id']}"
        sent = self.call("post", f"{path}/send", **{"If-Match": f'"{made["version"]}"'}).json
        chosen = dice.choice((None, [sent["lines"][0]["id"]]))
        body = {"accepted_by": "Rosa", "accepted_on": sent["sent_on"], "lines": chosen}
        return self.call("post", f"{path}/acceptance", body, **{"If-Match": f'"{sent["version"]}"'})

    def visit(self, dice, patient):
        """A visit is over: a package covers it, or its draft is issued or discarded."""
        data = self.completed(appointment_id=secrets.randbelow(2**40) + 2**40, extras=[])
        data["patient"]["id"], data["doctor"]["id"] = patient, self.doctor
        treatment = dice.choice((3, self.package["items"][0]["treatment_id"]))
        data["treatments"][0] |= {"quantity": dice.randint(1, 3), "treatment_id": treatment}
        assert self.attend(data) == 200
        answer = self.call("get", f"/invoices?appointment_id={data['appointment_id']}")
        if not answer.json["data"]:
            return answer
        id = answer.json["data"][0]["id"]
        self.invoices[patient].append(id)
        if dice.random() < 0.2:
            body = {"status": "DISCARDED", "reason": "Al azar"}
            return self.call("patch", f"/invoices/{id}/status", body)
        return self.call("post", f"/invoices/{id}/issue", {})

    def settle(self, dice, patient):
        return self.call("post", "/commission-settlements", {"doctor_id": self.doctor, "last": self.today})

    def unsettle(self, dice, patient):
        """Undone or, less often, paid."""
        answer = self.call("get", f"/commission-settlements?doctor_id={self.doctor}")
        if not answer.json["data"]:
            return answer
        path = f"/commission-settlements/{dice.choice(answer.json['data'])['id']}"
        if dice.random() < 0.3:
            return self.call("post", f"{path}/payment", {"date": self.today, "payment_method": "TRANSFER"})
        return self.call("post", f"{path}/undo", {"reason": "Al azar"})

    def any_invoice(self, dice, patient):
        return dice.choice(self.invoices[patient])


def some_amount(dice, most=6000):
    return f"{dice.randrange(1, most) / 100:.2f}"


def some_method(dice):
    return dice.choice(("CARD_DEBIT", "CARD_CREDIT", "CHECK", "OTHER"))


def some_settling(dice):
    return dice.choice(({"settle": "CREDIT"}, {"settle": "REFUND", "method": some_method(dice)}))
