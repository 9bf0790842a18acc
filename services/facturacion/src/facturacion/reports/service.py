"""How the owner wants the expenses shared, what the sales are grouped by, and reminders to who owes."""

from common.clock import clinic_today
from common.web.auth import me
from common.web.http import found, must_be_current
from facturacion.reports import events
from facturacion.reports.queries import margin as queries
from facturacion.reports.queries import receivables, sales
from facturacion.reports.rules import reminders as rules


def share(tx, version, wish):
    must_be_current(queries.lock_sharing(tx), version)
    sharing = queries.share(tx, wish.rule)
    events.sharing_updated(tx, sharing)
    return sharing


def categorise(tx, kind, reference_id, category):
    """Remember the category of a treatment or product, where it is told."""
    if category:
        sales.categorise(tx, kind, reference_id, category)


def remind(tx, invoice_id, new, patient, clinic):
    """Record that who owes this invoice is reminded: by a letter, or where the conversation opens with the text written.

    Raises Conflict where they were reminded today, unless the caller confirmed it.
    """
    debtor = found(receivables.debtor(tx, invoice_id), "No existe esa factura.")
    rules.must_owe(debtor)
    rules.must_want_messages(patient)
    by_mail = new.channel == "EMAIL"
    if by_mail:
        recipient = rules.mail_address((patient and patient.get("email")) or debtor["buyer_email"])
    else:
        recipient = rules.whatsapp_number(patient["phone"] if patient else debtor["buyer_phone"])
    text = rules.filled(receivables.template(tx)["text"], debtor, clinic["name"])
    person, today = rules.person_of(debtor), clinic_today()
    last = receivables.last_of(tx, person, today)
    reminder = receivables.remind(
        tx,
        invoice_id=invoice_id,
        person=person,
        channel=new.channel,
        recipient=recipient,
        balance=debtor["balance"],
        text=text,
        sent_on=today,
        repeated=new.confirm_repeated and last is not None,
        sent_by_id=me().id,
        sent_by_name=me().name,
    )
    if reminder is None:
        rules.must_not_repeat(last or receivables.last_of(tx, person, today))
    events.reminded(tx, debtor, reminder)
    if by_mail:
        events.reminder_to_mail(tx, debtor, reminder, clinic["name"])
    return reminder | {"url": None if by_mail else rules.whatsapp_link(recipient, text)}


def set_template(tx, version, text):
    rules.must_be_known(text)
    must_be_current(receivables.lock_template(tx), version)
    template = receivables.set_template(tx, text)
    events.template_updated(tx)
    return template
