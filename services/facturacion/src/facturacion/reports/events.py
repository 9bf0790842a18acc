"""Events published by the reports: how the owner shares the expenses, and reminders to who owes."""

from common.messages.events import publish
from common.messages.mail import post
from common.money import money

WORDS = {"CHAIR_TIME": "por tiempo de sillón", "INCOME": "por ingresos", "NONE": "sin repartir"}

CHANNELS = {"WHATSAPP": "WhatsApp", "EMAIL": "correo"}


def sharing_updated(tx, sharing):
    publish(
        tx,
        "expense_sharing.updated",
        "expense_sharing:1",
        f"Cambió el reparto de los gastos en los márgenes: {WORDS[sharing['rule']]}",
        rule=sharing["rule"],
    )


def reminded(tx, debtor, reminder):
    publish(
        tx,
        "payment.reminded",
        f"invoice:{debtor['id']}",
        f"Recordó por {CHANNELS[reminder['channel']]} a {debtor['buyer_name']} que debe {money(debtor['balance'])} de la factura"
        f" {debtor['number']}",
        patient_id=debtor["patient_id"],
        invoice_id=debtor["id"],
        number=debtor["number"],
        channel=reminder["channel"],
        balance=debtor["balance"],
    )


def reminder_to_mail(tx, debtor, reminder, clinic):
    """Asks for the letter, in the name of the clinic."""
    post(
        tx,
        "payment_reminder",
        f"invoice:{debtor['id']}",
        f"Pidió enviar por correo el recordatorio de la factura {debtor['number']}",
        debtor["patient_id"],
        reminder_id=reminder["id"],
        clinic=clinic,
    )


def template_updated(tx):
    publish(
        tx, "reminder_template.updated", "reminder_template:1", "Cambió el texto de los recordatorios de pago"
    )
